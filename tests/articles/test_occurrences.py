import pytest

from articles.occurrences import Folded

TEXT = "Lavrov reçoit Abe. Abe remercie Lavrov, et Lavrov s’en va. Lavrov reçoit Abe. Labe se tait."


@pytest.mark.parametrize(
    ("start", "surface", "sentence", "nth"),
    [
        (0, "lavrov", "lavrov recoit abe", 0),
        (14, "abe", "lavrov recoit abe", 0),
        (19, "abe", "abe remercie lavrov et lavrov s en va", 0),
        (32, "lavrov", "abe remercie lavrov et lavrov s en va", 0),
        (43, "lavrov", "abe remercie lavrov et lavrov s en va", 1),
        (59, "lavrov", "lavrov recoit abe", 1),
        (73, "abe", "lavrov recoit abe", 1),
    ],
)
def test_an_occurrence_is_counted_in_its_sentence_and_its_copies(start, surface, sentence, nth):
    assert Folded(TEXT).nth(start, surface, sentence) == nth


def test_a_sentence_that_is_not_in_the_text_counts_in_the_whole():
    assert Folded(TEXT).nth(43, "lavrov", "autre découpage") == 2


def test_a_repeated_word_counts_each_time():
    assert Folded("Abe Abe Abe").nth(8, "abe", "abe abe abe") == 2


def test_part_of_a_word_is_no_occurrence():
    assert Folded("Labe voit Abe").nth(10, "abe", "labe voit abe") == 0
