"""A worker is killed at random moments: another takes up what it had, and nothing is lost or done by halves."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.contents import empty_catalogue, number_of, stored
from tests.faults.forging import Forge, ask, moments

pytestmark = pytest.mark.django_db
WORK = ("manage", "work", "--until-done", "--stalled", "3")


def test_another_worker_takes_up_what_a_killed_one_had(forge: Forge, texts: Path, rounds: int) -> None:
    empty_catalogue(forge.url)
    forge.do("manage", "import_seeds", str(texts), "--no-progress")
    decisions = forge.do("decide", "jeanne", 4).told["decisions"]
    _hand_over(forge)
    whole = forge.do(*WORK)
    reference, read_with = stored(forge.url, decided=True), _versions(forge)
    for moment in moments(rounds, whole.seconds, seed=decisions):
        _hand_over(forge)
        forge.start(*WORK).kill_after(moment)
        assert stored(forge.url, decided=True) == reference

        forge.do(*WORK)

        assert _versions(forge) == read_with
        assert stored(forge.url, decided=True) == reference
    assert number_of(forge.url, "entities_decision") == decisions
    assert number_of(forge.url, "procrastinate_jobs WHERE status IN ('todo', 'doing')") == 0


def _hand_over(forge: Forge) -> None:
    ask(forge.url, "UPDATE articles_article SET extracted_with = 'an older version'")
    forge.do("manage", "extract_again", "--queue", "2", "--no-progress")


def _versions(forge: Forge) -> list[tuple[str, int]]:
    return ask(forge.url, "SELECT extracted_with, count(*) FROM articles_article GROUP BY 1")
