from __future__ import annotations

import pytest
from django.urls import reverse

from articles.models import Mention
from entities.models import Actor, Decision
from tests.articles.rows import article_naming
from tests.rows import actor_row

pytestmark = pytest.mark.django_db

RULES, MAKE = reverse("rules"), reverse("rules-make")


@pytest.fixture
def abe(db: None) -> Actor:
    actor = actor_row("Shinzo Abe")
    for year in ("2013", "2020"):
        article_naming(actor, published=year)
    return actor


def asked(**changed: str) -> dict[str, str]:
    return {"words": "Shinzo Abe", "name": "", "machine": "", "kind": "", "since": "", "until": ""} | changed


def test_a_rule_says_first_what_it_would_change(workshop, abe):
    scope = workshop.get(RULES, asked(since="2015")).context["scope"]
    assert (scope.mention_count, Decision.objects.count()) == (1, 0)


def test_a_rule_may_say_that_words_name_nobody(workshop, abe):
    workshop.post(MAKE, asked() | {"expected": "2", "reason": "un navire"})
    assert set(Mention.objects.values_list("status", flat=True)) == {"rejected"}
    assert workshop.get(RULES).context["rules"][0]["decision"].reason == "un navire"


def test_a_rule_may_say_who_is_meant_in_those_years(workshop, abe):
    akie = actor_row("Akie Abe")
    workshop.post(MAKE, asked(name="Akie Abe", since="2015") | {"expected": "1"})
    assert list(Mention.objects.order_by("pk").values_list("actor", flat=True)) == [abe.pk, akie.pk]


def test_a_rule_on_another_number_than_was_told_is_refused(workshop, abe):
    assert workshop.post(MAKE, asked() | {"expected": "1"}).status_code == 409
    assert not Decision.objects.exists()


@pytest.mark.parametrize("wrong", [{"since": "hier"}, {"name": "Inconnu"}, {"kind": "ship"}, {"words": ""}])
def test_what_is_no_rule_is_refused_with_why(workshop, abe, wrong):
    assert workshop.post(MAKE, asked(**wrong) | {"expected": "2"}).status_code == 400
    assert not Decision.objects.exists()


def test_a_rule_is_taken_back_where_it_stands(workshop, abe):
    workshop.post(MAKE, asked() | {"expected": "2"})
    decision = Decision.objects.get()
    workshop.post(reverse("admin:entities_decision_undo", args=[decision.pk]), {"next": RULES})
    assert set(Mention.objects.values_list("status", flat=True)) == {"proposed"}
    assert workshop.get(RULES).context["rules"] == []


def test_a_mention_leads_to_a_rule_for_its_words(workshop, abe):
    page = reverse("admin:articles_mention_change", args=[abe.mentions.order_by("pk")[0].pk])
    assert f"{RULES}?words=Shinzo%20Abe" in workshop.get(page).content.decode()


def test_the_first_page_leads_curators_to_the_queue(workshop, abe):
    assert reverse("queue") in workshop.get(reverse("admin:index")).content.decode()
