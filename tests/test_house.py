"""The rules that hold for the whole project."""

import re
import subprocess
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings
from spacy.lang.fr.stop_words import STOP_WORDS

from entities.authority.loader import load_files
from entities.folding import fold
from entities.known import Kind

ROOT: Path = settings.ROOT
TOP = {
    ".ci", ".gitattributes", ".gitignore", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "README.md",
    "articles", "benchmarks", "config", "entities", "manage.py", "pyproject.toml", "requirements-bench.lock",
    "requirements-dev.lock", "requirements.lock", "seeds", "static", "templates", "tests",
}  # fmt: skip
DATA = {".csv", ".json", ".jsonl", ".po", ".toml", ".tsv", ".txt", ".yaml", ".yml"}
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-bench.lock")


@cache
def project_files() -> tuple[Path, ...]:
    """What the project consists of: files that git knows or would add."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    return tuple(path for name in listed.split("\0") if name and (path := Path(name)) and (ROOT / path).is_file())


def runs_of_words(text: str, length: int = 5) -> set[str]:
    """A word is what stands between spaces: « l’OTAN » is one."""
    words = [word for word in (fold(written).replace(" ", "") for written in text.split()) if word]
    return {" ".join(words[at : at + length]) for at in range(len(words) - length + 1)}


@cache
def ordinary_words() -> frozenset[str]:
    """Little words, countries and offices: « le ministre russe des Affaires étrangères » is nobody's sentence."""
    authority = load_files()
    names = (name.text for actor in authority.of_kind(Kind.COUNTRY) for name in actor.names)
    titles = (title for office in authority.offices.values() for title in office.titles)
    return frozenset(word for text in (*names, *titles, *STOP_WORDS) for word in fold(text).split())


@cache
def seed_runs() -> frozenset[str]:
    """Five successive words of a seed with two or more among them that are not ordinary."""
    texts = (path.read_text("utf-8", errors="replace") for path in (ROOT / "seeds").iterdir())
    runs = frozenset().union(*map(runs_of_words, texts))
    return frozenset(run for run in runs if sum(word not in ordinary_words() for word in run.split()) >= 2)


def holds_words_of_seeds(path: Path) -> bool:
    """Data anywhere, and the tables inside of tests; the seeds and their gold annotations are the seeds."""
    if path.is_relative_to("seeds") or path.is_relative_to("tests/gold/seeds"):
        return False
    return path.suffix in DATA or (path.is_relative_to("tests") and path.suffix == ".py")


def test_every_name_at_the_top_is_known() -> None:
    assert {path.parts[0] for path in project_files()} - TOP == set()


def test_no_data_and_no_test_table_quotes_a_seed() -> None:
    quoting = {
        str(path): sorted(shared)
        for path in filter(holds_words_of_seeds, project_files())
        if (shared := runs_of_words((ROOT / path).read_text("utf-8", errors="replace")) & seed_runs())
    }

    assert quoting == {}


def test_raw_texts_keep_their_bytes_in_git() -> None:
    attributes = subprocess.run(
        ["git", "check-attr", "text", "--", "seeds/any.txt", "tests/articles/raw/any.txt", "manage.py"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip

    assert re.findall(r"text: (\S+)", attributes) == ["unset", "unset", "auto"]


@pytest.mark.parametrize("name", LOCKS)
def test_lock_files_name_no_package_index(name: str) -> None:
    assert not re.search(r"index-url|find-links|://", (ROOT / name).read_text())


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_a_hash(name: str) -> None:
    lines = [line for line in (ROOT / name).read_text().splitlines() if not line.lstrip().startswith("#")]

    assert [first for first, second in pairwise(lines) if "==" in first and "--hash=" not in second] == []


def test_tests_run_the_versions_that_readers_get() -> None:
    site, tests = (set(re.findall(r"^\S+==\S+", (ROOT / name).read_text(), re.MULTILINE)) for name in LOCKS[:2])

    assert site - tests == set()
