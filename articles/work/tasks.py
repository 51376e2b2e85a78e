"""The one task of the workers. To be imported by workers alone: it brings the language model."""

from __future__ import annotations

import datetime
import traceback
from time import monotonic
from typing import TYPE_CHECKING

from django.conf import settings
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from articles.work.doing import do, note
from articles.work.ordering import QUEUE, TASK
from entities.authority.stored import load_stored
from entities.extracting import Extractor
from entities.nlp import pipeline

if TYPE_CHECKING:
    from procrastinate import JobContext

ATTEMPTS = 5  # after the first: in 5, 11, 29, 83 and 245 seconds
BACK_OFF = RetryStrategy(max_attempts=ATTEMPTS, wait=2, exponential_wait=3)
_FRESH_SECONDS = 60  # so long an authority that somebody changed may be used


@app.task(name=TASK, queue=QUEUE, retry=BACK_OFF, pass_context=True)
def do_parcel(context: JobContext, parcel: int) -> None:
    try:
        do(parcel, _tool, today=datetime.date.today())
    except Exception as error:
        note(parcel, _reason(error), is_last=context.job.attempts >= ATTEMPTS)
        raise


def _reason(error: Exception) -> str:
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error} ({place.name}, {place.lineno})"


class _Kept:
    """The extractor of this process, made again where the authority has changed."""

    extractor: Extractor | None = None
    looked_at = 0.0


def _tool() -> Extractor:
    if _Kept.extractor is None or monotonic() - _Kept.looked_at > _FRESH_SECONDS:
        authority = load_stored()
        if _Kept.extractor is None or _Kept.extractor.authority.version != authority.version:
            _Kept.extractor = Extractor(authority, pipeline.load(settings.SPACY_MODEL))
            pipeline.settle()
        _Kept.looked_at = monotonic()
    return _Kept.extractor
