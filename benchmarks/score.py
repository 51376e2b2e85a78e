#!/usr/bin/env python3
"""Score extractions against gold annotations.

Usage: score.py GOLD_DIR PREDICTIONS.jsonl [--raw RAW_DIR] [--details]

PREDICTIONS.jsonl holds one JSON object a line, as `manage.py extract FILE… --format json`
prints it; "file" (its base name) ties it to a gold file. Fields read: title, published,
date_basis, body, authors, countries, actors (name, kind, mentions[].text), relations (source_country,
target_country, type, mode), quotes (speaker, text, direct).

Prints one line a measure: name, value, and the counts behind it. Measures over several
documents are micro-averaged. A gold relation with "required": false costs nothing when
missed and is no error when found; a predicted relation is compared by its two countries
(NATO, EU and UN count as countries) and its type, once per document.
Relations whose mode is "negated" or "hypothetical" are left out: they assert nothing.
"relations (lenient)" compares quad classes without direction; "relations (sentence)" also asks that the evidence
found be the gold's sentence. By-lines are left out of the persons. "offsets": spans that give their own text.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from pathlib import Path

QUAD = {  # PLOVER quad classes, plus the two standing relations
    **dict.fromkeys(["AGREE", "CONSULT", "SUPPORT", "CONCEDE"], "verbal cooperation"),
    **dict.fromkeys(["COOPERATE", "AID", "RETREAT", "ALLIANCE"], "material cooperation"),
    **dict.fromkeys(["REQUEST", "ACCUSE", "REJECT", "THREATEN", "DISPUTE"], "verbal conflict"),
    **dict.fromkeys(["PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"], "material conflict"),
}


def fold(text: str) -> str:
    """Casefold, drop accents, turn every run of other than letters and digits into one space."""
    text = re.sub("[\u00ad\u200b-\u200d\ufeff]", "", text.casefold()).replace("œ", "oe").replace("æ", "ae")
    text = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in text if not unicodedata.combining(c))
    return re.sub(r"[^\w]+", " ", text).strip()


def decode(path: Path) -> str:
    """UTF-8, with or without a byte order mark, else Windows-1252."""
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def name_key(name: str) -> frozenset[str]:
    return frozenset(fold(name).split())


class Tally:
    def __init__(self) -> None:
        self.tp = self.fp = self.fn = 0

    def line(self, label: str) -> str:
        p = self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0
        r = self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0
        f = 2 * p * r / (p + r) if p + r else 0.0
        return f"{label:24} F1 {f:.3f}  P {p:.3f}  R {r:.3f}  (tp {self.tp} fp {self.fp} fn {self.fn})"


def score_sets(tally: Tally, gold: set, minor: set, found: set) -> tuple[set, set]:
    wrong, missed = found - gold - minor, gold - found
    tally.tp += len(gold & found)
    tally.fp += len(wrong)
    tally.fn += len(missed)
    return wrong, missed


def score_persons(tally: Tally, gold: list[dict], pred: dict) -> tuple[list[str], list[str]]:
    """Match one to one: by canonical name, or by any full name (two words or more) in the text.

    By-lines (role "journalist" in the gold) are authors: as actors they are neither wanted nor wrong. Neither is the
    holder of an office whom the text never names.
    """
    bylines = {name_key(p["name"]) for p in gold if p.get("role") == "journalist"}
    bylines |= {name_key(name) for name in pred.get("authors") or []}
    gold = [p for p in gold if p.get("role") != "journalist"]
    full = [name_key(p["name"]) for p in gold]
    left = [
        {name_key(p["name"])} | {name_key(m) for m in p.get("mentions", []) if len(fold(m).split()) > 1} for p in gold
    ]
    found = [
        (a["name"] or "", [m["text"] or "" for m in a.get("mentions") or []])
        for a in pred["actors"]
        if a["kind"] == "person"
    ]
    names, wrong = [p["name"] for p in gold], []
    for name, mentions in found:
        own = name_key(name)
        keys = ({own} | {name_key(m) for m in mentions if len(fold(m).split()) > 1}) - {frozenset()}
        hit = next((i for i, g in enumerate(left) if g & keys), None)
        if hit is None:  # a person whom the text names by one word alone
            hit = next((i for i, g in enumerate(left) if g and any(k < full[i] for k in keys)), None)
        if hit is None:
            role_only = own and mentions and not any(own & name_key(m) for m in mentions)
            if own in bylines or role_only:
                continue
            wrong.append(name)
            tally.fp += 1
        else:
            left[hit] = set()
            tally.tp += 1
    missed = [n for n, g in zip(names, left, strict=True) if g]
    tally.fn += len(missed)
    return wrong, missed


def fits(rel: dict, src: str, tgt: str, typ: str, lenient: bool) -> bool:
    pair_ok = (rel["source"], rel["target"]) == (src, tgt)
    if rel.get("symmetric") or lenient:
        pair_ok = pair_ok or (rel["target"], rel["source"]) == (src, tgt)
    if not pair_ok:
        return False
    return QUAD.get(typ) in {QUAD[t] for t in rel["types"]} if lenient else typ in rel["types"]


def same_sentence(gold: str, found: str) -> bool:
    """The evidence found holds most words of the gold's, and is a sentence, not the article."""
    wg, wf = set(fold(gold).split()), fold(found).split()
    return len(wf) <= 90 and len(wg & set(wf)) >= 0.6 * len(wg)


