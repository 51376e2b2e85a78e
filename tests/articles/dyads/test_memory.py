"""What is told of two states is the same from memory as from SQL, whatever has changed."""

from __future__ import annotations

from typing import Any

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
from articles.facetting.reading import read_names
from articles.facetting.segment import pack, unpack
from articles.models import Article, Evidence
from entities.models import Actor
from tests.articles.facetting import worlds
from tests.articles.facetting.test_equality import archive_of, seeds, undone
from tests.articles.facetting.worlds import made_by

pytestmark = pytest.mark.django_db
MANY = settings(max_examples=12, phases=[Phase.explicit, Phase.reuse, Phase.generate])
PAIRS = (("JP", "RU"), ("NATO", "RU"), ("FR", "RU"), ("FR", "JP"), ("JP", "ZZ"))
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


def test_when_what_said_it_first_is_gone_another_is_the_first() -> None:
    worlds.make(made_by(3))
    archive = archive_of()
    told_twice = [row for row in Evidence.objects.order_by("pk") if row.article.copies.exists()]
    told_twice[0].article.delete()
    later = followed(archive)
    assert later
    assert_alike(later)


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
