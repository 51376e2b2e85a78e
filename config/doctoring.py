"""Whether this installation is sound: each finding says what is wrong and how to mend it."""

from __future__ import annotations

import os
import shutil
import stat
from dataclasses import dataclass
from importlib import metadata
from ipaddress import ip_network
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import checks
from django.db import Error, connection
from spacy.util import is_compatible_version

from articles.facetting import keeping
from articles.models import Article, ImportRun
from articles.rereading import outdated
from articles.work.models import Parcel
from config.readiness import described_model, missing_migrations
from entities.authority.loader import load_files
from entities.authority.stored import is_loaded, load_stored
from entities.extracting import Extractor
from entities.nlp import pipeline

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OLDEST_POSTGRES = 150_000
EXTENSIONS = ("pg_trgm", "unaccent")
MEGABYTE = 1 << 20
WRITTEN = ("facets", "metrics", "static")  # folders in that of the installation
LITTLE_ROOM, HARDLY_ANY = 2048 * MEGABYTE, 256 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Finding:
    """`is_error`: something does not work; else it works, and should not stay so."""

    about: str
    told: str
    mend: str
    is_error: bool = True


def findings() -> Iterator[Finding]:
    yield from _folders()
    try:
        yield from _settings()
        yield from _key()
    except OSError as error:
        mend = "set SECRET_KEY, or TRILATERALE_STATE to a folder that this account may write to"
        yield Finding("secret key", f"it can be neither read nor made: {error}", mend)
    yield from _static_files()
    yield from _translations()
    yield from _model()
    try:
        yield from _database()
    except Error as error:
        yield Finding(
            "database", _first_line(error), "start it, or correct DATABASE_URL; without one, see the log above"
        )


def _settings() -> Iterator[Finding]:
    if settings.DEBUG:
        yield Finding("DEBUG", "error pages show settings and code to readers", "unset DEBUG")
    if "*" in settings.ALLOWED_HOSTS:
        yield Finding("ALLOWED_HOSTS", "any host name is taken", "name the hosts that the site is reached by")
    for each in settings.TRUSTED_PROXIES:
        try:
            ip_network(each, strict=False)
        except ValueError:
            yield Finding("TRUSTED_PROXIES", f"{each!r} is no address and no network", "correct it")
    for found in checks.run_checks(include_deployment_checks=True):
        if found.level >= checks.WARNING and not found.is_silenced():
            mend = found.hint or "see Django's documentation of system checks"
            yield Finding(found.id or "settings", str(found.msg), str(mend), found.level >= checks.ERROR)


def _key() -> Iterator[Finding]:
    path: Path = settings.STATE / "secret_key"
    if os.environ.get("SECRET_KEY") or not path.exists():
        return
    status = path.stat()
    if stat.S_IMODE(status.st_mode) & 0o077:
        yield Finding(
            "secret key", f"others may read {path}", f"chmod 600 {path}, then make a new key: it was readable"
        )
    if status.st_uid != os.geteuid():
        told = f"{path} belongs to another account than this one"
        yield Finding("secret key", told, f"run as its owner, or chown {path}", is_error=False)


def _folders() -> Iterator[Finding]:
    folder: Path = settings.STATE
    if not folder.exists():
        yield Finding("folder", f"{folder} is not there", "`make run`, or `manage.py migrate`, makes it")
        return
    if not folder.is_dir():
        yield Finding("folder", f"{folder} is a file", "move it away, or set TRILATERALE_STATE")
        return
    for each in (folder, *(folder / name for name in WRITTEN if (folder / name).exists())):
        if not os.access(each, os.W_OK | os.X_OK):
            yield Finding("folder", f"this account may not write to {each}", "chown it, or set TRILATERALE_STATE")
    free = shutil.disk_usage(folder).free
    if free < LITTLE_ROOM:
        told = f"{free // MEGABYTE} MB are left where {folder} lies"
        yield Finding("disk", told, "make room before the next import", is_error=free < HARDLY_ANY)


def _static_files() -> Iterator[Finding]:
    manifest: Path = settings.STATIC_ROOT / "staticfiles.json"
    if not settings.DEBUG and not manifest.exists():
        yield Finding(
            "static files", f"{manifest} is missing: pages have no style", "manage.py collectstatic --noinput"
        )


