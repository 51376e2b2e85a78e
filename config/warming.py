"""What takes long to be had for the first time: addresses, templates, patterns, the index of a large archive. A process
of the site has it before it answers its first reader; where the archive is small, it has it aside, a little later.
"""

from __future__ import annotations

import gc
import logging
from pathlib import Path
from threading import Timer

from django.conf import settings
from django.db import InterfaceError, OperationalError, connections
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import gettext, override

from articles.facetting.holding import current
from articles.titling import title_beside
from articles.wording import date_in_words

PAUSE = 5  # seconds, in which the first pages of a small archive are read: they would wait for one another
SELDOM = 20_000  # objects that are made before any are looked through: a page makes as many, and drops them itself
_log = logging.getLogger(__name__)


def start() -> None:
    """To be called by a process of the site before its first request."""
    reverse("home")  # reads all views
    if has_index():
        warm()
        return
    later = Timer(PAUSE, warm)
    later.daemon = True
    later.start()


def has_index() -> bool:
    """Whether the archive is large enough to be held in memory, and is from now on. A database that does not answer
    keeps nobody from starting: pages say so themselves."""
    try:
        archive = current()
    except (OperationalError, InterfaceError):
        return False
    finally:
        connections.close_all()
    if archive:
        archive.parts[0].segment.touch()
    return archive is not None


def warm() -> None:
    for template in _templates():
        get_template(template)
    for language, _name in settings.LANGUAGES:
        with override(language):
            gettext("oui")
            date_in_words("2013-11-02", language)
    title_beside("", 0, 0)  # makes its patterns
    gc.collect()
    gc.freeze()  # nothing of this is looked through again
    gc.set_threshold(SELDOM)
    _log.info("ready")


def _templates() -> list[str]:
    folders = [Path(folder) for engine in settings.TEMPLATES for folder in engine["DIRS"]]
    return sorted(str(file.relative_to(folder)) for folder in folders for file in folder.rglob("*.html"))
