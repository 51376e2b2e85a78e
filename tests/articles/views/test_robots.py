from __future__ import annotations

from urllib.robotparser import RobotFileParser

import pytest
from django.test import Client
from lxml import etree

from articles.models import Article
from articles.sitemaps import SECTIONS
from tests.articles.exporting.conftest import told
from tests.articles.rows import article_naming, hide
from tests.rows import actor_row

__all__ = ["told"]
pytestmark = pytest.mark.django_db
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def rules(client: Client) -> RobotFileParser:
    parser = RobotFileParser()
    parser.parse(client.get("/robots.txt").content.decode().splitlines())
    return parser


def addresses(client: Client, path: str) -> list[str]:
    return [one.text for one in etree.fromstring(client.get(path).content).iter(f"{SITEMAP}loc")]


@pytest.mark.parametrize(
    "path", ["/", "/articles/", "/articles/abc/", "/network/", "/actors/suede/", "/relations/NO/SE/"]
)
def test_robots_may_read_the_pages(rules: RobotFileParser, path: str) -> None:
    assert rules.can_fetch("*", f"http://testserver{path}")


@pytest.mark.parametrize(
    "path", ["/admin/", "/articles/export/articles.csv", "/api/v1/", "/dossiers/abc/", "/path/?from=a&to=b"]
)
def test_robots_keep_out_of_what_has_no_end_or_no_readers(rules: RobotFileParser, path: str) -> None:
    assert not rules.can_fetch("*", f"http://testserver{path}")


def test_robots_are_told_of_the_sitemap(rules: RobotFileParser) -> None:
    assert rules.site_maps() == ["http://testserver/sitemap.xml"]


def test_every_address_of_the_sitemaps_is_a_page(client: Client, told: Article) -> None:
    parts = addresses(client, "/sitemap.xml")
    every = [one for part in parts for one in addresses(client, part.removeprefix("http://testserver"))]
    assert f"http://testserver/articles/{told.uid}/" in every
    assert {"http://testserver/actors/suede/", "http://testserver/relations/NO/SE/"} <= set(every)
    for address in every:
        assert client.get(address.removeprefix("http://testserver")).status_code == 200


def test_a_long_sitemap_is_several_files(client: Client, told: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SECTIONS["articles"], "limit", 1)
    article_naming(actor_row("Autre"))
    parts = [one.removeprefix("http://testserver") for one in addresses(client, "/sitemap.xml")]
    found = [addresses(client, part) for part in parts if "/articles.xml" in part]
    assert [len(ones) for ones in found] == [1, 1]
    assert found[0] != found[1]


def test_the_hidden_are_in_no_sitemap(client: Client, told: Article) -> None:
    hide(told.mentions.get(text="Anna Berg").actor)
    assert "http://testserver/actors/anna-berg/" not in addresses(client, "/sitemaps/actors.xml")
