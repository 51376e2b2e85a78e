"""A program that has everything loaded and forks a process for each thing it is told to do: real processes to kill,
without the seconds that each would take to load the language model.

It reads lines of JSON: `{"start": "module:function", "arguments": […], "output": path}` is answered with the number of
the new process, `{"wait": number}` with how it ended.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
import traceback
from pathlib import Path
from typing import Any

import django


def main() -> None:
    django.setup()
    from django.db import connections

    from tests.faults import doing

    doing.load()
    connections.close_all()  # a forked process opens its own
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        answer = _wait(asked["wait"]) if "wait" in asked else _start(**asked)
        print(json.dumps(answer), flush=True)


def _start(start: str, arguments: list[Any], output: str) -> int:
    number = os.fork()
    if number:
        return number
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    file = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    for stream in (0, 1, 2):
        os.dup2(file if stream else os.open(os.devnull, os.O_RDONLY), stream)
    os._exit(_done(start, arguments))


def _done(start: str, arguments: list[Any]) -> int:
    module, _, name = start.partition(":")
    try:
        status = getattr(importlib.import_module(module), name)(*arguments)
    except SystemExit as end:
        status = end.code
    except BaseException:  # the end of a process tells all
        traceback.print_exc()
        status = 99
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return status if isinstance(status, int) else 0


def _wait(number: int) -> int:
    """Its exit status; of one that was killed, the signal's number below zero."""
    return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent.parent))
    main()
