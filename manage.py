#!/usr/bin/env python
"""Trilatérale's door for commands: `manage.py help` lists them."""

import sys

from config.commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv))
