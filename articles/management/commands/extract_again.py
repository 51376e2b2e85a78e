"""`manage.py extract_again [UID…]`: stored articles read again, decisions kept, and what became of each told."""

from __future__ import annotations

import datetime
import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from tqdm import tqdm

from articles import reporting
from articles.models import Article, Source
from articles.querysets import ArticleQuerySet
from articles.rereading import Reread, not_since, outdated, reread
from articles.work.ordering import SIZE, order_extraction
from entities.authority.stored import load_stored
from entities.extracting import Extractor
from entities.nlp import pipeline


class Command(BaseCommand):
    help = (
        "Read stored articles again with the model, rules and authority file of today: by default those that were read "
        "with others, or corrected since. What curators decided is kept; tells which decisions were kept, orphaned "
        "(what they speak of is gone) or contradicted (the machine now says something else; the decision holds). "
        "Can be interrupted: the same command goes on where it stopped."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("uids", nargs="*", metavar="UID", help="these articles, whatever they were read with")
        parser.add_argument("--outlet", action="append", default=[], metavar="KEY", help="of this outlet; repeatable")
        parser.add_argument("--year", action="append", default=[], type=int, help="of this year; repeatable")
        parser.add_argument("--undated", action="store_true", help="without a date (beside the years, if any)")
        parser.add_argument("--all", action="store_true", help="also those read with the same version")
        parser.add_argument("--before", metavar="TIME", help="with --all: only those not read since (ISO 8601)")
        parser.add_argument(
            "--queue", nargs="?", type=int, const=SIZE, metavar="SIZE",
            help="leave it to the workers (manage.py work), so many articles a parcel (%(const)s)",
        )  # fmt: skip
        parser.add_argument("--json", action="store_true", help="one JSON object a line: each article, then the totals")
        parser.add_argument("--dry-run", action="store_true", help="say how many, read and store nothing")
        parser.add_argument("--no-progress", action="store_true", help="no progress bar")

    def handle(self, *args: Any, **options: Any) -> None:
        started = timezone.now()
        extractor = Extractor(load_stored(), pipeline.load(settings.SPACY_MODEL))
        articles = _chosen(options, extractor.version)
        count = articles.count()
        if options["dry_run"]:
            self.stdout.write(f"would be: {count} articles read again")
            return
        if options["queue"]:
            order = order_extraction(articles, size=options["queue"])
            self.stdout.write(
                f"handed over: {count} articles in {order.parcels.count()} parcels; manage.py work does them"
            )
            return
        pipeline.settle()
        totals = reporting.Totals()
        results = reread(articles, extractor, today=datetime.date.today())
        quiet = options["no_progress"] or None
        try:
            for result in tqdm(results, total=count, unit="file", disable=quiet, leave=False, file=sys.stderr):
                self._tell(result, totals, as_json=options["json"])
        except (KeyboardInterrupt, SystemExit):
            how = f" and --before {options['before'] or started.isoformat()}" if options["all"] else ""
            self.stderr.write(f"interrupted; to go on: the same command{how}")
            raise
        finally:
            self._sum_up(totals, as_json=options["json"])
        if totals["unreadable"]:
            sys.exit(1)

    def _tell(self, result: Reread, totals: reporting.Totals, *, as_json: bool) -> None:
        totals.add(result.replayed)
        totals["unreadable"] += bool(result.refusal)
        if as_json:
            record = reporting.as_json(result.article, result.replayed)
            self.stdout.write(json.dumps(record | {"unreadable": result.refusal}, ensure_ascii=False))
            return
        if result.refusal:
            self.stdout.write(f"{result.article.uid} {result.article.title}: stays as it was: {result.refusal}")
        for line in reporting.lines(result.article, result.replayed):
            self.stdout.write(line)

    def _sum_up(self, totals: reporting.Totals, *, as_json: bool) -> None:
        self.stdout.write(json.dumps({"totals": totals.as_json()}) if as_json else totals.line())


def _chosen(options: dict[str, Any], version: str) -> ArticleQuerySet:
    articles = Article.objects.all()
    if options["uids"]:
        articles = _named(options["uids"])
    if options["outlet"]:
        articles = articles.from_outlets([source.pk for source in _outlets(options["outlet"])])
    if options["year"] or options["undated"]:
        articles = articles.of_years([*options["year"], *([None] if options["undated"] else [])])
    if options["before"]:
        articles = not_since(articles, _moment(options["before"]))
    return articles if options["all"] or options["uids"] else outdated(articles, version)


def _named(uids: list[str]) -> ArticleQuerySet:
    articles = Article.objects.filter(uid__in=uids)
    if unknown := set(uids) - set(articles.values_list("uid", flat=True)):
        raise CommandError("no such article: " + ", ".join(sorted(unknown)))
    return articles


def _outlets(keys: list[str]) -> list[Source]:
    sources = list(Source.objects.filter(key__in=keys))
    if unknown := set(keys) - {source.key for source in sources}:
        raise CommandError("no such outlet: " + ", ".join(sorted(unknown)))
    return sources


def _moment(text: str) -> datetime.datetime:
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None:
        raise CommandError(f"no moment in ISO 8601: {text}")
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
