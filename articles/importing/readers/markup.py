"""Text of HTML: every word that a reader of the page sees, in blocks, in order. PURE."""

from __future__ import annotations

import re

import lxml.html  # type: ignore[import-untyped]  # it has no types
from lxml import etree

from articles.importing.parsed import Unreadable
from articles.importing.readers.decoding import decode
from articles.importing.readers.records import Unfit
from articles.importing.readers.slips import one_line, safe

UNSEEN = frozenset(["script", "style", "template", "svg", "math", "iframe", "object", "noframes"])
_INLINE = frozenset([
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
    "var", "wbr",
])  # fmt: skip
_MARKED = re.compile(
    r"</?(?:p|br|div|span|a|h[1-6]|ul|ol|li|em|strong|b|i|img|figure|blockquote|table|tr|td|html|body|article|section)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_.:-]+)", re.IGNORECASE)
_XML = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([a-zA-Z0-9_.:-]+)")
_DEEP = "depth"
TOO_DEEP = "The page is nested too deeply to be read whole."


def looks_marked_up(value: str) -> bool:
    return "<" in value and bool(_MARKED.search(value))


def decoded_page(data: bytes, declared: str = "") -> tuple[str, str]:
    """The text of a page and its encoding: as HTTP or the page declares it, else as it reads best."""
    found = _CHARSET.search(data[:4096]) or _XML.search(data[:200])
    for name in (declared, found[1].decode("ascii") if found else ""):
        encoding = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252"}.get(name.lower(), name)
        try:
            if encoding and not encoding.lower().startswith("utf-7"):
                return data.decode(encoding), name.lower()
        except (LookupError, UnicodeError, ValueError):
            continue
    decoded = decode(data)
    return decoded.text, decoded.encoding


def tree_of(text: str) -> lxml.html.HtmlElement:
    """Raises Unreadable for what holds no element at all, Unfit for what can't be read to its end."""
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        tree = lxml.html.document_fromstring(safe(text).encode(), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable("The page holds no text.") from error
    if any(_DEEP in entry.message.lower() for entry in parser.error_log):
        raise Unfit(TOO_DEEP)
    return tree


def text_of_markup(value: str) -> str:
    """A fragment's words in paragraphs; as it is where it can't be read."""
    try:
        return "\n\n".join(blocks(tree_of(f"<div>{value}</div>")))
    except (Unreadable, Unfit):
        return value


def blocks(element: lxml.html.HtmlElement) -> list[str]:
    """The visible words, a block at a time; blanks are collapsed."""
    done: list[str] = []
    now: list[str] = []
    walker = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in walker:
        is_tag = isinstance(node.tag, str)
        breaks = is_tag and node.tag not in _INLINE
        if event == "start":
            _flush(now, done, breaks=breaks)
            if node.tag in UNSEEN:
                walker.skip_subtree()
            elif node.text:
                now.append(node.text)
        else:
            _flush(now, done, breaks=breaks and event == "end")
            if node.tail and node is not element:
                now.append(node.tail)
    _flush(now, done, breaks=True)
    return done


def _flush(now: list[str], done: list[str], *, breaks: bool) -> None:
    if breaks:
        if text := one_line("".join(now)):
            done.append(text)
        now.clear()


def words_of(element: lxml.html.HtmlElement) -> str:
    return " ".join(blocks(element))
