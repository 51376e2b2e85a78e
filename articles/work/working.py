"""A worker: takes parcels until it is told to stop, and has those of workers who died taken up again."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from asgiref.sync import sync_to_async
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

from articles.work.doing import note
from articles.work.ordering import QUEUE
from articles.work.tasks import ATTEMPTS

if TYPE_CHECKING:
    from procrastinate import App

STALLED_SECONDS = 30.0  # a worker that gave no sign of life for so long is dead
_SIGNS = 3  # of life within that time


def work(*, until_done: bool = False, stalled: float = STALLED_SECONDS) -> None:
    """`until_done`: return when nothing is left to do now; else on SIGTERM or SIGINT, after the parcel at hand."""
    connection.ensure_connection()  # starts the embedded server, if that is the one
    connection.close()
    with app.replace_connector(app.connector.get_worker_connector()) as own:  # type: ignore[attr-defined]  # Django's has it
        asyncio.run(_work(own, until_done, stalled))


async def _work(own: App, until_done: bool, stalled: float) -> None:
    async with own.open_async():
        await rescue(own, stalled)
        rescuing = asyncio.create_task(_rescue_on(own, stalled))
        try:
            await own.run_worker_async(
                queues=[QUEUE], wait=not until_done, delete_jobs="successful", fetch_job_polling_interval=1.0,
                update_heartbeat_interval=stalled / _SIGNS, stalled_worker_timeout=stalled,
            )  # fmt: skip
        finally:
            rescuing.cancel()
            with suppress(asyncio.CancelledError):
                await rescuing


async def _rescue_on(own: App, stalled: float) -> None:
    while True:
        await asyncio.sleep(stalled / _SIGNS)
        await rescue(own, stalled)


async def rescue(own: App, stalled: float) -> None:
    """Let the jobs of dead workers be done by others. One over which workers die again and again is a failure."""
    for job in await own.job_manager.get_stalled_jobs(queue=QUEUE, seconds_since_heartbeat=stalled):
        is_last = job.attempts >= ATTEMPTS
        await sync_to_async(note)(job.task_kwargs["parcel"], "the worker died over it", is_last=is_last)
        if is_last and job.id is not None:
            await own.job_manager.finish_job_by_id_async(job_id=job.id, status=Status.FAILED, delete_job=False)
        else:
            await own.job_manager.retry_job(job)
