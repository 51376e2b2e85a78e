"""Relations by type, construction and mode, who says quotes and to whom: tables for QUALITY.md."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from score import Tally, fits, name_key, overlap

from entities.nlp.found import FoundRelation, Mode
from entities.nlp.quotes import find_quotes
from entities.nlp.relations import find_relations
from tests.entities.nlp.marked_up import read_gold

TABLES = Path(__file__).resolve().parent.parent / "tests" / "entities" / "nlp"
SENTENCES = TABLES / "relations"
READ = (
    "sentences.txt",
    "harder.txt",
    "unread.txt",
    "modes.txt",
    "idioms.txt",
    "deeds.txt",
    "meant.txt",
    "wordings.txt",
)
NEVER_READ = ("modes_unread.txt", "deeds_unread.txt", "wordings_unread.txt")
UNSURE = {"negated", "hypothetical"}  # states nothing: score.py leaves them out
MODES = [mode.value for mode in Mode]
MISSED = "missed"


@dataclass
class Statements:
    """Counts over some texts."""

    by_type: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    by_construction: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    speakers: Tally = field(default_factory=Tally)

    def add(self, gold: dict[str, Any], found: dict[str, Any]) -> None:
        """Count one text. A gold relation counts under its first type, a found one under its own."""
        if "no relations gold" not in gold.get("phenomena", ()):
            self._add_relations(gold["relations"], [r for r in found["relations"] if _states(r)])
        if "no quotes gold" not in gold.get("phenomena", ()):
            self._add_speakers(gold["quotes"], found["quotes"])

    def _add_relations(self, gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> None:
        for one in gold:
            if one.get("required", True):
                hit = any(_fits(one, r) for r in found)
                self.by_type[one["types"][0]].tp += hit
                self.by_type[one["types"][0]].fn += not hit
        for r in found:
            right = any(_fits(one, r) for one in gold)
            self.by_type[r["type"]].fp += not right
            tally = self.by_construction[construction(r["rule"])]
            tally.tp, tally.fp = tally.tp + right, tally.fp + (not right)

    def _add_speakers(self, gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> None:
        """Of the quotes that were found and whose speaker the gold names: right, wrong, and nobody."""
        for one in gold:
            quote = next((q for q in found if overlap(one["text"], q["text"]) >= 0.8), None)
            if quote is None or not one["speaker"]:
                continue
            right = bool(quote["speaker"]) and bool(name_key(one["speaker"]) & name_key(quote["speaker"]))
            self.speakers.tp += right
            self.speakers.fp += bool(quote["speaker"]) and not right
            self.speakers.fn += not right


def _states(relation: dict[str, Any]) -> bool:
    source, target = relation["source_country"], relation["target_country"]
    return bool(source and target) and source != target and relation["mode"] not in UNSURE


def _fits(gold: dict[str, Any], found: dict[str, Any]) -> bool:
    return fits(gold, found["source_country"], found["target_country"], found["type"], False)


def construction(rule: str) -> str:
    """ "verb livrer meant" -> "verb, other end meant"."""
    kind = rule.split(maxsplit=1)[0]
    endings = {"meant": "other end meant", "mutual": "on one another", "alone": "other end left out"}
    return next((f"{kind}, {said}" for end, said in endings.items() if rule.endswith(end)), kind)


def tables(read: Statements, table: Callable[[Sequence[str], Iterable[Sequence[str]]], list[str]]) -> list[str]:
    """The sections, as lines."""
    types = [[kind, *_three(tally)] for kind, tally in sorted(read.by_type.items())]
    ways = [[way, _ratio(t.tp, t.tp + t.fp)] for way, t in sorted(read.by_construction.items())]
    confused, total = _modes(READ)
    _, unread = _modes(NEVER_READ)
    rows = [[gold, *(str(confused[gold, mode] or "–") for mode in [*MODES, MISSED])] for gold in [*MODES, "none"]]
    return [
        "### Relations of the passages read, by type", "", *table(["type", "precision", "recall"], types), "",
        "### The same, by construction", "", *table(["construction", "precision"], ways), "",
        "### Modes in the tables of sentences (rows: gold; columns: found)", "",
        *table(["gold", *MODES, MISSED], rows), "",
        f"Statements, mode and speaker included: {_line(total)}. In sentences never looked at: {_line(unread)}.", "",
        "### Speakers of the quotes found", "", _line(read.speakers), "",
        "### To whom words are said, in the tables of passages", "",
        f"{_line(_addressees('addressees.txt'))}. In passages never looked at: "
        f"{_line(_addressees('addressees_unread.txt'))}.", "",
    ]  # fmt: skip


def _addressees(name: str) -> Tally:
    """Of quotes whose words are found: who hears is right, somebody else, or nobody where the gold has somebody."""
    tally = Tally()
    for entry in read_gold(TABLES / "quotes" / name):
        heard = {q.text: q for q in find_quotes(entry.doc, entry.mentions, entry.actors)}
        for line in entry.expected:
            wanted, _, words = line.partition(": ")
            quote = next((q for text, q in heard.items() if _has_words(text, words)), None)
            found = (
                (quote.addressee or (f"({quote.addressee_text})" if quote.addressee_text else "-")) if quote else "-"
            )
            tally.tp += found == wanted != "-"
            tally.fp += found not in (wanted, "-")
            tally.fn += found != wanted != "-"
    return tally


def _has_words(text: str, words: str) -> bool:
    start, cut, end = words.partition(" … ")
    return text.startswith(start) and text.endswith(end) if cut else text == words


def _modes(names: Sequence[str]) -> tuple[Counter[tuple[str, str]], Tally]:
    """How often a statement of one mode was found as one of another, and whole statements."""
    confused: Counter[tuple[str, str]] = Counter()
    total = Tally()
    for name in names:
        for entry in read_gold(SENTENCES / name):
            found = {_line_of(r) for r in find_relations(entry.doc, entry.mentions, entry.actors)}
            gold = set(entry.expected)
            total.tp, total.fp = total.tp + len(gold & found), total.fp + len(found - gold)
            total.fn += len(gold - found)
            confused.update(_compared(gold, found))
    return confused, total


def _compared(gold: set[str], found: set[str]) -> Iterable[tuple[str, str]]:
    stated = {_bare(line): _mode(line) for line in found}
    for line in gold:
        yield _mode(line), stated.pop(_bare(line), MISSED)
    yield from (("none", mode) for mode in stated.values())


def _line_of(relation: FoundRelation) -> str:
    """As the tables write it."""
    ends = f"{{{','.join(relation.parties)}}} {relation.type}" if relation.parties else (
        f"{relation.source or '-'} {relation.type} {relation.target or '-'}"
    )  # fmt: skip
    mode = "" if relation.mode is Mode.ASSERTED else f" {relation.mode}"
    return f"{ends}{mode}" + (f" by {relation.said_by}" if relation.said_by else "")


def _mode(line: str) -> str:
    return next((mode for mode in MODES if f" {mode}" in line), Mode.ASSERTED.value)


def _bare(line: str) -> str:
    return line.split(" by ", maxsplit=1)[0].replace(f" {_mode(line)}", "")


def _three(tally: Tally) -> tuple[str, str]:
    return _ratio(tally.tp, tally.tp + tally.fp), _ratio(tally.tp, tally.tp + tally.fn)


def _ratio(right: int, of: int) -> str:
    return f"{right / of:.3f} ({right} of {of})" if of else "–"


def _line(tally: Tally) -> str:
    return f"precision {_ratio(tally.tp, tally.tp + tally.fp)}, recall {_ratio(tally.tp, tally.tp + tally.fn)}"
