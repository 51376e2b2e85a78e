from __future__ import annotations

import gzip
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles import curation
from articles.models import Article, ImportRun, Upload
from articles.workshop import bringing
from tests.articles.runs.making import record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bringing, "PATIENCE", 600)


def bring(client: Client, data: bytes, name: str = "fonds.jsonl", **fields: str):
    file = SimpleUploadedFile(name, data)
    return client.post(reverse("imports-receive"), {"file": file} | fields, follow=True)


def lines(*records: dict) -> bytes:
    return "".join(json.dumps(one) + "\n" for one in records).encode()


def do(client: Client):
    return client.post(reverse("imports-do", args=[Upload.objects.get().pk]), follow=True)


def test_a_file_is_previewed_and_nothing_is_stored(workshop):
    page = bring(workshop, lines(record(1), {"titre": "Rien"})).content.decode()
    assert "nouveau\u00a0: 1" in page
    assert "json:title" in page
    assert "Aucun champ n’est reconnu comme texte" in page
    assert (Article.objects.count(), ImportRun.objects.count()) == (0, 0)


def test_the_preview_takes_no_date_for_unknown_that_names_may_tell(workshop):
    page = bring(workshop, lines(record(1, date=""))).content.decode()
    assert "l’import le trouvera peut-être" in page


def test_the_previewed_file_is_imported_and_goes(workshop, curator):
    bring(workshop, gzip.compress(lines(record(1), record(2))), "fonds.jsonl.gz")
    page = do(workshop)
    run = ImportRun.objects.get()
    assert (run.new_count, run.state, run.started_by) == (2, ImportRun.State.FINISHED, curator)
    assert "nouveaux\u00a0: 2" in page.content.decode()
    assert not Upload.objects.exists()


def test_the_same_file_again_changes_nothing(workshop):
    for _time in range(2):
        bring(workshop, lines(record(1)))
        if Upload.objects.exists():
            do(workshop)
    assert Article.objects.count() == 1
    assert ImportRun.objects.order_by("pk").last().unchanged_count == 1


def test_an_import_that_takes_long_is_gone_on_with(workshop, monkeypatch):
    bring(workshop, lines(*(record(number) for number in range(20))))
    monkeypatch.setattr(bringing, "PATIENCE", 0)
    page = do(workshop)
    assert ImportRun.objects.get().state == ImportRun.State.STOPPED
    assert "Poursuivre l’import" in page.content.decode()
    monkeypatch.setattr(bringing, "PATIENCE", 600)
    do(workshop)
    assert ImportRun.objects.get().state == ImportRun.State.FINISHED
    assert (ImportRun.objects.get().new_count, Article.objects.count()) == (20, 20)


def test_a_run_is_undone_and_names_what_it_keeps(workshop, curator):
    bring(workshop, lines(record(1), record(2)))
    do(workshop)
    kept = Article.objects.order_by("pk").first()
    curation.correct_date(article=kept, published="2011-05-05", by=curator)
    page = workshop.post(reverse("imports-undo", args=[ImportRun.objects.get().pk]), follow=True).content.decode()
    assert "articles gardés : 1" in page
    assert f"{kept.title}</a> – une personne a décidé" in page
    assert list(Article.objects.all()) == [kept]


@pytest.mark.parametrize(
    ("data", "name", "fields", "told"),
    [
        (b"a;b\n1;2\n", "u.csv", {}, "Il y a\u00a0: a, b"),
        (b"PK\x03\x04" + b"a" * 99, "t.docx", {"format": "text"}, "document de bureautique"),
        (b"{}", "vide.jsonl", {}, "enregistrement vide"),
        (b"a;b\n1;2\n", "t.csv", {"columns": "text=corps"}, "n’a pas de colonne corps ; il a : a, b"),
        (b"{", "t.json", {}, "Ce n’est pas du JSON"),
        (gzip.compress(b"x" * 99)[:-9], "t.txt.gz", {}, "endommagé ou coupé"),
        (b"\x00\x01" * 500, "t.txt", {}, "Ce n’est pas un texte"),
        (b"<p>Rien</p>", "t.xml", {"format": "feed"}, "Ce n’est pas un fil RSS ou Atom"),
        (b"<p>Rien</p>", "t.html", {"format": "europresse"}, "Ce n’est pas un export d’Europresse"),
    ],
    ids=["table", "office", "empty", "column", "json", "cut", "binary", "feed", "europresse"],
)
def test_what_can_not_be_read_says_why(workshop, data, name, fields, told):
    assert told in bring(workshop, data, name, **fields).content.decode()


def test_a_form_that_is_wrong_says_why(workshop, monkeypatch):
    monkeypatch.setattr(bringing, "LARGEST", 10)
    response = bring(workshop, b"x" * 11, columns="titel=a")
    assert response.status_code == 400
    assert "Ce fichier dépasse" in response.content.decode()
    assert "Écrivez par exemple" in response.content.decode()


def test_only_who_brought_a_file_imports_it(workshop, django_user_model):
    bring(workshop, lines(record(1)))
    other = Client()
    other.force_login(django_user_model.objects.create_superuser("autre"))
    assert other.post(reverse("imports-do", args=[Upload.objects.get().pk])).status_code == 404


def test_readers_may_not_import(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("lecteur", is_staff=True))
    assert client.get(reverse("imports")).status_code == 403
    assert bring(client, lines(record(1))).status_code == 403


def test_the_page_lists_the_latest_runs(workshop):
    bring(workshop, lines(record(1)))
    do(workshop)
    assert (
        reverse("imports-run", args=[ImportRun.objects.get().pk]) in workshop.get(reverse("imports")).content.decode()
    )
