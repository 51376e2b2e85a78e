"""An import is killed at random moments: whatever is stored is whole, and another run brings the rest."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.faults.contents import empty_catalogue, number_of, stored
from tests.faults.forging import Forge, ask, moments

pytestmark = pytest.mark.django_db
COUNTS = re.compile(r"(\d+) found = (\d+) new \+ (\d+) updated \+ (\d+) unchanged \+ (\d+) rejected")


def counts(line: str) -> list[int]:
    found = COUNTS.search(line)
    assert found, line
    return [int(number) for number in found.groups()]


def test_every_article_is_whole_or_absent_and_a_second_run_brings_the_rest(
    forge: Forge, texts: Path, rounds: int
) -> None:
    empty_catalogue(forge.url)
    whole = forge.do("manage", "import_seeds", str(texts), "--no-progress")
    reference, total = stored(forge.url), len(list(texts.iterdir()))
    assert len(reference) == total
    killed = 0
    for moment in moments(rounds, whole.seconds, seed=total):
        empty_catalogue(forge.url)
        killed += forge.start("manage", "import_seeds", str(texts), "--no-progress").kill_after(moment).status == -9
        left = stored(forge.url)
        assert left.items() <= reference.items()

        again = forge.do("manage", "import_seeds", str(texts), "--no-progress")

        assert counts(again.last_line) == [total, total - len(left), 0, len(left), 0]
        assert stored(forge.url) == reference
    assert killed
    assert _idle(forge)


def test_what_curators_decided_survives_an_import_that_is_killed(forge: Forge, texts: Path, rounds: int) -> None:
    empty_catalogue(forge.url)
    forge.do("manage", "import_seeds", str(texts), "--no-progress")
    decisions = forge.do("decide", "jeanne", 3).told["decisions"]
    again = forge.do("manage", "import_seeds", str(texts), "--again", "--no-progress")
    reference = stored(forge.url, decided=True)
    killed = 0
    for moment in moments(rounds, again.seconds, seed=decisions):
        process = forge.start("manage", "import_seeds", str(texts), "--again", "--no-progress")
        killed += process.kill_after(moment).status == -9
        assert stored(forge.url, decided=True) == reference
        assert number_of(forge.url, "entities_decision") == decisions
    assert killed


def _idle(forge: Forge) -> bool:
    """Nobody holds a lock for a process that is gone."""
    return not ask(
        forge.url,
        "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'",
    )
