"""How many of the articles found have each value of each axis: from memory where an archive of it is held, else in one
query for all axes that share what is found.

A list of several values an article counts under each of them, once. A single axis is counted without what was picked
of it: another value takes its place. So is a year without the months and days picked, which it would replace too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import EmptyResultSet
from django.db import connection

from articles.addresses import ACTOR_AXES, SINGLE_AXES, STATEMENT_AXES, Axis
from articles.facetting.answering import answered
from articles.models import Article
from articles.narrowing import COVERS, acting_statements
from articles.portfolios import OFFICES
from articles.quads import TYPES_OF_QUADS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from articles.facetting.answering import Answer
    from articles.forms import ArticleFilterForm

    Row = tuple[str, str, str, int]  # axis, value, the row's own name, articles


@dataclass(frozen=True, slots=True)
class Tally:
    """The values of an axis that some article has."""

    counts: dict[str, int] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)  # of actors and outlets


_FOUND = "found(id, published, source_id, agency) AS MATERIALIZED ({found})"
_STATED = """
    stated AS MATERIALIZED (
        SELECT * FROM ({stated}) AS every_one(id, article_id, type, mode)
        WHERE article_id IN (SELECT id FROM found)
    )
"""
_NAMED = """
    named AS MATERIALIZED (
        SELECT m.article_id, r.id AS root
        FROM articles_mention m
        JOIN entities_actor a ON a.id = m.actor_id
        JOIN entities_actor r ON r.id = coalesce(a.canonical_id, a.id)
        WHERE m.status <> 'rejected' AND NOT a.is_hidden AND NOT r.is_hidden
            AND m.article_id IN (SELECT id FROM found)
        GROUP BY m.article_id, r.id
    ),
    actors AS (
        SELECT r.id AS root, CASE WHEN r.code <> '' THEN 'country' ELSE r.kind END AS axis,
            coalesce(nullif(r.code, ''), r.slug) AS value, r.name
        FROM entities_actor r
    )
"""
_HELD = f"""
    held AS MATERIALIZED (
        SELECT DISTINCT p.id AS article_id, t.office || '.' || t.country AS value
        FROM named n
        JOIN entities_actor h ON coalesce(h.canonical_id, h.id) = n.root
        JOIN entities_tenure t ON t.actor_id = h.id AND t.office = ANY(%s)
        JOIN found p ON p.id = n.article_id
        WHERE {COVERS}
    )
"""  # noqa: S608  (made of constants)
_TOLD = """
    told AS MATERIALIZED (
        SELECT DISTINCT d.article_id, extract(year FROM d.first_day)::integer AS year
        FROM articles_mentioneddate d WHERE d.article_id IN (SELECT id FROM found)
    )
"""
_ACTED = """
    acted AS MATERIALIZED (
        SELECT DISTINCT article_id FROM ({acted}) AS every_one(article_id) WHERE article_id IN (SELECT id FROM found)
    )
"""
_ALL = "(SELECT count(*) FROM found)"
_UNSTATED = f"{_ALL} - count(*) FROM (SELECT DISTINCT article_id FROM stated) AS any_one"  # noqa: S608
_ACTORS = f"""
    SELECT axis, value, name, articles
    FROM (SELECT root, count(*) AS articles FROM named GROUP BY root) AS counted JOIN actors USING (root)
    UNION ALL
    SELECT x.axis, 'none', '', {_ALL} - count(n.article_id)
    FROM unnest(%s::text[]) AS x(axis)
    LEFT JOIN (SELECT DISTINCT article_id, axis FROM named JOIN actors USING (root)) AS n ON n.axis = x.axis
    GROUP BY x.axis
