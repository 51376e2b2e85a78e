from __future__ import annotations

import pytest
from django.utils.html import strip_tags
from pytest_django import DjangoAssertNumQueries

from articles.displaying import ANYBODY, INSIDER
from articles.profiling import STATEMENTS_READ, profile
from entities.models import Alias, Tenure
from tests.articles.rows import article_naming, country_row, hide, merge, quote_row, source_row, statement_row
from tests.rows import actor_row

pytestmark = pytest.mark.django_db


def test_articles_are_those_of_the_actor_and_of_whoever_was_merged_into_it() -> None:
    lavrov, twin = actor_row("Sergueï Lavrov"), actor_row("Sergei Lavrov")
    article_naming(lavrov, published="2013")
    article_naming(twin, published="2014")
    merge(twin, into=lavrov)
    shown = profile(lavrov, INSIDER)
    assert shown.article_count == 2
    assert shown.years
    assert [(bar.year, bar.count) for bar in shown.years.bars] == [(2013, 1), (2014, 1)]


def test_the_newest_articles_leave_copies_out_and_the_count_keeps_them() -> None:
    lavrov = actor_row("Sergueï Lavrov")
    dispatch, copy = article_naming(lavrov), article_naming(lavrov)
    type(copy).objects.filter(pk=copy.pk).update(copy_of=dispatch)
    shown = profile(lavrov, INSIDER)
    assert ([hit.article for hit in shown.newest], shown.article_count) == ([dispatch], 2)


def test_a_bar_leads_to_the_articles_of_its_year() -> None:
    lavrov = actor_row("Sergueï Lavrov")
    article_naming(lavrov, published="2013")
    years = profile(lavrov, INSIDER).years
    assert years
    assert str(years.bars[0].address) == "/articles/?person=serguei-lavrov&year=2013"


def test_names_come_by_form_without_the_displayed_and_the_suppressed() -> None:
    russia = country_row("Russie", "RU", aliases=("Moscou", "Kremlin"))
    Alias.objects.filter(text="Moscou").update(form="capital")
    Alias.objects.filter(text="Kremlin").update(is_suppressed=True)
    assert [(forms.label, forms.names.first) for forms in profile(russia, INSIDER).names] == [("capitale", ("Moscou",))]


def test_the_names_of_a_merged_actor_are_names_of_the_canonical_one() -> None:
    lavrov, twin = actor_row("Sergueï Lavrov"), actor_row("Sergei Lavrov")
    merge(twin, into=lavrov)
    assert [forms.names.first for forms in profile(lavrov, INSIDER).names] == [("Sergei Lavrov",)]


def test_many_names_of_one_form_are_kept_folded() -> None:
    lavrov = actor_row("Sergueï Lavrov", aliases=tuple(f"Lavrov {letter}" for letter in "abcdefgh"))
    (forms,) = profile(lavrov, INSIDER).names
    assert (len(forms.names.first), forms.names.rest_count) == (5, 3)


def test_a_sentence_of_which_more_is_unread_is_left_out() -> None:
    japan, russia = country_row("Japon", "JP"), country_row("Russie", "RU")
    article = article_naming(japan, words="Il accuse. Il proteste.")
    statement_row(article, "ACCUSE", japan, russia, "Il accuse.")
    for _ in range(STATEMENTS_READ):
        statement_row(article, "PROTEST", japan, russia, "Il proteste.")
    made = profile(japan, INSIDER).made
    assert [strip_tags(sentence.html) for sentence in made.sentences.first] == ["Il accuse."]
    assert (made.sentences.count, made.total) == (1, STATEMENTS_READ + 1)


def test_offices_come_in_the_order_of_time() -> None:
    lavrov = actor_row("Sergueï Lavrov")
    for title, start, end in (("ministre", "2004-03-09", ""), ("ambassadeur", "1994", "2004"), ("attaché", "", "1980")):
        Tenure.objects.create(actor=lavrov, title=title, country="RU", start=start, end=end)
    assert [tenure.title for tenure in profile(lavrov, INSIDER).tenures] == ["attaché", "ambassadeur", "ministre"]


