from django.utils.translation import override

from articles.vocabulary import (
    FORMS,
    MODES,
    TYPES,
    Tone,
    form_words,
    indirect_words,
    is_reciprocal,
    mode_words,
    reason_words,
    relation_words,
)  # fmt: skip
from entities.known import Form
from entities.nlp.found import Mode, RelationType


def test_every_type_and_mode_that_extraction_knows_has_words() -> None:
    assert set(TYPES) == {type_.value for type_ in RelationType}
    assert set(MODES) == {mode.value for mode in Mode}


def test_the_tone_of_a_type_goes_with_its_score() -> None:
    for words in TYPES.values():
        if words.score is not None:
            expected = Tone.COOPERATION if words.score > 0 else Tone.CONFLICT if words.score < 0 else Tone.NEUTRAL
            assert words.tone == expected


def test_an_unknown_type_shows_its_own_name() -> None:
    assert relation_words("NEW").label == "NEW"
    assert mode_words("new") == "new"


def test_a_meeting_is_mutual_and_an_accusation_is_not() -> None:
    assert is_reciprocal("CONSULT")
    assert not is_reciprocal("ACCUSE")


def test_every_form_of_a_mention_has_words() -> None:
    assert set(FORMS) == {form.value for form in Form}
    assert form_words("new") == "new"


def test_a_state_named_through_its_leaders_and_a_title_alone_say_so_in_both_languages() -> None:
    with override("fr"):
        assert [str(indirect_words(form)) for form in ("office", "role", "name")] == [
            "à travers ses dirigeants", "par sa fonction", "",
        ]  # fmt: skip
    with override("en"):
        assert [str(indirect_words(form)) for form in ("office", "role")] == ["through those who lead it", "by title"]


def test_why_a_line_was_set_aside_is_told_in_the_readers_language() -> None:
    with override("fr"):
        assert reason_words("share line") == "boutons de partage"
        assert reason_words("repeats line 12") == "répète la ligne 12"
    assert reason_words("something new") == "something new"
