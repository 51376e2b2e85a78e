"""Who says the words of a span: by the order of the words around it, an actor or the words that name a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entities.nlp.grammar.antecedents import resolve_pronoun
from entities.nlp.grammar.clauses import Reading, subject_of
from entities.nlp.grammar.lexicon import word_set
from entities.nlp.grammar.tokens import Tag
from entities.nlp.quotes.cues import fits_anybody, is_source, says
from entities.nlp.quotes.scene import Speaker

if TYPE_CHECKING:
    from entities.nlp.grammar.noun_phrases import Group, Participant
    from entities.nlp.grammar.tokens import Word
    from entities.nlp.grammar.verbs import VerbGroup
    from entities.nlp.quotes.scene import Scene

_SKIPPED = frozenset({",", "pour", "sa", "son", "part", "tour", "côté", "à", "de", "ensuite", "encore", "aussi", "."})
_TIMES = frozenset({"hier", "aujourd'hui", "matin", "soir", "ce", "cette", "semaine", "dernier", "dernière", "même"})
_DEFINITE = frozenset({"le", "la", "l'", "ce", "cet", "cette"})
_LATEST = frozenset({"dernier", "dernière", "celui-ci", "celle-ci"})
_PHRASE = (Tag.NOUN, Tag.DETERMINER, Tag.PREPOSITION)
_ASIDE = 14  # tokens of "devant la presse", "mercredi à la radio" between an inverted verb and its subject
_APART = 12  # tokens of an aside between an auxiliary and its participle
NOBODY = Speaker(None, "", 0.5)


def words_between(reading: Reading, start: int, end: int, text: str) -> str:
    return text[reading.words[start].start : reading.words[end - 1].end]


def of_group(scene: Scene, reading: Reading, group: Group, certainty: float) -> Speaker:
    member = group.members[0]
    start, end = reading.words[member.start].start, reading.words[member.end - 1].end
    if member.is_pronoun:
        return _of_pronoun_word(scene, reading, member, certainty)
    named = words_between(reading, member.start, member.end, scene.text)
    actor = member.actors[0]
    if scene.is_person(actor):
        return Speaker(actor, named, certainty)
    if (person := scene.person_in(start, end)) is not None and person.end >= end:
        return Speaker(person.actor, named, certainty)
    if member.role in word_set("roles") and not member.is_plural:
        holder = _apposed(scene, reading, member.end) or scene.bearer(
            [w.low for w in reading.words[member.start : member.end] if w.tag is Tag.NOUN and not w.named],
            scene.actors[actor].acts_for, scene.index_of(reading), start,
        )  # fmt: skip
        return Speaker(holder or actor, named, certainty)
    return Speaker(actor, named, certainty)


def _of_pronoun_word(scene: Scene, reading: Reading, member: Participant, certainty: float) -> Speaker:
    sentence, at = scene.index_of(reading), reading.words[member.start].start
    lows = {w.low for w in reading.words[member.start : member.end]}
    found = (
        scene.latest(sentence, at) if lows & _LATEST else scene.pronoun(reading.words[member.start].low, sentence, at)
    )
    return found or Speaker(member.actors[0], "", certainty)


def _apposed(scene: Scene, reading: Reading, end: int) -> str | None:
    """The person named between commas after a title: "le porte-parole du gouvernement, X, "."""
    words = reading.words
    if end >= len(words) or words[end].low != ",":
        return None
    group = reading.group_at(end + 1)
    if group is None or group.prep or len(group.members) > 1 or not scene.is_person(group.actors[0]):
        return None
    closed = group.end >= len(words) or words[group.end].tag in (Tag.PUNCTUATION, Tag.RELATIVE)
    return group.actors[0] if closed else None


def after_verb(
    scene: Scene, reading: Reading, verb: VerbGroup, *, any_noun: bool = False, far: bool = False
) -> Speaker | None:
    """ "a déclaré X", "a-t-il déclaré", "ont indiqué des sources": the speaker right after an inverted verb."""
    if verb.inverted:
        return _of_inverted(scene, reading, verb)
    j = verb.end
    words = reading.words
    while j < len(words) and (words[j].low in _SKIPPED or words[j].tag is Tag.ADVERB or words[j].pos == "ADV"):
        j += 1
    group = next((g for g in reading.groups if g.start == j), None)
    if group is not None and group.prep in ("", "de") and group.acts:
        return of_group(scene, reading, group, 0.95)
    found = source_at(scene, reading, j, any_noun=any_noun)
    if found is None and far and words[verb.end : verb.end + 1] and words[verb.end].low != ",":
        found = _after_aside(scene, reading, verb.end)
    skipped = {w.low for w in words[verb.end : j]}
    return found or (None if skipped & {"à", "de", "pour"} else _unknown_name(scene, reading, j))


def _unknown_name(scene: Scene, reading: Reading, j: int) -> Speaker | None:
    """Words with capitals in a subject's place, whom nothing knows."""
    words, end = reading.words, j
    while end < len(words) and words[end].tag is Tag.NOUN and _is_unknown_name(scene, words[end]):
        end += 1
    return Speaker(None, words_between(reading, j, end, scene.text), 0.7) if end > j else None


