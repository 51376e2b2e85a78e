"""Noun phrases that name an actor, with the preposition that governs them, and their coordination.

"le ministre polonais des Affaires étrangères, X," is one participant; so is "les forces italiennes et grecques" with two
actors. "des missiles iraniens" is one that cannot act itself: it is the modifier of a thing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from entities.known import Form, Kind
from entities.nlp.grammar.lexicon import singulars, word_set
from entities.nlp.grammar.tokens import Tag, Word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from entities.nlp.found import FoundActor, FoundMention


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


def role_noun(low: str) -> str:
    """The role or body that a word names, in the singular, or ""."""
    known = word_set("roles") | word_set("bodies")
    return next((s for s in singulars(low) if s in known), "")


def find_participants(
    words: list[Word], mentions: Sequence[tuple[FoundMention, int, int]], actors: Mapping[str, FoundActor]
) -> list[Participant]:
    """`mentions` with their first and last token. In order, roles and appositions joined to the names they go with."""
    found: list[Participant] = []
    for mention, first, last in mentions:
        actor = actors.get(mention.actor)
        if actor is None or (actor.kind == Kind.PLACE and actor.acts_for is None):
            continue
        if _joins_compound(words, found, first, mention):
            found[-1].actors += (mention.actor,)
            found[-1].end, found[-1].is_pair = last + 1, True
            if _is_adjective(mention):
                _settle_adjective(words, found[-1], found[-1].start)
            continue
        one = Participant(first, last + 1, (mention.actor,), is_person=actor.kind == Kind.PERSON)
        if mention.form == Form.ROLE:
            one.role, one.is_person = "role", True
            _settle_name(words, one)
        elif _is_adjective(mention):
            _settle_adjective(words, one, first)
        else:
            _settle_name(words, one)
        found.append(one)
    joined = _joined(words, found, actors)
    for one in joined:
        _name_holder(words, one, actors)
    return joined


_SMALL = frozenset({"de", "d'", "des", "du", "la", "le", "les", "l'", "et", "à", "aux", "au"})


def _name_holder(words: list[Word], one: Participant, actors: Mapping[str, FoundActor]) -> None:
    """ "le chef de l'Otan" is the person whom the article says to be it."""
    if one.role not in word_set("roles") or len(one.actors) != 1 or actors[one.actors[0]].kind == Kind.PERSON:
        return
    state = actors[one.actors[0]].acts_for
    said = {w.low for w in words[one.start : one.end]}
    for key, actor in actors.items():
        office = set(re.findall(r"[\w'-]+", (actor.role or "").lower().replace("l'", "").replace("d'", ""))) - _SMALL
        if actor.kind == Kind.PERSON and actor.acts_for == state and office and office <= said:
            one.actors = (key,)
            return


def _is_adjective(mention: FoundMention) -> bool:
    return mention.form in (Form.ADJECTIVE, Form.PREFIX) or (mention.form == Form.PEOPLE and mention.text[:1].islower())


def _joins_compound(words: list[Word], found: list[Participant], first: int, mention: FoundMention) -> bool:
    """Inside one token (américano-japonaise), or with nothing but a hyphen between (russo-japonaises, Russie-Japon)."""
    if not found or mention.actor in found[-1].actors:
        return False
    between = words[found[-1].end : first]
    if first < found[-1].end:
        return True
    touching = words[found[-1].end - 1].end == words[first].start
    return (touching and not between) or (
        len(between) == 1 and between[0].low in ("-", "–") and between[0].end == words[first].start
    )


def _settle_adjective(words: list[Word], one: Participant, first: int) -> None:
    """Finds the noun that the adjective modifies: one who acts, or a thing."""
    j = first - 1
    while j >= 0 and _in_noun_run(words, j):
        j -= 1
    run = range(j + 1, first)
    one.head = next(
        (k for k in run if words[k].pos in ("NOUN", "PROPN") or role_noun(words[k].low)), j + 1 if run else -1
    )
    acting = next((k for k in run if role_noun(words[k].low)), -1)
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
        _settle_name(words, one)  # "les Iraniens" written small
    else:
        one.prep, one.start = "adj", first


def _in_noun_run(words: list[Word], j: int) -> bool:
    word = words[j]
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
    """ "ministre russe des Affaires étrangères et de la Défense": the portfolios belong to the phrase."""
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


def _settle_name(words: list[Word], one: Participant) -> None:
    """Takes the role and the determiner before the name: "le chancelier X", "le roi d'Espagne", "M. X"."""
    j = _run_start(words, one.start) if not one.role else one.start
    if j < one.start and not any(role_noun(w.low) or w.low in word_set("civilities") for w in words[j : one.start]):
        j = one.start
    if j < one.start:
        one.role = one.role or next((r for w in words[j : one.start] if (r := role_noun(w.low))), "")
    one.start = j
    settle_governor(words, one)
    if one.prep == "de" and not one.is_person:
        _take_office(words, one)


def _take_office(words: list[Word], one: Participant) -> None:
    """ "le chef de l'Otan", "les dirigeants du Japon": the office acts, not the country as a complement."""
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


def _joined(words: list[Word], found: list[Participant], actors: Mapping[str, FoundActor]) -> list[Participant]:
    """Joins a role to the person named right after it, and to one named right before it in apposition."""
    kept: list[Participant] = []
    for one in found:
        last = kept[-1] if kept else None
        if last is not None and one.start <= last.start < one.end and not last.is_pair:
            kept.pop()  # an office took its country's name in
            if last.actors != one.actors:
                one.actors = one.actors if one.is_person else last.actors
            kept.append(one)
        elif last is not None and _names_holder(words, last, one):
            one.start, one.prep, one.prep_start = last.start, last.prep, last.prep_start
            one.is_plural, one.gender, one.role = last.is_plural, last.gender, last.role or one.role
            one.is_held = True
            if actors[one.actors[0]].acts_for is None:
                one.actors = last.actors  # a stranger is known by the office alone
            kept[-1] = one
        elif (
            last is not None
            and last.role in _POSTED
            and one.prep in ("à", "en", "auprès")
            and one.prep_start == last.end
        ):
            last.end = one.end  # the ambassador of X to Y
        elif last is not None and _is_apposition(words, last, one):
            last.end, last.role = one.end, one.role
        elif last is not None and last.prep == "adj" and one.prep == "adj" and _shares_noun(words, last, one):
            one.head = last.head
            kept.append(one)
        elif last is not None and one.prep == "adj" and last.role and _shares_noun(words, last, one):
            last.actors += tuple(a for a in one.actors if a not in last.actors)
            last.end = one.end
        else:
            kept.append(one)
    return kept


_POSTED = frozenset({"ambassadeur", "ambassadrice", "représentant", "envoyé", "émissaire"})


def _names_holder(words: list[Word], last: Participant, one: Participant) -> bool:
    """ "le Premier ministre japonais [,] X" """
    if not (last.role and last.acts and one.is_person and one.prep == "" and not one.role) or last.is_held:
        return False
    between = words[last.end : one.start]
    return all(w.low in (",", "-", "–", "m.", "(") for w in between) and len(between) <= 2


def _is_apposition(words: list[Word], last: Participant, one: Participant) -> bool:
    """ "X, ministre polonais de la Défense," """
    between = words[last.end : one.start]
    named = last.is_person and not one.is_pronoun
    return (
        named
        and bool(one.role)
        and one.prep == ""
        and len(between) == 1
        and between[0].low in (",", "(")
        and one.is_person
        and one.actors != last.actors
        and words[one.start].tag is not Tag.DETERMINER
    )


def _shares_noun(words: list[Word], last: Participant, one: Participant) -> bool:
    between = [w.low for w in words[last.end : one.start]]
    return between in (["et"], ["ou"], [","]) or (between == [] and one.start == last.end)


def coordinate(words: list[Word], found: list[Participant]) -> list[Group]:
    groups: list[Group] = []
    for one in found:
        if groups and _coordinates(words, groups[-1], one, found):
            groups[-1].members.append(one)
        else:
            groups.append(Group([one]))
    return groups


_LINKS = {
    ("et",),
    (",",),
    ("ou",),
    ("ni",),
    ("ainsi", "que"),
    ("ainsi", "qu'"),
    ("comme",),
    ("tout", "comme"),
    ("mais", "aussi"),
    ("puis",),
    ("-",),
    ("et", "aussi"),
}


def _coordinates(words: list[Word], group: Group, one: Participant, found: list[Participant]) -> bool:
    last = group.members[-1]
    if last.is_pronoun and one.is_pronoun:
        return False
    if (last.prep == "adj") != (one.prep == "adj"):
        return False
    stop = one.prep_start if one.prep not in ("", "adj") else one.start
    between = [w.low for w in words[last.end : stop]]
    if between[:1] == [","] and len(between) > 1:
        between = between[1:]
    if group.members[0].is_office and between[-1:] in (["celui"], ["celle"], ["ceux"], ["celles"]):
        between = between[:-1]
    if tuple(between) not in _LINKS and not _holds_unknown(words, last.end, stop, one):
        return False
    if one.prep in ("", "adj"):
        fits = group.prep in ("", "adj") or between != [","] or _list_goes_on(words, one, found)
    else:
        fits = one.prep == group.prep or (group.members[0].is_office and one.prep == "de")
    if between == [","] and (group.prep == "" or group.members[0].is_office) and not _list_goes_on(words, one, found):
        return False
    return fits and not _starts_clause(words, group, one)


def _holds_unknown(words: list[Word], start: int, stop: int, one: Participant) -> bool:
    """ "avec X, l'Europe et Y": one name that is no actor's stands in the list."""
    inner = words[start + 1 : stop - 1]
    return (
        3 <= stop - start <= 6
        and words[start].low == ","
        and words[stop - 1].low == "et"
        and one.prep == ""
        and all(w.tag in (Tag.NOUN, Tag.DETERMINER) for w in inner)
    )


