#!/usr/bin/env python3
"""Measure the filters and the pages of a large archive; `make bench` writes them into RESULTS.md.

Usage: facets.py [--articles N] [--rounds N] [--peer tantivy] [--peer datasette] [--output FILE]

Articles: those of the embedded database of TRILATERALE_STATE, filled up to N by `make_sample --bare`: give it a state
of its own. Everything runs in one process, in turn. Medians count, in milliseconds of processor time of this process
and of PostgreSQL's for it, so that other work on the machine weighs little: on a quiet one the clock says about the
same. A peer counts only where its counts are ours. Quote the ratios.

- facets: all the values of the list's filters, from memory and from PostgreSQL; the facets that peers have too, beside
  them: no filter, one country of half of the articles (broad), two countries and a year (narrow);
- pages: what the site takes for a whole page, database included, in-process, without a network.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import django  # noqa: E402

django.setup()

import peers  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import QueryDict  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from tqdm import tqdm  # noqa: E402

from articles import tallies  # noqa: E402
from articles.addresses import NONE, Axis  # noqa: E402
from articles.bare import add_bare  # noqa: E402
from articles.facetting import holding  # noqa: E402
from articles.facetting.answering import Answer  # noqa: E402
from articles.facetting.archive import Archive  # noqa: E402
from articles.forms import ArticleFilterForm  # noqa: E402
from articles.models import Article  # noqa: E402
from entities.models import Actor  # noqa: E402

LONGEST = 8_000  # milliseconds after which something slow is not measured again
HEADING = "## Filters and pages"
ASKED = {"none": "", "broad": "country=RU", "narrow": "country=RU&country=JP&year=2013"}
SHARED = (Axis.COUNTRY, Axis.PERSON, Axis.TYPE, Axis.YEAR, Axis.OUTLET)  # that peers count too
LISTS = {
    "list": "", "list, broad": "country=RU", "list, narrow": "country=RU&country=JP&year=2013",
    "list, broad, page 500": "country=RU&page=500", "list, one statement": "acting=RU&type=AID",
    "list, a frequent word": "q=sécurité", "list, two words": "q=sécurité japon", "list, words and filters":
    "q=japon&country=RU&year=2013", "list, words by date": "q=sécurité&sort=newest",
}  # fmt: skip


def filled(count: int) -> None:
    """An up-to-date database with as many bare articles as are missing."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_authority", verbosity=0)
    missing = count - Article.objects.count()
    if missing > 0:
        with tqdm(total=missing, unit="article", disable=None) as bar:
            for written in add_bare(missing, seed=count, today=date(2026, 11, 1)):
                bar.update(written)


def spent() -> float:
    """Milliseconds of processor time, of this process and of its connection's server process."""
    connection.ensure_connection()
    server = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text().split()[0]
    return 1000 * time.process_time() + int(server) / 1e6


def median(run: Callable[[], object], rounds: int) -> float:
    """The first run warms up."""
    return percentiles(run, rounds)[0]


def percentiles(run: Callable[[], object], rounds: int) -> tuple[float, float]:
    """The median and the 95th percentile; the first run warms up."""
    run()
    took: list[float] = []
    while len(took) < rounds and sum(took) < LONGEST:
        start = spent()
        run()
        took.append(spent() - start)
    return statistics.median(took), sorted(took)[min(len(took) - 1, round(0.95 * len(took)))]


def form(query: str) -> ArticleFilterForm:
    asked = ArticleFilterForm(QueryDict(query))
    asked.is_valid()
    return asked


def from_memory(archive: Archive, asked: ArticleFilterForm, axes: Sequence[Axis]) -> dict[Axis, dict[str, int]]:
    counted = tallies.tallies(asked, axes, as_found=True, answer=Answer(asked, archive))
    return {axis: tally.counts for axis, tally in counted.items()}


def from_sql(asked: ArticleFilterForm, axes: Sequence[Axis]) -> dict[Axis, dict[str, int]]:
    return {axis: tally.counts for axis, tally in tallies.from_sql(asked, axes).items()}


def shared_values(archive: Archive) -> Iterator[peers.Values]:
    """Of each article its values of the shared facets."""
    segment = archive.parts[0].segment
    words = {axis: archive.words_of(0, axis, segment.axes[axis].keys)[0] for axis in SHARED}
    starts = {axis: segment.axes[axis].starts.tolist() for axis in SHARED}
    values = {axis: segment.axes[axis].values.tolist() for axis in SHARED}
    for at in tqdm(range(len(segment.ids)), disable=None, leave=False):
        yield {
            axis.value: [words[axis][value] for value in values[axis][starts[axis][at] : starts[axis][at + 1]]]
            for axis in SHARED
        }


