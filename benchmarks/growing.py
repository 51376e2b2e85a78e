#!/usr/bin/env python3
"""Watch the memory of a whole import, stored in PostgreSQL: invented JSON Lines, read by `manage.py import_articles`.

Usage: growing.py [--mib 64] [--minutes 5] [--steps 10] [--output FILE]

The texts tell of ever new persons and places, as an archive does: what is kept of each word that was ever seen shows.
Stopped after so many minutes, wherever it is. Resident memory, after each step, of the process that imports and of
PostgreSQL's process for it (without what all of them share); fails where one has more than a GiB.
"""

from __future__ import annotations

import argparse
import datetime
import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import scratch  # noqa: E402  # before the others

STATE = scratch.STATE

from django.db import connection  # noqa: E402

from articles.models import ImportRun  # noqa: E402
from articles.sampling.making import invent  # noqa: E402
from benchmarks.sections import machine, put  # noqa: E402
from entities.authority.loader import load_files  # noqa: E402

TODAY = datetime.date(2026, 11, 22)
BOUND = 1024  # MiB
SYLLABLES = ("ba", "che", "dou", "fi", "gran", "jol", "kar", "lem", "mon", "nis", "pra", "quen", "ros", "sul", "tev")
AT_ONCE = 20_000  # invented articles; the next ones have another seed


def texts() -> Iterator[str]:
    seed = 0
    while True:
        seed += 1
        yield from (file.text for file in invent(AT_ONCE, seed=seed, authority=load_files(), until=TODAY))


def write(path: Path, size: int) -> None:
    """Articles until they are so many bytes."""
    random_ = random.Random(1964)  # noqa: S311  # the same texts each time
    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(texts()):
            title, _, body = text.partition("\n")
            record = {"id": f"n{number}", "title": title, "text": f"{body.strip()}\n\n{strangers(random_)}"}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
            if file.tell() > size:
                return


def strangers(random_: random.Random) -> str:
    """A paragraph of names that no other article has."""
    names = ["".join(random_.choices(SYLLABLES, k=random_.randint(2, 4))).capitalize() for _ in range(6)]
    return (
        f"Au marché de {names[0]}, {names[1].capitalize()} {names[2]} vend des {names[3].lower()}s depuis "
        f"{random_.randint(3, 60)} ans, avec {names[4]} {names[5]}, venue de {names[2]}."
    )


def resident(pid: int, field: str) -> float:
    """MiB of that kind."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(field)), 0.0)


def of_the_server() -> float:
    """MiB of PostgreSQL's processes, the largest: one serves the import."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
        return max((resident(pid, "RssAnon") for (pid,) in cursor.fetchall()), default=0.0)


def watch(path: Path, minutes: float, steps: int) -> Iterator[str]:
    command = [sys.executable, str(ROOT / "manage.py"), "import_articles", str(path), "--no-progress"]
    most, begun = 0.0, time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as importing:
        for step in range(1, steps + 1):
            while time.monotonic() - begun < step * 60 * minutes / steps and importing.poll() is None:
                time.sleep(0.2)
            if importing.poll() is not None:
                break
            stored = sum(ImportRun.objects.values_list("new_count", flat=True))
            own, theirs = resident(importing.pid, "VmRSS"), of_the_server()
            most = max(most, own, theirs)
            yield f"| {time.monotonic() - begun:.0f} | {stored:,} | {own:.0f} | {theirs:.0f} |"
        if importing.poll() is None:
            importing.terminate()
        if importing.wait() not in (0, 128 + signal.SIGTERM):
            raise SystemExit(f"the import failed: {importing.returncode}")
    if most > BOUND:
        raise SystemExit(f"More than {BOUND} MiB resident: {most:.0f}")


def report(archive: Path, minutes: float, steps: int) -> Iterator[str]:
    size = archive.stat().st_size / 2**20
    yield f"{size:.0f} MiB of invented JSON Lines, {minutes:g} minutes of importing it; {machine()}."
    yield from ("Made by `make bench`; see growing.py.", "")
    yield from ("| seconds | articles | MiB resident, the import | PostgreSQL for it |", "| --- | --- | --- | --- |")
    yield from watch(archive, minutes, steps)


def main() -> None:
    parser = argparse.ArgumentParser(description="watch the memory of a whole import")
    parser.add_argument("--mib", type=int, default=64)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--steps", type=int, default=10)
    parser.add_argument("--output", type=Path, help="also write the section here")
    chosen = parser.parse_args()
    lines: list[str] = []
    with scratch.database():
        archive = STATE / "archive.jsonl"
        write(archive, chosen.mib * 2**20)
        for line in report(archive, chosen.minutes, chosen.steps):
            print(line, flush=True)
            lines.append(line)
    if chosen.output:
        put("Memory of an import", lines, chosen.output)


if __name__ == "__main__":
    main()
