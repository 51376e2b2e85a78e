"""`manage.py load_authority`: the authority's data files into the database."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from entities.authority.loader import BrokenAuthority, load_files
from entities.authority.stored import is_loaded, load


class Command(BaseCommand):
    help = (
        "Load countries, organisations, places, persons and their offices from the data files. What curators renamed, "
        "added, suppressed or merged stays."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="count what would change and store nothing")
        parser.add_argument("--again", action="store_true", help="also when this version is loaded already")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            authority = load_files()
        except BrokenAuthority as error:
            raise CommandError(str(error)) from error
        if is_loaded(authority) and not options["again"]:
            self.stdout.write(f"authority {authority.version}: loaded already")
            return
        with transaction.atomic():
            counts = load(authority)
            transaction.set_rollback(options["dry_run"])
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # the planner knows at once how much there is
        would = "would be: " if options["dry_run"] else ""
        self.stdout.write(
            f"{would}authority {authority.version}: {counts.new} new, {counts.changed} changed, "
            f"{counts.unchanged} unchanged actors; {counts.decisions} decisions applied again"
        )
