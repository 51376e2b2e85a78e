"""What the environment makes of the settings, each time in a process of its own."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

if TYPE_CHECKING:
    from pathlib import Path

OURS = ("DEBUG", "HTTPS", "ALLOWED_HOSTS", "SECRET_KEY", "DATABASE_URL")
NAMES = (
    "DEBUG", "SECRET_KEY", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS",
)  # fmt: skip
PRINT = """
import json, sys
from config import settings
print(json.dumps({name: getattr(settings, name) for name in sys.argv[1:]}, default=str))
"""
PUBLIC = {"ALLOWED_HOSTS": "archive.example"}
BEHIND_HTTPS = {**PUBLIC, "HTTPS": "1"}


def environment(state: Path, **given: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in OURS}
    return {**kept, "TRILATERALE_STATE": str(state), **given}


def run(state: Path, *words: str, **given: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words],
        cwd=settings.ROOT, env=environment(state, **given), capture_output=True, text=True, check=False,
    )  # fmt: skip


def values(state: Path, **given: str) -> dict[str, Any]:
    done = run(state, "-c", PRINT, *NAMES, **given)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_django_finds_nothing_to_mend_where_nothing_is_set(tmp_path: Path) -> None:
    done = run(tmp_path, "manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr


def test_a_site_that_others_reach_without_https_is_told_off(tmp_path: Path) -> None:
    done = run(tmp_path, "manage.py", "check", "--deploy", "--fail-level", "WARNING", **PUBLIC)
    assert done.returncode == 1
    assert {f"W{number}" for number in ("004", "008", "012", "016")} <= set(_words(done.stderr))


@pytest.mark.parametrize(
    ("name", "value"),
    [("DATABASE_URL", "nonsense"), ("DATABASE_URL", "sqlite:///x"), ("DATABASE_POOL", "many"), ("FACETS_FROM", "-1")],
)
def test_what_makes_no_sense_is_told_in_one_sentence(tmp_path: Path, name: str, value: str) -> None:
    told = run(tmp_path, "manage.py", "doctor", **{name: value})
    (line,) = told.stderr.splitlines()
    assert line.startswith(f"The settings can't be used: {name} is no ")
    assert told.returncode == 2


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Settings with no variable set."""
    return values(tmp_path_factory.mktemp("bare"))


@pytest.fixture(scope="module")
def deployed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    state = tmp_path_factory.mktemp("deployed")
    found = values(state, DEBUG="1", SECRET_KEY="of the environment", **BEHIND_HTTPS)
    return {**found, "files": [path.name for path in state.iterdir()]}


def test_debug_is_off_unless_it_is_asked_for(bare: dict[str, Any], deployed: dict[str, Any]) -> None:
    assert (bare["DEBUG"], deployed["DEBUG"]) == (False, True)


@pytest.mark.parametrize("name", ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT"])
def test_cookies_and_pages_are_for_https_alone_where_there_is_https(
    bare: dict[str, Any], deployed: dict[str, Any], name: str
) -> None:
    assert (bare[name], deployed[name]) == (False, True)


def test_browsers_are_told_to_stay_with_https_for_a_year(bare: dict[str, Any], deployed: dict[str, Any]) -> None:
    assert (bare["SECURE_HSTS_SECONDS"], deployed["SECURE_HSTS_SECONDS"]) == (0, 365 * 24 * 3600)


def test_a_key_of_the_environment_leaves_no_file(deployed: dict[str, Any]) -> None:
    assert (deployed["SECRET_KEY"], deployed["files"]) == ("of the environment", [])


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    state = tmp_path / "state"
    made = run(state, "-c", "from config.settings import SECRET_KEY; print(SECRET_KEY)").stdout.strip()
    again = run(state, "-c", "from config.settings import SECRET_KEY; print(SECRET_KEY)").stdout.strip()
    assert len(made) >= 50
    assert made == again
    assert stat.S_IMODE((state / "secret_key").stat().st_mode) == 0o600


@pytest.mark.parametrize("password", ["goéland2013", "telechargement", "902184736512"])
def test_a_password_that_is_easily_guessed_is_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password)


def test_a_long_phrase_is_a_password() -> None:
    validate_password("trois goélands sous la pluie")


def _words(text: str) -> list[str]:
    return text.replace("(security.", " ").replace(")", " ").split()
