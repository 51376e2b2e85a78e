"""`manage.py find_copies`: what an import does for each article, for those that were stored before."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from articles.copying import place
from articles.models import Article


class Command(BaseCommand):
    help = "Find copies and near-copies among the stored articles. Safe to run twice."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="count them and store nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            articles = Article.objects.only("body", "published_on").order_by("pk")
            for article in articles.iterator(chunk_size=200):
                place(article)
            copies = Article.objects.filter(copy_of__isnull=False).count()
            transaction.set_rollback(options["dry_run"])
        self.stdout.write(f"{Article.objects.count()} articles, {copies} copies of another")