def _is_unknown_name(scene: Scene, word: Word) -> bool:
    return not word.named and scene.text[word.start].isupper()


def _after_aside(scene: Scene, reading: Reading, j: int) -> Speaker | None:
    """The subject that stands behind "devant la presse", "mercredi à la radio"."""
    words, limit = reading.words, min(len(reading.words), j + _ASIDE)
    while j < limit:
        word = words[j]
        group = reading.group_at(j)
        if group is not None and group.acts and group.prep == "":
            return of_group(scene, reading, group, 0.85)
        if word.prep:
            j = _phrase_end(reading, j)
        elif word.tag is Tag.ADVERB or word.pos == "ADV" or word.low in _TIMES or word.low == ",":
            j += 1
        else:
            return source_at(scene, reading, j)
    return None


def _phrase_end(reading: Reading, j: int) -> int:
    words = reading.words
    j += 1
    has_noun = False
    while j < len(words) and (words[j].tag is Tag.NOUN or (words[j].tag is Tag.DETERMINER and not has_noun)):
        if has_noun and words[j].named:
            break
        has_noun |= words[j].tag is Tag.NOUN
        j += 1
    return j


def _of_inverted(scene: Scene, reading: Reading, verb: VerbGroup) -> Speaker | None:
    if verb.inverted in ("on", "ce", "je", "nous", "vous", "tu"):
        return NOBODY if verb.inverted in ("on", "nous") else None
    sentence, at = scene.index_of(reading), reading.words[verb.start].start
    if (found := scene.pronoun(verb.inverted, sentence, at)) is not None:
        return found
    before = [g for g in reading.groups if g.end <= verb.start and not scene.is_quoted(reading.words[g.start].start)]
    actors = resolve_pronoun(verb.inverted, before, reading.context)
    if actors:
        return Speaker(actors[0], "", 0.6)
    last = scene.spoken[-1] if scene.spoken else None
    return last[2] if last is not None and last[0] >= sentence - 3 else NOBODY


def source_at(scene: Scene, reading: Reading, j: int, *, any_noun: bool = False) -> Speaker | None:
    """A noun phrase at `j` whose noun can speak, without an actor's name: whom it means, else its words."""
    words = reading.words
    if j >= len(words) or (words[j].tag is not Tag.DETERMINER and words[j].low not in ("de", "des", "l'")):
        return None
    end = j + 1
    while end < len(words) and (
        words[end].tag in (Tag.NOUN, Tag.DETERMINER) or words[end].prep == "de" or words[end].low == "-"
    ):
        end += 1
    heads = [w.low for w in words[j:end] if w.tag is Tag.NOUN]
    if not heads or not (any_noun or any(is_source(h) or fits_anybody(h) for h in heads[:3])):
        return None
    named = _apposed(scene, reading, end)
    if named is None and _is_definite(words, j):
        own = _first_run(words, j)
        if own & _LATEST:
            return scene.latest(scene.index_of(reading), words[j].start)
        named = scene.bearer(sorted(own), None, scene.index_of(reading), words[j].start)
    if named is None and words[j].low in ("son", "sa"):
        named = _possessor(scene, reading, j)
    certainty = 0.75 if named else 0.8
    return Speaker(named, words_between(reading, j, end, scene.text), certainty)


