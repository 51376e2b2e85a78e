"""`manage.py undo_import RUN`: take an import back."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections import Counter
from datetime import date
from functools import cache
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from articles.models import ImportRun
from articles.runs.running import Busy, is_worked_on
from articles.runs.undoing import Fate, undo, why_kept
from entities.authority.stored import load_stored
from entities.extracting import Extractor
from entities.nlp import pipeline


class Command(BaseCommand):
    help = (
        "Take an import back whole: its articles go, those that it changed get their former text back. Articles that "
        "somebody decided on, collected or reported are named and kept, unless --all. Stopped in the middle, the same "
        "command goes on."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("run", type=int, metavar="RUN", help="its number, as import_articles prints it")
        parser.add_argument("--all", action="store_true", help="also articles that people worked on")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and store nothing")
        parser.add_argument("--no-progress", action="store_true", help="no progress bar")

    def handle(self, *args: Any, **options: Any) -> None:
        run = ImportRun.objects.filter(pk=options["run"]).first()
        if run is None:
            raise CommandError(f"there is no run {options['run']}")
        if is_worked_on(run):
            raise CommandError(f"run {run.pk} is at work: stop it first")
        if options["dry_run"]:
            self._foretell(run, everything=options["all"])
            return
        counts: Counter[Fate] = Counter()
        total = run.articles.count() + run.replaced.count()
        results = undo(run, _extractor, today=date.today(), everything=options["all"])
        quiet = options["no_progress"] or None
        try:
            for one in tqdm(results, total=total, unit="article", disable=quiet, leave=False, file=sys.stderr):
                counts[one.fate] += 1
                if one.fate == Fate.KEPT:
                    with tqdm.external_write_mode(file=sys.stdout):
                        self.stdout.write(f"kept      {one.name}: {one.title}; {one.why}")
        except Busy as error:
            raise CommandError(f"run {run.pk} is at work: stop it first") from error
        self.stdout.write(f"run {run.pk}: " + ", ".join(f"{counts[fate]} {fate.value}" for fate in Fate))

    def _foretell(self, run: ImportRun, *, everything: bool) -> None:
        articles = run.articles.only("uid", "import_path", "title").order_by("pk")
        kept = {} if everything else {one: why for one in articles.iterator() if (why := why_kept(one, run))}
        for article, why in kept.items():
            self.stdout.write(f"kept      {article.import_path or article.uid}: {article.title}; {why}")
        restored = run.replaced.exclude(article__run=run).count()
        removed = run.articles.count() - len(kept)
        self.stdout.write(f"would be: {removed} removed, {restored} restored, {len(kept)} kept")


@cache
def _extractor() -> Extractor:
    return Extractor(load_stored(), pipeline.load(settings.SPACY_MODEL))
