"""The site is killed, two curators meet, and its tables change, while people read and decide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle, repeat
from pathlib import Path
from threading import Barrier, Thread
from time import sleep

import psycopg
import pytest

from tests.faults.contents import empty_catalogue, number_of
from tests.faults.forging import Forge, ask, moments
from tests.faults.site import BROKEN, Answer, Site, crowd

pytestmark = pytest.mark.django_db
PAGES = ("/", "/articles/", "/articles/?country=JP", "/actors/", "/relations/")


@pytest.fixture
def site(forge: Forge, texts: Path, tmp_path: Path) -> Iterator[Site]:
    empty_catalogue(forge.url)
    ask(forge.url, "ALTER TABLE entities_decision DISABLE TRIGGER USER")
    ask(forge.url, "TRUNCATE entities_decision CASCADE")
    ask(forge.url, "ALTER TABLE entities_decision ENABLE TRIGGER USER")
    forge.do("manage", "import_seeds", str(texts), "--no-progress")
    started = Site(forge.url, tmp_path / "log")
    started.start()
    yield started
    started.stop()


def hired(forge: Forge, name: str) -> str:
    return str(forge.do("hire", name).told["session"])


def readers(site: Site) -> Iterator[Callable[[], Answer]]:
    return (partial(site.get, page) for page in cycle(PAGES))


def rejections(site: Site, session: str, numbers: Iterator[int], done: list[int]) -> Iterator[Callable[[], Answer]]:
    """A curator who rejects one mention after the other, and remembers which were confirmed."""

    def reject(number: int) -> Answer:
        answer = site.post(f"/admin/review/mention/{number}/", {"answer": "reject"}, session)
        if answer.status == 302:
            done.append(number)
        return answer

    return (partial(reject, number) for number in numbers)


def undecided(forge: Forge) -> list[int]:
    return [number for (number,) in ask(forge.url, "SELECT id FROM articles_mention WHERE NOT is_decided ORDER BY id")]


def lost(forge: Forge, done: list[int]) -> set[int]:
    """Mentions whose rejection was confirmed and does not show."""
    shown = ask(forge.url, "SELECT id FROM articles_mention WHERE is_decided AND status = 'rejected'")
    return set(done) - {number for (number,) in shown}


def is_quiet(forge: Forge) -> bool:
    """Nobody waits for a lock, and no transaction is left open."""
    return not ask(
        forge.url,
        "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
        "AND (state LIKE 'idle in%' OR wait_event_type = 'Lock')",
    )


def test_what_was_confirmed_outlives_a_site_that_is_killed(forge: Forge, site: Site, rounds: int) -> None:
    session, done = hired(forge, "jeanne"), list[int]()
    todo = iter(undecided(forge))
    for turn, moment in enumerate(moments(rounds, 0.5, seed=3)):
        with crowd(rejections(site, session, todo, done), readers(site), readers(site)) as people:
            sleep(moment)
            site.kill(worker=turn % 2 == 0)
            if turn % 2:
                site.start()
            site.wait_until(lambda: site.get("/articles/").status == 200)
        assert {answer.status for answer in people.answers} <= {200, 302, BROKEN.status}

    assert done
    assert lost(forge, done) == set()
    assert number_of(forge.url, "entities_decision") == number_of(forge.url, "articles_mention WHERE is_decided")
    assert is_quiet(forge)


def test_of_two_curators_on_one_item_the_second_is_told_of_the_first(forge: Forge, site: Site, rounds: int) -> None:
    sessions = [hired(forge, name) for name in ("jeanne", "paul")]
    for number, seen in list(forge.do("tell_versions").told.items())[: rounds * 3]:
        start, answers = Barrier(2), list[int]()

        def decide(
            session: str, answer: str, start: Barrier = start, number: str = number, seen: str = seen,
            answers: list[int] = answers,
        ) -> None:  # fmt: skip
            start.wait()
            sent = {"answer": answer, "seen": seen}
            answers.append(site.post(f"/admin/review/mention/{number}/", sent, session).status)

        people = [Thread(target=decide, args=two) for two in zip(sessions, ("reject", "accept"), strict=True)]
        for one in people:
            one.start()
        for one in people:
            one.join()

        assert sorted(answers) == [302, 409], site.log.read_text()
    assert number_of(forge.url, "entities_decision") == rounds * 3


def test_tables_change_while_people_read_and_decide(forge: Forge, site: Site, rounds: int) -> None:
    session, done = hired(forge, "jeanne"), list[int]()
    with crowd(rejections(site, session, iter(undecided(forge)), done), readers(site)) as people:
        for _ in range(rounds):
            _change_tables(forge.url)
        site.wait_until(lambda: bool(done))
        _change_tables(forge.url)

    assert {answer.status for answer in people.answers} <= {200, 302, 503}
    assert all(answer.retry_after for answer in people.answers if answer.status == 503)
    assert lost(forge, done) == set()
    assert number_of(forge.url, "entities_decision") == number_of(forge.url, "articles_mention WHERE is_decided")
    assert is_quiet(forge)


def _change_tables(url: str) -> None:
    """What migrations do: columns with a default and an index, in one transaction each way."""
    tables = ("entities_decision", "articles_mention", "articles_article")
    for change in ("ADD COLUMN scratch integer NOT NULL DEFAULT 0", "DROP COLUMN scratch"):
        for _ in repeat(None, 20):  # whoever loses a deadlock is told so, a migration too: it is run again
            try:
                with psycopg.connect(url) as connection:
                    for table in tables:
                        connection.execute(f"ALTER TABLE {table} {change}".encode())
                    if change.startswith("ADD"):
                        connection.execute("CREATE INDEX ON articles_mention (scratch)")
                break
            except psycopg.errors.DeadlockDetected:
                continue
