"""What the site counts for those who run it, in the form that Prometheus reads.

Each process of the site writes its counts into files of its own in METRICS_FOLDER; `manage.py metrics` adds them up
and asks the database for the rest, on an address apart from the site's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import Error, connection
from django.db.models import Count, Max, Sum
from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from articles.models import Article, ImportRun, Remark

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from prometheus_client.metrics_core import Metric

_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
_OUTCOMES = ("new", "updated", "unchanged", "rejected")

requests = Counter("trilaterale_requests", "Requests answered", ["view", "method", "status"])
seconds = Histogram(
    "trilaterale_request_seconds",
    "Time until an answer begins",
    ["view"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
refused = Counter("trilaterale_refused", "Requests refused because one sender sent too many", ["limit"])


def count_request(*, view: str, method: str, status: int, duration: float) -> None:
    requests.labels(view, method if method in _METHODS else "other", str(status)).inc()
    seconds.labels(view).observe(duration)


def registry_of(folder: Path) -> CollectorRegistry:
    """What the processes of the site have counted, and what the database holds."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry, str(folder))  # type: ignore[no-untyped-call]  # the library types half of itself
    registry.register(_Database())
    return registry


class _Database(Collector):
    def describe(self) -> list[Metric]:
        """Nothing beforehand: the database is asked when somebody reads."""
        return []

    def collect(self) -> Iterator[Metric]:
        answers = GaugeMetricFamily("trilaterale_database_up", "Whether the database answers")
        try:
            found = [*_holdings(), *_imports(), *_jobs()]
            answers.add_metric([], 1)
        except Error:
            found = []
            answers.add_metric([], 0)
        finally:
            connection.close()  # of this thread, which ends with the answer
        yield from [answers, *found]


def _holdings() -> Iterator[Metric]:
    yield GaugeMetricFamily("trilaterale_articles", "Articles held", Article.objects.count())
    waiting = Remark.objects.filter(state=Remark.State.OPEN).count()
    yield GaugeMetricFamily("trilaterale_remarks_open", "Reports of readers without an answer", waiting)


def _imports() -> Iterator[Metric]:
    totals: dict[str, Any] = ImportRun.objects.aggregate(
        last=Max("finished_at"), **{name: Sum(f"{name}_count") for name in _OUTCOMES}
    )
    files = CounterMetricFamily(
        "trilaterale_import_files", "Files imported, by what became of them", labels=["outcome"]
    )
    for name in _OUTCOMES:
        files.add_metric([name], totals[name] or 0)
    yield files
    runs = GaugeMetricFamily("trilaterale_import_runs", "Runs of imports", labels=["state"])
    counts = dict(ImportRun.objects.values_list("state").annotate(Count("pk")))
    for state in ImportRun.State.values:
        runs.add_metric([state], counts.get(state, 0))
    yield runs
    ended = totals["last"].timestamp() if totals["last"] else 0
    yield GaugeMetricFamily("trilaterale_import_last_seconds", "When the last import ended, in Unix time", ended)


def _jobs() -> Iterator[Metric]:
    """Work that waits or is done, where tasks are spread over machines at all."""
    jobs = GaugeMetricFamily("trilaterale_jobs", "Tasks by their state", labels=["queue", "state"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('procrastinate_jobs') IS NOT NULL")
        (is_there,) = cursor.fetchone()
        if is_there:
            cursor.execute("SELECT queue_name, status::text, count(*) FROM procrastinate_jobs GROUP BY 1, 2")
            for queue, state, count in cursor.fetchall():
                jobs.add_metric([queue, state], count)
    yield jobs
