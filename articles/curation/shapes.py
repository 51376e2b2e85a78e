"""Whether a decision that comes from a file has all that is read of it, so that no later replay stumbles over it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from articles.curation.correcting import is_date
from articles.curation.fields import VALUES
from articles.curation.keys import CONTRADICTION, KINDS, MENTION, QUOTE, STATEMENT
from articles.curation.resting import RESTS_ON
from articles.models import Participant, Place
from articles.reading import LONGEST
from entities.folding import fold
from entities.models import Actor, Alias, Decision
from entities.nlp.found import Mode, RelationType
from entities.terms import BEFORE

Test: TypeAlias = Callable[[Any], bool]
Shape: TypeAlias = Mapping[str, Test]
Action = Decision.Action

_NAME = 200  # characters that the database holds


def is_whole(action: str, subject: Mapping[str, Any], values: Mapping[str, Any]) -> bool:
    """No undoing ever goes out, and none is taken."""
    if "actor" in subject:
        return _is({"actor": _is_key}, subject) and action in _OF_ACTOR and _fits(_OF_ACTOR[action], values)
    if "everywhere" in subject:
        wanted = values.get("actor") is None if action == Action.REJECT else action == Action.RELINK
        return wanted and _is(_RULE, subject) and _fits(_RULED, values)
    if "dyad" in subject:
        is_event = action in {Action.SPLIT, Action.JOIN} and _is({"dyad": _is_text, "type": _is_text}, subject)
        return is_event and isinstance(values.get("statement"), Mapping)
    return _is_text(subject.get("article")) and _is_of_article(action, subject, values)


def _is_of_article(action: str, subject: Mapping[str, Any], values: Mapping[str, Any]) -> bool:
    if "field" in subject:
        field = subject["field"]
        is_known = isinstance(field, str) and field in VALUES and subject.keys() == {"article", "field"}
        if not is_known or action != _FIELD_ACTIONS[field]:
            return False
        return _fits({VALUES[field]: _FIELDS[field]}, values) and (action != Action.TEXT or _fits(_FORMER, values))
    kinds = [kind for kind in KINDS if kind in subject]
    if len(kinds) != 1 or action not in _PLACED[kinds[0]]:
        return False
    if kinds == [MENTION] and subject.keys() == {"article", MENTION}:
        return _is_text(subject[MENTION]) and action in {Action.REJECT, Action.RELINK} and _fits(_MENTION, values)
    place = {"article": _is_text, "sentence": _is_text, "place": _is_text, "nth": _is_count, kinds[0]: _is_text}
    return _is(place, subject) and _fits(_CLAIMS[kinds[0]], values) and _rests(values.get(RESTS_ON, []))


def _is(shape: Shape, subject: Mapping[str, Any]) -> bool:
    """A subject has nothing beside: what else it had would make it another."""
    return subject.keys() == shape.keys() and _fits(shape, subject)


def _fits(shape: Shape, values: Any) -> bool:
    return isinstance(values, Mapping) and all(name in values and test(values[name]) for name, test in shape.items())


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and "\0" not in value


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**6


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_key(value: Any) -> bool:
    return _is_text(value) and 0 < len(value) <= _NAME


def _is_name(value: Any) -> bool:
    return _is_key(value) and bool(fold(value))


def _up_to(longest: int) -> Test:
    return lambda value: _is_text(value) and len(value) <= longest


def _one_of(values: Any) -> Test:
    known = frozenset(values)
    return lambda value: isinstance(value, str) and value in known


def _or_none(test: Test) -> Test:
    return lambda value: value is None or test(value)


def _all(test: Test) -> Test:
    return lambda value: isinstance(value, list) and all(map(test, value))


def _is_partial(value: Any) -> bool:
    return value == "" or (_is_text(value) and is_date(value))


def _is_part(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and _is_key(value[0]) and value[1] in Participant.Part.values


def _is_stated(value: Any) -> bool:
    return _fits(_STATED, value)


def _is_told(value: Any) -> bool:
    return _fits(_TOLD, value) and _fits(_TOLD_SINCE, {"addressee": None, "addressee_text": ""} | value)


def _is_term(value: Any) -> bool:
    return _fits(_TERM, value)


def _rests(value: Any) -> bool:
    return _all(lambda one: _fits(_REST, one))(value)


_STATED: Shape = {
    "type": _one_of(one.value for one in RelationType), "mode": _one_of(one.value for one in Mode),
    "said_by": _or_none(_is_key), "parts": _all(_is_part),
}  # fmt: skip
_TOLD: Shape = {"speaker": _or_none(_is_key), "speaker_text": _up_to(300), "about": _all(_is_key)}
_TOLD_SINCE: Shape = {"addressee": _or_none(_is_key), "addressee_text": _up_to(300)}  # older decisions lack them
_TERM: Shape = {
    "office": _up_to(40), "title": _is_name, "country": _up_to(4), "start": _is_partial, "end": _is_partial,
    "source": _is_text,
}  # fmt: skip
_REST: Shape = {
    "machine": _is_key, MENTION: _is_text, "sentence": _is_text, "place": _one_of(Place.values), "nth": _is_count,
}  # fmt: skip
_MENTION: Shape = {"actor": _is_key, "machine": _or_none(_is_key)}
_CLAIMS: Mapping[str, Shape] = {
    MENTION: _MENTION,
    STATEMENT: {
        "machine": _is_stated, "shown": _is_stated, "pins_parts": _is_flag, "is_added": _is_flag, "sentence": _is_text,
    },
    QUOTE: {
        "machine": _is_told, "shown": _is_told, "pins_speaker": _is_flag, "text": _is_text, "is_direct": _is_flag,
    },
    CONTRADICTION: {"machine": _all(_is_text)},
}  # fmt: skip
_PLACED: Mapping[str, set[str]] = {
    MENTION: {Action.ACCEPT, Action.REJECT, Action.RELINK, Action.ADD},
    STATEMENT: {Action.ACCEPT, Action.REJECT, Action.RECODE, Action.ADD},
    QUOTE: {Action.ACCEPT, Action.REJECT, Action.SPEAKER},
    CONTRADICTION: {Action.ACCEPT, Action.REJECT},
}
_FIELD_ACTIONS = {
    "title": Action.TEXT, "body": Action.TEXT, "published": Action.DATE, "source": Action.ATTRIBUTE,
}  # fmt: skip
_FIELDS: Shape = {
    "title": lambda value: _up_to(LONGEST)(value) and bool(value.strip()), "body": _up_to(LONGEST),
    "published": _is_partial, "source": _or_none(_is_text),
}  # fmt: skip
_FORMER: Shape = {"from": _up_to(LONGEST)}  # the text on which decisions were taken
_RULE: Shape = {
    "everywhere": _is_name, "machine": _or_none(_is_key), "kind": _one_of(["", *Actor.Kind.values]),
    "since": _is_partial, "until": _is_partial,
}  # fmt: skip
_RULED: Shape = {"actor": _or_none(_is_key), "machine": _or_none(_is_key)}
_TERM_DECIDED: Shape = {**_TERM, BEFORE: _or_none(_is_term)}
_OF_ACTOR: Mapping[str, Shape] = {
    Action.CREATE: {
        "name": _is_name, "kind": _one_of(Actor.Kind.values), "country": _up_to(4), "family_name": _up_to(100),
    },
    Action.RENAME: {"name": _is_name, "from": _is_name},
    Action.RETYPE: {"kind": _one_of(Actor.Kind.values)},
    Action.ALIAS: {"text": _is_name, "form": _one_of(Alias.Form.values)},
    Action.SUPPRESS: {"text": _is_name}, Action.RESTORE_ALIAS: {"text": _is_name},
    Action.MERGE: {"target": _is_key}, Action.UNMERGE: {}, Action.APART: {"text": _is_key},
    Action.APPOINT: _TERM_DECIDED, Action.DISMISS: _TERM_DECIDED, Action.HIDE: {}, Action.RESTORE: {},
}  # fmt: skip
