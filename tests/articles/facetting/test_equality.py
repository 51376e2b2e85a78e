"""What memory shows is what SQL finds, whatever is asked, and whatever has changed since."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.http import QueryDict
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from articles.addresses import Axis
from articles.facetting import postings
from articles.facetting.answering import Answer
from articles.facetting.archive import Archive, Part
from articles.facetting.following import followed, moment_now
from articles.facetting.reading import read_names, read_segment
from articles.facetting.segment import pack, unpack
from articles.forms import ArticleFilterForm
from articles.models import Article
from articles.tallies import tallies
from tests.articles.facetting import worlds
from tests.articles.facetting.worlds import made_by

pytestmark = pytest.mark.django_db
MANY = settings(max_examples=8, phases=[Phase.explicit, Phase.reuse, Phase.generate])

values = st.sampled_from([(axis, value) for axis, own in worlds.VALUES.items() for value in own])
picks = st.tuples(values, st.booleans()).map(lambda one: (one[0][0], ("-" if one[1] else "") + one[0][1]))
dates = st.sampled_from(["", "", "", "1991", "2013", "2013-04", "2013-04-05", "2014-01-01"])
words = st.sampled_from(["", "", "sommet", "gaz -pêche", '"missile gaz" OU traité', "trai*", "le", "SAUF sommet"])
queries = st.builds(
    lambda picks, *others: urlencode([*picks, *zip(("since", "until", "q", "sort"), others, strict=True)]),
    st.lists(picks, max_size=4), dates, dates, words, st.sampled_from(["", "newest"]),
)  # fmt: skip
seeds = st.integers(0, 10**9)


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def archive_of(*, ids: list[int] | None = None) -> Archive:
    names = read_names()
    segment = read_segment(names, ids)
    return Archive((Part(segment, segment.all),), names, moment_now())


def assert_alike(archive: Archive, query: str) -> None:
    form = ArticleFilterForm(QueryDict(query))
    form.is_valid()
    answer = Answer(form, archive)
    found = list(form.in_order(form.filter_qs(Article.objects.all())).values_list("pk", flat=True))
    assert [article.pk for article in answer] == found, query
    counted, held = tallies(form), tallies(form, answer=answer)
    for axis in Axis:
        assert held[axis] == counted[axis], (axis, query)


@MANY
@given(seed=seeds, asked=st.lists(queries, min_size=1, max_size=6))
def test_what_is_asked_finds_the_same_articles_and_counts(seed: int, asked: list[str]) -> None:
    with undone():
        rng = made_by(seed)
        worlds.make(rng)
        for _ in range(4):
            worlds.change(rng)
        archive = archive_of()
        for query in ("", *asked):
            assert_alike(archive, query)


@MANY
@given(seed=seeds, steps=st.lists(queries, min_size=1, max_size=6))
def test_it_stays_so_while_things_change(seed: int, steps: list[str]) -> None:
    with undone():
        rng = made_by(seed)
        worlds.make(rng)
        archive = archive_of()
        for query in steps:
            worlds.change(rng)
            later = followed(archive)
            assert later is not None
            archive = later
            assert_alike(archive, query)


@MANY
@given(seed=seeds, asked=st.lists(queries, min_size=1, max_size=4))
def test_frequent_values_and_many_finds_count_the_same(seed: int, asked: list[str]) -> None:
    with undone(), pytest.MonkeyPatch.context() as patched:
        patched.setattr(postings, "FREQUENT", 4)
        patched.setattr(postings, "FEW", 3)
        worlds.make(made_by(seed), articles=20)
        archive = archive_of()
        for query in asked:
            assert_alike(archive, query)


def test_a_segment_is_unpacked_as_it_was() -> None:
    worlds.make(made_by(5))
    segment = archive_of().parts[0].segment
    again = unpack(*pack(segment))
    archive = Archive((Part(again, again.all),), read_names(), moment_now())
    for query in ("", "country=RU&acting=JP&type=AID", "office=none&told=1905", "month=2013-04&person=none"):
        assert_alike(archive, query)


@pytest.mark.parametrize("articles", [0, 6])
def test_to_touch_a_segment_leaves_it_as_it_is(articles: int) -> None:
    if articles:
        worlds.make(made_by(5), articles=articles)
    archive = archive_of()
    archive.parts[0].segment.touch()
    assert_alike(archive, "country=RU")


@pytest.mark.parametrize("axis", list(Axis))
def test_each_axis_is_held(axis: Axis) -> None:
    assert axis in archive_of().parts[0].segment.axes
    assert axis in worlds.VALUES


def test_an_archive_of_nothing_finds_nothing() -> None:
    assert_alike(archive_of(), "country=none&year=2013&acting=JP&q=gaz")


def test_an_answer_that_finds_nothing_is_counted_as_it_is() -> None:
    archive = archive_of()
    worlds.make(made_by(1))
    form = ArticleFilterForm(QueryDict(""))
    form.is_valid()
    assert not any(tally.counts for tally in tallies(form, answer=Answer(form, archive)).values())
