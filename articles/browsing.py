"""The one call that the list makes: everything its page shows, under what the reader has chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext

from articles.addresses import AXIS_LABELS, NONE, SHARE, Address, Axis, axis_of, value_of
from articles.charts import MonthChart, YearChart, month_chart, year_chart
from articles.displaying import Reader, shown_text
from articles.facets import Facet, FacetValue, facets_of, linked, values_of
from articles.facetting.answering import Answer, answered
from articles.forms import RELEVANCE, ArticleFilterForm
from articles.models import Article, Mention
from articles.picking import label_of
from articles.searching import excerpts, highlighted, resembling, respelled, says_nothing, suggested
from articles.stepping import Steps
from articles.tallies import tallies
from articles.wording import date_in_words, text_quoted
from entities.models import Actor

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from django.utils.safestring import SafeString

    from articles.tallies import Tally

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
    """Something chosen or left out, with the address that takes it away."""

    axis: str
    label: str
    address: Address
    is_excluded: bool = False


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
class NamedHint:
    """An actor whom the search words name: how many of the articles name it, whatever they call it, and their list."""

    actor: Actor
    count: int
    address: Address


@dataclass(frozen=True, slots=True)
class Browse:
    page: Page[Article]
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    chips: tuple[Chip, ...]
    years: YearChart | None
    months: tuple[FacetValue, ...]  # of the one year chosen
    month_chart: MonthChart | None
    sorts: tuple[Sort, ...]
    pages: tuple[PageLink, ...]
    previous: Address | None
    next: Address | None
    notices: tuple[str, ...]
    hints: tuple[NamedHint, ...]
    suggestions: tuple[Actor, ...]  # nearly named, where nothing is found
    respelling: tuple[str, Address] | None  # the search words as they may have been meant, where nothing is found
    query: str
    dates: tuple[str, str]
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

    @property
    def is_share(self) -> bool:
        return self.address.scale == SHARE

    @property
    def other_scale(self) -> Address:
        return self.address.scaled("" if self.is_share else SHARE)

    @property
    def picked_count(self) -> int:
        """Choices other than the search words."""
        return len(self.chips) - bool(self.query)


def browse(form: ArticleFilterForm, reader: Reader) -> Browse:
    form.is_valid()
    answer = answered(form)
    found = form.in_order(form.filter_qs(Article.objects.for_list())) if answer is None else answer
    page: Page[Article] = Paginator(found, PAGE_SIZE).get_page(form.data.get("page"))
    counted = tallies(form, answer=answer)
    hints, months = _hints(form, answer), _months(form, counted[Axis.MONTH])
    is_lost = bool(form.query) and not page.paginator.count
    notices = form.notices
    if is_lost and says_nothing(form.query):
        notices.append(gettext("Ces mots sont trop courants ou n’en sont pas : ils ne trouvent rien."))
    return Browse(
        page=page,
        hits=hits_of(page.object_list, reader, form.query),
        facets=tuple(facets_of(form, counted)),
        chips=tuple(chips_of(form)),
        years=_years(form, counted[Axis.YEAR].counts),
        months=months,
        month_chart=month_chart(months),
        sorts=_sorts(form),
        pages=tuple(_page_links(form.address, page)),
        previous=form.address.at_page(page.number - 1) if page.has_previous() else None,
        next=form.address.at_page(page.number + 1) if page.has_next() else None,
        notices=tuple(notices),
        hints=hints,
        suggestions=tuple(resembling(form.query)) if is_lost and not hints else (),
        respelling=_respelling(form) if is_lost else None,
        query=form.query,
        dates=form.dates,
        address=form.address,
    )


def hits_of(found: Iterable[Article], reader: Reader, query: str = "") -> tuple[Hit, ...]:
    """The articles as a list shows them, in a fixed number of queries."""
    articles = list(found)
    texts = [shown_text(article, reader).text for article in articles]
    titles = highlighted([article.title for article in articles], query) if query else [None] * len(articles)
    passages = excerpts(texts, query) if query else [None] * len(articles)
    named = _roots_named(articles)
    actors = _actors({root for roots in named.values() for root in roots[:ACTORS_SHOWN]})
    return tuple(
        Hit(
            article,
            title or article.title,
            passage or Truncator(" ".join(text.split())).words(EXTRACT_WORDS, truncate=" …"),
            tuple(actors[root] for root in named[article.pk][:ACTORS_SHOWN]),
            max(len(named[article.pk]) - ACTORS_SHOWN, 0),
        )
        for article, text, title, passage in zip(articles, texts, titles, passages, strict=True)
    )


def named_actors(articles: Sequence[Article]) -> dict[int, tuple[Actor, ...]]:
    """{article id: its actors, the most often named first}"""
    named = _roots_named(articles)
    actors = _actors({root for roots in named.values() for root in roots})
    return {article: tuple(actors[root] for root in roots) for article, roots in named.items()}


def _roots_named(articles: Sequence[Article]) -> dict[int, list[int]]:
    """{article id: the ids of its actors, the most often named first}"""
    named: dict[int, list[int]] = {article.pk: [] for article in articles}
    for article, root in Mention.objects.filter(article__in=list(named)).times_named():
        named[article].append(root)
    return named


def _actors(pks: Collection[int]) -> dict[int, Actor]:
    return Actor.objects.defer("details").in_bulk(pks)


def _hints(form: ArticleFilterForm, answer: Answer | None) -> tuple[NamedHint, ...]:
    actors = suggested(form.query) if form.query else []
    if not actors:
        return ()
    counts = _times_named(form, actors) if answer is None else answer.times_named(actors)
    hints = [
        NamedHint(actor, counts.get(actor.pk, 0), form.address.searching("").including(axis_of(actor), value_of(actor)))
        for actor in actors
    ]
    return tuple(sorted(hints, key=lambda hint: -hint.count))


def _times_named(form: ArticleFilterForm, actors: Iterable[Actor]) -> dict[int, int]:
    """How many of the articles, whatever their words, name each of the actors."""
    found = form.filter_qs(Article.objects.all(), has_words=False).order_by()
    mentions = Mention.objects.filter(article__in=found.values("pk")).of_actors(actor.pk for actor in actors)
    return mentions.article_counts()


def _respelling(form: ArticleFilterForm) -> tuple[str, Address] | None:
    words = respelled(form.query)
    return (words, form.address.searching(words)) if words else None


def chips_of(form: ArticleFilterForm) -> Iterable[Chip]:
    """What was chosen, in the order of the page."""
    address = form.address
    if form.query:
        yield Chip(gettext("Mots"), text_quoted(form.query), address.searching(""))
    for pick in form.picks:
        label = label_of(pick.axis, pick.value, pick.name)
        gone = address.without(pick.axis, pick.value)
        yield Chip(str(AXIS_LABELS[pick.axis]), label, gone, pick.is_excluded)
    if any(form.dates):
        yield Chip(gettext("Dates"), _range_words(*form.dates), address.dated("", ""))


def _range_words(since: str, until: str) -> str:
    language = get_language() or "fr"
    told = {"first": date_in_words(since, language), "last": date_in_words(until, language)}
    if since == until:
        return told["first"]
    if since and until:
        return gettext("de %(first)s à %(last)s") % told
    return (gettext("à partir de %(first)s") if since else gettext("jusqu’à %(last)s")) % told


def _years(form: ArticleFilterForm, counts: Mapping[str, int]) -> YearChart | None:
    """The years that a click leads to; of those chosen, or within the dates asked for, the bars are set off."""
    chosen = {pick.key for pick in form.picks if pick.axis == Axis.YEAR and not pick.is_excluded}
    since, until = form.dates
    if since or until:
        chosen |= {int(y) for y in counts if y != NONE and since[:4] <= y <= (until[:4] or "9999")}
    steps = Steps.of(form.address, Axis.YEAR)
    return year_chart(
        ((int(value) if value != NONE else None, count, steps.including(value)) for value, count in counts.items()),
        chosen=frozenset(year for year in chosen if year),
        corpus=Article.objects.year_counts() if form.is_share else None,
    )


def _months(form: ArticleFilterForm, tally: Tally) -> tuple[FacetValue, ...]:
    """The months of the year chosen, in order; none where no year is, or several are."""
    years = [pick.value for pick in form.picks if pick.axis == Axis.YEAR and not pick.is_excluded]
    if len(years) != 1:
        return ()
    listed = [one for one in values_of(form, Axis.MONTH, tally) if one.value.startswith(f"{years[0]}-")]
    return linked(form, Axis.MONTH, sorted(listed, key=lambda one: one.value))


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
