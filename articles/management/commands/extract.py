"""`manage.py extract FILE… --format json`: what an import would store, printed, with nothing stored."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.contract import as_contract
from articles.importing.parsed import Unreadable
from articles.importing.reaching import files_in
from articles.reading import read_file
from entities.authority.loader import load_files
from entities.authority.stored import load_stored
from entities.extracting import Extractor
from entities.nlp import pipeline


class Command(BaseCommand):
    help = "Print what extraction finds in files, one JSON object a line. Stores nothing and needs no database."
    requires_system_checks: list[str] = []

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
        rejected = 0
        files = list(files_in(options["paths"]))
        if not files:
            raise CommandError("no text file (.txt) in " + ", ".join(map(str, options["paths"])))
        for path in files:
            try:
                read = read_file(path.read_bytes(), name=path.name, extractor=extractor, today=date.today())
            except (OSError, Unreadable) as error:
                rejected += 1
                self.stderr.write(f"{path}: {error}")
                continue
            self.stdout.write(json.dumps(as_contract(str(path), read, outlet_names), ensure_ascii=False))
        if rejected:
            sys.exit(1)
