"""HTML: the article, its metadata with where they stand, and all else as what was left."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.importing.readers.markup import blocks, tree_of
from tests.articles.importing.readers.items import read, said

PARAGRAPHS = [
    "Le ministre norvégien des Pêches s'est rendu lundi à Reykjavik pour y rencontrer son homologue islandais et "
    "signer un accord de coopération que les deux capitales préparaient depuis des mois.",
    "Les deux pays partageront un bureau dans le port, a indiqué le ministre devant la presse, et l'Islande en paiera "
    "la moitié pendant les cinq premières années, selon le texte signé.",
    "Le chantier commencera à l'automne. La Finlande et la Suède ont été informées du projet par lettre, mais elles "
    "n'ont pas encore répondu.",
]
HEAD = '<title>Un bureau commun | Gazette</title><meta property="og:title" content="Un bureau commun à Oslo">'


def page(head: str = HEAD, before: str = "", after: str = "") -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return (
        f'<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8">{head}</head><body>'
        f'<nav><a href="/">Accueil</a></nav><article>{before}{text}{after}</article><footer>Mentions légales</footer></body></html>'  # noqa: E501
    )


def test_the_article_is_cut_out_and_the_rest_is_kept_as_left() -> None:
    (slip,) = read(page(), "html").slips
    assert slip.text.split("\n\n") == PARAGRAPHS
    assert {"Accueil", "Mentions légales", "Un bureau commun | Gazette"} <= set(slip.rest[0].text.split("\n"))


@pytest.mark.parametrize(
    ("head", "where", "date"),
    [
        ('<meta property="article:published_time" content="2011-05-04T10:00:00+02:00">', "meta:article:published_time", "2011-05-04T10:00:00+02:00"),  # noqa: E501
        ('<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": "2011-05-04"}]}</script>', "ld+json:datePublished", "2011-05-04"),  # noqa: E501
        ('<meta name="DC.date.issued" content="20110504">', "meta:dc.date.issued", "2011-05-04"),
    ],
)  # fmt: skip
def test_the_date_is_the_one_declared(head: str, where: str, date: str) -> None:
    (slip,) = read(page(HEAD + head), "html").slips
    assert [(datum.where, datum.value) for datum in slip.all("date")] == [(where, date)]


def test_a_date_line_beside_the_article_counts_where_nothing_is_declared() -> None:
    data = page().replace("<footer>", "<footer><p>Publié le 4 mai 2011</p>")
    assert "4 mai 2011" in said(read(data, "html").slips[0])["date"] + read(data, "html").slips[0].text


def test_a_date_in_the_story_is_no_metadata() -> None:
    data = page().replace("rendu lundi", "rendu le 3 mars 1987")
    assert read(data, "html").slips[0].first("date") is None


def test_authors_outlet_and_address_are_those_declared() -> None:
    linked = (
        '<script type="application/ld+json">{"@type": ["NewsArticle"], "headline": "Un bureau", "author": '
        '[{"name": "Jean Dupont"}, {"name": "Anne Roy"}], "publisher": {"@type": "Organization", "name": "Gazette"}}</script>'  # noqa: E501
        '<link rel="canonical" href="https://example.org/bureau">'
    )
    (slip,) = read(page(linked), "html").slips
    assert [datum.value for datum in slip.all("author")] == ["Jean Dupont", "Anne Roy"]
    assert (said(slip)["source"], said(slip)["url"]) == ("Gazette", "https://example.org/bureau")


def test_the_encoding_is_the_one_declared() -> None:
    data = page().replace("utf-8", "iso-8859-1").encode("cp1252")
    assert "norvégien" in read(data, "html").slips[0].text


def test_scripts_and_styles_are_no_words() -> None:
    (slip,) = read(page(after="<script>var secret = 1</script><style>p {}</style>"), "html").slips
    assert "secret" not in slip.text + slip.rest[0].text


@pytest.mark.parametrize(
    "data", [b"", b"<html></html>", b"\x00\x01" * 300, b"<html><body><script>x</script></body></html>"]
)
def test_a_page_without_words_is_told(data: bytes) -> None:
    found = read(data, "html")
    assert (len(found.refused), found.records) == (1, [])


def test_a_page_nested_beyond_reading_is_told_and_not_cut_short() -> None:
    found = read("<html><body>" + "<div>" * 30_000 + "<p>fin</p>", "html")
    assert [refused.reason for refused in found.refused] == ["The page is nested too deeply to be read whole."]


tag = st.sampled_from(["p", "div", "span", "b", "h2", "li", "td", "section", "em", "blockquote"])
word = st.text("abcdefghéèàçôœ", min_size=3, max_size=9)
markup = st.recursive(
    word,
    lambda inner: st.tuples(tag, st.lists(inner, min_size=1, max_size=3)).map(
        lambda made: f"<{made[0]}>{' '.join(made[1])}</{made[0]}>"
    ),
    max_leaves=12,
)


@given(st.lists(markup, min_size=1, max_size=4).map(" ".join))
def test_every_word_that_a_page_shows_is_in_its_slip(body: str) -> None:
    everything = read(page(before=body), "html").everything()
    assert all(one in everything for block in blocks(tree_of(page(before=body))) for one in block.split())
