"""The files that can be taken away: their names, their types, and how each is made of what a page shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from pydantic import TypeAdapter

from articles.exporting import graphs, plover, references, tables
from articles.exporting.gathering import article_records, article_summaries, quote_records, statement_records
from articles.exporting.records import ArticleRecord, QuoteRecord, StatementRecord
from articles.models import Article, Quote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from articles.displaying import Reader
    from articles.forms import ArticleFilterForm
    from articles.querysets import ArticleQuerySet, EvidenceQuerySet, QuoteQuerySet
    from articles.vocabulary import Words

CSV, LINES, JSON = "text/csv; charset=utf-8", "application/jsonl; charset=utf-8", "application/json"
GRAPHML, RIS, BIBTEX = "application/graphml+xml", "application/x-research-info-systems", "application/x-bibtex"
CSL = "application/vnd.citationstyles.csl+json"


@dataclass(frozen=True, slots=True)
class Holding:
    """What a page shows, whole: its articles in its order, the statements and quotes that go with them. `site` is what
    stands before the path of an address, `coder` who coded the statements."""

    articles: ArticleQuerySet
    evidence: EvidenceQuerySet
    quotes: QuoteQuerySet
    reader: Reader
    site: str

    @property
    def coder(self) -> str:
        return f"Trilatérale ({self.site})"


@dataclass(frozen=True, slots=True)
class File:
    """`pieces` gives its text bit by bit."""

    name: str
    label: Words
    content_type: str
    pieces: Callable[[Holding], Iterator[str]]


def holding_of(form: ArticleFilterForm, reader: Reader, site: str) -> Holding:
    """What the list shows under the form, which is valid: the statements are those that answer to it too."""
    articles = form.filter_qs(Article.objects.all())
    found = articles.order_by().values("pk")
    return Holding(
        articles=form.in_order(articles),
        evidence=form.statements().filter(article__in=found).newest_first(),
        quotes=Quote.objects.counted().filter(article__in=found).newest_first(),
        reader=reader,
        site=site,
    )


def lines(type_: Any, records: Iterable[Any]) -> Iterator[str]:
    """JSON Lines: a record a line."""
    adapter = TypeAdapter(type_)
    for record in records:
        yield adapter.dump_json(record).decode() + "\n"


def _of_articles(holding: Holding) -> Iterator[str]:
    return tables.lines_of(tables.ARTICLES, article_summaries(holding.articles, holding.site))


def _of_statements(holding: Holding) -> Iterator[str]:
    return tables.lines_of(tables.STATEMENTS, _statements(holding))


def _of_quotes(holding: Holding) -> Iterator[str]:
    return tables.lines_of(tables.QUOTES, quote_records(holding.quotes, holding.reader, holding.site))


def _statements(holding: Holding) -> Iterator[StatementRecord]:
    return statement_records(holding.evidence, holding.reader, holding.site)


def _references(holding: Holding) -> Iterator[Any]:
    return references.references(holding.articles, holding.site)


def _article_lines(holding: Holding) -> Iterator[str]:
    return lines(ArticleRecord, article_records(holding.articles, holding.reader, holding.site))


def _quote_lines(holding: Holding) -> Iterator[str]:
    return lines(QuoteRecord, quote_records(holding.quotes, holding.reader, holding.site))


_OF_STATEMENTS = (
    File("statements.csv", _("Énoncés, tableau CSV"), CSV, _of_statements),
    File(
        "statements.jsonl", _("Énoncés, JSON Lines"), LINES, lambda held: lines(StatementRecord, _statements(held))
    ),
    File(
        "plover.json", _("Énoncés, JSON à la manière de PLOVER"), JSON,
        lambda held: plover.array_of(_statements(held), held.coder),
    ),
)  # fmt: skip
_OF_QUOTES = (
    File("quotes.csv", _("Citations, tableau CSV"), CSV, _of_quotes),
    File("quotes.jsonl", _("Citations, JSON Lines"), LINES, _quote_lines),
)
_OF_ARTICLES = (
    File("articles.csv", _("Articles, tableau CSV"), CSV, _of_articles),
    File("articles.jsonl", _("Articles avec leurs énoncés et citations, JSON Lines"), LINES, _article_lines),
    File("articles.ris", _("Références, RIS (Zotero)"), RIS, lambda held: references.ris(_references(held))),
    File("articles.bib", _("Références, BibTeX"), BIBTEX, lambda held: references.bibtex(_references(held))),
    File("articles.csl.json", _("Références, CSL-JSON"), CSL, lambda held: references.csl(_references(held))),
)
_NETWORKS = (
    File(
        "relations.graphml",
        _("Réseau des relations, GraphML"),
        GRAPHML,
        lambda held: graphs.relations(held.evidence),
    ),
    File(
        "states.graphml",
        _("Réseau des États et alliances, GraphML"),
        GRAPHML,
        lambda held: graphs.states(held.evidence),
    ),
    File(
        "company.graphml",
        _("Réseau de qui est nommé avec qui, GraphML"),
        GRAPHML,
        lambda held: graphs.company(held.articles),
    ),
)

OF_A_LIST = {file.name: file for file in (*_OF_ARTICLES, *_OF_STATEMENTS, *_OF_QUOTES, *_NETWORKS)}
OF_AN_ACTOR = {file.name: file for file in (*_OF_STATEMENTS, *_OF_QUOTES)}
OF_A_DYAD = OF_AN_ACTOR
