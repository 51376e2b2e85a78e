"""Europresse's collections: every document, and every word outside them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.importing.readers.markup import blocks, tree_of
from articles.importing.readers.records import Unfit
from tests.articles.importing.readers.items import read, said


def document(title: str = "Un bureau commun", text: str = "<p>Un.</p><p>Deux.</p>", number: str = "") -> str:
    return (
        '<article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName"> Le Monde </span></div>'
        '<span class="DocHeader">International, mercredi 4 mai 2011 345 mots, p. 6</span></header><section>'
        '<div class="titreArticle"><p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">'
        f"{title}</p>"
        '<p class="sm-margin-bottomNews">Jean Dupont</p></div><div class="DocText clearfix">'
        f'<div class="docOcurrContainer">{text}</div></div></section><footer><div class="publiC-lblNodoc">{number}</div>'  # noqa: E501
        "<small>© 2011 Le Monde. Tous droits réservés.</small></footer></article>"
    )


def collection(*documents: str) -> str:
    body = "<hr>".join(documents)
    return f'<html><head><meta charset="utf-8"></head><body><p>2 documents</p>{body}</body></html>'


def test_each_document_is_an_article_with_its_data() -> None:
    slips = read(collection(document(), document("Un autre")), "europresse").slips
    assert [said(slip)["title"] for slip in slips] == ["Un bureau commun", "Un autre"]
    assert said(slips[0]) == {
        "title": "Un bureau commun", "date": "International, mercredi 4 mai 2011 345 mots, p. 6", "author": "Jean Dupont",  # noqa: E501
        "source": "Le Monde",
    }  # fmt: skip
    assert slips[0].text == "Un.\n\nDeux."


def test_documents_are_known_by_their_number() -> None:
    found = read(collection(document(number="news·20110504·LM·1234567"), document()), "europresse")
    assert [record.key for record in found.records] == ["news·20110504·LM·1234567", "@2"]


def test_what_stands_outside_the_documents_is_told() -> None:
    found = read(collection(document()), "europresse")
    assert [dropped.text for dropped in found.dropped] == ["2 documents"]
    assert "Tous droits réservés" in found.slips[0].rest[0].text


def test_a_document_without_text_is_told_and_the_others_go_on() -> None:
    found = read(collection(document(text=""), document()), "europresse")
    assert ([refused.place for refused in found.refused], len(found.records)) == (["document 1"], 1)


def test_a_page_without_documents_is_told() -> None:
    with pytest.raises(Unfit, match="no article"):
        read("<html><body><p>Rien.</p></body></html>", "europresse")


word = st.text("abcdefghéèàçôœ", min_size=3, max_size=9)
text = st.lists(word, min_size=1, max_size=4).map(lambda words: "".join(f"<p>{one}</p>" for one in words))


@given(st.lists(st.tuples(word, text, word), min_size=1, max_size=4))
def test_every_word_of_a_collection_is_accounted_for(made: list[tuple[str, str, str]]) -> None:
    data = collection(*(document(title, body) + f"<p>{between}</p>" for title, body, between in made))
    found = read(data, "europresse")
    assert len(found.records) == len(made)
    everything = found.everything()
    assert all(one in everything for block in blocks(tree_of(data)) for one in block.split())
