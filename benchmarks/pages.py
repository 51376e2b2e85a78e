"""Whole pages of a large archive, in-process and without a network: lists at several sizes, and samples of others."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client
from django.urls import reverse
from timing import Taken, each_once, percentile, taken

from articles.dyads.pairs import dyad_address
from articles.facetting.naming import article_counts
from articles.facetting.stating import pair_counts
from articles.models import Article
from entities.models import Actor

LISTS = {
    "list": "", "list, broad": "country=RU", "list, narrow": "country=RU&country=JP&year=2013",
    "list, broad, page 500": "country=RU&page=500", "list, one statement": "acting=RU&type=AID",
    "list, a frequent word": "q=japon", "list, a rare word": "q=kouriles", "list, two words": "q=japon russie",
    "list, words and filters": "q=japon&country=RU&year=2013", "list, words by date": "q=japon&sort=newest",
}  # fmt: skip
COMMON, RANDOM = 8, 20  # of each kind of page
SEED = 8
_HEAD = "| page | processor: median | 95th | clock: median | 95th |"
_LINE = "| --- | --- | --- | --- | --- |"


def visitor() -> Client:
    return Client(headers={"host": "localhost"})


def got(client: Client, address: str) -> None:
    answer = client.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{address}: {answer.status_code}")


def list_rows(rounds: int, smaller: Sequence[int]) -> Iterator[str]:
    """The lists of this archive; below, beside those of smaller ones, each in a state of its own."""
    yield from (_HEAD, _LINE)
    own = measured_lists(rounds)
    for name, one in own.items():
        yield f"| {name} | {one.told} |"
    found = {size: _elsewhere(size, rounds) for size in smaller}
    if not found:
        return
    here = Article.objects.count()
    sizes = " | ".join(f"{size:,}" for size in (*found, here))
    yield from ("", f"| median, processor, articles: | {sizes} | growth of the last step |")
    yield f"| --- | {' | '.join('---' for _ in range(len(found) + 2))} |"
    for name, one in own.items():
        row = [*(each[name] for each in found.values()), one.middle]
        yield f"| {name} | {' | '.join(f'{number:.0f} ms' for number in row)} | {row[-1] / row[-2]:.1f} |"


def measured_lists(rounds: int) -> dict[str, Taken]:
    client = visitor()
    return {name: taken(partial(got, client, _list(query)), rounds) for name, query in LISTS.items()}


def _list(query: str) -> str:
    return f"{reverse('articles')}?{query}"


def _elsewhere(size: int, rounds: int) -> dict[str, float]:
    """Medians of the lists of an archive of that size, which is made where there is none."""
    state = Path(f"{settings.STATE}-{size}")
    command = [sys.executable, str(Path(__file__).with_name("facets.py")), "--articles", str(size), "--medians"]
    environment = {**os.environ, "TRILATERALE_STATE": str(state)}
    told = subprocess.run([*command, "--rounds", str(rounds)], env=environment, check=True, stdout=subprocess.PIPE)
    found: dict[str, float] = json.loads(told.stdout.decode().splitlines()[-1])
    return found


def sampled_pages() -> dict[str, list[str]]:
    """Addresses: the most common ones of each kind, and some at random."""
    chance = random.Random(SEED)  # noqa: S311  # no secret
    counts, pairs = article_counts(), pair_counts()
    actors = Actor.objects.in_bulk(counts)
    most = sorted(counts, key=lambda pk: -counts[pk])
    ranked = [pair for pair, _count in pairs.most_common()]
    newest = list(Article.objects.newest_first()[:COMMON])
    numbers = chance.sample(range(Article.objects.count()), RANDOM)
    others = [Article.objects.order_by("pk")[number : number + 1].get() for number in numbers]
    return {
        "article, the newest": [one.get_absolute_url() for one in newest],
        "article, at random": [one.get_absolute_url() for one in others],
        "actor, the most named": [actors[pk].get_absolute_url() for pk in most[:COMMON]],
        "actor, at random": [actors[pk].get_absolute_url() for pk in chance.sample(most, RANDOM)],
        "dyad, of which most is stated": [dyad_address(*pair) for pair in ranked[:COMMON]],
        "dyad, at random": [dyad_address(*pair) for pair in chance.sample(ranked, RANDOM)],
        "home": [reverse("home")],
        "relations": [reverse("relations")],
        "actors": [reverse("actors")],
        "state of the archive": [reverse("health")],
    }


def page_rows(rounds: int) -> Iterator[str]:
    """Each page for the first time since the archive changed, and again: pages that take long are kept."""
    client = visitor()
    got(client, reverse("about"))  # makes what a server has before its first reader
    yield "| page | how many | first: median | 95th | clock | again: median | 95th | clock |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    for name, addresses in sampled_pages().items():
        first = each_once([partial(got, client, address) for address in addresses])
        again = each_once([partial(got, client, address) for address in addresses for _ in range(rounds // 4 + 1)])
        yield f"| {name} | {len(addresses)} | {_both(first)} | {_both(again)} |"


def _both(one: Taken) -> str:
    return f"{one.middle:.0f} ms | {one.high:.0f} ms | {percentile(one.clock, 95):.0f} ms"


def medians(rounds: int) -> str:
    found: dict[str, Any] = {name: one.middle for name, one in measured_lists(rounds).items()}
    return json.dumps(found)
