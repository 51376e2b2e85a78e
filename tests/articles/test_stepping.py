from __future__ import annotations

import pytest

from articles.addresses import MINUS, Address, Axis
from articles.stepping import Steps

STATES = [
    Address(),
    Address("îles & « paix »", ((Axis.COUNTRY, "JP"), (Axis.YEAR, "2013"), (Axis.MONTH, "2013-11")), since="2013-11"),
    Address(values=((Axis.COUNTRY, "-RU"), (Axis.TYPE, "AID"), (Axis.TYPE, "-SANCTION")), scale="share", page=3),
    Address("\x01", sort="newest", page=2),
]


@pytest.mark.parametrize("address", STATES, ids=str)
@pytest.mark.parametrize("value", ["2014", "TASS & Cie", "foreign_minister.RU", "été +1"])
def test_a_step_leads_where_the_address_says(address: Address, value: str) -> None:
    for axis in Axis:
        steps = Steps.of(address, axis)
        assert steps.including(value) == str(address.including(axis, value))
        assert steps.excluding(value) == str(address.excluding(axis, value))
        assert MINUS in steps.excluding(value)
