"""Loads segments from PostgreSQL: the same rows, under the same rules, as `tallies` counts in SQL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from django.db import connection

from articles.addresses import ACTOR_AXES, MACHINE, VERIFIED, Axis, axis_of
from articles.facetting.ends import ACTS, ACTS_AS_PARTY, PARTY, SOURCE, TARGET, Ends
from articles.facetting.fetching import columns
from articles.facetting.pairing import Pairing
from articles.facetting.postings import Numbers, Postings, postings_of
from articles.facetting.quotes import Quotes, by_actor
from articles.facetting.reading_reviews import FLAGS, read_reviews
from articles.facetting.reviews import KINDS
from articles.facetting.segment import Segment, order_keys
from articles.facetting.statements import Statements
from articles.facetting.wordings import COUNTED, DECIDED, FOUND, Wordings, wordings_from
from articles.models import Evidence
from articles.portfolios import OFFICES
from articles.quads import QUADS, TYPES_OF_QUADS
from entities.models import Actor

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ROOT_BITS = 32  # of an actor's id
_FLAG_BITS = 9  # of a mention's flags
_ONLY = "article_id = ANY(%s)"
_PARTIAL = "rpad(replace({0}, '-', ''), 8, '0')::bigint"  # '' is 0
_ARTICLES = f"""
    SELECT id, coalesce(published_on - '0001-01-01'::date, -1)::bigint,
        CASE WHEN published = '' THEN 0 ELSE {_PARTIAL.format("published")} END,
        coalesce(source_id, 0)::bigint, coalesce(array_position(%s::text[], agency::text), 0)::bigint,
        coalesce(array_position(%s::text[], date_basis::text), 0)::bigint,
        coalesce(array_position(%s::text[], extracted_with::text), 0)::bigint
    FROM articles_article WHERE {{only}}
"""  # noqa: S608  (made of constants)
_NAMED = f"""
    SELECT article_id, (root << {_FLAG_BITS}) + flags, id, hashtextextended(form || ' ' || text, 0)
    FROM (
        SELECT m.id, m.article_id, m.text, m.form, r.id AS root,
            CASE WHEN m.status <> 'rejected' AND NOT a.is_hidden AND NOT r.is_hidden THEN {COUNTED} ELSE 0 END
            + CASE WHEN m.is_added OR a.is_hidden OR m.status = 'rejected' AND NOT m.is_decided THEN 0 ELSE {FOUND} END
            + CASE WHEN m.is_decided THEN {DECIDED} ELSE 0 END + {FLAGS} AS flags
        FROM articles_mention m
        JOIN entities_actor a ON a.id = m.actor_id
        JOIN entities_actor r ON r.id = coalesce(a.canonical_id, a.id)
        JOIN entities_actor x ON x.id = m.machine_actor_id
        WHERE {{only}}
    ) AS every_one
"""  # noqa: S608  (made of constants)
_QUOTED = """
    SELECT q.id, q.article_id, coalesce(r.id, 0)
    FROM articles_quote q
    LEFT JOIN entities_actor a ON a.id = q.speaker_id
    LEFT JOIN entities_actor r ON r.id = coalesce(a.canonical_id, a.id)
    WHERE q.status <> 'rejected' AND NOT coalesce(a.is_hidden OR r.is_hidden, false) AND {only}
"""
_ABOUT = """
    SELECT b.quote_id, coalesce(a.canonical_id, a.id)
    FROM articles_quote_about b
    JOIN articles_quote q ON q.id = b.quote_id
    JOIN entities_actor a ON a.id = b.actor_id
    WHERE {only}
"""
_READ_WITH = ("date_basis", "extracted_with")
_TOLD = "SELECT article_id, extract(year FROM first_day)::bigint FROM articles_mentioneddate WHERE {only}"
_VERIFIED = """
    SELECT article_id FROM articles_mention WHERE status = 'accepted' AND {only}
    UNION SELECT article_id FROM articles_evidence WHERE status = 'accepted' AND {only}
    UNION SELECT article_id FROM articles_quote WHERE status = 'accepted' AND {only}
"""
_STATED = """
    SELECT id, article_id, coalesce(array_position(%s::text[], type::text), 0)::bigint,
        coalesce(array_position(%s::text[], mode::text), 0)::bigint
    FROM ({counted}) AS every_one(id, article_id, type, mode) WHERE {only}
