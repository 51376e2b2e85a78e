"""JSON Lines: each line an article, or told why not."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.importing.readers.records import Limits
from tests.articles.importing.readers.items import read, said

TEXT = "Le ministre norvégien s'est rendu lundi à Reykjavik."


def line(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False) + "\n"


def test_usual_names_of_fields_are_known() -> None:
    (slip,) = read(
        line(Titre="Un bureau", date_publication="2011-05-04", auteur="Jean Dupont", journal="Le Monde", texte=TEXT),
        "jsonl",
    ).slips
    assert said(slip) == {"title": "Un bureau", "date": "2011-05-04", "author": "Jean Dupont", "source": "Le Monde"}
    assert slip.text == TEXT


def test_each_datum_says_its_field() -> None:
    (slip,) = read(line(headline="Un bureau", body=TEXT), "jsonl").slips
    assert [(datum.kind, datum.where) for datum in slip.data] == [("title", "json:headline")]


def test_a_map_comes_before_usual_names() -> None:
    (slip,) = read(line(title="Rubrique", kop="Un bureau", text=TEXT), "jsonl", columns={"title": "kop"}).slips
    assert said(slip)["title"] == "Un bureau"
    assert ("json:title", "Rubrique") in [(rest.reason, rest.text) for rest in slip.rest]


def test_nested_fields_are_named_by_their_path() -> None:
    (slip,) = read(line(text=TEXT, meta={"tags": ["nord", "port"], "pages": 3}), "jsonl").slips
    assert [(rest.reason, rest.text) for rest in slip.rest] == [
        ("json:meta.tags", "nord"), ("json:meta.tags", "port"), ("json:meta.pages", "3"),
    ]  # fmt: skip


def test_a_record_is_known_by_its_id_then_its_address_then_its_number() -> None:
    data = (
        line(id="a1", url="https://example.org/1", text=TEXT)
        + line(url="https://example.org/2", text=TEXT)
        + line(text=TEXT)
    )
    assert [record.key for record in read(data, "jsonl").records] == ["a1", "https://example.org/2", "@3"]


def test_broken_lines_are_told_and_the_others_go_on() -> None:
    found = read(b'{"text": \n' + line(text=TEXT).encode() + b'[1, 2]\n"mot"\n' + line(titre="Rien").encode(), "jsonl")
    assert [refused.place for refused in found.refused] == ["line 1", "line 3", "line 4", "line 5"]
    assert len(found.records) == 1


def test_a_line_that_is_too_long_is_told_and_the_others_go_on() -> None:
    data = line(text=TEXT) + line(text="x" * 5000) + line(text=TEXT)
    found = read(data, "jsonl", limits=Limits(record=1000))
    assert [refused.place for refused in found.refused] == ["line 2"]
    assert [record.key for record in found.records] == ["@1", "@3"]


def test_json_that_is_nested_too_deeply_is_told() -> None:
    found = read('{"text": ' + "[" * 100_000 + "\n" + line(text=TEXT), "jsonl")
    assert (len(found.refused), len(found.records)) == (1, 1)


def test_a_document_that_is_a_list_is_read_item_by_item() -> None:
    document = json.dumps([{"text": TEXT, "title": "Un"}, {"text": TEXT, "title": "Deux"}], indent=1)
    assert [said(slip)["title"] for slip in read(document, "jsonl").slips] == ["Un", "Deux"]


@pytest.mark.parametrize(
    ("date", "told"),
    [
        ("20110504", "2011-05-04"),
        (1304503200, "2011-05-04T10:00:00+00:00"),
        ("1304503200000", "2011-05-04T10:00:00+00:00"),
    ],
)
def test_dates_in_figures_become_readable(date: object, told: str) -> None:
    (slip,) = read(line(date=date, text=TEXT), "jsonl").slips
    assert said(slip)["date"] == told


def test_markup_in_a_field_becomes_paragraphs() -> None:
    (slip,) = read(line(content="<p>Un &amp; deux.</p><p>Trois<br>quatre</p><script>non</script>"), "jsonl").slips
    assert slip.text.split("\n\n") == ["Un & deux.", "Trois", "quatre"]


def test_a_line_in_another_encoding_is_read() -> None:
    (slip,) = read(line(text=TEXT).encode("cp1252"), "jsonl").slips
    assert (slip.text, slip.encoding) == (TEXT, "windows-1252")


plain = st.text(
    st.characters(blacklist_categories=["Cs", "Cc", "Zs", "Zl", "Zp"], blacklist_characters="<&"),
    min_size=1,
    max_size=12,
)


@given(st.dictionaries(plain, st.one_of(plain, st.lists(plain, max_size=3), st.integers(-(10**6), 10**6)), max_size=6))
def test_no_value_of_a_record_is_lost(fields: dict[str, object]) -> None:
    everything = read(line(text=TEXT, **{k: v for k, v in fields.items() if k != "text"}), "jsonl").everything()
    for name, value in fields.items():
        for one in value if isinstance(value, list) else [value]:
            assert name == "text" or str(one) in everything or name in everything


def test_a_document_that_is_one_object_is_one_article() -> None:
    found = read(json.dumps({"title": "Un", "text": TEXT}, indent=1), "jsonl")
    assert ([said(slip)["title"] for slip in found.slips], found.refused) == (["Un"], [])


@pytest.mark.parametrize("indent", [None, 1])
def test_a_list_in_the_answer_of_a_service_is_read_item_by_item(indent: int | None) -> None:
    answer = {"status": "ok", "articles": [{"title": "Un", "text": TEXT}, {"title": "Deux", "text": TEXT}]}
    found = read(json.dumps(answer, indent=indent), "jsonl")
    assert [said(slip)["title"] for slip in found.slips] == ["Un", "Deux"]
    assert [one.text for one in found.dropped] == ["status: ok"]


def test_an_object_with_a_text_is_one_article_whatever_lists_it_has() -> None:
    found = read(line(title="Un", text=TEXT, links=[{"text": "Ailleurs"}]), "jsonl")
    assert [said(slip)["title"] for slip in found.slips] == ["Un"]


def test_items_before_the_break_of_a_list_are_read() -> None:
    document = json.dumps([{"text": TEXT, "title": "Un"}, {"text": TEXT, "title": "Deux"}], indent=1)
    found = read(document[:-30], "jsonl")
    assert [said(slip)["title"] for slip in found.slips] == ["Un"]
    assert [refused.place for refused in found.refused] == ["item 2"]
    assert "line 7" in found.refused[0].reason


def test_a_number_is_kept_as_it_is_written() -> None:
    (slip,) = read('{"text": "' + TEXT + '", "price": 1.50, "much": 1e999, "long": ' + "9" * 5000 + "}", "jsonl").slips
    assert [rest.text for rest in slip.rest] == ["1.50", "1e999", "9" * 5000]
