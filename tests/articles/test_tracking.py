from __future__ import annotations

from html import unescape
from itertools import pairwise

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.displaying import ANYBODY, INSIDER
from articles.models import Article
from articles.tracking import tracked
from tests.articles.rows import article_naming, country_row, hide, quote_row, source_row, statement_row
from tests.rows import actor_row, mention_row

pytestmark = pytest.mark.django_db


def test_a_name_says_what_found_it_and_how_sure_that_is() -> None:
    article = article_naming(actor_row("Anne Lenoir"))
    article.mentions.update(method="rule", form="family", certainty=0.9)
    (one,) = tracked(article, INSIDER).mentions
    assert (str(one.method), str(one.form), one.certainty) == ("règle", "nom de famille", 90)


def test_a_rejected_name_is_listed_as_rejected_and_leads_nowhere() -> None:
    article = article_naming(actor_row("Anne Lenoir"))
    article.mentions.update(status="rejected", is_decided=True)
    (one,) = tracked(article, INSIDER).mentions
    assert (one.is_rejected, one.anchor) == (True, "")


def test_a_hidden_actor_is_not_listed() -> None:
    weekday = actor_row("Lundi")
    article = article_naming(weekday)
    hide(weekday)
    assert tracked(article, INSIDER).mentions == ()


def test_what_the_outlet_reserves_has_no_words_and_no_place() -> None:
    article = article_naming(actor_row("Anne Lenoir"), source=source_row("Agence", "link"))
    shown = tracked(article, ANYBODY)
    assert [(one.words, one.place) for one in shown.mentions] == [("", None)]


def test_statements_tell_their_rule_and_certainty(client: Client) -> None:
    japan, russia = country_row("Japon", "JP"), country_row("Russie", "RU")
    article = article_naming(japan, russia, words="Le Japon accuse la Russie.", date_rule="label", published="2013")
    statement_row(article, "ACCUSE", japan, russia, "Le Japon accuse la Russie.", rule="verb accuser", certainty=0.75)
    page = unescape(client.get(f"{article.get_absolute_url()}provenance/").content.decode())
    assert "verbe «\u00a0accuser\u00a0», certitude 75\u00a0%" in page
    assert "date annoncée comme telle" in page


def test_a_doubtful_statement_says_so_until_a_person_confirms_it(client: Client) -> None:
    japan, russia = country_row("Japon", "JP"), country_row("Russie", "RU")
    article = article_naming(japan, russia, words="Le Japon accuse la Russie.")
    evidence = statement_row(article, "ACCUSE", japan, russia, "Le Japon accuse la Russie.", certainty=0.5)
    assert "douteux" in client.get(article.get_absolute_url()).content.decode()
    type(evidence).objects.update(status="accepted")
    assert "douteux" not in client.get(article.get_absolute_url()).content.decode()


def test_the_page_of_an_empty_text_says_so(client: Client) -> None:
    page = client.get(f"{article_naming().get_absolute_url()}provenance/").content.decode()
    assert "aucun énoncé" in page
    assert "aucune citation" in page


def test_the_queries_do_not_grow_with_the_text(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    def full(number: int) -> Article:
        actors = [actor_row(f"Personne {number} {place}") for place in range(number)]
        article = article_naming(*actors, words="Ils parlent.")
        for one, other in pairwise(actors):
            statement_row(article, "CONSULT", one, other, "Ils parlent.", said_by_actor=one)
            quote_row(article, one, "parlent").about.add(other)
        mention_row(article, actors[0].name, actors[1])
        return article

    small, large = full(3), full(40)
    with django_assert_num_queries(6) as few:
        tracked(small, INSIDER)
    with django_assert_num_queries(len(few)):
        tracked(large, INSIDER)
