#!/usr/bin/env python3
"""Measure how fast texts are read, beside the bare language model; `make bench` writes RESULTS.md.

Usage: speed.py [--corpus DIR] [--rounds N] [--output FILE]

Texts: the seeds and the passages of tests/gold that may be read, or the .txt files of a folder. Everything runs in one
process, in turn, N rounds (5); the fastest round of each counts, in processor time, so that other work on the machine
weighs little. Quote the ratios, not the milliseconds.

- plain: `spacy.load(model)` and `nlp.pipe(texts)`, as the manual has it;
- bare: the same components set up as `entities.nlp.pipeline` does, in batches of its size;
- parsing: what we run of the model, with quicker layers (`entities.nlp.computing`); reading: bytes to clean text;
  whole: all that an import finds, nothing stored;
- names: the same without statements and quotes (grammar, quotes, relations);
- before: names with the model's parser and lemmatizer, which was needed before statements were found without them.
"""

from __future__ import annotations

import argparse
import datetime
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the pipeline does, before anything loads numpy

import spacy  # noqa: E402
from spacy.language import Language  # noqa: E402
from spacy.tokens import Doc  # noqa: E402
from thinc.api import NumpyOps, set_current_ops  # noqa: E402

from articles.importing.reaching import files_in  # noqa: E402
from articles.importing.readers import text as text_reader  # noqa: E402
from articles.reading import read_files  # noqa: E402
from benchmarks.sections import machine, put  # noqa: E402
from entities.authority.loader import load_files  # noqa: E402
from entities.extracting import Extractor, Names  # noqa: E402
from entities.nlp import pipeline  # noqa: E402
from entities.nlp.found import Extraction, Text  # noqa: E402

TODAY = datetime.date(2026, 11, 22)
FOLDERS = ("seeds", "tests/gold/passages/read")


class NamesOnly(Extractor):
    """Finds who is named, and nothing that they do or say."""

    def extract(self, doc: Doc, text: Text, names: Names) -> Extraction:
        return Extraction(text, names.actors, names.mentions)


def exhaust(items: object) -> None:
    for _ in items:  # type: ignore[attr-defined]
        pass


def subjects(paths: Sequence[Path]) -> dict[str, Callable[[], None]]:
    """What is measured, by name: each takes all texts through."""
    files = [(path.name, path.read_bytes()) for path in paths]
    plain = spacy.load(pipeline.DEFAULT_MODEL)  # before the next line changes what models compute with
    ours = pipeline.load()
    bare = bare_pipeline()
    authority = load_files()
    extractor = Extractor(authority, ours)
    names, before = NamesOnly(authority, ours), NamesOnly(authority, bare)
    parsed = [text_reader.read(data, authority=authority, today=TODAY, name=name) for name, data in files]
    texts = [f"{one.title}\n\n{one.body}" for one in parsed]
    return {
        "plain": lambda: exhaust(plain.pipe(texts)),
        "bare": lambda: exhaust(bare.pipe(texts, batch_size=pipeline.BATCH)),
        "parsing": lambda: exhaust(pipeline.parse_all(ours, texts)),
        "reading": lambda: exhaust(
            text_reader.read(data, authority=authority, today=TODAY, name=name) for name, data in files
        ),
        "whole": lambda: exhaust(read_files(files, extractor=extractor, today=TODAY)),
        "names": lambda: exhaust(read_files(files, extractor=names, today=TODAY)),
        "before": lambda: exhaust(read_files(files, extractor=before, today=TODAY)),
    }


def bare_pipeline() -> Language:
    set_current_ops(NumpyOps(use_blis=False))
    return spacy.load(pipeline.DEFAULT_MODEL)


def measure(what: dict[str, Callable[[], None]], rounds: int) -> dict[str, float]:
    """Seconds of processor time of the fastest round of each; the first round warms up and does not count."""
    best = dict.fromkeys(what, float("inf"))
    for number in range(rounds + 1):
        for name, run in what.items():
            start = time.process_time()
            run()
            if number:
                best[name] = min(best[name], time.process_time() - start)
    return best


def table(seconds: dict[str, float], texts: int) -> list[str]:
    lines = ["| | ms a text | texts per second, plain = 1 | bare = 1 |", "| --- | --- | --- | --- |"]
    for name, took in seconds.items():
        ratios = f"{seconds['plain'] / took:.2f} | {seconds['bare'] / took:.2f}"
        lines.append(f"| {name} | {1000 * took / texts:.1f} | {ratios} |")
    return [*lines, "", *costs(seconds)]


def costs(seconds: dict[str, float]) -> list[str]:
    """What statements and quotes cost, by either reckoning."""
    own, all_told = (100 * (seconds["whole"] / seconds[name] - 1) for name in ("names", "before"))
    return [
        f"Statements and quotes: {own:+.0f} % on top of the same code without them, {all_told:+.0f} % against what was",
        "before them, with the parser.",
    ]


def main() -> None:
    options = argparse.ArgumentParser(description="measure speed beside the bare model")
    options.add_argument("--corpus", type=Path, help="a folder of .txt files instead of the project's own")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--output", type=Path, help="also write the table here")
    chosen = options.parse_args()
    paths = list(files_in([chosen.corpus] if chosen.corpus else [ROOT / folder for folder in FOLDERS]))
    words = sum(len(path.read_bytes().split()) for path in paths) // len(paths)
    seconds = measure(subjects(paths), chosen.rounds)
    begun = f"{len(paths)} texts of {words} words; {machine()}; one process."
    lines = [begun, "Made by `make bench`; see speed.py.", "", *table(seconds, len(paths))]
    print("\n".join(lines))
    if chosen.output:
        put("Reading", lines, chosen.output)


if __name__ == "__main__":
    main()
