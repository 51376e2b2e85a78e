"""What pages tell of actors and of two states is the same from memory as from SQL, whatever has changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from articles import partners, titling
from articles.displaying import ANYBODY
from articles.facetting import holding, naming, portraying, reading_reviews, reviewing, stating
from articles.facetting.archive import Archive
from articles.facetting.following import followed
from articles.facetting.naming import counts_of, newest_naming
from articles.facetting.portraying import most_partners, said_by, said_of, wordings_of
from articles.facetting.reading import Names
from articles.facetting.stating import (
    Side,
    neighbour_counts,
    pair_counts,
    shared,
    told_on_sides,
)
from articles.health import health
from articles.lots import lots
from articles.models import Article, Evidence, Quote
from articles.neighbours import like
from articles.partners import Asked, narrowed
from entities.models import Actor
from tests.articles.facetting import worlds
from tests.articles.facetting.test_equality import archive_of, seeds, undone
from tests.articles.facetting.worlds import made_by

pytestmark = pytest.mark.django_db
MANY = settings(max_examples=8, phases=[Phase.explicit, Phase.reuse, Phase.generate])
CODES = ("RU", "JP", "NATO", "FR", "ZZ")
ARTICLE = ("article__published_on", "article_id")
MODULES = (stating, naming, portraying, reviewing)


def newest(told: tuple[Any, int], most: int) -> tuple[list[int], int]:
    rows, total = told
    return [one.pk for one in rows.newest_first()[:most]], total


def told() -> dict[str, Any]:
    """All that is asked of actors, states and articles."""
    found: dict[str, Any] = {"pairs": pair_counts()}
    actors = list(Actor.objects.filter(canonical=None).order_by("pk"))
    found["named"] = counts_of([actor.pk for actor in actors])
    for actor in actors:
        for side, (ids, total) in told_on_sides(actor.pk, 2).items():
            found[f"{actor} {side}"] = newest((Evidence.objects.filter(pk__in=ids), total), 2)
        found[f"partners {actor}"] = list(most_partners(actor.pk, 2, [actors[0].pk]).items())
        for asked in (Asked(actor, None, "AID"), Asked(actor, actors[0]), Asked(actor, actors[3], "CONSULT")):
            found[f"{asked}"] = pages_of(asked)
        found[f"words {actor}"] = sorted(wordings_of(actor.pk))
        for said in (said_by, said_of):
            ids, total = said(actor.pk, 2)
            found[f"{said.__name__} {actor}"] = newest((Quote.objects.filter(pk__in=ids), total), 2)
        found[f"newest {actor}"] = [article.pk for article in newest_naming(actor, 3)]
        found[f"mentions {actor}"] = [mention.pk for mention in titling._mentions(actor)]
    for years in ((2013, 2013), (2012, 2014), (1, 9999)):
        found[f"months {years}"] = naming.months_held(*years)
    for code in CODES:
        found[f"neighbours {code}"] = neighbour_counts(code)
        found[f"persons {code}"] = naming.person_counts(code)
        for other in CODES:
            for years in ((None, None), (2013, None), (None, 2013)):
                found[f"shared {code} {other} {years}"] = newest(shared(code, other, *years, 2), 2)
    found["health"], found["lots"] = health(ANYBODY), lots()
    for article in Article.objects.order_by("pk"):
        found[f"like {article.pk}"] = [(one.article.pk, [actor.pk for actor in one.shared]) for one in like(article)]
    return found


def pages_of(asked: Asked) -> list[Any]:
    """The sentences of each page of the statements asked for."""
    first = narrowed(asked, ANYBODY)
    assert first
    pages = [narrowed(replace(asked, page=number), ANYBODY) for number in range(2, first.page.paginator.num_pages + 1)]
    return [first.page.paginator.count, *([one.sentences, one.next] for one in (first, *pages) if one)]


def assert_alike(archive: Archive, patched: pytest.MonkeyPatch) -> None:
    expected = told()
    for module in MODULES:
        patched.setattr(module, "current", lambda: archive)
    assert told() == expected
    for module in MODULES:
        patched.setattr(module, "current", holding.current)


@MANY
@given(seed=seeds, steps=st.integers(0, 5))
def test_memory_tells_what_sql_tells_while_things_change(seed: int, steps: int) -> None:
    with undone(), pytest.MonkeyPatch.context() as patched:
        patched.setattr(naming, "_HEAVIEST", 3)
        patched.setattr(titling, "MENTIONS_READ", 2)
        patched.setattr(partners, "STATEMENTS_A_PAGE", 2)
        patched.setattr(reading_reviews, "DRAWN", 3)
        patched.setattr("articles.lots.DEPTH", 2)
        rng = made_by(seed)
        worlds.make(rng)
        archive: Archive | None = archive_of()
        for _ in range(steps):
            worlds.change(rng)
            archive = followed(archive) if archive else None
        assert archive is not None
        assert_alike(archive, patched)


@pytest.mark.parametrize(
    "asked",
    [
        pair_counts, lambda: neighbour_counts("RU"), lambda: most_partners(1, 2),
        lambda: told_on_sides(1, 2)[Side.MADE], lambda: wordings_of(1), lambda: said_by(1, 2), lambda: said_of(1, 2),
    ],
)  # fmt: skip
def test_nothing_is_told_of_an_empty_archive(asked: Callable[[], Any], monkeypatch: pytest.MonkeyPatch) -> None:
    archive = archive_of()
    for module in MODULES:
        monkeypatch.setattr(module, "current", lambda: archive)
    told = asked()
    assert not (told[1] if isinstance(told, tuple) else told)


def test_an_actor_that_is_gone_acts_for_nobody() -> None:
    names = Names(actors={}, codes={2: "JP", 3: "RU"}, outlets={}, terms={})
    assert names.numbers_of(np.array([0, 2, 3, 4, 99], dtype=np.int32)).tolist() == [0, 1, 2, 0, 0]
