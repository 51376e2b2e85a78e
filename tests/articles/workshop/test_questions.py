from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.utils.translation import override

from articles import curation
from articles.displaying import INSIDER
from articles.models import Article, Contradiction, Mention
from articles.remarks import choices, remark
from articles.workshop.questions import Kind, Question, question, questions
from articles.workshop.showing import asked
from entities.models import Actor, Tenure
from tests.articles.rows import article_naming, country_row, hide, quote_row, statement_row
from tests.rows import actor_row

pytestmark = pytest.mark.django_db

STATED = "Le Japon reçoit la Russie."


@pytest.fixture
def abe(db: None) -> Actor:
    return actor_row("Shinzo Abe", aliases=("Abe",))


def doubt(certainty: float) -> None:
    Mention.objects.update(certainty=certainty)


def words(found: list[Question]) -> list[str]:
    return [one.words for one in found]


def test_names_that_the_machine_reads_alike_are_one_question(abe: Actor) -> None:
    for _ in range(3):
        article_naming(abe)
    assert [(one.count, one.articles) for one in questions(Kind.MENTION)] == [(3, 3)]


def test_what_the_machine_is_less_sure_of_is_asked_apart(abe: Actor) -> None:
    for _ in range(2):
        article_naming(abe)
    Mention.objects.filter(pk=Mention.objects.order_by("pk")[0].pk).update(certainty=0.4)
    assert [one.count for one in questions(Kind.MENTION)] == [1, 1]


def test_what_would_change_most_comes_first(abe: Actor) -> None:
    japan = country_row("Japon", "JP")
    article_naming(abe)
    for _ in range(3):
        article_naming(japan)
    doubt(0.5)
    assert words(questions(Kind.MENTION)) == ["Japon", "Shinzo Abe"]


def test_doubt_counts_as_much_as_reach(abe: Actor) -> None:
    japan = country_row("Japon", "JP")
    article = article_naming(abe)
    for _ in range(3):
        article_naming(japan)
    article.mentions.update(certainty=0.4)
    assert words(questions(Kind.MENTION)) == ["Shinzo Abe", "Japon"]


def test_what_was_decided_is_asked_no_more(abe: Actor, curator: User) -> None:
    article = article_naming(abe)
    curation.accept(item=article.mentions.get(), by=curator)
    assert questions(Kind.MENTION) == []


def test_nobody_is_asked_about_whom_curators_have_hidden(abe: Actor) -> None:
    article_naming(abe)
    hide(abe)
    assert questions(Kind.MENTION) == []


def test_a_name_unknown_to_the_authority_file_says_so() -> None:
    article_naming(actor_row("Ivan Petrov", origin="machine"))
    assert "nom inconnu du fichier d’autorité" in [str(one) for one in questions()[0].reasons]


def test_a_name_of_several_says_so(abe: Actor) -> None:
    actor_row("Akie Abe", aliases=("Shinzo Abe",))
    article_naming(abe)
    assert "plusieurs acteurs portent ce nom" in [str(one) for one in questions(Kind.MENTION)[0].reasons]


def test_a_reader_who_waits_comes_before_all(abe: Actor) -> None:
    article = article_naming(abe)
    remark(article=article, choice=choices(article, INSIDER)[-1], comment="x", sender="s")
    assert questions()[0].kind == Kind.REMARK


@pytest.mark.parametrize("kind", [Kind.STATEMENT, Kind.QUOTE, Kind.CONTRADICTION, Kind.DATE])
def test_each_kind_of_datum_is_asked_about(abe: Actor, kind: Kind) -> None:
    japan, russia = country_row("Japon", "JP"), country_row("Russie", "RU")
    article = article_naming(japan, russia, words=f"{STATED} « Une bonne journée »")
    statement_row(article, "CONSULT", japan, russia, STATED)
    quote_row(article, abe, "Une bonne journée")
    start = article.body.index("Japon")
    Contradiction.objects.create(
        article=article, actor=japan, holder=abe, office="président", country="RU", place="body", start=start,
        end=start + 5, text="Japon", sentence=article.body,
    )  # fmt: skip
    assert [one.kind for one in questions(kind)] == [kind]


def test_what_is_set_aside_is_left_out(abe: Actor) -> None:
    article_naming(abe)
    key = questions(Kind.MENTION)[0].key
    assert questions(Kind.MENTION, skipped=[key]) == []


@pytest.mark.parametrize("key", ["", "mention-", "mention-x", "actor-1", "mention-99999", "mention-²"])
def test_a_key_of_nothing_opens_nothing(key: str, db: None) -> None:
    assert question(key) is None


def test_a_question_is_found_by_its_key(abe: Actor) -> None:
    article_naming(abe)
    found = questions(Kind.MENTION)[0]
    assert question(found.key) == found


def test_candidates_hold_the_offices_of_the_articles_date(abe: Actor) -> None:
    Tenure.objects.create(actor=abe, title="Premier ministre", country="JP", start="2012", end="2020")
    Tenure.objects.create(actor=abe, title="député", country="JP", start="1993", end="2005")
    article_naming(abe, published="2013-11-02")
    shown = asked(questions(Kind.MENTION)[0])
    assert shown
    assert [office.title for office in shown.candidates[0].offices] == ["Premier ministre"]


def test_all_who_bear_the_name_are_candidates(abe: Actor) -> None:
    akie = actor_row("Akie Abe", aliases=("Shinzo Abe",))
    article_naming(abe)
    shown = asked(questions(Kind.MENTION)[0])
    assert shown
    assert {one.actor for one in shown.candidates} == {abe, akie}


def test_the_words_that_are_asked_for_are_marked_and_the_rest_escaped(abe: Actor) -> None:
    article_naming(abe, words="<b>gras</b>")
    shown = asked(questions(Kind.MENTION)[0])
    assert shown
    assert "<mark>Shinzo Abe</mark>" in shown.context
    assert "<b>" not in shown.context


def test_a_date_is_asked_about_in_the_curators_language() -> None:
    article_naming(country_row("Japon", "JP"), published="2013-11", date_basis=Article.DateBasis.INFERRED)
    with override("en"):
        assert [one.proposed for one in questions(Kind.DATE)] == ["November\u00a02013"]
