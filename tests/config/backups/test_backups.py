"""`manage.py backup` and `manage.py restore`, on databases of their own."""

from __future__ import annotations

import io
import json
import random
import resource
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import psycopg
import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from psycopg import sql
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from articles import curation
from articles.facetting import holding, keeping
from articles.facetting.following import followed
from config.backups import BackupError, check
from tests.articles.rows import article_naming, country_row, quote_row, statement_row
from tests.databases import connected_to, copied_database, scratch_database
from tests.groups import group

pytestmark = pytest.mark.django_db

WORDS = "Le Japon reçoit la Russie. « Une bonne journée »"


def fill() -> None:
    """Articles with statements and quotes, an account, and decisions with signs that programs like to read."""
    curator = User.objects.create_user("jeanne", password="une phrase assez longue")
    curator.groups.add(group("curators"))
    japan, russia = country_row("Japon", "JP"), country_row("Russie", "RU")
    for _ in range(20):
        lines = [{"line": 1, "text": "\t\\N\\. \r"}]
        article = article_naming(japan, russia, published="2013-11-02", words=WORDS, lines=lines)
        statement_row(article, "CONSULT", japan, russia, "Le Japon reçoit la Russie.")
        quote_row(article, None, "Une bonne journée")
        curation.reject(item=article.mentions.all()[0], by=curator, reason="l'autre \\ «Japon»")


def manage(url: str, *words: object) -> str:
    """What a command prints there. Raises CommandError."""
    out = io.StringIO()
    with connected_to(url):
        call_command(*words, stdout=out)
    return out.getvalue()


# What processes that keep facets in memory have to look at again. It means nothing in another database.
NOTES = {"articles_facetchange", "articles_facethorizon"}


def everything(url: str) -> dict[str, list[str]]:
    """Each table's rows as text, in an order of their own, and where each sequence stands."""
    with psycopg.connect(url) as connection:
        names = connection.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE n.nspname = 'public' AND c.relkind = 'r' ORDER BY 1"
        ).fetchall()
        tables = {
            str(name): [
                str(row)
                for (row,) in connection.execute(
                    sql.SQL("SELECT t::text FROM public.{} t ORDER BY 1").format(sql.Identifier(name))
                )
            ]
            for (name,) in names
            if name not in NOTES
        }
        values = connection.execute("SELECT sequencename::text, last_value FROM pg_sequences ORDER BY 1").fetchall()
        return tables | {"sequences": [str(value) for value in values]}


