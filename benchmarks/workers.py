#!/usr/bin/env python3
"""Measure how fast workers do what was handed over, kill some in the middle, and let two hosts share the work.

Usage: workers.py [--articles N] [--parcel N] [--workers N…] [--rounds N] [--output FILE]

Invented articles are stored in a new database, then read again by so many processes of `manage.py work`, in turn. The
pace is taken between the first parcel done and the last: starting a worker takes seconds and is none of it.

- killed: two workers, one of which is killed with SIGKILL as often as `KILLS`, whenever another parcel was done, and
  another started in its place; then all rows are compared with those before.
- two hosts (root, and the program `ip`): a worker in a network namespace of its own, which reaches the database only
  through a pair of virtual network cards, alone and beside one here. Told where the machine does not allow it.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import scratch  # noqa: E402  # before the others

STATE = scratch.STATE

from django.core.management import call_command  # noqa: E402
from django.db.models import Count, Max, Min  # noqa: E402

from articles.models import Article, Evidence, Mention, Quote  # noqa: E402
from articles.work.models import Order  # noqa: E402
from articles.work.ordering import order_extraction  # noqa: E402
from benchmarks.sections import machine, put  # noqa: E402
from config.database import NAME, USER, server_in  # noqa: E402

SITE, FAR = "10.77.0.1", "10.77.0.2"
PORT = 15432
MANAGE = [sys.executable, str(ROOT / "manage.py"), "work", "--until-done", "--stalled", "15"]
KILLS = 3
HOST, CARD, FAR_CARD = f"far{os.getpid()}", f"near{os.getpid()}", f"away{os.getpid()}"
Place = tuple[list[str], dict[str, str]]  # how a command is begun there, and its environment
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
def elsewhere() -> Iterator[Place]:
    """Another host. Raises OSError or CalledProcessError where the machine does not allow it."""
    try:
        for words in (
            f"netns add {HOST}", f"link add {CARD} type veth peer name {FAR_CARD} netns {HOST}",
            f"addr add {SITE}/30 dev {CARD}", f"link set {CARD} up", f"-n {HOST} addr add {FAR}/30 dev {FAR_CARD}",
            f"-n {HOST} link set {FAR_CARD} up",
        ):  # fmt: skip
            subprocess.run(["ip", *words.split()], check=True)
        with relayed():
            url = f"postgresql://{USER}@{SITE}:{PORT}/{NAME}"
            yield ["ip", "netns", "exec", HOST], {**os.environ, "DATABASE_URL": url}
    finally:
        with suppress(OSError):
            subprocess.run(["ip", "netns", "del", HOST], check=False, stderr=subprocess.DEVNULL)


@contextmanager
def relayed() -> Iterator[None]:
    socket = server_in(STATE / "postgres").socket_folder / ".s.PGSQL.5432"
    command = [sys.executable, "-c", RELAY, str(socket), SITE, str(PORT)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as relay:
        try:
            if relay.stdout:
                relay.stdout.readline()
            yield
        finally:
            relay.terminate()


def pace(order: Order) -> float:
    """Articles a second from the first parcel done to the last."""
    done = order.parcels.filter(state="done")
    span = done.aggregate(first=Min("done_at"), last=Max("done_at"))
    first = done.order_by("done_at")[0]
    articles = sum(parcel.size for parcel in done) - first.size
    return float(articles / (span["last"] - span["first"]).total_seconds())


def start(place: Place) -> subprocess.Popen[bytes]:
    return subprocess.Popen([*place[0], *MANAGE], env=place[1])


def run(places: Sequence[Place], parcel: int) -> float:
    """The pace of a worker in each place."""
    order = order_extraction(Article.objects.all(), size=parcel)
    for worker in [start(place) for place in places]:
        worker.wait()
    left = order.parcels.exclude(state="done").count()
    if left:
        raise SystemExit(f"{left} parcels were not done")
    return pace(order)


def paces(counts: Sequence[int], parcel: int, rounds: int) -> Iterator[str]:
    found: dict[int, list[float]] = {count: [] for count in counts}
    for _ in range(rounds):
        for count in counts:
            found[count].append(run([HERE] * count, parcel))
    yield from ("| workers | articles per second | one = 1 |", "| --- | --- | --- |")
    for count in counts:
        ratio = median(own / one for own, one in zip(found[count], found[counts[0]], strict=True))
        yield f"| {count} | {median(found[count]):.1f} | {ratio:.2f} |"


def killed(parcel: int) -> str:
    """What became of the work of workers who were killed."""
    before = stored()
    order = order_extraction(Article.objects.all(), size=parcel)
    workers = [start(HERE), start(HERE)]
    for kill in range(KILLS):
        done = order.parcels.filter(state="done").count()
        while order.parcels.filter(state="done").count() <= done and any(one.poll() is None for one in workers):
            time.sleep(0.05)
        victim = workers[kill % 2]
        victim.kill()
        victim.wait()
        workers[kill % 2] = start(HERE)
    for worker in workers:
        worker.wait()
    states = dict(order.parcels.values_list("state").annotate(count=Count("pk")))
    again = Article.objects.filter(extracted_at__gt=order.made_at).count()
    if stored() != before or again != Article.objects.count() or set(states) != {"done"}:
        raise SystemExit(
            f"after {KILLS} kills: {states}, {again} articles read again, rows the same: {stored() == before}"
        )
    return (
        f"{KILLS} workers killed with SIGKILL in the middle of a parcel: all {states['done']} parcels done, all\n"
        f"{again} articles read again; the {sum(before.values()):,} names, statements and quotes are those of before,\n"
        "none twice."
    )


def stored() -> Counter[tuple[object, ...]]:
    """What is stored of the articles, each row as often as it is there."""
    rows: Counter[tuple[object, ...]] = Counter()
    rows.update(Mention.objects.values_list("article__uid", "place", "start", "end", "actor__key"))
    rows.update(Evidence.objects.values_list("article__uid", "type", "mode", "place", "start", "end", "rule"))
    rows.update(Quote.objects.values_list("article__uid", "place", "start", "end", "speaker__key"))
    return rows


def two_hosts(parcel: int) -> Iterator[str]:
    try:
        with elsewhere() as far:
            alone, both = run([far], parcel), run([HERE, far], parcel)
    except (OSError, subprocess.CalledProcessError) as error:
        yield f"Two hosts were not tried: {error}. It takes root, and the program `ip` (package iproute2)."
        return
    yield from ("| workers | articles per second |", "| --- | --- |")
    yield f"| one on another host | {alone:.1f} |"
    yield f"| one here, one on another host | {both:.1f} |"


def report(articles: int, parcel: int, counts: Sequence[int], rounds: int) -> Iterator[str]:
    yield f"{articles} invented articles, read again in parcels of {parcel}; {machine()}."
    yield from ("Made by `make bench`; see workers.py.", "")
    yield from paces(counts, parcel, rounds)
    yield from ("", killed(parcel), "")
    yield from two_hosts(parcel)


def main() -> None:
    options = argparse.ArgumentParser(description="measure workers")
    options.add_argument("--articles", type=int, default=960)
    options.add_argument("--parcel", type=int, default=20)
    options.add_argument("--workers", type=int, nargs="+", default=[1, 2, 4])
    options.add_argument("--rounds", type=int, default=1)
    options.add_argument("--output", type=Path, help="also write the section here")
    chosen = options.parse_args()
    lines: list[str] = []
    with scratch.database():
        call_command("make_sample", str(chosen.articles), stdout=sys.stderr)
        for line in report(chosen.articles, chosen.parcel, chosen.workers, chosen.rounds):
            print(line, flush=True)
            lines.append(line)
    if chosen.output:
        put("Workers", lines, chosen.output)


HERE: Place = ([], dict(os.environ))


if __name__ == "__main__":
    main()
