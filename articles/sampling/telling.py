"""A story in words: a title and paragraphs. PURE."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from articles.sampling.expanding import capitalised, expand, fill
from articles.sampling.wordbook import ACTS, PHRASES, PLACES, PORTS, SUBJECTS, TOPICS

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from random import Random

    from articles.sampling.casting import Actor, Cast
    from articles.sampling.plotting import Story

_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_STANDING = {"JP-NATO": "ALLIANCE", "JP-RU": "DISPUTE", "JP-SU": "DISPUTE"}


@dataclass(frozen=True, slots=True)
class Told:
    title: str
    paragraphs: tuple[str, ...]


def tell(story: Story, cast: Cast, rng: Random) -> Told:
    """The lead, then in any order: other acts, a doubtful or future one, quotes, background."""
    words = _words(story, cast, rng)
    drawn = _Drawn(words, rng)
    title = drawn.sentence(PHRASES["titles"][story.act]) or capitalised(f"{words['A']} et {words['B']}")
    tables = [[*PHRASES["acts"][story.act], *PHRASES["acts"]["REQUEST"][:1]], *_rest(story, rng)]
    sentences = [one for table in tables if (one := drawn.sentence(table))]
    people = [one for one in (words["A"], words["B"]) if hasattr(one, "p")]
    return Told(title, tuple(_paragraphs(list(_introduced(sentences, people)), rng)))


class _Drawn:
    """Sentences of one article: no template serves twice."""

    def __init__(self, words: dict[str, Any], rng: Random) -> None:
        self._words, self._rng = words, rng
        self._used: set[str] = set()

    def sentence(self, templates: list[str]) -> str | None:
        """One that is still unused and whose words are all to be had."""
        for template in self._rng.sample(templates, len(templates)):
            text = None if template in self._used else fill(expand(template, self._rng), self._words)
            if text:
                self._used.add(template)
                return text
        return None


def _words(story: Story, cast: Cast, rng: Random) -> dict[str, Any]:
    first = cast.actor(story.pair.first, story.on, rng)
    second = cast.actor(story.pair.second, story.on, rng)
    acting, other = (second, first) if story.is_turned else (first, second)
    words: dict[str, Any] = {
        "A": acting, "B": other, "day": _day_before(story.on, rng), "topic": rng.choice(TOPICS[story.pair.key]),
        "subject": rng.choice(SUBJECTS[story.pair.key]), "place": rng.choice(PLACES), "port": rng.choice(PORTS),
    }  # fmt: skip
    speech = _Drawn(words, rng).sentence(PHRASES["quotes"]["cold" if story.is_cold else "warm"])
    return words | {"speech": speech or ""}


def _rest(story: Story, rng: Random) -> Iterator[list[str]]:
    """From which tables the further sentences come."""
    acts, modes = PHRASES["acts"], PHRASES["modes"]
    rest = [PHRASES["background"]["all"], PHRASES["quotes"]["all"]]
    for _ in range(rng.randint(0, 2)):
        rest.append(acts[rng.choice(ACTS[story.pair.key][rng.random() < story.pair.conflict])])
    rest += [modes[rng.choice(list(modes))]] if rng.random() < 0.55 else []
    rest += [PHRASES["many"]["all"]] if rng.random() < 0.1 else []
    if story.pair.key in _STANDING and rng.random() < 0.2:
        rest.append(acts[_STANDING[story.pair.key]])
    rest += [PHRASES["background"]["all"]] * rng.randint(1, 3)
    yield from rng.sample(rest, len(rest))


def _introduced(sentences: list[str], people: list[Actor]) -> Iterator[str]:
    """Each person with the title first, and only then without it."""
    met: set[str] = set()
    for sentence in sentences:
        told = sentence
        for one in people:
            if one.p in met:
                told = told.replace(one.p, one.s).replace(capitalised(one.p), one.s)
            elif one.s in told:
                told = capitalised(told.replace(one.s, one.p, 1))
            met |= {one.p} if one.p in told or capitalised(one.p) in told else set()
        yield told


def _paragraphs(sentences: list[str], rng: Random) -> Iterator[str]:
    at = 0
    while at < len(sentences):
        taken = rng.randint(1, 3)
        yield " ".join(sentences[at : at + taken])
        at += taken


def _day_before(on: datetime.date, rng: Random) -> str:
    return _DAYS[(on.weekday() - rng.randint(0, 1)) % 7]
