from __future__ import annotations

import pytest

from articles.facetting.words import Both, Either, Neither, Word, parsed


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("'gaz'", Word("'gaz'")),
        ("'gaz' & 'japon'", Both((Word("'gaz'"), Word("'japon'")))),
        ("'gaz' & ( 'japon' | 'russ' )", Both((Word("'gaz'"), Either((Word("'japon'"), Word("'russ'")))))),
        ("'gaz' & !'japon'", Both((Word("'gaz'"), Neither(Word("'japon'"))))),
        ("!( 'gaz' | 'japon' )", Neither(Either((Word("'gaz'"), Word("'japon'"))))),
        ("'kouril':*", Word("'kouril':*")),
        ("'il' <-> 'kouril' & 'gaz'", Both((Word("'il' <-> 'kouril'"), Word("'gaz'")))),
        ("'il' <2> ( 'kouril' | 'sud' )", Word("'il' <2> ( 'kouril' | 'sud' )")),
        ("'aujourd''hui'", Word("'aujourd''hui'")),
        ("'a&b' | '(c)'", Either((Word("'a&b'"), Word("'(c)'")))),
    ],
)
def test_a_tsquery_is_taken_apart_where_its_words_stand_alone(text: str, query: object) -> None:
    assert parsed(text) == query
