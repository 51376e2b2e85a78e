"""What locust's readers do: mostly lists, then articles, actors and pairs of states. See loads.py."""

from __future__ import annotations

import os
import random
from pathlib import Path

from locust import HttpUser, between, task

LISTS = (
    "", "?country=RU", "?country=JP&year=2013", "?country=RU&country=JP", "?type=AID", "?year=2020", "?outlet=none",
    "?country=FR&page=3", "?q=japon", "?q=japon&country=RU",
)  # fmt: skip
PAGES = Path(os.environ["ADDRESSES"]).read_text().split()


class Reader(HttpUser):
    wait_time = between(1, 3)

    @task(4)
    def look_through(self) -> None:
        self.client.get(f"/articles/{random.choice(LISTS)}", name="lists")  # noqa: S311  # no secret

    @task(4)
    def look_at(self) -> None:
        self.client.get(random.choice(PAGES), name="pages")  # noqa: S311  # no secret
