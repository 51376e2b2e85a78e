#!/usr/bin/env python3
"""Measure the filters and the pages of a large archive; `make bench` writes them into RESULTS.md.

Usage: facets.py [--articles N] [--smaller N]… [--only PART]… [--rounds N] [--output FILE]

Articles: those of the embedded database of TRILATERALE_STATE, filled up to N by `make_sample --bare`: give it a state
of its own. Lists are measured beside archives of the sizes of --smaller too, in states beside it. All in turn, in one
run. Processor time is this process's and PostgreSQL's for it, so that other work on the machine weighs less; the clock
says the same on a quiet one. A peer counts only where its counts are ours. Quote the ratios.

- facets: all the values of the list's filters, from memory and from PostgreSQL: no filter, one country of half of the
  articles (broad), two countries and a year (narrow);
- lists, pages: what the site takes for a whole page, database included, in-process, without a network;
- readers: fifty of them at once, at the site itself;
- export: an export of 100,000 rows, with memory;
- tantivy: the facets that it has too, counted by its aggregations;
- datasette: the same, by the JSON of its table page, of the newest articles of --datasette; also beside our whole page.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ["RATE_LIMITS"] = "0"  # one visitor asks for all pages

import django  # noqa: E402

django.setup()

import loads  # noqa: E402
import pages  # noqa: E402
import peers  # noqa: E402
import sections  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import QueryDict  # noqa: E402
from django.urls import reverse  # noqa: E402
from pyroaring import BitMap  # noqa: E402
from timing import once, taken  # noqa: E402
from tqdm import tqdm  # noqa: E402

from articles import tallies  # noqa: E402
from articles.addresses import NONE, Axis  # noqa: E402
from articles.bare import add_bare  # noqa: E402
from articles.facetting import holding  # noqa: E402
from articles.facetting.answering import Answer  # noqa: E402
from articles.facetting.archive import Archive  # noqa: E402
from articles.forms import ArticleFilterForm  # noqa: E402
from articles.models import Article  # noqa: E402
from config.warming import warm  # noqa: E402

HEADING = "Filters and pages"
PARTS = ("facets", "lists", "pages", "readers", "export", "tantivy", "datasette")
ASKED = {"none": "", "broad": "country=RU", "narrow": "country=RU&country=JP&year=2013"}
RECENT = "country=RU&country=JP&year=2024"  # narrow, where a peer has the newest articles alone
SHARED = (Axis.COUNTRY, Axis.PERSON, Axis.TYPE, Axis.YEAR, Axis.OUTLET)  # that peers count too


def filled(count: int) -> str:
    """An up-to-date database with as many bare articles as are missing; how long that took, if any were."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_authority", verbosity=0)
    missing, began = count - Article.objects.count(), time.perf_counter()
    if missing <= 0:
        return ""
    with tqdm(total=missing, unit="article", disable=None) as bar:
        for written in add_bare(missing, seed=count, today=date(2026, 11, 1)):
            bar.update(written)
    took = time.perf_counter() - began
    return f"`make_sample --bare` wrote {missing:,} articles in {took:.0f} s, {missing / took:,.0f} a second."


def form(query: str) -> ArticleFilterForm:
    asked = ArticleFilterForm(QueryDict(query))
    asked.is_valid()
    return asked


def from_memory(archive: Archive, asked: ArticleFilterForm, axes: Sequence[Axis]) -> dict[Axis, dict[str, int]]:
    counted = tallies.tallies(asked, axes, as_found=True, answer=Answer(asked, archive))
    return {axis: tally.counts for axis, tally in counted.items()}


def from_sql(asked: ArticleFilterForm, axes: Sequence[Axis]) -> dict[Axis, dict[str, int]]:
    return {axis: tally.counts for axis, tally in tallies.from_sql(asked, axes).items()}


def shared_values(archive: Archive, most: int) -> Iterator[peers.Values]:
    """Of each of the newest articles its values of the shared facets."""
    segment = archive.parts[0].segment
    words = {axis: archive.words_of(0, axis, segment.axes[axis].keys)[0] for axis in SHARED}
    starts = {axis: segment.axes[axis].starts.tolist() for axis in SHARED}
    values = {axis: segment.axes[axis].values.tolist() for axis in SHARED}
    for at in tqdm(range(min(most, len(segment.ids))), disable=None, leave=False):
        yield {
            axis.value: [words[axis][value] for value in values[axis][starts[axis][at] : starts[axis][at + 1]]]
            for axis in SHARED
        }


def newest(archive: Archive, most: int) -> Archive:
    """An archive of the newest alone."""
    (part, *_others) = archive.parts
    live = part.live & BitMap(range(most))
    return replace(archive, parts=(replace(part, live=live),), known={})


def facet_rows(archive: Archive, rounds: int) -> Iterator[str]:
    yield "| filter | articles | all 17 facets, ours | PostgreSQL | ratio |"
    yield "| --- | --- | --- | --- | --- |"
    for name, query in ASKED.items():
        asked, told = form(query), []
        ours = taken(lambda asked=asked: from_memory(archive, asked, tuple(Axis)), rounds).middle
        sql, _clock = once(lambda asked=asked, told=told: told.append(from_sql(asked, tuple(Axis))))
        is_same = told == [from_memory(archive, asked, tuple(Axis))]
        count = Answer(asked, archive).count()
        yield f"| {name} | {count:,} | {ours:.1f} ms | {sql:.0f} ms{_other(is_same)} | {sql / ours:.0f} |"


