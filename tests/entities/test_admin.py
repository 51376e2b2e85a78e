import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from entities import curation
from entities.models import Actor, Decision, Tenure
from tests.forms import fields_of
from tests.rows import actor_row, article_row, mention_row

pytestmark = pytest.mark.django_db

ACTORS = "admin:entities_actor_changelist"


def page(actor: Actor) -> str:
    return reverse("admin:entities_actor_change", args=[actor.pk])


def fields(client: Client, actor: Actor, **changed: str) -> dict[str, str]:
    """What the browser sends when the page of an actor is saved with some fields changed."""
    return fields_of(client.get(page(actor)).content.decode(), "actor_form") | changed


def actors(number: int) -> None:
    for i in range(number):
        actor = actor_row(f"Personne {i}", aliases=(f"P. {i}",))
        Tenure.objects.create(actor=actor, title="ministre", country="JP", start=f"{1950 + i}")
        mention_row(article_row(f"Article {i}", f"Personne {i} parle."), f"Personne {i}", actor)


LISTS = [
    "admin:entities_actor_changelist",
    "admin:entities_alias_changelist",
    "admin:entities_tenure_changelist",
    "admin:entities_decision_changelist",
    "admin:articles_article_changelist",
    "admin:articles_mention_changelist",
    "admin:articles_source_changelist",
    "admin:articles_importrun_changelist",
]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_with_many_rows(workshop, curator, django_assert_max_num_queries, name):
    actors(3)
    for actor in Actor.objects.all():
        curation.hide(actor=actor, by=curator)
    with django_assert_max_num_queries(14) as few:
        assert workshop.get(reverse(name)).status_code == 200
    for i in range(57):
        actor = actor_row(f"Autre {i}")
        mention_row(article_row(f"Autre {i}", f"Autre {i} parle."), f"Autre {i}", actor)
        curation.rename(actor=actor, name=f"Nom {i}", by=curator)
    with django_assert_max_num_queries(len(few.captured_queries)):
        assert workshop.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("term", ["Poutine", "poutine", "V. Poutine", "vladimir", "Владимир", "POUTÎNE"])
def test_an_actor_is_found_by_any_form_of_its_name(workshop, term):
    actor_row("Shinzo Abe")
    actor = actor_row("Vladimir Poutine", aliases=("V. Poutine", "Владимир Путин"))
    response = workshop.get(reverse(ACTORS), {"q": term})
    assert list(response.context["cl"].queryset) == [actor]


def test_searching_a_merged_form_finds_the_actor_it_leads_to(workshop, curator):
    source, target = actor_row("Poutine", aliases=("VVP",)), actor_row("Vladimir Poutine")
    curation.merge(source=source, target=target, by=curator, reason="même personne")
    response = workshop.get(reverse(ACTORS), {"q": "VVP"})
    assert set(response.context["cl"].queryset) == {source, target}


def test_the_list_counts_articles_and_not_mentions(workshop):
    actor = actor_row("Abe")
    article = article_row("Un", "Abe voit Abe.")
    mention_row(article, "Abe", actor)
    mention_row(article, "Abe", actor, after="voit")
    assert workshop.get(reverse(ACTORS)).context["cl"].queryset.get().article_count == 1


def test_saving_another_name_is_a_decision(workshop):
    actor = actor_row("Iouri Ouchakov")
    workshop.post(page(actor), fields(workshop, actor, name="Youri Ouchakov", reason="usage"))
    actor.refresh_from_db()
    assert (actor.name, Decision.objects.get().reason) == ("Youri Ouchakov", "usage")


def test_saving_another_kind_is_a_decision(workshop):
    actor = actor_row("Hokkaido")
    workshop.post(page(actor), fields(workshop, actor, kind="place"))
    assert Decision.objects.get().action == "retype"


def test_saving_nothing_new_decides_nothing(workshop):
    actor = actor_row("Iouri Ouchakov")
    response = workshop.post(page(actor), fields(workshop, actor))
    assert (response.status_code, Decision.objects.count()) == (302, 0)


def test_an_old_page_does_not_take_back_what_another_curator_did(workshop, curator):
    actor = actor_row("Iouri Ouchakov")
    sent = fields(workshop, actor, kind="place")
    curation.rename(actor=actor, name="Youri Ouchakov", by=curator)
    workshop.post(page(actor), sent)
    actor.refresh_from_db()
    assert (actor.name, actor.kind) == ("Youri Ouchakov", "place")


def test_a_refused_change_says_why_and_changes_nothing(workshop):
    actor = actor_row("Japon", "country", code="JP")
    response = workshop.post(page(actor), fields(workshop, actor, kind="person", name="Nippon"), follow=True)
    assert "agit comme un État" in response.content.decode()
    assert not Decision.objects.exists()


def test_a_form_of_the_name_is_added_on_the_page(workshop):
    actor = actor_row("Sergueï Choïgou")
    workshop.post(page(actor), fields(workshop, actor) | {"aliases-1-text": "Shoïgu"})
    assert actor.aliases.get(text="Shoïgu").origin == "curator"


@pytest.mark.parametrize("view", ["suppress", "restore"])
def test_a_form_is_set_aside_and_taken_back_by_a_button(workshop, curator, view):
    alias = actor_row("Orban").aliases.get()
    if view == "restore":
        curation.suppress_alias(alias=alias, by=curator)
    workshop.post(reverse(f"admin:entities_alias_{view}", args=[alias.pk]))
    alias.refresh_from_db()
    assert alias.is_suppressed == (view == "suppress")


