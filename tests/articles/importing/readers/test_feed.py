"""RSS and Atom: an entry an article."""

from __future__ import annotations

import pytest

from articles.importing.readers.records import Unfit
from tests.articles.importing.readers.items import read, said

RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>
<title>Fil du Nord</title><language>fr-FR</language>
<item><title>La Norvège &amp; l'Islande signent</title><link>https://example.org/1</link><guid>abc-1</guid>
<pubDate>Wed, 04 May 2011 10:00:00 GMT</pubDate>
<description>&lt;p&gt;Un accord de pêche a été signé.&lt;/p&gt;</description>
<category>Pêche</category></item>
<item><title>Rien</title><link>https://example.org/2</link></item>
<item><title>La Suède demande à voir le texte</title><link>https://example.org/3</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Gazette</title><entry><id>tag:1</id><title>Un bureau</title>
<author><name>Jean Dupont</name></author><published>2011-05-04T10:00:00Z</published><summary>Le résumé.</summary>
<content type="html">&lt;p&gt;Un.&lt;/p&gt;&lt;p&gt;Deux.&lt;/p&gt;</content></entry></feed>"""


def test_an_entry_says_its_title_date_outlet_and_address() -> None:
    slip = read(RSS, "feed").slips[0]
    assert said(slip) == {
        "title": "La Norvège & l'Islande signent", "date": "Wed, 04 May 2011 10:00:00 GMT", "source": "Fil du Nord",
        "url": "https://example.org/1", "language": "fr",
    }  # fmt: skip
    assert slip.text == "Un accord de pêche a été signé."


def test_entries_are_known_by_their_id() -> None:
    assert [record.key for record in read(RSS, "feed").records] == ["abc-1", "https://example.org/3"]


def test_an_entry_without_words_is_told_and_a_title_that_says_enough_is_a_flash() -> None:
    found = read(RSS, "feed")
    assert [refused.place for refused in found.refused] == ["entry 2"]
    assert found.slips[1].text == ""


def test_the_content_is_the_text_and_the_summary_is_left() -> None:
    (slip,) = read(ATOM, "feed").slips
    assert slip.text == "Un.\n\nDeux."
    assert [rest.text for rest in slip.rest] == ["Le résumé."]
    assert said(slip)["author"] == "Jean Dupont"


def test_what_is_no_feed_is_told() -> None:
    with pytest.raises(Unfit, match="no RSS or Atom"):
        read("Bonjour.", "feed")


def test_a_feed_that_breaks_off_gives_what_it_has_and_says_so() -> None:
    found = read(RSS[: RSS.index("<item><title>Rien")], "feed")
    assert len(found.records) == 1
    assert "breaks off" in found.refused[-1].reason


def test_entities_that_multiply_do_no_harm() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    found = read(RSS.replace("<rss", f"{bomb}<rss").replace("Pêche", "&c;"), "feed")
    assert all(len(record.data) < 10_000 for record in found.records)
