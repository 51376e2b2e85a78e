"""What readers type into the search box, as PostgreSQL's to_tsquery takes it. Knows no database.

Words all count; « a phrase » in quotation marks of any kind; ET, OU, SAUF (AND, OR, NOT) in capitals, a minus before a
word, parentheses; `kouril*` for every word that begins so. SAUF binds closest, then ET, then OU. What can't be
understood is left out and told: no text is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Iterator

SHORTEST_PREFIX = 2
DEEPEST = 20  # parentheses within parentheses
_OPEN_QUOTE, _CLOSED_QUOTE = re.compile(r"[«“„]\s*"), re.compile(r"\s*[»”]")
_TOKEN = re.compile(r'"(?P<phrase>[^"]*)(?P<closed>"|$)|(?P<sign>[()])|(?P<minus>[-−](?=[\w"(]))|(?P<word>[^\s"()]+)')
# Common words that PostgreSQL's French list lacks, or loses with their accents.
_COMMON = frozenset({"les", "à", "a", "même", "meme", "mêmes", "été", "ete", "était", "etait", "étaient", "étant"})
_NO_LETTERS = re.compile(r"(?:(?!(?<=\d)\+(?=\d))[^\w*'’.,:/&-])+")  # the plus of « 2+2 » stays: texts are cut there
_BETWEEN_LETTERS = re.compile(r"(?<=[^\W\d_])[-‐‑](?=[^\W\d_])")
_NOT_IN_QUOTES = re.compile(r"['’\\\x00*]")
_WORDLIKE = re.compile(r"\w")


class Sign(StrEnum):
    AND = "&"
    OR = "|"
    NOT = "!"
    OPEN = "("
    CLOSE = ")"


_OPERATORS = {
    "ET": Sign.AND, "AND": Sign.AND, "&": Sign.AND, "&&": Sign.AND, "OU": Sign.OR, "OR": Sign.OR, "|": Sign.OR,
    "||": Sign.OR, "SAUF": Sign.NOT, "NOT": Sign.NOT,
    "(": Sign.OPEN, ")": Sign.CLOSE,
}  # fmt: skip


class Problem(StrEnum):
    """What was wrong with the words typed."""

    OPEN_QUOTE = "open quote"
    PARENTHESES = "parentheses"
    OPERATOR = "operator"
    PREFIX = "prefix"


PROBLEM_WORDS = {
    Problem.OPEN_QUOTE: _("Un guillemet reste ouvert : l’expression est lue jusqu’à la fin."),
    Problem.PARENTHESES: _("Les parenthèses ne vont pas par paires : elles ont été complétées ou ignorées."),
    Problem.OPERATOR: _("ET, OU ou SAUF se trouve à une place où il ne relie rien : il a été ignoré."),
    Problem.PREFIX: _("L’astérisque veut au moins deux lettres devant lui : il a été ignoré."),
}


@dataclass(frozen=True, slots=True)
class Expression:
    """`tsquery` is empty where there is nothing to look for. `words` are the bare ones that are asked for, not those
    left out."""

    tsquery: str
    words: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def notices(self) -> list[Promise]:
        return [PROBLEM_WORDS[problem] for problem in self.problems]


@dataclass(frozen=True, slots=True)
class _Term:
    text: str
    is_prefix: bool = False

    def __str__(self) -> str:
        return f"'{self.text}'{':*' if self.is_prefix else ''}"


def understood(typed: str) -> Expression:
    """The words typed, as an expression that to_tsquery takes."""
    reading = _Reading()
    reading.read(list(_tokens(typed, reading.problems)))
    return Expression(reading.tsquery, tuple(reading.words), tuple(dict.fromkeys(reading.problems)))


def _tokens(typed: str, problems: list[Problem]) -> Iterator[_Term | Sign]:
    quoted = _CLOSED_QUOTE.sub('"', _OPEN_QUOTE.sub('"', typed))
    for token in _TOKEN.finditer(quoted):
        if token["phrase"] is not None:
            if not token["closed"]:
                problems.append(Problem.OPEN_QUOTE)
            yield from _term(token["phrase"])
        elif token["minus"]:
            yield Sign.NOT
        elif sign := _OPERATORS.get(token.group()):
            yield sign
        else:
            yield from _word(token["word"], problems)


def _word(word: str, problems: list[Problem]) -> Iterator[_Term]:
    bare = word.rstrip("*")
    is_prefix = bare != word
    if is_prefix and len(re.findall(r"\w", bare)) < SHORTEST_PREFIX:
        problems.append(Problem.PREFIX)
        is_prefix = False
    if bare.lower() not in _COMMON or is_prefix:
        yield from _term(bare, is_prefix=is_prefix)


def _term(text: str, *, is_prefix: bool = False) -> Iterator[_Term]:
    """One term, or none where the text has neither letter nor digit. Words joined by hyphens are a phrase, so that they
    are found written apart too."""
    apart = _BETWEEN_LETTERS.sub(" ", _NO_LETTERS.sub(" ", text))
    clean = " ".join(_NOT_IN_QUOTES.sub(" ", apart).split())
    if _WORDLIKE.search(clean):
        yield _Term(clean, is_prefix)


class _Reading:
    """A descent through the tokens: alternatives of conjunctions of terms, each of which may be negated."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.words: list[str] = []
        self.tsquery = ""
        self._tokens: list[_Term | Sign] = []
        self._at = 0
        self._is_negated = False

    def read(self, tokens: list[_Term | Sign]) -> None:
        self._tokens = tokens
        parts = []
        while self._peek():
            parts.append(self._alternatives(0))
            if self._peek() == Sign.CLOSE:
                self._take(Problem.PARENTHESES)
        self.tsquery = _joined(parts, Sign.AND)

    def _alternatives(self, depth: int) -> str:
        parts = [self._conjunction(depth)]
        while self._peek() == Sign.OR:
            self._take()
            parts.append(self._conjunction(depth))
            if not parts[-1] or not parts[-2]:
                self.problems.append(Problem.OPERATOR)
        return _joined(parts, Sign.OR)

    def _conjunction(self, depth: int) -> str:
        parts: list[str] = []
        while (token := self._peek()) and token not in {Sign.OR, Sign.CLOSE}:
            if token == Sign.AND:
                follower = self._tokens[self._at + 1] if self._at + 1 < len(self._tokens) else None
                is_idle = not parts or follower in {None, Sign.AND, Sign.OR, Sign.CLOSE}
                self._take(Problem.OPERATOR if is_idle else None)
            else:
                parts.append(self._factor(depth))
        return _joined(parts, Sign.AND)

    def _factor(self, depth: int) -> str:
        token = self._peek()
        if token == Sign.NOT:
            return self._negation(depth)
        self._take()
        if token == Sign.OPEN:
            return self._group(depth + 1)
        if isinstance(token, _Term) and not self._is_negated:
            self.words.append(token.text)
        return str(token)

    def _negation(self, depth: int) -> str:
        self._take()
        follower = self._peek()
        if follower is None or follower in {Sign.AND, Sign.OR, Sign.CLOSE}:
            self.problems.append(Problem.OPERATOR)
            return ""
        before, self._is_negated = self._is_negated, not self._is_negated
        inside = self._factor(depth)
        self._is_negated = before
        return f"!{inside}" if inside else ""

    def _group(self, depth: int) -> str:
        if depth > DEEPEST:
            self.problems.append(Problem.PARENTHESES)
            return ""
        inside = self._alternatives(depth)
        is_closed = self._peek() == Sign.CLOSE
        if is_closed:
            self._take()
        if not is_closed or not inside:
            self.problems.append(Problem.PARENTHESES)
        return f"({inside})" if inside else ""

    def _peek(self) -> _Term | Sign | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _take(self, problem: Problem | None = None) -> None:
        self._at += 1
        if problem:
            self.problems.append(problem)


def _joined(parts: list[str], sign: Sign) -> str:
    said = [part for part in parts if part]
    whole = f" {sign} ".join(said)
    return f"({whole})" if len(said) > 1 and sign == Sign.OR else whole