"""
_TAKING_PART = f"""
    SELECT p.evidence_id, r.id,
        CASE p.part WHEN 'source' THEN {SOURCE} WHEN 'target' THEN {TARGET} ELSE {PARTY} END::bigint
        + CASE WHEN a.kind = 'place' OR r.kind = 'place' THEN 0 WHEN p.part = 'party' THEN {ACTS + ACTS_AS_PARTY}
            ELSE {ACTS} END
    FROM articles_participant p
    JOIN articles_evidence e ON e.id = p.evidence_id
    JOIN entities_actor a ON a.id = p.actor_id
    JOIN entities_actor r ON r.id = coalesce(a.canonical_id, a.id)
    WHERE {{only}}
"""  # noqa: S608  (made of constants)
_ENDS = """
    SELECT e.id, sr.id * CASE WHEN s.kind = 'place' OR sr.kind = 'place' THEN -1 ELSE 1 END,
        tr.id * CASE WHEN t.kind = 'place' OR tr.kind = 'place' THEN -1 ELSE 1 END
    FROM articles_evidence e
    JOIN entities_relation n ON n.id = e.relation_id
    JOIN entities_actor s ON s.id = n.source_id
    JOIN entities_actor sr ON sr.id = coalesce(s.canonical_id, s.id)
    JOIN entities_actor t ON t.id = n.target_id
    JOIN entities_actor tr ON tr.id = coalesce(t.canonical_id, t.id)
    WHERE {only}
"""
_HOLDERS = f"""
    SELECT coalesce(h.canonical_id, h.id), t.office, t.country,
        CASE WHEN t.start = '' THEN 0 ELSE {_PARTIAL.format("t.start")} END,
        CASE WHEN t."end" = '' THEN 0 ELSE {_PARTIAL.format('t."end"')} END
    FROM entities_tenure t JOIN entities_actor h ON h.id = t.actor_id
    WHERE t.office = ANY(%s) AND (t.start <> '' OR t."end" <> '')
