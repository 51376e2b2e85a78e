from __future__ import annotations

from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.dossiers.keeping import begin, key_of, put
from articles.dossiers.models import Dossier
from articles.models import Article
from articles.statements import anchor_of
from tests.articles.exporting.conftest import SENTENCE, told
from tests.articles.rows import article_naming
from tests.rows import actor_row

__all__ = ["told"]
pytestmark = pytest.mark.django_db


def text(response: HttpResponse) -> str:
    return unescape(response.content.decode()).replace("\u00a0", " ")


def kept(dossier: Dossier, end: str = "") -> str:
    return f"{dossier.get_absolute_url()}keep/{key_of(dossier)}/{end}"


def change(client: Client, dossier: Dossier, **values: object) -> HttpResponse:
    return client.post(kept(dossier, "change/"), values)


def test_a_first_article_opens_a_dossier_and_leads_to_the_address_to_keep(client: Client, told: Article) -> None:
    response = client.post("/dossiers/add/", {"article": told.uid, "title": "Le Nord", "note": "À relire"})
    dossier = Dossier.objects.get()
    assert response["Location"] == kept(dossier)
    page = text(client.get(response["Location"]))
    assert "Le Nord" in page
    assert "À relire" in page
    assert f"http://testserver{dossier.get_absolute_url()}" in page


def test_the_browser_goes_on_with_the_same_dossier(client: Client, told: Article) -> None:
    client.post("/dossiers/add/", {"article": told.uid})
    client.post("/dossiers/add/", {"article": told.uid, "at": anchor_of(told.evidence.get())})
    assert Dossier.objects.get().pieces.count() == 2


def test_a_new_one_can_be_asked_for(client: Client, told: Article) -> None:
    for new in ("", "1"):
        client.post("/dossiers/add/", {"article": told.uid, "new": new})
    assert Dossier.objects.count() == 2


def test_looking_opens_nothing(client: Client, told: Article) -> None:
    client.get("/dossiers/")
    client.get(f"/dossiers/add/?article={told.uid}")
    assert not Dossier.objects.exists()


def test_whoever_has_the_plain_address_reads_and_changes_nothing(client: Client, told: Article) -> None:
    dossier = begin(title="Le Nord")
    put(dossier=dossier, article=told, note="À relire")
    page = text(client.get(dossier.get_absolute_url()))
    assert "À relire" in page
    assert "/keep/" not in page
    assert client.get(f"{dossier.get_absolute_url()}keep/faux/").status_code == 404
    assert client.post(f"{dossier.get_absolute_url()}keep/faux/change/", {"do": "destroy"}).status_code == 404


def test_a_change_is_refused_to_links_and_to_other_sites(told: Article) -> None:
    dossier, careful = begin(), Client(enforce_csrf_checks=True)
    assert careful.get(kept(dossier, "change/")).status_code == 405
    assert careful.post(kept(dossier, "change/"), {"do": "destroy"}).status_code == 403
    assert careful.post("/dossiers/add/", {"article": told.uid}).status_code == 403
    assert careful.get("/dossiers/begin/").status_code == 405


def test_the_keeper_changes_title_notes_and_order(client: Client, told: Article) -> None:
    dossier = begin()
    first = put(dossier=dossier, article=told)
    second = put(dossier=dossier, article=article_naming(actor_row("Autre")))
    change(client, dossier, do="rename", title="Autrement")
    change(client, dossier, do="annotate", piece=first.pk, note="Une\r\nnote")
    change(client, dossier, do="up", piece=second.pk)
    dossier.refresh_from_db()
    assert dossier.title == "Autrement"
    assert [piece.note for piece in dossier.pieces.order_by("order")] == ["", "Une\nnote"]


