"""How an article is cited: APA in words, BibTeX and CSL-JSON for the programs that keep references.

A date that was inferred is cited as approximate, and an invented text says that it is one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from babel import Locale
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext

from articles.models import Article
from articles.wording import date_in_words

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

_WEB = ("https://", "http://")
_DROPPED = {"de", "d’", "d'"}  # left out where a list is ordered: « La Guérivière, J. de »
_PARTICLES = {
    "du",
    "des",
    "le",
    "la",
    "les",
    "von",
    "van",
    "der",
    "den",
    "ter",
    "da",
    "di",
    "del",
    "dos",
    "bin",
    "ben",
    "el",
    "al",
}
_COLLECTIVE = re.compile(
    r"\d|[@/&]|\b(?:agence|rédaction|service|avec|bureau|correspondants?|envoyée?s?|desk|équipe)\b", re.IGNORECASE
)
_KOREAN_GIVEN = re.compile(r"[A-Z][a-z]+-[a-z]+")  # in « Kim Tong-hyung » the family comes first
# Braces by their names: BibTeX counts them whether a backslash stands before them or not.
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
    }
    | {c: f"\\{c}" for c in "$&#%_"}
)  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Author:
    """`family` alone is a name that isn't taken apart: an agency, or a person of one name."""

    family: str
    given: str = ""
    particle: str = ""

    @property
    def initials(self) -> str:
        """« Jean-Marc » → « J.-M. »"""
        words = (("-".join(f"{part[0]}." for part in word.split("-") if part)) for word in self.given.split())
        return " ".join(words)


@dataclass(frozen=True, slots=True)
class Reference:
    """What a citation says. `published` may be partial, or empty."""

    uid: str
    title: str
    authors: tuple[Author, ...]
    outlet: str
    published: str
    is_inferred: bool
    is_invented: bool
    language: str
    url: str


def reference_of(article: Article, page: str) -> Reference:
    """`page` is the whole address of its page here, cited where the article has none of its own."""
    return Reference(
        uid=article.uid,
        title=_on_one_line(article.title),
        authors=tuple(author_of(name) for name in article.authors if name.strip()),
        outlet=_on_one_line(article.source.name) if article.source else "",
        published=article.published,
        is_inferred=article.date_basis == Article.DateBasis.INFERRED,
        is_invented=article.is_invented,
        language=article.language,
        url=article.original_url if article.original_url.startswith(_WEB) else page,
    )


def author_of(name: str) -> Author:
    """A by-line's name, taken apart where it is a person's."""
    name = _on_one_line(name)
    words = name.split()
    if len(words) < 2 or _COLLECTIVE.search(name) or not words[0][0].isupper():
        return Author(name)
    at = _family_at(words)
    if len(words) == 2 and _KOREAN_GIVEN.fullmatch(words[1]):
        return Author(words[0], words[1])
    given, family = words[:at], words[at:]
    dropped = given[-1] if len(given) > 1 and given[-1].lower() in _DROPPED else ""
    return Author(" ".join(family), " ".join(given[:-1] if dropped else given), dropped)


def as_csl(reference: Reference) -> dict[str, Any]:
    """One item of CSL-JSON, the form that citation programs exchange."""
    item: dict[str, Any] = {
        "id": reference.uid,
        "type": "article-newspaper",
        "title": reference.title,
        "author": [_csl_name(author) for author in reference.authors],
        "container-title": reference.outlet,
        "language": reference.language,
        "URL": reference.url,
        "note": "; ".join(notes_of(reference)),
    }
    if reference.published:
        parts = [int(part) for part in reference.published.split("-")]
        item["issued"] = {"date-parts": [parts]} | ({"circa": True} if reference.is_inferred else {})
    return {name: value for name, value in item.items() if value}


