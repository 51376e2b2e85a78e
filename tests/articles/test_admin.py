import pytest
from django.test import Client
from django.urls import reverse

from articles import curation
from articles.models import Article, Contradiction, Mention, Source
from entities.curation import hide
from entities.models import Actor, Decision
from tests.forms import fields_of
from tests.rows import actor_row, article_row, mention_row

pytestmark = pytest.mark.django_db

MENTIONS = "admin:articles_mention_changelist"
BODY = "Abe voit Poutine. Puis Abe s’en va."


@pytest.fixture
def shinzo(db: None) -> Actor:
    return actor_row("Shinzo Abe")


@pytest.fixture
def mention(shinzo: Actor) -> Mention:
    article = article_row("Une visite", BODY)
    mention_row(article, "Abe", shinzo, after="Puis")
    return mention_row(article, "Abe", shinzo)


def address(mention: Mention, name: str) -> str:
    return reverse(f"admin:articles_mention_{name}", args=[mention.pk])


def save(client: Client, mention: Mention, **changed: object) -> None:
    page = address(mention, "change")
    client.post(page, fields_of(client.get(page).content.decode(), "mention_form") | changed)


def bulk(client: Client, action: str, *mentions: Mention, follow: bool = True) -> str:
    chosen = {"action": action, "_selected_action": [m.pk for m in mentions], "expected": len(mentions)}
    return client.post(reverse(MENTIONS), chosen, follow=follow).content.decode()


def statuses() -> list[str]:
    return list(Mention.objects.order_by("start").values_list("status", flat=True))


@pytest.mark.parametrize(("name", "status"), [("accept", "accepted"), ("reject", "rejected")])
def test_a_mention_is_decided_by_a_button(workshop, mention, name, status):
    workshop.post(address(mention, name), {"reason": "lu"})
    assert (statuses(), Decision.objects.get().reason) == ([status, "proposed"], "lu")


def test_a_rejected_mention_leaves_the_site_at_once(workshop, mention, shinzo):
    bulk(workshop, "reject_selected", *Mention.objects.all())
    assert not Article.objects.mentioning(shinzo.pk).exists()


def test_saving_a_mention_says_who_is_meant(workshop, mention):
    akie = actor_row("Akie Abe")
    save(workshop, mention, actor=akie.pk)
    mention.refresh_from_db()
    assert (mention.actor, mention.status) == (akie, "accepted")


def test_who_saves_a_mention_that_a_colleague_has_decided_is_told(workshop, curator, mention):
    page, akie = address(mention, "change"), actor_row("Akie Abe")
    sent = fields_of(workshop.get(page).content.decode(), "mention_form") | {"actor": akie.pk}
    curation.reject(item=mention, by=curator)
    assert "a décidé entre-temps" in workshop.post(page, sent, follow=True).content.decode()
    assert Decision.objects.count() == 1


def test_the_words_of_an_article_are_given_to_another_everywhere(workshop, mention):
    akie = actor_row("Akie Abe")
    save(workshop, mention, actor=akie.pk, whole_article="on")
    assert set(Mention.objects.values_list("actor", flat=True)) == {akie.pk}


def test_bulk_actions_say_what_they_left(workshop, curator, mention):
    curation.reject(item=mention, by=curator)
    told = bulk(workshop, "accept_selected", *Mention.objects.all())
    assert statuses() == ["rejected", "accepted"]
    assert "1 donnée décidée." in told
    assert "1 était déjà décidée" in told


def test_a_bulk_action_says_first_what_it_would_reach(workshop, curator, mention):
    curation.reject(item=mention, by=curator)
    sent = {"action": "accept_selected", "_selected_action": [m.pk for m in Mention.objects.all()]}
    response = workshop.post(reverse(MENTIONS), sent)
    scope = response.context["scope"]
    assert (scope.item_count, scope.open_count, scope.article_count) == (2, 1, 1)
    assert statuses() == ["rejected", "proposed"]


def test_a_bulk_action_reaches_all_that_match_and_is_one_batch(workshop, mention):
    sent = {
        "action": "accept_selected", "_selected_action": [mention.pk], "select_across": "1", "expected": "2",
        "reason": "lu",
    }  # fmt: skip
    workshop.post(reverse(MENTIONS), sent)
    assert statuses() == ["accepted", "accepted"]
    assert Decision.objects.values("batch", "reason").distinct().count() == 1


def test_a_bulk_action_on_another_number_than_was_told_decides_nothing(workshop, mention):
    sent = {"action": "accept_selected", "_selected_action": [mention.pk], "select_across": "1", "expected": "1"}
    workshop.post(reverse(MENTIONS), sent)
    assert statuses() == ["proposed", "proposed"]


@pytest.mark.parametrize("kind", ["actor", "article"])
def test_a_decision_is_undone_from_the_log(workshop, curator, mention, kind):
    decision = hide(actor=mention.actor, by=curator) if kind == "actor" else curation.reject(item=mention, by=curator)
    workshop.post(reverse("admin:entities_decision_undo", args=[decision.pk]))
    assert statuses() == ["proposed", "proposed"]
    assert not Actor.objects.filter(is_hidden=True).exists()


