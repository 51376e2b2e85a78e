"""The address of a dyad’s page says its whole state: unit, years, modes, what the ledger holds, two periods."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from articles.dyads.facts import TONES as PLACES_OF_TONES
from articles.dyads.pairs import dyad_address
from articles.vocabulary import MODES, TYPES, Tone

if TYPE_CHECKING:
    from articles.dyads.facts import Facts

FIRST_YEAR, LAST_YEAR = 1800, 2200
NONE = "none"  # the value that stands for "no date", "no outlet given", "nobody known"
A_MONTH = len("2000-01")
MANY = "many"  # the part that statements of more than two take


class Unit(StrEnum):
    STATEMENTS = "statements"
    ARTICLES = "articles"
    EVENTS = "events"


UNITS = {Unit.STATEMENTS: _("énoncés distincts"), Unit.ARTICLES: _("articles"), Unit.EVENTS: _("événements")}
TONES = {Tone.COOPERATION: _("coopération"), Tone.NEUTRAL: _("demande"), Tone.CONFLICT: _("conflit")}


@dataclass(frozen=True, slots=True)
class Asked:
    """A state of the page. Its fields are the keys of the query string, `since` and `until` written `from` and `to`."""

    first: str
    second: str
    unit: str = ""
    since: int | None = None
    until: int | None = None
    mode: tuple[str, ...] = ()
    year: str = ""
    month: str = ""  # YYYY-MM, or YYYY for what came out in that year, nobody knows in which month
    tone: str = ""
    type: str = ""
    speaker: str = ""
    outlet: str = ""
    a_from: int | None = None
    a_to: int | None = None
    b_from: int | None = None
    b_to: int | None = None
    page: int = 1

    def __str__(self) -> str:
        pairs = self.pairs
        if not pairs:
            return self.path
        query = "&".join([f"{name}={value}" for name, value in pairs])
        return f"{self.path}?{query if _PLAIN.fullmatch(query) else urlencode(pairs)}"

    @property
    def path(self) -> str:
        return dyad_address(self.first, self.second)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        found = []
        for name in _ASKED:
            value = getattr(self, name)
            if value and not (name == "page" and value == 1):
                values = value if isinstance(value, tuple) else (value,)
                found += [(KEYS.get(name, name), str(one)) for one in values]
        return found

    @property
    def chosen_unit(self) -> Unit:
        return Unit(self.unit or Unit.STATEMENTS)

    @property
    def is_narrowed(self) -> bool:
        return any((self.year, self.month, self.tone, self.type, self.speaker, self.outlet))

    @property
    def pairs_without_years(self) -> list[tuple[str, str]]:
        """For a form that asks for other years."""
        return self.without_years.pairs

    @property
    def pairs_without_periods(self) -> list[tuple[str, str]]:
        """For a form that asks for two other periods."""
        return self.change(a_from=None, a_to=None, b_from=None, b_to=None).pairs

    @property
    def without_years(self) -> Asked:
        return self.change(since=None, until=None)

    @property
    def of_all_modes(self) -> Asked:
        return self.change(mode=())

    @property
    def plain(self) -> Asked:
        """The whole page, in the same unit."""
        return Asked(self.first, self.second, unit=self.unit)

    def change(self, **values: Any) -> Asked:
        """Another state, on its first page."""
        return replace(self, **{"page": 1, **values})

    def whole(self) -> Asked:
        """With the ledger narrowed to nothing."""
        return self.change(year="", month="", tone="", type="", speaker="", outlet="")

    def toggled(self, mode: str) -> Asked:
        """With the mode chosen, or no longer."""
        chosen = {*self.mode} ^ {mode}
        return self.change(mode=tuple(one for one in MODES if one in chosen and chosen != {*MODES}))

    def of_years(self, facts: Facts) -> Facts:
        """Those of the years asked for."""
        if self.since is None and self.until is None:
            return facts
        return facts.within(self.since or FIRST_YEAR, self.until or LAST_YEAR)

    def of_modes(self, facts: Facts) -> Facts:
        """Those of the modes asked for."""
        return facts.where(facts.is_in(self.mode)) if self.mode else facts


KEYS = {"since": "from", "until": "to"}
_PLAIN = re.compile(r"[\w.&=-]*", re.ASCII)  # a query that needs no quoting
_ASKED = tuple(field.name for field in fields(Asked))[2:]


class DyadForm(forms.Form):
    """What it can't make sense of it leaves out and says so in `notices`. Call `is_valid()` before anything else."""

    unit = forms.ChoiceField(choices=[(unit.value, label) for unit, label in UNITS.items()], required=False)
    mode = forms.MultipleChoiceField(choices=list(MODES.items()), required=False)
    tone = forms.ChoiceField(choices=[(tone.value, label) for tone, label in TONES.items()], required=False)
    type = forms.ChoiceField(choices=[(name, words.label) for name, words in TYPES.items()], required=False)
    speaker = forms.SlugField(required=False, max_length=200)
    outlet = forms.SlugField(required=False, max_length=100)
    page = forms.IntegerField(min_value=1, required=False)

    def __init__(self, first: str, second: str, given: Any) -> None:
        super().__init__(given)
        self._dyad = (first, second)
        for name in ("from", "to", "a_from", "a_to", "b_from", "b_to"):
            self.fields[name] = forms.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR, required=False)
        self.fields["year"] = forms.RegexField(rf"^(?:[12][0-9]{{3}}|{NONE})$", required=False)
        self.fields["month"] = forms.RegexField(r"^[12][0-9]{3}(?:-(?:0[1-9]|1[0-2]))?$", required=False)

    @property
    def asked(self) -> Asked:
        given = self.cleaned_data
        since, until = _in_order(given.get("from"), given.get("to"))
        a_from, a_to = _in_order(given.get("a_from"), given.get("a_to"))
        b_from, b_to = _in_order(given.get("b_from"), given.get("b_to"))
        unit = given.get("unit", "")
        return Asked(
            *self._dyad,
            unit="" if unit == Unit.STATEMENTS else unit,
            since=since,
            until=until,
            mode=tuple(mode for mode in MODES if mode in given.get("mode", ())),
            **{name: given.get(name, "") for name in ("year", "month", "tone", "type", "speaker", "outlet")},
            a_from=a_from,
            a_to=a_to,
            b_from=b_from,
            b_to=b_to,
            page=given.get("page") or 1,
        )

    @property
    def notices(self) -> list[str]:
        return [
            translate("Filtre inconnu, ignoré : « %(value)s ».") % {"value": self._given(name)} for name in self.errors
        ]

    def _given(self, name: str) -> str:
        value = self.data.get(name, "")
        return f"{name}={value}"[:80].replace("\x00", "�")


def _in_order(since: int | None, until: int | None) -> tuple[int | None, int | None]:
    """The years of a period, whichever was given first."""
    return (until, since) if since and until and until < since else (since, until)


def narrowed(facts: Facts, asked: Asked, *, speaker: int | None, outlet: int | None) -> Facts:
    """Those of what the ledger is narrowed to; `speaker` and `outlet` are those that the address names."""
    if asked.year:
        facts = facts.where(facts.year == (0 if asked.year == NONE else int(asked.year)))
    if asked.month:
        month = int(asked.month.replace("-", "").ljust(6, "0"))
        facts = facts.where(facts.published // 100 == month)
    if asked.tone:
        tone = PLACES_OF_TONES.index(Tone(asked.tone))
        facts = facts.where((facts.tone == tone) & ~facts.is_standing)
    if asked.type:
        facts = facts.where(facts.is_of({asked.type}))
    if asked.speaker:
        facts = facts.where(facts.is_attributed & (facts.speaker == (speaker or 0)))
    if asked.outlet:
        facts = facts.where(facts.outlet == (outlet or 0))
    return facts