"""  # noqa: S608  (made of constants)


@dataclass(frozen=True, slots=True)
class Term:
    """A term of office; the days are as in `Segment.published`, 0 where not known."""

    key: tuple[str, str]  # office and country
    start: int
    end: int


@dataclass(frozen=True)
class Names:
    """What is small enough to be read whole whenever it changes: who the actors, outlets and office holders are."""

    actors: dict[int, tuple[Axis, str, str]]  # axis, value and name by the id of a canonical one
    codes: dict[int, str]  # the state or alliance that a canonical actor is or acts for
    outlets: dict[int, tuple[str, str, str, bool]]  # slug, name, country, whether a state's
    terms: dict[int, list[Term]]  # by canonical holder

    @cached_property
    def code_list(self) -> list[str]:
        """The codes of all actors; the first is empty, for those who act for nobody."""
        return ["", *sorted({code for code in self.codes.values() if code})]

    @cached_property
    def code_numbers(self) -> Numbers:
        """By the id of a canonical actor, the place of its code in the list."""
        places = {code: place for place, code in enumerate(self.code_list)}
        numbers = np.zeros(max(self.codes, default=0) + 1, dtype=np.int32)
        for pk, code in self.codes.items():
            numbers[pk] = places[code]
        return numbers

    def numbers_of(self, ids: Numbers) -> Numbers:
        """Those of these actors. A segment may hold some that are gone since, in articles that count no more: they act
        for nobody."""
        known = self.code_numbers
        return np.where(ids < len(known), known[np.minimum(ids, len(known) - 1)], 0).astype(np.int32)

    def code_number(self, code: str) -> int:
        """-1: nobody acts for it."""
        return self.code_list.index(code) if code in self.code_list[1:] else -1


def read_names() -> Names:
    rows = Actor.objects.order_by().filter(canonical=None).only("code", "kind", "slug", "name", "country")
    actors, codes = {}, {}
    for row in rows.iterator():
        actors[row.pk] = (axis_of(row), row.code or row.slug, row.name)
        codes[row.pk] = row.code or row.country
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, slug, name, country, is_state FROM articles_source")
        outlets = {pk: (slug, name, country, is_state) for pk, slug, name, country, is_state in cursor.fetchall()}
        cursor.execute(_HOLDERS, [list(OFFICES)])
        terms: defaultdict[int, list[Term]] = defaultdict(list)
        for root, office, country, start, end in cursor.fetchall():
            terms[root].append(Term((office, country), start, end))
    return Names(actors, codes, outlets, dict(terms))


def read_segment(names: Names, ids: Sequence[int] | None = None) -> Segment:
    """All articles, or these."""
    return _Reading(names, None if ids is None else list(ids)).segment()


class _Reading:
    def __init__(self, names: Names, only: list[int] | None) -> None:
        self._names, self._only = names, only
        self._axes: dict[str, Postings] = {}
        self._ids = np.zeros(0, dtype=np.int64)
        self._published = np.zeros(0, dtype=np.int32)

    def segment(self) -> Segment:
        agencies = self._distinct("articles_article", "agency", own="id")
        bases, versions = (["", *self._distinct("articles_article", name, own="id")] for name in _READ_WITH)
        known_as = [agencies, bases[1:], versions[1:]]
        ids, days, published, sources, agency, basis, version = self._columns(_ARTICLES, 7, known_as, own="id")
        order = np.argsort(order_keys(days.astype(np.int32), ids))
        self._ids, self._published = ids[order], published[order].astype(np.int32)
        of_articles = (bases, versions, basis[order], version[order])
        self._sorted = np.sort(self._ids)
        self._places = np.argsort(self._ids).astype(np.int32)
        self._by_date()
        self._by_outlet(sources[order])
        known = agency[order] > 0
        self._add(Axis.AGENCY, agencies, np.flatnonzero(known), agency[order][known] - 1)
        wordings, mentions = self._by_name()
        self._by_years_told()
        self._by_review()
        statements, ends = self._statements()
        quotes = self._quotes()
        dated = (self._ids, self._published)
        told = Pairing(self._columns, self._names.codes, *dated, statements, ends, quotes).told()
        return Segment(
            self._ids, days[order].astype(np.int32), self._published, self._axes, statements, ends, quotes, wordings,
            told, read_reviews(self._columns, self._articles, of_articles, mentions),
        )  # fmt: skip

    def _add(self, axis: Axis, keys: Sequence[Any], articles: Any, values: Any) -> None:
        size = len(self._ids)
        self._axes[axis] = postings_of(keys, np.asarray(articles, np.int32), np.asarray(values, np.int64), size)

    def _add_by_value(self, axis: Axis, articles: Any, values: NDArray[Any], key: Callable[[int], Any] = int) -> None:
        """Whatever values there are, each under `key` of it."""
        known, places = np.unique(values, return_inverse=True)
        self._add(axis, [key(value) for value in known.tolist()], articles, places)

    def _columns(self, sql: str, width: int, params: Sequence[Any] = (), own: str = "article_id") -> Any:
        """What a query of so many numbers a row finds, as columns."""
        only = "TRUE" if self._only is None else _ONLY.replace("article_id", own)
        times = sql.count("{only}")
        sent = [*params, *([self._only] * times if self._only is not None else [])]
        return columns(sql.replace("{only}", only), width, sent)

    def _articles(self, ids: NDArray[np.int64]) -> tuple[Numbers, NDArray[np.bool_]]:
        """The places of articles, and which of them are known: one may be new since their list was read."""
        if not len(self._sorted):
            return np.zeros(0, dtype=np.int32), np.zeros(len(ids), dtype=np.bool_)
        at = np.minimum(np.searchsorted(self._sorted, ids), len(self._sorted) - 1)
        known = self._sorted[at] == ids
        return self._places[at[known]], known

    def _distinct(self, table: str, column: str, own: str = "article_id") -> list[str]:
        where, params = ("TRUE", []) if self._only is None else (_ONLY.replace("article_id", own), [self._only])
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT DISTINCT {column} FROM {table} WHERE {where}", params)  # noqa: S608  (constants)
            return sorted(value for (value,) in cursor.fetchall() if value)

    def _by_date(self) -> None:
        dated = np.flatnonzero(self._published > 0)
        self._add_by_value(Axis.YEAR, dated, self._published[dated] // 10_000)
        monthly = np.flatnonzero(self._published // 100 % 100 > 0)
        self._add_by_value(
            Axis.MONTH, monthly, self._published[monthly] // 100, lambda n: f"{n // 100:04}-{n % 100:02}"
        )

    def _by_outlet(self, sources: NDArray[np.int64]) -> None:
        known = np.flatnonzero(sources > 0)
        self._add_by_value(Axis.OUTLET, known, sources[known])
        pks, places = np.unique(sources[known], return_inverse=True)
        outlets = [self._names.outlets.get(pk, ("", "", "", False)) for pk in pks.tolist()]
        countries = sorted({country for _slug, _name, country, _is_state in outlets if country})
        numbers = np.array([countries.index(one[2]) if one[2] else -1 for one in outlets] or [-1])
        press = numbers[places] if len(known) else places
        self._add(Axis.PRESS, countries, known[press >= 0], press[press >= 0])
        is_state = np.array([int(one[3]) for one in outlets] or [0])
        self._add(Axis.MEDIA, (False, True), known, is_state[places] if len(known) else places)

    def _by_name(self) -> tuple[Wordings, tuple[Numbers, NDArray[np.int64], NDArray[np.int64]]]:
        """The words by which articles name actors; and of each mention the article, the canonical actor and flags."""
        owners, roots, ids, words = self._columns(_NAMED, 4, [list(KINDS)])
        articles, known = self._articles(owners)
        roots, flags = roots[known] >> _FLAG_BITS, roots[known] & ((1 << _FLAG_BITS) - 1)
        told = flags & (COUNTED | FOUND) > 0
        columns = (roots, words[known], articles, ids[known], flags & (COUNTED | FOUND | DECIDED))
        wordings = wordings_from(tuple(column[told] for column in columns), _texts)
        counted = flags & COUNTED > 0
        self._by_actor(articles[counted], roots[counted])
        return wordings, (articles, roots, flags)

    def _by_actor(self, articles: Numbers, roots: NDArray[np.int64]) -> None:
        found, places = np.unique(roots, return_inverse=True)
        axes = np.array([list(Axis).index(self._axis_of(root)) for root in found.tolist()] or [0])
        for axis in ACTOR_AXES:
            here = axes[places] == list(Axis).index(axis) if len(places) else np.zeros(0, dtype=np.bool_)
            self._add_by_value(axis, articles[here], found[places[here]])
        self._by_office(articles, found, places)

    def _axis_of(self, root: int) -> Axis:
        return self._names.actors[root][0] if root in self._names.actors else Axis.PERSON

    def _by_office(self, articles: Numbers, roots: NDArray[np.int64], places: NDArray[np.int64]) -> None:
        keys: dict[tuple[str, str], int] = {}
        order = np.argsort(places, kind="stable")
        bounds = np.searchsorted(places[order], np.arange(len(roots) + 1)).tolist()
        held, offices = [np.zeros(0, dtype=np.int32)], [np.zeros(0, dtype=np.int64)]
        for number, root in enumerate(roots.tolist()):
            for term in self._names.terms.get(root, ()):
                own = articles[order[bounds[number] : bounds[number + 1]]]
                covered = own[_covers(term, self._published[own])]
                held.append(covered)
                offices.append(np.full(len(covered), keys.setdefault(term.key, len(keys)), dtype=np.int64))
        self._add(Axis.OFFICE, list(keys), np.concatenate(held), np.concatenate(offices))

    def _by_years_told(self) -> None:
        ids, years = self._columns(_TOLD, 2)
        articles, known = self._articles(ids)
        self._add_by_value(Axis.TOLD, articles, years[known])

    def _by_review(self) -> None:
        (ids,) = self._columns(_VERIFIED, 1)
        articles, _known = self._articles(ids)
        status = np.zeros(len(self._ids), dtype=np.int64)
        status[articles] = 1
        self._add(Axis.STATUS, (MACHINE, VERIFIED), np.arange(len(self._ids)), status)

    def _statements(self) -> tuple[Statements, Ends]:
        types, modes = (self._distinct("articles_evidence", column) for column in ("type", "mode"))
        counted = Evidence.objects.counted().order_by().values_list("pk", "article_id", "type", "mode")
        sql, params = counted.query.sql_with_params()
        pks, ids, type_, mode = self._columns(_STATED.replace("{counted}", sql), 4, [types, modes, *params])
        articles, known = self._articles(ids)
        is_read = (type_[known] > 0) & (mode[known] > 0)  # one may be new since their names were read
        known[known] = is_read
        order = np.argsort(articles[is_read], kind="stable")
        own = articles[is_read][order]
        types_, modes_ = (type_[known][order] - 1, mode[known][order] - 1)
        quads = list(QUADS)
        by_type = {name: quads.index(quad) for quad, names in TYPES_OF_QUADS.items() for name in names}
        quad = np.array([by_type.get(name, -1) for name in types] or [-1])[types_]
        ends = self._ends(pks[known][order])
        codes, starts, code = self._acting(ends)
        self._add(Axis.TYPE, types, own, types_)
        self._add(Axis.QUAD, quads, own[quad >= 0], quad[quad >= 0])
        self._add(Axis.MODE, modes, own, modes_)
        self._add(Axis.ACTING, codes, np.repeat(own, np.diff(starts)), code)
        statements = Statements(
            tuple(types), tuple(quads), tuple(modes), tuple(codes), own, types_.astype(np.int32), quad.astype(np.int32),
            modes_.astype(np.int32), starts, code,
        )  # fmt: skip
        return statements, ends

    def _quotes(self) -> Quotes:
        ids, owners, speakers = self._columns(_QUOTED, 3)
        articles, known = self._articles(owners)
        order = np.argsort(articles, kind="stable")
        ids, articles, speakers = ids[known][order], articles[order], speakers[known][order]
        has_speaker = np.flatnonzero(speakers)
        speaker, spoken = by_actor(speakers[has_speaker], has_speaker)
        quoted, roots = self._columns(_ABOUT, 2)
        rows, known = _rows_of(quoted, ids, np.argsort(ids))
        subject, about = by_actor(roots[known], rows)
        return Quotes(ids, articles, speaker, spoken, subject, about)

    def _ends(self, statements: NDArray[np.int64]) -> Ends:
        """Who takes part in these statements."""
        order = np.argsort(statements)
        pks, roots, parts = self._columns(_TAKING_PART, 3)
        rows, known = _rows_of(pks, statements, order)
        keys = (rows.astype(np.int64) << _ROOT_BITS) + roots[known]
        by_key = np.argsort(keys, kind="stable")
        keys, parts = keys[by_key], parts[known][by_key]
        firsts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else np.zeros(0, np.int64)
        part = np.bitwise_or.reduceat(parts, firsts) if len(keys) else parts
        ids, sources, targets = self._columns(_ENDS, 3)
        two_sided, known = _rows_of(ids, statements, order)
        source, target = (np.zeros(len(statements), dtype=np.int32) for _ in range(2))
        source[two_sided], target[two_sided] = sources[known], targets[known]
        starts = np.searchsorted(keys[firsts] >> _ROOT_BITS, np.arange(len(statements) + 1)).astype(np.int32)
        root = (keys[firsts] & ((1 << _ROOT_BITS) - 1)).astype(np.int32)
        by_root = np.argsort(root, kind="stable")
        return Ends(
            ids=statements,
            source=source,
            target=target,
            starts=starts,
            root=root,
            part=part.astype(np.int32),
            actor=root[by_root],
            actor_row=np.repeat(np.arange(len(statements), dtype=np.int32), np.diff(starts))[by_root],
            actor_part=part[by_root].astype(np.int32),
        )

    def _acting(self, ends: Ends) -> tuple[list[str], Numbers, Numbers]:
        """The codes of those who act in these statements or are aimed at, each once a statement: names, where each
        statement's begin, and places in the names."""
        found, places = np.unique(ends.root, return_inverse=True)
        names = [self._names.codes.get(root, "") for root in found.tolist()]
        codes = sorted({name for name in names if name})
        numbers = np.array([codes.index(name) if name else -1 for name in names] or [-1])[places]
        known = np.flatnonzero((numbers >= 0) & (ends.part & ACTS > 0)).astype(np.int32)
        width = max(len(codes), 1)
        pairs = np.unique(ends.rows_at(known).astype(np.int64) * width + numbers[known])
        starts = np.searchsorted(pairs // width, np.arange(len(ends.ids) + 1))
        return codes, starts.astype(np.int32), (pairs % width).astype(np.int32)


def _texts(mentions: list[int]) -> dict[int, tuple[str, str]]:
    """Words and form of each that is still there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, text, form FROM articles_mention WHERE id = ANY(%s)", [mentions])
        return {pk: (text, form) for pk, text, form in cursor.fetchall()}


def _rows_of(
    pks: NDArray[np.int64], statements: NDArray[np.int64], order: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """The rows of statements or quotes, and which of them are known: one may be new since they were read, or not count.
    `order` is that of these by their ids."""
    if not len(statements):
        return np.zeros(0, dtype=np.int64), np.zeros(len(pks), dtype=np.bool_)
    at = np.minimum(np.searchsorted(statements, pks, sorter=order), len(statements) - 1)
    rows = order[at]
    known = statements[rows] == pks
    return rows[known], known


def _covers(term: Term, published: Numbers) -> NDArray[np.bool_]:
    """As `narrowing.COVERS`: two partial dates are compared at the coarser precision."""
    covered = published > 0
    for bound, sign in ((term.start, 1), (term.end, -1)):
        if bound:
            unit = np.maximum(_unit(published), _unit(np.array([bound])))
            covered &= sign * (bound // unit) <= sign * (published // unit)
    return covered


def _unit(published: NDArray[Any]) -> NDArray[np.int64]:
    """1, 100 or 10,000: what a date is precise to."""
    return np.where(published % 100 > 0, 1, np.where(published % 10_000 > 0, 100, 10_000)).astype(np.int64)
