"""Who does what to whom, or who is named with whom, in the articles looked at."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Count, F
from django.db.models.functions import Coalesce

from articles.models import Article, Mention
from articles.vocabulary import is_reciprocal
from entities.models import Actor

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from articles.forms import ArticleFilterForm
    from articles.querysets import EvidenceQuerySet

ACTS, TOGETHER = "acts", "together"
EVERYBODY, PERSONS, STATES = "all", "persons", "states"
LINKS_AN_ACTOR = 3  # at most so many links are drawn, on average
_ROOT = Coalesce(F("actor__canonical_id"), F("actor_id"))


class Act(NamedTuple):
    """How often one actor does one thing to another."""

    source: int
    target: int
    type: str
    times: int


@dataclass(frozen=True, slots=True)
class Tie:
    """All between two actors, by direction and type: `forward` is what the first does to the second. Of actors that
    are only named together there is nothing but the number of articles."""

    first: int
    second: int
    forward: Counter[str]
    backward: Counter[str]
    mutual: Counter[str]
    articles: int = 0

    @property
    def ends(self) -> tuple[int, int]:
        return self.first, self.second

    @property
    def weight(self) -> int:
        return self.articles + self.forward.total() + self.backward.total() + self.mutual.total()


@dataclass(frozen=True, slots=True)
class Network:
    """The heaviest ties, and how many there would be. `aside` are the statements that tie no two actors."""

    ties: tuple[Tie, ...]
    actors: Mapping[int, Actor]
    tie_count: int
    actor_count: int
    total: int  # statements that tie two, or articles
    aside: int = 0


def network_of_acts(form: ArticleFilterForm, who: str, most: int) -> Network:
    statements = statements_of(form)
    acts = _acts(statements, who)
    ties = _ties(acts)
    kept = heaviest(ties, most)
    total = sum(act.times for act in acts)
    return _network(kept, ties, total=total, aside=statements.count() - total)


def network_of_company(form: ArticleFilterForm, who: str, most: int) -> Network:
    """Pairs are sought among those whom most articles name: of N actors there would be N² pairs."""
    mentions = Mention.objects.counted().within(form.filter_qs(Article.objects.order_by()))
    of_whom = mentions.annotate(root=_ROOT).filter(root__in=_eligible(who)).order_by()
    by_actor = of_whom.values_list("root").annotate(found=Count("article_id", distinct=True)).order_by("-found", "root")
    known = dict(by_actor)
    most_named = list(known)[:most]
    rows = of_whom.filter(root__in=most_named).values_list("article_id", "root").distinct()
    ties = _company(rows)
    kept = heaviest(ties, most)
    total = len({article for article, _root in rows})
    return replace(_network(kept, ties, total=total), actor_count=len(known))


def statements_of(form: ArticleFilterForm) -> EvidenceQuerySet:
    """The statements that answer to what was picked, in the articles that do."""
    return form.statements().within(form.filter_qs(Article.objects.order_by())).order_by()


def heaviest(ties: Iterable[Tie], most: int) -> tuple[Tie, ...]:
    """The heaviest ties that so many actors have among them, the heaviest first: nobody stands alone."""
    kept: list[Tie] = []
    among: set[int] = set()
    for tie in sorted(ties, key=lambda one: (-one.weight, one.ends)):
        newcomers = [end for end in tie.ends if end not in among]
        if len(among) + len(newcomers) <= most:
            among.update(newcomers)
            kept.append(tie)
        if len(kept) == most * LINKS_AN_ACTOR:
            break
    return tuple(kept)


def _network(kept: tuple[Tie, ...], ties: list[Tie], *, total: int, aside: int = 0) -> Network:
    actors = Actor.objects.in_bulk({pk for tie in kept for pk in tie.ends})
    return Network(kept, actors, len(ties), len({pk for tie in ties for pk in tie.ends}), total, aside)


def _acts(statements: EvidenceQuerySet, who: str) -> list[Act]:
    """Between two different actors of those asked for."""
    ends = [Coalesce(F(f"relation__{end}__canonical_id"), F(f"relation__{end}_id")) for end in ("source", "target")]
    sided = statements.two_sided()
    if who == STATES:
        sided = sided.exclude(relation__source__kind="place").exclude(relation__target__kind="place")
    rows = list(sided.values_list(*ends, "type").annotate(found=Count("pk")))
    met = {pk for row in rows for pk in row[:2]}
    told = {pk: (kind, code, country) for pk, kind, code, country in _descriptions(met)}
    stands_for = _stands_for(told, who)
    acts = (Act(stands_for.get(one, 0), stands_for.get(other, 0), type_, found) for one, other, type_, found in rows)
    return [act for act in acts if act.source and act.target and act.source != act.target]


def _descriptions(pks: Iterable[int]) -> Iterable[tuple[int, str, str, str]]:
    return Actor.objects.filter(pk__in=pks).values_list("pk", "kind", "code", "country")


def _stands_for(told: Mapping[int, tuple[str, str, str]], who: str) -> dict[int, int]:
    """{actor met: the actor that the network shows for it}; those whom it leaves out have none."""
    if who == PERSONS:
        return {pk: pk for pk, (kind, _code, _country) in told.items() if kind == Actor.Kind.PERSON}
    actual = {pk: row for pk, row in told.items() if row[0] != Actor.Kind.PLACE}
    if who == EVERYBODY:
        return {pk: pk for pk in actual}
    codes = {code or country for _kind, code, country in actual.values()} - {""}
    states = dict(Actor.objects.shown().filter(code__in=codes).values_list("code", "pk"))
    return {pk: states[code or country] for pk, (_kind, code, country) in actual.items() if (code or country) in states}


def _eligible(who: str) -> Any:
    actors = Actor.objects.shown().order_by()
    if who == PERSONS:
        return actors.of_kind(Actor.Kind.PERSON).values("pk")
    if who == STATES:
        return actors.exclude(code="").values("pk")
    return actors.exclude(kind=Actor.Kind.PLACE).values("pk")


def _ties(acts: Iterable[Act]) -> list[Tie]:
    found: defaultdict[tuple[int, int], tuple[Counter[str], Counter[str], Counter[str]]]
    found = defaultdict(lambda: (Counter(), Counter(), Counter()))
    for act in acts:
        first, second = sorted((act.source, act.target))
        forward, backward, mutual = found[first, second]
        way = mutual if is_reciprocal(act.type) else forward if act.source == first else backward
        way[act.type] += act.times
    return [Tie(*ends, *ways) for ends, ways in found.items()]


def _company(rows: Iterable[tuple[int, int]]) -> list[Tie]:
    named: defaultdict[int, list[int]] = defaultdict(list)
    for article, root in rows:
        named[article].append(root)
    counts = Counter(pair for roots in named.values() for pair in combinations(sorted(roots), 2))
    return [Tie(*ends, Counter(), Counter(), Counter(), articles) for ends, articles in counts.items()]
