"""Orders, parcels and what becomes of them, without a worker process."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.models import Article, ImportRun, Mention
from articles.runs.running import is_worked_on
from articles.work.doing import do, note
from articles.work.models import Carried, Order, Parcel
from articles.work.ordering import order_extraction, order_import, retry
from articles.work.progress import progress
from entities.authority.loader import load_files
from entities.extracting import Extractor
from entities.nlp import pipeline
from tests.groups import group

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 6, 1)
TEXTS = {
    f"/presse/{name}.txt": f"{title}\n\nPublié le 4 mai 2011\n\n{title}, a annoncé mardi le gouvernement.\n".encode()
    for name, title in (
        ("a", "L'Islande reçoit la Norvège à Reykjavik pour parler du port"),
        ("b", "La Suède livre deux navires neufs à la Lettonie cet automne"),
        ("c", "La Finlande accuse la Russie d'avoir coupé un câble sous la mer"),
    )
}


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(load_files(), pipeline.load())


@pytest.fixture
def order() -> Order:
    return order_import(TEXTS.items(), size=2)


def finish(order: Order, extractor: Extractor) -> None:
    for parcel in order.parcels.order_by("pk"):
        do(parcel.pk, lambda: extractor, today=TODAY)


def waiting_jobs() -> list[int]:
    jobs = ProcrastinateJob.objects.filter(status="todo").order_by("pk")
    return [job.args["parcel"] for job in jobs]


def test_an_order_is_cut_into_parcels_with_a_job_each(order: Order) -> None:
    parcels = list(order.parcels.order_by("pk"))
    assert [parcel.items for parcel in parcels] == [list(TEXTS)[:2], list(TEXTS)[2:]]
    assert waiting_jobs() == [parcel.pk for parcel in parcels]


def test_files_travel_in_the_database_until_they_are_imported(order: Order, extractor: Extractor) -> None:
    assert {one.path: bytes(one.data) for one in Carried.objects.all()} == TEXTS
    finish(order, extractor)
    assert not Carried.objects.exists()
    assert {one.import_path: bytes(one.raw) for one in Article.objects.all()} == TEXTS


def test_the_run_of_an_import_counts_what_all_parcels_brought(order: Order, extractor: Extractor) -> None:
    finish(order, extractor)
    run = ImportRun.objects.get()
    assert (run.new_count, run.rejected_count, run.finished_at is not None) == (3, 0, True)


def test_a_run_is_not_finished_before_its_last_parcel(order: Order, extractor: Extractor) -> None:
    first = order.parcels.order_by("pk")[0]
    do(first.pk, lambda: extractor, today=TODAY)
    run = ImportRun.objects.get()
    assert (run.state, run.finished_at) == (ImportRun.State.RUNNING, None)


def test_a_run_is_finished_with_its_last_parcel(order: Order, extractor: Extractor) -> None:
    finish(order, extractor)
    assert ImportRun.objects.get().state == ImportRun.State.FINISHED


def test_a_run_of_no_files_is_finished_at_once() -> None:
    assert order_import([]).run is not None
    assert ImportRun.objects.get().state == ImportRun.State.FINISHED


def test_a_run_is_stopped_where_only_failed_parcels_are_left(order: Order, extractor: Extractor) -> None:
    first, last = order.parcels.order_by("pk")
    do(first.pk, lambda: extractor, today=TODAY)
    note(last.pk, "the disk is full", is_last=True)
    assert ImportRun.objects.get().state == ImportRun.State.STOPPED


def test_a_run_goes_on_where_failed_parcels_are_done_again(order: Order) -> None:
    for parcel in order.parcels.all():
        note(parcel.pk, "the disk is full", is_last=True)
    retry([parcel.pk for parcel in order.parcels.all()[:1]])
    assert ImportRun.objects.get().state == ImportRun.State.RUNNING


def test_a_run_that_workers_have_is_worked_on_until_they_are_done(order: Order, extractor: Extractor) -> None:
    run = ImportRun.objects.get()
    assert is_worked_on(run)
    finish(order, extractor)
    assert not is_worked_on(run)


def test_an_undone_run_stays_undone_whatever_comes_of_its_parcels(order: Order, extractor: Extractor) -> None:
    ImportRun.objects.update(state=ImportRun.State.UNDONE)
    finish(order, extractor)
    assert ImportRun.objects.get().state == ImportRun.State.UNDONE


def test_a_file_that_no_reader_takes_is_refused_and_the_others_are_stored(extractor: Extractor) -> None:
    order = order_import([*TEXTS.items(), ("/presse/vide.txt", b"")])
    finish(order, extractor)
    assert Article.objects.count() == 3
    assert [one["item"] for one in order.parcels.get().refused] == ["/presse/vide.txt"]


def test_a_parcel_that_comes_twice_is_done_once(order: Order, extractor: Extractor) -> None:
    finish(order, extractor)
    before = sorted(Mention.objects.values_list("pk", flat=True))
    finish(order, extractor)
    assert sorted(Mention.objects.values_list("pk", flat=True)) == before
    assert ImportRun.objects.get().new_count == 3


def test_articles_are_read_again_and_what_is_found_is_the_same(order: Order, extractor: Extractor) -> None:
    finish(order, extractor)
    Article.objects.update(extracted_with="older")
    before = sorted(Mention.objects.values_list("article", "start", "text", "actor__key"))
    finish(order_extraction(Article.objects.all()), extractor)
    assert sorted(Mention.objects.values_list("article", "start", "text", "actor__key")) == before
    assert set(Article.objects.values_list("extracted_with", flat=True)) == {extractor.version}


def test_an_article_that_was_deleted_meanwhile_stops_nobody(order: Order, extractor: Extractor) -> None:
    finish(order, extractor)
    again = order_extraction(Article.objects.all())
    Article.objects.order_by("pk")[0].delete()
    finish(again, extractor)
    assert again.parcels.get().state == Parcel.State.DONE


def test_a_parcel_that_is_gone_is_nothing_to_do(extractor: Extractor) -> None:
    do(10**9, lambda: extractor, today=TODAY)
    assert not Article.objects.exists()


def test_why_a_parcel_failed_is_kept_and_it_waits_for_the_next_attempt(order: Order) -> None:
    parcel = order.parcels.order_by("pk")[0]
    note(parcel.pk, "OSError: disque plein", is_last=False)
    parcel.refresh_from_db()
    assert (parcel.state, parcel.attempts, parcel.reason) == ("waiting", 1, "OSError: disque plein")


def test_a_late_failure_does_not_undo_what_is_done(order: Order, extractor: Extractor) -> None:
    finish(order, extractor)
    parcel = order.parcels.order_by("pk")[0]
    note(parcel.pk, "the worker died over it", is_last=True)
    parcel.refresh_from_db()
    assert parcel.state == Parcel.State.DONE


def test_a_failed_parcel_is_sent_again_and_others_are_not(order: Order) -> None:
    failed, waiting = order.parcels.order_by("pk")
    note(failed.pk, "OSError: disque plein", is_last=True)
    assert retry([failed.pk, waiting.pk]) == 1
    assert waiting_jobs() == [failed.pk, waiting.pk, failed.pk]


def test_progress_counts_articles_of_done_and_failed_parcels(order: Order, extractor: Extractor) -> None:
    first, second = order.parcels.order_by("pk")
    do(first.pk, lambda: extractor, today=TODAY)
    note(second.pk, "OSError: disque plein", is_last=True)
    (found,) = progress([order.pk])
    assert (found.total, found.done, found.failed) == (3, 2, 1)


def member(name: str) -> User:
    user = User.objects.create_user(name, is_staff=True)
    user.groups.add(group(name))
    return user


def test_an_administrator_sees_failed_parcels_with_their_reason_and_retries_them(client: Client, order: Order) -> None:
    parcel = order.parcels.order_by("pk")[0]
    note(parcel.pk, "OSError: disque plein", is_last=True)
    client.force_login(member("administrators"))
    address = reverse("admin:work_parcel_changelist")
    assert "OSError: disque plein" in client.get(address, {"state__exact": "failed"}).content.decode()
    client.post(address, {"action": "retry", "_selected_action": [parcel.pk]})
    parcel.refresh_from_db()
    assert parcel.state == Parcel.State.WAITING


def test_a_curator_may_not_retry(client: Client, order: Order) -> None:
    parcel = order.parcels.order_by("pk")[0]
    note(parcel.pk, "OSError: disque plein", is_last=True)
    client.force_login(member("curators"))
    client.post(reverse("admin:work_parcel_changelist"), {"action": "retry", "_selected_action": [parcel.pk]})
    parcel.refresh_from_db()
    assert parcel.state == Parcel.State.FAILED


def test_orders_show_how_far_they_have_come(client: Client, order: Order) -> None:
    client.force_login(member("administrators"))
    assert "import" in client.get(reverse("admin:work_order_changelist")).content.decode()
    assert order.parcels.count() == 2