def score_relations(
    tally: Tally, gold: list[dict], found: list[dict], lenient: bool, evidence: bool = False
) -> tuple[list, list]:
    stated: dict[tuple[str, str, str], list[str]] = {}
    for r in found:
        if (
            r.get("source_country")
            and r.get("target_country")
            and r.get("type")
            and r["source_country"] != r["target_country"]
            and r.get("mode", "asserted") not in ("negated", "hypothetical")
        ):
            stated.setdefault((r["source_country"], r["target_country"], r["type"]), []).append(r.get("evidence") or "")
    predicted = sorted(stated)
    wrong = [p for p in predicted if not any(fits(g, *p, lenient) for g in gold)]
    required = [g for g in gold if g.get("required", True)]
    missed = [
        g
        for g in required
        if not any(
            fits(g, *p, lenient) and (not evidence or any(same_sentence(g["evidence"], e) for e in stated[p]))
            for p in predicted
        )
    ]
    tally.tp += len(required) - len(missed)
    tally.fn += len(missed)
    tally.fp += len(wrong)
    return wrong, [(g["source"], g["target"], "|".join(g["types"]), g["evidence"][:90]) for g in missed]


def overlap(a: str, b: str) -> float:
    wa, wb = fold(a).split(), fold(b).split()
    if not wa or not wb or not min(3, len(wa)) <= len(wb) <= max(80, 4 * len(wa)):
        return 0.0
    return len(set(wa) & set(wb)) / min(len(set(wa)), len(set(wb)))


def score_quotes(tally: Tally, gold: list[dict], found: list[dict]) -> tuple[list, list]:
    found = [q for q in found if q.get("direct", True)]
    used: set[int] = set()
    missed = []
    for g in gold:
        hit = next(
            (
                i
                for i, q in enumerate(found)
                if i not in used
                and overlap(g["text"], q["text"]) >= 0.8
                and (g["speaker"] is None or (q.get("speaker") and name_key(g["speaker"]) & name_key(q["speaker"])))
            ),
            None,
        )
        if hit is None:
            missed.append((g["speaker"], g["text"][:70]))
        else:
            used.add(hit)
    # a found quote that overlaps a gold one already matched is a split of it, not an error
    wrong = [
        (q.get("speaker"), q["text"][:70])
        for i, q in enumerate(found)
        if i not in used and not any(overlap(g["text"], q["text"]) >= 0.8 for g in gold)
    ]
    tally.tp += len(gold) - len(missed)
    tally.fn += len(missed)
    tally.fp += len(wrong)
    return wrong, missed


def holds(body: str, line: str) -> bool:
    """Whether the folded body has the folded line, at most four words (a dateline, an agency) cut at either end."""
    words = line.split()
    cuts = range(5) if len(words) >= 16 else range(1)
    return any(f" {' '.join(words[i : len(words) - j])} " in f" {body} " for i in cuts for j in cuts)


