"""Copies and near-copies know the oldest of them, whatever comes, changes or goes."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command

from articles.copying import place, remove
from articles.models import Article
from tests.rows import article_row

AGENCY = (
    "Les ministres des Transports de la Norvège et de l'Islande sont convenus mardi d'ouvrir une ligne de ferries "
    "entre Bergen et Reykjavik, ont annoncé leurs services. La liaison, interrompue depuis vingt ans, reprendra "
    "en juin avec deux navires de cent vingt mètres qui pourront emporter chacun quatre cents passagers et cent "
    "voitures. Elle sera payée pour moitié par chacun des deux pays pendant les cinq premières années, puis par "
    "une compagnie privée que choisira un appel d'offres. « Nos pêcheurs l'attendaient », a dit le ministre "
    "islandais. Les Féroé, où les navires feront escale, ont salué la nouvelle. La traversée durera trente heures "
    "en été, trente-six en hiver."
)
OTHER_PAPER = (
    "Une ligne de bateaux reliera de nouveau Bergen à Reykjavik. Les gouvernements norvégien et islandais l'ont "
    "décidé mardi : deux ferries de quatre cents places partiront dès le mois de juin, avec une escale aux Féroé. "
    "Pendant cinq ans, Oslo et Reykjavik paieront chacun la moitié ; une entreprise prendra la suite. Il faudra "
    "trente heures pour traverser la mer de Norvège, davantage quand viendra l'hiver. Les pêcheurs islandais s'en "
    "réjouissent, selon leur ministre, qui rappelle que la dernière liaison avait été abandonnée il y a vingt ans "
    "faute de voyageurs."
)
pytestmark = pytest.mark.django_db


def stored(title: str, body: str, published: str = "2011-05-04") -> Article:
    article = article_row(title, body, published=published, published_on=published)
    place(article)
    return article


def of(article: Article) -> Article | None:
    article.refresh_from_db()
    return article.copy_of


def test_the_same_text_in_other_bytes_is_a_copy_of_the_oldest() -> None:
    first = stored("Un ferry vers l'Islande", AGENCY)
    second = stored("Bergen retrouve Reykjavik", AGENCY.replace(" ", "\u00a0", 3).upper(), "2011-05-05")
    assert of(second) == first
    assert second.similarity == 1
    assert of(first) is None


def test_an_agency_text_with_another_title_dateline_and_two_words_is_a_near_copy() -> None:
    first = stored("Un ferry vers l'Islande", AGENCY)
    edited = "Oslo, mardi - " + AGENCY.replace("convenus", "tombés d'accord").replace("salué", "applaudi")
    second = stored("Bergen retrouve Reykjavik", edited, "2011-05-05")
    assert of(second) == first
    assert second.similarity is not None
    assert 0.8 <= second.similarity < 1


def test_another_text_on_the_same_event_is_no_copy() -> None:
    stored("Un ferry vers l'Islande", AGENCY)
    assert of(stored("Bergen retrouve Reykjavik", OTHER_PAPER)) is None


def test_both_articles_stay() -> None:
    stored("Un ferry", AGENCY)
    stored("Un navire", AGENCY)
    assert Article.objects.count() == 2


def test_an_older_one_that_comes_later_becomes_the_original() -> None:
    second = stored("Un navire", AGENCY, "2011-05-05")
    third = stored("Un bateau", AGENCY, "2011-05-06")
    first = stored("Un ferry", AGENCY, "2011-05-04")
    assert [of(one) for one in (first, second, third)] == [None, first, first]


def test_when_the_original_is_removed_the_next_oldest_takes_its_place() -> None:
    first, second, third = (stored(f"Un ferry {day}", AGENCY, f"2011-05-0{day}") for day in (4, 5, 6))
    remove(first)
    assert of(second) is None
    assert second.similarity is None
    assert of(third) == second


def test_when_the_original_changes_the_next_oldest_takes_its_place() -> None:
    first, second, third = (stored(f"Un ferry {day}", AGENCY, f"2011-05-0{day}") for day in (4, 5, 6))
    first.body = OTHER_PAPER
    first.save()
    place(first)
    assert [of(one) for one in (first, second, third)] == [None, None, second]


def test_a_copy_that_changes_is_one_no_more() -> None:
    first, second = stored("Un ferry", AGENCY), stored("Un navire", AGENCY, "2011-05-05")
    second.body = OTHER_PAPER
    second.save()
    place(second)
    assert [of(first), of(second)] == [None, None]


def test_placing_twice_changes_nothing() -> None:
    first, second = stored("Un ferry", AGENCY), stored("Un navire", AGENCY, "2011-05-05")
    before = list(Article.objects.order_by("pk").values("bands", "copy_of", "similarity"))
    place(first)
    place(second)
    assert list(Article.objects.order_by("pk").values("bands", "copy_of", "similarity")) == before


def test_undated_copies_are_younger_than_dated_ones() -> None:
    undated = article_row("Un ferry", AGENCY)
    place(undated)
    dated = stored("Un navire", AGENCY)
    assert of(undated) == dated


def test_articles_stored_before_are_found_by_the_command() -> None:
    first = article_row("Un ferry", AGENCY)
    second = article_row("Un navire", AGENCY)
    out = StringIO()
    call_command("find_copies", dry_run=True, stdout=out)
    assert of(second) is None
    call_command("find_copies", stdout=out)
    assert of(second) == first
    assert out.getvalue().splitlines() == ["2 articles, 1 copies of another"] * 2
