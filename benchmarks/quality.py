#!/usr/bin/env python3
"""Measure what extraction finds against what careful readers found; `make quality` writes QUALITY.md.

Usage: quality.py [--date DAY] [--model NAME]… [--corpus DIR] [--output FILE]

Gold: the five seeds, the passages that rules were built on (read), and those that nobody looks at (unread: totals
alone).
--model measures another spaCy model beside the first, if it is installed. --corpus also scores persons and dates of
WiNER texts (a folder of .txt and .ann), which the project doesn't carry. The measures are those of score.py.
"""

from __future__ import annotations

import argparse
import datetime
import importlib.util
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path[:0] = [str(HERE), str(ROOT)]

from ftfy import fix_text  # noqa: E402  # all of these lie on the path set above, or beside it
from score import Tally, decode, fold, score_body, score_persons, score_quotes, score_relations, score_sets  # noqa: E402
from statements import Statements  # noqa: E402
from statements import tables as statement_tables  # noqa: E402

from articles.contract import as_contract  # noqa: E402
from articles.importing.parsed import Unreadable  # noqa: E402
from articles.importing.reaching import files_in  # noqa: E402
from articles.reading import read_files  # noqa: E402
from entities.authority.loader import load_files  # noqa: E402
from entities.extracting import Extractor  # noqa: E402
from entities.nlp import pipeline  # noqa: E402

GOLD = ROOT / "tests" / "gold"
TALLIES = (
    "countries", "persons", "relations", "relations (lenient)", "relations (sentence)", "quotes", "body lines",
)  # fmt: skip
TUNED = (
    "Rules were built on the seeds, the passages read and the tables of sentences and pages, save those named unread: "
    "of the unread passages only these totals were ever looked at, of the unread tables only their shares."
)
BY_TAG = ("titles", "dates", "countries", "persons")
NOT_GOLD = {"no relations gold", "no quotes gold"}  # say what was not annotated, not what a text has


@dataclass
class Share:
    """So many of so many."""

    right: int = 0
    of: int = 0

    def add(self, is_right: bool) -> None:
        self.right += is_right
        self.of += 1

    def __str__(self) -> str:
        return f"{self.right / self.of:.3f} ({self.right} of {self.of})" if self.of else "–"


