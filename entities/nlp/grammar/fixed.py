"""Fixed phrases: prepositions of one word or several, adverbials, expressions of time. PURE."""

from __future__ import annotations

from functools import lru_cache

from entities.nlp.grammar.lexicon import word_set, words
from entities.nlp.grammar.tokens import Tag, Word

_OF_TIME = frozenset({"à", "en", "dans", "de", "depuis", "pour", "pendant", "dès", "vers", "avant"})
_ARTICLES = frozenset({"le", "la", "l'", "les", "ce", "cet", "cette", "ces", "son", "sa"})
_CONTRACTED = {"du": "de", "des": "de", "d'": "de", "au": "à", "aux": "à"}
_TIME_WORDS, _YEAR = 4, 4


@lru_cache(maxsize=1)
def _prepositions() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Phrases and what they amount to, by their first word, the longest first."""
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, meaning in words()["prepositions"].items():
        parts = tuple(phrase.split())
        phrases.setdefault(parts[0], []).append((parts, meaning))
    return {first: tuple(sorted(those, key=lambda p: -len(p[0]))) for first, those in phrases.items()}


def mark_prepositions(found: list[Word]) -> None:
    known, i = _prepositions(), 0
    while i < len(found):
        word = found[i]
        phrases = None if word.named else known.get(word.low)
        i += _mark_longest(found, i, phrases) if phrases else 1


def _mark_longest(found: list[Word], i: int, phrases: tuple[tuple[tuple[str, ...], str], ...]) -> int:
    """How many words on the next phrase may begin."""
    for phrase, meaning in phrases:
        length = len(phrase)
        if length == 1 or _stands_at(found, i, phrase):
            for word in found[i : i + length] if meaning else ():
                word.tag, word.prep = Tag.PREPOSITION, meaning
            found[i].is_prep_start = found[i].is_prep_start or bool(meaning)
            return length
    return 1


def _stands_at(found: list[Word], i: int, phrase: tuple[str, ...]) -> bool:
    """Whether the phrase, of several words of which the first is known to fit, begins at `i`; its last word may carry
    the article."""
    last = i + len(phrase) - 1
    if last >= len(found) or _CONTRACTED.get(found[last].low, found[last].low) != phrase[-1]:
        return False
    return all(found[i + k].low == phrase[k] for k in range(1, len(phrase) - 1))


@lru_cache(maxsize=1)
def _adverbials() -> dict[str, dict[str, tuple[tuple[str, ...], ...]]]:
    """By their first word, then by their second, or "" for those of one word; the longest first."""
    phrases: dict[str, dict[str, list[tuple[str, ...]]]] = {}
    for phrase in words()["adverbials"]:
        first, second, *_others = *(parts := tuple(phrase.split())), ""
        phrases.setdefault(first, {}).setdefault(second, []).append(parts)
    return {
        first: {second: tuple(sorted(own, key=len, reverse=True)) for second, own in those.items()}
        for first, those in phrases.items()
    }


def mark_adverbials(found: list[Word]) -> set[int]:
    """Fixed phrases and expressions of time part nothing: each of their words counts as an adverb."""
    aside: set[int] = set()
    fixed, of_time, i = _adverbials(), _of_time(), 0
    while i < len(found):
        low = found[i].low
        end = _fixed_end(found, i, fixed[low]) if low in fixed else 0
        if not end and (low in of_time or found[i].pos == "NUM" or low[:1].isdigit()):
            end = _time_end(found, i)
        if not end:
            i += 1
            continue
        for inner in found[i:end]:
            inner.tag, inner.prep, inner.is_prep_start, inner.pos = Tag.ADVERB, "", False, "ADV"
        aside.update(range(i, end))
        i = end
    return aside


@lru_cache(maxsize=1)
def _of_time() -> frozenset[str]:
    """Words with which an expression of time may begin."""
    before = {first for first, those in _prepositions().items() if any(m in _OF_TIME for _, m in those)}
    return word_set("time_before") | word_set("days") | word_set("time_nouns") | _ARTICLES | before | set(_CONTRACTED)


def _fixed_end(found: list[Word], i: int, phrases: dict[str, tuple[tuple[str, ...], ...]]) -> int:
    """One past the first of these phrases, whose first word is known to fit, that stands at `i`."""
    for phrase in phrases.get(found[i + 1].low, ()) if i + 1 < len(found) else ():
        length = len(phrase)
        if i + length <= len(found) and all(found[i + k].low == phrase[k] for k in range(2, length)):
            return i + length
    return i + 1 if "" in phrases else 0


def _time_end(found: list[Word], i: int) -> int:
    """One past an expression of time that starts at `i`: "le 3 mai", "dans la nuit de mardi à mercredi", "en 1997"."""
    k, nouns = i, word_set("time_nouns")
    if found[i].prep in _OF_TIME and not found[i].named:
        k += 1
        if found[i].prep == "en" and k < len(found) and found[k].low.isdigit():
            return _more_time(found, k + 1)
    start = k
    while k < len(found) and k - start < _TIME_WORDS and not found[k].named and _precedes_time(found[k]):
        k += 1
    if k >= len(found) or found[k].low not in nouns or found[k].named or (k == i and not _is_bare_time(found[k].low)):
        return 0
    return _more_time(found, k + 1)


def _precedes_time(word: Word) -> bool:
    low = word.low
    return low in word_set("time_before") or low in _ARTICLES or low.isdigit() or word.pos == "NUM"


def _is_bare_time(low: str) -> bool:
    return low in word_set("days")


def _more_time(found: list[Word], k: int) -> int:
    """Past what follows a noun of time: "dernier", "au soir", "de mardi à mercredi"."""
    while k < len(found) and not found[k].named:
        if found[k].low in word_set("time_after") or (found[k].low.isdigit() and len(found[k].low) == _YEAR):
            k += 1
            continue
        further = k + 1 if found[k].prep in ("de", "à") else k
        while further < len(found) and further > k and _precedes_time(found[further]):
            further += 1
        if further == k or further >= len(found) or found[further].low not in word_set("time_nouns"):
            return k
        k = further + 1
    return k
