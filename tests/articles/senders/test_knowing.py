from __future__ import annotations

import pytest
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from articles.senders.knowing import address_of, sender_of


@pytest.mark.parametrize(
    ("remote", "forwarded", "address"),
    [
        ("192.0.2.7", "", "192.0.2.7"),
        ("192.0.2.7", "198.51.100.1", "192.0.2.7"),  # no proxy of ours: what it says is its own word
        ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "10.9.9.9, 198.51.100.1", "198.51.100.1"),  # only the last was written by our proxy
        ("127.0.0.1", "198.51.100.1:5123", "198.51.100.1"),
        ("::1", "2001:db8::7", "2001:db8::7"),
        ("::ffff:127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("", "198.51.100.1", "198.51.100.1"),  # through a socket of this machine
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "nonsense", "nonsense"),
        ("127.0.0.1", " , ", "127.0.0.1"),
    ],
)
def test_a_proxy_of_ours_speaks_for_others(rf: RequestFactory, remote: str, forwarded: str, address: str) -> None:
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    assert address_of(rf.get("/", REMOTE_ADDR=remote, headers=headers)) == address


def test_proxies_may_stand_in_a_row(rf: RequestFactory, settings: Settings) -> None:
    settings.TRUSTED_PROXIES = ["127.0.0.1", "10.0.0.0/8"]
    request = rf.get("/", REMOTE_ADDR="10.0.0.2", headers={"x-forwarded-for": "9.9.9.9, 198.51.100.1, 10.0.0.1"})
    assert address_of(request) == "198.51.100.1"


def test_a_sender_is_the_same_all_day_and_is_no_address(rf: RequestFactory) -> None:
    one, again = (sender_of(rf.get("/", REMOTE_ADDR="192.0.2.7")) for _ in range(2))
    assert one == again
    assert "192.0.2.7" not in one


def test_behind_a_proxy_of_this_machine_readers_are_told_apart(rf: RequestFactory) -> None:
    one, other = (sender_of(rf.get("/", headers={"x-forwarded-for": f"9.9.9.9, 192.0.2.{n}"})) for n in (7, 8))
    assert one != other


def test_the_addresses_of_one_network_of_ipv6_are_one_sender(rf: RequestFactory) -> None:
    one, other, stranger = (
        sender_of(rf.get("/", REMOTE_ADDR=address)) for address in ("2001:db8::1", "2001:db8::2:3", "2001:db8:0:1::1")
    )
    assert one == other != stranger
