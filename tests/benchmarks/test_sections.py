"""Each benchmark writes its own section of the results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.sections import machine, put

if TYPE_CHECKING:
    from pathlib import Path


def test_a_section_takes_the_place_of_its_former_self(tmp_path: Path) -> None:
    results = tmp_path / "RESULTS.md"
    results.write_text("# Speed\n\n## Ships\n\nold\n\n## Ports\n\nten\n", encoding="utf-8")
    put("Ships", ["| a |", "new"], results)
    assert results.read_text(encoding="utf-8") == "# Speed\n\n## Ships\n\n| a |\nnew\n\n## Ports\n\nten\n"


def test_a_new_section_comes_last(tmp_path: Path) -> None:
    results = tmp_path / "RESULTS.md"
    for name in ("Ships", "Ports"):
        put(name, ["ten"], results)
    assert results.read_text(encoding="utf-8") == "# Speed\n\n## Ships\n\nten\n\n## Ports\n\nten\n"


def test_figures_tell_the_model_and_the_machine() -> None:
    assert all(word in machine() for word in ("fr_core_news_sm", "spaCy", "Python", "processors"))
