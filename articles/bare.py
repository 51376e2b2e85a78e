"""Bare articles: invented ones by the million, whose rows are written as they are, with nothing read or extracted.

They show how pages fare in a large archive. Each run is an import run of its own, by which they are taken out again.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from django.db import connection, transaction
from django.db.models import DateTimeField, GeneratedField, JSONField, Model
from django.utils import timezone

from articles.importing.dating.days import first_day
from articles.models import Article, Evidence, ImportRun, Mention, MentionedDate, Participant, Quote, Source, new_uid
from articles.sampling.laying import LaidArticle, lay
from articles.sampling.skewing import COUNTRIES, OUTLETS, PERSONS, BareArticle, BareStatement, Roster, draw
from entities.authority.loader import load_files
from entities.folding import fold
from entities.known import KnownOutlet
from entities.models import Actor, Alias, Origin, Relation, sort_name

PATH = "make_sample --bare"  # of the run that holds them
BATCH = 10_000
_FIRST_CODES = ("RU", "JP", "NATO", "US", "CN", "UA", "KP", "FR", "DE", "GB", "KR", "EU", "UN", "IN", "TR")
_FIRST_NAMES = ("Ada", "Boris", "Cléo", "Denis", "Emi", "Fiodor", "Gaël", "Hana", "Igor", "Jun", "Kenta", "Léa")
_SYLLABLES = ("ka", "ro", "mi", "ten", "vol", "sha", "dor", "nel", "fu", "gri", "pa", "zo")
# What is written of each model; its other fields get what they have by default.
_GIVEN: dict[type[Model], str] = {
    Article: "id sha256 encoding raw title body source_id agency published published_on date_basis date_certainty "
    "copy_of_id similarity run_id is_invented extracted_with uid",
    Mention: "article_id actor_id machine_actor_id place start end text surface sentence form method certainty status "
    "is_decided",
    Evidence: "id article_id relation_id type mode place start end text trigger_start trigger_end rule certainty "
    "status is_decided",
    Participant: "evidence_id actor_id part",
    Quote: "id article_id speaker_id speaker_text text place start end certainty",
    Quote.about.through: "quote_id actor_id",
    MentionedDate: "article_id place start end text value first_day",
}
_Rows = dict[type[Model], list[tuple[Any, ...]]]


@dataclass(slots=True)
class _Ground:
    """What the articles stand on: actors by their numbers, outlets, and the edges known so far."""

    run: ImportRun
    actors: list[Actor]
    names: list[str]
    folded: list[str]
    roster: Roster
    outlets: list[int]
    edges: dict[tuple[int, int, str], int] = field(default_factory=dict)


def add_bare(count: int, *, seed: int, today: datetime.date) -> Iterator[int]:
    """Write so many, a batch at a time; tells how many each batch has."""
    ground = _prepare()
    rng = np.random.default_rng(seed)
    for start in range(0, count, BATCH):
        size = min(BATCH, count - start)
        with transaction.atomic():
            _copy(_rows(list(draw(size, ground.roster, rng, until=today)), ground))
        yield size
    ImportRun.objects.filter(pk=ground.run.pk).update(new_count=count, finished_at=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def remove_bare() -> int:
    """Take out all of them, and outlets that have nothing else. What more they needed is left to `remove_sample`."""
    removed = 0
    for run in ImportRun.objects.filter(paths=[PATH]):
        while pks := list(Article.objects.filter(run=run).order_by("pk").values_list("pk", flat=True)[:BATCH]):
            Article.objects.filter(copy_of__in=pks).update(copy_of=None, similarity=None)
            Article.objects.filter(pk__in=pks).delete()
            removed += len(pks)
    keys = [outlet.key for outlet in _printing()] if removed else []
    Source.objects.filter(key__in=keys, articles__isnull=True, display=Source.Display.EXTRACT).delete()
    return removed


@transaction.atomic
def _prepare() -> _Ground:
    shown = Actor.objects.shown().defer("details")
    states = list(shown.exclude(code="").in_order())
    states.sort(key=lambda actor: _FIRST_CODES.index(actor.code) if actor.code in _FIRST_CODES else len(_FIRST_CODES))
    persons = list(shown.of_kind(Actor.Kind.PERSON).in_order()[:PERSONS])
    persons += _invented_persons(PERSONS - len(persons))
    others = list(shown.filter(kind__in=[Actor.Kind.ORGANISATION, Actor.Kind.PLACE], code="").in_order())
    actors = [*states[:COUNTRIES], *persons, *others]
    names = [actor.name for actor in actors]
    return _Ground(
        run=ImportRun.objects.create(paths=[PATH]),
        actors=actors,
        names=names,
        folded=[fold(name) for name in names],
        roster=Roster(len(states[:COUNTRIES]), len(persons), len(others)),
        outlets=_outlets(),
        edges={(one.source_id, one.target_id, one.type): one.pk for one in Relation.objects.iterator()},
    )


def _invented_persons(count: int) -> list[Actor]:
    """The same ones at each run."""
    wanted = {}
    for number in range(max(count, 0)):
        first = _FIRST_NAMES[number % 12]
        family = "".join(_SYLLABLES[number // 12**place % 12] for place in range(1, 4)).capitalize()
        name, slug = f"{first} {family}", f"invente-{number}"
        wanted[slug] = Actor(
            key=f"new:{slug}", slug=slug, kind=Actor.Kind.PERSON, name=name, family_name=family,
            sort_name=sort_name(name, family), origin=Origin.MACHINE,
        )  # fmt: skip
    Actor.objects.bulk_create(wanted.values(), ignore_conflicts=True)
    made = list(Actor.objects.filter(slug__in=wanted).order_by("pk"))
    Alias.objects.bulk_create(
        (Alias(actor=one, text=one.name, folded=fold(one.name), origin=Origin.MACHINE) for one in made),
        ignore_conflicts=True,
    )
    return made


def _printing() -> list[KnownOutlet]:
    """The outlets that print bare articles."""
    return sorted(load_files().outlets.values(), key=lambda one: one.key)[:OUTLETS]


def _outlets() -> list[int]:
    found = []
    for outlet in _printing():
        values = {
            "slug": outlet.key, "name": outlet.name, "sort_name": fold(outlet.name), "country": outlet.country or "",
            "type": outlet.type, "is_state": outlet.is_state,
        }  # fmt: skip
        found.append(Source.objects.get_or_create(key=outlet.key, defaults=values)[0].pk)
    return found


def _rows(articles: Sequence[BareArticle], ground: _Ground) -> _Rows:
    """The rows of each table, with ids where other rows need them."""
    rows: _Rows = {model: [] for model in _GIVEN}
    ids = _ids(Article, len(articles))
    statement_ids = iter(_ids(Evidence, sum(len(one.statements) for one in articles)))
    quote_ids = iter(_ids(Quote, sum(one.speaker is not None for one in articles)))
    _know_edges(articles, ground)
    for at, (article, pk) in enumerate(zip(articles, ids, strict=True)):
        laid = lay(article, pk, ground.names)
        copied = ids[at - article.copies] if article.copies and articles[at - article.copies].copies is None else None
        rows[Article].append(_article_row(article, laid, pk, copied, ground))
        rows[Mention] += _mention_rows(article, laid, pk, ground)
        for one, span in zip(article.statements, laid.statements, strict=True):
            number = next(statement_ids)
            ends = (ground.actors[one.first].pk, ground.actors[one.second].pk)
            edge = None if one.is_many else ground.edges[*ends, one.type]
            rows[Evidence].append((
                number, pk, edge, one.type, one.mode, "body", span.start, span.end, laid.body[span.start : span.end],
                span.start, span.start + 1, "bare", 0.8, one.status, one.status != "proposed",
            ))  # fmt: skip
            parts = ("party", "party") if one.is_many else ("source", "target")
            rows[Participant] += [(number, end, part) for end, part in zip(ends, parts, strict=True)]
        if article.speaker is not None and laid.quote:
            number, span = next(quote_ids), laid.quote
            rows[Quote].append((
                number, pk, ground.actors[article.speaker].pk, ground.names[article.speaker],
                laid.body[span.start : span.end], "body", span.start, span.end, 0.8,
            ))  # fmt: skip
            rows[Quote.about.through].append((number, ground.actors[article.named[0]].pk))
        for year, span in zip(article.years_told, laid.years, strict=True):
            told = (pk, "body", span.start, span.end, str(year), str(year), datetime.date(year, 1, 1))
            rows[MentionedDate].append(told)
    return rows


def _article_row(
    article: BareArticle, laid: LaidArticle, pk: int, copied: int | None, ground: _Ground
) -> tuple[Any, ...]:
    raw = f"{laid.title}\n\n{laid.body}".encode()
    date = article.published
    return (
        pk, hashlib.sha256(raw).hexdigest(), "utf-8", raw, laid.title, laid.body,
        None if article.outlet is None else ground.outlets[article.outlet % len(ground.outlets)], article.agency,
        date, first_day(date) if date else None, "stated" if date else "unknown", 1.0 if date else 0.0,
        copied, 1.0 if copied else None, ground.run.pk, True, "bare", new_uid(),
    )  # fmt: skip


def _mention_rows(article: BareArticle, laid: LaidArticle, pk: int, ground: _Ground) -> Iterator[tuple[Any, ...]]:
    status = article.mention_status
    for actor, span in zip(article.named, laid.mentions, strict=True):
        known, folded = ground.actors[actor].pk, ground.folded[actor]
        yield (
            pk, known, known, "body", span.start, span.end, ground.names[actor], folded, folded, "name", "bare", 0.9,
            status, status != "proposed",
        )  # fmt: skip
        status = "proposed"


def _know_edges(articles: Iterable[BareArticle], ground: _Ground) -> None:
    """Make the edges that the statements need and nobody has made yet."""
    needed = {_edge(one, ground) for article in articles for one in article.statements if not one.is_many}
    new = [
        Relation(source_id=source, target_id=target, type=type_) for source, target, type_ in needed - {*ground.edges}
    ]
    for one in Relation.objects.bulk_create(new):
        ground.edges[one.source_id, one.target_id, one.type] = one.pk


def _edge(one: BareStatement, ground: _Ground) -> tuple[int, int, str]:
    return ground.actors[one.first].pk, ground.actors[one.second].pk, one.type


def _ids(model: type[Model], count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [pk for (pk,) in cursor.fetchall()]


def _copy(rows: _Rows) -> None:
    connection.ensure_connection()
    now = timezone.now()
    with connection.connection.cursor() as cursor:
        for model, given in _GIVEN.items():
            others = _defaults(model, given.split(), now)
            columns = ", ".join(f'"{column}"' for column in [*given.split(), *others])
            rest = tuple(others.values())
            with cursor.copy(f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN') as copy:
                for row in rows[model]:
                    copy.write_row((*row, *rest))


def _defaults(model: type[Model], given: Sequence[str], now: datetime.datetime) -> dict[str, Any]:
    """The columns that are not given, with what each row has there."""
    found = {}
    for field_ in model._meta.local_concrete_fields:
        if (
            field_.column in given
            or field_.primary_key
            or isinstance(field_, GeneratedField)
            or field_.has_db_default()
        ):
            continue
        is_stamp = isinstance(field_, DateTimeField) and (field_.auto_now or field_.auto_now_add)
        value = now if is_stamp else field_.get_default()
        found[str(field_.column)] = json.dumps(value) if isinstance(field_, JSONField) else value
    return found
