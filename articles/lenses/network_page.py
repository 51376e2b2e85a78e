"""Everything that the page of the network shows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from articles.addresses import Address, axis_of, value_of
from articles.disclosing import Disclosed, disclosed
from articles.lenses.addresses import Given, Lens, lens
from articles.lenses.drawing import WIDTH, Label, Line, height_for, labels, line, places, radius
from articles.lenses.frames import Choice, Frame, Opened, choices, frame, opened_sentences
from articles.lenses.networks import (
    ACTS,
    EVERYBODY,
    PERSONS,
    STATES,
    TOGETHER,
    Network,
    Tie,
    network_of_acts,
    network_of_company,
    statements_of,
)
from articles.vocabulary import RelationWords, Tone, relation_words
from articles.wording import name_of
from entities.models import Actor

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from articles.displaying import Reader
    from articles.forms import ArticleFilterForm
    from articles.querysets import EvidenceQuerySet
    from articles.vocabulary import Words

LINKS: dict[str, Words] = {ACTS: _("qui fait quoi à qui"), TOGETHER: _("qui est nommé avec qui")}
WHO: dict[str, Words] = {EVERYBODY: _("tous les acteurs"), PERSONS: _("personnes"), STATES: _("États et alliances")}
MOST: dict[str, Words] = {"12": "12", "24": "24", "48": "48"}
USUAL_MOST = "24"
TO, BOTH = "to", "both"
ROWS_FIRST = 18
TYPES_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Node:
    actor: Actor
    x: float
    y: float
    r: int
    label: Label

    @property
    def corner(self) -> tuple[float, float, int]:
        """Of its square: left, top, side."""
        return self.x - self.r, self.y - self.r, 2 * self.r


@dataclass(frozen=True, slots=True)
class Drawn:
    """A tie as it is drawn. `tone` is that of most of its statements; of as many, neutral."""

    line: Line
    tone: Tone
    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Drawing:
    nodes: tuple[Node, ...]
    lines: tuple[Drawn, ...]
    height: int
    width: int = WIDTH


@dataclass(frozen=True, slots=True)
class Row:
    """What one does to the other, or both together; of those named together there are no types. `others` are the
    statements of the types that are not shown."""

    first: Actor
    second: Actor
    is_mutual: bool
    types: tuple[tuple[RelationWords, int], ...]
    count: int
    address: str
    others: int = 0


@dataclass(frozen=True, slots=True)
class NetworkPage:
    frame: Frame
    links: tuple[Choice, ...]
    who: tuple[Choice, ...]
    most: tuple[Choice, ...]
    network: Network
    drawing: Drawing | None
    rows: Disclosed[Row]
    opened: Opened | None
    is_of_acts: bool


def network_page(form: ArticleFilterForm, values: Mapping[str, str], reader: Reader) -> NetworkPage:
    form.is_valid()
    given = Given(values)
    links = given.one_of("links", LINKS, ACTS)
    who = given.one_of("who", WHO, EVERYBODY)
    most = given.one_of("most", MOST, USUAL_MOST)
    ends = _ends(given) if links == ACTS else None
    usual = {"links": ACTS, "who": EVERYBODY, "most": USUAL_MOST}
    chosen = {"links": links, "who": who, "most": most}
    own = {key: "" if value == usual[key] else value for key, value in chosen.items()}
    here = lens("network", form.address, own)
    find = network_of_acts if links == ACTS else network_of_company
    network = find(form, who, int(most))
    rows = sorted(_rows(network, here), key=lambda row: -row.count)
    return NetworkPage(
        frame=frame(form, here, unknown=given.unknown),
        links=choices(here, "links", LINKS, links, ACTS),
        who=choices(here, "who", WHO, who, EVERYBODY),
        most=choices(here, "most", MOST, most, USUAL_MOST),
        network=network,
        drawing=_drawing(network, here) if network.ties else None,
        rows=disclosed(rows, ROWS_FIRST),
        opened=_opened(form, who, ends, here, given, reader) if ends else None,
        is_of_acts=links == ACTS,
    )


def _ends(given: Given) -> tuple[Actor, Actor, str] | None:
    """The two whose statements are asked for, and the way: of both ways, if it is empty."""
    slugs = [given.text("a"), given.text("b")]
    if not any(slugs):
        return None
    found = {actor.slug: actor for actor in Actor.objects.shown().filter(slug__in=slugs)}
    if len(found) < 2:
        given.refuse("a" if slugs[0] not in found else "b")
        return None
    return found[slugs[0]], found[slugs[1]], given.one_of("way", (TO, BOTH), "")


def _opened(
    form: ArticleFilterForm, who: str, ends: tuple[Actor, Actor, str], here: Lens, given: Given, reader: Reader
) -> Opened:
    first, second, way = ends
    evidence = _between(statements_of(form), _those(first, who), _those(second, who), way)
    open_at = here.change(a=first.slug, b=second.slug, way=way)
    return opened_sentences(_words(first, second, way), evidence, open_at, here, given.text("page"), reader)


def _between(statements: EvidenceQuerySet, first: list[int], second: list[int], way: str) -> EvidenceQuerySet:
    there = statements.acted(first, second)
    if way == TO:
        return there.one_way()
    either = there | statements.acted(second, first)
    return either.mutual() if way == BOTH else either


def _those(actor: Actor, who: str) -> list[int]:
    """Whoever the network shows as this actor."""
    if who == STATES and actor.code:
        found = Actor.objects.acting_for(actor.code)
    else:
        found = Actor.objects.filter(Q(pk=actor.pk) | Q(canonical=actor.pk))
    return list(found.order_by().values_list("pk", flat=True))


def _words(first: Actor, second: Actor, way: str) -> str:
    language = get_language() or "fr"
    arrow = {TO: "→", BOTH: "↔"}.get(way, "–")
    return f"{name_of(first, language)} {arrow} {name_of(second, language)}"


def _rows(network: Network, here: Lens) -> Iterable[Row]:
    for tie in network.ties:
        first, second = (network.actors[pk] for pk in tie.ends)
        if tie.articles:
            yield Row(first, second, True, (), tie.articles, _in_list(here.address, first, second))
        for one, other, types, way in (
            (first, second, tie.forward, TO), (second, first, tie.backward, TO), (first, second, tie.mutual, BOTH),
        ):  # fmt: skip
            if types:
                yield _row(one, other, types, way, _open(here, one, other, way))


def _row(first: Actor, second: Actor, types: Counter[str], way: str, address: str) -> Row:
    most = types.most_common()
    shown = most if len(most) <= TYPES_SHOWN + 1 else most[:TYPES_SHOWN]
    words = tuple((relation_words(type_), count) for type_, count in shown)
    others = types.total() - sum(count for _type, count in shown)
    return Row(first, second, way == BOTH, words, types.total(), address, others)


def _open(here: Lens, first: Actor, second: Actor, way: str = "") -> str:
    return f"{here.change(a=first.slug, b=second.slug, way=way)}#opened"


def _in_list(address: Address, *actors: Actor) -> str:
    for actor in actors:
        address = address.including(axis_of(actor), value_of(actor))
    return str(address)


def _drawing(network: Network, here: Lens) -> Drawing:
    language = get_language() or "fr"
    weights: Counter[int] = Counter()
    for tie in network.ties:
        for end in tie.ends:
            weights[end] += tie.weight
    height = height_for(len(weights))
    at = places({tie.ends: tie.weight for tie in network.ties}, height)
    greatest = max(weights.values())
    radii = {pk: radius(weight, greatest) for pk, weight in weights.items()}
    written = labels([(name_of(network.actors[pk], language), at[pk], radii[pk]) for pk in weights], height)
    nodes = (
        Node(network.actors[pk], round(at[pk][0], 1), round(at[pk][1], 1), radii[pk], label)
        for pk, label in zip(weights, written, strict=True)
    )
    heaviest = max(tie.weight for tie in network.ties)
    lines = (_drawn(tie, network, here, (at, radii), heaviest) for tie in reversed(network.ties))
    return Drawing(tuple(nodes), tuple(lines), height)


def _drawn(
    tie: Tie, network: Network, here: Lens,
    laid: tuple[Mapping[int, tuple[float, float]], Mapping[int, int]], heaviest: int,
) -> Drawn:  # fmt: skip
    at, radii = laid
    first, second = (network.actors[pk] for pk in tie.ends)
    heads = (bool(tie.backward), bool(tie.forward))
    drawn = line(
        at[tie.first], at[tie.second], (radii[tie.first], radii[tie.second]), tie.weight / heaviest, heads=heads
    )
    address = _in_list(here.address, first, second) if tie.articles else _open(here, first, second)
    label = gettext("%(pair)s : %(count)s") % {"pair": _words(first, second, ""), "count": tie.weight}
    return Drawn(drawn, _tone(tie), label, address)


def _tone(tie: Tie) -> Tone:
    tones: Counter[Tone] = Counter()
    for types in (tie.forward, tie.backward, tie.mutual):
        for type_, count in types.items():
            tones[relation_words(type_).tone] += count
    good, bad = tones[Tone.COOPERATION], tones[Tone.CONFLICT]
    if good == bad:
        return Tone.NEUTRAL
    return Tone.COOPERATION if good > bad else Tone.CONFLICT
