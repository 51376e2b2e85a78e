"""Within one sentence: which verb governs what, and who its subject is. By surface order, not by the parse."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from entities.nlp.grammar.antecedents import resolve_pronoun
from entities.nlp.grammar.noun_phrases import Group, Participant, role_noun
from entities.nlp.grammar.tokens import Tag, Word

if TYPE_CHECKING:
    from entities.nlp.grammar.antecedents import Context
    from entities.nlp.grammar.sentences import Sentence
    from entities.nlp.grammar.verbs import VerbGroup

STOPS = frozenset({";", ":", "!", "?"})


@dataclass(slots=True)
class Reading:
    """One sentence, read. Indices are of `words`."""

    sentence: Sentence
    words: list[Word]
    verbs: list[VerbGroup]
    groups: list[Group]
    context: Context
    speakers: list[tuple[int, int, str]] = field(default_factory=list)  # who says the words of a span of characters
    _subjects: dict[int, Group | None] = field(default_factory=dict)
    _open: set[int] = field(default_factory=set)

    def group_at(self, start: int) -> Group | None:
        return next((g for g in self.groups if g.start == start), None)

    def groups_between(self, start: int, end: int) -> list[Group]:
        return [g for g in self.groups if start <= g.start and g.start < end]

    def verb_before(self, index: int) -> VerbGroup | None:
        return next((v for v in reversed(self.verbs) if v.end <= index), None)

    def verb_after(self, index: int) -> VerbGroup | None:
        return next((v for v in self.verbs if v.start >= index), None)


@lru_cache(maxsize=1)
def _control() -> dict[str, frozenset[str]]:
    listed = tomllib.loads(files(__package__).joinpath("control.toml").read_text(encoding="utf-8"))
    return {name: frozenset(verbs) for name, verbs in listed.items()}


def let_speak(reading: Reading, speakers: list[tuple[int, int, str]]) -> None:
    """Tells a reading who speaks where, once quotes are known."""
    reading.speakers = speakers
    reading._subjects.clear()


def subject_of(reading: Reading, verb: VerbGroup) -> Group | None:
    """Who is the grammatical subject, or None when it is nobody named, or unclear."""
    if verb.main in reading._subjects:
        return reading._subjects[verb.main]
    if verb.main in reading._open:
        return None
    reading._open.add(verb.main)
    group = _find_subject(reading, verb)
    reading._open.discard(verb.main)
    reading._subjects[verb.main] = group
    return group


def _find_subject(reading: Reading, verb: VerbGroup) -> Group | None:
    if verb.is_finite:
        return _finite_subject(reading, verb)
    if verb.tense == "W":
        return _controller(reading, verb)
    if verb.tense == "G":
        return _participle_subject(reading, verb)
    return _modified(reading, verb)


def _finite_subject(reading: Reading, verb: VerbGroup) -> Group | None:
    words = reading.words
    if verb.inverted in ("je", "nous"):
        return _first_person(reading, verb)
    if verb.inverted:
        return _pronoun_group(reading, verb) if verb.inverted not in ("on", "vous", "tu", "ce") else None
    j = verb.start - 1
    while j >= 0 and (words[j].tag is Tag.ADVERB or (words[j].pos == "ADV" and words[j].tag is Tag.NOUN)):
        j -= 1
    if j < 0:
        return _inverted_subject(reading, verb)
    if words[j].low in ("nous", "je", "j'"):
        return _first_person(reading, verb)
    if words[j].tag is Tag.PRONOUN or words[j].low in ("dernier", "dernière"):
        return next((g for g in reading.groups if g.start <= j < g.end), None)
    if words[j].low == "qui":
        return _antecedent(reading, j)
    joined = words[j].tag is Tag.CONJUNCTION or (words[j].low == "," and _shares_subject(reading, verb, j))
    if joined and (shared := _coordinate_subject(reading, verb)) is not None:
        return shared
    if (group := _preceding_subject(reading, verb)) is not None:
        return group
    return _inverted_subject(reading, verb)


def _pronoun_group(reading: Reading, verb: VerbGroup) -> Group | None:
    before = [g for g in reading.groups if g.end <= verb.start]
    actors = resolve_pronoun(verb.inverted, before, reading.context)
    return Group([Participant(verb.start, verb.end, actors, is_pronoun=True)]) if actors else None


def _first_person(reading: Reading, verb: VerbGroup) -> Group | None:
    """Inside a quote, "nous" and "je" are who speaks."""
    position = reading.words[verb.start].start
    speaker = next((key for start, end, key in reading.speakers if start <= position < end), None)
    return Group([Participant(verb.start, verb.end, (speaker,), is_pronoun=True, is_person=True)]) if speaker else None


def _antecedent(reading: Reading, j: int) -> Group | None:
    """Of "qui" at `j`: the group that ends right before it, a comma or a bracket aside."""
    end = j
    while end > 0 and reading.words[end - 1].low in (",", ")", "et", "mais"):
        end -= 1
    return next((g for g in reading.groups if g.end == end), None)


def _shares_subject(reading: Reading, verb: VerbGroup, comma: int) -> bool:
    """ "X a fait A, a fait B et a fait C": no group stands between the last verb and the comma as a subject."""
    before = reading.verb_before(comma)
    return (
        before is not None
        and before.is_finite
        and before.is_compound == verb.is_compound
        and before.tense == verb.tense
    )


def _coordinate_subject(reading: Reading, verb: VerbGroup) -> Group | None:
    """The subject of the nearest earlier verb of the same tense, else of the nearest that has one."""
    earlier = [v for v in reversed(reading.verbs) if v.end <= verb.start and v.is_finite]
    earlier = [v for v in earlier if v.is_plural == verb.is_plural]
    alike = [v for v in earlier if (v.tense, v.is_compound) == (verb.tense, verb.is_compound)]
    for candidate in [*alike, *earlier]:
        if (group := subject_of(reading, candidate)) is not None:
            return group
    return None


def region_end(reading: Reading, verb: VerbGroup) -> int:
    """Where the verb's complements stop."""
    words = reading.words
    for i in range(verb.end, len(words)):
        word = words[i]
        if (word.tag in (Tag.RELATIVE, Tag.SUBORDINATOR) and word.low != "comme") or word.low in STOPS:
            return i
        other = next((v for v in reading.verbs if v.start <= i < v.end), None)
        if other is not None and other is not verb and (other.is_finite or other.tense in "WG"):
            return other.start
    return len(words)


