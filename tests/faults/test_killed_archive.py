"""An import of an archive is killed at random moments: what is stored is whole, and the same command goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.articles.runs.making import archive, record
from tests.faults.contents import empty_catalogue, stored
from tests.faults.forging import Forge, ask, moments

pytestmark = pytest.mark.django_db


def test_every_record_is_whole_or_absent_and_the_same_command_goes_on(
    forge: Forge, tmp_path: Path, rounds: int
) -> None:
    source = archive(tmp_path / "fonds.jsonl", [record(number) for number in range(40)])
    empty_catalogue(forge.url)
    whole = forge.do("manage", "import_articles", source, "--no-progress")
    reference = stored(forge.url)
    assert len(reference) == 40
    killed = 0
    for moment in moments(rounds, whole.seconds, seed=40):
        empty_catalogue(forge.url)
        killed += forge.start("manage", "import_articles", source, "--no-progress").kill_after(moment).status == -9
        left = stored(forge.url)
        assert left.items() <= reference.items()

        again = forge.do("manage", "import_articles", source, "--no-progress")

        assert sum(line.startswith("new ") for line in again.output.splitlines()) == 40 - len(left)
        assert stored(forge.url) == reference
        assert ask(forge.url, "SELECT DISTINCT state FROM articles_importrun") == [("finished",)]
        assert ask(forge.url, "SELECT sum(new_count) FROM articles_importrun") == [(40,)]
    assert killed
