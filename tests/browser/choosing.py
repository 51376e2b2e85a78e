"""How tests choose among the filters of the list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


def facet(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=name, exact=True)


def value(page: Page, name: str, label: str) -> Locator:
    """The link that chooses a value, in its filter, which is opened if it is shut."""
    opened = facet(page, name)
    link = opened.get_by_role("link", name=re.compile(rf"^{re.escape(label)} "))
    if not link.is_visible():
        opened.locator("summary").click()
    return link


def choose(page: Page, name: str, label: str) -> None:
    value(page, name, label).click()
