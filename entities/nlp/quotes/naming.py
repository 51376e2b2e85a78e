"""Tells words said from names of things and from single words that stand between marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from entities.nlp.quotes.cues import is_naming

if TYPE_CHECKING:
    from collections.abc import Sequence

    from entities.nlp.grammar.clauses import Reading
    from entities.nlp.quotes.marks import Marked
    from entities.nlp.quotes.scene import Scene

_WORD = re.compile(r"[^\W\d_]{2,}|[^\W\d_]\b")
_LAST_WORD = re.compile(r"(,?)\s*(?<![\w-])([\w-]+)\s*$")
_ADDED = frozenset({"dit", "dite", "dits", "dites"})
_JOINS = frozenset({"et", "ou", "encore", "puis", "comme"})
_REACH = 60  # characters before the marks


def is_words_said(text: str, span: Marked) -> bool:
    """Whether the marks hold two words or more that are no name."""
    content = text[span.start : span.end]
    pieces = [p for p in content.split() if _WORD.search(p)]
    if len(pieces) < 2 or is_naming(content.casefold(), "labels"):
        return False
    return not _is_name(text, span, content)


def is_listed_with(text: str, name: Marked, span: Marked) -> bool:
    """Whether the span goes on a list that the name began: "« A », « B » et « C »"."""
    between = text[name.close : span.open].replace(",", " ").split()
    is_capital = text[name.start].isupper() and text[span.start].isupper()
    return is_capital and "\n" not in text[name.close : span.open] and set(between) <= _JOINS


def is_titled(scene: Scene, span: Marked, near: Sequence[Reading]) -> bool:
    """Whether a capital stands at the head of words without a verb in mid-sentence: a title or a proper name."""
    before = scene.text[: span.open].rstrip(" ")[-1:]
    has_verb = any(v.is_finite and span.start <= r.words[v.start].start < span.end for r in near for v in r.verbs)
    content = scene.text[span.start : span.end]
    is_shouted = content.isupper()
    return bool(
        content[0].isupper()
        and not is_shouted
        and content[-1] not in ".!?…"
        and (before.isalpha() or before in (",", "»", "'"))
        and not has_verb
    )


def _is_name(text: str, span: Marked, content: str) -> bool:
    before = _LAST_WORD.search(text, max(0, span.open - _REACH), span.open)
    if before is None:
        return False
    word = before[2].casefold()
    if is_naming(word, "called") or (word in _ADDED and before[1]):
        return True
    is_capital = content[0].isupper() or content[0].isdigit()
    return is_naming(word, "things") and is_capital and content[-1] not in ".!?…"