def _list_goes_on(words: list[Word], one: Participant, found: list[Participant]) -> bool:
    """A comma lists only when an "et" closes the list."""
    following = [p for p in found if p.start >= one.end][:6]
    end = one.end
    for after in following:
        stop = after.prep_start if after.prep not in ("", "adj") else after.start
        between = [w.low for w in words[end:stop]]
        if between in (["et"], ["ainsi", "que"], [",", "et"], ["ou"], ["ainsi", "qu'"]):
            return True
        if between != [","]:
            return False
        end = after.end
    return False


def _starts_clause(words: list[Word], group: Group, one: Participant) -> bool:
    """ "X a rencontré Y et Z a protesté": a verb follows Z, and one already stands before Y."""
    j = one.end
    while j < len(words) and words[j].tag in (Tag.CLITIC, Tag.ADVERB):
        j += 1
    follows = j < len(words) and words[j].tag is Tag.VERB and bool(words[j].tenses() & set("PIJFC"))
    if not follows or one.prep not in ("",):
        return False
    k = group.start - 1
    while (
        k >= 0
        and words[k].tag not in (Tag.SUBORDINATOR, Tag.RELATIVE, Tag.VERB)
        and words[k].low not in (";", ":", "«", "“")
    ):
        k -= 1
    return k >= 0 and words[k].tag is Tag.VERB
