"""What a curator may correct of the article itself: outlet, date, title, text. The raw file stays as it came; what the
machine read comes back when the decision is undone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from articles.curation.deciding import locked
from articles.curation.fields import VALUES, as_kept, machine_value, show_fields
from articles.curation.keys import field_key, field_version
from articles.curation.log import Log
from articles.curation.replaying import replay
from articles.curation.touching import decided
from articles.importing.dating.days import first_day
from articles.models import Article, Place, Source
from articles.reading import AS_READ, LONGEST, Corrections
from entities.decisions import CurationError, about, record
from entities.models import Decision
from entities.versions import Outdated

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.contrib.auth.models import User

Action = Decision.Action
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@transaction.atomic
def attribute(*, article: Article, source: Source | None, by: User, reason: str = "", seen: str = "") -> Decision:
    """Say which outlet published the article; None: not known."""
    article = _fresh(article, "source", seen)
    if article.source == source:
        raise CurationError(_("L’article a déjà cette source."))
    values = {"from": article.source.key if article.source else None, "source": source.key if source else None}
    return _correct(Action.ATTRIBUTE, article, "source", values, by, reason)


@transaction.atomic
def correct_date(*, article: Article, published: str, by: User, reason: str = "", seen: str = "") -> Decision:
    """`published` is YYYY, YYYY-MM or YYYY-MM-DD; empty: nobody knows. The machine's own date: it is right."""
    article = _fresh(article, "published", seen)
    if published and not is_date(published):
        raise CurationError(_("Une date s’écrit AAAA, AAAA-MM ou AAAA-MM-JJ."))
    if published == article.published and article.date_basis == Article.DateBasis.DECIDED:
        raise CurationError(_("L’article a déjà cette date."))
    values = {"from": article.published, "published": published}
    return _correct(Action.DATE, article, "published", values, by, reason)


@transaction.atomic
def correct_text(*, article: Article, place: str, text: str, by: User, reason: str = "", seen: str = "") -> Decision:
    """Put another text in the place of the whole title or body. What was found keeps to its words; what was decided
    stays decided; names in the new words are found by the next extraction."""
    article = _fresh(article, place, seen)
    text = _tidy(text, is_title=place == Place.TITLE)
    before: str = getattr(article, place)
    if text == before:
        raise CurationError(_("Le texte est déjà ainsi."))
    if not text and place == Place.TITLE:
        raise CurationError(_("Un article a un titre."))
    if len(text) > LONGEST:
        raise CurationError(_("Ce texte est trop long."))
    return _correct(Action.TEXT, article, place, {"from": before, "text": text}, by, reason)


def corrections(article: Article) -> Corrections:
    """What to read the article with: the corrections that stand."""
    fields = Log(article).fields if article.pk is not None else {}
    last = {name: fields[name][-1].values[VALUES[name]] for name in ("title", "body", "published") if fields.get(name)}
    return Corrections(**last)


def corrections_of(articles: Collection[Article]) -> dict[int, Corrections]:
    """The same of stored articles, by id."""
    some = decided(articles)
    return {article.pk: corrections(article) if article.pk in some else AS_READ for article in articles}


def show_corrections(article: Article) -> None:
    """Put what people decided of the article's own fields into those that were just read, before anything is saved."""
    show_fields(article, Log(article))


def _fresh(article: Article, field: str, seen: str) -> Article:
    now = locked(article.pk)
    if seen and seen != field_version(now, field):
        raise Outdated(about(field_key(now, field)).last())
    return now


def _correct(
    action: Decision.Action, article: Article, field: str, values: dict[str, Any], by: User, reason: str
) -> Decision:
    values["machine"] = as_kept(field, machine_value(article, field))
    subject, seen = field_key(article, field), field_version(article, field)
    decision = record(action=action, subject=subject, values=values, by=by, reason=reason, seen=seen)
    replay(article)
    return decision


def is_date(published: str) -> bool:
    """Whether this is a partial date of the calendar."""
    if not _DATE.fullmatch(published):
        return False
    try:
        first_day(published)
    except ValueError:
        return False
    return True


def _tidy(text: str, *, is_title: bool) -> str:
    """Line ends and blanks as a form sends them become those of a stored text."""
    if is_title:
        return " ".join(text.split())
    lines = (line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