@pytest.fixture(scope="module")
def filled(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A database with articles, decisions and an account."""
    with django_db_blocker.unblock(), copied_database() as url:
        with connected_to(url):
            fill()
        yield url


@pytest.fixture(scope="module")
def saved(filled: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("saved") / "all.backup"
    manage(filled, "backup", path)
    return path


@pytest.fixture
def empty(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    with django_db_blocker.unblock(), scratch_database() as url:
        yield url


def test_what_is_restored_is_the_original_row_for_row(filled: str, saved: Path, empty: str) -> None:
    manage(empty, "restore", saved)
    original = everything(filled)

    assert everything(empty) == original
    assert len(original["entities_decision"]) == 20


def test_a_restored_database_is_one_that_the_site_and_the_next_backup_take(
    saved: Path, empty: str, tmp_path: Path
) -> None:
    manage(empty, "restore", saved)

    assert "No planned migration operations" in manage(empty, "migrate", "--plan")
    manage(empty, "backup", tmp_path / "again")
    again = check(tmp_path / "again").rows
    assert {name: again[name] for name in again.keys() - NOTES} == {
        name: count for name, count in check(saved).rows.items() if name not in NOTES
    }


def test_a_process_that_keeps_facets_in_memory_reads_them_anew_after_a_restore(
    filled: str, saved: Path, empty: str, settings: Settings, tmp_path: Path
) -> None:
    settings.STATE, settings.FACETS_FROM = tmp_path, 1
    manage(empty, "restore", saved)
    with connected_to(empty):
        before = holding.build()
        assert followed(before) is not None
    manage(empty, "restore", "--replace", saved)

    with connected_to(empty):
        assert followed(before) is None
        assert keeping.kept(keeping.path()) is None
        assert followed(holding.build()) is not None


def test_transactions_of_the_database_of_before_are_forgotten(saved: Path, empty: str) -> None:
    manage(empty, "restore", saved)

    with psycopg.connect(empty) as connection:
        assert connection.execute("SELECT count(*) FROM articles_facetchange").fetchone() == (0,)
        assert connection.execute("SELECT transaction::text FROM articles_facethorizon").fetchall() == [("0",)]


def test_a_database_that_holds_something_is_replaced_only_when_told(saved: Path, empty: str) -> None:
    with psycopg.connect(empty) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    with pytest.raises(CommandError, match="--replace"):
        manage(empty, "restore", saved)
    assert everything(empty)["kept"] == ["(7)"]

    manage(empty, "restore", "--replace", saved)

    assert "kept" not in everything(empty)


def test_a_restore_that_fails_at_its_end_leaves_everything_as_it_was(saved: Path, empty: str, tmp_path: Path) -> None:
    with psycopg.connect(empty) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    short = tmp_path / "short"
    with ZipFile(saved) as original, ZipFile(short, "w") as copy:
        copy.writestr("database.dump", original.read("database.dump"))
        manifest = json.loads(original.read("manifest.json"))
        manifest["rows"]["articles_article"] += 1
        copy.writestr("manifest.json", json.dumps(manifest))

    with pytest.raises(CommandError, match="rows of articles_article are missing"):
        manage(empty, "restore", "--replace", short)

    assert everything(empty) == {"kept": ["(7)"], "sequences": []}


def test_a_damaged_file_is_refused_before_anything_is_touched(saved: Path, tmp_path: Path) -> None:
    damaged, whole = tmp_path / "damaged", saved.read_bytes()
    with ZipFile(saved) as archive:
        (begin, size) = (archive.getinfo("database.dump").header_offset + 60, check(saved).size)
    dice = random.Random(8)  # noqa: S311  # no secret
    for _ in range(30):
        data = bytearray(whole)
        data[dice.randrange(begin + 40, begin + size - 40)] ^= 1 << dice.randrange(8)
        damaged.write_bytes(data)
        with pytest.raises(BackupError, match="damaged"):
            check(damaged)


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.999])
def test_a_file_that_was_cut_is_refused(saved: Path, tmp_path: Path, share: float) -> None:
    cut, whole = tmp_path / "cut", saved.read_bytes()
    cut.write_bytes(whole[: int(len(whole) * share)])

    with pytest.raises(BackupError, match="damaged"):
        check(cut)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"format": 2}, "has format 2"),
        ({"kind": "else"}, "no backup"),
        ({"sha256": "0"}, "checksum"),
        ({"odd": 1}, "damaged"),
    ],
)
def test_a_manifest_that_says_otherwise_is_refused(
    saved: Path, tmp_path: Path, change: dict[str, object], told: str
) -> None:
    other = tmp_path / "other"
    with ZipFile(saved) as original, ZipFile(other, "w") as copy:
        copy.writestr("database.dump", original.read("database.dump"))
        copy.writestr("manifest.json", json.dumps(json.loads(original.read("manifest.json")) | change))

    with pytest.raises(BackupError, match=told):
        check(other)


def test_a_backup_is_read_by_its_owner_alone_and_takes_no_others_place(filled: str, saved: Path) -> None:
    before = saved.read_bytes()
    with pytest.raises(CommandError, match="exists already"):
        manage(filled, "backup", saved)

    assert saved.stat().st_mode & 0o777 == 0o600
    assert saved.read_bytes() == before


def test_a_disk_that_is_full_leaves_no_half_of_a_backup(filled: str, tmp_path: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    try:
        with pytest.raises(CommandError, match="can't be written"):
            manage(filled, "backup", tmp_path / "cut")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert list(tmp_path.iterdir()) == []
