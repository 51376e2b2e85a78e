"""Where the actors of a network stand, its lines run and its names are written, in the units of its viewBox. Django
knows nothing of it; templates draw."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

WIDTH = 720
LOWEST, HIGHEST = 400, 1000
MARGIN_X, MARGIN_Y = 84, 52
SMALLEST, LARGEST = 12, 22  # radius of an actor
THINNEST, THICKEST = 1.5, 9.0
NEAREST_X, NEAREST_Y = 130, 86  # two actors closer than that are pushed apart
LETTER, LINE = 7.6, 17  # how wide a letter and how high a line of a name is, about
LONGEST_LINE = 18
ARROW = 9

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """From the rim of one circle to that of another; `heads` are the points of its arrowheads."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    heads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """The lines of a name, each with its height; `anchor` is SVG's."""

    x: float
    lines: tuple[tuple[str, float], ...]
    anchor: str


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: _Box) -> float:
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across * down if across > 0 and down > 0 else 0.0


def height_for(actors: int) -> int:
    return min(HIGHEST, LOWEST + 16 * max(actors - 6, 0))


def radius(weight: int, greatest: int) -> int:
    return round(SMALLEST + (LARGEST - SMALLEST) * math.sqrt(weight / greatest))


def places(weights: Mapping[tuple[int, int], int], height: int) -> dict[int, Point]:
    """{actor: its centre}: ties pull, the same ones always to the same places. What hangs together with nothing else
    is held near the actor of most ties."""
    graph = nx.Graph()
    for (one, other), weight in sorted(weights.items()):
        graph.add_edge(one, other, pull=1 + math.log(weight) / 4)
    strength = dict(graph.degree(weight="pull"))
    hub = max(sorted(graph), key=lambda actor: strength[actor])
    for island in [sorted(part) for part in nx.connected_components(graph) if hub not in part]:
        graph.add_edge(hub, max(island, key=lambda actor: strength[actor]), pull=0.4)
    start = nx.circular_layout(list(nx.dfs_preorder_nodes(graph, hub)))
    spread = nx.spring_layout(graph, pos=start, k=3.4 / math.sqrt(len(graph)), iterations=120, seed=1, weight="pull")
    return _apart(_fitted({actor: (float(x), float(y)) for actor, (x, y) in spread.items()}, height), height)


def line(start: Point, end: Point, radii: tuple[int, int], share: float, *, heads: tuple[bool, bool]) -> Line:
    """`share` is its weight beside the heaviest; `heads` whether it has an arrowhead at its start and at its end."""
    length = math.dist(start, end) or 1.0
    across, down = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    cut = [r + 2 + (ARROW if has_head else 0) for r, has_head in zip(radii, heads, strict=True)]
    first = (start[0] + across * cut[0], start[1] + down * cut[0])
    last = (end[0] - across * cut[1], end[1] - down * cut[1])
    width = round(THINNEST + (THICKEST - THINNEST) * share**0.7, 1)
    drawn = []
    if heads[0]:
        drawn.append(_head(first, (-across, -down), width))
    if heads[1]:
        drawn.append(_head(last, (across, down), width))
    x1, y1, x2, y2 = (round(value, 1) for value in (*first, *last))
    return Line(x1, y1, x2, y2, width, tuple(drawn))


def labels(names: Sequence[tuple[str, Point, int]], height: int) -> list[Label]:
    """A place for each name of (name, centre, radius), below, above or beside its circle: where it covers least."""
    taken = [_Box(x - r, y - r, x + r, y + r) for _name, (x, y), r in names]
    found = []
    for at, (name, centre, r) in enumerate(names):
        others = [box for place, box in enumerate(taken) if place != at]
        label, box = min(_ways(_wrapped(name), centre, r), key=lambda way: _cost(way[1], others, height))
        taken.append(box)
        found.append(label)
    return found


def _head(tip_base: Point, way: Point, width: float) -> str:
    half = max(4.0, width * 0.9)
    x, y = tip_base
    tip = (x + way[0] * ARROW, y + way[1] * ARROW)
    sides = [(x - way[1] * half, y + way[0] * half), (x + way[1] * half, y - way[0] * half)]
    return " ".join(f"{px:.1f},{py:.1f}" for px, py in (tip, *sides))


def _fitted(points: Mapping[int, Point], height: int) -> dict[int, Point]:
    """Stretched over the drawing."""
    spans = []
    for axis, (least, most) in enumerate(((MARGIN_X, WIDTH - MARGIN_X), (MARGIN_Y, height - MARGIN_Y))):
        values = [point[axis] for point in points.values()]
        low, high = min(values), max(values)
        scale = (most - least) / (high - low) if high - low > 1e-3 else 0.0
        spans.append((low, scale, least if scale else (least + most) / 2))
    return {
        actor: (spans[0][2] + (x - spans[0][0]) * spans[0][1], spans[1][2] + (y - spans[1][0]) * spans[1][1])
        for actor, (x, y) in points.items()
    }


def _apart(points: dict[int, Point], height: int) -> dict[int, Point]:
    """Pushed from each other until names have room, as far as the drawing goes."""
    actors = sorted(points)
    for _turn in range(60):
        is_moved = False
        for place, one in enumerate(actors):
            for other in actors[place + 1 :]:
                push = _push(points[one], points[other])
                if push:
                    is_moved = True
                    points[one] = _inside(points[one], (-push[0], -push[1]), height)
                    points[other] = _inside(points[other], push, height)
        if not is_moved:
            break
    return points


def _push(one: Point, other: Point) -> Point | None:
    across, down = (other[0] - one[0]) / NEAREST_X, (other[1] - one[1]) / NEAREST_Y
    distance = math.hypot(across, down)
    if distance >= 1:
        return None
    if distance < 1e-6:
        return NEAREST_X / 4, NEAREST_Y / 4
    by = (1 - distance) / distance / 4
    return across * by * NEAREST_X, down * by * NEAREST_Y


def _inside(point: Point, by: Point, height: int) -> Point:
    x = min(max(point[0] + by[0], MARGIN_X), WIDTH - MARGIN_X)
    return x, min(max(point[1] + by[1], MARGIN_Y), height - MARGIN_Y)


def _wrapped(name: str) -> tuple[str, ...]:
    """On two lines, if it is long: broken at the space nearest to its middle."""
    spaces = [at for at, letter in enumerate(name) if letter == " "]
    if len(name) <= LONGEST_LINE or not spaces:
        return (name,)
    middle = min(spaces, key=lambda at: abs(at - len(name) / 2))
    return name[:middle], name[middle + 1 :]


def _ways(lines: tuple[str, ...], centre: Point, r: int) -> Iterable[tuple[Label, _Box]]:
    x, y = centre
    wide, high = max(map(len, lines)) * LETTER, len(lines) * LINE
    for anchor, at_x, top in (
        ("middle", x, y + r + 3),
        ("middle", x, y - r - 4 - high),
        ("start", x + r + 5, y - high / 2),
        ("end", x - r - 5, y - high / 2),
    ):
        left = {"middle": at_x - wide / 2, "start": at_x, "end": at_x - wide}[anchor]
        written = tuple((text, round(top + LINE * (row + 0.78), 1)) for row, text in enumerate(lines))
        yield Label(round(at_x, 1), written, anchor), _Box(left, top, left + wide, top + high)


def _cost(box: _Box, others: Iterable[_Box], height: int) -> float:
    beyond = max(0.0, -box.left) + max(0.0, box.right - WIDTH) + max(0.0, -box.top) + max(0.0, box.bottom - height)
    return 40 * beyond + sum(box.overlap(other) for other in others)
