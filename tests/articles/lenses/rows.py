"""A small press for the lenses."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import QueryDict

from articles.forms import ArticleFilterForm
from articles.models import Article, Evidence, Quote
from entities.models import Actor
from tests.articles.rows import article_naming, country_row, quote_row, statement_row
from tests.rows import actor_row


@dataclass
class Press:
    """Japan, Russia and NATO, and who acts for them."""

    japan: Actor = field(default_factory=lambda: country_row("Japon", "JP"))
    russia: Actor = field(default_factory=lambda: country_row("Russie", "RU"))
    nato: Actor = field(default_factory=lambda: actor_row("OTAN", "organisation", code="NATO"))
    kishida: Actor = field(default_factory=lambda: actor_row("Fumio Kishida", country="JP"))
    lavrov: Actor = field(default_factory=lambda: actor_row("Sergueï Lavrov", country="RU"))

    def tell(self, type_: str, source: Actor, target: Actor, published: str = "2019-03-04", **values: str) -> Evidence:
        """A statement in an article of its own."""
        words = f"Selon la dépêche, {source.name} agit envers {target.name}."
        article = article_naming(source, target, published=published, words=words)
        evidence = statement_row(article, type_, source, target, words)
        if values:
            Evidence.objects.filter(pk=evidence.pk).update(**values)
        return evidence

    def quote(self, speaker: Actor | None, *about: Actor, published: str = "2019-03-04") -> Quote:
        """Words in an article of their own."""
        quote = quote_row(self.article(*about, published=published), speaker, "les mots rapportés")
        quote.about.set(about)
        return quote

    def article(self, *named: Actor, published: str = "2019-03-04", **values: object) -> Article:
        return article_naming(*named, published=published, words="Voici les mots rapportés.", **values)


def form_of(query: str = "", prefix: str | None = None) -> ArticleFilterForm:
    form = ArticleFilterForm(QueryDict(query), prefix=prefix)
    form.is_valid()
    return form
