from __future__ import annotations

import pytest

from articles.displaying import ANYBODY, INSIDER
from articles.models import Article
from articles.partners import STATEMENTS_A_PAGE, asked_of, narrowed, partner_rows
from entities.models import Actor
from tests.articles.rows import article_naming, country_row, hide, merge, source_row, statement_row
from tests.rows import actor_row

pytestmark = pytest.mark.django_db

SENTENCE = "Le Japon accuse la Russie."


def told() -> tuple[Article, Actor, Actor]:
    japan, russia = country_row("Japon", "JP"), country_row("Russie", "RU")
    article = article_naming(japan, russia, words=SENTENCE)
    statement_row(article, "ACCUSE", japan, russia, SENTENCE)
    return article, japan, russia


def tally(actor: Actor) -> list[tuple[Actor, list[tuple[str, int]]]]:
    rows = partner_rows(asked_of(actor, {}))
    return [(row.partner, [(one.type, one.count) for one in row.types]) for row in (*rows.first, *rows.rest)]


def test_partners_are_counted_by_type_from_either_end() -> None:
    article, japan, russia = told()
    statement_row(article, "CONSULT", russia, japan, SENTENCE)
    assert tally(japan) == [(russia, [("ACCUSE", 1), ("CONSULT", 1)])]
    assert tally(russia) == [(japan, [("ACCUSE", 1), ("CONSULT", 1)])]


def test_the_count_of_a_type_is_what_its_link_shows() -> None:
    article, japan, russia = told()
    statement_row(article, "ACCUSE", russia, japan, SENTENCE)
    statement_row(article, "CONSULT", russia, japan, SENTENCE)
    (row,) = partner_rows(asked_of(japan, {})).first
    for one in row.types:
        shown = narrowed(asked_of(japan, {"with": "russie", "type": one.type}), INSIDER)
        assert shown
        assert shown.page.paginator.count == one.count
    whole = narrowed(asked_of(japan, {"with": "russie"}), INSIDER)
    assert whole
    assert whole.page.paginator.count == row.count


def test_a_merged_partner_counts_with_the_canonical_one() -> None:
    article, japan, _russia = told()
    lavrov, twin = actor_row("Sergueï Lavrov"), actor_row("Sergei Lavrov")
    statement_row(article, "ACCUSE", twin, japan, SENTENCE)
    merge(twin, into=lavrov)
    assert (lavrov, [("ACCUSE", 1)]) in tally(japan)


def test_rejected_statements_and_those_with_somebody_hidden_count_nowhere() -> None:
    article, japan, _russia = told()
    weekday = actor_row("Lundi")
    statement_row(article, "ACCUSE", japan, weekday, SENTENCE)
    hide(weekday)
    article.evidence.filter(participants__actor__name="Russie").update(status="rejected")
    assert tally(japan) == []


@pytest.mark.parametrize(
    "given",
    [{"with": "personne"}, {"with": "japon"}, {"with": "a\0b"}, {"type": "DANCE"}, {"page": "x"}, {}],
)
def test_what_makes_no_sense_narrows_nothing(given: dict[str, str]) -> None:
    _article, japan, _russia = told()
    assert narrowed(asked_of(japan, given), INSIDER) is None


def test_many_statements_come_in_pages() -> None:
    article, japan, russia = told()
    for _ in range(STATEMENTS_A_PAGE):
        statement_row(article, "ACCUSE", japan, russia, SENTENCE)
    first = narrowed(asked_of(japan, {"with": "russie"}), INSIDER)
    assert first
    assert (first.previous, first.next) == ("", "?with=russie&page=2#statements")
    second = narrowed(asked_of(japan, {"with": "russie", "page": "2"}), INSIDER)
    assert second
    assert sum(one.size for one in second.sentences) == 1


def test_the_partner_asked_for_is_always_listed() -> None:
    article, japan, russia = told()
    for number in range(12):
        other = actor_row(f"Autre {number}")
        for _ in range(2):
            statement_row(article, "ACCUSE", japan, other, SENTENCE)
    rows = partner_rows(asked_of(japan, {"with": "russie"}))
    assert [(row.partner, row.is_chosen) for row in rows.first][:1] == [(russia, True)]


def test_a_sentence_that_its_outlet_reserves_is_counted_and_not_quoted() -> None:
    article, japan, _russia = told()
    Article.objects.filter(pk=article.pk).update(source=source_row("Agence", "link"))
    shown = narrowed(asked_of(japan, {"with": "russie"}), ANYBODY)
    assert shown
    assert [one.html for one in shown.sentences] == [""]