def relative_object(reading: Reading, verb: VerbGroup) -> Group | None:
    """ "X, que Y a privé de son aide": X, who stands right before the "que" of the verb's clause."""
    words = reading.words
    for i in range(verb.start - 1, 0, -1):
        if words[i].tag is Tag.VERB or words[i].low in STOPS:
            return None
        if words[i].low in ("que", "qu'"):
            end = i - 1 if words[i - 1].low == "," else i
            return next((g for g in reading.groups if g.end == end), None)
    return None


def thing_subject(reading: Reading, verb: VerbGroup) -> tuple[Group, int] | None:
    """ "un bombardier russe a longé": the group of the adjective, and the index of the noun that acts."""
    for group in reversed(reading.groups):
        one = group.members[0]
        if group.end > verb.start or group.acts or one.is_pair or one.head < 0:
            continue
        if (
            one.thing_prep == ""
            and not _is_cut_off(reading, group, verb)
            and not _is_object(reading, Group([Participant(one.thing_start, group.end, one.actors)]))
        ):
            return group, one.head
    return None


def _preceding_subject(reading: Reading, verb: VerbGroup) -> Group | None:
    """The nearest group without preposition that no other verb stands between, relative clauses aside."""
    for group in reversed(reading.groups):
        if group.end > verb.start or group.prep != "" or not group.acts:
            continue
        if any(m.start < verb.start < m.end for m in group.members):
            continue
        if _is_cut_off(reading, group, verb):
            continue
        if not _is_object(reading, group):
            return group
    return None


