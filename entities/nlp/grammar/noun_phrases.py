"""A noun phrase that names an actor, the group that "et" makes of several, and how far a phrase reaches."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from entities.nlp.grammar.lexicon import singulars, word_set
from entities.nlp.grammar.tokens import Tag, Word


@dataclass(slots=True)
class Participant:
    """`start`, `end` are token indices of the whole noun phrase, its determiner included, its preposition not."""

    start: int
    end: int
    actors: tuple[str, ...]
    prep: str = ""  # what governs it; "adj" when it only modifies the noun at `head`
    prep_start: int = -1
    head: int = -1
    is_person: bool = False
    is_pronoun: bool = False
    is_pair: bool = False  # a compound adjective, "les deux pays": its actors act on one another
    role: str = ""  # the noun of a role without a name: "ministre"
    is_held: bool = False  # the role has its holder's name
    is_office: bool = False  # "les dirigeants du Japon": more such complements may follow
    is_plural: bool = False
    gender: str = ""  # m or f where a word tells
    thing_start: int = -1  # of the thing that an adjective modifies: its first token and what governs it
    thing_prep: str = ""

    @property
    def acts(self) -> bool:
        return self.prep != "adj"


@dataclass(slots=True)
class Group:
    """Coordinated participants under one preposition."""

    members: list[Participant] = field(default_factory=list)

    @property
    def start(self) -> int:
        return self.members[0].start

    @property
    def end(self) -> int:
        return self.members[-1].end

    @property
    def prep(self) -> str:
        return self.members[0].prep

    @property
    def acts(self) -> bool:
        return self.members[0].acts

    @property
    def actors(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(a for m in self.members for a in m.actors))

    @property
    def is_pronoun(self) -> bool:
        return self.members[0].is_pronoun

    @property
    def is_person(self) -> bool:
        return any(m.is_person for m in self.members)


@lru_cache(maxsize=4096)
def role_noun(low: str) -> str:
    """The role or body that a word names, in the singular, or "": also of "vice-ministres", "gardes-frontières"."""
    known = word_set("roles") | word_set("bodies")
    first, hyphen, rest = low.partition("-")
    candidates = singulars(low)
    if hyphen:
        candidates += tuple(f"{a}-{b}" for a in singulars(first) for b in singulars(rest))
        candidates += singulars(rest) if first in _BESIDE else ()
    return next((s for s in candidates if s in known), "")


_BESIDE = frozenset({"vice", "ex", "co", "sous", "contre", "archi"})


def settle_adjective(words: list[Word], one: Participant, first: int) -> None:
    """Finds the noun that the adjective modifies: one who acts, or a thing."""
    j = first - 1
    while j >= 0 and _in_noun_run(words, j):
        j -= 1
    run = range(j + 1, first)
    one.head = next(
        (k for k in run if words[k].pos in ("NOUN", "PROPN") or role_noun(words[k].low)), j + 1 if run else -1
    )
    acting = next((k for k in run if role_noun(words[k].low) and not _only_qualifies(words, k, run.start)), -1)
    if acting < 0 and run and (outer := _outer_role(words, j)) >= 0:
        acting, j = outer, _run_start(words, outer) - 1
    if acting >= 0:
        if (above := _outer_role(words, j)) >= 0 or (above := _outer_role(words, j - 1)) >= 0:
            acting, j = above, _run_start(words, above) - 1
        one.role = role_noun(words[acting].low)
        one.is_person = one.role in word_set("roles")
        one.is_plural = words[acting].low.endswith(("s", "x"))
        one.start, one.head = j + 1, acting
        _absorb_portfolio(words, one)
        settle_governor(words, one)
    elif not run and first and words[first - 1].tag is Tag.DETERMINER:
        settle_name(words, one)  # "les Iraniens" written small
    else:
        one.prep, one.start = "adj", first
        if one.head >= 0:
            thing = Participant(_run_start(words, one.head), first, one.actors)
            settle_governor(words, thing)
            one.thing_start, one.thing_prep = thing.start, thing.prep


def _only_qualifies(words: list[Word], k: int, first: int) -> bool:
    """ "secteur pétrolier", "opération militaire": an adjective that is a role or a body elsewhere."""
    return k > first and words[k].pos == "ADJ" and words[k - 1].pos == "NOUN" and not role_noun(words[k - 1].low)


def _in_noun_run(words: list[Word], j: int) -> bool:
    word = words[j]
    if word.low == "-" and 0 < j < len(words) - 1 and not words[j - 1].named and not words[j + 1].named:
        return words[j - 1].end == word.start and word.end == words[j + 1].start  # état-major
    return (word.tag in (Tag.NOUN, Tag.ADVERB) and not word.named and word.low != "-") or (
        word.tag is Tag.VERB and word.tenses() <= {"K", "G"} and word.pos == "ADJ"
    )


def _run_start(words: list[Word], j: int) -> int:
    while j > 0 and _in_noun_run(words, j - 1):
        j -= 1
    return j


def _outer_role(words: list[Word], j: int) -> int:
    """Of "services de renseignement russes": the role before a bare "de", or -1."""
    if j >= 1 and words[j].low in ("de", "d'", "du", "des") and _in_noun_run(words, j - 1):
        start = _run_start(words, j - 1)
        return next((k for k in range(start, j) if role_noun(words[k].low)), -1)
    if j >= 2 and words[j].tag is Tag.DETERMINER and words[j - 1].low == "de" and role_noun(words[j - 2].low):
        return j - 2  # armée de l'air
    return -1


def _absorb_portfolio(words: list[Word], one: Participant) -> None:
    """ "ministre polonais des Finances et du Budget": the portfolios belong to the phrase."""
    j = one.end
    while j < len(words):
        k = j
        while k < len(words) and (
            words[k].low in ("et", "chargé", "délégué", "aux", "à", ",")
            or words[k].prep == "de"
            or words[k].tag is Tag.DETERMINER
        ):
            k += 1
        if k == j or k >= len(words) or words[k].low not in word_set("portfolios") or words[k].named:
            return
        j = k + 1
        while j < len(words) and words[j].pos == "ADJ" and not words[j].named and words[j].tag is Tag.NOUN:
            j += 1
        one.end = j


def settle_name(words: list[Word], one: Participant) -> None:
    """Takes the role and the determiner before the name: "le chancelier X", "le roi d'Espagne", "M. X"."""
    j = _run_start(words, one.start) if not one.role else one.start
    if j < one.start and not any(role_noun(w.low) or w.low in word_set("civilities") for w in words[j : one.start]):
        j = one.start
    if 0 < j < one.start and words[j - 1].low == "en" and words[j].tag is not Tag.DETERMINER:
        j = one.start  # "met en garde X": no guard of X's
    if j < one.start:
        one.role = one.role or next((r for w in words[j : one.start] if (r := role_noun(w.low))), "")
    one.start = j
    settle_governor(words, one)
    if one.prep == "de" and not one.is_person:
        _take_office(words, one)


def _take_office(words: list[Word], one: Participant) -> None:
    """ "le patron de l'Otan", "les dirigeants du Japon": the office acts, not the country as a complement."""
    end = one.prep_start
    k = end - 1
    while k >= 0 and (_in_noun_run(words, k) or _is_portfolio_link(words, k)):
        k -= 1
    offices = [n for n in range(k + 1, end) if role_noun(words[n].low) and not words[n].named]
    if not offices or words[end - 1].tag is Tag.PUNCTUATION:
        return
    first = _run_start(words, offices[0])
    if first and words[first - 1].low in word_set("possessives"):
        return  # "retire ses troupes de X": whose they are is said already
    one.role = role_noun(words[offices[0]].low)
    one.is_person = one.role in word_set("roles")
    one.is_plural = words[offices[0]].low.endswith(("s", "x"))
    one.start, one.head, one.is_office = _run_start(words, offices[0]), offices[0], True
    settle_governor(words, one)


def _is_portfolio_link(words: list[Word], k: int) -> bool:
    """The "des", "de la" of an office's portfolio, seen from its right."""
    link = (
        words[k].prep == "de"
        or words[k].low == "et"
        or (words[k].tag is Tag.DETERMINER and k > 0 and words[k - 1].prep == "de")
    )
    return link and k + 1 < len(words) and any(w.low in word_set("portfolios") for w in words[k + 1 : k + 3])


def settle_governor(words: list[Word], one: Participant) -> None:
    """Steps left over the determiner to the preposition that governs the phrase."""
    j = one.start
    while j > 0 and words[j - 1].tag is Tag.DETERMINER:
        j -= 1
        _note_gender(words[j].low, one)
    one.start = j
    if j > 0 and words[j - 1].prep:
        k = j - 1
        while k > 0 and not words[k].is_prep_start:
            k -= 1
        one.prep, one.prep_start = words[j - 1].prep, k
        if words[j - 1].low in ("aux", "des"):
            one.is_plural = True
    else:
        one.prep = ""


def _note_gender(low: str, one: Participant) -> None:
    if low in ("le", "un", "ce", "cet", "son"):
        one.gender = "m"
    elif low in ("la", "une", "cette", "sa"):
        one.gender = "f"
    elif low in ("les", "des", "ces", "ses", "leurs"):
        one.is_plural = True