def _translations() -> Iterator[Finding]:
    stale = [
        source
        for source in sorted(settings.ROOT.glob("*/locale/*/LC_MESSAGES/*.po"))
        if not (made := source.with_suffix(".mo")).exists() or made.stat().st_mtime < source.stat().st_mtime
    ]
    if stale:
        names = ", ".join(str(source.relative_to(settings.ROOT)) for source in stale)
        yield Finding("translations", f"not compiled since they changed: {names}", "make setup", is_error=False)


def _model() -> Iterator[Finding]:
    name, described = settings.SPACY_MODEL, described_model()
    if described is None:
        yield Finding("language model", f"{name} is not installed", "make setup, or correct SPACY_MODEL")
    elif described.get("lang") != "fr":
        yield Finding("language model", f"{name} does not read French", "correct SPACY_MODEL")
    elif is_compatible_version(spacy := metadata.version("spacy"), str(described.get("spacy_version", ""))) is False:
        told = f"{name} {described.get('version')} is made for spaCy {described['spacy_version']}, not {spacy}"
        yield Finding("language model", told, "install the model of this version of spaCy: make setup")


def _database() -> Iterator[Finding]:
    behind = missing_migrations()
    yield from _server(is_made=not behind)
    if behind:
        yield Finding("migrations", f"{len(behind)} are not applied", "manage.py migrate")
        return
    yield from _authority()
    yield from _accounts()
    yield from _articles()
    yield from _facets()


def _server(*, is_made: bool) -> Iterator[Finding]:
    """`is_made`: all migrations are applied. Before, extensions may be missing that they will make."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('server_version_num')::int, lower('É') = 'é', "
            "array(SELECT extname::text FROM pg_extension), has_database_privilege(current_database(), 'CREATE')"
        )
        version, folds, there, may_make = cursor.fetchone()
    if version < OLDEST_POSTGRES:
        yield Finding("database", f"PostgreSQL {version // 10_000} is too old", "use PostgreSQL 15 or newer")
    if not folds:
        yield Finding("database", "it does not fold É to é", "make it anew with a UTF-8 locale other than C")
    for name in EXTENSIONS:
        if name not in there and (is_made or not may_make):
            yield Finding(
                "database", f"the extension {name} is missing", f"as its administrator: CREATE EXTENSION {name}"
            )


def _authority() -> Iterator[Finding]:
    if not is_loaded(load_files()):
        yield Finding("authority", "the data files of today are not loaded", "manage.py load_authority")


def _accounts() -> Iterator[Finding]:
    if not get_user_model().objects.filter(is_superuser=True, is_active=True).exists():
        yield Finding("accounts", "nobody administers the site", "manage.py createsuperuser", is_error=False)


def _articles() -> Iterator[Finding]:
    if Article.objects.exists() and not [*_model()]:
        version = Extractor(load_stored(), pipeline.load(settings.SPACY_MODEL)).version
        count = outdated(Article.objects.all(), version).count()
        if count:
            told = f"{count} were read with another model, other rules or another authority file, or corrected since"
            yield Finding("articles", told, "manage.py extract_again", is_error=False)
    stopped = ImportRun.objects.filter(state=ImportRun.State.STOPPED).count()
    if stopped:
        told = f"{stopped} runs of imports were stopped before their end"
        yield Finding("imports", told, "run the same imports again: what is there stays", is_error=False)
    failed = Parcel.objects.filter(state=Parcel.State.FAILED).count()
    if failed:
        told = f"{failed} parcels of work were given up after several tries"
        yield Finding("work", told, "see why in the admin, mend it, and retry them there", is_error=False)


def _facets() -> Iterator[Finding]:
    """Those that a process of the site finds when it starts."""
    if not settings.FACETS_FROM or Article.objects.count() < settings.FACETS_FROM:
        return
    file = keeping.path()
    if file.exists() and keeping.kept(file) is None:
        told = f"{file} is damaged, or of another database: until it is made anew, lists of many articles take longer"
        yield Finding("facets", told, "nothing: the site makes it anew at the next request", is_error=False)


def _first_line(error: Error) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
