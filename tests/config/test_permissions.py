"""Every address × who asks × how: nobody meets an error, a stranger changes nothing, and no look writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.config.addresses import ADDRESSES, ROLES, known_addresses
from tests.config.visiting import visits

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from tests.config.conftest import Walked
    from tests.config.visiting import Visit

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]  # Django's own templates have some


def is_looked_at_wrongly(visit: Visit, role: str) -> bool:
    may = role in visit.address.look
    return bool(visit.written) or visit.is_refused == may or (may and visit.status not in {200, 301, 302})


def is_sent_wrongly(visit: Visit, role: str) -> bool:
    if role in visit.address.send:  # an empty form: what it is about may not be found
        return visit.is_broken or (visit.is_refused and visit.status != 404)
    must_refuse = visit.address.is_ours or role not in visit.address.look
    return visit.is_broken or bool(visit.written) or (must_refuse and not visit.is_refused)


def test_every_address_is_written_down() -> None:
    assert set(known_addresses()) - set(ADDRESSES) == set()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_who_may_look_sees_it_and_others_do_not(walked: Walked, role: str, method: str) -> None:
    asked = walked(role, method)
    assert {one.name: one.told() for one in asked if is_looked_at_wrongly(one, role)} == {}


@pytest.mark.parametrize("role", ROLES)
def test_who_may_send_something_does_and_strangers_change_nothing(
    keys: dict[str, object], people: dict[str, User | None], role: str
) -> None:
    asked = visits(people[role], "POST", keys)
    assert {one.name: one.told() for one in asked if is_sent_wrongly(one, role)} == {}


@pytest.mark.parametrize("role", ["nobody", "administrator"])
@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_without_the_token_of_a_page_nothing_is_done(
    keys: dict[str, object], people: dict[str, User | None], role: str, method: str
) -> None:
    asked = visits(people[role], method, keys, checks=True)
    assert {one.name: one.told() for one in asked if one.status not in {403, 405} or one.written} == {}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_other_methods_do_nothing(
    keys: dict[str, object], people: dict[str, User | None], role: str, method: str
) -> None:
    wrong = {
        one.name: one.told()
        for one in visits(people[role], method, keys)
        if one.is_broken or one.written or (one.address.is_ours and not one.is_refused)
    }
    assert wrong == {}
