#!/usr/bin/env python3
"""Count how often each rule of relations fires on a folder of texts, and show samples.

Usage: firings.py DIR [--sample N] [--seed N] [--rule WORDS]

DIR holds .txt files, such as those of WiNER 2016, which the project doesn't carry. Prints one line a rule, the most
frequent first: count, rule. With --sample, N firings of each rule drawn at random follow it, to be judged by reading.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from entities.authority.loader import load_files  # noqa: E402  # lies on the path set above
from entities.extracting import Extractor  # noqa: E402
from entities.nlp import pipeline  # noqa: E402
from entities.nlp.found import Text  # noqa: E402


def firings(folder: Path) -> Iterator[tuple[str, str]]:
    """Each firing: its rule, and what it states with its sentence."""
    extractor = Extractor(load_files(), pipeline.load())
    texts = [Text("", path.read_text(encoding="utf-8", errors="replace")) for path in sorted(folder.rglob("*.txt"))]
    for text, doc in zip(texts, extractor.parse_all(texts), strict=True):
        found = extractor.extract(doc, text, extractor.names(doc, text, on=None))
        for one in found.relations:
            ends = f"{one.source} {one.type} {one.target}" if not one.parties else f"{one.type} {one.parties}"
            sentence = " ".join(text.analysed[one.start : one.end].split())
            yield one.rule, f"{ends} [{one.mode}, {one.certainty}] {sentence}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--rule", default="", help="only rules whose name holds these words")
    args = parser.parse_args()
    by_rule: dict[str, list[str]] = defaultdict(list)
    for rule, shown in firings(args.folder):
        if args.rule in rule:
            by_rule[rule].append(shown)
    chance = random.Random(args.seed)  # noqa: S311  # draws samples, no secrets
    for rule, shown in sorted(by_rule.items(), key=lambda one: (-len(one[1]), one[0])):
        print(f"{len(shown):6} {rule}")
        for line in chance.sample(shown, min(args.sample, len(shown))):
            print(f"         {line}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
