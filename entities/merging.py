"""What a merge would do, before it is done."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from entities.models import Actor, Alias, Relation
from entities.nlp.found import RECIPROCAL

COUNTED = ~Q(mentions__status="rejected")


@dataclass(frozen=True, slots=True)
class MergePreview:
    """`source` disappears into `target`. Counts are of articles and mentions that are not rejected, whole trees."""

    source: Actor
    target: Actor
    source_article_count: int
    target_article_count: int
    united_article_count: int
    mention_count: int  # that follow
    aliases: tuple[str, ...]  # that follow
    absorbed: tuple[Actor, ...]  # merged into the source before, that follow
    loops: tuple[Relation, ...]  # between the two: they become one actor's with itself, and are set aside meanwhile
    duplicates: tuple[Relation, ...]  # of the source, that say what one of the target says: they are read as one
    shared_aliases: tuple[str, ...]  # that both have
    obstacle: str | None  # why it can't be done

    @property
    def loop_count(self) -> int:
        return len(self.loops)

    @property
    def duplicate_count(self) -> int:
        return len(self.duplicates)


def merge_preview(source: Actor, target: Actor) -> MergePreview:
    of_source, of_target = _tree(source), _tree(target)
    mentions = Actor.objects.filter(of_source).aggregate(n=Count("mentions", filter=COUNTED))["n"]
    loops, duplicates = _relations_apart(of_source, of_target)
    shown = source.aliases.filter(is_suppressed=False).order_by("folded", "text")
    theirs = set(Alias.objects.filter(actor__in=Actor.objects.filter(of_target)).values_list("folded", flat=True))
    return MergePreview(
        source=source,
        target=target,
        source_article_count=_article_count(of_source),
        target_article_count=_article_count(of_target),
        united_article_count=_article_count(of_source | of_target),
        mention_count=mentions,
        aliases=tuple(dict.fromkeys(alias.text for alias in shown)),
        absorbed=tuple(source.absorbed.in_order()),
        loops=loops,
        duplicates=duplicates,
        shared_aliases=tuple(dict.fromkeys(alias.text for alias in shown if alias.folded in theirs)),
        obstacle=merge_obstacle(source, target),
    )


def _relations_apart(of_source: Q, of_target: Q) -> tuple[tuple[Relation, ...], tuple[Relation, ...]]:
    """The source's relations that become loops, and those that become the same as one of the target's. Each end is read
    as the actor at the end of its merges."""
    source_pks = set(Actor.objects.filter(of_source).values_list("pk", flat=True))
    target_pks = set(Actor.objects.filter(of_target).values_list("pk", flat=True))
    rows = Relation.objects.filter(Q(source__in=source_pks | target_pks) | Q(target__in=source_pks | target_pks))
    loops, theirs, ours = [], set(), []
    for row in rows.select_related("source", "target").order_by("type", "pk"):
        ends = {row.source_id, row.target_id}
        if ends & source_pks and ends & target_pks:
            loops.append(row)
        elif ends & target_pks:
            theirs.add(_triple(row, target_pks))
        elif not ends <= source_pks:
            ours.append(row)
    return tuple(loops), tuple(row for row in ours if _triple(row, source_pks) in theirs)


def _triple(row: Relation, one: set[int]) -> tuple[int, int, str]:
    """What the relation says when those of a tree are one, here 0; a reciprocal one says it either way round."""
    ends = [0 if end.pk in one else end.canonical_id or end.pk for end in (row.source, row.target)]
    if row.type in RECIPROCAL:
        ends.sort()
    return ends[0], ends[1], row.type


def merge_obstacle(source: Actor, target: Actor) -> str | None:
    """Why these two can't be merged in this direction, for a curator; None: they can."""
    ends = (target.canonical or target).pk
    if source.pk == target.pk:
        return _("Un acteur ne se fusionne pas avec lui-même.")
    if source.merged_into_id is not None:
        return _("« %(name)s » est déjà fusionné : séparez-le d’abord.") % {"name": source.name}
    if ends == source.pk:
        return _("« %(target)s » est déjà fusionné avec « %(source)s ».") % {"target": target, "source": source}
    if source.kind != target.kind:
        return _("Les deux acteurs ne sont pas du même type : %(one)s et %(other)s.") % {
            "one": source.get_kind_display(),
            "other": target.get_kind_display(),
        }
    return _state_obstacle(source, target)


def _state_obstacle(source: Actor, target: Actor) -> str | None:
    if source.code and target.code:
        return _("Deux acteurs qui agissent comme des États ne se fusionnent pas.")
    if source.code:
        return _("« %(name)s » agit comme un État : fusionnez dans l’autre sens.") % {"name": source.name}
    return None


def _tree(actor: Actor) -> Q:
    return Q(pk=actor.pk) | Q(canonical=actor.pk)


def _article_count(tree: Q) -> int:
    counted: dict[str, int] = Actor.objects.filter(tree).aggregate(
        n=Count("mentions__article", filter=COUNTED, distinct=True)
    )
    return counted["n"]
