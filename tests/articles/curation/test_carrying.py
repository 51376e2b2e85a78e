import pytest

from articles.curation.carrying import carried
from articles.occurrences import find, places


@pytest.mark.parametrize(
    ("old", "words", "new", "expected"),
    [
        ("Kono voit Abe.", "Abe", "Hier, Kono voit enfin Abe.", "Abe"),
        ("Kono voit Abbe.", "Abbe", "Kono voit Abe.", "Abe"),
        ("Kono voit Abe.", "Abe", "Kono voit.", None),
        ("Abe et Abe", "Abe et Abe", "Abe et encore Abe", "Abe et encore Abe"),
        ("M. Abe part", "M. Abe", "Le ministre M. Abe part", "M. Abe"),
        ("russo-japonais", "russo", "l'axe russo-japonais", "russo"),
    ],
)
def test_a_span_keeps_to_its_words(old, words, new, expected):
    start = old.index(words)
    span = carried(old, new).span(start, start + len(words))
    assert (new[slice(*span)] if span else None) == expected


def test_a_span_inside_a_word_stays_inside_it():
    assert carried("Un nippo japonais", "Un vieux nippo japonais").span(3, 6) == (9, 12)


@pytest.mark.parametrize(
    ("text", "surface", "expected"),
    [
        ("L’Élysée, l'elysee", "l elysee", ["L’Élysée", "l'elysee"]),
        ("Pou\u00adtine et Poutine", "poutine", ["Pou\u00adtine", "Poutine"]),
        ("Cœur de cible", "coeur", ["Cœur"]),
        ("Abe Abe Abe", "abe abe", ["Abe Abe", "Abe Abe"]),
        ("Abes", "abe", []),
    ],
)
def test_folded_words_are_found_as_they_stand(text, surface, expected):
    assert [text[slice(*place)] for place in places(text, surface)] == expected


def test_an_occurrence_is_found_by_its_number_in_its_sentence():
    text = "Abe part. Abe voit Abe. Fin."
    assert find(text, "abe", "abe voit abe", 1) == (19, 22)