def test_undoing_leads_back_to_where_it_was_asked(workshop, curator, mention):
    undo = reverse("admin:entities_decision_undo", args=[curation.reject(item=mention, by=curator).pk])
    assert workshop.post(undo, {"next": address(mention, "change")}).url == address(mention, "change")


def test_undoing_leads_to_no_other_site(workshop, curator, mention):
    undo = reverse("admin:entities_decision_undo", args=[curation.reject(item=mention, by=curator).pk])
    assert workshop.post(undo, {"next": "https://example.org/"}).url == reverse("admin:entities_decision_changelist")


def test_the_page_of_a_mention_lists_its_own_decisions(workshop, curator, mention):
    other = Mention.objects.exclude(pk=mention.pk).get()
    curation.reject(item=other, by=curator)
    own = curation.accept(item=mention, by=curator)
    history = workshop.get(address(mention, "change")).context["history"]
    assert [line.decision for line in history] == [own]


def test_the_page_of_an_article_marks_its_mentions(workshop, mention):
    html = workshop.get(reverse("admin:articles_article_change", args=[mention.article_id])).content.decode()
    assert html.count('<mark class="proposed">') == 2


def test_giving_an_article_another_source_is_a_decision(workshop, mention):
    source = Source.objects.create(key="afp", slug="afp", name="AFP", sort_name="afp")
    page = reverse("admin:articles_article_change", args=[mention.article_id])
    sent = fields_of(workshop.get(page).content.decode(), "article_form") | {"source": source.pk, "reason": "crédit"}
    workshop.post(page, sent)
    assert (Article.objects.get().source, Decision.objects.get().action) == (source, "attribute")


def test_saving_an_article_as_it_is_leaves_its_text(workshop, mention):
    before = Article.objects.values().get()
    page = reverse("admin:articles_article_change", args=[mention.article_id])
    workshop.post(page, fields_of(workshop.get(page).content.decode(), "article_form"))
    assert Article.objects.values().get() == before


@pytest.mark.parametrize("term", ["visites", "poutine", "uid"])
def test_articles_are_found_by_words_and_by_identifier(workshop, mention, term):
    article_row("Tout autre chose")
    query = {"q": mention.article.uid if term == "uid" else term}
    response = workshop.get(reverse("admin:articles_article_changelist"), query)
    assert list(response.context["cl"].queryset) == [mention.article]


@pytest.mark.parametrize(("wanted", "is_found"), [("yes", [True]), ("no", [False]), ("", [True, False])])
def test_articles_are_filtered_by_whether_they_contradict_the_authority_file(
    workshop: Client, mention: Mention, shinzo: Actor, wanted: str, is_found: list[bool]
) -> None:
    article_row("Tout autre chose")
    Contradiction.objects.create(
        article=mention.article, actor=shinzo, holder=actor_row("Vladimir Poutine"), office="président", country="RU",
        place="body", start=0, end=3, text="Abe", sentence=BODY,
    )  # fmt: skip
    response = workshop.get(reverse("admin:articles_article_changelist"), {"contradiction": wanted})
    found = [article == mention.article for article in response.context["cl"].queryset.order_by("pk")]
    assert found == is_found


def test_the_display_rule_of_a_source_is_set_in_the_list(workshop):
    source = Source.objects.create(key="afp", slug="afp", name="AFP", sort_name="afp")
    page = reverse("admin:articles_source_changelist")
    sent = fields_of(workshop.get(page).content.decode(), "changelist-form")
    workshop.post(page, sent | {"form-0-display": "link", "_save": "1"})
    source.refresh_from_db()
    assert source.display == "link"


def test_the_log_can_be_searched_by_words_and_reason(workshop, curator, mention):
    curation.reject(item=mention, by=curator, reason="le boulanger")
    found = curation.relink(mention=mention, actor=actor_row("Akie Abe"), by=curator, reason="la présidente")
    for term in ("présidente", "akie-abe"):
        response = workshop.get(reverse("admin:entities_decision_changelist"), {"q": term})
        assert list(response.context["cl"].queryset) == [found]


@pytest.mark.parametrize("name", ["accept", "reject"])
def test_no_mention_is_decided_by_following_a_link(workshop, mention, name):
    assert workshop.get(address(mention, name)).status_code == 405


def test_no_decision_is_undone_by_following_a_link(workshop, curator, mention):
    decision = curation.reject(item=mention, by=curator)
    assert workshop.get(reverse("admin:entities_decision_undo", args=[decision.pk])).status_code == 405


@pytest.mark.parametrize("name", ["accept", "reject"])
def test_no_mention_is_decided_from_another_site(curator, mention, name):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(curator)
    assert strict.post(address(mention, name)).status_code == 403
    assert statuses() == ["proposed", "proposed"]


@pytest.mark.parametrize("name", ["accept", "reject", "change"])
def test_strangers_decide_nothing(client, mention, name):
    assert client.post(address(mention, name)).url.startswith(reverse("admin:login"))
    assert statuses() == ["proposed", "proposed"]


@pytest.mark.parametrize("name", ["article", "mention", "source", "importrun"])
def test_the_catalogue_is_not_deleted_by_hand(admin_client, name):
    assert admin_client.get(reverse(f"admin:articles_{name}_add")).status_code == 403
