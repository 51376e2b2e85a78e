#!/usr/bin/env python3
"""Measure whole imports, stored in PostgreSQL, beside the bare language model, in one process and in two.

Usage: storing.py [--corpus DIR] [--rounds N] [--processes N…] [--output FILE]

Texts: the seeds and the passages of tests/gold, or the .txt files of a folder. In one run, in turn, N rounds (3), the
fastest of each by the clock counts; the machine should be quiet. The database is a new one, emptied before each import.

- plain: `nlp.pipe(texts, n_process=N)` with spaCy's defaults, as a user would write it;
- bare: the best that is known of the model alone: numpy's BLAS, small batches, each process with its own texts, names
  and offsets of entities back;
- import: read, clean, date, extract, link and store, each process with its own files.
"""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
STATE = Path(tempfile.mkdtemp(prefix="trilaterale-"))
os.environ["TRILATERALE_STATE"] = str(STATE)
os.environ.pop("DATABASE_URL", None)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before anything loads numpy

import django  # noqa: E402

django.setup()

import spacy  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from spacy.language import Language  # noqa: E402

from articles.importing.reaching import files_in  # noqa: E402
from articles.importing.readers import text as text_reader  # noqa: E402
from articles.importing.storing import import_files  # noqa: E402
from articles.models import Article  # noqa: E402
from benchmarks.speed import FOLDERS, TODAY, bare_pipeline  # noqa: E402
from config.database import server_in  # noqa: E402
from entities.authority.stored import load_stored  # noqa: E402
from entities.extracting import Extractor  # noqa: E402
from entities.nlp import pipeline  # noqa: E402

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
    authority = load_stored()
    plain = spacy.load(pipeline.DEFAULT_MODEL)
    extractor = Extractor(authority, pipeline.load())
    bare = bare_pipeline()
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


def _text(path: Path, extractor: Extractor) -> str:
    parsed = text_reader.read(path.read_bytes(), authority=extractor.authority, today=TODAY, name=path.name)
    return f"{parsed.title}\n\n{parsed.body}"


def _entities(nlp: Language, texts: Sequence[str]) -> list[tuple[int, int, str]]:
    docs = nlp.pipe(texts, batch_size=pipeline.BATCH)
    return [(ent.start_char, ent.end_char, ent.label_) for doc in docs for ent in doc.ents]


def measure(paths: Sequence[Path], processes: int, rounds: int) -> dict[str, float]:
    """Seconds by the clock of the fastest round of each; the first round warms up and does not count."""
    what = subjects(paths, processes)
    best = dict.fromkeys(what, float("inf"))
    for number in range(rounds + 1):
        for name, run in what.items():
            Article.objects.all().delete()
            start = perf_counter()
            run()
            if number:
                best[name] = min(best[name], perf_counter() - start)
    return best


def table(paths: Sequence[Path], processes: Sequence[int], rounds: int) -> list[str]:
    lines = ["| processes | | articles per second | plain = 1 | bare = 1 |", "| --- | --- | --- | --- | --- |"]
    for count in processes:
        seconds = measure(paths, count, rounds)
        for name, took in seconds.items():
            ratios = f"{seconds['plain'] / took:.2f} | {seconds['bare'] / took:.2f}"
            lines.append(f"| {count} | {name} | {len(paths) / took:.1f} | {ratios} |")
    return lines


def main() -> None:
    options = argparse.ArgumentParser(description="measure whole imports beside the bare model")
    options.add_argument("--corpus", type=Path, help="a folder of .txt files instead of the project's own")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--processes", type=int, nargs="+", default=[1, 2])
    options.add_argument("--output", type=Path, help="also write the table here")
    chosen = options.parse_args()
    try:
        call_command("migrate", verbosity=0)
        call_command("load_authority", stdout=sys.stderr)
        paths = list(files_in([chosen.corpus] if chosen.corpus else [ROOT / folder for folder in FOLDERS]))
        words = sum(len(path.read_bytes().split()) for path in paths) // len(paths)
        machine = f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} processors"
        report = [
            "# Imports", "", f"{len(paths)} texts of {words} words; {pipeline.DEFAULT_MODEL}; spaCy {version('spacy')}",
            f"{machine}; {datetime.date.today()}. Made by benchmarks/storing.py.", "",
            *table(paths, chosen.processes, chosen.rounds), "",
        ]  # fmt: skip
        print("\n".join(report))
        if chosen.output:
            chosen.output.write_text("\n".join(report), encoding="utf-8")
    finally:
        connection.close()
        server_in(STATE / "postgres").release()
        shutil.rmtree(STATE, ignore_errors=True)


if __name__ == "__main__":
    main()