def _possessor(scene: Scene, reading: Reading, j: int) -> str | None:
    """ "son porte-parole": the state or body that the sentence tells of."""
    own = [g for g in reading.groups if g.prep == "" and g.acts and g.end <= j]
    return own[0].actors[0] if own and not scene.is_person(own[0].actors[0]) else None


def _is_definite(words: list[Word], j: int) -> bool:
    return words[j].low in _DEFINITE


def _first_run(words: list[Word], j: int) -> frozenset[str]:
    """The nouns before the first "de"."""
    end = j + 1
    while end < len(words) and words[end].tag is Tag.NOUN:
        end += 1
    return frozenset(w.low for w in words[j + 1 : end])


def subject_speaker(scene: Scene, reading: Reading, verb: VerbGroup) -> Speaker | None:
    """ "X a déclaré", "X, affirmant": the subject, or the words of a source before the verb."""
    if verb.inverted:
        return _of_inverted(scene, reading, verb)
    words = reading.words
    if (main := _main_verb(reading, verb)) is not verb:
        return subject_speaker(scene, reading, main)
    before = words[verb.start - 1] if verb.start else None
    if before is not None and before.low == "on":
        return NOBODY
    if before is not None and before.low in ("il", "elle"):
        found = scene.pronoun(before.low, scene.index_of(reading), before.start)
        if found is not None:
            return found
    if (source := _source_before(scene, reading, verb)) is not None:
        return source
    if (antecedent := _antecedent_source(scene, reading, verb)) is not None:
        return antecedent
    if (narrator := _of_narrative_infinitive(scene, reading, verb)) is not None:
        return narrator
    group = subject_of(reading, verb)
    if group is not None:
        return of_group(scene, reading, group, 0.85)
    joined = _joined_to(reading, verb)
    return subject_speaker(scene, reading, joined) if joined is not None else None


def _joined_to(reading: Reading, verb: VerbGroup) -> VerbGroup | None:
    """Of "Elle a dit A et réclamé B": the verb that has the subject of both."""
    if not verb.start or reading.words[verb.start - 1].tag is not Tag.CONJUNCTION:
        return None
    alike = [
        v for v in reading.verbs if v.end <= verb.start and (v.tense, v.is_compound) == (verb.tense, verb.is_compound)
    ]
    return alike[-1] if alike else None


def _main_verb(reading: Reading, verb: VerbGroup) -> VerbGroup:
    """Whose subject is the verb's too: of "a, dans son discours, critiqué" the auxiliary, of "a-t-il dit, invitant"
    the inverted verb."""
    earlier = [v for v in reading.verbs if v.end <= verb.start and v.is_finite]
    if not earlier:
        return verb
    last = earlier[-1]
    if verb.tense == "K" and last.lemma == "avoir" and not last.is_compound and verb.start - last.end <= _APART:
        return last
    return last if verb.tense == "G" and last.inverted in ("il", "elle") else verb


def told_by(reading: Reading, verb: VerbGroup) -> VerbGroup:
    """Of "fait remarquer", "s'est borné à répondre": the infinitive, if it says something; else the verb itself."""
    after = next((v for v in reading.verbs if v.start >= verb.end), None)
    if after is None or after.tense != "W" or not speaks(after) or verb.inverted:
        return verb
    between = reading.words[verb.end : after.start]
    return after if len(between) <= 2 and all(w.prep in ("à", "de") or w.low == "même" for w in between) else verb


def _of_narrative_infinitive(scene: Scene, reading: Reading, verb: VerbGroup) -> Speaker | None:
    """ "Et X de conclure :" """
    words = reading.words
    if verb.tense != "W" or verb.start < 2 or words[verb.start - 1].low not in ("de", "d'"):
        return None
    if any(v.is_finite and v.end <= verb.start for v in reading.verbs):
        return None
    group = next((g for g in reading.groups if g.end == verb.start - 1 and g.prep == "" and g.acts), None)
    return of_group(scene, reading, group, 0.9) if group is not None else None


