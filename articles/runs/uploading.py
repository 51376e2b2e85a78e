"""Files that curators bring in their browser: kept in the database, so that any process can go on with them."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.importing.readers.records import Options
from articles.models import ImportRun, Upload
from articles.runs.running import as_told, begin
from articles.runs.sources import Given

KEPT = datetime.timedelta(days=1)
_PREFIX = "upload"


@transaction.atomic
def bring(*, name: str, data: bytes, options: Options, by: User) -> Upload:
    """Keep the file; those of yesterday that nobody imported go."""
    Upload.objects.filter(brought_at__lt=timezone.now() - KEPT).delete()
    safe = "".join(c if c.isprintable() else "_" for c in name)[-200:] or "?"
    return Upload.objects.create(name=safe, data=data, options=as_told(options), brought_by=by)


def options_of(upload: Upload) -> Options:
    chosen: dict[str, Any] = upload.options
    return Options(
        format=chosen.get("format", ""), columns=chosen.get("columns", {}), delimiter=chosen.get("delimiter", "")
    )


def argument_of(upload: Upload) -> str:
    """Under which a run knows it. The same file brought again by the same name gives the same articles."""
    return f"{_PREFIX}:{upload.name}"


def given_by(upload: Upload) -> Callable[[str], Given | None]:
    data = bytes(upload.data)
    given = Given(argument_of(upload), io.BytesIO(data), sha256(data).hexdigest())
    return lambda argument: given if argument == given.name else None


@transaction.atomic
def run_of(upload: Upload, *, by: User) -> ImportRun:
    """The run that imports it, made at the first call."""
    if upload.run is None:
        upload.run = begin([argument_of(upload)], options_of(upload), by=by)
        Upload.objects.filter(run=upload.run).exclude(pk=upload.pk).update(run=None)
        upload.save(update_fields=["run"])
    return upload.run
