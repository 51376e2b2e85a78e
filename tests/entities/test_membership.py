from __future__ import annotations

import re

import pytest

from entities.authority.loader import load_files
from entities.membership import alliances_of, members_of

PARTIAL_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@pytest.mark.parametrize(("alliance", "now"), [("NATO", 32), ("EU", 27)])
def test_each_member_is_a_state_of_the_authority_file_and_there_once(alliance: str, now: int) -> None:
    codes = [one.country for one in members_of(alliance)]
    assert len(set(codes)) == len(codes)
    assert set(codes) <= {actor.code for actor in load_files().actors.values()}
    assert sum(not one.end for one in members_of(alliance)) == now


@pytest.mark.parametrize("alliance", ["NATO", "EU"])
def test_members_come_in_the_order_of_accession_with_dates_that_can_be_read(alliance: str) -> None:
    starts = [one.start for one in members_of(alliance)]
    assert starts == sorted(starts)
    assert all(
        PARTIAL_DATE.fullmatch(one.start) and (not one.end or one.end > one.start) for one in members_of(alliance)
    )


def test_a_state_knows_its_alliances_and_one_that_left_says_until_when() -> None:
    assert {one.alliance: one.end for one in alliances_of("GB")} == {"NATO": "", "EU": "2020-01-31"}


def test_a_state_outside_of_all_of_them_has_none() -> None:
    assert alliances_of("JP") == ()
