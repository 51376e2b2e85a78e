"""`manage.py restore FILE`: the database as it was when the backup was made."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.backups import BackupError, check, held, restore, unknown_migrations


class Command(BaseCommand):
    help = (
        "Put what a backup holds into the database, whole or not at all: a damaged file changes nothing. A database "
        "that holds something already is replaced with --replace only."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="made by `backup`")
        parser.add_argument("--replace", action="store_true", help="lose what the database holds now")
        parser.add_argument("--dry-run", action="store_true", help="check the file and say what would be restored")

    def handle(self, *args: Any, file: Path, replace: bool, dry_run: bool, **options: Any) -> None:
        try:
            manifest = check(file)
            told = f"{manifest.row_count} rows of {len(manifest.rows)} tables, as of {manifest.made_at}"
            if unknown := unknown_migrations(manifest):
                raise CommandError(f"a newer version of the site made this backup: {', '.join(unknown[:3])}")
            if dry_run:
                self.stdout.write(f"would be: {told}")
                return
            if (rows := held()) and not replace:
                there = f"{sum(rows.values())} rows of {len(rows)} tables"
                raise CommandError(f"the database holds {there} already: --replace loses them")
            restore(file, manifest)
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"restored: {told}")
        self.stdout.write("Now run `manage.py migrate`, if this version of the site is newer than the backup.")