def test_companions_are_counted_by_shared_articles() -> None:
    japan, russia, china = (
        country_row(name, code) for name, code in (("Japon", "JP"), ("Russie", "RU"), ("Chine", "CN"))
    )
    article_naming(japan, russia)
    article_naming(japan, russia, china)
    article_naming(china)
    companions = profile(japan, INSIDER).companions
    assert [(one.actor, one.count) for one in companions] == [(russia, 2), (china, 1)]
    assert str(companions[0].address) == "/articles/?country=JP&country=RU"


def test_statements_are_told_by_side() -> None:
    japan, russia = country_row("Japon", "JP"), country_row("Russie", "RU")
    article = article_naming(japan, russia, words="Le Japon accuse la Russie.")
    statement_row(article, "ACCUSE", japan, russia, "Le Japon accuse la Russie.")
    assert (profile(japan, INSIDER).made.total, profile(japan, INSIDER).received.total) == (1, 0)
    assert (profile(russia, INSIDER).made.total, profile(russia, INSIDER).received.total) == (0, 1)


def test_a_meeting_is_mutual_whichever_end_is_written_first() -> None:
    japan, russia = country_row("Japon", "JP"), country_row("Russie", "RU")
    article = article_naming(japan, russia, words="Le Japon rencontre la Russie.")
    statement_row(article, "CONSULT", japan, russia, "Le Japon rencontre la Russie.")
    for actor in (japan, russia):
        shown = profile(actor, INSIDER)
        assert (shown.made.total, shown.received.total, shown.mutual.total) == (0, 0, 1)


def test_a_statement_of_many_is_shared_by_each() -> None:
    japan, russia = country_row("Japon", "JP"), country_row("Russie", "RU")
    article = article_naming(japan, russia, words="Tous condamnent.")
    statement_row(article, "ACCUSE", japan, russia, "Tous condamnent.").participants.update(part="party")
    assert profile(japan, INSIDER).mutual.total == 1


def test_statements_and_quotes_follow_a_merge() -> None:
    lavrov, twin, japan = actor_row("Sergueï Lavrov"), actor_row("Sergei Lavrov"), country_row("Japon", "JP")
    article = article_naming(twin, words="Il accuse le Japon.")
    statement_row(article, "ACCUSE", twin, japan, "Il accuse le Japon.")
    quote_row(article, twin, "accuse")
    merge(twin, into=lavrov)
    shown = profile(lavrov, INSIDER)
    (sentence,) = shown.made.sentences.first
    assert [statement.sources for statement in sentence.statements] == [(lavrov,)]
    assert [quote.speaker for quote in shown.said.quotes.first] == [lavrov]


def test_hidden_companions_and_their_statements_are_not_shown() -> None:
    japan, weekday = country_row("Japon", "JP"), actor_row("Lundi")
    article = article_naming(japan, weekday, words="Le Japon accuse.")
    statement_row(article, "ACCUSE", japan, weekday, "Le Japon accuse.")
    hide(weekday)
    shown = profile(japan, INSIDER)
    assert (shown.companions, shown.made.total) == ((), 0)


def test_a_sentence_that_its_outlet_reserves_is_not_quoted() -> None:
    japan, russia = country_row("Japon", "JP"), country_row("Russie", "RU")
    article = article_naming(japan, words="Le Japon accuse la Russie.", source=source_row("Agence", "link"))
    statement_row(article, "ACCUSE", japan, russia, "Le Japon accuse la Russie.")
    assert profile(japan, ANYBODY).made.sentences.first[0].html == ""


def test_the_number_of_queries_does_not_grow_with_the_articles(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    japan, russia, agency = country_row("Japon", "JP"), country_row("Russie", "RU"), source_row("Agence")

    def some(number: int) -> None:
        for place in range(number):
            speaker = actor_row(f"Personne {number} {place}")
            article = article_naming(japan, russia, speaker, words="Ils parlent.", source=agency, published="2013")
            statement_row(article, "CONSULT", japan, russia, "Ils parlent.", said_by_actor=speaker)
            quote_row(article, japan, "parlent")

    some(5)
    with django_assert_num_queries(31) as counted:
        profile(japan, INSIDER)
    some(45)
    with django_assert_num_queries(len(counted)):
        profile(japan, INSIDER)
