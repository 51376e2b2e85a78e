"""Minutes of mixed reading, curating and importing on a site of two processes: `make soak MINUTES=30`.

Prints a line for each import, then what was asked, what went wrong, and how much memory each process of the site held
once warm, at most and at the end. Ends with status 1 if anything went wrong, or a process grew by more than a fifth
after it was warm. Filters are counted in memory, as in a large archive.
"""

from __future__ import annotations

import os
import sys
import tempfile
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import count, cycle
from pathlib import Path
from time import monotonic, sleep

import django
from django.core.management import call_command

from tests.faults.forging import Forge, ask
from tests.faults.site import Answer, Crowd, Site, crowd

PAGES = (
    "/", "/articles/", "/articles/?country=JP", "/articles/?q=accord", "/articles/?year=2013&country=RU", "/actors/",
    "/relations/", "/network/", "/timeline/", "/articles/feed.atom", "/articles/export/articles.csv",
    "/api/v1/articles/",
)  # fmt: skip
GROWTH = 1.2
WARM = 0.2  # of the time


def main() -> int:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("minutes", type=float)
    minutes = parser.parse_args().minutes
    django.setup()
    from django.db import connection

    from tests.databases import connected_to, scratch_database

    connection.ensure_connection()  # the embedded server runs as long as somebody has asked for it
    with scratch_database() as url, tempfile.TemporaryDirectory() as name:
        with connected_to(url):
            call_command("migrate", verbosity=0)
        forge, site = Forge(url, Path(name)), Site(url, Path(name, "log"))
        try:
            return _soak(forge, site, Path(name), minutes * 60)
        finally:
            site.stop()
            forge.close()


def _soak(forge: Forge, site: Site, folder: Path, seconds: float) -> int:
    _bring(forge, folder, 0)
    session = str(forge.do("hire", "jeanne").told["session"])
    site.start(FACETS_FROM="1")
    ends, memory, failed_imports = monotonic() + seconds, list[dict[int, int]](), 0
    with crowd(_readers(site), _readers(site), _curator(forge, site, session)) as people:
        for turn in count(1):
            failed_imports += _bring(forge, folder, turn) != 0
            memory.append(site.memory())
            print(f"{turn}: {len(people.answers)} answers, {_megabytes(memory[-1].values())} MB", flush=True)
            if monotonic() > ends:
                break
            sleep(min(20.0, max(0.0, ends - monotonic())))
    return _told(people, memory, failed_imports, site)


def _bring(forge: Forge, folder: Path, turn: int) -> int:
    """Ten new articles, and those of before once more."""
    texts = folder / "texts"
    texts.mkdir(exist_ok=True)
    forge.do("write_texts", str(texts), 10, turn)
    return forge.start("manage", "import_seeds", str(texts), "--no-progress").wait().status


def _readers(site: Site) -> Iterator[Callable[[], Answer]]:
    return (partial(site.get, page) for page in cycle(PAGES))


def _curator(forge: Forge, site: Site, session: str) -> Iterator[Callable[[], Answer]]:
    """Rejects the newest mention that nobody decided on; takes their time."""
    while True:
        found = ask(forge.url, "SELECT id FROM articles_mention WHERE NOT is_decided ORDER BY id DESC LIMIT 1")
        for (number,) in found:
            yield partial(site.post, f"/admin/review/mention/{number}/", {"answer": "reject"}, session)
        sleep(0.5)


def _told(people: Crowd, memory: list[dict[int, int]], failed_imports: int, site: Site) -> int:
    statuses = Counter(answer.status for answer in people.answers)
    wrong = sum(number for status, number in statuses.items() if status not in {200, 302})
    print(f"answers by status: {dict(sorted(statuses.items()))}; imports: {len(memory)}, failed: {failed_imports}")
    grown = [_process_told(number, memory) for number in memory[-1]]
    has_died = memory[0].keys() != memory[-1].keys()
    if wrong or has_died:
        print(site.log.read_text()[-4000:], file=sys.stderr)
    return int(bool(wrong or failed_imports or has_died or max(grown) > GROWTH))


def _process_told(number: int, memory: list[dict[int, int]]) -> float:
    """Prints what it held; gives how much it has grown since it was warm."""
    held = [moment[number] for moment in memory if number in moment]
    warm = held[int(len(held) * WARM)]
    figures = {"at first": held[0], "once warm": warm, "at most": max(held), "at the end": held[-1]}
    print(f"process {number}:", ", ".join(f"{_megabytes([value])} MB {when}" for when, value in figures.items()))
    return held[-1] / warm


def _megabytes(kilobytes: Iterable[int]) -> int:
    return sum(kilobytes) // 1024


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    sys.exit(main())
