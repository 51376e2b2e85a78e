"""A dossier as files: citations with the reader's notes, a text to read, and all of it as one archive."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext

from articles.citing import as_bibtex, as_csl, notes_of
from articles.exporting.files import BIBTEX, CSL, RIS
from articles.exporting.references import as_ris, reference
from articles.wording import date_in_words, text_quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from articles.dossiers.showing import ShownDossier, ShownPiece
    from articles.models import Article

MARKDOWN, ZIP = "text/markdown; charset=utf-8", "application/zip"
_MARKDOWN = re.compile(r"[\\`*_{}\[\]<>#|~&]")
_LIST = re.compile(r"^(\s*(?:\d+(?=[.)]))?)([-+=.)])")  # what begins a list, or makes a heading of the line before
_IN_BRACKETS = {ord("<"): "%3C", ord(">"): "%3E", ord(" "): "%20"}
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that an archive can tell: the same dossier makes the same file


def file_of(shown: ShownDossier, name: str, site: str) -> tuple[str, bytes] | None:
    """The type and the bytes of one of the files; None for any other name."""
    if name == "dossier.zip":
        return ZIP, _archive(shown, site)
    if name not in _FILES:
        return None
    type_, written = _FILES[name]
    return type_, written(shown, site).encode()


def _archive(shown: ShownDossier, site: str) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, (_type, written) in _FILES.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), written(shown, site), zipfile.ZIP_DEFLATED)
    return whole.getvalue()


def _ris(shown: ShownDossier, site: str) -> str:
    return "".join(as_ris(reference(article, site), notes) for article, notes in _noted(shown))


def _bibtex(shown: ShownDossier, site: str) -> str:
    return "\n".join(as_bibtex(reference(article, site), " ; ".join(notes)) for article, notes in _noted(shown))


def _csl(shown: ShownDossier, site: str) -> str:
    items = []
    for article, notes in _noted(shown):
        cited = reference(article, site)
        told = "; ".join([*notes_of(cited), *notes])
        items.append(as_csl(cited) | ({"note": told} if told else {}))
    return json.dumps(items, ensure_ascii=False, indent=1)


def _markdown(shown: ShownDossier, site: str) -> str:
    return "\n".join(_lines(shown, site)) + "\n"


def _lines(shown: ShownDossier, site: str) -> Iterator[str]:
    yield f"# {_plain(shown.dossier.title or gettext('Dossier sans titre'))}"
    for one in shown.pieces:
        cited = reference(one.article, site)
        date = date_in_words(cited.published, get_language() or "fr") or gettext("sans date")
        yield f"\n## {_plain(cited.title)}\n"
        yield _plain(", ".join(filter(None, (date, cited.outlet)))) + f"  \n<{cited.url.translate(_IN_BRACKETS)}>"
        if one.text:
            yield "\n> " + _plain(" ".join(one.text.split()))
        if one.piece.note:
            yield "\n" + "  \n".join(_plain(line) for line in one.piece.note.split("\n"))


def _plain(line: str) -> str:
    """Words as they are: nothing in them is a heading, a link or an element."""
    escaped = _MARKDOWN.sub(r"\\\g<0>", line)
    return _LIST.sub(r"\1\\\2", escaped)


def _noted(shown: ShownDossier) -> list[tuple[Article, list[str]]]:
    """Each article once, with what was noted of it and of its sentences."""
    articles: dict[int, tuple[Article, list[str]]] = {}
    for one in shown.pieces:
        _article, notes = articles.setdefault(one.article.pk, (one.article, []))
        if told := _note(one):
            notes.append(told)
    return list(articles.values())


def _note(one: ShownPiece) -> str:
    """« La phrase » – la note"""
    sentence = text_quoted(" ".join(one.text.split())) if one.text else ""
    return " – ".join(filter(None, (sentence, " ".join(one.piece.note.split()))))


_FILES: dict[str, tuple[str, Callable[[ShownDossier, str], str]]] = {
    "dossier.md": (MARKDOWN, _markdown),
    "dossier.ris": (RIS, _ris),
    "dossier.bib": (BIBTEX, _bibtex),
    "dossier.csl.json": (CSL, _csl),
}
