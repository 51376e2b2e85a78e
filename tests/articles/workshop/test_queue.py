from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles import curation
from articles.displaying import INSIDER
from articles.models import Article, Mention, Remark
from articles.remarks import choices, remark
from articles.workshop.questions import Kind, questions
from entities.models import Actor, Decision
from tests.articles.rows import article_naming, country_row, quote_row, statement_row
from tests.rows import actor_row

pytestmark = pytest.mark.django_db

STATED = "Le Japon reçoit la Russie."
QUEUE, ANSWER = reverse("queue"), reverse("queue-answer")


@pytest.fixture
def abe(db: None) -> Actor:
    return actor_row("Shinzo Abe")


@pytest.fixture
def mention(abe: Actor) -> Mention:
    for _ in range(2):
        article_naming(abe, published="2013")
    return Mention.objects.order_by("pk")[0]


def say(client: Client, answer: str, **values: object) -> int:
    """Answer the first question as its page asks it."""
    shown = client.get(QUEUE).context["asked"]
    sent = {"item": shown.question.key, "seen": shown.seen, "answer": answer} | values
    return client.post(ANSWER, sent).status_code


def statuses() -> list[str]:
    return list(Mention.objects.order_by("pk").values_list("status", flat=True))


@pytest.mark.parametrize(("answer", "status"), [("accept", "accepted"), ("reject", "rejected")])
def test_one_answer_decides_the_mention_that_is_shown(workshop, mention, answer, status):
    assert say(workshop, answer) == 302
    assert statuses() == [status, "proposed"]


def test_one_answer_may_decide_all_that_were_read_alike(workshop, mention):
    say(workshop, "accept", scope="all", expected=2)
    assert statuses() == ["accepted", "accepted"]
    assert Decision.objects.values("batch").distinct().count() == 1


def test_a_batch_of_another_size_than_was_told_is_refused(workshop, mention):
    assert say(workshop, "accept", scope="all", expected=3) == 409
    assert statuses() == ["proposed", "proposed"]


def test_a_batch_is_taken_back_at_once(workshop, mention):
    say(workshop, "reject", scope="all", expected=2)
    workshop.post(reverse("queue-undo-batch", args=[Decision.objects.latest("pk").batch]))
    assert statuses() == ["proposed", "proposed"]


def test_a_candidate_is_chosen_by_its_button_alone(workshop, mention):
    akie = actor_row("Akie Abe")
    say(workshop, "", actor=akie.pk)
    mention.refresh_from_db()
    assert mention.actor == akie


def test_another_actor_is_named_by_hand(workshop, mention):
    akie = actor_row("Akie Abe")
    say(workshop, "other", name="akie abe")
    mention.refresh_from_db()
    assert mention.actor == akie


def test_a_name_of_several_is_asked_again_with_all_of_them(workshop, mention):
    ones = [actor_row("Akie", key=f"person:akie-{n}", slug=f"akie-{n}") for n in (1, 2)]
    shown = workshop.get(QUEUE).context["asked"]
    response = workshop.post(
        ANSWER, {"item": shown.question.key, "seen": shown.seen, "answer": "other", "name": "Akie", "reason": "lu"}
    )
    assert response.status_code == 400
    assert response.context["offered"] == ones
    assert response.context["typed"]["reason"] == "lu"


def test_the_second_of_two_curators_is_told_and_loses_nothing(workshop, curator, mention):
    shown = workshop.get(QUEUE).context["asked"]
    colleague = User.objects.create_user("Denis", is_superuser=True)
    curation.reject(item=mention, by=colleague)
    taken_back = Decision.objects.latest("pk")
    curation.undo(decision=taken_back, by=colleague)
    curation.relink(mention=mention, actor=actor_row("Akie Abe"), by=colleague)
    curation.undo(decision=Decision.objects.latest("pk"), by=colleague)
    Mention.objects.filter(pk=mention.pk).update(machine_actor=Actor.objects.get(name="Akie Abe"))
    sent = {"item": shown.question.key, "seen": shown.seen, "answer": "accept", "reason": "ma raison"}
    response = workshop.post(ANSWER, sent)
    assert response.status_code == 409
    assert "ma raison" in response.content.decode()


def test_a_question_that_somebody_has_answered_is_told_so(workshop, curator, mention):
    shown = workshop.get(QUEUE).context["asked"]
    curation.accept(item=mention, by=curator)
    response = workshop.post(ANSWER, {"item": shown.question.key, "answer": "accept"})
    assert response.status_code == 409
    assert "n’est plus ouverte" in response.content.decode()


def test_a_skipped_question_comes_back_when_asked_for(workshop, mention):
    key = workshop.get(QUEUE).context["asked"].question.key
    workshop.post(reverse("queue-skip"), {"item": key})
    assert workshop.get(QUEUE).context["asked"] is None
    workshop.post(reverse("queue-skip"), {"clear": "1"})
    assert workshop.get(QUEUE).context["asked"].question.key == key


