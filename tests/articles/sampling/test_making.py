from __future__ import annotations

import datetime
import re
from collections import Counter
from functools import cache

from articles.importing.likeness import NEAR, likeness, shingles
from articles.importing.parsed import ParsedArticle
from articles.importing.readers import text as text_reader
from articles.sampling.making import InventedFile, invent
from articles.sampling.wordbook import MARK, PHRASES
from entities.authority.loader import load_files
from entities.nlp.found import Mode, RelationType

TODAY = datetime.date(2026, 6, 1)
COUNT = 150


@cache
def files() -> tuple[InventedFile, ...]:
    return tuple(invent(COUNT, seed=1, authority=load_files(), until=TODAY))


@cache
def articles() -> tuple[ParsedArticle, ...]:
    authority = load_files()
    return tuple(text_reader.read(one.text.encode(), authority=authority, today=TODAY) for one in files())


def test_there_are_as_many_as_asked_for_each_with_its_own_name() -> None:
    assert len({one.name for one in files()}) == COUNT


def test_the_same_seed_gives_the_same_files() -> None:
    assert tuple(invent(COUNT, seed=1, authority=load_files(), until=TODAY)) == files()


def test_another_seed_gives_others() -> None:
    others = {one.text for one in invent(COUNT, seed=2, authority=load_files(), until=TODAY)}
    assert others & {one.text for one in files()} == set()


def test_every_file_says_that_it_is_invented() -> None:
    assert [one.name for one in files() if MARK not in one.text] == []


def test_no_slot_and_no_choice_is_left_open() -> None:
    assert [one.name for one in files() if re.search(r"[{}|]", one.text.replace(MARK, ""))] == []


def test_le_is_contracted_after_de_and_a() -> None:
    assert [one.name for one in files() if re.search(r"\b([dD]e|[àÀ]) les? ", one.text)] == []


def test_they_are_spread_over_the_decades() -> None:
    decades = Counter(one.published.value[:3] for one in articles() if one.published.value)
    assert {"195", "196", "197", "198", "199", "200", "201", "202"} <= {f"{decade}" for decade in decades}


def test_nothing_is_dated_after_the_day_it_is_made() -> None:
    assert max(one.published.value for one in articles() if one.published.value) <= TODAY.isoformat()


def test_most_are_dated_and_some_are_not() -> None:
    undated = sum(one.published.value is None for one in articles())
    assert 1 <= undated <= COUNT // 6


def test_menus_and_buttons_of_pages_are_no_part_of_the_text() -> None:
    pages = [one for one in articles() if any(line.part == "dropped" for line in one.dropped)]
    assert len(pages) > COUNT // 10
    assert [one.title for one in pages if "Tweeter" in one.body or "cookies" in one.body] == []


def test_papers_print_copies_of_agencies() -> None:
    runs = [shingles(one.body) for one in articles()]
    copies = sum(any(likeness(one, other) >= NEAR for other in runs[:at]) for at, one in enumerate(runs))
    assert COUNT // 20 <= copies <= COUNT // 3


def test_there_are_sentences_for_every_type_and_every_mode() -> None:
    assert set(PHRASES["acts"]) == {one.value for one in RelationType}
    assert {*PHRASES["modes"], Mode.ASSERTED} == {one.value for one in Mode}


def test_sentences_vary() -> None:
    sentences = [one for article in articles() for one in re.split(r"(?<=[.»])\s+", article.body) if len(one) > 40]
    assert Counter(sentences).most_common(2)[1][1] < COUNT // 8  # the first is the mark


def test_who_speaks_is_in_office_that_day() -> None:
    terms = [
        (actor.name, term)
        for actor in load_files().actors.values()
        for term in actor.terms
        if term.office == "nato_secretary_general"
    ]
    for article in articles():
        day = article.published.value
        named = set(re.findall(r"secrétaire général de l'Otan ((?:[A-Z]\S+ ?)+)", article.body)) if day else set()
        holders = {name for name, term in terms if day and term.covers(day)}
        assert all(any(name.startswith(found.split()[0]) for name in holders) for found in named), (day, named)
