"""A told story as the file that a collector would have kept: a clean text, an agency's dispatch, or a page with its
menus. PURE."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.dates import format_date

from articles.sampling.expanding import expand
from articles.sampling.wordbook import MARK, PHRASES

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from articles.sampling.plotting import Story
    from articles.sampling.telling import Told

UNDATED = 0.06
_CITIES = {"AFP": "PARIS", "Reuters": "LONDRES", "TASS": "MOSCOU", "Kyodo": "TOKYO"}


def printed(story: Story, told: Told, rng: Random) -> str:
    """The whole file. Its last line says that it is invented."""
    is_dated = rng.random() >= UNDATED
    if story.is_agency:
        lines = _dispatch(story, told, is_dated=is_dated)
    else:
        layouts: list[Callable[..., list[str]]] = [_page, _plain, _plain, _signed]
        lines = rng.choice(layouts)(story, told, rng, is_dated=is_dated)
    return "\n".join([*lines, "", MARK, ""])


def _dispatch(story: Story, told: Told, *, is_dated: bool) -> list[str]:
    day = _words(story).rsplit(" ", 1)[0]
    head = f"{_CITIES[story.outlet]}, {day} {story.on.year} ({story.outlet}) - " if is_dated else ""
    first, *others = told.paragraphs
    return [told.title, "", head + first, *_apart(others)]


def _plain(story: Story, told: Told, rng: Random, *, is_dated: bool) -> list[str]:
    dated = (
        [rng.choice([f"{story.outlet}, le {_words(story)}", f"{story.outlet} - {_words(story)}"])] if is_dated else []
    )
    return [told.title, "", *dated, *_apart(told.paragraphs)]


def _signed(story: Story, told: Told, rng: Random, *, is_dated: bool) -> list[str]:
    hour = f"{rng.randint(6, 22)}h{rng.randint(10, 59)}"
    dated = [f"Publié le {story.on:%d/%m/%Y} à {hour}"] if is_dated else []
    return [f"{told.title} - {story.outlet}", *dated, *_apart(told.paragraphs), "", f"© {story.outlet}"]


def _page(story: Story, told: Told, rng: Random, *, is_dated: bool) -> list[str]:
    noise = PHRASES["noise"]
    above = [story.outlet, *rng.sample(noise["above"], rng.randint(2, 5))]
    dated = [f"Publié le {_words(story)} à {rng.randint(6, 22)}h{rng.randint(10, 59)}"] if is_dated else []
    body = list(told.paragraphs)
    body.insert(rng.randint(1, len(body)), expand(rng.choice(noise["between"][:2]), rng))
    below = rng.sample(noise["below"], rng.randint(2, 5))
    return [*above, "", told.title, *dated, *rng.sample(noise["after_title"], 2), *_apart(body), "", *below]


def _words(story: Story) -> str:
    words = str(format_date(story.on, "d MMMM y", locale="fr"))
    return f"1er {words[2:]}" if words.startswith("1 ") else words


def _apart(paragraphs: list[str] | tuple[str, ...]) -> list[str]:
    return [line for paragraph in paragraphs for line in ("", paragraph)]