def test_what_was_just_done_can_be_taken_back(workshop, mention):
    say(workshop, "reject")
    deed = workshop.get(QUEUE).context["deeds"][0]
    workshop.post(reverse("admin:entities_decision_undo", args=[deed.decision.pk]), {"next": QUEUE})
    assert statuses() == ["proposed", "proposed"]
    assert workshop.get(QUEUE).context["deeds"] == []


def test_what_was_taken_back_and_done_again_is_shown_again(workshop, curator, mention):
    decision = curation.reject(item=mention, by=curator)
    undo = curation.undo(decision=decision, by=curator)
    curation.undo(decision=undo, by=curator)
    assert [deed.decision for deed in workshop.get(QUEUE).context["deeds"]] == [decision]


def test_a_statement_is_of_another_type(workshop):
    article, _japan, russia = stated()
    say(workshop, "other", type="ACCUSE", mode="asserted", turned="on")
    row = article.evidence.get()
    assert (row.type, row.relation.source) == ("ACCUSE", russia)


def stated() -> tuple[Article, Actor, Actor]:
    japan, russia = country_row("Japon", "JP"), country_row("Russie", "RU")
    article = article_naming(japan, russia, published="2013", words=STATED)
    statement_row(article, "CONSULT", japan, russia, STATED, certainty=0.1)
    Mention.objects.all().delete()
    return article, japan, russia


def test_a_quote_is_given_to_whom_the_text_names_only_by_words(workshop, abe):
    article = article_naming(abe, published="2013", words="« Une bonne journée »")
    quote = quote_row(article, abe, "Une bonne journée")
    article.mentions.all().delete()
    say(workshop, "other", name="un témoin")
    quote.refresh_from_db()
    assert (quote.speaker, quote.speaker_text) == (None, "un témoin")


@pytest.mark.parametrize(
    ("answer", "typed", "published"), [("accept", "", "2013"), ("reject", "", ""), ("other", "2014-05", "2014-05")]
)
def test_an_inferred_date_is_decided(workshop, answer, typed, published):
    article = article_naming(country_row("Japon", "JP"), published="2013", date_basis="inferred")
    article.mentions.all().delete()
    say(workshop, answer, published=typed)
    article.refresh_from_db()
    assert (article.published, article.date_basis) == (published, "decided")


def test_deciding_what_a_reader_reported_answers_the_reader(workshop, mention):
    choice = choices(mention.article, INSIDER, actor="shinzo-abe")[0]
    one = remark(article=mention.article, choice=choice, comment="Non.", sender="s")
    say(workshop, "reject", reason="En effet.")
    one.refresh_from_db()
    assert (one.state, one.answer, statuses()[0]) == ("corrected", "En effet.", "rejected")


def test_a_report_on_the_text_is_answered_in_words(workshop, mention):
    one = remark(article=mention.article, choice=choices(mention.article, INSIDER)[-1], comment="?", sender="s")
    say(workshop, "kept", reason="Le journal l’écrit ainsi.")
    assert Remark.objects.get(pk=one.pk).state == "kept"


def test_a_refused_answer_leaves_the_report_open(workshop, curator, mention):
    choice = choices(mention.article, INSIDER, actor="shinzo-abe")[0]
    remark(article=mention.article, choice=choice, comment="Non.", sender="s")
    say(workshop, "other", name="Personne")
    assert Remark.objects.get().state == "open"


def test_an_answer_of_nothing_is_refused(workshop, mention):
    assert say(workshop, "") == 400


def test_the_queue_is_closed_to_readers_and_strangers(client, mention):
    assert client.get(QUEUE).url.startswith(reverse("admin:login"))
    client.force_login(User.objects.create_user("reader", is_staff=True))
    assert client.get(QUEUE).status_code == 403


def test_only_one_kind_is_asked_about_on_demand(workshop, mention):
    assert workshop.get(QUEUE, {"kind": "quote"}).context["asked"] is None


def test_an_unknown_kind_asks_about_all(workshop, mention):
    assert workshop.get(QUEUE, {"kind": "x"}).context["asked"].question.kind == Kind.MENTION


def test_the_queue_costs_the_same_with_many_articles(workshop, abe, mention, django_assert_max_num_queries):
    for _ in range(8):
        article_naming(abe)
    with django_assert_max_num_queries(45) as few:
        workshop.get(QUEUE, {"kind": "mention"})
    for _ in range(20):
        article_naming(abe)
    with django_assert_max_num_queries(len(few.captured_queries)):
        workshop.get(QUEUE, {"kind": "mention"})
    assert questions(Kind.MENTION)[0].count == 30