def score_body(kept: Tally, gold: dict, raw: str, body: str) -> tuple[list[str], list[str]]:
    """Lines: article text that must be in the body (recall), boilerplate that must not (precision)."""
    folded, junk = fold(body), {fold(b) for b in gold["boilerplate"]}
    lost, leaked = [], []
    for line in dict.fromkeys(raw.splitlines()):
        key = fold(line)
        if (len(key.split()) < 4 and key not in junk) or (gold["title"] and fold(gold["title"]) in key):
            continue
        inside = holds(folded, key)
        if key in junk:
            if inside and len(key) > 3:
                leaked.append(line[:80])
        elif inside:
            kept.tp += 1
        else:
            lost.append(line[:80])
    kept.fn += len(lost)
    kept.fp += len(leaked)
    return leaked, lost


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("predictions", type=Path)
    parser.add_argument("--raw", type=Path, help="folder of the raw files, to score what the body keeps")
    parser.add_argument("--details", action="store_true", help="list every error")
    args = parser.parse_args()

    found = {}
    for number, line in enumerate(args.predictions.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip():
            record = json.loads(line)
            lacking = {"file", "title", "published", "body", "countries", "actors", "relations", "quotes"} - set(record)
            if lacking:
                sys.exit(f"line {number}: keys missing: {sorted(lacking)}")
            name = Path(record["file"]).name
            if name in found:
                sys.exit(f"line {number}: a second record for {name}")
            found[name] = record
    golds = [json.loads(p.read_text()) for p in sorted(args.gold.glob("*.json"))]
    tallies = {
        k: Tally()
        for k in [
            "countries",
            "persons",
            "relations",
            "relations (lenient)",
            "relations (sentence)",
            "quotes",
            "body lines",
        ]
    }
    titles = dates = bases = present = spans = broken = 0
    for gold in golds:
        name = Path(gold["file"]).name
        pred = found.get(name)
        if pred is None:
            print(f"no prediction for {name}", file=sys.stderr)
            pred = {
                "title": "",
                "published": None,
                "body": "",
                "countries": [],
                "actors": [],
                "relations": [],
                "quotes": [],
            }
        else:
            present += 1
        errors: dict[str, tuple] = {}
        where = {"body": pred.get("body") or "", "title": pred.get("title") or ""}
        for group in [m for a in pred["actors"] for m in a.get("mentions") or []], pred["relations"], pred["quotes"]:
            for item in group:
                text = where[item.get("in") or "body"]
                spans += 1
                broken += text[item.get("start") or 0 : item.get("end") or 0] != (
                    item.get("text") or item.get("evidence")
                )
        ok_title = not gold["title"] or fold(pred.get("title") or "") == fold(gold["title"])
        accept = gold.get("published_accept") or [gold["published"]]
        published = pred.get("published")
        ok_date = published in accept or (published is None and accept == [None])
        titles += ok_title
        dates += ok_date
        bases += pred.get("date_basis") == gold["date_basis"]
        if not ok_title:
            errors["title"] = (pred.get("title"), gold["title"])
        if not ok_date:
            errors["date"] = (published, accept)
        errors["countries"] = score_sets(
            tallies["countries"], set(gold["countries"]), set(gold.get("countries_minor", [])), set(pred["countries"])
        )
        errors["persons"] = score_persons(tallies["persons"], gold["persons"], pred)
        errors["relations"] = score_relations(tallies["relations"], gold["relations"], pred["relations"], False)
        score_relations(tallies["relations (lenient)"], gold["relations"], pred["relations"], True)
        score_relations(tallies["relations (sentence)"], gold["relations"], pred["relations"], False, evidence=True)
        errors["quotes"] = score_quotes(tallies["quotes"], gold["quotes"], pred["quotes"])
        if args.raw:
            errors["body"] = score_body(tallies["body lines"], gold, decode(args.raw / name), pred.get("body") or "")
        if args.details:
            print(f"== {name}")
            for key, (wrong, missed) in errors.items():
                if wrong or missed:
                    told = [sorted(value) if isinstance(value, set) else value for value in (wrong, missed)]
                    print(f"   {key}: wrong {told[0]}; missed {told[1]}")
    n = len(golds)
    print(f"{'documents':24} {present} of {n}")
    print(f"{'titles':24} {titles / n:.3f}  ({titles} of {n})")
    print(f"{'dates':24} {dates / n:.3f}  ({dates} of {n}; basis right {bases})")
    print(
        f"{'offsets':24} {(spans - broken) / spans if spans else 0:.3f}  ({broken} of {spans} do not give their text)"
    )
    for label, tally in tallies.items():
        if label != "body lines" or args.raw:
            print(tally.line(label))
    return 0


if __name__ == "__main__":
    sys.exit(main())
