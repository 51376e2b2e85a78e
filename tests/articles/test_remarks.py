from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

from articles.curation import CurationError
from articles.displaying import ANYBODY, INSIDER
from articles.models import Article, Remark
from articles.remarks import Choice, answer, choices, item_of, remark
from entities.models import Actor
from tests.articles.rows import article_naming, country_row, quote_row, source_row, statement_row
from tests.rows import actor_row, extract_again

pytestmark = pytest.mark.django_db

STATED = "Le Japon reçoit la Russie."


@pytest.fixture
def japan(db: None) -> Actor:
    return country_row("Japon", "JP")


@pytest.fixture
def article(japan: Actor) -> Article:
    russia = country_row("Russie", "RU")
    found = article_naming(japan, russia, words=f"{STATED} « Une bonne journée »", source=source_row("Agence"))
    statement_row(found, "CONSULT", japan, russia, STATED)
    quote_row(found, japan, "Une bonne journée")
    return found


def anchor(article: Article) -> str:
    start = article.body.index(STATED)
    return f"body-{start}-{start + len(STATED)}"


def kept(article: Article, value: str, sender: str = "one", **asked: str) -> Remark:
    chosen = next(one for one in choices(article, INSIDER, **asked) if one.value.startswith(value))
    return remark(article=article, choice=chosen, comment="C’est faux.", sender=sender)


def test_a_reader_may_point_at_what_a_sentence_states(article: Article) -> None:
    labels = [one.label for one in choices(article, INSIDER, at=anchor(article))]
    assert "Relation « Rencontre » : Japon → Russie" in labels


def test_a_reader_may_point_at_each_mention_of_an_actor(article: Article, japan: Actor) -> None:
    values = [one.value for one in choices(article, INSIDER, actor=japan.slug)]
    assert values == [f"mention-{article.mentions.get(actor=japan).pk}", "missing", "date", "text"]


def test_a_quote_is_found_by_its_paragraph(article: Article) -> None:
    assert f"quote-{article.quotes.get().pk}" in [one.value for one in choices(article, INSIDER, at="p1")]


@pytest.mark.parametrize(
    "at", ["body-5-2", "body-0-99999", "caption-0-1", "body-x-y", "p99", "p", "body-²-9", f"body-{'9' * 5000}-1"]
)
def test_an_address_that_points_nowhere_still_offers_the_page(article: Article, at: str) -> None:
    assert [one.value for one in choices(article, INSIDER, at=at)] == ["missing", "date", "text"]


def test_what_an_outlet_reserves_is_not_shown_to_be_reported(article: Article) -> None:
    article.source = source_row("Quotidien", "link")
    assert [one.sentence for one in choices(article, ANYBODY, at=anchor(article))] == ["", "", ""]


def test_no_choice_shows_more_of_a_text_than_its_page(japan: Actor) -> None:
    body = f"Le Japon {'et encore ' * 40}le secret. « Un secret »"
    article = article_naming(japan, words=body, source=source_row("Quotidien", "extract"))
    quote_row(article, japan, "Un secret")
    shown = [one for at in ("p1", "m-body-12-17") for one in choices(article, ANYBODY, at=at, actor=japan.slug)]
    assert any(one.sentence for one in shown)
    assert not [one for one in shown if "secret" in one.sentence + one.label + one.words]


def test_a_remark_keeps_the_sentence_as_the_reader_saw_it(article: Article) -> None:
    assert kept(article, "statement", at=anchor(article)).sentence == STATED


def test_a_remark_finds_its_mention_after_a_new_extraction(article: Article, japan: Actor) -> None:
    one = kept(article, "mention", actor=japan.slug)
    extract_again(article, [("Japon", japan, "")])
    assert item_of(one) == article.mentions.get()


def test_a_remark_on_what_is_gone_is_about_nothing(article: Article, japan: Actor) -> None:
    one = kept(article, "mention", actor=japan.slug)
    article.mentions.all().delete()
    assert item_of(one) is None


def test_the_answer_can_be_read_by_the_reader(article: Article, curator: User) -> None:
    one = kept(article, "date")
    answer(remark=one, state="kept", by=curator, words="La page le dit.")
    one.refresh_from_db()
    assert (one.state, one.answer, one.answered_by) == ("kept", "La page le dit.", curator)


def test_a_remark_is_answered_once(article: Article, curator: User) -> None:
    one = kept(article, "date")
    answer(remark=one, state="kept", by=curator)
    with pytest.raises(CurationError):
        answer(remark=one, state="corrected", by=curator)


def test_only_curators_answer(article: Article) -> None:
    with pytest.raises(PermissionDenied):
        answer(remark=kept(article, "date"), state="kept", by=User.objects.create_user("reader"))


def test_a_choice_without_words_is_about_the_article(article: Article) -> None:
    one = remark(article=article, choice=Choice("date", Remark.About.DATE, "La date"), comment="x", sender="s")
    assert one.subject == {"article": article.uid, "field": "published"}


def test_somebody_who_is_rejected_can_no_longer_be_reported(article: Article) -> None:
    article.mentions.update(status="rejected")
    assert not [one for one in choices(article, INSIDER, at="p1") if one.about == "mention"]


def test_an_actor_without_mentions_gives_the_page_alone(article: Article) -> None:
    assert len(choices(article, INSIDER, actor=actor_row("Personne d’autre").slug)) == 3
