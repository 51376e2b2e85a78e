"""Workers are killed at random moments: nothing is lost, nothing is done twice, another worker ends it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.contents import empty_catalogue, stored
from tests.faults.forging import Forge, ask, moments

pytestmark = pytest.mark.django_db
WORK = ("manage", "work", "--until-done", "--stalled", "0.5")


@pytest.fixture
def reference(forge: Forge, texts: Path) -> dict[str, str]:
    """What is stored of some articles, all of which wait to be read again."""
    empty_catalogue(forge.url)
    ask(forge.url, "DELETE FROM procrastinate_jobs")
    forge.do("manage", "import_seeds", str(texts), "--no-progress")
    found = stored(forge.url)
    ask(forge.url, "UPDATE articles_article SET extracted_with = 'an older version'")
    forge.do("manage", "extract_again", "--queue", "2")
    return found


def states(forge: Forge) -> list[tuple[str, int]]:
    return ask(forge.url, "SELECT state, count(*) FROM work_parcel GROUP BY 1")


def outdated(forge: Forge) -> int:
    return int(ask(forge.url, "SELECT count(*) FROM articles_article WHERE extracted_with = 'an older version'")[0][0])


def test_two_workers_share_what_was_handed_over(forge: Forge, reference: dict[str, str]) -> None:
    both = [forge.start("manage", "work", "--until-done") for _ in range(2)]
    assert [one.wait().status for one in both] == [0, 0]
    assert states(forge) == [("done", len(reference) // 2)]
    assert (outdated(forge), stored(forge.url)) == (0, reference)


def test_a_killed_workers_parcel_is_taken_up_again(forge: Forge, reference: dict[str, str], rounds: int) -> None:
    whole = forge.do(*WORK)
    killed = 0
    for moment in moments(rounds, whole.seconds, seed=len(reference)):
        ask(forge.url, "UPDATE articles_article SET extracted_with = 'an older version'")
        forge.do("manage", "extract_again", "--queue", "2")
        killed += forge.start(*WORK).kill_after(moment).status == -9
        assert stored(forge.url) == reference

        forge.do(*WORK)

        assert [state for state, _ in states(forge)] == ["done"]
        assert (outdated(forge), stored(forge.url)) == (0, reference)
    assert killed
