from __future__ import annotations

import json
import struct
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from lxml import etree

from articles.metadata import as_script
from articles.models import Article
from tests.articles.exporting.conftest import SENTENCE, told

__all__ = ["told"]
pytestmark = pytest.mark.django_db


def page(client: Client, address: str, **headers: str) -> etree._Element:
    return etree.HTML(client.get(address, **headers).content.decode())


def data(found: etree._Element) -> dict[str, object]:
    return json.loads(found.xpath('string(//script[@type="application/ld+json"])'))


def opengraph(found: etree._Element) -> dict[str, str]:
    return {one.get("property")[3:]: one.get("content") for one in found.xpath('//meta[starts-with(@property, "og:")]')}


@pytest.mark.parametrize(
    "address", ["/", "/articles/?country=SE", "/articles/{uid}/", "/actors/suede/", "/relations/NO/SE/"]
)
def test_pages_have_what_opengraph_asks_for(client: Client, told: Article, address: str) -> None:
    found = opengraph(page(client, address.format(uid=told.uid)))
    assert {"title", "type", "image", "url", "site_name", "locale"} <= found.keys()
    assert found["url"].startswith("http://testserver/")


def test_the_picture_is_of_a_kind_that_others_can_show(client: Client, told: Article) -> None:
    found = opengraph(page(client, "/"))
    file = finders.find(found["image"].partition("/static/")[2])
    assert file
    header = Path(file).read_bytes()[:24]
    assert header.startswith(b"\x89PNG")
    size = tuple(map(str, struct.unpack(">II", header[16:24])))
    assert size == (found["image:width"], found["image:height"])


def test_an_article_is_a_news_article(client: Client, told: Article) -> None:
    found = data(page(client, f"/articles/{told.uid}/"))
    assert (found["@context"], found["@type"]) == ("https://schema.org", "NewsArticle")
    assert (found["headline"], found["datePublished"]) == ("Une invitation", "2015-03-04")
    assert {one["@type"] for one in found["mentions"]} == {"Country", "Person"}


def test_an_inferred_date_is_not_given_out_as_stated(client: Client, told: Article) -> None:
    Article.objects.update(date_basis="inferred")
    assert "datePublished" not in data(page(client, f"/articles/{told.uid}/"))


def test_an_actor_is_the_same_as_in_wikidata(client: Client, told: Article) -> None:
    found = data(page(client, "/actors/suede/"))
    assert (found["@type"], found["sameAs"]) == ("Country", "https://www.wikidata.org/wiki/Q34")


def test_the_files_of_two_states_can_be_found(client: Client, told: Article) -> None:
    for file in data(page(client, "/relations/NO/SE/"))["distribution"]:
        address = file["contentUrl"].removeprefix("http://testserver")
        assert client.get(address).status_code == 200


def test_a_page_tells_machines_no_more_than_it_may_tell_anybody(client: Client, told: Article) -> None:
    """Also to a reader who sees everything: the page may be passed on."""
    told.source.display = "link"
    told.source.save()
    found = page(client, f"/articles/{told.uid}/")
    assert SENTENCE not in json.dumps([data(found), opengraph(found)], ensure_ascii=False)


def test_nothing_in_the_data_ends_its_element() -> None:
    script = as_script({"name": "</script><script>alert(1)</script> & <!--"})
    assert script.count("<") == 2
    assert json.loads(script.split(">", 1)[1].removesuffix("</script>"))["name"].startswith("</script>")
