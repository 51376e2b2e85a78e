#!/usr/bin/env python3
"""Measure whole imports, stored in PostgreSQL, beside the bare language model, in one process and in two.

Usage: storing.py [--corpus DIR] [--most N] [--rounds N] [--processes N…] [--output FILE]

Texts: the seeds and the passages of tests/gold that may be read, or the .txt files of a folder, N at most. In one run,
in turn, N rounds (4) after one that warms up; each ratio is the median of those of the rounds. By the clock, which
counts on a quiet machine, and by processor time (all processes, PostgreSQL's too), which other work disturbs less. The
database is a new one, emptied before each import.

- plain: `nlp.pipe(texts, n_process=N)` with spaCy's defaults, as a user would write it;
- bare: the best that is known of the model alone: numpy's BLAS, small batches, each process with its own texts, names
  and offsets of entities back;
- import: read, clean, date, extract, link and store, each process with its own files.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import scratch  # noqa: E402  # before the others

STATE = scratch.STATE

import spacy  # noqa: E402
from django.db import connection  # noqa: E402
from spacy.language import Language  # noqa: E402

from articles.importing.reaching import files_in  # noqa: E402
from articles.importing.readers import text as text_reader  # noqa: E402
from articles.importing.storing import import_files  # noqa: E402
from articles.models import Article  # noqa: E402
from benchmarks.sections import machine, put  # noqa: E402
from benchmarks.speed import FOLDERS, TODAY, bare_pipeline  # noqa: E402
from entities.authority.stored import load_stored  # noqa: E402
from entities.extracting import Extractor  # noqa: E402
from entities.nlp import pipeline  # noqa: E402

MADE = "Made by `make bench`; see storing.py."
_FORK = get_context("fork")  # what was loaded is there in each process


def shared(work: Callable[[Sequence[Path]], object], paths: Sequence[Path], processes: int) -> None:
    """Each process works on its own share; in one, nothing is forked."""
    if processes == 1:
        work(paths)
        return
    connection.close()
    workers = [_FORK.Process(target=work, args=(paths[number::processes],)) for number in range(processes)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
        if worker.exitcode:
            raise SystemExit("a process failed")


def subjects(paths: Sequence[Path], processes: int) -> dict[str, Callable[[], None]]:
    plain, bare, extractor = tools()
    texts = {path: _text(path, extractor) for path in paths}

    def run_plain() -> None:
        for _ in plain.pipe(texts.values(), n_process=processes):
            pass

    def run_bare(own: Sequence[Path]) -> None:
        _entities(bare, [texts[path] for path in own])

    def run_import(own: Sequence[Path]) -> None:
        for _ in import_files(own, lambda: extractor, today=TODAY):
            pass
        connection.close()

    return {
        "plain": run_plain,
        "bare": lambda: shared(run_bare, paths, processes),
        "import": lambda: shared(run_import, paths, processes),
    }


@cache
def tools() -> tuple[Language, Language, Extractor]:
    """Plain first: what comes after changes what models compute with."""
    plain = spacy.load(pipeline.DEFAULT_MODEL)
    own = plain, bare_pipeline(), Extractor(load_stored(), pipeline.load())
    pipeline.settle()  # as commands do; all three gain
    return own


def _text(path: Path, extractor: Extractor) -> str:
    parsed = text_reader.read(path.read_bytes(), authority=extractor.authority, today=TODAY, name=path.name)
    return f"{parsed.title}\n\n{parsed.body}"


def _entities(nlp: Language, texts: Sequence[str]) -> list[tuple[int, int, str]]:
    docs = nlp.pipe(texts, batch_size=pipeline.BATCH)
    return [(ent.start_char, ent.end_char, ent.label_) for doc in docs for ent in doc.ents]


Took = tuple[float, float]  # seconds by the clock, and of processors


def measure(paths: Sequence[Path], processes: int, rounds: int) -> dict[str, list[Took]]:
    """Each round of each; the first round warms up and does not count."""
    what = subjects(paths, processes)
    found: dict[str, list[Took]] = {name: [] for name in what}
    for number in range(rounds + 1):
        for name, run in what.items():
            Article.objects.all().delete()
            begun, worked = perf_counter(), processor_time()
            run()
            if number:
                found[name].append((perf_counter() - begun, processor_time() - worked))
    return found


def processor_time() -> float:
    """Seconds of this process, of those that it waited for, and of PostgreSQL."""
    own = sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    pid = int((STATE / "postgres" / "data" / "postmaster.pid").read_text().split()[0])
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return own + (sum(_ticks(pid, 4)) + sum(sum(_ticks(int(child), 2)) for child in children)) / os.sysconf(
        "SC_CLK_TCK"
    )


def _ticks(pid: int, count: int) -> list[int]:
    """User and system time of a process, then of its former children."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []  # it has ended: its parent tells its time from now
    return [int(field) for field in fields[11 : 11 + count]]


def table(paths: Sequence[Path], processes: Sequence[int], rounds: int) -> Iterator[str]:
    yield "| processes | | articles per second | plain = 1 | bare = 1 | ms of processors | plain = 1 | bare = 1 |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    for count in processes:
        found = measure(paths, count, rounds)
        for name, took in found.items():
            clock, worked = (median(one[at] for one in took) for at in (0, 1))
            by_clock, by_work = (
                " | ".join(f"{_times(found[other], took, at):.2f}" for other in ("plain", "bare")) for at in (0, 1)
            )
            pace, cost = f"{len(paths) / clock:.1f} | {by_clock}", f"{1000 * worked / len(paths):.1f} | {by_work}"
            yield f"| {count} | {name} | {pace} | {cost} |"


def _times(other: Sequence[Took], own: Sequence[Took], at: int) -> float:
    """How many times as fast as the other, in the middle of the rounds."""
    return median(theirs[at] / ours[at] for theirs, ours in zip(other, own, strict=True))


def main() -> None:
    options = argparse.ArgumentParser(description="measure whole imports beside the bare model")
    options.add_argument("--corpus", type=Path, help="a folder of .txt files instead of the project's own")
    options.add_argument("--most", type=int, help="so many of the texts at most")
    options.add_argument("--rounds", type=int, default=4)
    options.add_argument("--processes", type=int, nargs="+", default=[1, 2])
    options.add_argument("--output", type=Path, help="also write the section here")
    chosen = options.parse_args()
    lines: list[str] = []
    with scratch.database():
        paths = list(files_in([chosen.corpus] if chosen.corpus else [ROOT / folder for folder in FOLDERS]))[
            : chosen.most
        ]
        words = sum(len(path.read_bytes().split()) for path in paths) // len(paths)
        begun = f"{len(paths)} texts of {words} words; {machine()}; PostgreSQL {_server()}."
        for line in chain((begun, MADE, ""), table(paths, chosen.processes, chosen.rounds)):
            print(line, flush=True)
            lines.append(line)
    if chosen.output:
        put("Imports", lines, chosen.output)


def _server() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version')")
        return str(cursor.fetchone()[0])


if __name__ == "__main__":
    main()
