from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django.fixtures import Settings

from config.models import CodeDevice, Lockout
from tests.groups import group

pytestmark = pytest.mark.django_db
LOGIN = "/admin/login/"
CODES = "/admin/codes/"
PASSWORD = "trois goélands"
NOON = datetime(2024, 5, 6, 12, 0, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Coordinates]:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Settings) -> None:
    """What makes a password slow to guess is Django's, and no matter here."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def curator() -> User:
    user = User.objects.create_user("claire", password=PASSWORD, is_staff=True)
    user.groups.add(group("curators"))
    return user


def login(client: Client, password: str = PASSWORD, **more: str) -> int:
    """302: in; 200: asked again; 429: locked."""
    address = more.pop("REMOTE_ADDR", "192.0.2.7")
    sent = {"username": "claire", "password": password, **more}
    return client.post(LOGIN, sent, REMOTE_ADDR=address).status_code


def code_of(device: TOTPDevice) -> str:
    totp = TOTP(device.bin_key)
    totp.time = datetime.now(UTC).timestamp()
    return f"{totp.token():06}"


@pytest.fixture
def device(curator: User) -> TOTPDevice:
    return TOTPDevice.objects.create(user=curator, confirmed=True)


# wrong passwords


def test_five_wrong_passwords_close_the_login_for_a_while(
    client: Client, curator: User, clock: time_machine.Coordinates
) -> None:
    answers = [login(client, "wrong") for _ in range(5)]
    assert answers == [200] * 4 + [429]
    assert login(client) == 429
    clock.shift(timedelta(minutes=16))
    assert login(client) == 302


def test_who_is_locked_out_reads_why_and_until_when(client: Client, curator: User) -> None:
    for _ in range(5):
        login(client, "wrong")
    response = client.post(LOGIN, {"username": "claire", "password": PASSWORD}, REMOTE_ADDR="192.0.2.7")
    html = response.content.decode()
    assert "un administrateur peut la rouvrir" in html
    assert "Revenez dans 15 minutes." in html
    assert response.headers["Retry-After"] == "900"


def test_trying_on_while_locked_out_makes_it_no_longer(
    client: Client, curator: User, clock: time_machine.Coordinates
) -> None:
    for _ in range(5):
        login(client, "wrong")
    clock.shift(timedelta(minutes=10))
    login(client, "wrong")
    clock.shift(timedelta(minutes=6))
    assert login(client) == 302


def test_the_curator_gets_in_from_elsewhere_while_a_stranger_is_locked_out(client: Client, curator: User) -> None:
    for _ in range(6):
        login(client, "wrong")
    assert login(client, REMOTE_ADDR="192.0.2.8") == 302


def test_readers_behind_our_proxy_are_told_apart(client: Client, curator: User) -> None:
    def through_proxy(password: str, reader: str) -> int:
        sent = {"username": "claire", "password": password}
        return client.post(LOGIN, sent, REMOTE_ADDR="127.0.0.1", headers={"x-forwarded-for": reader}).status_code

    for _ in range(6):
        through_proxy("wrong", "198.51.100.1")
    assert through_proxy(PASSWORD, "198.51.100.1") == 429
    assert through_proxy(PASSWORD, "198.51.100.2") == 302


def test_a_forged_address_does_not_unlock(client: Client, curator: User) -> None:
    for number in range(5):
        client.post(
            LOGIN, {"username": "claire", "password": "wrong"}, REMOTE_ADDR="192.0.2.7",
            headers={"x-forwarded-for": f"198.51.100.{number}"},
        )  # fmt: skip
    assert login(client) == 429


def test_another_address_of_the_same_network_does_not_unlock(client: Client, curator: User) -> None:
    for number in range(5):
        login(client, "wrong", REMOTE_ADDR=f"2001:db8:1:2::{number}")
    assert login(client, REMOTE_ADDR="2001:db8:1:2:ffff::1") == 429
    assert login(client, REMOTE_ADDR="2001:db8:1:3::1") == 302


def test_a_success_forgets_what_went_wrong_before(client: Client, curator: User) -> None:
    for _ in range(4):
        login(client, "wrong")
    login(client)
    client.logout()
    assert [login(client, "wrong") for _ in range(4)] == [200] * 4


def test_an_administrator_opens_the_login_again(client: Client, admin_client: Client, curator: User) -> None:
    for _ in range(5):
        login(client, "wrong")
    lockout = Lockout.objects.get()
    page = reverse("admin:config_lockout_delete", args=[lockout.pk])
    assert admin_client.post(page, {"post": "yes"}).status_code == 302
    assert login(client) == 302


def test_what_was_typed_is_not_kept(client: Client, curator: User) -> None:
    login(client, "almost right", code="123456")
    kept = Lockout.objects.get()
    assert "almost right" not in kept.post_data
    assert "123456" not in kept.post_data


def test_passwords_are_sent_with_the_token_of_the_page(curator: User) -> None:
    assert login(Client(enforce_csrf_checks=True)) == 403


# sessions


def test_a_session_gets_a_new_name_at_login(client: Client, curator: User) -> None:
    session = client.session
    session["before"] = "kept"
    session.save()
    before = client.cookies["sessionid"].value
    login(client)
    assert client.cookies["sessionid"].value != before
    assert Client(headers={"cookie": f"sessionid={before}"}).get("/admin/").status_code == 302


def test_a_changed_password_ends_other_sessions(client: Client, curator: User) -> None:
    login(client)
    curator.set_password("un autre secret")
    curator.save()
    assert client.get("/admin/").status_code == 302


def test_scripts_do_not_read_the_session(client: Client, curator: User) -> None:
    login(client)
    cookie = client.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


@pytest.mark.parametrize(
    "where", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_the_login_leads_to_no_other_site(client: Client, curator: User, where: str) -> None:
    sent = {"username": "claire", "password": PASSWORD, "next": where}
    assert client.post(f"{LOGIN}?next={where}", sent).headers["Location"] == "/admin/"


# codes


def test_who_has_no_device_needs_no_code(client: Client, curator: User) -> None:
    assert login(client) == 302


def test_who_has_a_device_must_give_its_code(client: Client, device: TOTPDevice) -> None:
    assert login(client) == 200
    assert client.get("/admin/").status_code == 302
    assert login(client, code=code_of(device)) == 302
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("code", ["000000", "abcdef", "", "12345", "²²²²²²", "1" * 10])
def test_a_wrong_code_does_not_let_in(client: Client, device: TOTPDevice, code: str) -> None:
    assert login(client, code=code) == 200


def test_a_code_with_a_space_is_the_code(client: Client, device: TOTPDevice) -> None:
    code = code_of(device)
    assert login(client, code=f"{code[:3]} {code[3:]}") == 302


def test_a_code_is_good_once(client: Client, device: TOTPDevice) -> None:
    code = code_of(device)
    login(client, code=code)
    assert login(Client(), code=code) == 200


def test_after_a_wrong_code_the_right_one_has_to_wait(
    client: Client, device: TOTPDevice, clock: time_machine.Coordinates
) -> None:
    for _ in range(3):
        login(client, code="000000")
    assert login(client, code=code_of(device)) == 200
    clock.shift(timedelta(minutes=2))
    assert login(client, code=code_of(device)) == 302


def test_the_device_of_another_does_not_help(client: Client, device: TOTPDevice) -> None:
    other = TOTPDevice.objects.create(user=User.objects.create_user("other"), confirmed=True)
    assert login(client, code=code_of(other)) == 200


def test_a_device_that_is_not_confirmed_is_not_asked_for(client: Client, curator: User) -> None:
    TOTPDevice.objects.create(user=curator, confirmed=False)
    assert login(client) == 302


# to begin and to end them


@pytest.fixture
def inside(client: Client, curator: User) -> Client:
    client.force_login(curator)
    return client


def test_a_secret_is_shown_until_it_is_confirmed(inside: Client, curator: User) -> None:
    inside.post(CODES, {"do": "begin"})
    device = TOTPDevice.objects.get(user=curator)
    html = inside.get(CODES).content.decode()
    assert 'href="otpauth://totp/' in html
    assert inside.post(CODES, {"do": "confirm", "code": code_of(device)}).status_code == 302
    assert TOTPDevice.objects.get(user=curator).confirmed
    assert "otpauth:" not in inside.get(CODES).content.decode()


def test_a_wrong_code_confirms_nothing(inside: Client, curator: User) -> None:
    inside.post(CODES, {"do": "begin"})
    assert inside.post(CODES, {"do": "confirm", "code": "000000"}).status_code == 400
    assert not TOTPDevice.objects.get(user=curator).confirmed


def test_to_begin_again_changes_the_secret_until_it_is_confirmed(inside: Client, curator: User) -> None:
    inside.post(CODES, {"do": "begin"})
    first = TOTPDevice.objects.get(user=curator).key
    inside.post(CODES, {"do": "begin"})
    assert TOTPDevice.objects.get(user=curator).key != first


def test_whoever_finds_an_open_session_replaces_no_device(inside: Client, device: TOTPDevice) -> None:
    inside.post(CODES, {"do": "begin"})
    inside.post(CODES, {"do": "end", "code": "000000"})
    assert [one.key for one in TOTPDevice.objects.all()] == [device.key]


def test_the_owner_ends_it_with_a_code(inside: Client, device: TOTPDevice) -> None:
    assert inside.post(CODES, {"do": "end", "code": code_of(device)}).status_code == 302
    assert not TOTPDevice.objects.exists()


@pytest.mark.parametrize("asked", ["", "nothing", "confirm", "end"])
def test_what_makes_no_sense_changes_nothing(inside: Client, device: TOTPDevice, asked: str) -> None:
    assert inside.post(CODES, {"do": asked}).status_code in {200, 400}
    assert TOTPDevice.objects.filter(confirmed=True).count() == 1


def test_an_administrator_removes_a_lost_device(admin_client: Client, client: Client, device: TOTPDevice) -> None:
    page = reverse("admin:config_codedevice_delete", args=[device.pk])
    assert admin_client.post(page, {"post": "yes"}).status_code == 302
    assert login(client) == 302


def test_no_page_of_the_admin_shows_the_secret(admin_client: Client, device: TOTPDevice) -> None:
    pages = (reverse("admin:config_codedevice_changelist"), reverse("admin:config_codedevice_change", args=[device.pk]))
    for page in pages:
        html = admin_client.get(page).content.decode()
        assert "claire" in html
        assert device.key not in html


def test_curators_see_nobody_s_devices(inside: Client, device: TOTPDevice) -> None:
    assert inside.get(reverse("admin:config_codedevice_changelist")).status_code == 403
    assert CodeDevice.objects.count() == 1
