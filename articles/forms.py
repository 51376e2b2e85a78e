"""The query string of the list: what it may say, and what it means for a queryset."""

from __future__ import annotations

import datetime
import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from articles import narrowing
from articles.addresses import AXIS_LABELS, MINUS, SHARE, Address, Axis
from articles.expressions import understood
from articles.picking import Pick, Unknown, picked
from articles.searching import query_of

if TYPE_CHECKING:
    from articles.querysets import ArticleQuerySet, EvidenceQuerySet

NEWEST, RELEVANCE = "newest", "relevance"
LONGEST_QUERY = 300
MOST_VALUES = 20  # of one axis; what is more is nobody's click
_PARTIAL_DATE = re.compile(r"[12]\d{3}(-(0[1-9]|1[0-2])(-\d{2})?)?", re.ASCII)


class ValuesField(forms.Field):
    """A key that may be repeated: each value once, in order, empty ones left out."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[str]:
        given = (str(one).strip() for one in value or [])
        return list(dict.fromkeys(one for one in given if one.strip(MINUS)))[:MOST_VALUES]


class PartialDateField(forms.CharField):
    """YYYY, YYYY-MM or YYYY-MM-DD, also written as in French: 11/2013, 2/11/2013."""

    default_error_messages = {
        "invalid": _("Date illisible, ignorée : « %(value)s ». Écrivez 2013, 2013-11 ou 2013-11-02.")
    }

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        parts = re.split(r"[-/.]", text.strip())
        parts = parts[::-1] if len(parts[0]) < 4 <= len(parts[-1]) else parts
        date = "-".join([parts[0], *(part.zfill(2) for part in parts[1:])])
        if not text or self._exists(date):
            return date if text else ""
        raise forms.ValidationError(self.error_messages["invalid"], params={"value": text[:20]})

    @staticmethod
    def _exists(date: str) -> bool:
        try:
            datetime.date.fromisoformat(f"{date}-01-01"[:10])
        except ValueError:
            return False
        return bool(_PARTIAL_DATE.fullmatch(date))


class ArticleFilterForm(forms.Form):
    """Validates the query string and narrows a queryset. What it can't make sense of it leaves out and says so in
    `notices`: it always gives a list. Call `is_valid()` before anything else."""

    q = forms.CharField(
        label=_("Mots cherchés"),
        max_length=LONGEST_QUERY,
        required=False,
        error_messages={"max_length": _("La recherche est limitée à %(limit_value)d caractères : elle a été ignorée.")},
    )
    country = ValuesField(label=_("Pays et alliances"), required=False)
    person = ValuesField(label=_("Personnes"), required=False)
    office = ValuesField(label=_("Fonctions à cette date"), required=False)
    organisation = ValuesField(label=_("Organisations"), required=False)
    place = ValuesField(label=_("Lieux"), required=False)
    acting = ValuesField(label=_("Pays qui agissent ou sont visés"), required=False)
    type = ValuesField(label=_("Types de relations"), required=False)
    quad = ValuesField(label=_("Classes de relations"), required=False)
    mode = ValuesField(label=_("Modes des énoncés"), required=False)
    year = ValuesField(label=_("Années"), required=False)
    month = ValuesField(label=_("Mois"), required=False)
    told = ValuesField(label=_("Années citées"), required=False)
    outlet = ValuesField(label=_("Sources"), required=False)
    press = ValuesField(label=_("Pays des sources"), required=False)
    media = ValuesField(label=_("Genre de média"), required=False)  # type: ignore[assignment]  # no form here has Media
    agency = ValuesField(label=_("Agences créditées"), required=False)
    status = ValuesField(label=_("Vérification"), required=False)
    since = PartialDateField(label=_("Depuis"), required=False)
    until = PartialDateField(label=_("Jusqu’à"), required=False)
    scale = forms.CharField(required=False)
    sort = forms.ChoiceField(
        label=_("Ordre"),
        choices=[(NEWEST, _("les plus récents")), (RELEVANCE, _("les plus pertinents"))],
        required=False,
        error_messages={"invalid_choice": _("Cet ordre n’existe pas : « %(value)s ».")},
    )

    def clean(self) -> dict[str, Any]:
        self.unknown: Unknown = []
        self.picks, unknown = picked({axis: self._given(axis) for axis in Axis})
        self.unknown += unknown
        since, until = self.dates
        if since and until and narrowing.first_day(since) > narrowing.last_day(until):
            self.cleaned_data["since"], self.cleaned_data["until"] = until, since
        return self.cleaned_data

    def _given(self, axis: Axis) -> list[str]:
        values: list[str] = self.cleaned_data.get(axis, [])
        storable = [value for value in values if "\x00" not in value]
        self.unknown += [(axis, value.replace("\x00", "�")) for value in values if value not in storable]
        return storable

    @property
    def query(self) -> str:
        return str(self.cleaned_data.get("q", ""))

    @property
    def dates(self) -> tuple[str, str]:
        """The first and the last date asked for, partial or empty."""
        return self.cleaned_data.get("since", ""), self.cleaned_data.get("until", "")

    @property
    def is_share(self) -> bool:
        """Whether the years are set beside all that we hold of them."""
        return bool(self.cleaned_data.get("scale") == SHARE)

    @cached_property
    def order(self) -> str:
        """The order asked for; unless said, the best first for search words and the newest first for all else."""
        asked = self.cleaned_data.get("sort") or ""
        if asked == RELEVANCE and not self.query:
            return NEWEST
        return asked or (RELEVANCE if self.query else NEWEST)

    @cached_property
    def address(self) -> Address:
        """This state of the list, without its page and without what could not be understood."""
        usual = RELEVANCE if self.query else NEWEST
        return Address(
            self.query,
            tuple(pick.said for pick in self.picks),
            *self.dates,
            scale=SHARE if self.is_share else "",
            sort="" if self.order == usual else self.order,
        )

    @property
    def notices(self) -> list[str]:
        """What was left out of account, for the reader."""
        errors = [str(message) for messages in self.errors.values() for message in messages]
        errors += [str(notice) for notice in understood(self.query).notices]
        for axis, value in self.unknown:
            told = {"axis": str(AXIS_LABELS[axis]).lower(), "value": value[:80]}
            errors.append(translate("Filtre inconnu, ignoré : %(axis)s « %(value)s ».") % told)
        return errors

    def would_replace(self, axis: Axis) -> bool:
        """Whether another value of this axis takes the place of something picked."""
        return self.kept(axis) != self.picks or (axis == Axis.YEAR and any(self.dates))

    def filter_qs(
        self, articles: ArticleQuerySet, *, without: Axis | None = None, has_words: bool = True
    ) -> ArticleQuerySet:
        """The articles that answer to everything picked; or to everything that stays when another value of one single
        axis is chosen; or whatever their words are."""
        articles = narrowing.narrowed(articles, self.kept(without))
        if without != Axis.YEAR:
            articles = narrowing.dated_within(articles, *self.dates)
        return articles.matching(query_of(self.query)) if self.query and has_words else articles

    def statements(self, *, without: Axis | None = None) -> EvidenceQuerySet:
        """The counted statements that answer to what was picked of them."""
        return narrowing.statements(self.kept(without))

    def in_order(self, articles: ArticleQuerySet) -> ArticleQuerySet:
        return articles.best_first(query_of(self.query)) if self.order == RELEVANCE else articles.newest_first()

    def kept(self, without: Axis | None) -> list[Pick]:
        """What is picked, but for what another value of this axis would replace."""
        gone = {Axis.YEAR, Axis.MONTH} if without == Axis.YEAR else {without}
        return [pick for pick in self.picks if pick.axis not in gone]
