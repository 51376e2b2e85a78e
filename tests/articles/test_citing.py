from __future__ import annotations

import json
import warnings

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from django.utils.html import strip_tags
from django.utils.translation import override
from pybtex.database import parse_string

from articles.citing import Author, Reference, as_apa, as_bibtex, as_csl, author_of

HARD = r"100 % d’« écarts » & {accolades} \ _souligné_ #1 ~ ^ $"


def reference(**values: object) -> Reference:
    given: dict[str, object] = {
        "uid": "abc2345678", "title": "Une visite à Tokyo", "authors": (author_of("Jean-Marc Dupont"),),
        "outlet": "Le Monde", "published": "2013-11-02", "is_inferred": False, "is_invented": False,
        "language": "fr", "url": "https://example.org/a_b%20c",
    }  # fmt: skip
    return Reference(**given | values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "author"),
    [
        ("Jean-Marc Dupont", Author("Dupont", "Jean-Marc")),
        ("Jean DUPONT MORETTI", Author("DUPONT MORETTI", "Jean")),
        ("Anne de Tinguy", Author("Tinguy", "Anne", "de")),
        ("Jean de La Guérivière", Author("La Guérivière", "Jean", "de")),
        ("Joachim du Bellay", Author("du Bellay", "Joachim")),
        ("Rob van der Berg", Author("van der Berg", "Rob")),
        ("Park Min-seo", Author("Park", "Min-seo")),
        ("AFP", Author("AFP")),
        ("La rédaction du soir", Author("La rédaction du soir")),
        ("Le Nouvel Hebdo avec Reuters", Author("Le Nouvel Hebdo avec Reuters")),
    ],
)
def test_a_byline_is_taken_apart_where_it_is_a_persons(name: str, author: Author) -> None:
    assert author_of(name) == author


@pytest.mark.parametrize(
    ("language", "values", "line"),
    [
        ("fr", {}, "Dupont, J.-M. (2013, 2 novembre). Une visite à Tokyo. Le Monde. https://example.org/a_b%20c"),
        ("en", {}, "Dupont, J.-M. (2013, November 2). Une visite à Tokyo. Le Monde. https://example.org/a_b%20c"),
        ("fr", {"authors": ()}, "Une visite à Tokyo. (2013, 2 novembre). Le Monde. https://example.org/a_b%20c"),
        ("fr", {"published": "", "outlet": ""}, "Dupont, J.-M. (s. d.). Une visite à Tokyo. https://example.org/a_b%20c"),
        ("en", {"published": "2013-11", "is_inferred": True, "outlet": ""},
         "Dupont, J.-M. (ca. 2013, November). Une visite à Tokyo. https://example.org/a_b%20c"),
        ("fr", {"authors": (Author("Dupont", "Anne"), Author("AFP"))},
         "Dupont, A., & AFP. (2013, 2 novembre). Une visite à Tokyo. Le Monde. https://example.org/a_b%20c"),
        ("fr", {"title": "Qui vient ?", "is_invented": True},
         "Dupont, J.-M. (2013, 2 novembre). Qui vient ? [Texte inventé]. Le Monde. https://example.org/a_b%20c"),
    ],
)  # fmt: skip
def test_apa_orders_its_parts(language: str, values: dict[str, object], line: str) -> None:
    with override(language):
        shown = strip_tags(as_apa(reference(**values), language)).replace("&amp;", "&").replace("\u00a0", " ")
    assert shown == line


def test_apa_tells_the_language_of_the_title() -> None:
    assert '<cite lang="fr">' in as_apa(reference(outlet="", language="fr"), "en")
    assert '<span lang="fr">' in as_apa(reference(outlet="Le Journal", language="fr"), "en")


def test_apa_escapes_what_a_title_holds() -> None:
    assert "<script>" not in as_apa(reference(title="<script>"), "fr")


@pytest.mark.parametrize("title", ["Une visite à Tokyo", HARD, "Une accolade { seule", "Deux }{ à l’envers"])
def test_bibtex_is_read_by_pybtex(title: str) -> None:
    entry = parse_string(as_bibtex(reference(title=title)), "bibtex").entries["trilaterale_abc2345678"]
    assert entry.persons["author"][0].last_names == ["Dupont"]
    assert (entry.fields["journal"], entry.fields["year"], entry.fields["month"]) == ("Le Monde", "2013", "November")
    assert entry.fields["url"] == "https://example.org/a_b%20c"


def test_what_tex_would_take_for_commands_is_escaped_in_bibtex() -> None:
    assert (
        r"100 \% d’« écarts » \& \textbraceleft{}accolades\textbraceright{} \textbackslash{} \_souligné\_ \#1"
        in as_bibtex(reference(title=HARD))
    )


def test_an_agency_is_one_name_in_bibtex() -> None:
    entry = parse_string(as_bibtex(reference(authors=(Author("La rédaction et AFP"),))), "bibtex").entries
    assert [str(person) for person in entry["trilaterale_abc2345678"].persons["author"]] == ["{La rédaction et AFP}"]


def test_a_text_without_outlet_is_a_misc_entry() -> None:
    assert parse_string(as_bibtex(reference(outlet="")), "bibtex").entries["trilaterale_abc2345678"].type == "misc"


def test_an_inferred_date_is_cited_as_approximate() -> None:
    inferred = reference(published="2013-11", is_inferred=True)
    assert as_csl(inferred)["issued"] == {"date-parts": [[2013, 11]], "circa": True}
    assert "date = {2013-11~}" in as_bibtex(inferred)


def test_csl_json_is_read_by_citeproc() -> None:
    items = json.loads(json.dumps([as_csl(reference())]))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        style = CitationStylesStyle("harvard-cite-them-right", locale="en-GB", validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    bibliography.register(Citation([CitationItem("abc2345678")]))
    (line,) = map(str, bibliography.bibliography())
    assert line.startswith("Dupont, J.-M. (2013)")
    assert "Le Monde" in line


def test_an_invented_text_says_so_in_every_form() -> None:
    invented = reference(is_invented=True)
    assert as_csl(invented)["note"] == "texte inventé"
    assert "note = {texte inventé}" in as_bibtex(invented)
    assert "[Texte inventé]" in as_apa(invented, "fr")
