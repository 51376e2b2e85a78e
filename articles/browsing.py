"""The one call that the list makes: everything its page shows, under what the reader has chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.utils.text import Truncator
from django.utils.translation import gettext

from articles.addresses import AXIS_LABELS, NONE, Address, Axis
from articles.charts import YearChart, year_chart
from articles.displaying import Reader, shown_text
from articles.facets import Facet, facets_of
from articles.forms import RELEVANCE, ArticleFilterForm
from articles.models import Article, Mention
from articles.searching import excerpts, highlighted, resembling, suggested
from articles.wording import text_quoted
from entities.models import Actor

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.utils.safestring import SafeString

PAGE_SIZE = 20
EXTRACT_WORDS = 45
ACTORS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Hit:
    """An article of the list. `extract` marks the words that answer; it is empty where a reader may see none."""

    article: Article
    title: str | SafeString
    extract: str | SafeString
    actors: tuple[Actor, ...]
    others: int  # actors named that are not shown


@dataclass(frozen=True, slots=True)
class Chip:
    """Something chosen, with the address that takes it away."""

    axis: str
    label: str
    address: Address


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page number with its address; without an address, a gap in the row."""

    label: str
    address: Address | None
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Sort:
    label: str
    address: Address
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Browse:
    page: Page[Article]
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    chips: tuple[Chip, ...]
    years: YearChart | None
    sorts: tuple[Sort, ...]
    pages: tuple[PageLink, ...]
    previous: Address | None
    next: Address | None
    notices: tuple[str, ...]
    suggestions: tuple[Actor, ...]  # actors whom the search words name, or nearly
    query: str
    address: Address

    @property
    def clear(self) -> Address:
        """Everything, in the order that goes without saying."""
        return Address()

    @property
    def total(self) -> int:
        return self.page.paginator.count

    @property
    def is_narrowed(self) -> bool:
        return bool(self.chips)


def browse(form: ArticleFilterForm, reader: Reader) -> Browse:
    form.is_valid()
    found = form.in_order(form.filter_qs(Article.objects.for_list()))
    page = Paginator(found, PAGE_SIZE).get_page(form.data.get("page"))
    facets = tuple(facets_of(form))
    has_some = page.paginator.count > 0
    return Browse(
        page=page,
        hits=hits_of(page.object_list, reader, form.query),
        facets=facets,
        chips=_chips(form, facets),
        years=_years(facets),
        sorts=_sorts(form),
        pages=tuple(_page_links(form.address, page)),
        previous=form.address.at_page(page.number - 1) if page.has_previous() else None,
        next=form.address.at_page(page.number + 1) if page.has_next() else None,
        notices=tuple(form.notices),
        suggestions=_suggestions(form.query, has_some=has_some),
        query=form.query,
        address=form.address,
    )


def hits_of(found: Iterable[Article], reader: Reader, query: str = "") -> tuple[Hit, ...]:
    """The articles as a list shows them, in a fixed number of queries."""
    articles = list(found)
    texts = [shown_text(article, reader).text for article in articles]
    titles = highlighted([article.title for article in articles], query) if query else [None] * len(articles)
    passages = excerpts(texts, query) if query else [None] * len(articles)
    named = named_actors(articles)
    return tuple(
        Hit(
            article,
            title or article.title,
            passage or Truncator(" ".join(text.split())).words(EXTRACT_WORDS, truncate=" …"),
            named.get(article.pk, ())[:ACTORS_SHOWN],
            max(len(named.get(article.pk, ())) - ACTORS_SHOWN, 0),
        )
        for article, text, title, passage in zip(articles, texts, titles, passages, strict=True)
    )


def named_actors(articles: Sequence[Article]) -> dict[int, tuple[Actor, ...]]:
    """{article id: its actors, the most often named first}"""
    pairs = Mention.objects.filter(article__in=[article.pk for article in articles]).times_named()
    actors = Actor.objects.defer("details").in_bulk({root for _article, root in pairs})
    named: dict[int, list[Actor]] = {}
    for article, root in pairs:
        named.setdefault(article, []).append(actors[root])
    return {article: tuple(ones) for article, ones in named.items()}


def _suggestions(query: str, *, has_some: bool) -> tuple[Actor, ...]:
    if not query:
        return ()
    exact = suggested(query)
    return tuple(exact if exact or has_some else resembling(query))


def _chips(form: ArticleFilterForm, facets: Sequence[Facet]) -> tuple[Chip, ...]:
    chips = [Chip(gettext("Mots"), text_quoted(form.query), form.address.searching(""))] if form.query else []
    for facet in facets:
        for value in facet.values:
            if value.is_chosen:
                axis = Axis(facet.axis)
                chips.append(Chip(str(AXIS_LABELS[axis]), value.label, form.address.without(axis, value.value)))
    return tuple(chips)


def _years(facets: Sequence[Facet]) -> YearChart | None:
    values = next(facet.values for facet in facets if facet.axis == Axis.YEAR)
    counted = [(None if value.value == NONE else int(value.value), value) for value in values]
    return year_chart(
        ((year, value.count, value.address) for year, value in counted),
        chosen=frozenset(year for year, value in counted if year and value.is_chosen),
    )


def _sorts(form: ArticleFilterForm) -> tuple[Sort, ...]:
    """The orders to choose from: relevance means nothing without search words."""
    field = form.fields["sort"]
    usual = form.address.sorted_by("")
    return tuple(
        Sort(
            str(label),
            form.address if value == form.order else _other_sort(usual, value, form.query),
            value == form.order,
        )
        for value, label in field.choices  # type: ignore[attr-defined]  # a ChoiceField's
        if form.query or value != RELEVANCE
    )


def _other_sort(usual: Address, value: str, query: str) -> Address:
    return usual if (value == RELEVANCE) == bool(query) else usual.sorted_by(value)


def _page_links(address: Address, page: Page[Article]) -> list[PageLink]:
    paginator = page.paginator
    if paginator.num_pages < 2:
        return []
    numbers = paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return [
        PageLink(str(number), address.at_page(number), number == page.number)
        if isinstance(number, int)
        else PageLink("…", None)
        for number in numbers
    ]