def _source_before(scene: Scene, reading: Reading, verb: VerbGroup) -> Speaker | None:
    """A source's noun phrase that ends right before the verb and holds no actor."""
    words = reading.words
    end = verb.start
    while end > 0 and words[end - 1].tag is Tag.ADVERB:
        end -= 1
    start = end
    while start > 0 and (words[start - 1].tag in _PHRASE or words[start - 1].low == "-") and not words[start - 1].named:
        start -= 1
    start = next((i for i in range(start, end) if _opens_subject(words, i)), end)
    heads = sorted(_first_run(words, start)) if start < end else []
    if not any(is_source(h) or fits_anybody(h) for h in heads):
        return None
    if any(g.start < end and start < g.end for g in reading.groups):
        return None
    return source_at(scene, reading, start)


def _antecedent_source(scene: Scene, reading: Reading, verb: VerbGroup) -> Speaker | None:
    """ "un militant opposé à la loi, qui a crié": the words before "qui"."""
    words, i = reading.words, verb.start - 1
    if i < 2 or words[i].low != "qui":
        return None
    start = i
    while start > 0 and words[start - 1].tag in (*_PHRASE, Tag.VERB, Tag.ADVERB) and i - start < _ASIDE:
        start -= 1
    start = next((k for k in range(start, i) if words[k].tag is Tag.DETERMINER), i)
    if start == i or any(g.start < i and start < g.end for g in reading.groups):
        return None
    return source_at(scene, reading, start)


def _opens_subject(words: list[Word], i: int) -> bool:
    """A determiner that no preposition governs."""
    opens = words[i].tag is Tag.DETERMINER and words[i].low != "de"
    return opens and not (i and (words[i - 1].prep or words[i - 1].tag is Tag.DETERMINER))


def according_to(scene: Scene, reading: Reading, first: int, before: int) -> tuple[int, Speaker] | None:
    """ "selon X", "d'après une source", "pour X," among the tokens from `first` up to `before`, the last one; with its
    place."""
    words = reading.words
    for i in range(min(before, len(words)) - 1, first - 1, -1):
        word = words[i]
        if not word.is_prep_start or word.prep not in ("selon", "pour"):
            continue
        if word.prep == "pour" and not (i == 0 or words[i - 1].low == ","):
            continue
        if (found := _source_of(scene, reading, i)) is not None:
            return i, found
    return None


def _source_of(scene: Scene, reading: Reading, i: int) -> Speaker | None:
    """Whom the preposition at token `i` governs."""
    words, prep = reading.words, reading.words[i].prep
    j = i + 1
    while j < len(words) and words[j].prep == prep and not words[j].is_prep_start:
        j += 1
    if j < len(words) and words[j].low in ("lui", "elle"):
        return scene.pronoun(words[j].low, scene.index_of(reading), words[i].start) or NOBODY
    group = next((g for g in reading.groups if g.members[0].prep_start == i and g.prep == prep), None)
    if group is None and j < len(words) and words[j].low == "qui":
        group = next((g for g in reading.groups if g.end in (i, i - 1)), None)
        return of_group(scene, reading, group, 0.85) if group is not None else None
    if group is None and prep == "selon":  # selon les mots de X
        group = next((g for g in reading.groups if i < g.start <= i + 5 and g.prep == "de"), None)
        if group is None:
            return source_at(scene, reading, j)
    if group is None and j < len(words) and words[j].tag is Tag.DETERMINER:
        return source_at(scene, reading, j) if _is_definite(words, j) else None
    if group is None or (prep == "pour" and not _comma_follows(reading, group)):
        return None
    return of_group(scene, reading, group, 0.9)


def _comma_follows(reading: Reading, group: Group) -> bool:
    return group.end < len(reading.words) and reading.words[group.end].low == ","


def speaks(verb: VerbGroup, kind: str = "said") -> bool:
    return not verb.is_passive and says(verb.name, kind)
