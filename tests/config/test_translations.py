"""Every text for readers is French in the code and has its English."""

from __future__ import annotations

import re
from datetime import datetime

from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import ngettext, override

from tests.msgids import all_msgids


def translated(language: str) -> set[tuple[str, ...]]:
    """The messages that the project's own catalogues of a language have, as `all_msgids` gives them."""
    found = set()
    for path in settings.ROOT.glob(f"*/locale/{language}/LC_MESSAGES/django.po"):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                ids = message.id if isinstance(message.id, tuple) else (message.id,)
                strings = message.string if isinstance(message.string, tuple) else (message.string,)
                if all(ids) and all(strings):
                    found.add((message.context or "", *ids))
    return found


def test_every_text_for_readers_has_its_english() -> None:
    known = translated("en")
    assert {path.name: texts - known for path, texts in all_msgids().items() if texts - known} == {}


def test_every_plural_is_in_the_french_catalogue_where_nought_is_singular() -> None:
    plurals = {message for texts in all_msgids().values() for message in texts if len(message) == 3}
    assert plurals - translated("fr") == set()


def test_nought_is_singular_in_french_and_plural_in_english() -> None:
    with override("fr"):
        assert ngettext("article en commun", "articles en commun", 0) == "article en commun"
    with override("en"):
        assert ngettext("article en commun", "articles en commun", 0) == "articles in common"


def test_no_text_of_the_pages_lets_a_sign_begin_a_line() -> None:
    """French sets no-break spaces before : ; ? ! and inside « »."""
    parted = re.compile(r" [:;?!»]|« ")
    pages = {
        path: texts for path, texts in all_msgids().items() if "templates" in path.parts and "admin" not in path.parts
    }
    found = [text for texts in pages.values() for _context, *ones in texts for text in ones if parted.search(text)]
    assert found == []


def test_english_dates_are_written_as_the_pages_write_them() -> None:
    moment = datetime(2026, 11, 2, 17, 46)
    with override("en"):
        assert date_format(moment) == "2 November 2026"
        assert date_format(moment, "SHORT_DATETIME_FORMAT") == "2 Nov 2026, 17:46"
