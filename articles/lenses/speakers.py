"""Who is quoted about whom: each number counts quotes, once each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F, Value
from django.db.models.functions import Coalesce

from articles.models import Article, Quote
from entities.models import Actor

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from articles.forms import ArticleFilterForm

EACH, STATES = "each", "states"
NOBODY = 0  # stands for a speaker whom the text doesn't name, for words about nobody known, and for those of no state


@dataclass(frozen=True, slots=True)
class Spoken:
    """The quotes by the actor who speaks and the one who is spoken of, as ids."""

    cells: Mapping[tuple[int, int], set[int]]
    speakers: Mapping[int, set[int]]  # about whomever
    subjects: Mapping[int, set[int]]  # by whomever
    every: set[int]

    def of(self, speaker: int | None, subject: int | None) -> set[int]:
        """None stands for anybody."""
        if speaker is None:
            return self.every if subject is None else self.subjects.get(subject, set())
        return self.speakers.get(speaker, set()) if subject is None else self.cells.get((speaker, subject), set())


def spoken(form: ArticleFilterForm, who: str) -> Spoken:
    """In the articles that answer."""
    quotes = Quote.objects.counted().within(form.filter_qs(Article.objects.order_by())).order_by()
    speakers = dict(quotes.values_list("pk", Coalesce(F("speaker__canonical_id"), F("speaker_id"), Value(NOBODY))))
    told = Quote.about.through._default_manager.filter(quote__in=quotes.values("pk"), actor__is_hidden=False)
    told = told.exclude(actor__canonical__is_hidden=True).order_by()
    about: defaultdict[int, set[int]] = defaultdict(set)
    for quote, subject in told.values_list("quote_id", Coalesce(F("actor__canonical_id"), F("actor_id"))):
        about[quote].add(subject)
    stands_for = _states({*speakers.values()}.union(*about.values())) if who == STATES else None
    return _sorted_out(
        (quote, end if stands_for is None else stands_for.get(end, NOBODY), subject)
        for quote, end in speakers.items()
        for subject in _subjects(about.get(quote, ()), stands_for)
    )


def most_quoted(sets: Mapping[int, set[int]], most: int) -> list[int]:
    """Those with most quotes, NOBODY last."""
    known = sorted((pk for pk in sets if pk != NOBODY), key=lambda pk: (-len(sets[pk]), pk))[:most]
    return [*known, NOBODY] if NOBODY in sets else known


def _subjects(about: Iterable[int], stands_for: Mapping[int, int] | None) -> set[int]:
    """Whom a quote is about; NOBODY only where there is nobody else."""
    if stands_for is None:
        return set(about) or {NOBODY}
    return {stands_for[pk] for pk in about if pk in stands_for} or {NOBODY}


def _sorted_out(rows: Iterable[tuple[int, int, int]]) -> Spoken:
    cells: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
    speakers: defaultdict[int, set[int]] = defaultdict(set)
    subjects: defaultdict[int, set[int]] = defaultdict(set)
    for quote, speaker, subject in rows:
        cells[speaker, subject].add(quote)
        speakers[speaker].add(quote)
        subjects[subject].add(quote)
    return Spoken(cells, speakers, subjects, set().union(*speakers.values()))


def _states(pks: set[int]) -> dict[int, int]:
    """{actor: the state or alliance that it is or acts for}; places act for nobody."""
    actors = Actor.objects.filter(pk__in=pks - {NOBODY}).exclude(kind=Actor.Kind.PLACE)
    codes = {pk: code or country for pk, code, country in actors.values_list("pk", "code", "country")}
    shown = Actor.objects.shown().filter(code__in={*codes.values()} - {""})
    states = dict(shown.values_list("code", "pk"))
    return {pk: states[code] for pk, code in codes.items() if code in states}
