from __future__ import annotations

import pytest

from articles.models import Article
from tests.articles.rows import article_naming, country_row, quote_row, source_row, statement_row
from tests.rows import actor_row

SENTENCE = "La Suède invite la Norvège."
SPOKEN = "Venez donc tous"


@pytest.fixture
def told(db: None) -> Article:
    """An article with a statement and a quote, of an outlet that lets all be shown."""
    sweden, norway = country_row("Suède", "SE", wikidata="Q34"), country_row("Norvège", "NO")
    minister = actor_row("Anna Berg", country="SE")
    outlet = source_row("Gazette", country="SE")
    article = article_naming(
        sweden, norway, minister, title="Une invitation", published="2015-03-04", source=outlet,
        authors=["Jean-Marc Dupont"], words=f"{SENTENCE} « {SPOKEN} », dit-elle.",
    )  # fmt: skip
    statement_row(article, "ACCUSE", sweden, norway, SENTENCE, said_by_actor=minister)
    quote_row(article, minister, SPOKEN).about.add(norway)
    return article