def peer_rows(archive: Archive, rounds: int, name: str, most: int) -> Iterator[str]:
    """Of the newest articles, where there are more."""
    archive = newest(archive, most)
    whole = " our whole list page, of all articles | ratio |" if name == "datasette" else ""
    yield f"| filter | articles | 5 facets, ours | {name} | ratio |{whole}"
    yield "| --- | --- | --- | --- | --- |" + (" --- | --- |" if whole else "")
    make = {"tantivy": peers.in_tantivy, "datasette": peers.in_datasette}[name]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) if name == "tantivy" else Path(folder, "archive.db")
        count = make(shared_values(archive, most), [axis.value for axis in SHARED], place)
        asked_of_both = ASKED if most >= Article.objects.count() else {**ASKED, "narrow, of 2024": RECENT}
        for filter_, query in asked_of_both.items():
            wanted = [(axis, value) for axis, values in QueryDict(query).lists() for value in values]
            asked = form(query)
            ours = from_memory(archive, asked, SHARED)
            mine = {axis.value: {v: n for v, n in ours[axis].items() if v != NONE} for axis in SHARED}
            is_same = count(wanted) == mine
            own = taken(lambda asked=asked: from_memory(archive, asked, SHARED), rounds).middle
            theirs = taken(lambda wanted=wanted: count(wanted), 3 if name == "datasette" else rounds).middle
            found = Answer(asked, archive).count()
            told = f"{own:.1f} ms | {theirs:.1f} ms{_other(is_same)} | {theirs / own:.1f}"
            if whole:
                page = taken(partial(pages.got, pages.visitor(), f"{reverse('articles')}?{query}"), rounds).middle
                told += f" | {page:.0f} ms | {theirs / page:.0f}"
            yield f"| {filter_} | {found:,} | {told} |"


def _other(is_same: bool) -> str:
    return "" if is_same else " (OTHER COUNTS)"


def former_parts(file: Path) -> dict[str, str]:
    """What stands in the file of each part."""
    section = file.read_text("utf-8").partition(f"## {HEADING}\n")[2].partition("\n## ")[0] if file.exists() else ""
    parts = (part.partition("\n") for part in section.split("\n### ")[1:])
    return {name.strip().lower(): rows.strip() for name, _, rows in parts}


def parts_of(chosen: argparse.Namespace, archive: Archive | None) -> dict[str, Callable[[], Iterator[str]]]:
    """What is measured, by name; filters only where they are held in memory."""
    parts: dict[str, Callable[[], Iterator[str]]] = {
        "lists": lambda: pages.list_rows(chosen.rounds, chosen.smaller),
        "pages": lambda: pages.page_rows(chosen.rounds),
        "readers": loads.reader_rows,
        "export": loads.export_rows,
    }
    if archive:
        parts |= {
            "facets": lambda: facet_rows(archive, chosen.rounds),
            "tantivy": lambda: peer_rows(archive, chosen.rounds, "tantivy", chosen.articles),
            "datasette": lambda: peer_rows(archive, chosen.rounds, "datasette", chosen.datasette),
        }
    return {name: parts[name] for name in PARTS if name in parts}


def options() -> argparse.Namespace:
    asked = argparse.ArgumentParser(description="measure filters and pages of a large archive")
    asked.add_argument("--articles", type=int, default=100_000)
    asked.add_argument("--smaller", type=int, action="append", default=[], metavar="N")
    asked.add_argument("--datasette", type=int, default=100_000, metavar="N", help="articles that Datasette gets")
    asked.add_argument("--only", action="append", choices=PARTS, help="this part (default: all)")
    asked.add_argument("--rounds", type=int, default=20)
    asked.add_argument("--medians", action="store_true", help="print those of the lists, as JSON, and nothing else")
    asked.add_argument("--output", type=Path, help="also write the tables here")
    return asked.parse_args()


def prepared(count: int) -> tuple[Archive | None, str]:
    """The filled database as a process of the site has it before its first reader, and what there is to tell of it."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    filling = filled(count)
    archive = None
    if Article.objects.count() >= settings.FACETS_FROM:
        archive = holding.current() or holding.build()
        archive = holding.current() or archive
        archive.parts[0].segment.touch()
    warm()
    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0")  # a helper's processor time would not count
    return archive, filling


def introduction(filling: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version')")
        server = cursor.fetchone()[0]
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    told = f"{Article.objects.count():,} bare articles; PostgreSQL {server}; {sections.machine()}; load before: {load}."
    return [f"{told} Made by `make bench`; see facets.py.", "", *([filling, ""] if filling else [])]


def main() -> None:
    chosen = options()
    archive, filling = prepared(chosen.articles)
    if chosen.medians:
        print(pages.medians(chosen.rounds))
        return
    report = [*introduction(filling)]
    measured = {**former_parts(chosen.output)} if chosen.only and chosen.output else {}
    for name, rows in parts_of(chosen, archive).items():
        if chosen.only and name not in chosen.only:
            continue
        lines = []
        for row in rows():
            print(row, flush=True)
            lines.append(row)
        measured[name] = "\n".join(lines)
        if chosen.output:  # at once: a run that is cut off still has its parts
            told = [f"### {name.capitalize()}\n\n{measured[name]}\n" for name in PARTS if name in measured]
            sections.put(HEADING, [*report, *told], chosen.output)


if __name__ == "__main__":
    main()
