"""What every test shares."""

import os
import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from django.utils import translation
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from config.database import server_in

# The same examples at each run, so that a change and not chance makes a run fail; `make fuzz` looks for new ones.
hypothesis_settings.register_profile("same", derandomize=True, deadline=None)
hypothesis_settings.register_profile("random", deadline=None, print_blob=True)
hypothesis_settings.load_profile("same")

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")


def find_chromium() -> str | None:
    """The path of an installed Chromium."""
    return next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def pytest_sessionstart(session: pytest.Session) -> None:
    """The process that directs the others holds the database: a worker may be ended before it can stop the server."""
    folder = settings.DATABASES["default"].get("EMBEDDED_FOLDER")
    if folder and not hasattr(session.config, "workerinput") and not session.config.option.collectonly:
        server_in(folder).ensure_running()


def _empties_the_database(item: pytest.Item) -> bool:
    marks = item.iter_markers("django_db")
    return "transactional_db" in getattr(item, "fixturenames", ()) or any(m.kwargs.get("transaction") for m in marks)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that empty the database behind them come last, whatever the order of the others: with it goes what
    migrations put there. Without a Chromium those of the browser are left out, or errors if REQUIRE_BROWSER is set."""
    items.sort(key=_empties_the_database)
    if find_chromium():
        return
    if os.environ.get("REQUIRE_BROWSER"):
        raise pytest.UsageError("REQUIRE_BROWSER is set and there is no Chromium")
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason="no Chromium"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    left_out = [report for report in terminalreporter.getreports("skipped") if "no Chromium" in str(report.longrepr)]
    if left_out:
        terminalreporter.section("BROWSER TESTS WERE NOT RUN", red=True, bold=True)
        terminalreporter.line(f"{len(left_out)} tests need Chromium: install the package chromium.", red=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The test database, and nobody left in it at the end: a thread of the live server may still answer a browser that
    has gone."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )


@pytest.fixture(autouse=True)
def _plain_static_files(settings: Settings) -> None:
    """Pages in tests name static files as they are: nothing has been collected."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.WHITENOISE_AUTOREFRESH = True  # looks for no folder of collected files


@pytest.fixture(autouse=True)
def _no_limits(settings: Settings) -> None:
    """Tests send what no reader does. Those that are about limits set them again."""
    settings.RATE_LIMITS = False


@pytest.fixture(autouse=True)
def _in_french() -> Iterator[None]:
    """Each test begins in the site's own language, whichever the one before asked for."""
    with translation.override("fr"):
        yield


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser that tests drive."""
    path = find_chromium()
    assert path, "browser tests carry the marker `browser`"
    return path
