"""Named fields, of a JSON object or of a table's row, to a slip. PURE."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from articles.importing.readers.markup import looks_marked_up, text_of_markup
from articles.importing.readers.slips import KINDS, Datum, Rest, Slip, one_line
from entities.folding import fold

Field = tuple[str, str]  # name, value

# Names under which archives keep a datum, folded; the first that is there and holds something is taken.
NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        "text", "texte", "body", "corps", "content", "contenu", "article", "articlebody", "article body", "maintext",
        "full text", "fulltext", "texte integral", "content text", "content html", "body text", "raw text", "html",
    ),
    "lead": ("lead", "chapo", "chapeau", "standfirst", "summary", "resume", "description", "abstract", "excerpt"),
    "title": ("title", "titre", "headline", "name", "intitule", "article title", "titre article"),
    "date": (
        "date", "published", "published at", "date published", "datepublished", "publication date", "date publication",
        "date de publication", "date publish", "pubdate", "pub date", "published on", "publie le", "publish date",
        "publishedat", "published date", "datetime", "timestamp", "created at", "year", "annee",
    ),
    "author": (
        "author", "authors", "auteur", "auteurs", "auteur s", "byline", "signature", "creator",
        "dc creator", "author name", "authors name",
    ),
    "source": (
        "source", "outlet", "journal", "media", "newspaper", "publication", "publisher", "site name", "sitename",
        "titre de presse",
        "source name", "publisher name", "publication name", "nom du journal", "titre du journal",
    ),
    "agency": ("agency", "agence"),
    "url": ("url", "link", "lien", "adresse", "uri", "permalink", "canonical url", "canonical", "web url"),
    "id": ("id", "guid", "identifiant", "identifier", "uuid", "doc id", "docid", "document id", "article id", "an"),
    "language": ("language", "lang", "langue", "inlanguage", "locale"),
}  # fmt: skip
_EPOCH = re.compile(r"-?\d{9,10}(?:\.\d+)?|\d{13}")
_COMPACT = re.compile(r"((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:T?\d{4,6}Z?)?")
_LANGUAGE = re.compile(r"[a-z]{2}(?=$|[-_])")
_LANGUAGES = {"francais": "fr", "french": "fr", "anglais": "en", "english": "en", "fra": "fr", "fre": "fr", "eng": "en"}


def columns_in(value: str) -> dict[str, str]:
    """« title=titre,date=paru le »: which field is which datum. Raises ValueError."""
    pairs = [part.partition("=") for part in value.split(",") if part.strip()]
    columns = {datum.strip(): field.strip() for datum, _equals, field in pairs}
    if set(columns) - set(NAMES) or not all(columns.values()) or len(columns) < len(pairs):
        raise ValueError(f"give KIND=FIELD,…; kinds are {', '.join(NAMES)}")
    return columns


@dataclass(frozen=True, slots=True)
class Filed:
    """`key` is what the record calls itself, its id before its address; empty if nothing."""

    slip: Slip
    key: str


def file_fields(
    fields: Sequence[Field], columns: Mapping[str, str], *, kind: str, origin: str, encoding: str = "utf-8"
) -> Filed:
    """`columns` says which field is which datum, before the usual names do; `kind` is the format."""
    named: dict[str, list[str]] = {}
    for name, value in fields:
        if value.strip():
            named.setdefault(name, []).append(value)
    chosen = _chosen(tuple(named), tuple(sorted(columns.items())))
    texts = [chosen[datum] for datum in ("lead", "text") if datum in chosen]
    text = "\n\n".join(plain(value) for field in texts for value in named[field])
    told = list(_told(chosen, named, kind))
    used = {(field, value) for _datum, field, value in told}
    rest = tuple(
        Rest(f"{kind}:{name}", value)
        for name, values in named.items()
        for value in values
        if name not in texts and (name, value) not in used
    )
    data = tuple(datum for datum, _field, _value in told)
    key = next((one_line(named[chosen[datum]][0]) for datum in ("id", "url") if datum in chosen), "")
    return Filed(Slip(kind, origin, text, data, rest, encoding), key)


def is_text_known(names: Sequence[str], columns: Mapping[str, str]) -> bool:
    """Whether one of the fields is taken for the text, as far as names tell."""
    return "text" in _chosen(tuple(names), tuple(sorted(columns.items())))


@lru_cache(maxsize=1024)
def _chosen(names: tuple[str, ...], columns: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    """Which of the fields is which datum. What records of one archive are made of repeats itself."""
    mapped = dict(columns)
    folded = {_known(name): name for name in reversed(names) if name not in mapped.values()}
    chosen = {datum: field for datum, field in mapped.items() if field in names}
    for datum, usual in NAMES.items():
        field = next((folded[name] for name in usual if name in folded), "")
        if field and datum not in mapped:
            chosen[datum] = field
    if "text" not in chosen and "lead" in chosen:
        chosen["text"] = chosen.pop("lead")
    elif "lead" not in mapped:
        chosen.pop("lead", None)
    return chosen


@lru_cache(maxsize=1024)
def _known(name: str) -> str:
    """« datePublished », « date_published » → « date published »."""
    return fold(re.sub(r"(?<=[a-zà-ÿ])(?=[A-Z])", " ", name).replace("_", " ").replace("-", " "))


def _told(chosen: Mapping[str, str], named: Mapping[str, list[str]], kind: str) -> Iterator[tuple[Datum, str, str]]:
    """Each datum with the field and the value that say it: several authors, one of each other kind."""
    for datum in KINDS:
        field = chosen.get(datum, "")
        values = named[field] if field else []
        for value in values if datum == "author" else values[:1]:
            said = _said(datum, one_line(plain(value)))
            if said:
                yield Datum(datum, f"{kind}:{field}", said), field, value


def _said(datum: str, value: str) -> str:
    if datum == "date":
        return readable_date(value)
    return language_code(value) if datum == "language" else value


def plain(value: str) -> str:
    return text_of_markup(value) if looks_marked_up(value) else value


def readable_date(value: str) -> str:
    """A date that people write, also from seconds since 1970 or eight digits."""
    if compact := _COMPACT.fullmatch(value):
        return f"{compact[1]}-{compact[2]}-{compact[3]}"
    if _EPOCH.fullmatch(value):
        seconds = float(value) / (1000 if len(value) == 13 else 1)
        return datetime.datetime.fromtimestamp(seconds, datetime.UTC).isoformat()
    return value


def language_code(value: str) -> str:
    folded = value.strip().lower()
    code = _LANGUAGE.match(folded)
    return code[0] if code else _LANGUAGES.get(fold(value), "")
