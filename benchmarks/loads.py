"""An export of many rows, and many readers at once."""

from __future__ import annotations

import csv
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

from django.http import StreamingHttpResponse
from pages import sampled_pages, visitor

ROWS = 100_000
READERS, SECONDS = 50, 60
PATIENCE = 180  # seconds until the site has to answer
ROOT = Path(__file__).resolve().parent.parent


def export_rows() -> Iterator[str]:
    """The first lines of a table of half of the articles, as the site sends it."""
    yield "| rows | seconds | rows a second | MB | resident before | after 10,000 rows | at most | after |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    before, began, size, lines, early, most = resident(), time.perf_counter(), 0, 0, 0, 0
    answer = cast("StreamingHttpResponse", visitor().get("/articles/export/articles.csv?country=RU"))
    for block in cast("Iterator[bytes]", iter(answer.streaming_content)):
        size, lines, most = size + len(block), lines + block.count(b"\n"), max(most, resident())
        early = early or (most if lines > ROWS // 10 else 0)
        if lines >= ROWS:
            break
    took = time.perf_counter() - began
    answer.close()
    memory = " | ".join(f"{number} MB" for number in (before, early, most, resident()))
    yield f"| {lines:,} | {took:.0f} | {lines / took:,.0f} | {size / 1e6:.0f} | {memory} |"


def resident() -> int:
    """Megabytes of this process that are in memory."""
    line = next(one for one in Path("/proc/self/status").read_text().splitlines() if one.startswith("VmRSS"))
    return int(line.split()[1]) // 1024


def reader_rows() -> Iterator[str]:
    """Readers who look at a page, read it for one to three seconds and go on, at the site as `manage.py run` serves it,
    beside their own programs on the same machine."""
    with tempfile.TemporaryDirectory() as folder:
        addresses = Path(folder, "addresses")
        pages = [address for name, own in sampled_pages().items() for address in own if "state of" not in name]
        addresses.write_text("\n".join(pages))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        site = subprocess.Popen(
            [sys.executable, "manage.py", "run", "--port", str(port)],
            cwd=ROOT,
            env={**os.environ, "RATE_LIMITS": "0"},
            stdout=subprocess.DEVNULL,
        )
        try:
            _warm(f"http://127.0.0.1:{port}", pages)
            yield from _crowd(f"http://127.0.0.1:{port}", addresses, Path(folder, "told"))
        finally:
            site.terminate()
            site.wait(30)


def _warm(site: str, pages: Sequence[str]) -> None:
    """Each page some times, so that all processes have met it."""
    deadline = time.monotonic() + PATIENCE
    while not _answers(f"{site}/"):
        if time.monotonic() > deadline:
            raise SystemExit("the site does not answer")
        time.sleep(1)
    for address in pages:
        for _ in range(6):
            _answers(site + address)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310  # our own
            return bool(answer.read())
    except OSError:
        return False


def _crowd(site: str, addresses: Path, told: Path) -> Iterator[str]:
    locust = [sys.executable, "-m", "locust", "-f", str(ROOT / "benchmarks" / "readers.py"), "--headless"]
    words = ["-u", str(READERS), "-r", "25", "-t", f"{SECONDS}s", "--host", site, "--csv", str(told), "--only-summary"]
    environment = {**os.environ, "ADDRESSES": str(addresses)}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run([*locust, *words, "--exit-code-on-error", "0"], env=environment, check=True, **quiet)
    yield "| of 50 readers | requests | a second | errors | median | 95th percentile | slowest |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    with Path(f"{told}_stats.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            spans = " | ".join(f"{float(row[name]):.0f} ms" for name in ("50%", "95%", "Max Response Time"))
            rate = f"{float(row['Requests/s']):.1f}"
            yield f"| {row['Name']} | {row['Request Count']} | {rate} | {row['Failure Count']} | {spans} |"
    with Path(f"{told}_failures.csv").open(newline="") as file:
        failures = [f"{row['Occurrences']} × {row['Name']}: {row['Error']}" for row in csv.DictReader(file)]
    yield from ("", *failures) if failures else ()
