"""The titles that texts put beside a person's name: « le ministre russe des Affaires étrangères », as found."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from django.db.models import F

from articles.disclosing import Disclosed, disclosed
from articles.displaying import shown_text
from articles.facetting.naming import newest_ids_naming
from articles.following import mention_anchor
from articles.models import Article, Mention, Place
from entities.authority.loader import load_files
from entities.folding import fold
from entities.known import Form, Kind
from entities.models import Actor

if TYPE_CHECKING:
    from collections.abc import Collection

    from articles.displaying import Reader

FIRST = 5
MENTIONS_READ = 80  # the newest
_AROUND = 90  # characters before or after the name
_BLANK = r"[ \u00a0]+"
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class FoundTitle:
    """Words that give the person an office, in how many articles, and one place where they do."""

    words: str
    articles: int
    example: Article
    anchor: str
    form: str = ""  # printed by the same rows as names


def found_titles(actor: Actor, reader: Reader) -> Disclosed[FoundTitle]:
    """Of a person, from the newest articles that name it; the most frequent first. Only of text that the reader may
    see."""
    found: defaultdict[str, dict[int, tuple[str, Mention]]] = defaultdict(dict)
    for mention in _mentions(actor):
        shown = shown_text(mention.article, reader)
        text = mention.article.title if mention.place == Place.TITLE else shown.text
        words = title_beside(text, mention.start, mention.end) if shown.covers(mention.place, mention.end) else ""
        if words:
            found[fold(words)].setdefault(mention.article_id, (words, mention))
    most = sorted(found.values(), key=lambda every: -len(every))
    firsts = ((next(iter(every.values())), len(every)) for every in most)
    return disclosed(
        (FoundTitle(words, count, one.article, mention_anchor(one)) for (words, one), count in firsts), FIRST
    )


def title_beside(text: str, start: int, end: int) -> str:
    """The title before the name at `start`:`end`, or after it between commas; nothing where there is none."""
    before, after = _patterns()
    window = text[max(0, start - _AROUND) : start]
    first = next((word.start() for word in _WORD.finditer(window) if word.group().lower() in _first_words()), None)
    found = before.search(window, first) if first is not None else None
    found = found or after.match(text[end : end + _AROUND])
    return found["title"] if found else ""


def _mentions(actor: Actor) -> list[Mention]:
    if actor.kind != Actor.Kind.PERSON:
        return []
    named = Mention.objects.counted().of_actors([actor.pk]).filter(form__in=(Form.NAME, Form.FAMILY))
    newest = named.order_by(F("article__published_on").desc(nulls_last=True), "-article_id", "start", "pk")
    joined = newest.select_related("article__source").defer("article__raw", "article__lines", "article__search")
    stretches = newest_ids_naming(actor, MENTIONS_READ)
    if stretches is None:
        return list(joined[:MENTIONS_READ])
    found: list[Mention] = []
    for stretch in stretches:
        found += joined.filter(article__in=stretch)[: MENTIONS_READ - len(found)]
        if len(found) >= MENTIONS_READ:
            break
    return found


@cache
def _first_words() -> frozenset[str]:
    """One of which begins each title: elsewhere there is no need to look for hundreds."""
    return frozenset(_WORD.findall(title.lower())[0] for title in _offices())


@cache
def _offices() -> frozenset[str]:
    return frozenset(title for office in load_files().offices.values() for title in office.titles)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before a name, and what after it. An office may have the state's adjective in it or behind it, and
    say of what it is."""
    authority = load_files()
    adjectives = {
        name.text for actor in authority.of_kind(Kind.COUNTRY) for name in actor.names if name.form == Form.ADJECTIVE
    }
    adjective = rf"(?:{_BLANK}(?i:{_any_of(adjectives)}))?"
    name = rf"[A-ZÀ-Ý][\w'’-]*(?:{_BLANK}(?:étrangères|extérieures|intérieures|unies))?"
    of_what = rf"(?:{_BLANK}(?:(?:des|du|de la|de){_BLANK}|de{_BLANK}l['’]|d['’]){name})?"
    title = rf"(?P<title>(?i:{_any_of(_offices())})\b{adjective}{of_what}{adjective})"
    return re.compile(rf"\b{title},?{_BLANK}$"), re.compile(rf",{_BLANK}(?:(?:le|la){_BLANK}|l['’])?{title}(?=[,.;)])")


def _any_of(words: Collection[str]) -> str:
    """The longest first; an apostrophe stands for either."""
    in_order = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace("'", "['’]") for word in in_order)
