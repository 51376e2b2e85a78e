"""From a template to a sentence. PURE."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_CONTRACTED = {"de le": "du", "de les": "des", "à le": "au", "à les": "aux"}
_TO_CONTRACT = re.compile(r"\b(de le|de les|à le|à les) ", re.IGNORECASE)
_BEFORE_VOWEL = re.compile(r"\b([dD])e (?=[aeiouéèêAEIOUÉ])")
_SPACES_BEFORE_STOP = re.compile(r" +(?=[.,])")
_SPACES = re.compile(r" {2,}")


def expand(template: str, rng: Random) -> str:
    """One of the texts that the template stands for: each [a|b] is one of its wordings, the innermost first."""
    while found := _CHOICE.search(template):
        template = template[: found.start()] + rng.choice(found[1].split("|")) + template[found.end() :]
    return template


def fill(template: str, words: Mapping[str, Any]) -> str | None:
    """The text with its words put in; None where one of them is not to be had."""
    try:
        text = template.format_map(words)
    except (KeyError, AttributeError):
        return None
    text = _TO_CONTRACT.sub(lambda found: _CONTRACTED[found[1].lower()] + " ", text)
    text = _BEFORE_VOWEL.sub(r"\1'", text)
    return capitalised(_SPACES.sub(" ", _SPACES_BEFORE_STOP.sub("", text)).strip())


def capitalised(text: str) -> str:
    """With a capital first letter, also behind an opening quotation mark."""
    at = 2 if text.startswith("« ") else 0
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]