@dataclass
class Scores:
    """The measures over some texts."""

    texts: int = 0
    titles: Share = field(default_factory=Share)
    dates: Share = field(default_factory=Share)
    wrong_years: int = 0
    offsets: Share = field(default_factory=Share)
    tallies: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in TALLIES})
    statements: Statements = field(default_factory=Statements)

    def add(self, gold: dict[str, Any], found: dict[str, Any], raw: str) -> None:
        """Count one text: its gold, the record that extraction gave, its decoded file."""
        tags = set(gold.get("phenomena", ()))
        accepted = gold.get("published_accept") or [gold["published"]]
        self.texts += 1
        self.titles.add(not gold["title"] or fold(found["title"]) == fold(gold["title"]))
        self.dates.add(found["published"] in accepted)
        years = {date[:4] for date in accepted if date}
        self.wrong_years += found["published"] is not None and found["published"][:4] not in years
        for span, text in _spans(found):
            self.offsets.add(text[span["start"] : span["end"]] == span.get("text", span.get("evidence")))
        self.statements.add(gold, found)
        minor = set(gold.get("countries_minor", ()))
        score_sets(self.tallies["countries"], set(gold["countries"]), minor, set(found["countries"]))
        score_persons(self.tallies["persons"], gold["persons"], found)
        if "no relations gold" not in tags:
            self._add_relations(gold["relations"], found["relations"])
        if "no quotes gold" not in tags:
            score_quotes(self.tallies["quotes"], gold["quotes"], found["quotes"])
        score_body(self.tallies["body lines"], gold, fix_text(raw) if "mojibake" in tags else raw, found["body"])

    def _add_relations(self, gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> None:
        score_relations(self.tallies["relations"], gold, found, lenient=False)
        score_relations(self.tallies["relations (lenient)"], gold, found, lenient=True)
        score_relations(self.tallies["relations (sentence)"], gold, found, lenient=False, evidence=True)

    def __getitem__(self, measure: str) -> str:
        if measure in self.tallies:
            return _f1(self.tallies[measure])
        return str({"titles": self.titles, "dates": self.dates, "offsets": self.offsets}[measure])


def _spans(found: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """Each span of a record with the text that it points into."""
    mentions = [mention for actor in found["actors"] for mention in actor["mentions"]]
    for span in (*mentions, *found["relations"], *found["quotes"], *found["dates"], *found["contradictions"]):
        where = span.get("in", "body")
        yield span, found["captions"][span["caption"]] if where == "caption" else found[where]


def _f1(tally: Tally) -> str:
    if not tally.tp + tally.fp + tally.fn:
        return "–"
    found, gold = tally.tp + tally.fp, tally.tp + tally.fn
    precision, recall = tally.tp / found if found else 0.0, tally.tp / gold if gold else 0.0
    return f"{2 * tally.tp / (found + gold):.3f} (P {precision:.3f}, R {recall:.3f}, of {gold})"


class Reader:
    """One model with the authority file; reads files as an import would."""

    def __init__(self, model: str, today: datetime.date) -> None:
        self._extractor = Extractor(load_files(), pipeline.load(model))
        self._outlets = {key: outlet.name for key, outlet in self._extractor.authority.outlets.items()}
        self._today = today

    @property
    def version(self) -> str:
        return self._extractor.version

    def records(self, paths: Sequence[Path]) -> Iterator[dict[str, Any]]:
        files = ((path.name, path.read_bytes()) for path in paths)
        for path, read in zip(paths, read_files(files, extractor=self._extractor, today=self._today), strict=True):
            if isinstance(read, Unreadable):
                raise read
            yield as_contract(path.name, read, self._outlets)


def score_folder(reader: Reader, gold_folder: Path, raw_folder: Path) -> tuple[Scores, dict[str, Scores]]:
    """The measures over all texts of a folder, and over those of each phenomenon."""
    total, by_tag = Scores(), defaultdict[str, Scores](Scores)
    golds = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(gold_folder.glob("*.json"))]
    paths = [raw_folder / gold["file"] for gold in golds]
    for gold, path, record in zip(golds, paths, reader.records(paths), strict=True):
        raw = decode(path)
        for scores in (total, *(by_tag[tag] for tag in gold.get("phenomena", ()) if tag not in NOT_GOLD)):
            scores.add(gold, record, raw)
    return total, dict(by_tag)


def score_corpus(reader: Reader, folder: Path) -> list[str]:
    """What score_winer.py says of a folder of WiNER texts."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as predictions:
        for record in reader.records(list(files_in([folder]))):
            predictions.write(json.dumps(record, ensure_ascii=False) + "\n")
        predictions.flush()
        command = [sys.executable, str(HERE / "score_winer.py"), str(folder), predictions.name]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()


def report(reader: Reader, corpus: Path | None) -> list[str]:
    """The section of one model."""
    seeds, _ = score_folder(reader, GOLD / "seeds", ROOT / "seeds")
    read, by_tag = score_folder(reader, GOLD / "passages" / "read", GOLD / "passages" / "read")
    unread, _ = score_folder(reader, GOLD / "passages" / "unread", GOLD / "passages" / "unread")
    lines = [f"## {reader.version}", "", *totals([("seeds", seeds), ("read", read), ("unread", unread)]), ""]
    lines += ["### Passages read, by phenomenon", "", *phenomena(by_tag), ""]
    lines += statement_tables(read.statements, table)
    if corpus:
        lines += ["### WiNER", "", "```", *score_corpus(reader, corpus), "```", ""]
    return lines


def totals(columns: Sequence[tuple[str, Scores]]) -> list[str]:
    rows = [[name, *(scores[name] for _, scores in columns)] for name in ("titles", "dates", "offsets", *TALLIES)]
    rows.insert(2, ["dates of a wrong year", *(str(scores.wrong_years) for _, scores in columns)])
    return table(["measure", *(f"{name}, {scores.texts} texts" for name, scores in columns)], rows)


def phenomena(by_tag: dict[str, Scores]) -> list[str]:
    order = sorted(by_tag.items(), key=lambda one: (-one[1].texts, one[0]))
    rows = [[tag, str(scores.texts), *(scores[name] for name in BY_TAG)] for tag, scores in order]
    return table(["phenomenon", "texts", *BY_TAG], rows)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--date", type=datetime.date.fromisoformat, default=datetime.date.today())
    parser.add_argument("--model", action="append", default=[], help="another model, measured beside the first")
    parser.add_argument("--corpus", type=Path, help="a folder of WiNER texts")
    parser.add_argument("--output", type=Path, default=HERE / "QUALITY.md")
    args = parser.parse_args()
    lines = [
        "# Quality",
        "",
        f"Measured on {args.date} by `make quality`. F1 unless said; see the head of score.py.",
        "",
        TUNED,
        "",
    ]
    for model in dict.fromkeys(["fr_core_news_sm", *args.model]):
        if importlib.util.find_spec(model) is None:
            print(f"{model} is not installed", file=sys.stderr)
            continue
        lines += report(Reader(model, args.date), args.corpus)
    text = "\n".join(lines).rstrip() + "\n"
    args.output.write_text(text, encoding="utf-8")
    print(text, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
