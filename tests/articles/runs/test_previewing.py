"""What an import would make of its sources."""

from __future__ import annotations

from pathlib import Path

import pytest

from articles.importing.readers.records import Options
from articles.importing.storing import Outcome
from articles.models import Article, ImportRun
from articles.runs.previewing import Shown, preview
from entities.authority.loader import load_files
from entities.extracting import Extractor
from tests.articles.runs.making import TODAY, archive, imported, record

pytestmark = pytest.mark.django_db


def shown(*sources: str) -> list[Shown]:
    return list(preview(sources, Options(), load_files(), today=TODAY))


def told(one: Shown) -> dict[str, tuple[str, str]]:
    return {datum.kind: (datum.value, datum.where) for datum in one.data}


def test_each_datum_says_where_it_is_from(tmp_path: Path) -> None:
    (one,) = shown(archive(tmp_path / "a.jsonl", [record(1, journal="Le Monde")]))
    data = told(one)
    assert data["title"] == ("Voyage 1 à Helsinki", "json:title")
    assert data["date"] == ("2011-05-04", "json:date: 2011-05-04")
    assert data["outlet"] == ("le-monde", "json:journal")


def test_the_datum_of_a_plain_text_says_its_line(tmp_path: Path) -> None:
    text = f"Le Monde\n\nVoyage à Helsinki pour le ministre\n\nPublié le 4 mai 2011\n\n{record(1)['text']}"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    data = told(shown(str(tmp_path))[0])
    assert data["title"] == ("Voyage à Helsinki pour le ministre", "line 3")
    assert data["date"] == ("2011-05-04", "Publié le 4 mai 2011")


def test_what_is_left_is_told_with_its_reason(tmp_path: Path) -> None:
    (one,) = shown(archive(tmp_path / "a.jsonl", [record(1, mots="port; pluie")]))
    assert [(cut.reason, cut.lines, cut.first) for cut in one.cuts if "mots" in cut.reason] == [
        ("json:mots", 1, "port; pluie")
    ]


def test_nothing_is_stored_and_what_is_known_is_told(tmp_path: Path, extractor: Extractor) -> None:
    source = archive(tmp_path / "a.jsonl", [record(1)])
    assert [one.outcome for one in shown(source)] == [Outcome.NEW]
    assert (Article.objects.count(), ImportRun.objects.count()) == (0, 0)
    imported(extractor, source)
    assert [one.outcome for one in shown(source)] == [Outcome.UNCHANGED]
    assert [one.outcome for one in shown(archive(tmp_path / "a.jsonl", [record(1, title="Autre voyage à Oslo")]))] == [
        Outcome.UPDATED
    ]


def test_refused_records_say_why(tmp_path: Path) -> None:
    found = shown(archive(tmp_path / "a.jsonl", [{"titre": "Rien"}, record(1, text="Un.")]))
    assert [one.outcome for one in found] == [Outcome.REJECTED, Outcome.REJECTED]
    assert all(one.note for one in found)


def test_a_file_of_the_same_bytes_as_another_is_unchanged_once_stored(tmp_path: Path, extractor: Extractor) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"Voyage à Helsinki\n\n{record(1)['text']}", encoding="utf-8")
    imported(extractor, str(tmp_path))
    assert [one.outcome for one in shown(str(tmp_path))] == [Outcome.UNCHANGED, Outcome.UNCHANGED]


def test_records_of_one_name_are_told_apart_as_the_import_does(tmp_path: Path, extractor: Extractor) -> None:
    source = archive(tmp_path / "a.jsonl", [record(1), record(2, id="n1")])
    imported(extractor, source)
    assert [one.outcome for one in shown(source)] == [Outcome.UNCHANGED, Outcome.UNCHANGED]


def test_a_file_that_was_moved_is_told_as_the_import_tells_it(tmp_path: Path, extractor: Extractor) -> None:
    (tmp_path / "a.txt").write_text(record(1)["text"], encoding="utf-8")
    imported(extractor, str(tmp_path))
    (tmp_path / "a.txt").rename(tmp_path / "b.txt")
    assert [one.outcome for one in shown(str(tmp_path))] == [Outcome.UPDATED]


def test_a_text_in_another_language_is_told_as_it_is_stored(tmp_path: Path, extractor: Extractor) -> None:
    german = (
        "Der Außenminister ist am Dienstag in Tokio eingetroffen. Die Gespräche werden drei Tage dauern, sagte ein "
        "Sprecher. Danach besucht die Delegation den Hafen, und am Freitag reist sie wieder ab."
    )
    source = archive(tmp_path / "a.jsonl", [record(1, text=german)])
    (one,) = shown(source)
    imported(extractor, source)
    assert told(one)["language"][0] == Article.objects.get().language == "de"


def test_a_text_too_long_is_refused_in_the_words_of_the_import(tmp_path: Path, extractor: Extractor) -> None:
    source = archive(tmp_path / "a.jsonl", [record(1, text="mot " * 60_000)])
    (one,) = shown(source)
    _run, (stored,) = imported(extractor, source)
    assert stored.note == f"{one.place}: {one.note}"
