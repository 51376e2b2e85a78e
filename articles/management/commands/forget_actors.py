"""`manage.py forget_actors`: take out actors whom extraction met once and nothing names any more."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.leaving import forget_unnamed, unnamed
from articles.models import ImportRun
from articles.runs.running import is_worked_on


class Command(BaseCommand):
    help = (
        "Take out actors whom extraction met once and no article names any more, as a new extraction leaves them. "
        "Those of the authority file, those whom people made, and those of whom anything was decided stay."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="name them, change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        if any(is_worked_on(run) for run in ImportRun.objects.filter(finished_at=None)):
            raise CommandError("an import is at work: wait for its end")
        if options["dry_run"]:
            for actor in unnamed().in_order():
                self.stdout.write(f"{actor.key} {actor.name}")
            return
        self.stdout.write(f"{forget_unnamed()} actors forgotten")