def _is_cut_off(reading: Reading, group: Group, verb: VerbGroup) -> bool:
    """Whether a verb without its own subordinator, or a stop, stands between the group and the verb."""
    openers = 0
    for i in range(group.end, verb.start):
        word = reading.words[i]
        if word.low in STOPS:
            return True
        if word.tag in (Tag.RELATIVE, Tag.SUBORDINATOR):
            openers += 1
    finite = sum(1 for v in reading.verbs if group.end <= v.start < verb.start and v.is_finite)
    own = _has_own_opener(reading, verb, group.end)
    return finite != openers or own


def _has_own_opener(reading: Reading, verb: VerbGroup, since: int) -> bool:
    """Whether the last opener before the verb has no verb yet: then it opens this very clause."""
    last = max(
        (i for i in range(since, verb.start) if reading.words[i].tag in (Tag.RELATIVE, Tag.SUBORDINATOR)), default=-1
    )
    return last >= 0 and not any(last < v.start < verb.start and v.is_finite for v in reading.verbs)


def _is_object(reading: Reading, group: Group) -> bool:
    """Whether a verb of the same clause stands before the group."""
    for i in range(group.start - 1, -1, -1):
        word = reading.words[i]
        if word.tag in (Tag.SUBORDINATOR, Tag.RELATIVE, Tag.CONJUNCTION) or word.low in STOPS or word.low == ",":
            return False
        if word.tag is Tag.VERB:
            return True
    return False


def _inverted_subject(reading: Reading, verb: VerbGroup) -> Group | None:
    """ "la menace que représente X", "…, a annoncé X": a group right after a verb that has no subject before it."""
    words = reading.words
    before = words[verb.start - 1].low if verb.start else ""
    if before not in ("que", "qu'", ",", "comme", "où", "dont", "!", "?"):
        return None
    j = verb.end
    while j < len(words) and (
        words[j].tag is Tag.ADVERB or words[j].pos == "ADV" or words[j].low in (",", "pour", "sa", "part")
    ):
        j += 1
    group = next((g for g in reading.groups if j in (g.start, g.members[0].prep_start)), None)
    if group is not None and before == "," and group.prep in _PLACED:  # ", a tonné à Tachkent X"
        group = reading.group_at(group.end)
    if group is None and before == ",":
        group = _introduced(reading, j)
    return group if group is not None and group.prep == "" and group.acts else None


def _introduced(reading: Reading, j: int) -> Group | None:
    """ "le porte-parole du gouvernement, X": who is named behind the office at `j`."""
    words = reading.words
    if j + 1 >= len(words) or words[j].tag is not Tag.DETERMINER or not role_noun(words[j + 1].low):
        return None
    comma = next((i for i in range(j + 2, min(len(words), j + _OFFICE)) if words[i].low == ","), -1)
    group = reading.group_at(comma + 1) if comma > 0 else None
    return group if group is not None and group.is_person else None


_OFFICE = 9  # tokens of an office at most


_PLACED = frozenset({"à", "en", "dans", "depuis", "lieu", "devant"})


def _controller(reading: Reading, verb: VerbGroup) -> Group | None:
    governor = governor_of(reading, verb)
    if (owner := _decider(reading, verb)) is not None:
        return owner
    if governor is None:
        main = next((v for v in reading.verbs if v.start >= verb.end and v.is_finite), None)
        return subject_of(reading, main) if main is not None else None
    if governor.lemma in _control()["object"] and not governor.is_passive:
        objects = (g for g in reading.groups_between(governor.end, verb.start) if g.prep == "" and g.acts)
        group = next(objects, None)
        return subject_of(reading, governor) if group is None and governor.lemma == "faire" else group
    if governor.lemma in _control()["indirect"]:
        return next((g for g in reading.groups_between(governor.end, verb.start) if g.prep == "à"), None)
    between = reading.words[governor.end : verb.start]
    if any(w.low in _control()["nouns"] for w in between):
        owner = next((g for g in reading.groups_between(governor.end, verb.start) if g.prep in ("de", "adj")), None)
        if owner is not None:
            return owner
    return _aim_of(reading, governor, verb) or subject_of(reading, governor)


