from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone
from prometheus_client import generate_latest
from prometheus_client.utils import floatToGoString

from articles.models import ImportRun
from config.metrics import registry_of
from tests.articles.rows import article_naming

if TYPE_CHECKING:
    from pathlib import Path

ANSWER = """
import django, sys
django.setup()
from config.metrics import count_request
for duration in map(float, sys.argv[1:]):
    count_request(view="article", method="GET", status=200, duration=duration)
"""


def a_process_answers(folder: Path, *durations: float) -> None:
    subprocess.run(
        [sys.executable, "-c", ANSWER, *map(str, durations)],
        cwd=settings.ROOT, check=True,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", "PROMETHEUS_MULTIPROC_DIR": str(folder)},
    )  # fmt: skip


def told(folder: Path) -> list[str]:
    """What whoever asks is told, a line a number."""
    return generate_latest(registry_of(folder)).decode().splitlines()


@pytest.mark.django_db
def test_what_several_processes_count_is_added_up(tmp_path: Path) -> None:
    a_process_answers(tmp_path, 0.02, 0.3)
    a_process_answers(tmp_path, 0.02)
    assert {
        'trilaterale_requests_total{method="GET",status="200",view="article"} 3.0',
        'trilaterale_request_seconds_bucket{le="0.025",view="article"} 2.0',
        'trilaterale_request_seconds_count{view="article"} 3.0',
    } <= set(told(tmp_path))


@pytest.mark.django_db
def test_imports_are_told_by_what_became_of_files(tmp_path: Path) -> None:
    now = timezone.now()
    ImportRun.objects.create(finished_at=now, new_count=4, rejected_count=1)
    ImportRun.objects.create(new_count=2, state="stopped")
    article_naming()
    assert {
        'trilaterale_import_files_total{outcome="new"} 6.0',
        'trilaterale_import_files_total{outcome="rejected"} 1.0',
        'trilaterale_import_runs{state="stopped"} 1.0',
        'trilaterale_import_runs{state="running"} 0.0',
        f"trilaterale_import_last_seconds {floatToGoString(now.timestamp())}",
        "trilaterale_articles 1.0",
        "trilaterale_database_up 1.0",
    } <= set(told(tmp_path))


@pytest.mark.django_db
def test_where_nothing_was_imported_there_are_noughts(tmp_path: Path) -> None:
    assert 'trilaterale_import_files_total{outcome="new"} 0.0' in told(tmp_path)


@pytest.mark.django_db
def test_tasks_are_told_by_queue_and_state(tmp_path: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name) VALUES ('work', 'read'), ('work', 'read')"
        )
    assert 'trilaterale_jobs{queue="work",state="todo"} 2.0' in told(tmp_path)


def test_counts_are_served_apart_from_the_site_and_without_a_database(tmp_path: Path) -> None:
    nowhere = "postgres://trilaterale@127.0.0.1:1/trilaterale"
    (tmp_path / "metrics").mkdir()
    a_process_answers(tmp_path / "metrics", 0.02)
    served = subprocess.Popen(
        [sys.executable, "manage.py", "metrics", "--port", "0"],
        cwd=settings.ROOT, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "TRILATERALE_STATE": str(tmp_path), "DATABASE_URL": nowhere},
    )  # fmt: skip
    try:
        assert served.stdout
        address = served.stdout.readline().split()[-1]
        assert address.startswith("http://127.0.0.1:")
        with urlopen(address) as answer:  # noqa: S310  # see above
            text = answer.read().decode()
    finally:
        served.terminate()
        served.communicate()
    assert 'trilaterale_requests_total{method="GET",status="200",view="article"} 1.0' in text
    assert "trilaterale_database_up 0.0" in text
    assert served.returncode == 0
