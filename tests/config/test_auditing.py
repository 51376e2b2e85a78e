"""`make audit`, without asking anybody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from runpy import run_path

from django.conf import settings

AUDIT = run_path(str(settings.ROOT / ".ci" / "audit"))
TODAY = datetime(2024, 5, 6, tzinfo=UTC)
SOUND = {"name": "sound", "version": "1", "vulns": []}
FAULTY = {"name": "faulty", "version": "2", "vulns": [{"id": "PYSEC-1", "fix_versions": ["3"]}]}
UNKNOWN = {"name": "unknown", "skip_reason": "not found"}


def told(*packages: dict[str, object], days: int = 0) -> tuple[list[str], int]:
    return AUDIT["summary"]({"dependencies": list(packages)}, TODAY - timedelta(days=days), TODAY)


def test_a_known_fault_is_told_with_the_version_that_mends_it() -> None:
    assert told(SOUND, FAULTY) == (
        ["faulty 2: PYSEC-1, mended in 3", "2 of 2 packages looked up, 1 faults known"], 1
    )  # fmt: skip


def test_what_was_not_looked_up_is_not_called_sound() -> None:
    lines, faults = told(SOUND, UNKNOWN, days=3)
    assert faults == 0
    assert lines == [
        "1 of 2 packages looked up, 0 faults known",
        "not all could be looked up; locked 3 days ago (recent)",
    ]


def test_where_nothing_can_be_looked_up_an_old_lock_is_told_off() -> None:
    lines, _faults = AUDIT["summary"]({}, TODAY - timedelta(days=90), TODAY)
    assert lines[-1] == "not all could be looked up; locked 90 days ago (renew it: make lock)"


def test_a_lock_has_an_age() -> None:
    assert AUDIT["locked_on"]("requirements.lock") <= datetime.now(UTC)