"""  # noqa: S608
_PIECES: dict[Axis, str] = {
    Axis.OFFICE: f"""
        SELECT 'office', value, '', count(*) FROM held GROUP BY value
        UNION ALL SELECT 'office', 'none', '', {_ALL} - count(DISTINCT article_id) FROM held""",  # noqa: S608
    Axis.ACTING: f"""
        SELECT 'acting', code, '', count(*)
        FROM (
            SELECT DISTINCT coalesce(nullif(r.code, ''), r.country) AS code, s.article_id
            FROM stated s
            JOIN articles_participant p ON p.evidence_id = s.id
            JOIN entities_actor a ON a.id = p.actor_id
            JOIN entities_actor r ON r.id = coalesce(a.canonical_id, a.id)
            WHERE a.kind <> 'place' AND r.kind <> 'place' AND (r.code <> '' OR r.country <> '')
        ) AS acts
        GROUP BY code
        UNION ALL SELECT 'acting', 'none', '', {_ALL} - count(*) FROM acted""",  # noqa: S608
    Axis.TYPE: f"""
        SELECT 'type', type, '', count(*) FROM (SELECT DISTINCT type, article_id FROM stated) AS typed GROUP BY type
        UNION ALL SELECT 'type', 'none', '', {_UNSTATED}""",  # noqa: S608
    Axis.QUAD: f"""
        SELECT 'quad', quad, '', count(*)
        FROM (
            SELECT DISTINCT q.quad, s.article_id
            FROM stated s JOIN unnest(%s::text[], %s::text[]) AS q(type, quad) ON q.type = s.type
        ) AS classed
        GROUP BY quad
        UNION ALL SELECT 'quad', 'none', '', {_UNSTATED}""",  # noqa: S608
    Axis.MODE: f"""
        SELECT 'mode', mode, '', count(*) FROM (SELECT DISTINCT mode, article_id FROM stated) AS put GROUP BY mode
        UNION ALL SELECT 'mode', 'none', '', {_UNSTATED}""",  # noqa: S608
    Axis.YEAR: """
        SELECT 'year', coalesce(nullif(left(published, 4), ''), 'none'), '', count(*) FROM found GROUP BY 2""",
    Axis.MONTH: """
        SELECT 'month', CASE WHEN length(published) > 4 THEN left(published, 7) ELSE 'none' END, '', count(*)
        FROM found GROUP BY 2""",
    Axis.TOLD: f"""
        SELECT 'told', year::text, '', count(*) FROM told GROUP BY year
        UNION ALL
        SELECT 'told', 'none', '', {_ALL} - count(*) FROM (SELECT DISTINCT article_id FROM told) AS any_one""",  # noqa: S608
    Axis.OUTLET: """
        SELECT 'outlet', coalesce(s.slug, 'none'), coalesce(s.name, ''), count(*)
        FROM found f LEFT JOIN articles_source s ON s.id = f.source_id GROUP BY 2, 3""",
    Axis.PRESS: """
        SELECT 'press', coalesce(nullif(s.country, ''), 'none'), '', count(*)
        FROM found f LEFT JOIN articles_source s ON s.id = f.source_id GROUP BY 2""",
    Axis.MEDIA: """
        SELECT 'media', CASE WHEN s.is_state THEN 'state' WHEN s.id IS NULL THEN 'none' ELSE 'other' END, '', count(*)
        FROM found f LEFT JOIN articles_source s ON s.id = f.source_id GROUP BY 2""",
    Axis.AGENCY: "SELECT 'agency', coalesce(nullif(agency, ''), 'none'), '', count(*) FROM found GROUP BY 2",
    Axis.STATUS: """
        SELECT 'status', CASE WHEN v.article_id IS NULL THEN 'machine' ELSE 'verified' END, '', count(*)
        FROM found f LEFT JOIN (
            SELECT article_id FROM articles_mention WHERE status = 'accepted'
            UNION SELECT article_id FROM articles_evidence WHERE status = 'accepted'
            UNION SELECT article_id FROM articles_quote WHERE status = 'accepted'
        ) AS v ON v.article_id = f.id
        GROUP BY 2""",
}


def tallies(
    form: ArticleFilterForm,
    axes: Collection[Axis] = tuple(Axis),
    *,
    as_found: bool = False,
    answer: Answer | None = None,
) -> dict[Axis, Tally]:
    """The tally of each of the axes, under what the form has picked; or of what is found as it is, with nothing that
    another choice would replace. `answer` is the form's, where the caller has asked for it."""
    groups: list[tuple[list[Axis], Axis | None]] = (
        [(list(axes), None)] if as_found else _that_share_articles(form, axes)
    )
    answer = answered(form) if answer is None else answer  # one that finds nothing is as good
    if answer is None:
        return _from_sql(form, axes, groups)
    held = {axis: own for group, without in groups for axis, own in answer.counts(group, without).items()}
    return {axis: Tally(*held[axis]) for axis in axes}


