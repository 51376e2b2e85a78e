"""What the page of an article notes beside its text."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client

from articles.displaying import ANYBODY, INSIDER
from articles.models import Article, Contradiction
from articles.noting import noted
from entities.models import Actor
from tests.articles.rows import article_naming, country_row, hide, source_row, told_row
from tests.rows import actor_row, article_row

pytestmark = pytest.mark.django_db
FRENCH = {"HTTP_ACCEPT_LANGUAGE": "fr"}


def page(client: Client, article: Article) -> str:
    return unescape(client.get(article.get_absolute_url(), **FRENCH).content.decode())  # type: ignore[arg-type]


@pytest.fixture
def lenoir() -> Actor:
    return actor_row("Jeanne Lenoir")


@pytest.fixture
def leblanc() -> Actor:
    return actor_row("Paul Leblanc")


def disputed(article: Article, actor: Actor, holder: Actor, **values: object) -> Contradiction:
    given = {"place": "body", "start": 0, "end": 12, "text": "la présidente belge", "sentence": "La présidente."}
    return Contradiction.objects.create(
        article=article, actor=actor, holder=holder, office="président", country="BE", **given | values
    )


def test_dates_told_are_listed_once_from_the_earliest_on(client: Client) -> None:
    article = article_naming(country_row("Japon", "JP"))
    for value in ("2013-11-02", "1855", "2013-11-02"):
        told_row(article, value)
    assert [one.words for one in noted(article, ANYBODY).dates] == ["1855", "2\u00a0novembre\u00a02013"]
    shown = page(client, article)
    assert "Dates citées" in shown
    assert "/articles/?told=1855" in shown


def test_a_contradiction_says_what_the_text_and_what_the_file_says(
    client: Client, lenoir: Actor, leblanc: Actor
) -> None:
    article = article_row("Titre", "La présidente belge Jeanne Lenoir.", source=source_row("Journal"))
    disputed(article, lenoir, leblanc)
    shown = page(client, article)
    assert "la présidente belge" in shown
    assert "le fichier d’autorité dit" in shown
    assert "Paul Leblanc</a>, président (Belgique)" in shown


def test_a_contradiction_in_a_reserved_part_is_not_shown_to_anybody(lenoir: Actor, leblanc: Actor) -> None:
    article = article_row("Titre", "mot " * 500, source=source_row("Journal", display="extract"))
    disputed(article, lenoir, leblanc, start=1500, end=1510)
    disputed(article, lenoir, leblanc, place="caption", caption=0)
    assert noted(article, ANYBODY).contradictions == ()
    assert len(noted(article, INSIDER).contradictions) == 2


def test_a_contradiction_about_a_hidden_actor_is_not_shown(lenoir: Actor, leblanc: Actor) -> None:
    article = article_row("Titre", "La présidente belge Jeanne Lenoir.", source=source_row("Journal"))
    disputed(article, lenoir, leblanc)
    hide(lenoir)
    assert noted(article, INSIDER).contradictions == ()


def test_each_copy_lists_the_others_the_oldest_first() -> None:
    first, second, third = (article_row(f"Titre {n}", "Le même texte.", published=f"20{n}", published_on=f"20{n}-01-01")
                            for n in (10, 11, 12))  # fmt: skip
    Article.objects.filter(pk=second.pk).update(copy_of=first, similarity=1)
    Article.objects.filter(pk=third.pk).update(copy_of=first, similarity=0.925)
    second.refresh_from_db()
    assert [(one.article, one.likeness, one.is_oldest) for one in noted(first, ANYBODY).copies] == [
        (second, "même texte", False),
        (third, "92\u00a0% en commun", False),
    ]
    assert [(one.article, one.likeness, one.is_oldest) for one in noted(second, ANYBODY).copies] == [
        (first, "même texte", True),
        (third, "", False),
    ]


def test_an_article_without_anything_to_note_shows_nothing_of_it(client: Client) -> None:
    shown = page(client, article_naming(country_row("Japon", "JP")))
    for word in ("Dates citées", "Contradictions", "quasi-copies", "média d’État", "agence"):
        assert word not in shown


def test_state_media_and_the_agency_are_told_in_words(client: Client) -> None:
    outlet = source_row("Radio", is_state=True)
    article = article_naming(country_row("Japon", "JP"), source=outlet, agency="AFP")
    for shown in (page(client, article), unescape(client.get("/articles/", **FRENCH).content.decode())):  # type: ignore[arg-type]
        assert "média d’État" in shown
        assert "agence\u00a0: AFP" in shown


def test_a_contradiction_leads_to_its_paragraph_and_one_of_a_caption_to_none(lenoir: Actor, leblanc: Actor) -> None:
    article = article_naming(
        lenoir, words="Un.\n\nLa ministre Anne Lenoir parle.", captions=["La ministre Anne Lenoir"]
    )
    at = article.body.index("La ministre")
    disputed(article, lenoir, leblanc, place="body", start=at, end=at + 11)
    disputed(article, lenoir, leblanc, place="caption", caption=0, start=0, end=11)
    assert sorted(one.anchor for one in noted(article, INSIDER).contradictions) == ["", "p2"]
