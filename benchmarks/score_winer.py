#!/usr/bin/env python3
"""Score persons and publication dates on WiNER texts (BRAT annotations).

Usage: score_winer.py ANN_DIR PREDICTIONS.jsonl [--details]

PREDICTIONS.jsonl: what `manage.py extract ANN_DIR/*.txt --format json` prints, "file" tying a record to its .ann.
Persons are compared per text: annotated names that contain one another are one person; a found person matches one whose
name shares its last word and does not differ in a first name. Dates: the dateline's day, month and year.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from score import Tally, fold

_NAMES = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"
MONTHS = {name: number for number, name in enumerate(_NAMES.split(), 1)}


def annotations(path: Path) -> list[tuple[str, int, int, str]]:
    spans = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("T"):
            continue
        _, place, text = line.split("\t", 2)
        if ";" in place:
            continue
        label, start, end = place.split(" ")
        spans.append((label, int(start), int(end), text))
    return [a for a in spans if not any(b[1] <= a[1] and a[2] <= b[2] and (b[2] - b[1]) > (a[2] - a[1]) for b in spans)]


def persons(spans: list[tuple[str, int, int, str]]) -> list[frozenset[str]]:
    names = sorted({frozenset(fold(t).split()) for label, _, _, t in spans if label == "Person"}, key=len, reverse=True)
    kept: list[frozenset[str]] = []
    for name in names:
        if name and not any(name <= other for other in kept):
            kept.append(name)
    return kept


def dateline(spans: list[tuple[str, int, int, str]], text: str) -> str | None:
    head = text.find("\n\n")
    for label, start, _, date in sorted(spans, key=lambda s: s[1]):
        if label == "Date" and head >= 0 and head <= start <= head + 4:
            m = re.fullmatch(r"(\d{1,2})(?:er)? (\w+) (\d{4})", fold(date))
            if m and m[2] in MONTHS:
                return f"{m[3]}-{MONTHS[m[2]]:02d}-{int(m[1]):02d}"
    return None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotations", type=Path)
    parser.add_argument("predictions", type=Path)
    parser.add_argument("--details", action="store_true")
    args = parser.parse_args()
    found = {}
    for line in args.predictions.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            record = json.loads(line)
            found[Path(record["file"]).stem] = record
    tally, dated, right, files = Tally(), 0, 0, 0
    for path in sorted(args.annotations.glob("**/*.ann")):
        record = found.get(path.stem)
        if record is None:
            print(f"no prediction for {path.stem}", file=sys.stderr)
            record = {"actors": [], "published": None}
        else:
            files += 1
        spans = annotations(path)
        gold = persons(spans)
        left, wrong = list(gold), []
        for actor in (a for a in record["actors"] if a["kind"] == "person"):
            keys = {frozenset(fold(m["text"]).split()) for m in actor.get("mentions", [])} | {
                frozenset(fold(actor["name"]).split())
            }
            hit = next((g for g in left if any(k and (k <= g or g <= k) for k in keys)), None)
            if hit is None:
                wrong.append(actor["name"])
                tally.fp += 1
            else:
                left.remove(hit)
                tally.tp += 1
        tally.fn += len(left)
        date = dateline(spans, path.with_suffix(".txt").read_text(encoding="utf-8"))
        if date:
            dated += 1
            right += record.get("published") == date
        if args.details and (wrong or left or (date and record.get("published") != date)):
            print(
                path.stem,
                "wrong",
                wrong,
                "missed",
                [" ".join(sorted(g)) for g in left],
                "date",
                record.get("published"),
                date,
            )
    print(f"{'texts':24} {files}")
    print(tally.line("persons"))
    print(f"{'dates':24} {right / dated if dated else 0:.3f}  ({right} of {dated})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
