"""What pages tell of a file that was brought, and of a run of an import."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from articles.importing.storing import Outcome
from articles.models import Article, ImportRun, Upload
from articles.runs.undoing import why_kept
from articles.runs.wording import note_told, place_told, reason_told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from articles.runs.previewing import Shown
    from articles.vocabulary import Words

KINDS: dict[str, Words] = {
    "title": _("titre"), "date": _("date"), "outlet": _("source"), "authors": _("auteurs"),
    "agency": _("agence créditée"), "address": _("adresse"), "language": _("langue"),
}  # fmt: skip
OUTCOMES: dict[Outcome | None, Words] = {
    Outcome.NEW: _("nouveau"), Outcome.UPDATED: _("mis à jour"), Outcome.UNCHANGED: _("inchangé"),
    Outcome.REJECTED: _("rejeté"), None: _("laissé de côté"),
}  # fmt: skip
NOT_STATED = _("non indiqué ; l’import le trouvera peut-être dans le texte")  # a title, or a date that names tell
WHY_KEPT: dict[str, Words] = {
    "somebody decided on it": _("une personne a décidé"), "it lies in a dossier": _("il est dans un dossier"),
    "a reader reported something": _("un lecteur a signalé quelque chose"),
    "a later import changed it": _("un import plus récent l’a changé"),
}  # fmt: skip
TOLD = 200  # of a run's refusals, of things left, and of articles kept


@dataclass(frozen=True, slots=True)
class ShownItem:
    name: str
    place: str
    outcome: Words
    is_refused: bool
    note: str
    data: tuple[tuple[Words, str, str], ...]  # what, its value or that there is none, where it was read
    start: str
    end: str
    paragraphs: int
    characters: int
    cuts: tuple[tuple[str, int, str], ...]  # why, how many lines, the first


@dataclass(frozen=True, slots=True)
class Preview:
    items: list[ShownItem]
    counts: list[tuple[Words, int]]
    left: int  # items that were read and are not shown
    is_whole: bool
    is_worth_it: bool


@dataclass(frozen=True, slots=True)
class Told:
    run: ImportRun
    when: str
    refusals: list[tuple[str, str]]
    left: list[tuple[str, str, str]]
    kept: list[tuple[Article, Words]]  # of an undone run
    article_count: int
    upload: Upload | None


def preview_told(items: Sequence[Shown], *, most: int, shown: int) -> Preview:
    read = items[:most]
    counts = Counter(one.outcome for one in read)
    order = (Outcome.NEW, Outcome.UPDATED, Outcome.UNCHANGED, Outcome.REJECTED, None)
    return Preview(
        [_item(one) for one in read[:shown]],
        [(OUTCOMES[outcome], counts[outcome]) for outcome in order if counts[outcome]],
        left=max(len(read) - shown, 0),
        is_whole=len(items) <= most,
        is_worth_it=bool(counts[Outcome.NEW] or counts[Outcome.UPDATED]) or len(items) > most,
    )


def _item(one: Shown) -> ShownItem:
    data = tuple((KINDS.get(told.kind, told.kind), told.value or str(NOT_STATED), told.where) for told in one.data)
    cuts = tuple((reason_told(cut.reason), cut.lines, cut.first) for cut in one.cuts)
    return ShownItem(
        one.name.partition("#")[2], place_told(one.place), OUTCOMES[one.outcome], one.outcome == Outcome.REJECTED,
        reason_told(one.note) if one.note else "", data, one.start, one.end, one.paragraphs, one.characters, cuts,
    )  # fmt: skip


def run_told(run: ImportRun) -> Told:
    refusals = [(str(one["path"]), note_told(str(one["reason"]))) for one in run.rejections[:TOLD]]
    left = [(str(one["path"]), note_told(str(one["reason"])), str(one.get("text", ""))) for one in run.left[:TOLD]]
    articles = run.articles.only("uid", "title", "import_path").order_by("pk")
    kept = [(one, WHY_KEPT.get(why_kept(one, run), "")) for one in articles[:TOLD]] if _is_undone(run) else []
    is_open = run.state in {ImportRun.State.RUNNING, ImportRun.State.STOPPED}
    upload = Upload.objects.defer("data").filter(run=run).first() if is_open else None
    when = date_format(run.started_at, "DATETIME_FORMAT")
    return Told(run, when, refusals, left, kept, run.articles.count(), upload)


def _is_undone(run: ImportRun) -> bool:
    return run.state == ImportRun.State.UNDONE
