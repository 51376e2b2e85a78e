"""Titles beside names, by words alone."""

from entities.nlp.names.roles import Role, role_of
from entities.nlp.words import split_words

_SENTENCE = "Le ministre, Jean Petit, a parlé. Marie Grand, présidente, a écouté sans rien dire d'autre. "


def _title(first: int) -> Role:
    return Role(first, first, "", frozenset(), frozenset())


def test_a_title_belongs_to_the_name_after_it_or_set_off_before_it() -> None:
    text = _SENTENCE
    words = split_words(text)
    minister, president = _title(1), _title(8)
    assert role_of([minister, president], words, text, 2, 3) is minister
    assert role_of([minister, president], words, text, 6, 7) is president


def test_a_title_of_another_sentence_is_nobodys() -> None:
    text = "Le ministre a parlé. Jean Petit a écouté. Une présidente vient."
    words = split_words(text)
    assert role_of([_title(1), _title(9)], words, text, 4, 5) is None


def test_each_name_of_a_long_text_finds_its_own_title() -> None:
    times, text = 50, _SENTENCE * 50
    words = split_words(text)
    length = len(words) // times
    titles = [_title(n * length + place) for n in range(times) for place in (1, 8)]
    found = [
        role_of(titles, words, text, n * length + first, n * length + last)
        for n in range(times)
        for first, last in ((2, 3), (6, 7))
    ]
    assert found == titles
