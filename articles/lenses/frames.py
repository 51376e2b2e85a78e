"""What stands around every lens: which articles are looked at, the other lenses, what can be taken away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.addresses import Address
from articles.browsing import chips_of
from articles.lenses.addresses import Lens, Versus, bare
from articles.models import Article
from articles.statements import Said, Sentence, quotes_of, sentences_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.core.paginator import Page

    from articles.displaying import Reader
    from articles.forms import ArticleFilterForm
    from articles.models import Evidence, Quote
    from articles.querysets import EvidenceQuerySet, QuoteQuerySet
    from articles.vocabulary import Words

OPENED_A_PAGE = 20
LENSES: dict[str, Words] = {
    "articles": _("Liste"),
    "network": _("Réseau"),
    "timeline": _("Chronologie"),
    "speakers": _("Qui parle de qui"),
    "compare": _("Comparer"),
}


@dataclass(frozen=True, slots=True)
class Tab:
    label: Words
    address: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class LensChip:
    """Something chosen or left out, with the address of the lens without it."""

    axis: str
    label: str
    address: Lens
    is_excluded: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a row of alternatives."""

    label: Words
    address: Lens
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Frame:
    lens: Lens
    tabs: tuple[Tab, ...]
    chips: tuple[LensChip, ...]
    notices: tuple[str, ...]
    query: str
    dates: tuple[str, str]
    total: int  # articles looked at

    @property
    def is_narrowed(self) -> bool:
        return bool(self.chips)

    @property
    def everything(self) -> Lens:
        return self.lens.narrowed(Address())

    @property
    def in_list(self) -> Address:
        return self.lens.address


@dataclass(frozen=True, slots=True)
class Opened:
    """A page of the sentences or quotes that a figure counts; `label` says which."""

    label: str
    total: int
    page: Page[Evidence] | Page[Quote]
    closed: Lens
    previous: Lens | None
    next: Lens | None
    sentences: tuple[Sentence, ...] = ()
    quotes: tuple[Said, ...] = ()


def frame(form: ArticleFilterForm, lens: Lens, *, unknown: Sequence[str] = ()) -> Frame:
    """`unknown` are values of the lens's own keys that say nothing."""
    chips = (LensChip(one.axis, one.label, lens.narrowed(one.address), one.is_excluded) for one in chips_of(form))
    ignored = [gettext("Filtre inconnu, ignoré : « %(value)s ».") % {"value": one[:80]} for one in unknown]
    return Frame(
        lens=lens,
        tabs=tabs(lens.address, lens.page),
        chips=tuple(chips),
        notices=(*form.notices, *ignored),
        query=form.query,
        dates=form.dates,
        total=form.filter_qs(Article.objects.order_by()).count(),
    )


def tabs(address: Address, current: str) -> tuple[Tab, ...]:
    """The lenses, each on the same articles."""
    return tuple(Tab(label, _tab_address(page, address), page == current) for page, label in LENSES.items())


def _tab_address(page: str, address: Address) -> str:
    here = bare(address)
    return str(Versus(here, Address()) if page == "compare" else Lens(page, here))


def choices(lens: Lens, key: str, labels: Mapping[str, Words], chosen: str, usual: str) -> tuple[Choice, ...]:
    """The alternatives of one of the lens's own keys; the usual one goes without saying."""
    return tuple(
        Choice(label, lens.change(**{key: "" if value == usual else value}), value == chosen)
        for value, label in labels.items()
    )


def opened_sentences(
    label: str, evidence: EvidenceQuerySet, lens: Lens, closed: Lens, number: str, reader: Reader
) -> Opened:
    page = Paginator(evidence.for_display().newest_first(), OPENED_A_PAGE).get_page(number)
    around = _around(lens, page)
    return Opened(label, page.paginator.count, page, closed, *around, sentences=tuple(sentences_of(page, reader)))


def opened_quotes(label: str, quotes: QuoteQuerySet, lens: Lens, closed: Lens, number: str, reader: Reader) -> Opened:
    page = Paginator(quotes.for_display().newest_first(), OPENED_A_PAGE).get_page(number)
    around = _around(lens, page)
    return Opened(label, page.paginator.count, page, closed, *around, quotes=tuple(quotes_of(page, reader)))


def _around(lens: Lens, page: Page[Evidence] | Page[Quote]) -> tuple[Lens | None, Lens | None]:
    before = page.number - 1 if page.has_previous() else 0
    after = page.number + 1 if page.has_next() else 0
    return (
        lens.change(page=before if before > 1 else "") if before else None,
        lens.change(page=after) if after else None,
    )
