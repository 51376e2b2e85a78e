"""Looks the installation over."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from config.doctoring import findings


class Command(BaseCommand):
    help = "Look for what is wrong with this installation and say how to mend it. Exit status 1 if there is anything."
    requires_system_checks: list[str] = []  # they are among what it looks at

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON object a line")

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(findings())
        for one in found:
            if options["json"]:
                self.stdout.write(json.dumps(asdict(one), ensure_ascii=False))
            else:
                self.stdout.write(f"{'ERROR' if one.is_error else 'warning'}: {one.about}: {one.told}")
                self.stdout.write(f"  to mend it: {one.mend}")
        if found:
            sys.exit(1)
        if not options["json"]:
            self.stdout.write("All is well.")
