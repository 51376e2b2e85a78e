from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.workshop import exchange
from entities.models import Actor, Decision
from tests.rows import actor_row, article_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def abe(db: None) -> Actor:
    return actor_row("Shinzo Abe")


def bring(client: Client, text: str, table: str = "actors"):
    file = SimpleUploadedFile("actors.csv", text.encode())
    return client.post(reverse("exchange-bring"), {"table": table, "file": file})


def do(client: Client, preview, **changed: str) -> str:
    sent = {name: preview.context[name] for name in ("table", "rows", "expected")} | {"reason": "revue"} | changed
    return client.post(reverse("exchange-do"), sent, follow=True).content.decode()


@pytest.mark.parametrize("name", ["actors", "aliases", "offices", "decisions"])
def test_every_table_goes_out_as_csv_and_json(workshop, abe, name):
    as_csv = workshop.get(reverse("exchange-take", args=[name, "csv"]))
    as_json = workshop.get(reverse("exchange-take", args=[name, "json"]))
    assert as_csv.content.decode("utf-8-sig").startswith(",".join(exchange.TABLES[name].columns))
    assert isinstance(json.loads(as_json.content), list)


def test_a_file_is_previewed_and_then_done(workshop, abe):
    preview = bring(workshop, f"key;name\n{abe.key};Abe Shinzo\n")
    assert not Decision.objects.exists()
    assert "Shinzo Abe → Abe Shinzo" in preview.content.decode()
    assert "1 changement enregistré." in do(workshop, preview)
    assert Decision.objects.get().reason == "revue"


def test_what_changed_since_the_preview_is_told(workshop, abe):
    preview = bring(workshop, f"key,name\n{abe.key},Abe Shinzo\n")
    Actor.objects.update(name="Abe Shinzo")
    assert "ont changé depuis l’aperçu" in do(workshop, preview)


def test_a_file_that_is_none_of_ours_says_why(workshop, abe):
    response = bring(workshop, "nom\nAbe\n")
    assert response.status_code == 400
    assert "la colonne « key »" in response.content.decode()


def test_a_file_that_changes_nothing_offers_nothing_to_do(workshop, abe):
    assert "ne changerait rien" in bring(workshop, f"key\n{abe.key}\n").content.decode()


def test_a_file_too_large_is_refused(workshop, abe, monkeypatch):
    monkeypatch.setattr(exchange, "LARGEST", 10)
    assert bring(workshop, f"key,name\n{abe.key},x\n").status_code == 400


def test_an_unknown_table_is_not_found(workshop):
    assert workshop.get(reverse("exchange-take", args=["users", "csv"])).status_code == 404


@pytest.mark.parametrize("subject", [{"surface": "x"}, {}])
def test_a_decision_that_lacks_its_values_is_refused_in_the_preview(workshop, subject):
    article = article_row("Une visite", "Abe parle.")
    spot = {"article": f"sha256:{article.sha256}", "sentence": "abe parle", "place": "body", "nth": 0}
    row = {"action": "accept", "subject": json.dumps(spot | subject), "values": "{}"}
    assert "incomplète" in bring(workshop, json.dumps([row]), "decisions").content.decode()
    assert not Decision.objects.exists()


def test_strangers_take_nothing_away(client, abe):
    assert client.get(reverse("exchange-take", args=["actors", "csv"])).status_code == 302