def test_the_merge_page_shows_what_would_happen(workshop):
    source, target = actor_row("Poutine", aliases=("V. Poutine",)), actor_row("Vladimir Poutine")
    response = workshop.get(reverse("admin:entities_actor_merge", args=[source.pk]), {"target": target.pk})
    assert "V. Poutine" in response.content.decode()
    assert not Decision.objects.exists()


def test_an_impossible_merge_can_not_be_confirmed(workshop):
    source, target = actor_row("Aube"), actor_row("Troyes", "place")
    response = workshop.get(reverse("admin:entities_actor_merge", args=[source.pk]), {"target": target.pk})
    assert "merge/confirm" not in response.content.decode()


def test_a_confirmed_merge_is_done_and_can_be_separated(workshop):
    source, target = actor_row("Poutine"), actor_row("Vladimir Poutine")
    address = reverse("admin:entities_actor_merge_confirm", args=[source.pk])
    workshop.post(address, {"target": target.pk, "reason": "même personne"})
    source.refresh_from_db()
    assert source.canonical == target
    workshop.post(reverse("admin:entities_actor_unmerge", args=[source.pk]))
    source.refresh_from_db()
    assert source.canonical is None


def test_a_merge_without_a_reason_leads_back_to_the_preview(workshop):
    source, target = actor_row("Poutine"), actor_row("Vladimir Poutine")
    address = reverse("admin:entities_actor_merge_confirm", args=[source.pk])
    response = workshop.post(address, {"target": target.pk, "reason": ""}, follow=True)
    assert response.context["preview"].target == target
    assert "motif" in response.content.decode()


def test_an_actor_is_hidden_and_shown_again(workshop):
    actor = actor_row("Getty Images", "organisation")
    workshop.post(reverse("admin:entities_actor_hide", args=[actor.pk]), {"reason": "agence de photos"})
    actor.refresh_from_db()
    assert actor.is_hidden
    workshop.post(reverse("admin:entities_actor_restore", args=[actor.pk]))
    actor.refresh_from_db()
    assert not actor.is_hidden


def test_the_page_lists_all_decisions_on_the_actor(workshop, curator):
    actor = actor_row("Iouri Ouchakov")
    curation.rename(actor=actor, name="Youri Ouchakov", by=curator)
    curation.hide(actor=actor, by=curator)
    assert [line.decision.action for line in workshop.get(page(actor)).context["history"]] == ["hide", "rename"]


def test_the_search_for_a_merge_offers_no_merged_actor(workshop, curator):
    source, target = actor_row("Poutine"), actor_row("Vladimir Poutine")
    curation.merge(source=source, target=target, by=curator, reason="même personne")
    query = {"app_label": "entities", "model_name": "alias", "field_name": "actor", "term": "poutine"}
    response = workshop.get(reverse("admin:autocomplete"), query)
    assert [found["id"] for found in response.json()["results"]] == [str(target.pk)]


def test_a_new_term_of_office_is_the_curators(workshop):
    actor = actor_row("Gen Nakatani")
    sent = {"actor": actor.pk, "office": "defence", "title": "ministre de la Défense", "country": "JP", "start": "2024"}
    workshop.post(reverse("admin:entities_tenure_add"), sent)
    assert Tenure.objects.get().origin == "curator"


def test_a_term_of_the_authority_file_is_not_edited(workshop):
    tenure = Tenure.objects.create(actor=actor_row("Gen Nakatani"), title="ministre", country="JP", origin="authority")
    workshop.post(reverse("admin:entities_tenure_change", args=[tenure.pk]), {"title": "président"})
    tenure.refresh_from_db()
    assert tenure.title == "ministre"


CHANGING = ["merge_confirm", "unmerge", "hide", "restore"]


@pytest.mark.parametrize("name", CHANGING)
def test_nothing_is_changed_by_following_a_link(workshop, name):
    actor = actor_row("Iouri Ouchakov")
    assert workshop.get(reverse(f"admin:entities_actor_{name}", args=[actor.pk])).status_code == 405


@pytest.mark.parametrize("name", CHANGING)
def test_nothing_is_changed_from_another_site(curator, name):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(curator)
    actor = actor_row("Iouri Ouchakov")
    assert strict.post(reverse(f"admin:entities_actor_{name}", args=[actor.pk])).status_code == 403
    assert not Decision.objects.exists()


@pytest.mark.parametrize("name", [*CHANGING, "merge"])
def test_strangers_are_sent_to_the_login(client, name):
    address = reverse(f"admin:entities_actor_{name}", args=[actor_row("Iouri Ouchakov").pk])
    response = client.post(address)
    assert response.url.startswith(reverse("admin:login"))


@pytest.mark.parametrize("name", CHANGING)
def test_who_may_only_look_changes_nothing(client, name):
    reader = User.objects.create_user("rene", password="a long enough one", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_actor"))
    client.force_login(reader)
    assert client.post(reverse(f"admin:entities_actor_{name}", args=[actor_row("Abe").pk])).status_code == 403


def test_no_page_deletes_an_actor_or_a_decision(admin_client, curator):
    actor = actor_row("Iouri Ouchakov")
    decision = curation.hide(actor=actor, by=curator)
    for address in (
        reverse("admin:entities_actor_delete", args=[actor.pk]),
        reverse("admin:entities_decision_delete", args=[decision.pk]),
    ):
        assert admin_client.post(address, {"post": "yes"}).status_code == 403


def test_pages_carry_no_inline_script_or_style(workshop):
    source, target = actor_row("Poutine"), actor_row("Vladimir Poutine")
    merge = f"{reverse('admin:entities_actor_merge', args=[source.pk])}?target={target.pk}"
    for address in (page(source), merge, reverse(ACTORS)):
        html = workshop.get(address).content.decode()
        assert " style=" not in html
        assert "<script>" not in html
        assert " onclick=" not in html
