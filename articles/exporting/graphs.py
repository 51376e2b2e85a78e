"""Networks as GraphML: who does what to whom, which state or alliance to which, and who is named with whom. Counted in
the database and written as they come, however large."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from django.db import connection
from django.db.models import Case, Count, F, Value, When
from django.db.models.functions import Coalesce, NullIf

from articles.markup import legal
from articles.models import Mention, Participant
from articles.vocabulary import is_reciprocal, relation_words
from entities.models import Actor

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from articles.querysets import ArticleQuerySet, EvidenceQuerySet

BATCH = 2000
_NODE = {"name": "string", "kind": "string", "code": "string", "acts_for": "string", "wikidata": "string"}
RELATION = {"type": "string", "weight": "int", "score": "double", "is_reciprocal": "boolean"}
COMPANY = {"weight": "int"}
_CLOSING = "</graph>\n</graphml>\n"


def relations(evidence: EvidenceQuerySet) -> Iterator[str]:
    """An edge for each type of statement from one actor to another; `weight` counts the statements. A statement of many
    says nothing of each pair of them: it makes no edge."""
    two_sided = evidence.exclude(relation=None).order_by()
    source, target = (
        Coalesce(F(f"relation__{end}__canonical__slug"), F(f"relation__{end}__slug")) for end in ("source", "target")
    )
    between = two_sided.annotate(one=source, other=target).exclude(one=F("other"))
    edges = between.values("type", "one", "other").annotate(weight=Count("pk"))
    taking = Participant.objects.filter(evidence__in=two_sided.values("pk"), part__in=("source", "target"))
    actors = Actor.objects.filter(pk__in=taking.values(root=Coalesce(F("actor__canonical_id"), F("actor_id"))))
    yield from _opening("directed", RELATION)
    yield from _nodes(actors)
    for row in edges.order_by("one", "other", "type").iterator(chunk_size=BATCH):
        yield _edge(row["one"], row["other"], _of_type(row["type"], row["weight"]))
    yield _CLOSING


def states(evidence: EvidenceQuerySet) -> Iterator[str]:
    """The same between the states and alliances that actors are or act for. Places act for nobody."""
    two_sided = evidence.exclude(relation=None).order_by()
    acting = two_sided.exclude(relation__source__kind="place").exclude(relation__target__kind="place")
    known = dict(Actor.objects.shown().exclude(code="").values_list("code", "slug"))
    sided = acting.annotate(one=_acts_for("source"), other=_acts_for("target"))
    between = sided.filter(one__in=known, other__in=known).exclude(one=F("other"))
    edges = between.values("type", "one", "other").annotate(weight=Count("pk"))
    codes = {code for ends in between.values_list("one", "other").distinct() for code in ends}
    yield from _opening("directed", RELATION)
    yield from _nodes(Actor.objects.shown().filter(code__in=codes))
    for row in edges.order_by("one", "other", "type").iterator(chunk_size=BATCH):
        yield _edge(known[row["one"]], known[row["other"]], _of_type(row["type"], row["weight"]))
    yield _CLOSING


def _acts_for(end: str) -> Case:
    """The code of the state or alliance that this end of a relation is, or acts for."""
    own, root = f"relation__{end}__", f"relation__{end}__canonical__"
    of_own, of_root = (Coalesce(NullIf(F(f"{at}code"), Value("")), F(f"{at}country")) for at in (own, root))
    return Case(When(**{f"{own}canonical__isnull": False}, then=of_root), default=of_own)


def company(articles: ArticleQuerySet) -> Iterator[str]:
    """An edge between any two that an article names; `weight` counts the articles."""
    named = Mention.objects.counted().filter(article__in=articles.order_by().values("pk")).order_by()
    rooted = named.annotate(
        root=Coalesce(F("actor__canonical_id"), F("actor_id")),
        slug=Coalesce(F("actor__canonical__slug"), F("actor__slug")),
    )
    yield from _opening("undirected", COMPANY)
    yield from _nodes(Actor.objects.filter(pk__in=rooted.values("root")))
    sql, values = rooted.values("article_id", "slug").distinct().query.sql_with_params()
    with connection.chunked_cursor() as cursor:
        cursor.execute(
            f"WITH named (article, actor) AS ({sql}) SELECT one.actor, other.actor, count(*) FROM named one "  # noqa: S608  (Django's own SQL; its values are parameters)
            "JOIN named other ON other.article = one.article AND one.actor < other.actor GROUP BY 1, 2 ORDER BY 1, 2",
            values,
        )
        while rows := cursor.fetchmany(BATCH):
            for one, other, weight in rows:
                yield _edge(one, other, {"weight": weight})
    yield _CLOSING


def _opening(direction: str, edge: Mapping[str, str]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for domain, names in (("node", _NODE), ("edge", edge)):
        for name, type_ in names.items():
            yield f'<key id="{domain}-{name}" for="{domain}" attr.name="{name}" attr.type="{type_}"/>\n'
    yield f'<graph edgedefault="{direction}">\n'


def _nodes(actors: Any) -> Iterator[str]:
    for one in actors.order_by("slug").defer("details").iterator(chunk_size=BATCH):
        told = {"name": one.name, "kind": one.kind, "code": one.code, "acts_for": one.country, "wikidata": one.wikidata}
        yield f'<node id="{one.slug}">{_data("node", told)}</node>\n'


def _of_type(type_: str, weight: int) -> dict[str, Any]:
    score = relation_words(type_).score
    return {"type": type_, "weight": weight, "is_reciprocal": is_reciprocal(type_), "score": score}


def _edge(source: str, target: str, told: Mapping[str, Any]) -> str:
    return f'<edge source="{source}" target="{target}">{_data("edge", told)}</edge>\n'


def _data(domain: str, told: Mapping[str, Any]) -> str:
    return "".join(
        f"<data key={quoteattr(f'{domain}-{name}')}>{escape(_said(value))}</data>"
        for name, value in told.items()
        if value is not None and value != ""
    )


def _said(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else legal(str(value))
