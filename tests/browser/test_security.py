"""Under the site's policy every page works: no browser complains. The pages that guard the login are for everybody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import Browser, BrowserContext, Error, Page, Response, expect

from tests.browser.test_accessibility import complaints
from tests.browser.test_curating import complaints_in
from tests.config.addresses import ADDRESSES, known_addresses
from tests.config.conftest import keys, people

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.fixtures import Settings
    from pytest_django.live_server_helper import LiveServer

__all__ = ["keys", "people"]
pytestmark = [
    pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.ignore_template_errors,
]  # fmt: skip


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def context(browser: Browser, live_server: LiveServer) -> Iterator[BrowserContext]:
    opened = browser.new_context(base_url=live_server.url, locale="fr-FR")
    yield opened
    opened.close()


def test_no_browser_complains_of_any_page(
    context: BrowserContext, live_server: LiveServer, keys: dict[str, object], people: dict[str, User | None]
) -> None:
    client = Client()
    administrator = people["administrator"]
    assert administrator
    client.force_login(administrator)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda one: told.append(one.text) if one.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    found, seen = {}, 0
    for path in pages_for("administrator", keys):
        told.clear()
        if is_page(visited(page, path)):
            seen += 1
            found |= {path: [*told]} if told else {}
    assert found == {}
    assert seen > 50


def visited(page: Page, path: str) -> Response | None:
    """None where there is a file to keep, and the browser stays where it was."""
    try:
        return page.goto(path)
    except Error as error:
        if "Download is starting" not in error.message:
            raise
        return None


def is_page(answer: Response | None) -> bool:
    return bool(answer and answer.ok and "text/html" in answer.headers["content-type"])


def pages_for(role: str, keys: dict[str, object]) -> list[str]:
    known = known_addresses()
    return [
        re.sub(r"\{(\w+)\}", lambda found: str(keys[found[1]]), address.path)
        for name, address in ADDRESSES.items()
        if name in known and role in address.look
    ]


@pytest.fixture
def claire(transactional_db: None) -> User:
    return User.objects.create_user("claire", password="trois goélands", is_staff=True)


def log_in(page: Page, password: str) -> None:
    page.goto("/admin/login/")
    page.locator("#id_username").fill("claire")
    page.locator("#id_password").fill(password)
    page.get_by_role("button", name="Se connecter").click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_way_in(page: Page, claire: User, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    log_in(page, "wrong")
    assert complaints_in(page, "#content") == []
    log_in(page, "trois goélands")
    page.get_by_role("link", name="Codes de connexion").click()
    assert complaints_in(page, "#content") == []
    page.get_by_role("button", name="Commencer").click()
    expect(page.get_by_label("Code à six chiffres")).to_be_visible()
    assert complaints_in(page, "#content") == []
    TOTPDevice.objects.update(confirmed=True)
    page.reload()
    assert complaints_in(page, "#content") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_page_of_who_is_locked_out(context: BrowserContext, claire: User, scheme: str) -> None:
    page = context.new_page()  # the console tells of the 429 that is meant here
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for _ in range(5):
        log_in(page, "wrong")
    expect(page.get_by_role("heading", level=1)).to_have_text("Trop de demandes")
    assert complaints(page) == []


def test_no_other_site_puts_a_page_of_ours_in_a_frame(context: BrowserContext, live_server: LiveServer) -> None:
    page = context.new_page()
    page.set_content(f'<iframe src="{live_server.url}/help/"></iframe>')
    frame = page.frames[1]
    frame.wait_for_load_state()
    assert frame.url.startswith("chrome-error:")
