"""A worker: takes parcels until it is told to stop, and has those of workers who died taken up again."""

from __future__ import annotations

import asyncio
import logging
import signal
from contextlib import suppress
from typing import TYPE_CHECKING

from asgiref.sync import sync_to_async
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Status

from articles.work.doing import note
from articles.work.ordering import QUEUE
from articles.work.tasks import ATTEMPTS

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from procrastinate import App

_log = logging.getLogger(__name__)
STALLED_SECONDS = 30.0  # a worker that gave no sign of life for so long is dead
_SIGNS = 3  # of life within that time


def work(*, until_done: bool = False, stalled: float = STALLED_SECONDS) -> None:
    """Until SIGTERM or SIGINT, and the parcel at hand; `until_done`: or until nobody has anything left to do."""
    connection.ensure_connection()  # starts the embedded server, if that is the one
    connection.close()
    with app.replace_connector(app.connector.get_worker_connector()) as own:  # type: ignore[attr-defined]  # Django's has it
        asyncio.run(_work(own, until_done, stalled))


async def _work(own: App, until_done: bool, stalled: float) -> None:
    stopped = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    async with own.open_async():
        rescuing = asyncio.create_task(_rescue_on(own, stalled))
        try:
            while not stopped.is_set():
                await _take(own, stopped, until_done, stalled)
                if until_done and not await _count_left(own):
                    return
                await _first(stopped.wait(), asyncio.sleep(stalled / _SIGNS))
        finally:
            rescuing.cancel()
            with suppress(asyncio.CancelledError):
                await rescuing


async def _take(own: App, stopped: asyncio.Event, until_done: bool, stalled: float) -> None:
    """Do what is there to do, and what comes, until `stopped`; the parcel at hand is ended first."""
    worker = asyncio.create_task(
        own.run_worker_async(
            queues=[QUEUE], wait=not until_done, delete_jobs="successful", fetch_job_polling_interval=1.0,
            update_heartbeat_interval=stalled / _SIGNS, stalled_worker_timeout=stalled, install_signal_handlers=False,
        )
    )  # fmt: skip
    await _first(stopped.wait(), worker)
    worker.cancel()
    with suppress(asyncio.CancelledError):
        await worker


async def _first(*awaited: Awaitable[object]) -> None:
    """Wait for one of them; the others are ended, but for a task that was one before."""
    tasks = [asyncio.ensure_future(one) for one in awaited]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task, one in zip(tasks, awaited, strict=True):
        if task is not one:
            task.cancel()


async def _count_left(own: App) -> int:
    """Jobs that somebody does now, or that are to be tried again later."""
    jobs = [await own.job_manager.list_jobs_async(queue=QUEUE, status=status) for status in ("todo", "doing")]
    return sum(len(list(some)) for some in jobs)


async def _rescue_on(own: App, stalled: float) -> None:
    while True:
        try:
            await rescue(own, stalled)
        except ConnectorException:
            _log.warning("the database did not say whose parcels are left; asked again in a moment")
        await asyncio.sleep(stalled / _SIGNS)


async def rescue(own: App, stalled: float) -> None:
    """Let the jobs of dead workers be done by others. One over which workers die again and again is a failure."""
    for job in await own.job_manager.get_stalled_jobs(queue=QUEUE, seconds_since_heartbeat=stalled):
        is_last = job.attempts >= ATTEMPTS
        await sync_to_async(note)(int(str(job.task_kwargs["parcel"])), "the worker died over it", is_last=is_last)
        if is_last and job.id is not None:
            await own.job_manager.finish_job_by_id_async(job_id=job.id, status=Status.FAILED, delete_job=False)
        else:
            await own.job_manager.retry_job(job)
