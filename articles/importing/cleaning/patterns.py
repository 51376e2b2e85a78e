"""The data files of cleaning, read once: boilerplate patterns and headings. PURE."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from articles.importing.cleaning.lines import Line

_HERE = Path(__file__).parent
_USUAL_MOST = 12
_EARLY_COLON = re.compile(r"^.{0,60}?(\s:|:\s|>|→|»\s*:)")


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """One rule of boilerplate.toml."""

    reason: str
    whole: re.Pattern[str] | None
    starts: re.Pattern[str] | None
    most: int
    spares_sentences: bool

    def covers(self, line: Line) -> bool:
        if line.is_long:
            return False
        if self.whole and self.whole.fullmatch(line.folded):
            return True
        if not self.starts or line.words > self.most or not self.starts.match(line.folded):
            return False
        return not self.spares_sentences or not line.ends_sentence or bool(_EARLY_COLON.match(line.text))


@cache
def boilerplate() -> tuple[Boilerplate, ...]:
    rules = tomllib.loads((_HERE / "boilerplate.toml").read_text("utf-8"))["rule"]
    return tuple(
        Boilerplate(
            rule["reason"],
            _either(rule.get("whole")),
            _either(rule.get("starts")),
            rule.get("most", _USUAL_MOST),
            not rule.get("sentence", True),
        )
        for rule in rules
    )


@lru_cache(maxsize=4096)
def is_boilerplate(folded: str) -> bool:
    """Whether a part of a line, folded, is something that pages say around an article."""
    return len(folded) <= 60 and any(rule.whole and rule.whole.fullmatch(folded) for rule in boilerplate())


@cache
def rubrics() -> frozenset[str]:
    return frozenset(tomllib.loads((_HERE / "rubrics.toml").read_text("utf-8"))["names"])


def _either(patterns: list[str] | None) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns)) if patterns else None


@cache
def _vocabulary() -> dict[str, list[str]]:
    return tomllib.loads((_HERE / "vocabulary.toml").read_text("utf-8"))


@cache
def words_of(name: str) -> frozenset[str]:
    """A list of vocabulary.toml that holds words, not patterns."""
    return frozenset(_vocabulary()[name])


def any_of(name: str) -> str:
    """A list of vocabulary.toml as one group of a regular expression."""
    return f"(?:{'|'.join(_vocabulary()[name])})"
