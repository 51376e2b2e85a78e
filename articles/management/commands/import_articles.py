"""`manage.py import_articles SOURCE…`: archives, pages, feeds, tables and texts into articles."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from articles.importing.readers.fields import columns_in
from articles.importing.readers.formats import READERS
from articles.importing.readers.records import Dropped, Options, Refused
from articles.importing.storing import Outcome, Stored
from articles.models import ImportRun
from articles.runs.previewing import Shown, preview
from articles.runs.running import Busy, Work, begin, carry_on
from articles.runs.sources import STDIN, Given, Progress, items_of, size_of
from entities.authority.loader import load_files
from entities.authority.stored import is_loaded, load_stored
from entities.extracting import Extractor
from entities.nlp import pipeline


def columns(value: str) -> dict[str, str]:
    try:
        return columns_in(value)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from error


def delimiter(value: str) -> str:
    sign = value.replace("\\t", "\t")
    if len(sign) > 1 or sign in ('"', "\r", "\n"):
        raise ArgumentTypeError("one sign, as ; or \\t")
    return sign


def name(value: str) -> str:
    if not value.strip() or not value.isprintable():
        raise ArgumentTypeError("a name of one line")
    return value


def at_least_one(value: str) -> int:
    if not value.isdecimal() or not int(value):
        raise ArgumentTypeError("a number from 1 on")
    return int(value)


NOT_STATED = "not stated; the import may still find it in the text"


class Command(BaseCommand):
    help = (
        "Import articles from files, folders, web addresses or standard input (-), in any of the formats "
        f"{', '.join(READERS)}, plain or compressed (.gz, .zst). A run that was stopped goes on when the same command "
        "is given again; run twice, the second changes nothing. undo_import takes a run back."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("sources", nargs="+", metavar="SOURCE", help="file, folder, http(s) address, or -")
        parser.add_argument(
            "--format", choices=sorted(READERS), default="", help="default: told by name and first bytes"
        )
        parser.add_argument(
            "--map", type=columns, default={}, metavar="title=titre,date=…", help="columns or fields by kind"
        )
        parser.add_argument(
            "--delimiter", type=delimiter, default="", help="between the cells of a table (default: found)"
        )
        parser.add_argument(
            "--name", type=name, default="stdin", help="what articles of standard input are known under"
        )
        parser.add_argument(
            "--preview", "--dry-run", action="store_true", help="show how articles are cut; store nothing"
        )
        parser.add_argument("--count", action="store_true", help="only read, and tell how many articles there are")
        parser.add_argument("--limit", type=at_least_one, metavar="N", help="with --preview: only the first N")
        parser.add_argument("--again", action="store_true", help="read unchanged articles anew with the rules of today")
        parser.add_argument("--allow-private", action="store_true", help="fetch from this machine and private networks")
        parser.add_argument("--by", metavar="LOGIN", help="who imports, for the record")
        parser.add_argument("--no-progress", action="store_true", help="no progress bar")

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = Options(
            format=options["format"], columns=options["map"], delimiter=options["delimiter"],
            allow_private=options["allow_private"],
        )  # fmt: skip
        if STDIN in options["sources"] and sys.stdin is None:
            raise CommandError("standard input is closed")
        self._progress, self._quiet = Progress(), options["no_progress"]
        self._given = _stdin(options["name"])
        if options["count"]:
            self._count(options["sources"], chosen)
        elif options["preview"]:
            self._preview(options["sources"], chosen, options["limit"])
        else:
            self._import(options["sources"], chosen, by=_user(options["by"]), again=options["again"])

    def _import(self, sources: list[str], chosen: Options, *, by: User | None, again: bool) -> None:
        if not is_loaded(load_files()):
            call_command("load_authority", stdout=self.stdout)
        run = begin(sources, chosen, by=by, again=again)
        work = Work(_extractor, date.today(), chosen, again, self._progress, self._given)
        failed = False
        try:
            for result in self._shown(carry_on(run, work), sources):
                failed |= result.is_error
                if result.outcome != Outcome.UNCHANGED:
                    self._say(_line(result))
        except Busy as error:
            raise CommandError(f"run {run.pk} is at work in another process") from error
        except KeyboardInterrupt:
            self.stdout.write(f"run {run.pk} is stopped; the same command goes on")
            sys.exit(130)
        self.stdout.write(_summary(run))
        if failed:
            sys.exit(1)

    def _preview(self, sources: list[str], chosen: Options, limit: int | None) -> None:
        shown = preview(sources, chosen, load_files(), today=date.today(), progress=self._progress, given=self._given)
        counts: Counter[str] = Counter()
        for number, one in enumerate(self._shown(shown, sources), 1):
            counts[one.outcome.value if one.outcome else "left aside"] += 1
            self._say("\n".join(_described(one)))
            if number == limit:
                break
        self.stdout.write("would be: " + _counted(counts))

    def _count(self, sources: list[str], chosen: Options) -> None:
        counts: Counter[str] = Counter()
        items = (item for source in sources for item in items_of(source, chosen, self._progress, self._given))
        for item in self._shown(items, sources):
            kind = "refused" if isinstance(item, Refused) else "left aside" if isinstance(item, Dropped) else "articles"
            counts[kind] += 1
            if isinstance(item, Refused):
                self._say(f"refused   {item.source} {item.place}: {item.reason}")
        self.stdout.write(_counted(counts))

    def _say(self, text: str) -> None:
        with tqdm.external_write_mode(file=sys.stdout):
            self.stdout.write(text)

    def _shown(self, results: Iterable[Any], sources: list[str]) -> Iterator[Any]:
        """With a bar: bytes read of all, articles a second, time left."""
        total = sum(size_of(source) for source in sources) or None
        with tqdm(
            total=total, unit="B", unit_scale=True, disable=self._quiet or None, leave=False, file=sys.stderr
        ) as bar:
            for number, result in enumerate(results, 1):
                yield result
                bar.update(min(self._progress.taken, total or self._progress.taken) - bar.n)
                rate = number / max(bar.format_dict["elapsed"], 0.001)
                bar.set_postfix_str(f"{number} items, {rate:.1f}/s", refresh=False)


def _user(login: str | None) -> User | None:
    user = User.objects.filter(username=login).first() if login else None
    if login and user is None:
        raise CommandError(f"nobody has the login {login}")
    return user


def _stdin(name: str) -> Callable[[str], Given | None]:
    return lambda argument: Given(name, sys.stdin.buffer) if argument == STDIN else None


def _line(result: Stored) -> str:
    said = "; ".join(part for part in (result.title, result.note) if part)
    return f"{result.outcome.value:9} {result.path}" + (f": {said}" if said else "")


def _summary(run: ImportRun) -> str:
    counts = (run.new_count, run.updated_count, run.unchanged_count, run.rejected_count)
    parts = " + ".join(f"{count} {outcome.value}" for count, outcome in zip(counts, Outcome, strict=True))
    left = f"; {run.left_count} left aside" if run.left_count else ""
    return f"run {run.pk}: {sum(counts)} found = {parts}{left}"


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in counts.items()) or "nothing"


def _described(one: Shown) -> Iterator[str]:
    place = f" ({one.place})" if one.place else ""
    yield f"{one.outcome.value if one.outcome else 'left aside'}: {one.name}{place}" + (
        f": {one.note}" if one.note else ""
    )
    for told in one.data:
        yield f"  {told.kind:9} {told.value or NOT_STATED}" + (f"  [{told.where}]" if told.where else "")
    if one.paragraphs:
        yield f"  text      {one.paragraphs} paragraphs, {one.characters} characters: {one.start} {one.end}"
    elif one.start:
        yield f"  words     {one.start}"
    for cut in one.cuts:
        yield f"  left      {cut.lines} × {cut.reason}: {cut.first}"


@cache
def _extractor() -> Extractor:
    extractor = Extractor(load_stored(), pipeline.load(settings.SPACY_MODEL))
    pipeline.settle()
    return extractor
