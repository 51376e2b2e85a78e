"""Every parameter that a page of ours knows, and values that nobody in good faith would send."""

from __future__ import annotations

import re
from functools import cache
from random import Random
from urllib.parse import quote

from django.conf import settings

from articles.forms import ArticleFilterForm

_NAME = re.compile(r"""(?:\bname="|[?&](?:amp;)?|\bGET\.get(?:list)?\("|\bvalues\.get\(")([a-z_]+)\b""")
_ADMIN = ("o", "p", "q", "e", "all", "_popup", "_to_field", "_facets", "id__in", "pk", "status__exact", "made_at__gte")

VALUES = (
    "", " ", "\x00", "a\x00b", "\ufffe", "'", '"', "''", "\\", "%", "%%s", "%(x)s", "{}", "{0.__class__}", "{{ 7 }}",
    "<script>alert(1)</script>", "javascript:alert(1)", "-1", "0", "1", "2", "00", "999999999999999999999", "1e309",
    "NaN", "inf", "²", "٣", "１２", "𝟗", "true", "none", "any", "-", "--", "-none", "JP", "-JP", "RU", "XX", "NATO",
    "japon", "-japon", "Japon", "zz-zz", "CONSULT", "-CONSULT", "verbal", "machine", "newest", "relevance", "share",
    "2013", "2013-11", "2013-11-02", "2013-02-30", "2013-13", "9999-12-31", "10000", "0000", "0001-01-01", "-2013",
    "2/11/2013", "2013-11-02T00:00:00Z", "AND", "OR OR", "NOT", "(", ")", "(((((", "a AND (b OR", '"sans fin', "*",
    "a*", "*a", ":*", "a & b", "!a", "a | !", "<->", "a NEAR b", "titre:", "é" * 400, "mot " * 400, "(" * 300,
    "a OR " * 200, "../../etc/passwd", "//example.org", "https://example.org/", "\u202eevil", "\u2028", "🇯🇵", "ß" * 30,
    "\r\nSet-Cookie: a=b", "articles.csv", "csv", "mention-1", "mention-x", "-1-", "quote-99999999999999999999",
)  # fmt: skip
RAW = ("%ED%A0%80", "%FF%FE", "%", "%zz", "%C3", "%00", "a=b=c", "[]", "[0]", "%5B%5D")  # not even UTF-8, or no pair


@cache
def parameters() -> tuple[str, ...]:
    """The names in forms and addresses of our templates, and those that code asks for."""
    files = [*(settings.ROOT / "templates").rglob("*.html")]
    files += [path for room in ("articles", "entities", "config") for path in (settings.ROOT / room).rglob("*.py")]
    named = {name for path in files for name in _NAME.findall(path.read_text("utf-8"))}
    return tuple(sorted(named | set(ArticleFilterForm.base_fields) | set(_ADMIN)))


def query(dice: Random) -> str:
    """A query string of a few parameters, some of them given twice."""
    pairs = []
    for name in dice.choices(parameters(), k=dice.randint(1, 8)):
        value = dice.choice(RAW) if dice.random() < 0.1 else quote(dice.choice(VALUES), safe="", errors="replace")
        pairs.append(f"{name}={value}")
    return "&".join(pairs)


def one_of_each(dice: Random) -> list[str]:
    """Query strings in which each parameter stands once, with any value."""
    names = list(parameters())
    dice.shuffle(names)
    pairs = [f"{name}={quote(dice.choice(VALUES), safe='', errors='replace')}" for name in names]
    return ["&".join(pairs[at : at + 7]) for at in range(0, len(pairs), 7)]
