"""A new extraction is killed at random moments: no article is half read, no decision is lost, another run ends it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.contents import empty_catalogue, number_of, stored
from tests.faults.forging import Forge, ask, moments

pytestmark = pytest.mark.django_db


def test_articles_stay_whole_and_the_same_command_goes_on(forge: Forge, texts: Path, rounds: int) -> None:
    empty_catalogue(forge.url)
    forge.do("manage", "import_seeds", str(texts), "--no-progress")
    decisions = forge.do("decide", "jeanne", 4).told["decisions"]
    _make_outdated(forge)
    whole = forge.do("manage", "extract_again", "--no-progress")
    reference, read_with = stored(forge.url, decided=True), _versions(forge)
    killed = 0
    for moment in moments(rounds, whole.seconds, seed=decisions):
        _make_outdated(forge)
        killed += forge.start("manage", "extract_again", "--no-progress").kill_after(moment).status == -9
        assert stored(forge.url, decided=True) == reference
        assert number_of(forge.url, "entities_decision") == decisions

        forge.do("manage", "extract_again", "--no-progress")

        assert _versions(forge) == read_with
        assert stored(forge.url, decided=True) == reference
    assert killed


def _make_outdated(forge: Forge) -> None:
    ask(forge.url, "UPDATE articles_article SET extracted_with = 'an older version'")


def _versions(forge: Forge) -> list[tuple[str, int]]:
    return ask(forge.url, "SELECT extracted_with, count(*) FROM articles_article GROUP BY 1")
