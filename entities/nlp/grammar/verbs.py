"""Verb groups: a verb with its auxiliaries, clitics and negation, and what they say of tense and voice."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from entities.nlp.grammar.lexicon import word_list, word_set
from entities.nlp.grammar.tokens import FINITE, Tag, Word

if TYPE_CHECKING:
    from entities.nlp.grammar.lexicon import VerbForm

_WITH_ETRE = frozenset(
    {"aller", "venir", "arriver", "partir", "revenir", "entrer", "sortir", "devenir", "rester", "tomber", "retourner",
     "parvenir", "intervenir", "convenir", "monter", "descendre", "rentrer", "naître", "mourir", "repartir", "passer"}
)  # fmt: skip
_AUXILIARIES = frozenset({"avoir", "être", "rester", "demeurer"})
_TIME = frozenset(
    {"ces", "cette", "dernier", "dernière", "derniers", "dernières", "années", "année", "mois", "semaines", "semaine",
     "jours", "jour", "fois", "première", "la", "le", "pour", "en", "de", "sa", "son", "part", "côté", "outre", "début",
     "fin", "par", "ailleurs", "également", "aussi", "à", "nouveau", "l'", "an", "ce"}
)  # fmt: skip


_OBJECTS = frozenset({"le", "la", "l'", "les", "lui", "leur", "y", "en"})


@dataclass(slots=True)
class VerbGroup:
    """`start` is the first clitic or auxiliary, `main` the verb that says what is done, both token indices."""

    start: int
    main: int
    end: int  # one past the last token
    lemma: str
    tense: str  # of the auxiliary where there is one
    is_compound: bool = False
    is_passive: bool = False
    is_reflexive: bool = False
    is_negated: bool = False
    is_plural: bool = False  # third person
    inverted: str = ""  # the pronoun of "a-t-il"
    clitics: tuple[str, ...] = ()  # the objects before it: "l'", "lui", "y"

    @property
    def is_finite(self) -> bool:
        return self.tense in FINITE

    @property
    def name(self) -> str:
        """The lemma as patterns name it: "s'opposer", "se rendre", "livrer"."""
        if not self.is_reflexive:
            return self.lemma
        if "en" in self.clitics and self.lemma in ("prendre", "aller", "tenir", "remettre"):
            return f"s'en {self.lemma}"
        return f"s'{self.lemma}" if self.lemma[0] in "aeiouyéèêhâîô" else f"se {self.lemma}"


def verb_groups(words: list[Word]) -> list[VerbGroup]:
    groups: list[VerbGroup] = []
    i = 0
    while i < len(words):
        if words[i].tag is Tag.VERB:
            group = _group_at(words, i)
            if groups and group.tense == "K":
                _share_auxiliary(words, groups, group)
            groups.append(group)
            i = group.end
        else:
            i += 1
    return groups


def _share_auxiliary(words: list[Word], groups: list[VerbGroup], group: VerbGroup) -> None:
    """ "a gelé les avoirs et expulsé dix diplomates": the second participle rests on the first one's auxiliary."""
    j = group.start - 1
    while j >= 0 and words[j].tag is Tag.ADVERB:
        j -= 1
    first = next((g for g in reversed(groups) if g.tense != "K"), None)
    if j < 0 or words[j].tag is not Tag.CONJUNCTION or first is None or not (first.is_compound and first.is_finite):
        return
    since = groups[groups.index(first) + 1 :]
    if all(g.tense in "KW" for g in since):
        group.tense, group.is_compound, group.is_passive = first.tense, True, first.is_passive
        group.is_plural = first.is_plural


def _group_at(words: list[Word], i: int) -> VerbGroup:
    first = words[i]
    auxiliary = next((f for f in first.forms if f.lemma in _AUXILIARIES and f.tense != "K"), None)
    main, been, inverted = i, False, _inversion(words, i + 1)
    if auxiliary:
        main, been = _participle_after(words, i)
    if main == i or auxiliary is None:
        form = _best_form(first)
        group = VerbGroup(i, i, i + 1, form.lemma, form.tense)
    else:
        form = next(f for f in words[main].forms if f.tense == "K")
        group = VerbGroup(i, main, main + 1, form.lemma, auxiliary.tense, is_compound=True)
        group.is_passive = been or (auxiliary.lemma != "avoir" and form.lemma not in _WITH_ETRE)
    group.is_plural = group.is_finite and first.low.endswith("nt")
    group.inverted = inverted or _inversion(words, group.end)
    _extend_left(words, group)
    group.is_negated = _is_negated(words, group)
    _join_fixed(words, group)
    if group.is_reflexive:
        group.is_passive = False
    return group


