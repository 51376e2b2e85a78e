"""What is told of two states is the same from memory as from SQL, whatever has changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from articles.displaying import ANYBODY
from articles.dyads import gathering, voices
from articles.dyads.asking import Asked
from articles.dyads.gathering import facts_between
from articles.dyads.summary import summarise
from articles.facetting import holding, pairing
from articles.facetting.archive import Archive, Part
from articles.facetting.following import followed, moment_now
from articles.facetting.reading import read_names, read_segment
from articles.facetting.segment import pack, unpack
from articles.models import Article, Evidence
from entities.models import Actor
from tests.articles.facetting import worlds
from tests.articles.facetting.test_equality import archive_of, seeds, undone
from tests.articles.facetting.worlds import made_by
from tests.articles.rows import article_naming, country_row, statement_row

pytestmark = pytest.mark.django_db
MANY = settings(max_examples=8, phases=[Phase.explicit, Phase.reuse, Phase.generate])
PAIRS = (("JP", "RU"), ("NATO", "RU"), ("FR", "RU"), ("FR", "JP"), ("JP", "ZZ"))
WORDS = "Moscou accuse Tokyo de manœuvres."
YEARS = ((None, None), (2013, None), (None, 2013), (2013, 2014))


def told(pair: tuple[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {"facts": [*facts_between(*pair)], "summary": summarise(*pair, last=2014)}
    for since, until in YEARS:
        heard = voices.voices(*pair, Asked(*pair, since=since, until=until), ANYBODY)
        found[f"{since} {until}"] = (heard.quotes, heard.quotes_by, heard.quote_count)
    return found


def assert_alike(archive: Archive) -> None:
    for pair in PAIRS:
        expected = told(pair)
        with pytest.MonkeyPatch.context() as patched:
            for module in (gathering, voices):
                patched.setattr(module, "current", lambda: archive)
            assert told(pair) == expected


@MANY
@given(seed=seeds, steps=st.integers(0, 8))
def test_memory_tells_what_sql_tells_while_things_change(seed: int, steps: int) -> None:
    with undone(), pytest.MonkeyPatch.context() as patched:
        patched.setattr(pairing, "_AT_ONCE", 2)
        rng = made_by(seed)
        worlds.make(rng)
        archive: Archive | None = archive_of()
        for _ in range(steps):
            worlds.change(rng)
            archive = followed(archive) if archive else None
        assert archive is not None
        assert_alike(archive)


def test_what_is_kept_in_a_file_tells_the_same() -> None:
    worlds.make(made_by(3))
    segment = unpack(*pack(archive_of().parts[0].segment))
    assert_alike(Archive((Part(segment, segment.all),), read_names(), moment_now()))


def test_a_copy_that_is_none_any_more_says_it_itself() -> None:
    worlds.make(made_by(3))
    archive = archive_of()
    Article.objects.update(copy_of=None)
    later = followed(archive)
    assert later
    assert_alike(later)


def stories() -> tuple[Evidence, Evidence, Evidence]:
    """Three articles of one story that say the same, the first of them before the others."""
    russia, japan = country_row("Russie", "RU"), country_row("Japon", "JP")
    first, second, third = (
        statement_row(article_naming(russia, published=f"2013-04-0{day}", words=WORDS), "ACCUSE", russia, japan, WORDS)
        for day in (1, 2, 3)
    )
    Article.objects.exclude(pk=first.article_id).update(copy_of=first.article)
    return first, second, third


def read_again(archive: Archive, *articles: int) -> Archive:
    """As `followed`, which takes all that one transaction makes for changed."""
    segment = read_segment(archive.names, list(articles))
    parts = [part.without(np.array(articles)) for part in archive.parts]
    return replace(archive, parts=(*parts, Part(segment, segment.all)))


@given(seed=seeds, more=st.integers(1, 4))
@MANY
def test_articles_of_one_story_may_stand_in_several_parts(seed: int, more: int) -> None:
    with undone():
        rng = made_by(seed)
        worlds.make(rng)
        archive, ids = archive_of(), list(Article.objects.order_by("pk").values_list("pk", flat=True))
        for _ in range(more):
            archive = read_again(archive, *rng.sample(ids, 4))
        assert_alike(archive)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_story_of_which_one_article_was_read_again_says_it_once(place: int) -> None:
    own = stories()
    assert_alike(read_again(archive_of(), own[place].article_id))


def test_when_what_said_it_first_counts_no_more_another_is_the_first() -> None:
    first, *_others = stories()
    archive = archive_of()
    Evidence.objects.filter(pk=first.pk).update(status="rejected")
    assert_alike(read_again(archive, first.article_id))


def test_who_says_it_is_the_canonical_one_after_a_merge() -> None:
    worlds.make(made_by(3))
    Evidence.objects.update(said_by_actor=Actor.objects.get(slug="ada-un"))
    archive = archive_of()
    into = Actor.objects.get(slug="boris-deux")
    Actor.objects.filter(slug="ada-un").update(merged_into=into, canonical=into)
    later = followed(archive)
    assert later
    assert_alike(later)


def test_nothing_is_told_of_states_in_an_empty_archive() -> None:
    assert holding.current() is None
    assert_alike(archive_of())
