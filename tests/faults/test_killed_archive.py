"""An import of archives is killed at random moments: it goes on where it was, and its run's counts add up."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.contents import empty_catalogue, stored
from tests.faults.forging import Forge, ask, moments

pytestmark = pytest.mark.django_db


def test_the_same_command_goes_on_and_brings_each_article_once(forge: Forge, texts: Path, rounds: int) -> None:
    words = ("import_articles", str(texts), "--no-progress")
    empty_catalogue(forge.url)
    whole = forge.do("manage", *words)
    reference, total = stored(forge.url), len(list(texts.iterdir()))
    assert len(reference) == total
    for moment in moments(rounds, whole.seconds, seed=total):
        empty_catalogue(forge.url)
        forge.start("manage", *words).kill_after(moment)
        left = stored(forge.url)
        assert left.items() <= reference.items()
        assert told(forge) == [len(left)] or not left

        forge.do("manage", *words)

        assert stored(forge.url) == reference
        assert told(forge) == [total]


def told(forge: Forge) -> list[int]:
    """How many articles each run that brought some says it has brought."""
    return [count for (count,) in ask(forge.url, "SELECT new_count FROM articles_importrun WHERE new_count > 0")]
