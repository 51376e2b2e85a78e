"""What a merge would do, before it is done."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from entities.models import Actor, Relation

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
    loop_count: int  # relations between the two, that become one actor's with itself
    obstacle: str | None  # why it can't be done


def merge_preview(source: Actor, target: Actor) -> MergePreview:
    of_source, of_target = _tree(source), _tree(target)
    mentions = Actor.objects.filter(of_source).aggregate(n=Count("mentions", filter=COUNTED))["n"]
    loops = Relation.objects.filter(
        Q(source__in=Actor.objects.filter(of_source), target__in=Actor.objects.filter(of_target))
        | Q(source__in=Actor.objects.filter(of_target), target__in=Actor.objects.filter(of_source))
    )
    shown = source.aliases.filter(is_suppressed=False).order_by("folded", "text")
    return MergePreview(
        source=source,
        target=target,
        source_article_count=_article_count(of_source),
        target_article_count=_article_count(of_target),
        united_article_count=_article_count(of_source | of_target),
        mention_count=mentions,
        aliases=tuple(dict.fromkeys(alias.text for alias in shown)),
        absorbed=tuple(source.absorbed.in_order()),
        loop_count=loops.count(),
        obstacle=merge_obstacle(source, target),
    )


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
