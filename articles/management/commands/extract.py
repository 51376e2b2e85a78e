"""`manage.py extract FILE… --format json`: what an import would store, printed, with nothing stored."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.contract import as_contract
from articles.importing.parsed import Unreadable
from articles.importing.reaching import files_in
from articles.reading import read_files
from entities.authority.loader import load_files
from entities.authority.stored import load_stored
from entities.extracting import Extractor
from entities.nlp import pipeline


class Command(BaseCommand):
    help = "Print what extraction finds in files, one JSON object a line. Stores nothing and needs no database."
    requires_system_checks: list[str] = []
    _unopened = 0

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="FILE", help="text files, or folders of them")
        parser.add_argument("--format", choices=["json"], default="json")
        parser.add_argument(
            "--database", action="store_true", help="use the names of this installation instead of the data files"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        authority = load_stored() if options["database"] else load_files()
        extractor = Extractor(authority, pipeline.load(settings.SPACY_MODEL))
        outlet_names = {key: outlet.name for key, outlet in authority.outlets.items()}
        files = list(files_in(options["paths"]))
        if not files:
            raise CommandError("no text file (.txt) in " + ", ".join(map(str, options["paths"])))
        opened: deque[Path] = deque()
        refused = 0
        for read in read_files(self._open(files, opened), extractor=extractor, today=date.today()):
            path = opened.popleft()
            if isinstance(read, Unreadable):
                refused += 1
                self.stderr.write(f"{path}: {read}")
                continue
            self.stdout.write(json.dumps(as_contract(str(path), read, outlet_names), ensure_ascii=False))
        if refused or self._unopened:
            sys.exit(1)

    def _open(self, files: Iterable[Path], opened: deque[Path]) -> Iterator[tuple[str, bytes]]:
        """Name and bytes of each file that can be opened, its path put into `opened`; the others are told."""
        for path in files:
            try:
                data = path.read_bytes()
            except OSError as error:
                self._unopened += 1
                self.stderr.write(f"{path}: {error}")
                continue
            opened.append(path)
            yield path.name, data