def facet_rows(archive: Archive, rounds: int, names: Sequence[str]) -> Iterator[str]:
    yield "| filter | articles | all 17 facets, ours | PostgreSQL | ratio |"
    yield "| --- | --- | --- | --- | --- |"
    for name, query in ASKED.items():
        asked = form(query)
        ours = median(lambda asked=asked: from_memory(archive, asked, tuple(Axis)), rounds)
        start = spent()
        theirs = from_sql(asked, tuple(Axis))
        sql = spent() - start
        is_same = theirs == from_memory(archive, asked, tuple(Axis))
        count = Answer(asked, archive).count()
        told = "" if is_same else " (OTHER COUNTS)"
        yield f"| {name} | {count:,} | {ours:.1f} ms | {sql:.0f} ms{told} | {sql / ours:.0f} |"
    for name in names:
        yield from peer_rows(archive, rounds, name)


def peer_rows(archive: Archive, rounds: int, name: str) -> Iterator[str]:
    yield from ("", f"| filter | 5 facets, ours | {name} | ratio |", "| --- | --- | --- | --- |")
    make = {"tantivy": peers.in_tantivy, "datasette": peers.in_datasette}[name]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) if name == "tantivy" else Path(folder, "archive.db")
        count = make(shared_values(archive), [axis.value for axis in SHARED], place)
        for filter_, query in ASKED.items():
            wanted = [(axis, value) for axis, values in QueryDict(query).lists() for value in values]
            asked = form(query)
            ours = from_memory(archive, asked, SHARED)
            mine = {axis.value: {v: n for v, n in ours[axis].items() if v != NONE} for axis in SHARED}
            is_same = count(wanted) == mine
            own = median(lambda asked=asked: from_memory(archive, asked, SHARED), rounds)
            theirs = median(lambda wanted=wanted: count(wanted), min(rounds, 3 if name == "datasette" else rounds))
            told = "" if is_same else " (OTHER COUNTS)"
            yield f"| {filter_} | {own:.1f} ms | {theirs:.1f} ms{told} | {theirs / own:.1f} |"


def page_rows(rounds: int) -> Iterator[str]:
    yield "| page | median | 95th percentile |"
    yield "| --- | --- | --- |"
    client = Client(headers={"host": "localhost"})
    for name, address in _addresses().items():
        middle, high = percentiles(lambda address=address: _got(client, address), rounds)
        yield f"| {name} | {middle:.0f} ms | {high:.0f} ms |"


def _addresses() -> dict[str, str]:
    found = {name: f"{reverse('articles')}?{query}" for name, query in LISTS.items()}
    middle = Article.objects.order_by("pk")[Article.objects.count() // 2 :][:1].get()
    persons = Actor.objects.of_kind("person").filter(mentions__isnull=False).order_by("pk")
    return found | {
        "article": middle.get_absolute_url(),
        "actor, in half of the articles": Actor.objects.get(code="RU").get_absolute_url(),
        "actor, a person": persons[:1].get().get_absolute_url(),
        "dyad": reverse("dyad", args=["JP", "RU"]),
        "home": "/",
    }


def _got(client: Client, address: str) -> None:
    answer = client.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{address}: {answer.status_code}")


def written(report: str, file: Path) -> None:
    """Put the report in the place of the former one."""
    text = file.read_text("utf-8") if file.exists() else "# Speed\n"
    before, _, rest = text.partition(HEADING)
    _former, mark, after = rest.partition("\n## ")
    file.write_text(f"{before.rstrip()}\n\n{report}\n{mark.lstrip()}{after}", "utf-8")


def main() -> None:
    options = argparse.ArgumentParser(description="measure filters and pages of a large archive")
    options.add_argument("--articles", type=int, default=100_000)
    options.add_argument("--rounds", type=int, default=20)
    options.add_argument("--peer", action="append", default=[], choices=["tantivy", "datasette"])
    options.add_argument("--output", type=Path, help="also write the tables here")
    chosen = options.parse_args()
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    filled(chosen.articles)
    archive = holding.current() or holding.build()
    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0")  # a helper's processor time would not count
        cursor.execute("SELECT current_setting('server_version')")
        server = cursor.fetchone()[0]
    machine = f"PostgreSQL {server}, Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores"
    report = [
        HEADING, "", f"{Article.objects.count():,} bare articles; {machine}. Made by `make bench`; see facets.py.", "",
        *facet_rows(archive, chosen.rounds, chosen.peer), "", *page_rows(chosen.rounds), "",
    ]  # fmt: skip
    print("\n".join(report))
    if chosen.output:
        written("\n".join(report), chosen.output)


if __name__ == "__main__":
    main()
