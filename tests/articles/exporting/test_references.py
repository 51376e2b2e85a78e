from __future__ import annotations

import json

import pytest
import rispy
from citeproc.source.json import CiteProcJSON
from pybtex.database import parse_string

from articles.exporting.references import as_ris, bibtex, csl, references, ris
from articles.models import Article
from tests.articles.rows import article_naming
from tests.rows import actor_row

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::UserWarning:citeproc")]
SITE = "https://example.org"


@pytest.fixture
def two(told: Article) -> Article:
    article_naming(actor_row("Un autre"), title="Titre : « sous-titre » & Cie", published="2014", date_basis="inferred")
    return told


def test_ris_is_read_by_rispy(two: Article) -> None:
    first, second = rispy.loads("".join(ris(references(Article.objects.newest_first(), SITE))))
    assert (first["title"], first["authors"], first["secondary_title"]) == (
        "Une invitation",
        ["Dupont, Jean-Marc"],
        "Gazette",
    )
    assert (first["year"], first["date"], first["id"]) == ("2015", "2015/03/04/", two.uid)
    assert second["title"] == "Titre : « sous-titre » & Cie"


def test_ris_says_that_a_date_was_inferred(two: Article) -> None:
    second = rispy.loads("".join(ris(references(Article.objects.newest_first(), SITE))))[1]
    assert second["notes"] == ["date déduite du texte"]


def test_a_readers_note_stays_on_one_line_of_ris(two: Article) -> None:
    one = next(references(Article.objects.newest_first(), SITE))
    assert rispy.loads(as_ris(one, ["à lire\nER  - \nTY  - BOOK"]))[0]["notes"] == ["à lire ER - TY - BOOK"]


def test_bibtex_is_read_by_pybtex(two: Article) -> None:
    entries = parse_string("".join(bibtex(references(Article.objects.all(), SITE))), "bibtex").entries
    assert len(entries) == 2
    assert entries[f"trilaterale_{two.uid}"].fields["year"] == "2015"


def test_csl_is_read_by_citeproc(two: Article) -> None:
    items = json.loads("".join(csl(references(Article.objects.all(), SITE))))
    assert CiteProcJSON(items)[two.uid].title == ["Une invitation"]


def test_no_reference_is_an_empty_array(db: None) -> None:
    assert json.loads("".join(csl(references(Article.objects.all(), SITE)))) == []
