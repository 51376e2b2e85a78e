"""How each axis narrows the articles, by what was picked of it."""

from __future__ import annotations

import calendar
import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import RawSQL

from articles.addresses import ACTOR_AXES, STATEMENT_AXES, VERIFIED, Axis
from articles.models import Evidence, Mention, MentionedDate, Participant, Quote, Status
from articles.portfolios import OFFICES
from articles.quads import TYPES_OF_QUADS
from entities.models import Actor

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from articles.picking import Pick
    from articles.querysets import ArticleQuerySet, EvidenceQuerySet

# Whether the term of office `t` may include the date `p.published`, both partial: compared at the coarser precision. A
# term without any date says nothing about a day.
COVERS = """
    (t.start = '' OR left(t.start, length(p.published)) <= left(p.published, length(t.start)))
    AND (t."end" = '' OR left(p.published, length(t."end")) <= left(t."end", length(p.published)))
    AND p.published <> '' AND (t.start <> '' OR t."end" <> '')
"""
_WITH_OFFICE = f"""
    SELECT m.article_id
    FROM articles_mention m
    JOIN articles_article p ON p.id = m.article_id
    JOIN entities_actor a ON a.id = m.actor_id
    JOIN entities_actor r ON r.id = coalesce(a.canonical_id, a.id)
    JOIN entities_actor h ON coalesce(h.canonical_id, h.id) = r.id
    JOIN entities_tenure t ON t.actor_id = h.id
    WHERE m.status <> 'rejected' AND NOT a.is_hidden AND NOT r.is_hidden AND {COVERS}
"""  # noqa: S608  (made of constants)


def narrowed(articles: ArticleQuerySet, picks: Iterable[Pick]) -> ArticleQuerySet:
    """The articles that have all that is asked for and nothing that is left out. An article has several actors, and
    each picked one is asked for; of an axis of which it has one value, any picked one will do."""
    in_order = sorted(picks, key=lambda pick: pick.axis)
    for axis, group in groupby(in_order, key=lambda pick: pick.axis):
        if axis in STATEMENT_AXES:
            continue
        ones = list(group)
        wanted, unwanted = _keys(ones, is_excluded=False), _keys(ones, is_excluded=True)
        if axis in _EACH:
            for key in wanted:
                articles = articles.filter(_EACH[axis](axis, [key]))
        elif wanted:
            articles = articles.filter(_ANY[axis](wanted))
        if unwanted:
            articles = articles.exclude((_EACH[axis](axis, unwanted)) if axis in _EACH else _ANY[axis](unwanted))
    return _stating(articles, [pick for pick in in_order if pick.axis in STATEMENT_AXES])


def statements(picks: Iterable[Pick]) -> EvidenceQuerySet:
    """The counted statements that each have everything asked for of the axes of statements."""
    asked = [pick for pick in picks if not pick.is_excluded and pick.key is not None]
    found = Evidence.objects.counted()
    for axis in STATEMENT_AXES:
        keys = [pick.key for pick in asked if pick.axis == axis]
        if axis == Axis.ACTING:
            for code in keys:
                found = found.filter(Exists(_acting(code)))
        elif keys:
            found = found.filter(_of_statement(axis, keys))
    return found


def dated_within(articles: ArticleQuerySet, since: str, until: str) -> ArticleQuerySet:
    """Articles whose whole date, as precise as it is known, lies within two dates; each may be partial or empty."""
    if since:
        articles = articles.filter(published_on__gte=first_day(since))
    if until:
        last = last_day(until)
        vague = [part for part in (f"{last:%Y}", f"{last:%Y-%m}") if last_day(part) > last]
        articles = articles.filter(published_on__lte=last).exclude(published__in=vague)
    return articles


def first_day(partial: str) -> datetime.date:
    return datetime.date.fromisoformat(f"{partial}-01-01"[:10])


def last_day(partial: str) -> datetime.date:
    year, month, day = (*map(int, partial.split("-")), 0, 0)[:3]
    month = month or 12
    return datetime.date(year, month, day or calendar.monthrange(year, month)[1])


def acting_statements() -> EvidenceQuerySet:
    """The counted statements in which any state or alliance acts or is aimed at."""
    own = Q(code__gt="") | Q(country__gt="")
    canonical = Q(canonical__code__gt="") | Q(canonical__country__gt="")
    actors = Actor.objects.filter(Q(own, canonical=None) | Q(canonical, canonical__isnull=False))
    acting = actors.exclude(kind="place").exclude(canonical__kind="place")
    return Evidence.objects.counted().filter(
        Exists(Participant.objects.filter(evidence=OuterRef("pk"), actor__in=acting))
    )


def _stating(articles: ArticleQuerySet, picks: Sequence[Pick]) -> ArticleQuerySet:
    """One statement has everything asked for; no statement has anything that is left out."""
    for pick in picks:
        if pick.is_excluded:
            articles = articles.exclude(pk__in=_those_of(pick)) if pick.key else articles.filter(pk__in=_those_of(pick))
        elif pick.axis == Axis.ACTING and pick.key is None:
            articles = articles.exclude(pk__in=_those_of(pick))
    asked = [pick for pick in picks if not pick.is_excluded and (pick.axis, pick.key) != (Axis.ACTING, None)]
    if not asked:
        return articles
    axes = {pick.axis for pick in asked}
    wanted = Q(pk__in=[])
    if axes == {pick.axis for pick in asked if pick.key is None}:  # what has no statement has no value of any of them
        wanted |= ~Q(pk__in=Evidence.objects.counted().order_by().values("article_id"))
    if axes == {pick.axis for pick in asked if pick.key is not None}:
        wanted |= Q(pk__in=statements(asked).order_by().values("article_id"))
    return articles.filter(wanted)


