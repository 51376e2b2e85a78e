"""Two at once: imports of the same folder, imports of texts that name the same newcomers, updates of the schema."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from tests.databases import scratch_database
from tests.faults.contents import empty_catalogue, forget_strangers, stored
from tests.faults.forging import Forge, ask
from tests.faults.test_killed_import import counts

pytestmark = pytest.mark.django_db


def test_two_imports_of_one_folder_store_each_article_once(forge: Forge, texts: Path, rounds: int) -> None:
    empty_catalogue(forge.url)
    forge.do("manage", "import_seeds", str(texts), "--no-progress")
    reference = stored(forge.url)
    for _ in range(rounds):
        empty_catalogue(forge.url)
        forget_strangers(forge.url)
        both = [forge.start("manage", "import_seeds", str(texts), "--no-progress") for _ in range(2)]
        ended = [process.wait() for process in both]

        assert [one.status for one in ended] == [0, 0], ended
        assert stored(forge.url) == reference
        assert sum(counts(one.last_line)[1] for one in ended) == len(reference)


def test_two_imports_that_meet_the_same_strangers_make_each_once(forge: Forge, tmp_path: Path, rounds: int) -> None:
    folders = []
    for side in ("one", "other"):
        folders.append(tmp_path / side)
        folders[-1].mkdir()
        for number in range(6):
            Path(folders[-1], f"{number}.txt").write_text(_meeting(side, number), encoding="utf-8")
    for _ in range(rounds):
        empty_catalogue(forge.url)
        forget_strangers(forge.url)
        both = [forge.start("manage", "import_seeds", str(folder), "--no-progress") for folder in folders]
        ended = [process.wait() for process in both]

        assert [one.status for one in ended] == [0, 0], ended
        assert len(stored(forge.url)) == 12
        names = ask(forge.url, "SELECT name FROM entities_actor WHERE origin = 'machine' AND name LIKE 'Aurélien%'")
        assert len(names) == len(set(names)) == 6


def test_two_updates_of_the_schema_make_it_once(forge: Forge, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock(), scratch_database() as url:
        both = [forge.start("migrate", url) for _ in range(2)]
        ended = [process.wait() for process in both]

        assert [one.status for one in ended] == [0, 0], ended
        applied = ask(url, "SELECT app, name FROM django_migrations")
        assert len(applied) == len(set(applied))


def _meeting(side: str, number: int) -> str:
    name = f"Aurélien Vaubert{'abcdef'[number]}and"
    return (
        f"Un envoyé à Oslo, {side} {number}\n\nPublié le {number + 1} mai 2011\n\n"
        f"L’ambassadeur {name} a rencontré mardi le ministre norvégien. M. {name} a salué un accord avec la Suède.\n"
    )
