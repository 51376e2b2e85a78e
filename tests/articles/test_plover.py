"""Every mode and context that the pattern file can give has words."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from articles.plover import CONTEXTS, WAYS, details_in_words

LISTED = tomllib.loads(files("entities.nlp.relations").joinpath("patterns/contexts.toml").read_text(encoding="utf-8"))


def test_every_mode_and_context_of_the_patterns_has_words() -> None:
    modes = {mode for words in LISTED["modes"].values() for mode in words}
    assert modes == WAYS.keys()
    assert set(LISTED["contexts"]) == CONTEXTS.keys()


def test_how_comes_before_about_what() -> None:
    words = details_in_words("visit", ["territory", "military"])
    assert [str(one) for one in words] == ["visite", "territoire", "armées"]
    assert details_in_words("", []) == ()