def _decider(reading: Reading, verb: VerbGroup) -> Group | None:
    """ "la décision de X de V": X, who stands right before "de"."""
    at = verb.start - 1
    if at < 0 or reading.words[at].prep not in ("de", "à"):
        return None
    group = next((g for g in reading.groups if g.end == at and g.prep in ("de", "adj")), None)
    if group is None or (group.members[0].prep_start < 1 and group.prep == "de"):
        return None
    before = group.members[0].prep_start - 1 if group.prep == "de" else group.start - 1
    return group if reading.words[before].low in _control()["nouns"] else None


def _aim_of(reading: Reading, governor: VerbGroup, verb: VerbGroup) -> Group | None:
    """ "saluer les efforts de X pour V": the subject of V is X, who stands right before "pour"."""
    if governor.lemma not in _control()["judging"] or not verb.start or reading.words[verb.start - 1].prep != "pour":
        return None
    return next((g for g in reading.groups if g.end == verb.start - 1 and g.prep in ("de", "adj")), None)


def governor_of(reading: Reading, verb: VerbGroup) -> VerbGroup | None:
    """Of an infinitive: the verb it depends on. Infinitives joined by "et" share theirs."""
    before = reading.verb_before(verb.start)
    if before is None:
        return None
    words = reading.words
    if (
        before.tense == "W"
        and verb.start
        and any(w.tag is Tag.CONJUNCTION for w in words[max(before.end, verb.start - 3) : verb.start])
    ):
        return governor_of(reading, before)
    if any(w.low in STOPS for w in words[before.end : verb.start]):
        return None
    return _saying(reading, before) or before


def _saying(reading: Reading, state: VerbGroup) -> VerbGroup | None:
    """ "s'est dit déterminé à V": the verb of saying, not the participle that it takes."""
    said = reading.verb_before(state.start) if state.tense == "K" else None
    takes = (
        said is not None
        and said.end == state.start
        and said.is_reflexive
        and said.lemma in ("dire", "montrer", "déclarer")
    )
    return said if takes else None


def _participle_subject(reading: Reading, verb: VerbGroup) -> Group | None:
    """ "X, accusant Y": the subject of the main verb; "des rapports russes accusant Y": whom it follows at once."""
    words = reading.words
    before = words[verb.start - 1] if verb.start else None
    if before is not None and before.low != "," and before.tag is not Tag.PREPOSITION:
        touching = next((g for g in reading.groups if g.end == verb.start), None)
        if touching is not None or before.tag is Tag.NOUN:
            return touching
    for other in reversed(reading.verbs):
        if other.end <= verb.start and other.is_finite and (group := subject_of(reading, other)) is not None:
            return group
    touching = next((g for g in reversed(reading.groups) if g.end <= verb.start and g.prep == "" and g.acts), None)
    if touching is not None:
        return touching
    after = reading.verb_after(verb.end)
    return subject_of(reading, after) if after is not None and after.is_finite else None


def _modified(reading: Reading, verb: VerbGroup) -> Group | None:
    """Of a past participle without auxiliary: the group that it follows."""
    end = verb.start
    while end > 0 and (reading.words[end - 1].low == "," or reading.words[end - 1].tag is Tag.ADVERB):
        end -= 1
    if end == 0:  # "Reçu par X, Y a plaidé"
        main = next((v for v in reading.verbs if v.start >= verb.end and v.is_finite), None)
        return subject_of(reading, main) if main is not None else None
    return next((g for g in reading.groups if g.end == end), None)
