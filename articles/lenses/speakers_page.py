"""Everything that the page of speakers and subjects shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from articles.addresses import NONE
from articles.lenses.addresses import Given, Lens, lens
from articles.lenses.frames import Choice, Frame, Opened, choices, frame, opened_quotes
from articles.lenses.speakers import EACH, NOBODY, STATES, Spoken, most_quoted, spoken
from articles.models import Quote
from articles.wording import name_of
from entities.models import Actor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from articles.displaying import Reader
    from articles.forms import ArticleFilterForm
    from articles.vocabulary import Words

WHO: dict[str, Words] = {EACH: _("chacun sous son nom"), STATES: _("par État ou alliance")}
MOST: dict[str, Words] = {"6": "6", "12": "12", "24": "24"}
USUAL_MOST = "12"
SHADES = 4  # how many tints tell much from little

_NOBODY: dict[str, tuple[Words, Words]] = {  # as a speaker, and as a subject
    EACH: (_("locuteur non nommé"), _("aucun acteur reconnu")),
    STATES: (_("ni État ni alliance"), _("ni État ni alliance")),
}


@dataclass(frozen=True, slots=True)
class Head:
    """Who speaks, or is spoken of: `count` quotes in all. NOBODY has no page of its own."""

    words: str
    page: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class Cell:
    """`shade` is from 1 to SHADES; `words` say the whole of it."""

    count: int
    shade: int
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Row:
    head: Head
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class SpeakersPage:
    frame: Frame
    who: tuple[Choice, ...]
    most: tuple[Choice, ...]
    subjects: tuple[Head, ...]
    rows: tuple[Row, ...]
    total: int
    speaker_count: int
    subject_count: int
    opened: Opened | None

    @property
    def shown_speakers(self) -> int:
        return sum(bool(row.head.page) for row in self.rows)

    @property
    def shown_subjects(self) -> int:
        return sum(bool(subject.page) for subject in self.subjects)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The quotes to open: NOBODY is a choice, None stands for anybody."""

    speaker: Actor | int | None
    subject: Actor | int | None


@dataclass(frozen=True, slots=True)
class _Table:
    """What every head and cell is made of."""

    said: Spoken
    actors: Mapping[int, Actor]
    here: Lens
    who: str
    highest: int  # quotes of one whom we know about another

    def words(self, pk: int, *, is_subject: bool) -> str:
        return name_of(self.actors[pk], get_language() or "fr") if pk else str(_NOBODY[self.who][is_subject])

    def value(self, pk: int) -> str:
        return self.actors[pk].slug if pk else NONE

    def speaker(self, pk: int) -> Head:
        return self._head(pk, len(self.said.speakers[pk]), self.here.change(speaker=self.value(pk)), is_subject=False)

    def subject(self, pk: int) -> Head:
        return self._head(pk, len(self.said.subjects[pk]), self.here.change(about=self.value(pk)), is_subject=True)

    def _head(self, pk: int, count: int, address: Lens, *, is_subject: bool) -> Head:
        page = self.actors[pk].get_absolute_url() if pk else ""
        return Head(self.words(pk, is_subject=is_subject), page, count, f"{address}#opened")

    def cell(self, speaker: int, subject: int) -> Cell | None:
        count = len(self.said.of(speaker, subject))
        if not count:
            return None
        told = {"speaker": self.words(speaker, is_subject=False), "subject": self.words(subject, is_subject=True)}
        words = gettext("%(speaker)s, à propos de : %(subject)s") % told
        address = self.here.change(speaker=self.value(speaker), about=self.value(subject))
        return Cell(count, min(-(-SHADES * count // self.highest), SHADES), words, f"{address}#opened")


def speakers_page(form: ArticleFilterForm, values: Mapping[str, str], reader: Reader) -> SpeakersPage:
    form.is_valid()
    given = Given(values)
    who, most = given.one_of("who", WHO, EACH), given.one_of("most", MOST, USUAL_MOST)
    own = {"who": "" if who == EACH else who, "most": "" if most == USUAL_MOST else most}
    here = lens("speakers", form.address, own)
    said = spoken(form, who)
    asked = _asked(given)
    speakers, subjects = most_quoted(said.speakers, int(most)), most_quoted(said.subjects, int(most))
    actors = Actor.objects.in_bulk({*speakers, *subjects} - {NOBODY})
    known = [(one, other) for one in speakers for other in subjects if one and other]
    highest = max((len(said.of(*ends)) for ends in known), default=1)
    table = _Table(said, actors, here, who, highest or 1)
    return SpeakersPage(
        frame=frame(form, here, unknown=given.unknown),
        who=choices(here, "who", WHO, who, EACH),
        most=choices(here, "most", MOST, most, USUAL_MOST),
        subjects=tuple(table.subject(pk) for pk in subjects),
        rows=tuple(Row(table.speaker(pk), tuple(table.cell(pk, one) for one in subjects)) for pk in speakers),
        total=len(said.every),
        speaker_count=len(said.speakers.keys() - {NOBODY}),
        subject_count=len(said.subjects.keys() - {NOBODY}),
        opened=_opened(table, asked, given.text("page"), reader) if asked else None,
    )


def _asked(given: Given) -> _Asked | None:
    """Whose quotes, about whom: a name that nobody has asks for nothing."""
    slugs = {key: given.text(key) for key in ("speaker", "about") if given.text(key)}
    wanted = [slug for slug in slugs.values() if slug != NONE]
    found = {actor.slug: actor for actor in Actor.objects.shown().filter(slug__in=wanted)} if wanted else {}
    ends: dict[str, Actor | int] = {}
    for key, slug in slugs.items():
        if slug == NONE:
            ends[key] = NOBODY
        elif slug in found:
            ends[key] = found[slug]
        else:
            given.refuse(key)
    return _Asked(ends.get("speaker"), ends.get("about")) if ends else None


def _opened(table: _Table, asked: _Asked, number: str, reader: Reader) -> Opened:
    pks = [end.pk if isinstance(end, Actor) else end for end in (asked.speaker, asked.subject)]
    quotes = Quote.objects.filter(pk__in=table.said.of(*pks))
    own = {key: _value(end) for key, end in (("speaker", asked.speaker), ("about", asked.subject))}
    return opened_quotes(_label(asked, table.who), quotes, table.here.change(**own), table.here, number, reader)


def _value(end: Actor | int | None) -> str:
    return "" if end is None else end.slug if isinstance(end, Actor) else NONE


def _label(asked: _Asked, who: str) -> str:
    language = get_language() or "fr"
    named = [
        "" if end is None else name_of(end, language) if isinstance(end, Actor) else str(_NOBODY[who][is_subject])
        for is_subject, end in enumerate((asked.speaker, asked.subject))
    ]
    if not named[1]:
        return gettext("Propos : %(speaker)s") % {"speaker": named[0]}
    if not named[0]:
        return gettext("À propos de : %(subject)s") % {"subject": named[1]}
    return gettext("%(speaker)s, à propos de : %(subject)s") % {"speaker": named[0], "subject": named[1]}
