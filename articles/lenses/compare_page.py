"""Everything that the page of two selections shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.addresses import OTHER, STATE, Address, Axis
from articles.browsing import Hit, chips_of, hits_of
from articles.forms import ArticleFilterForm
from articles.lenses.addresses import Given, Versus, bare
from articles.lenses.comparing import (
    Lean,
    Sizes,
    YearsBeside,
    found_by,
    in_both,
    in_first_only,
    leans,
    sizes,
    tallied,
    years_beside,
)
from articles.lenses.frames import Tab, tabs
from articles.models import Article
from articles.picking import label_of
from entities.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.core.paginator import Page

    from articles.displaying import Reader
    from articles.querysets import ArticleQuerySet
    from articles.tallies import Tally
    from articles.vocabulary import Words

HITS_A_PAGE = 10
OFFERED = (Axis.COUNTRY, Axis.PERSON, Axis.TYPE, Axis.OUTLET, Axis.MEDIA)
MOST_OFFERED = 40
ONLY_A, BOTH, ONLY_B = "a", "both", "b"
PARTS: dict[str, Words] = {ONLY_A: _("dans A seul"), BOTH: _("dans les deux"), ONLY_B: _("dans B seul")}


@dataclass(frozen=True, slots=True)
class Chip:
    axis: str
    label: str
    address: Versus
    is_excluded: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """An axis of which a value can be added, with its values and their words."""

    axis: Axis
    label: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """One of the two selections. `hidden` are the fields of both that its form keeps."""

    letter: str
    total: int
    chips: tuple[Chip, ...]
    notices: tuple[str, ...]
    query: str
    dates: tuple[str, str]
    hidden: tuple[tuple[str, str], ...]
    address: Address


@dataclass(frozen=True, slots=True)
class Part:
    label: Words
    count: int
    address: Versus
    is_chosen: bool
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class ComparePage:
    tabs: tuple[Tab, ...]
    sides: tuple[Chosen, Chosen]
    notices: tuple[str, ...]
    sizes: Sizes
    parts: tuple[Part, ...]
    offers: tuple[Offer, ...]
    leans: tuple[Lean, ...]
    years: YearsBeside | None
    hits: tuple[Hit, ...]
    page: Page[Article]
    previous: Versus | None
    next: Versus | None
    here: Versus
    examples: tuple[tuple[Words, Versus], ...]

    @property
    def is_same(self) -> bool:
        """Whether there is nothing to compare."""
        return self.here.a == self.here.b


def compare_page(values: Mapping[str, str], reader: Reader) -> ComparePage:
    forms = ArticleFilterForm(values, prefix="a"), ArticleFilterForm(values, prefix="b")
    for form in forms:
        form.is_valid()
    given = Given(values)
    show = given.one_of("show", PARTS, "")
    here = Versus(bare(forms[0].address), bare(forms[1].address))
    a, b = found_by(forms[0]), found_by(forms[1])
    size = sizes(a, b)
    counted = tallied(forms[0]), tallied(forms[1])
    every = leans(forms, counted, size)
    years = next((lean for lean in every if lean.axis == Axis.YEAR), None)
    chosen = show or next((part for part, count in _counts(size) if count), ONLY_A)
    page = Paginator(_part(chosen, a, b).for_list().newest_first(), HITS_A_PAGE).get_page(given.text("page"))
    listed = here.change(show=chosen)
    return ComparePage(
        tabs=tabs(forms[0].address, "compare"),
        sides=(_chosen("a", forms[0], here, size.a), _chosen("b", forms[1], here, size.b)),
        notices=tuple(
            gettext("Filtre inconnu, ignoré : « %(value)s ».") % {"value": one[:80]} for one in given.unknown
        ),
        sizes=size,
        parts=tuple(_parts(size, here, chosen)),
        offers=tuple(_offers(forms[0], counted)),
        leans=tuple(lean for lean in every if lean.axis != Axis.YEAR),
        years=years_beside(years) if years else None,
        hits=hits_of(page.object_list, reader),
        page=page,
        previous=listed.change(page=page.number - 1) if page.has_previous() else None,
        next=listed.change(page=page.number + 1) if page.has_next() else None,
        here=here,
        examples=_examples(),
    )


def _counts(size: Sizes) -> list[tuple[str, int]]:
    return [(ONLY_A, size.only_a), (BOTH, size.both), (ONLY_B, size.only_b)]


def _part(part: str, a: ArticleQuerySet, b: ArticleQuerySet) -> ArticleQuerySet:
    if part == BOTH:
        return in_both(a, b)
    return in_first_only(a, b) if part == ONLY_A else in_first_only(b, a)


def _parts(size: Sizes, here: Versus, chosen: str) -> Iterable[Part]:
    x = 0.0
    for part, count in _counts(size):
        width = 100 * count / size.union if size.union else 0.0
        yield Part(PARTS[part], count, here.change(show=part), part == chosen, round(x, 2), round(width, 2))
        x += width


def _chosen(letter: str, form: ArticleFilterForm, here: Versus, total: int) -> Chosen:
    chips = (
        Chip(one.axis, one.label, here.change(**{letter: bare(one.address)}), one.is_excluded) for one in chips_of(form)
    )
    kept = here.change(**{letter: replace(bare(form.address), query="", since="", until="")})
    return Chosen(
        letter, total, tuple(chips), tuple(form.notices), form.query, form.dates, tuple(kept.pairs), bare(form.address)
    )


def _offers(form: ArticleFilterForm, counted: tuple[Mapping[Axis, Tally], Mapping[Axis, Tally]]) -> Iterable[Offer]:
    """The values that the articles of either side have most."""
    for axis in OFFERED:
        totals = {
            value: sum(side[axis].counts.get(value, 0) for side in counted)
            for value in {**counted[0][axis].counts, **counted[1][axis].counts}
        }
        most = sorted(totals, key=lambda value: (-totals[value], value))[:MOST_OFFERED]
        names = {**counted[0][axis].names, **counted[1][axis].names}
        values = ((value, label_of(axis, value, names[value])) for value in most)
        yield Offer(axis, str(form.fields[axis].label), tuple(sorted(values, key=lambda one: fold(one[1]))))


def _examples() -> tuple[tuple[Words, Versus], ...]:
    """What can be compared in any collection on these three."""

    def naming(*codes: str) -> Address:
        return Address(values=tuple((Axis.COUNTRY, code) for code in codes))

    return (
        (_("Japon et Russie, Japon et OTAN"), Versus(naming("JP", "RU"), naming("JP", "NATO"))),
        (
            _("médias d’État, autres médias"),
            Versus(Address().only(Axis.MEDIA, STATE), Address().only(Axis.MEDIA, OTHER)),
        ),
        (_("jusqu’à 2021, depuis 2022"), Versus(Address().dated("", "2021"), Address().dated("2022", ""))),
    )
