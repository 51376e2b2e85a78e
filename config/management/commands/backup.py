"""`manage.py backup FILE`: everything that the database holds, in one file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.backups import BackupError, back_up, held


class Command(BaseCommand):
    help = (
        "Save everything that the database holds (texts, what was found, decisions, accounts) into a new file, which "
        "only its owner may read. The site goes on meanwhile. `restore` brings it back."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="a name that no file has yet")
        parser.add_argument("--dry-run", action="store_true", help="say what would be saved")

    def handle(self, *args: Any, file: Path, dry_run: bool, **options: Any) -> None:
        if dry_run:
            rows = held()
            self.stdout.write(f"would be: {sum(rows.values())} rows of {len(rows)} tables saved")
            return
        try:
            manifest = back_up(file)
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{manifest.row_count} rows of {len(manifest.rows)} tables saved, {manifest.size:,} bytes")