def from_sql(form: ArticleFilterForm, axes: Collection[Axis] = tuple(Axis)) -> dict[Axis, Tally]:
    """The tallies of what is found as it is, as PostgreSQL counts them."""
    return _from_sql(form, axes, [(list(axes), None)])


def _from_sql(
    form: ArticleFilterForm, axes: Collection[Axis], groups: list[tuple[list[Axis], Axis | None]]
) -> dict[Axis, Tally]:
    counted = {axis: Tally() for axis in axes}
    for group, without in groups:
        for axis, value, name, count in _rows(form, group, without):
            if axis in counted and count:
                counted[Axis(axis)].counts[value] = count
                counted[Axis(axis)].names[value] = name
    return counted


def _that_share_articles(form: ArticleFilterForm, axes: Collection[Axis]) -> list[tuple[list[Axis], Axis | None]]:
    """The axes that are counted among the same articles, together; each axis of which something was picked that
    another choice would replace, by itself and without it."""
    alone = [axis for axis in axes if axis in SINGLE_AXES and form.would_replace(axis)]
    together: list[tuple[list[Axis], Axis | None]] = [([axis for axis in axes if axis not in alone], None)]
    return (together if together[0][0] else []) + [([axis], axis) for axis in alone]


def _rows(form: ArticleFilterForm, axes: list[Axis], without: Axis | None) -> Iterable[Row]:
    try:
        sql, params = _statement(form, axes, without)
    except EmptyResultSet:  # Django sees that nothing can be found
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows: list[Row] = cursor.fetchall()
    return rows


def _statement(form: ArticleFilterForm, axes: list[Axis], without: Axis | None) -> tuple[str, list[Any]]:
    """The common table expressions that the axes need, and their pieces."""
    found = form.filter_qs(Article.objects.order_by(), without=without)
    sql, given = found.values_list("pk", "published", "source_id", "agency").query.sql_with_params()
    parts, params = [_FOUND.format(found=sql)], list(given)
    if any(axis in STATEMENT_AXES for axis in axes):
        stated = form.statements(without=without).order_by().values_list("pk", "article_id", "type", "mode")
        sql, given = stated.query.sql_with_params()
        parts.append(_STATED.format(stated=sql))
        params += given
    if Axis.ACTING in axes:
        sql, given = acting_statements().order_by().values_list("article_id").query.sql_with_params()
        parts.append(_ACTED.format(acted=sql))
        params += given
    if any(axis in ACTOR_AXES or axis == Axis.OFFICE for axis in axes):
        parts.append(_NAMED)
    if Axis.OFFICE in axes:
        parts.append(_HELD)
        params.append(list(OFFICES))
    if Axis.TOLD in axes:
        parts.append(_TOLD)
    pieces = [_PIECES[axis] for axis in axes if axis in _PIECES]
    actor_axes = [axis.value for axis in axes if axis in ACTOR_AXES]
    if Axis.QUAD in axes:
        params += _types_and_quads()
    if actor_axes:
        pieces.append(_ACTORS)
        params.append(actor_axes)
    return f"WITH {', '.join(parts)} {' UNION ALL '.join(pieces)}", params


def _types_and_quads() -> list[list[str]]:
    pairs = [(type_, quad) for quad, types in TYPES_OF_QUADS.items() for type_ in types]
    return [[type_ for type_, _quad in pairs], [quad for _type, quad in pairs]]
