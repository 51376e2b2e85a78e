#!/usr/bin/env python3
"""Measure how fast workers do what was handed over: one, two and four on this machine, or on two hosts.

Usage: workers.py [--articles N] [--parcel N] [--workers N…] [--hosts]

Invented articles are stored in a new database, then read again by so many processes of `manage.py work`. The pace is
taken between the first parcel done and the last: starting a worker takes seconds and is none of it.

With --hosts (root, and the program `ip`) the workers run in a network namespace of their own, which reaches the
database only through a pair of virtual network cards: two hosts, as far as the network knows.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
STATE = Path(tempfile.mkdtemp(prefix="trilaterale-"))
os.environ["TRILATERALE_STATE"] = str(STATE)
os.environ.pop("DATABASE_URL", None)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import Max, Min  # noqa: E402

from articles.models import Article  # noqa: E402
from articles.work.models import Order  # noqa: E402
from articles.work.ordering import order_extraction  # noqa: E402
from config.database import NAME, USER, server_in  # noqa: E402

SITE, FAR = "10.77.0.1", "10.77.0.2"
PORT = 15432
MANAGE = [sys.executable, str(ROOT / "manage.py"), "work", "--until-done"]
# what comes in over the network is handed to the socket of the embedded server
RELAY = """
import asyncio, sys
async def pour(source, sink):
    while data := await source.read(65536):
        sink.write(data)
        await sink.drain()
    sink.close()
async def serve(reader, writer):
    near = await asyncio.open_unix_connection(sys.argv[1])
    await asyncio.gather(pour(reader, near[1]), pour(near[0], writer))
async def main():
    async with await asyncio.start_server(serve, sys.argv[2], int(sys.argv[3])) as server:
        print("ready", flush=True)
        await server.serve_forever()
asyncio.run(main())
"""


@contextmanager
def two_hosts() -> Iterator[tuple[list[str], dict[str, str]]]:
    """How a command is begun on the other host, and its environment."""
    for words in (
        "netns add far", "link add near0 type veth peer name far0 netns far", f"addr add {SITE}/30 dev near0",
        "link set near0 up", f"-n far addr add {FAR}/30 dev far0", "-n far link set far0 up",
    ):  # fmt: skip
        subprocess.run(["ip", *words.split()], check=True)
    socket = server_in(STATE / "postgres").socket_folder / ".s.PGSQL.5432"
    command = [sys.executable, "-c", RELAY, str(socket), SITE, str(PORT)]
    relay = subprocess.Popen(command, stdout=subprocess.PIPE)
    try:
        if relay.stdout:
            relay.stdout.readline()
        url = f"postgresql://{USER}@{SITE}:{PORT}/{NAME}"
        yield ["ip", "netns", "exec", "far"], {**os.environ, "DATABASE_URL": url}
    finally:
        relay.terminate()
        relay.wait()
        subprocess.run(["ip", "netns", "del", "far"], check=False)


def pace(order: Order) -> float:
    """Articles a second from the first parcel done to the last."""
    done = order.parcels.filter(state="done")
    span = done.aggregate(first=Min("done_at"), last=Max("done_at"))
    first = done.order_by("done_at")[0]
    articles = sum(parcel.size for parcel in done) - first.size
    return float(articles / (span["last"] - span["first"]).total_seconds())


def run(workers: int, parcel: int, before: list[str], environment: dict[str, str]) -> float:
    order = order_extraction(Article.objects.all(), size=parcel)
    started = [subprocess.Popen([*before, *MANAGE], env=environment) for _ in range(workers)]
    for worker in started:
        worker.wait()
    left = order.parcels.exclude(state="done").count()
    if left:
        raise SystemExit(f"{left} parcels were not done")
    return pace(order)


def main() -> None:
    options = argparse.ArgumentParser(description="measure workers")
    options.add_argument("--articles", type=int, default=400)
    options.add_argument("--parcel", type=int, default=20)
    options.add_argument("--workers", type=int, nargs="+", default=[1, 2, 4])
    options.add_argument("--hosts", action="store_true")
    chosen = options.parse_args()
    try:
        call_command("migrate", verbosity=0)
        call_command("load_authority", stdout=sys.stderr)
        call_command("make_sample", str(chosen.articles), stdout=sys.stderr)
        print(f"{chosen.articles} articles, parcels of {chosen.parcel}, {os.cpu_count()} processors\n")
        print("| workers | articles per second | one = 1 |\n| --- | --- | --- |")
        with two_hosts() if chosen.hosts else _here() as (before, environment):
            paces: list[float] = []
            for count in chosen.workers:
                paces.append(run(count, chosen.parcel, before, environment))
                print(f"| {count} | {paces[-1]:.1f} | {paces[-1] / paces[0]:.2f} |", flush=True)
    finally:
        connection.close()
        server_in(STATE / "postgres").release()
        shutil.rmtree(STATE, ignore_errors=True)


@contextmanager
def _here() -> Iterator[tuple[list[str], dict[str, str]]]:
    yield [], dict(os.environ)


if __name__ == "__main__":
    main()
