from __future__ import annotations

import pytest

from articles.displaying import ANYBODY, INSIDER
from articles.titling import found_titles, title_beside
from tests.articles.rows import article_naming, country_row, source_row
from tests.rows import actor_row, mention_row

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Hier, le ministre norvégien des Affaires étrangères NOM a parlé.",
            "ministre norvégien des Affaires étrangères",
        ),
        ("Le président finlandais NOM est arrivé.", "président finlandais"),
        ("Le secrétaire général de l’OTAN, NOM, est arrivé.", "secrétaire général de l’OTAN"),
        ("NOM, ministre suédois de la Défense, est arrivé.", "ministre suédois de la Défense"),
        ("NOM, le Premier ministre, est arrivé.", "Premier ministre"),
        ("Le président a rencontré NOM.", ""),
        ("Le vice-ministre est parti. NOM reste.", ""),
        ("NOM et le ministre sont arrivés.", ""),
        ("NOM, qui voit le président, est arrivé.", ""),
    ],
)
def test_a_title_stands_right_before_the_name_or_after_it_between_commas(text: str, title: str) -> None:
    start = text.index("NOM")
    assert title_beside(text, start, start + 3) == title


def test_titles_are_counted_by_article_with_a_place_where_they_stand() -> None:
    envoy = actor_row("Anne Lenoir")
    for words in ("La ministre Anne Lenoir parle. La ministre Anne Lenoir sort.", "La ministre Anne Lenoir parle."):
        article = article_naming(words=words)
        mention_row(article, "Anne Lenoir", envoy)
        if "sort" in words:
            mention_row(article, "Anne Lenoir", envoy, after="parle")
    (one,) = found_titles(envoy, INSIDER).first
    assert (one.words, one.articles, one.example) == ("ministre", 2, article)


def test_a_title_that_the_outlet_reserves_is_not_told() -> None:
    envoy = actor_row("Anne Lenoir")
    article = article_naming(words="La ministre Anne Lenoir parle.", source=source_row("Agence", "link"))
    mention_row(article, "Anne Lenoir", envoy)
    assert found_titles(envoy, ANYBODY).first == ()


def test_a_state_has_no_titles() -> None:
    japan = country_row("Japon", "JP")
    article_naming(japan)
    assert found_titles(japan, INSIDER).first == ()
