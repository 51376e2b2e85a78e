"""Factiva's exports in both layouts, in HTML and in RTF: every document, every line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from articles.importing.readers import factiva, rich
from tests.articles.importing.readers.items import Read, read, said

LAID_OUT = [
    "International", "Oslo et Reykjavik ouvrent un bureau commun", "Jean Dupont", "345 mots", "4 mai 2011", "10:00",
    "Le Monde", "LEMOND", "6", "Français", "Copyright 2011 Le Monde. Tous droits réservés.",
    "Le ministre norvégien s'est rendu lundi à Reykjavik.", "Les deux pays partageront un bureau dans le port.",
    "Document LEMOND0020110504e754000a1",
]  # fmt: skip
CODED = [
    "HD La Suède répond", "WC 20 mots", "PD 5 mai 2011", "SN Agence France Presse", "LA Français", "CY Copyright AFP",
    "LP", "La Suède a répondu jeudi par une lettre.", "TD", "Elle demande un délai.", "NS gdip : Diplomatie",
    "AN Document AFPFR00020110505e755000b2",
]  # fmt: skip
DATA = {
    "title": "Oslo et Reykjavik ouvrent un bureau commun", "author": "Jean Dupont", "date": "4 mai 2011",
    "source": "Le Monde", "language": "fr",
}  # fmt: skip


def escaped(line: str) -> str:
    return "".join(c if c < "\x7f" and c not in "\\{}" else f"\\u{ord(c)}?" for c in line)


def rtf(*lines: str) -> Read:
    text = "\n".join(f"\\pard {escaped(line)}\\par" for line in lines)
    return read("{\\rtf1\\ansi\\ansicpg1252\\uc1\\deff0{\\fonttbl{\\f0 Arial;}}\n" + text + "\n}", "rtf")


def html(*lines: str) -> Read:
    return read(
        '<html><body><div class="article frArticle">'
        + "".join(f"<p>{one}</p>" for one in lines)
        + "</div></body></html>",
        "factiva",
    )


def test_a_document_laid_out_to_be_read_gives_its_data() -> None:
    for found in (rtf(*LAID_OUT), html(*LAID_OUT)):
        (slip,) = found.slips
        assert said(slip) == DATA
        assert slip.text.split("\n\n") == LAID_OUT[11:13]


def test_a_document_under_codes_gives_its_data() -> None:
    for found in (rtf(*CODED), html(*CODED)):
        (slip,) = found.slips
        assert said(slip) == {
            "title": "La Suède répond", "date": "5 mai 2011", "source": "Agence France Presse", "language": "fr",
        }  # fmt: skip
        assert slip.text.split("\n\n") == ["La Suède a répondu jeudi par une lettre.", "Elle demande un délai."]


def test_documents_are_told_apart_and_known_by_their_number() -> None:
    found = rtf(*LAID_OUT, *CODED, "Résumé de la recherche")
    assert [record.key for record in found.records] == ["LEMOND0020110504e754000a1", "AFPFR00020110505e755000b2"]
    assert [dropped.text for dropped in found.dropped] == ["Résumé de la recherche"]


def test_a_table_of_codes_is_read_too() -> None:
    rows = "".join(f"<tr><td><b>{line[:2]}</b></td><td>{line[3:]}</td></tr>" for line in CODED if line[2:3] == " ")
    table = f'<html><body><div class="article"><table>{rows.replace("<tr><td><b>NS", "<tr><td>TD</td><td>Elle demande.</td></tr><tr><td><b>NS")}</table></div></body></html>'  # noqa: E501
    (slip,) = read(table, "factiva").slips
    assert (said(slip)["title"], slip.text) == ("La Suède répond", "Elle demande.")


def test_an_rtf_without_documents_is_one_article() -> None:
    (slip,) = rtf("Un bureau commun", "Le ministre norvégien s'est rendu lundi à Reykjavik.").slips
    assert "Le ministre norvégien s'est rendu lundi à Reykjavik." in slip.text


def test_two_rtf_documents_in_one_file_are_both_read() -> None:
    one = "{\\rtf1\\ansi Le premier texte.\\par}"
    (slip,) = read(one + one.replace("premier", "second"), "rtf").slips
    assert "premier" in slip.text
    assert "second" in slip.text


word = st.text("abcdefghéèàçôœABC", min_size=3, max_size=9)


@given(
    st.lists(
        st.lists(st.lists(word, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=6), min_size=1, max_size=3
    )
)
def test_every_line_is_accounted_for(texts: list[list[str]]) -> None:
    lines = [line for text in texts for line in [*LAID_OUT[:11], *text, LAID_OUT[-1]]] + ["Fin"]
    found = rtf(*lines)
    everything = found.everything()
    assert len(found.records) == len(texts)
    assert all(line in everything for line in lines if line not in ("Français",))


def test_a_document_without_its_number_was_cut_and_its_words_are_told() -> None:
    found = rtf(*LAID_OUT, *LAID_OUT[:-1])
    assert [(one.place, one.reason) for one in found.refused] == [("document 2", factiva.CUT)]
    assert LAID_OUT[-2] in found.dropped[0].text


def test_what_stands_under_the_last_document_is_no_document() -> None:
    found = rtf(*LAID_OUT, "Résumé de la recherche", "© 2011 Factiva")
    assert found.refused == []


def test_an_rtf_that_breaks_off_is_told_and_read() -> None:
    found = read("{\\rtf1\\ansi Le ministre norvégien s'est rendu lundi à", "rtf")
    assert (len(found.records), [one.reason for one in found.refused]) == (1, [rich.CUT])
