"""The doors of imports from archives: what they print and how they exit."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from articles.models import Article, ImportRun
from tests.articles.runs.making import archive, record

pytestmark = pytest.mark.django_db


def run(name: str, *arguments: object, **options: Any) -> tuple[str, int]:
    out, status = io.StringIO(), 0
    try:
        call_command(name, *map(str, arguments), stdout=out, no_progress=True, **options)
    except SystemExit as end:
        status = int(end.code or 0)
    return out.getvalue(), status


@pytest.fixture
def source(tmp_path: Path) -> str:
    return archive(tmp_path / "a.jsonl", [record(1), record(2)])


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> io.BytesIO:
    stream = io.BytesIO()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(stream))
    return stream


def test_an_import_tells_each_article_and_the_counts(source: str) -> None:
    out, status = run("import_articles", source)
    number = ImportRun.objects.get().pk
    assert status == 0
    assert out.splitlines()[-1] == f"run {number}: 2 found = 2 new + 0 updated + 0 unchanged + 0 rejected"
    assert f"new       {source}#n1: Voyage 1 à Helsinki" in out


def test_a_refused_record_shows_in_the_exit_status(tmp_path: Path) -> None:
    out, status = run("import_articles", archive(tmp_path / "a.jsonl", [{"titre": "Rien"}]))
    assert status == 1
    assert "line 1: The record holds no text" in out


def test_a_preview_stores_nothing(source: str) -> None:
    out, status = run("import_articles", "--preview", source)
    assert (status, Article.objects.count()) == (0, 0)
    assert "title     Voyage 1 à Helsinki  [json:title]" in out
    assert out.splitlines()[-1] == "would be: 2 new"


def test_counting_reads_only(source: str) -> None:
    out, _status = run("import_articles", "--count", source)
    assert out.splitlines()[-1] == "2 articles"
    assert ImportRun.objects.count() == 0


def test_standard_input_is_known_under_its_name(stdin: io.BytesIO, tmp_path: Path) -> None:
    stdin.write(Path(archive(tmp_path / "a.jsonl", [record(1)])).read_bytes())
    stdin.seek(0)
    run("import_articles", "-", "--format=jsonl", "--name=fonds")
    assert Article.objects.get().import_path == "fonds#n1"


def test_columns_are_mapped(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a;b\nUn voyage;" + record(1)["text"].replace("\n", " ") + "\n", encoding="utf-8")
    run("import_articles", path, "--map=title=a,text=b")
    assert Article.objects.get().title == "Un voyage"


def test_a_map_that_can_not_be_is_refused(source: str) -> None:
    with pytest.raises(CommandError, match="kinds are"):
        run("import_articles", source, "--map=titel=a")


def test_the_run_says_who_started_it(source: str, curator: User) -> None:
    run("import_articles", source, "--by=claire")
    assert ImportRun.objects.get().started_by == curator
    with pytest.raises(CommandError, match="nobody has the login jean"):
        run("import_articles", source, "--by=jean")


def test_a_run_is_undone_by_its_number(source: str) -> None:
    run("import_articles", source)
    number = ImportRun.objects.get().pk
    foretold, _status = run("undo_import", number, "--dry-run")
    assert (foretold, Article.objects.count()) == ("would be: 2 removed, 0 restored, 0 kept\n", 2)
    out, _status = run("undo_import", number)
    assert (out, Article.objects.count()) == (f"run {number}: 2 removed, 0 restored, 0 kept\n", 0)


def test_a_run_that_is_none_is_told() -> None:
    with pytest.raises(CommandError, match="no run 99999"):
        run("undo_import", 99999)


@pytest.mark.parametrize("value", ["title", "title=", "title=a,title=b", "title=a,b"])
def test_a_map_that_says_too_little_or_too_much_is_refused(source: str, value: str) -> None:
    with pytest.raises(CommandError, match="KIND=FIELD"):
        run("import_articles", source, f"--map={value}")


@pytest.mark.parametrize("option", ["--delimiter=;;", "--name=", "--name=a\nb", "--limit=0", "--limit=-1"])
def test_an_option_that_makes_no_sense_is_refused(source: str, option: str) -> None:
    with pytest.raises(CommandError, match="argument --"):
        run("import_articles", "--preview", source, option)


def test_closed_standard_input_is_told_before_a_run_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(CommandError, match="closed"):
        run("import_articles", "-")
    assert not ImportRun.objects.exists()
