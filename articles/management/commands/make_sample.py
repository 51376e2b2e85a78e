"""`manage.py make_sample N`: invented articles, so that pages are seen full."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections import Counter
from datetime import date
from functools import cache
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from articles.bare import add_bare
from articles.importing.storing import Outcome
from articles.models import Article
from articles.samples import add_sample, remove_sample
from entities.authority.loader import load_files
from entities.authority.stored import is_loaded, load_stored
from entities.extracting import Extractor
from entities.nlp import pipeline

MOST = 100_000
MOST_BARE = 10_000_000


class Command(BaseCommand):
    help = (
        "Import N invented articles, which every page marks as such. The same N and seed again change nothing; with "
        "--bare, they come on top of those there are. --remove takes all of them out."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("count", nargs="?", type=int, default=300, metavar="N", help="how many (default: 300)")
        parser.add_argument("--seed", type=int, default=1, help="another seed gives other texts (default: 1)")
        parser.add_argument("--bare", action="store_true", help="rows by the million, with nothing read or extracted")
        parser.add_argument("--remove", action="store_true", help="take out every invented article")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and store nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["remove"]:
            self._remove(dry=options["dry_run"])
            return
        most = MOST_BARE if options["bare"] else MOST
        if not 1 <= options["count"] <= most:
            raise CommandError(f"N is from 1 to {most}")
        if options["dry_run"]:
            self.stdout.write(f"would be: {options['count']} invented articles")
            return
        if not is_loaded(load_files()):
            call_command("load_authority", stdout=self.stdout)
        if options["bare"]:
            self._add_bare(options["count"], options["seed"])
        else:
            self._add(options["count"], options["seed"])

    def _remove(self, *, dry: bool) -> None:
        if dry:
            self.stdout.write(f"would be: {Article.objects.filter(is_invented=True).count()} removed")
            return
        self.stdout.write(f"{remove_sample()} removed")

    def _add_bare(self, count: int, seed: int) -> None:
        with tqdm(total=count, unit="article", disable=None, leave=False, file=sys.stderr) as bar:
            for written in add_bare(count, seed=seed, today=date.today()):
                bar.update(written)
        self.stdout.write(f"{count} invented, bare")

    def _add(self, count: int, seed: int) -> None:
        counts: Counter[Outcome] = Counter()
        results = add_sample(count, _extractor, seed=seed, today=date.today())
        for result in tqdm(results, total=count, unit="file", disable=None, leave=False, file=sys.stderr):
            counts[result.outcome] += 1
            if result.is_error:
                self.stdout.write(f"{result.outcome.value} {result.path}: {result.note}")
        parts = " + ".join(f"{counts[outcome]} {outcome.value}" for outcome in Outcome)
        self.stdout.write(f"{sum(counts.values())} invented = {parts}")


@cache
def _extractor() -> Extractor:
    return Extractor(load_stored(), pipeline.load(settings.SPACY_MODEL))