def as_bibtex(reference: Reference, annote: str = "") -> str:
    """One entry that BibTeX and biblatex read; `annote` is what a reader notes of it."""
    year, month, _day = (*reference.published.split("-"), "", "")[:3]
    fields = {
        "author": " and ".join(_bibtex_name(author) for author in reference.authors),
        "title": f"{{{_tex(reference.title)}}}",
        "journal": _tex(reference.outlet),
        "year": year,
        "date": reference.published + ("~" if reference.is_inferred and reference.published else ""),
        "langid": {"fr": "french", "en": "english"}.get(reference.language, ""),
        "url": reference.url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C"),
        "note": _tex("; ".join(notes_of(reference))),
        "annote": _tex(_on_one_line(annote)),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    if month:
        lines.append(f"  month = {_MONTHS[int(month) - 1]},")
    kind = "article" if reference.outlet else "misc"
    return "\n".join([f"@{kind}{{trilaterale_{reference.uid},", *lines, "}", ""])


def as_apa(reference: Reference, language: str) -> SafeString:
    """In the style of the American Psychological Association, seventh edition, as HTML."""
    who = _apa_names(reference.authors)
    when = f"({_apa_date(reference, language)})."
    title = reference.title if reference.title.endswith((".", "?", "!", "…")) else f"{reference.title}."
    note = gettext("[Texte inventé]") + "." if reference.is_invented else ""
    tags = '<span lang="{}">{}</span>' if reference.outlet else '<cite lang="{}">{}</cite>'
    what = format_html(tags, reference.language, title)
    where = format_html("<cite>{}</cite>.", reference.outlet) if reference.outlet else ""
    opening = (who, when, what) if who else (what, when)
    return format_html_join(" ", "{}", ((piece,) for piece in (*opening, note, where, reference.url) if piece))


def _family_at(words: list[str]) -> int:
    """Where the family name begins: at the particle that belongs to it, or at what is written in capitals."""
    capitals = [at for at, word in enumerate(words) if at and word.isupper() and len(word) > 1 and "." not in word]
    if capitals and not words[0].isupper():
        return capitals[0]
    at = len(words) - 1
    while at > 1 and words[at - 1].lower() in _PARTICLES:
        at -= 1
    return at


def _csl_name(author: Author) -> dict[str, str]:
    if not author.given:
        return {"literal": author.family}
    name = {"family": author.family, "given": author.given, "dropping-particle": author.particle}
    return {part: value for part, value in name.items() if value}


def _bibtex_name(author: Author) -> str:
    if not author.given:
        return f"{{{_tex(author.family)}}}"
    return f"{_tex(author.family)}, {_tex(' '.join(filter(None, (author.given, author.particle))))}"


def _tex(text: str) -> str:
    return text.translate(_TEX)


def _apa_names(authors: tuple[Author, ...]) -> str:
    """« Dupont, J.-M., Lenoir, A., & AFP. »"""
    names = [_apa_name(author) for author in authors]
    if len(names) > 1:
        names = [*(f"{name}," for name in names[:-1]), "&", names[-1]]
    line = " ".join(names)
    return line if not line or line.endswith(".") else f"{line}."


def _apa_name(author: Author) -> str:
    if not author.given:
        return author.family
    return " ".join(filter(None, (f"{author.family}, {author.initials}", author.particle)))


def _apa_date(reference: Reference, language: str) -> str:
    """« 2013, 2 novembre », « 2013, November 2 » in English, « vers 2013 », « s. d. »"""
    if not reference.published:
        return gettext("s. d.")
    year, month, day = (*reference.published.split("-"), "", "")[:3]
    rest = date_in_words(f"{year}-{month}-{day}", language).removesuffix(year).strip() if day else ""
    if month and not day:
        rest = _month(int(month), language)
    elif day and not language.startswith("fr"):
        rest = f"{_month(int(month), language)} {int(day)}"
    date = ", ".join(filter(None, (year, rest)))
    return gettext("vers %(date)s") % {"date": date} if reference.is_inferred else date


def _month(number: int, language: str) -> str:
    return str(Locale.parse(language, sep="-").months["format"]["wide"][number])


def notes_of(reference: Reference) -> list[str]:
    """What whoever cites it should know."""
    notes = [gettext("date déduite du texte")] if reference.is_inferred and reference.published else []
    return [*notes, gettext("texte inventé")] if reference.is_invented else notes


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
