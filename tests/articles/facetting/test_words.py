from __future__ import annotations

import pytest
from django.db import connection

from articles.facetting import words
from articles.facetting.reading import read_names, read_segment
from articles.facetting.words import Both, Either, Neither, Word, learn, parsed
from articles.models import Article
from tests.articles.facetting import worlds


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


@pytest.mark.django_db
def test_frequent_words_are_learnt_as_postgresql_finds_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_FEW", 5)
    monkeypatch.setattr(words, "_LEARNT_AT_ONCE", 4)
    worlds.make(worlds.made_by(3), articles=30)
    connection.cursor().execute("ANALYZE articles_article")
    segment = read_segment(read_names())
    learn(segment)
    assert len(segment.words) > 1
    for word, places in segment.words.items():
        found = Article.objects.extra(where=["search @@ %s::tsquery"], params=[word])
        assert set(segment.ids_of(places).tolist()) == set(found.values_list("pk", flat=True)), word
