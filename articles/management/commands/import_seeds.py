"""`manage.py import_seeds [PATH…]`: text files into articles."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from articles import reporting
from articles.importing.reaching import files_in
from articles.importing.storing import Outcome, Stored, import_files, opened_files, preview_files, refused
from articles.work.ordering import order_import
from entities.authority.loader import load_files
from entities.authority.stored import is_loaded, load_stored
from entities.extracting import Extractor
from entities.nlp import pipeline


class Command(BaseCommand):
    help = (
        "Import articles from text files: read, clean, date, extract and store each. Run twice, the second changes "
        "nothing; a changed file updates its article and keeps what curators decided."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files or folders (default: seeds/)")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and store nothing")
        parser.add_argument("--again", action="store_true", help="read unchanged files anew with the rules of today")
        parser.add_argument("--queue", action="store_true", help="leave it to the workers (manage.py work)")
        parser.add_argument("--no-progress", action="store_true", help="no progress bar")

    def handle(self, *args: Any, **options: Any) -> None:
        files = list(files_in(options["paths"] or [settings.ROOT / "seeds"]))
        if not files:
            raise CommandError("no text file (.txt) in " + ", ".join(map(str, options["paths"] or ["seeds/"])))
        if options["dry_run"]:
            results = preview_files(files, load_files(), today=date.today())
        else:
            if not is_loaded(load_files()):
                call_command("load_authority", stdout=self.stdout)
            if options["queue"]:
                self._hand_over(files, again=options["again"])
                return
            results = import_files(files, _extractor, today=date.today(), again=options["again"])
        self._report(files, results, quiet=options["no_progress"], dry=options["dry_run"])

    def _hand_over(self, files: list[Path], *, again: bool) -> None:
        """The files travel in the database: workers need no other way to them."""
        refusals: list[Stored] = []

        def readable() -> Iterator[tuple[str, bytes]]:
            for name, data in opened_files(files):
                if isinstance(data, bytes):
                    yield name, data
                else:
                    refusals.append(refused(name, data))

        order = order_import(readable(), again=again)
        for refusal in refusals:
            self.stdout.write(_line(refusal))
        taken, parcels = len(files) - len(refusals), order.parcels.count()
        self.stdout.write(f"handed over: {taken} files in {parcels} parcels; manage.py work does them")
        if refusals:
            sys.exit(1)

    def _report(self, files: list[Path], results: Any, *, quiet: bool, dry: bool) -> None:
        counts: Counter[Outcome] = Counter()
        decisions = reporting.Totals()
        failed = False
        with tqdm(total=len(files), unit="file", disable=quiet or None, leave=False, file=sys.stderr) as progress:
            for result in results:
                counts[result.outcome] += 1
                failed |= result.is_error
                with progress.external_write_mode(file=sys.stdout):
                    self.stdout.write(_line(result))
                    self._tell_decisions(result, decisions)
                progress.update()
        if decisions["kept"] + decisions["orphaned"] + decisions["contradicted"]:
            self.stdout.write(decisions.line())
        found = sum(counts.values())
        parts = " + ".join(f"{counts[outcome]} {outcome.value}" for outcome in Outcome)
        self.stdout.write(("would be: " if dry else "") + f"{found} found = {parts}")
        if failed:
            sys.exit(1)

    def _tell_decisions(self, result: Stored, totals: reporting.Totals) -> None:
        """What became of curators' decisions on an article that was read again."""
        if result.article and result.replayed and result.replayed.fates:
            totals.add(result.replayed)
            for line in reporting.lines(result.article, result.replayed):
                self.stdout.write(f"  {line}")


def _line(result: Stored) -> str:
    said = "; ".join(part for part in (result.title, result.note) if part)
    return f"{result.outcome.value:9} {result.path}" + (f": {said}" if said else "")


@cache
def _extractor() -> Extractor:
    extractor = Extractor(load_stored(), pipeline.load(settings.SPACY_MODEL))
    pipeline.settle()
    return extractor
