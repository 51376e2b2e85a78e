"""The occurrences of an article's actors: where each stands on the page, and which come before and after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from articles.models import Mention, Place
from articles.paragraphs import Hop
from articles.statements import root_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from articles.displaying import Shown
    from entities.models import Actor


@dataclass(frozen=True, slots=True)
class Followed:
    """The actor whose occurrences the reader goes through."""

    actor: Actor
    count: int
    first: str  # anchor


def mention_anchor(mention: Mention) -> str:
    """Its id on the page: it changes only when the text does."""
    return f"m-{mention.place}-{mention.start}-{mention.end}"


def anchors_by_actor(mentions: Iterable[Mention], shown: Shown) -> dict[int, tuple[str, ...]]:
    """{canonical actor's id: the anchors of what the page shows of it, in the order of the text}. Words that name two
    actors are linked to the first alone."""
    in_order = sorted(mentions, key=lambda one: (one.place != Place.TITLE, one.start, -one.end))
    found: dict[int, list[str]] = {}
    taken: set[str] = set()
    for mention in in_order:
        anchor = mention_anchor(mention)
        if anchor not in taken and shown.covers(mention.place, mention.start + 1):
            taken.add(anchor)
            found.setdefault(root_of(mention.actor).pk, []).append(anchor)
    return {actor: tuple(anchors) for actor, anchors in found.items()}


def followed_actor(slug: str, actors: Iterable[Actor], anchors: Mapping[int, tuple[str, ...]]) -> Followed | None:
    """None where the article doesn't name the actor, or not in what is shown."""
    for actor in actors:
        if slug and actor.slug == slug and actor.pk in anchors:
            return Followed(actor, len(anchors[actor.pk]), anchors[actor.pk][0])
    return None


def hops(followed: Followed | None, anchors: Mapping[int, tuple[str, ...]]) -> dict[str, Hop]:
    """{anchor of an occurrence of the followed actor: its neighbours}"""
    row = anchors[followed.actor.pk] if followed else ()
    around = zip(("", *row), row, (*row[1:], ""), strict=False)
    return {anchor: Hop(before, after) for before, anchor, after in around}
