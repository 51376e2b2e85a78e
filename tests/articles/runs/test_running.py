"""Runs of an import: what is stored, found again, stopped and gone on with."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from articles import curation
from articles.importing.readers.records import Limits, Options
from articles.importing.storing import Outcome
from articles.models import Article, ImportRun
from articles.originals import original
from articles.rereading import reread
from articles.runs.running import carry_on
from entities.extracting import Extractor
from tests.articles.runs.making import TODAY, archive, imported, is_refused_elsewhere, outcomes, record, start, work

pytestmark = pytest.mark.django_db


def test_each_record_becomes_an_article_that_knows_its_run(tmp_path: Path, extractor: Extractor) -> None:
    run, results = imported(extractor, archive(tmp_path / "a.jsonl", [record(1), record(2)]))
    assert outcomes(results) == [Outcome.NEW, Outcome.NEW]
    article = Article.objects.get(import_path__endswith="a.jsonl#n1")
    assert (article.title, article.published, article.run) == ("Voyage 1 à Helsinki", "2011-05-04", run)
    assert article.mentions.filter(actor__name="Norvège").exists()


def test_the_run_tells_its_counts_and_reasons(tmp_path: Path, extractor: Extractor) -> None:
    path = tmp_path / "a.jsonl"
    archive(path, [record(1), {"titre": "Rien"}])
    run, _results = imported(extractor, str(path))
    assert (run.new_count, run.rejected_count, run.state) == (1, 1, ImportRun.State.FINISHED)
    assert "no text" in run.rejections[0]["reason"]
    assert run.finished_at is not None


def test_a_second_run_changes_nothing(tmp_path: Path, extractor: Extractor) -> None:
    source = archive(tmp_path / "a.jsonl", [record(number) for number in range(20)])
    imported(extractor, source)
    before = list(Article.objects.order_by("pk").values())
    _run, results = imported(extractor, source)
    assert set(outcomes(results)) == {Outcome.UNCHANGED}
    assert list(Article.objects.order_by("pk").values()) == before


def test_a_changed_record_updates_its_article_and_keeps_curators_work(
    tmp_path: Path, extractor: Extractor, curator: User
) -> None:
    path = tmp_path / "a.jsonl"
    imported(extractor, archive(path, [record(1)]))
    article = Article.objects.get()
    curation.reject(item=article.mentions.filter(actor__name="Norvège").first(), by=curator)
    _run, results = imported(extractor, archive(path, [record(1, title="Un autre titre pour ce voyage")]))
    assert outcomes(results) == [Outcome.UPDATED]
    changed = Article.objects.get()
    assert (changed.pk, changed.title) == (article.pk, "Un autre titre pour ce voyage")
    assert changed.mentions.filter(status="rejected").exists()


def test_records_are_found_again_wherever_they_stand_in_their_archive(tmp_path: Path, extractor: Extractor) -> None:
    path = tmp_path / "a.jsonl"
    imported(extractor, archive(path, [record(1), record(2)]))
    _run, results = imported(extractor, archive(path, [record(3), record(2), record(1)]))
    assert outcomes(results) == [Outcome.NEW, Outcome.UNCHANGED, Outcome.UNCHANGED]


def test_a_record_with_the_same_bytes_comes_in_as_a_copy_and_stays_one(tmp_path: Path, extractor: Extractor) -> None:
    twin = {key: value for key, value in record(1).items() if key != "id"}
    source = archive(tmp_path / "a.jsonl", [twin, twin])
    _run, results = imported(extractor, source)
    assert outcomes(results) == [Outcome.NEW, Outcome.NEW]
    first, second = Article.objects.order_by("pk")
    assert (second.copy_of, second.similarity) == (first, 1)
    assert set(outcomes(imported(extractor, source)[1])) == {Outcome.UNCHANGED}


def test_a_copy_of_a_file_comes_in_as_a_copy(tmp_path: Path, extractor: Extractor) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(record(1)["text"], encoding="utf-8")
    _run, results = imported(extractor, str(tmp_path))
    assert outcomes(results) == [Outcome.NEW, Outcome.NEW]
    assert Article.objects.filter(copy_of__isnull=False).count() == 1
    assert set(outcomes(imported(extractor, str(tmp_path))[1])) == {Outcome.UNCHANGED}


def test_a_moved_file_is_the_same_article(tmp_path: Path, extractor: Extractor) -> None:
    (tmp_path / "a.txt").write_text(record(1)["text"], encoding="utf-8")
    imported(extractor, str(tmp_path))
    (tmp_path / "a.txt").rename(tmp_path / "b.txt")
    _run, results = imported(extractor, str(tmp_path))
    assert outcomes(results) == [Outcome.UPDATED]
    assert Article.objects.get().import_path == results[0].path


def test_two_records_of_one_name_are_two_articles(tmp_path: Path, extractor: Extractor) -> None:
    source = archive(tmp_path / "a.jsonl", [record(1), record(2, id="n1")])
    imported(extractor, source)
    assert Article.objects.count() == 2
    assert set(outcomes(imported(extractor, source)[1])) == {Outcome.UNCHANGED}


def test_a_stopped_run_goes_on_where_it_was(tmp_path: Path, extractor: Extractor) -> None:
    source = archive(tmp_path / "a.jsonl", [record(number) for number in range(80)])
    run = start(source)
    going = carry_on(run, work(extractor))
    next(going)
    going.close()
    run.refresh_from_db()
    assert (run.state, Article.objects.count()) == (ImportRun.State.STOPPED, 64)
    again, results = imported(extractor, source)
    assert (again.pk, len(results), Article.objects.count()) == (run.pk, 16, 80)
    assert (again.new_count, again.unchanged_count) == (80, 0)


def test_an_archive_that_changed_while_its_run_was_stopped_is_read_from_its_start(
    tmp_path: Path, extractor: Extractor
) -> None:
    path = tmp_path / "a.jsonl"
    going = carry_on(start(archive(path, [record(number) for number in range(20)])), work(extractor))
    next(going)
    going.close()
    archive(path, [record(99), *(record(number) for number in range(20))])
    imported(extractor, str(path))
    assert Article.objects.count() == 21


def test_a_folder_of_which_a_file_changed_while_its_run_was_stopped_is_read_from_its_start(
    tmp_path: Path, extractor: Extractor
) -> None:
    (tmp_path / "b").mkdir()
    for number in range(20):
        (tmp_path / "b" / f"{number:02}.txt").write_text(record(number)["text"], encoding="utf-8")
    going = carry_on(start(str(tmp_path)), work(extractor))
    next(going)
    going.close()
    (tmp_path / "b" / "00.txt").unlink()
    imported(extractor, str(tmp_path))
    assert Article.objects.filter(import_path__endswith="/19.txt").exists()
    assert Article.objects.count() == 20


def test_other_options_are_another_run(tmp_path: Path, extractor: Extractor) -> None:
    source = archive(tmp_path / "a.jsonl", [record(1)])
    assert start(source) != start(source, options=Options(columns={"title": "id"}))


@pytest.mark.django_db(transaction=True)
def test_a_run_that_another_works_on_is_left_to_it(tmp_path: Path, extractor: Extractor) -> None:
    run = start(archive(tmp_path / "a.jsonl", [record(number) for number in range(20)]))
    going = carry_on(run, work(extractor))
    next(going)
    assert is_refused_elsewhere(lambda: next(carry_on(ImportRun.objects.get(pk=run.pk), work(extractor))))
    going.close()


def test_compressed_archives_in_folders_are_read_and_other_files_are_left_aside(
    tmp_path: Path, extractor: Extractor
) -> None:
    archive(tmp_path / "a.jsonl", [record(1)])
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress((tmp_path / "a.jsonl").read_bytes()))
    (tmp_path / "image.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / ".cache").write_bytes(b"x")
    run, results = imported(extractor, str(tmp_path))
    assert outcomes(results) == [Outcome.NEW, Outcome.NEW]
    assert [one["reason"] for one in run.left] == ["no format that is read"]


def test_what_can_not_be_opened_is_told_and_the_others_go_on(tmp_path: Path, extractor: Extractor) -> None:
    source = archive(tmp_path / "a.jsonl", [record(1)])
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b"x" * 1000)[:-9])
    _run, results = imported(extractor, str(tmp_path / "absent.html"), str(tmp_path / "b.jsonl.gz"), source)
    assert outcomes(results) == [Outcome.REJECTED, Outcome.REJECTED, Outcome.NEW]
    assert all(one.is_error for one in results[:2])


def test_a_text_longer_than_an_article_is_told(tmp_path: Path, extractor: Extractor) -> None:
    _run, results = imported(extractor, archive(tmp_path / "a.jsonl", [record(1, text="Un mot de trop. " * 20_000)]))
    assert "more than an article" in results[0].note


def test_a_record_that_would_take_minutes_to_sort_is_told(tmp_path: Path, extractor: Extractor) -> None:
    source = archive(tmp_path / "a.jsonl", [record(1, text="Un mot de trop.\n" * 400_000), record(2)])
    _run, results = imported(extractor, source)
    assert outcomes(results) == [Outcome.REJECTED, Outcome.NEW]
    assert results[0].note.startswith("line 1: 6,")


def test_signs_that_the_database_refuses_do_no_harm(tmp_path: Path, extractor: Extractor) -> None:
    odd = record(
        1,
        title="Voyage\u0000 à \ud800 Oslo",
        url="https://example.org/" + "x" * 3000,
        id="\u0000" * 400,
        author="y" * 999,
    )
    (tmp_path / "a.jsonl").write_bytes(json.dumps(odd).encode())
    _run, results = imported(extractor, str(tmp_path / "a.jsonl"), options=Options(limits=Limits()))
    assert outcomes(results) == [Outcome.NEW]


def test_an_imported_article_is_read_again_from_its_own_bytes(tmp_path: Path, extractor: Extractor) -> None:
    imported(extractor, archive(tmp_path / "a.jsonl", [record(1)]))
    before = Article.objects.values("title", "body", "published", "date_evidence").get()
    (done,) = reread(Article.objects.all(), extractor, today=TODAY)
    assert done.refusal == ""
    assert Article.objects.values("title", "body", "published", "date_evidence").get() == before


def test_the_page_of_the_original_traces_an_imported_article(tmp_path: Path, extractor: Extractor) -> None:
    imported(extractor, archive(tmp_path / "a.jsonl", [record(1)]))
    shown = original(Article.objects.get())
    assert shown.is_traced
    assert any("named country" in line.html for line in shown.lines)