def test_the_keeper_takes_out_and_destroys(client: Client, told: Article) -> None:
    dossier = begin()
    change(client, dossier, do="remove", piece=put(dossier=dossier, article=told).pk)
    assert not dossier.pieces.exists()
    assert change(client, dossier, do="destroy")["Location"] == "/dossiers/"
    assert client.get(dossier.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("piece", ["", "x", "²", "9" * 30])
def test_a_piece_of_another_dossier_is_not_touched(client: Client, told: Article, piece: str) -> None:
    other = put(dossier=begin(), article=told)
    dossier = begin()
    assert change(client, dossier, do="remove", piece=other.pk).status_code == 404
    assert change(client, dossier, do="remove", piece=piece).status_code == 404
    assert other.dossier.pieces.exists()


@pytest.mark.parametrize("cookie", ["x", "x.y", "%00", "abc2345678."])
def test_a_forged_cookie_opens_nothing(client: Client, told: Article, cookie: str) -> None:
    client.cookies["dossier"] = cookie
    assert "Le dossier de ce navigateur" not in text(client.get("/dossiers/"))


def test_a_lost_statement_is_said_and_the_dossier_stays(client: Client, told: Article) -> None:
    response = client.post("/dossiers/add/", {"article": told.uid, "at": "body-0-1"}, follow=True)
    assert "Cet énoncé n’est plus relevé dans l’article." in text(response)


def test_what_cannot_be_added_begins_no_dossier(client: Client, told: Article) -> None:
    assert client.post("/dossiers/add/", {"article": told.uid, "at": "body-0-1"})["Location"] == told.get_absolute_url()
    assert not Dossier.objects.exists()


def test_the_address_of_the_dossier_that_the_browser_kept_is_not_lost(client: Client, told: Article) -> None:
    first, second = begin(title="Premier"), begin(title="Second")
    client.get(kept(first))
    assert "gardait un autre dossier" not in text(client.get(kept(first)))
    page = text(client.get(kept(second)))
    assert f'gardait un autre dossier : <a href="{kept(first)}">Premier</a>' in page


@pytest.mark.parametrize("address", ["/actors/suede/", "/relations/NO/SE/", "/changes/"])
def test_a_statement_is_added_from_wherever_it_is_read(client: Client, told: Article, address: str) -> None:
    added = f"/dossiers/add/?article={told.uid}&at={anchor_of(told.evidence.get())}"
    assert added in text(client.get(address))


def test_what_a_reader_writes_is_no_markup(client: Client, told: Article) -> None:
    dossier = begin(title="<script>1</script>")
    put(dossier=dossier, article=told, note="<img src=x>")
    for address in (dossier.get_absolute_url(), kept(dossier)):
        page = client.get(address).content.decode()
        assert "<script>1" not in page
        assert "<img src=x" not in page


def test_dossiers_are_kept_out_of_search_engines_and_caches(client: Client, told: Article) -> None:
    dossier = begin()
    assert client.get(dossier.get_absolute_url())["X-Robots-Tag"] == "noindex"
    assert "no-store" in client.get(kept(dossier))["Cache-Control"]
    assert client.get(kept(dossier))["Referrer-Policy"] == "same-origin"


def test_a_file_comes_with_the_name_of_the_dossier(client: Client, told: Article) -> None:
    dossier = begin()
    put(dossier=dossier, article=told)
    response = client.get(f"{dossier.get_absolute_url()}export/dossier.ris")
    assert response["Content-Disposition"] == f'attachment; filename="dossier-{dossier.uid}.ris"'
    assert client.get(f"{dossier.get_absolute_url()}export/passwd").status_code == 404


def test_the_article_page_leads_to_the_dossier(client: Client, told: Article) -> None:
    page = text(client.get(told.get_absolute_url()))
    assert f"/dossiers/add/?article={told.uid}" in page
    assert f"/dossiers/add/?article={told.uid}&at={anchor_of(told.evidence.get())}" in page


@pytest.mark.parametrize("article", ["", "x" * 500, "%00", "personne"])
def test_what_there_is_not_cannot_be_added(client: Client, article: str) -> None:
    assert client.get(f"/dossiers/add/?article={article}").status_code == 404


def test_a_long_dossier_costs_as_many_queries_as_a_short_one(
    client: Client,
    told: Article,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    dossier = begin()
    put(dossier=dossier, article=told, anchor=anchor_of(told.evidence.get()))
    with django_assert_max_num_queries(12) as few:
        assert SENTENCE[2:] in text(client.get(dossier.get_absolute_url()))
    for number in range(30):
        put(dossier=dossier, article=article_naming(actor_row(f"Autre {number}")))
    with django_assert_num_queries(len(few)):
        client.get(dossier.get_absolute_url())