def _those_of(pick: Pick) -> Any:
    """The articles with a statement that has the value; with any value of the axis, where the pick stands for none."""
    if pick.key is None:
        every = acting_statements() if pick.axis == Axis.ACTING else Evidence.objects.counted()
    else:
        of_it = Exists(_acting(pick.key)) if pick.axis == Axis.ACTING else _of_statement(pick.axis, [pick.key])
        every = Evidence.objects.counted().filter(of_it)
    return every.order_by().values("article_id")


def _acting(code: str) -> Any:
    return Participant.objects.filter(evidence=OuterRef("pk"), actor__in=Actor.objects.acting_for(code))


def _of_statement(axis: Axis, keys: Collection[str]) -> Q:
    if axis == Axis.QUAD:
        return Q(type__in=[type_ for quad in keys for type_ in TYPES_OF_QUADS[quad]])
    return Q(type__in=keys) if axis == Axis.TYPE else Q(mode__in=keys)


def _keys(picks: Iterable[Pick], *, is_excluded: bool) -> list[Any]:
    return [pick.key for pick in picks if pick.is_excluded == is_excluded]


def _naming(axis: Axis, keys: Collection[int | None]) -> Q:
    """Articles that name any of these actors; None stands for nobody of the axis."""
    mentions = Mention.objects.counted().order_by()
    known = [key for key in keys if key is not None]
    of_them = mentions.filter(Q(actor__in=known) | Q(actor__canonical__in=known))
    wanted = Q(pk__in=of_them.values("article_id")) if known else Q()
    if None in keys:
        own, canonical = _on_axis(axis, "actor__"), _on_axis(axis, "actor__canonical__")
        there = Q(own, actor__canonical__isnull=True) | Q(canonical, actor__canonical__isnull=False)
        wanted |= ~Q(pk__in=mentions.filter(there).values("article_id"))
    return wanted


def _on_axis(axis: Axis, prefix: str) -> Q:
    has_code = ~Q(**{f"{prefix}code": ""})
    of_kind = Q(**{f"{prefix}kind": axis.value})
    return of_kind | has_code if axis == Axis.COUNTRY else of_kind & ~has_code


def _holding(_axis: Axis, keys: Collection[tuple[str, str] | None]) -> Q:
    """Articles that name somebody who held one of these offices on the article's date; None: any that we know."""
    wanted = Q()
    for key in keys:
        if key is None:
            wanted |= ~Q(pk__in=_with_office("t.office = ANY(%s)", list(OFFICES)))
        else:
            wanted |= Q(pk__in=_with_office("t.office = %s AND t.country = %s", *key))
    return wanted


def _with_office(condition: str, *values: Any) -> RawSQL:
    return RawSQL(f"{_WITH_OFFICE} AND {condition}", values)  # noqa: S611  (made of constants; values are parameters)


def _telling(_axis: Axis, keys: Collection[int | None]) -> Q:
    dates = MentionedDate.objects.filter(article=OuterRef("pk"))
    wanted = Q()
    for year in keys:
        wanted |= Q(~Exists(dates)) if year is None else Q(Exists(dates.filter(first_day__year=year)))
    return wanted


def _of_years(keys: Collection[int | None]) -> Q:
    wanted = Q()
    for year in keys:
        wanted |= Q(published_on__isnull=True) if year is None else Q(published_on__year=year)
    return wanted


def _of_months(keys: Collection[str | None]) -> Q:
    wanted = Q()
    for month in keys:
        wanted |= Q(published__regex=r"^(\d{4})?$") if month is None else Q(published__startswith=month)
    return wanted


def _from_outlets(keys: Collection[int | None]) -> Q:
    return _maybe_none(Q(source__in=[key for key in keys if key is not None]), Q(source__isnull=True), keys)


def _from_press_of(keys: Collection[str | None]) -> Q:
    nowhere = Q(source__isnull=True) | Q(source__country="")
    return _maybe_none(Q(source__country__in=[key for key in keys if key is not None]), nowhere, keys)


def _from_media(keys: Collection[bool | None]) -> Q:
    return _maybe_none(Q(source__is_state__in=[key for key in keys if key is not None]), Q(source__isnull=True), keys)


def _maybe_none(known: Q, nothing: Q, keys: Collection[Any]) -> Q:
    return known | nothing if None in keys else known


def _crediting(keys: Collection[str | None]) -> Q:
    return Q(agency__in=[key or "" for key in keys])


def _with_status(keys: Collection[str]) -> Q:
    accepted = (
        model._default_manager.filter(status=Status.ACCEPTED).order_by().values("article_id")
        for model in (Mention, Evidence, Quote)
    )
    verified = Q()
    for articles in accepted:
        verified |= Q(pk__in=articles)
    wanted = Q()
    for key in keys:
        wanted |= verified if key == VERIFIED else ~verified
    return wanted


_EACH: dict[Axis, Callable[[Axis, Collection[Any]], Q]] = {
    **dict.fromkeys(ACTOR_AXES, _naming),
    Axis.OFFICE: _holding,
    Axis.TOLD: _telling,
}
_ANY: dict[Axis, Callable[[Collection[Any]], Q]] = {
    Axis.YEAR: _of_years,
    Axis.MONTH: _of_months,
    Axis.OUTLET: _from_outlets,
    Axis.PRESS: _from_press_of,
    Axis.MEDIA: _from_media,
    Axis.AGENCY: _crediting,
    Axis.STATUS: _with_status,
}
