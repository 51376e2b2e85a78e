"""The doors of the import: what they print and how they exit."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from articles import curation
from articles.models import Article

GOLD = settings.ROOT / "tests" / "gold" / "seeds"


def import_seeds(*paths: Path, **options: bool) -> tuple[str, int]:
    out, status = io.StringIO(), 0
    try:
        call_command("import_seeds", *paths, stdout=out, no_progress=True, **options)
    except SystemExit as end:
        status = int(end.code or 0)
    return out.getvalue(), status


@pytest.mark.django_db
def test_the_seeds_come_in_and_a_second_run_changes_nothing() -> None:
    first, status = import_seeds()
    assert status == 0
    assert first.splitlines()[-1] == "5 found = 5 new + 0 updated + 0 unchanged + 0 rejected"
    before = list(Article.objects.order_by("pk").values())
    second, _status = import_seeds()
    assert second.splitlines()[-1] == "5 found = 0 new + 0 updated + 5 unchanged + 0 rejected"
    assert list(Article.objects.order_by("pk").values()) == before


@pytest.mark.django_db
def test_a_rejected_file_shows_in_the_exit_status(tmp_path: Path) -> None:
    (tmp_path / "vide.txt").write_bytes(b"")
    out, status = import_seeds(tmp_path)
    assert status == 1
    assert "vide.txt" in out
    assert "1 rejected" in out.splitlines()[-1]


@pytest.mark.django_db
def test_a_dry_run_stores_nothing() -> None:
    out, status = import_seeds(dry_run=True)
    assert status == 0
    assert out.splitlines()[-1] == "would be: 5 found = 5 new + 0 updated + 0 unchanged + 0 rejected"
    assert Article.objects.count() == 0


@pytest.mark.django_db
def test_a_changed_file_says_what_became_of_decisions(curator: User, tmp_path: Path) -> None:
    file = tmp_path / "un.txt"
    file.write_text("Un accord\n\nPublié le 4 mai 2011\n\nLa Norvège a salué hier un accord avec la Suède.\n", "utf-8")
    import_seeds(tmp_path)
    curation.reject(item=Article.objects.get().mentions.get(text="Suède"), by=curator)
    file.write_text(file.read_text("utf-8").replace("Publié", "Mis en ligne"), "utf-8")
    out, _status = import_seeds(tmp_path)
    assert out.splitlines()[-2] == "1 articles; decisions: 1 kept, 0 orphaned, 0 contradicted"


def test_a_folder_without_texts_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no text file"):
        call_command("import_seeds", tmp_path)


def extract(*paths: Path | str) -> subprocess.CompletedProcess[str]:
    """In a process of its own, with a database that nobody can reach."""
    return subprocess.run(
        [sys.executable, "manage.py", "extract", *map(str, paths), "--format", "json"],
        cwd=settings.ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nowhere"},
    )  # fmt: skip


def test_extract_prints_the_contract_without_a_database(tmp_path: Path) -> None:
    copy = tmp_path / "copie.txt"
    seed = sorted((settings.ROOT / "seeds").glob("*.txt"))[0]
    copy.write_bytes(seed.read_bytes())
    (tmp_path / "vide.txt").write_bytes(b"")
    result = extract("seeds", copy, tmp_path / "vide.txt")
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(records) == 6, "one line for every readable file, duplicates included"
    assert "vide.txt" in result.stderr
    assert result.returncode == 1
    for record in records:
        texts = {"body": record["body"], "title": record["title"]}
        spans = [m for actor in record["actors"] for m in actor["mentions"]] + record["quotes"] + record["relations"]
        spans += record["dates"] + [one for one in record["contradictions"] if one.get("in") != "caption"]
        assert spans
        for span in spans:
            text = texts[span.get("in", "body")]
            assert text[span["start"] : span["end"]] == span.get("text", span.get("evidence"))
    captioned = [(record, one) for record in records for one in record["contradictions"] if one["in"] == "caption"]
    assert [(one["actor"], one["holder"]) for _, one in captioned] == [("Shinzo Abe", "Vladimir Poutine")]
    assert all(
        record["captions"][one["caption"]][one["start"] : one["end"]] == one["text"] for record, one in captioned
    )


def test_the_seeds_score_as_promised(tmp_path: Path) -> None:
    """Titles, stated dates, countries, persons and bodies of the five articles, by the project's own scorer."""
    predictions = tmp_path / "predictions.jsonl"
    predictions.write_text(extract("seeds").stdout, encoding="utf-8")
    scorer = settings.ROOT / "benchmarks" / "score.py"
    result = subprocess.run(
        [sys.executable, scorer, GOLD, predictions, "--raw", settings.ROOT / "seeds"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    figures = {line[:24].strip(): line[24:].split() for line in result.stdout.splitlines()}
    assert figures["titles"][0] == "1.000"
    assert figures["offsets"][0] == "1.000"
    assert figures["countries"][1] == "1.000"
    assert float(figures["persons"][1]) >= 0.95
    assert figures["body lines"][1] == "1.000"
