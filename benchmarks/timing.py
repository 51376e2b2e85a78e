"""How benchmarks take time: processor time of this process and of PostgreSQL's for it, and the clock."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

LONGEST = 8.0  # seconds after which something slow is not measured again


@dataclass(frozen=True, slots=True)
class Taken:
    """In milliseconds, in the order in which it was measured."""

    processor: tuple[float, ...]
    clock: tuple[float, ...]

    @property
    def middle(self) -> float:
        return statistics.median(self.processor)

    @property
    def high(self) -> float:
        return percentile(self.processor, 95)

    @property
    def told(self) -> str:
        """Median and 95th percentile, of both, as cells of a table."""
        numbers = (self.middle, self.high, statistics.median(self.clock), percentile(self.clock, 95))
        return " | ".join(f"{number:.0f} ms" for number in numbers)


def percentile(values: Sequence[float], percent: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(percent / 100 * len(ordered)))]


def spent() -> float:
    """Milliseconds of processor time so far."""
    connection.ensure_connection()
    server = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text().split()[0]
    return 1000 * time.process_time() + int(server) / 1e6


def once(run: Callable[[], object]) -> tuple[float, float]:
    """Processor time and clock."""
    start, began = spent(), time.perf_counter()
    run()
    return spent() - start, 1000 * (time.perf_counter() - began)


def taken(run: Callable[[], object], rounds: int) -> Taken:
    """The first run warms up."""
    run()
    began, pairs = time.perf_counter(), []
    while len(pairs) < rounds and (not pairs or time.perf_counter() - began < LONGEST):
        pairs.append(once(run))
    return Taken(tuple(processor for processor, _clock in pairs), tuple(clock for _processor, clock in pairs))


def each_once(runs: Sequence[Callable[[], object]]) -> Taken:
    """Every one of them, without any before."""
    pairs = [once(run) for run in runs]
    return Taken(tuple(processor for processor, _clock in pairs), tuple(clock for _processor, clock in pairs))
