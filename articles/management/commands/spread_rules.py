"""`manage.py spread_rules`: rules for words that are not yet shown everywhere, shown to the last article."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from articles.curation import go_on, left_of
from articles.models import RuleSpread


class Command(BaseCommand):
    help = (
        "Show rules for words, and their undoing, in the articles that don't show them yet: a page of the workshop "
        "does so in batches. Can be interrupted: the same command goes on."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say how many, change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        for spread in RuleSpread.objects.select_related("decision").order_by("pk"):
            self.stdout.write(f"{spread.decision}: {left_of(spread)} articles")
            while not options["dry_run"] and go_on(spread):
                pass
