"""Finds the relations of one text: statements of verbs and nouns, told by state, mode and speaker, each once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entities.known import Kind
from entities.nlp.found import HOSTILE, RECIPROCAL, FoundQuote, FoundRelation, Mode, RelationType
from entities.nlp.grammar.clauses import let_speak
from entities.nlp.grammar.reading import read
from entities.nlp.quotes.finder import quotes_in
from entities.nlp.relations.contexts import contexts_of, way_of
from entities.nlp.relations.lexicon import lexicon
from entities.nlp.relations.meant import tells_of_sports
from entities.nlp.relations.nouns import noun_statements
from entities.nlp.relations.verbs import verb_statements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from spacy.tokens import Doc

    from entities.nlp.found import FoundActor, FoundMention
    from entities.nlp.grammar.clauses import Reading
    from entities.nlp.relations.statements import Statement

_FRIENDLY = frozenset({RelationType.SUPPORT, RelationType.AID, RelationType.COOPERATE, RelationType.ALLIANCE})
_DEEDS = frozenset({RelationType.ASSAULT, RelationType.COERCE, RelationType.MOBILIZE, RelationType.THREATEN})
_BLAMES = frozenset({RelationType.ACCUSE, RelationType.SANCTION})
_MANY = 2  # states: what more do together stays one statement with its parties


def find_relations(doc: Doc, mentions: Sequence[FoundMention], actors: Mapping[str, FoundActor]) -> list[FoundRelation]:
    """The statements in order, each once: same type, ends, mode and trigger word. Offsets are of the analysed text."""
    readings = list(read(doc, mentions, actors))
    return relations_in(readings, quotes_in(doc.text, readings, mentions, actors), actors)


def relations_in(
    readings: Sequence[Reading], quotes: Sequence[FoundQuote], actors: Mapping[str, FoundActor]
) -> list[FoundRelation]:
    found: dict[tuple[object, ...], FoundRelation] = {}
    speaking = [(q.start, q.end, q.speaker) for q in quotes if q.direct and q.speaker]
    for reading in readings:
        if not reading.groups and not speaking:
            continue
        let_speak(reading, speaking)
        for statement in _statements(reading):
            for relation in _relations(reading, statement, actors, quotes):
                _keep(found, relation, statement.word)
                _take_sides(reading, relation, actors)
    return sorted(found.values(), key=lambda r: (r.start, r.trigger_start))


def _take_sides(reading: Reading, relation: FoundRelation, actors: Mapping[str, FoundActor]) -> None:
    """Later sentences know between whom something was told."""
    if relation.source and relation.target and not relation.rule.endswith("meant"):
        pair = frozenset((_state(relation.source, actors), _state(relation.target, actors)))
        if relation.type in HOSTILE:
            reading.context.foes.add(pair)
            blamed = relation.source if relation.type in _DEEDS else relation.target
            reading.context.blamed |= {_state(blamed, actors)} if relation.type in _DEEDS | _BLAMES else set()
        elif relation.type in _FRIENDLY:
            reading.context.friends.add(pair)


def _statements(reading: Reading) -> list[Statement]:
    if tells_of_sports(reading):
        return []
    from_verbs = list(verb_statements(reading))
    aided = {(s.source, s.target) for s in from_verbs if s.type is RelationType.AID}
    from_nouns = [s for s in noun_statements(reading) if (s.source, s.target) not in aided]
    return [s for s in from_verbs + from_nouns if not _is_told_fuller(s, from_verbs + from_nouns)]


def _is_told_fuller(one: Statement, among: Sequence[Statement]) -> bool:
    """ "a été placé en détention par X": the noun leaves out whom the verb names."""
    if one.type is RelationType.REJECT and one.rule.startswith("noun"):  # "boycotte le sommet de X"
        return any((s.type, s.source, s.target) == (RelationType.PROTEST, one.source, one.target) for s in among)
    if one.target or one.parties or not one.source:
        return False
    return any((s.type, s.source) == (one.type, one.source) and s.target for s in among)


def _keep(found: dict[tuple[object, ...], FoundRelation], relation: FoundRelation, word: str) -> None:
    ends: object = (relation.source, relation.target, relation.parties)
    if relation.type in RECIPROCAL:
        ends = (frozenset((relation.source, relation.target)), frozenset(relation.parties))
    key = (relation.type, ends, relation.mode, relation.said_by, word)
    if key not in found or found[key].certainty < relation.certainty:
        found[key] = relation


def _relations(
    reading: Reading, statement: Statement, actors: Mapping[str, FoundActor], quotes: Sequence[FoundQuote]
) -> Iterator[FoundRelation]:
    said_by = _said_by(reading, statement, quotes)
    kind, mode = _coded(statement)
    if reading.words[-1].low == "?" and mode is not Mode.NEGATED:
        mode = Mode.HYPOTHETICAL
    for source, target, parties in _ends(statement, actors):
        if said_by is not None and said_by in (source,):
            yield _relation(reading, statement, kind, source, target, parties, mode, None)
            continue
        yield _relation(reading, statement, kind, source, target, parties, mode, said_by)
        if said_by in actors and _blames(kind, mode, actors, said_by, source, statement.rule):
            yield _relation(reading, statement, RelationType.ACCUSE, said_by, source, (), Mode.ASSERTED, None)


def _blames(
    kind: RelationType, mode: Mode, actors: Mapping[str, FoundActor], said_by: str | None, source: str | None, rule: str
) -> bool:
    if (
        source is None
        or said_by is None
        or (kind is RelationType.THREATEN and rule.startswith("noun"))
        or kind.value not in lexicon().modes["blameworthy"]
    ):
        return False
    return mode in (Mode.ASSERTED, Mode.REPORTED) and actors[said_by].acts_for != actors[source].acts_for


def _coded(statement: Statement) -> tuple[RelationType, Mode]:
    """A future meeting or a promise of cooperation is AGREE."""
    if statement.mode is Mode.PLANNED and statement.type in (RelationType.CONSULT, RelationType.COOPERATE):
        return RelationType.AGREE, statement.mode
    return statement.type, statement.mode


def _relation(
    reading: Reading,
    statement: Statement,
    kind: RelationType,
    source: str | None,
    target: str | None,
    parties: tuple[str, ...],
    mode: Mode,
    said_by: str | None,
) -> FoundRelation:
    first, last = statement.trigger
    words = reading.words
    return FoundRelation(
        kind, reading.sentence.start, reading.sentence.end, words[first].start, words[last - 1].end,
        source, target, parties, mode, said_by, statement.rule, statement.certainty,
        way_of(kind, statement.word, words, statement.trigger), contexts_of(words),
    )  # fmt: skip


def _ends(
    statement: Statement, actors: Mapping[str, FoundActor]
) -> Iterable[tuple[str | None, str | None, tuple[str, ...]]]:
    """One pair for each two states; a statement of many has its parties alone."""
    if statement.parties:
        parties = _one_a_state(statement.parties, actors)
        if len(parties) > _MANY:
            return [(None, None, parties)]
        return [(a, b, ()) for i, a in enumerate(parties) for b in parties[i + 1 :]]
    sources = _one_a_state(statement.source, actors) or (None,)
    targets = _one_a_state(statement.target, actors) or (None,)
    pairs = [(s, t, ()) for s in sources for t in targets]
    return [(s, t, p) for s, t, p in pairs if s is None or t is None or _state(s, actors) != _state(t, actors)]


def _acting(key: str, actors: Mapping[str, FoundActor]) -> str:
    """A capital that acts is its state, where the article names that."""
    actor = actors[key]
    if actor.kind != Kind.PLACE:
        return key
    return next((k for k, a in actors.items() if a.code and a.code == actor.acts_for), key)


def _state(key: str, actors: Mapping[str, FoundActor]) -> str:
    return actors[key].acts_for or key


def _one_a_state(keys: tuple[str, ...], actors: Mapping[str, FoundActor]) -> tuple[str, ...]:
    """The first named of each state: two ministers of one country make one statement."""
    keys = tuple(_acting(k, actors) for k in keys)
    return tuple(
        {_state(k, actors): k for k in reversed(keys)}[s] for s in dict.fromkeys(_state(k, actors) for k in keys)
    )


def _said_by(reading: Reading, statement: Statement, quotes: Sequence[FoundQuote]) -> str | None:
    start = reading.words[statement.trigger[0]].start
    inside = [q for q in quotes if q.start <= start < q.end and (q.speaker or q.speaker_text)]
    if not inside:
        return None
    nearest = min(inside, key=lambda q: q.end - q.start)
    return nearest.speaker or nearest.speaker_text
