"""Europresse's collections in HTML: an article each `article` element. PURE."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from articles.importing.parsed import Unreadable
from articles.importing.readers import slips
from articles.importing.readers.markup import blocks, decoded_page, tree_of, words_of
from articles.importing.readers.page import OUTSIDE as OUTSIDE_ONE
from articles.importing.readers.records import (
    Dropped,
    Item,
    Options,
    Record,
    Refused,
    Unfit,
    bounded_key,
    numbered,
    whole,
)
from articles.importing.readers.slips import Datum, Rest, Slip

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # it has no types

LARGEST = 60 * 2**20  # bytes of one collection: a thousand articles take a fifth of that
_START = re.compile(r"<article\b", re.IGNORECASE)
_END = re.compile(r"</article\s*>", re.IGNORECASE)
OUTSIDE, NO_TEXT = "outside the articles", "The document holds no text."
_DATA = (  # kind, classes that hold it, the surer first
    ("title", ("rdp__articletitle", "titreArticleVisu", "titreArticle")),
    ("date", ("DocHeader", "publiC-lblDate")),
    ("author", ("rdp__authors", "docAuthors", "sm-margin-bottomNews")),
    ("source", ("DocPublicationName", "rdp__DocPublicationName")),
)
_TEXTS = ("docOcurrContainer", "DocText", "rdp__articletext")
_LEADS = ("rdp__subtitle", "rdp__lead", "chapo")
_NUMBERS = ("publiC-lblNodoc", "lblNodoc")


def is_collection(start: bytes) -> bool:
    return b"DocPublicationName" in start or b"rdp__articletitle" in start or b"titreArticleVisu" in start


def read(stream: BinaryIO, name: str, options: Options) -> Iterator[Item]:
    text, encoding = decoded_page(whole(stream, min(LARGEST, options.limits.file)))
    starts = [match.start() for match in _START.finditer(text)]
    yield from _outside(text[: starts[0]] if starts else text, name, "before the first article")
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(text)], strict=False), 1):
        closing = _END.search(text, start, end)
        last = closing.end() if closing else end
        yield _one(text[start:last], name, f"document {number}", number, encoding)
        yield from _outside(text[last:end], name, f"after document {number}")
    if not starts:
        raise Unfit("The collection holds no article.")


def _outside(markup: str, name: str, place: str) -> Iterator[Item]:
    try:
        words = "\n".join(blocks(tree_of(markup))) if markup.strip() else ""
    except Unreadable:
        return
    except Unfit as reason:
        yield Refused(name, place, str(reason))
        return
    if words:
        yield Dropped(name, place, OUTSIDE, words)


def _one(markup: str, name: str, place: str, number: int, encoding: str) -> Item:
    try:
        tree = tree_of(markup)
    except (Unreadable, Unfit) as reason:
        return Refused(name, place, str(reason))
    own = next((words_of(one) for kind in _NUMBERS for one in _of_class(tree, kind)), "")
    data = tuple(_taken_data(tree))
    text = "\n\n".join(_taken_text(tree))
    if not text:
        return Refused(name, place, NO_TEXT)
    left = blocks(tree)
    rest = (Rest(OUTSIDE_ONE, "\n".join(left)),) if left else ()
    slip = Slip("europresse", name, text, data, rest, encoding)
    return Record(name, bounded_key(own or numbered(number)), place, slips.write(slip))


def _taken_data(tree: HtmlElement) -> Iterator[Datum]:
    """Each datum; its element is taken out of the tree."""
    for kind, classes in _DATA:
        named = ((name, one) for name in classes for one in _of_class(tree, name))
        for name, one in named:
            if words := words_of(one):
                yield Datum(kind, f"europresse:{name}", words)
                _take(one)
                break


def _taken_text(tree: HtmlElement) -> Iterator[str]:
    """The paragraphs, the standfirst first; their elements are taken out of the tree."""
    found = next((elements for kind in _TEXTS if (elements := _outermost(_of_class(tree, kind)))), [])
    leads = [
        one for kind in _LEADS for one in _of_class(tree, kind) if not any(_is_inside(one, text) for text in found)
    ]
    for element in [*leads[:1], *found]:
        yield from blocks(element)
        _take(element)


def _take(element: HtmlElement) -> None:
    """Out of its tree; what stood before and after it stays apart."""
    element.tail = f" {element.tail or ''}"
    element.drop_tree()


def _of_class(tree: HtmlElement, name: str) -> list[HtmlElement]:
    found: list[HtmlElement] = tree.xpath(
        "//*[contains(concat(' ', normalize-space(@class), ' '), $name)]", name=f" {name} "
    )
    return found


def _outermost(elements: list[HtmlElement]) -> list[HtmlElement]:
    return [one for one in elements if not any(other is not one and _is_inside(one, other) for other in elements)]


def _is_inside(one: HtmlElement, other: HtmlElement) -> bool:
    return any(ancestor is other for ancestor in one.iterancestors())
