"""An import taken back: its articles go, what it changed is as it was, what people worked on stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User

from articles import curation
from articles.models import Article, ImportRun, Replaced, Source
from articles.runs.running import carry_on
from articles.runs.undoing import Fate, Undone, undo
from entities.extracting import Extractor
from tests.articles.runs.making import TODAY, archive, imported, is_refused_elsewhere, record, start, work

pytestmark = pytest.mark.django_db


def undone(run: ImportRun, extractor: Extractor, **options: bool) -> dict[str, Undone]:
    return {one.name.rpartition("#")[2]: one for one in undo(run, lambda: extractor, today=TODAY, **options)}


def fates(found: dict[str, Undone]) -> dict[str, Fate]:
    return {name: one.fate for name, one in found.items()}


def test_the_articles_of_a_run_go_and_the_others_stay(tmp_path: Path, extractor: Extractor) -> None:
    imported(extractor, archive(tmp_path / "a.jsonl", [record(1)]))
    run, _results = imported(extractor, archive(tmp_path / "b.jsonl", [record(2), record(3, source="Gazette du port")]))
    assert fates(undone(run, extractor)) == {"n2": Fate.REMOVED, "n3": Fate.REMOVED}
    assert [one.title for one in Article.objects.all()] == [record(1)["title"]]
    assert not Source.objects.filter(name="Gazette du port").exists()
    run.refresh_from_db()
    assert run.state == ImportRun.State.UNDONE


def test_what_somebody_decided_on_is_named_and_kept_unless_all(
    tmp_path: Path, extractor: Extractor, curator: User
) -> None:
    run, _results = imported(extractor, archive(tmp_path / "a.jsonl", [record(1), record(2)]))
    article = Article.objects.get(import_path__endswith="#n1")
    curation.accept(item=article.mentions.first(), by=curator)
    found = undone(run, extractor)
    assert (found["n1"].fate, found["n1"].why) == (Fate.KEPT, "somebody decided on it")
    assert list(Article.objects.values_list("pk", flat=True)) == [article.pk]
    assert fates(undone(run, extractor, everything=True)) == {"n1": Fate.REMOVED}
    assert not Article.objects.exists()


def test_what_a_run_changed_gets_its_former_text_back(tmp_path: Path, extractor: Extractor) -> None:
    path = tmp_path / "a.jsonl"
    imported(extractor, archive(path, [record(1)]))
    before = Article.objects.values("title", "body", "sha256", "published").get()
    run, _results = imported(extractor, archive(path, [record(1, title="Un tout autre voyage", date="2012-01-02")]))
    assert fates(undone(run, extractor)) == {"n1": Fate.RESTORED}
    assert Article.objects.values("title", "body", "sha256", "published").get() == before
    assert not Replaced.objects.exists()


def test_an_article_that_a_later_import_changed_is_kept_until_that_is_undone(
    tmp_path: Path, extractor: Extractor
) -> None:
    path = tmp_path / "a.jsonl"
    first, _results = imported(extractor, archive(path, [record(1)]))
    second, _results = imported(extractor, archive(path, [record(1, title="Un tout autre voyage")]))
    assert fates(undone(first, extractor)) == {"n1": Fate.KEPT}
    undone(second, extractor)
    assert fates(undone(first, extractor)) == {"n1": Fate.REMOVED}


def test_a_change_between_two_others_is_undone_without_the_later_one(tmp_path: Path, extractor: Extractor) -> None:
    path = tmp_path / "a.jsonl"
    imported(extractor, archive(path, [record(1)]))
    second, _results = imported(extractor, archive(path, [record(1, title="Le deuxième titre du voyage")]))
    third, _results = imported(extractor, archive(path, [record(1, title="Le troisième titre du voyage")]))
    undone(second, extractor)
    assert Article.objects.get().title == "Le troisième titre du voyage"
    undone(third, extractor)
    assert Article.objects.get().title == record(1)["title"]


def test_copies_elect_another_original_when_theirs_goes(tmp_path: Path, extractor: Extractor) -> None:
    first, _results = imported(extractor, archive(tmp_path / "a.jsonl", [record(1)]))
    imported(extractor, archive(tmp_path / "b.jsonl", [record(1)]))
    undone(first, extractor)
    assert Article.objects.get().copy_of is None


def test_an_undone_run_is_not_gone_on_with(tmp_path: Path, extractor: Extractor) -> None:
    source = archive(tmp_path / "a.jsonl", [record(1)])
    first, _results = imported(extractor, source)
    undone(first, extractor)
    second, _results = imported(extractor, source)
    assert second.pk != first.pk
    assert Article.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_run_is_not_undone_while_another_goes_on_with_it(tmp_path: Path, extractor: Extractor) -> None:
    run = start(archive(tmp_path / "a.jsonl", [record(number) for number in range(20)]))
    going = carry_on(run, work(extractor))
    next(going)
    assert is_refused_elsewhere(lambda: undone(run, extractor))
    going.close()


@pytest.mark.django_db(transaction=True)
def test_nobody_goes_on_with_a_run_that_is_being_undone(tmp_path: Path, extractor: Extractor) -> None:
    run, _results = imported(extractor, archive(tmp_path / "a.jsonl", [record(1), record(2)]))
    going = undo(run, lambda: extractor, today=TODAY)
    next(going)
    assert is_refused_elsewhere(lambda: list(carry_on(ImportRun.objects.get(pk=run.pk), work(extractor))))
    assert [one.fate for one in going] == [Fate.REMOVED]