def _best_form(word: Word) -> VerbForm:
    """Without an auxiliary, a form that may be finite is finite: "dit", "fait"."""
    return min(word.forms, key=lambda f: (f.tense == "K", f.tense in "YST"))


def _participle_after(words: list[Word], i: int) -> tuple[int, bool]:
    """Index of the participle that the auxiliary at `i` carries (or `i`), and whether "été" stands between."""
    been = False
    for j in range(i + 1, min(i + 9, len(words))):
        word = words[j]
        if word.tag is Tag.VERB and "K" in word.tenses():
            if any(f.lemma == "être" for f in word.forms):
                been = True
                continue
            return j, been
        if word.tag is Tag.VERB:
            return i, False
        if word.low == "été":
            been = True
        elif not (
            word.tag in (Tag.ADVERB, Tag.PRONOUN) or word.low in _TIME or word.pos == "ADV" or word.low in (",", "-t")
        ):
            return i, False
    return i, False


def _inversion(words: list[Word], i: int) -> str:
    for word in words[i : i + 2]:
        if word.low.startswith("-") and (pronoun := word.low.lstrip("-t").strip("-")):
            return pronoun
    return ""


def _extend_left(words: list[Word], group: VerbGroup) -> None:
    j = group.start - 1
    while j >= 0 and words[j].tag is Tag.CLITIC:
        group.is_reflexive |= words[j].low in ("se", "s'")
        group.clitics += (words[j].low,) if words[j].low in _OBJECTS else ()
        j -= 1
    group.start = j + 1


def _is_negated(words: list[Word], group: VerbGroup) -> bool:
    if group.start and words[group.start - 1].prep == "sans":
        return True
    lows = [w.low for w in words[group.start : group.main + 4]]
    if not {"ne", "n'"} & {w.low for w in words[max(0, group.start - 3) : group.main]}:
        return False
    near = lows + [w.low for w in words[max(0, group.start - 3) : group.start]]
    return any(low in word_set("negations") for low in near)


def _join_fixed(words: list[Word], group: VerbGroup) -> None:
    """ "rendre visite", "ouvrir le feu"; "mettre X en garde", whose object may stand inside."""
    whole, parted = _idioms()
    at = group.end
    while at < len(words) and words[at].tag is Tag.ADVERB:
        at += 1
    for rest in whole.get(group.lemma, ()):
        for start in {group.end, at}:
            if tuple(w.low for w in words[start : start + len(rest)]) == rest:
                group.lemma, group.end = _fixed_name(group.lemma, rest), start + len(rest)
                return
    for rest in parted.get(group.lemma, ()):
        for start in range(group.end, min(group.end + _PARTED, len(words))):
            if tuple(w.low for w in words[start : start + len(rest)]) == rest:
                group.lemma = _fixed_name(group.lemma, rest)
                return
            if words[start].tag is Tag.VERB:
                break


def _fixed_name(lemma: str, rest: tuple[str, ...]) -> str:
    return f"{lemma} {' '.join(rest)}".replace("' ", "'")


_PARTED = 9  # tokens that may stand between a verb and the end of its idiom


@lru_cache(maxsize=1)
def _idioms() -> tuple[dict[str, tuple[tuple[str, ...], ...]], dict[str, tuple[tuple[str, ...], ...]]]:
    """Verb -> what follows it at once, the longest first; and what may follow its object."""
    return _by_verb(word_list("idioms")), _by_verb(word_list("parted_idioms"))


def _by_verb(phrases: list[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        verb, *rest = phrase.split()
        found.setdefault(verb, []).append(tuple(rest))
    return {verb: tuple(sorted(those, key=len, reverse=True)) for verb, those in found.items()}
