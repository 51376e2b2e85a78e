"""What to decide next: what the machine proposes and nobody has read, by how much would change if it were wrong.

Names are asked for together where the machine reads the same words as the same actor with the same certainty: one look
and one answer for all of them, or for the one that is shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, FloatField, Min, Q, QuerySet, Value
from django.db.models.functions import Greatest
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from articles.lots import next_in_lots
from articles.models import Article, Contradiction, Evidence, Mention, Quote, Remark, Status
from articles.remarks import statement_in_words
from articles.wording import date_in_words
from entities.models import Alias, Origin

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from articles.vocabulary import Words


class Kind(StrEnum):
    REMARK = "remark"
    CONTRADICTION = "contradiction"
    MENTION = "mention"
    DATE = "date"
    STATEMENT = "statement"
    QUOTE = "quote"
    SAMPLE = "sample"  # of all the others that the machine found, by lot


KINDS: dict[Kind, Words] = {
    Kind.REMARK: _("Signalements"), Kind.CONTRADICTION: _("Contradictions"), Kind.MENTION: _("Noms"),
    Kind.DATE: _("Dates"), Kind.STATEMENT: _("Énoncés"), Kind.QUOTE: _("Citations"),
    Kind.SAMPLE: _("Au hasard"),
}  # fmt: skip
SURE = 0.75  # certainty from which it is no reason to ask
LEAST = 0.02  # even what the machine is sure of may be wrong
UNKNOWN_NAME, SEVERAL_BEARERS, AGAINST_AUTHORITY = 0.6, 0.5, 0.5  # how doubtful these are, at least
NOTHING_SAID = 0.2  # no date misleads nobody
SHOWN_OF_SAMPLE = 5
_DEPTH = 60  # of each kind, how many are weighed


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to decide, or `count` at once. If the machine is wrong, so many `articles` and `pages` of others (of
    actors, of pairs of states) change; `weight` is that times the doubt."""

    kind: Kind
    pk: int  # of the mention, statement, …; of the article of a date
    words: str
    proposed: str  # what the machine makes of the words
    reasons: tuple[Words, ...]
    articles: int
    pages: int
    weight: float
    count: int = 1

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.pk}"


@dataclass(frozen=True, slots=True)
class Tab:
    """`count` is None where there is no end to ask for."""

    kind: Kind
    label: Words
    count: int | None


def open_mentions() -> QuerySet[Mention]:
    return Mention.objects.counted().filter(status=Status.PROPOSED, is_decided=False)


def same_question(mention: Mention) -> QuerySet[Mention]:
    """The open mentions that one answer may decide together."""
    own = {"actor": mention.actor_id, "surface": mention.surface, "certainty": mention.certainty}
    return open_mentions().filter(**own).order_by("pk")


def _waiting(kind: Kind) -> QuerySet[Any]:
    undecided = {"status": Status.PROPOSED, "is_decided": False}
    match kind:
        case Kind.REMARK:
            return Remark.objects.filter(state=Remark.State.OPEN)
        case Kind.CONTRADICTION:
            return Contradiction.objects.filter(**undecided)
        case Kind.MENTION:
            return open_mentions()
        case Kind.DATE:
            return Article.objects.filter(date_basis__in=(Article.DateBasis.INFERRED, Article.DateBasis.UNKNOWN))
        case Kind.STATEMENT:
            return Evidence.objects.filter(**undecided)
        case Kind.QUOTE:
            return Quote.objects.filter(**undecided)
        case Kind.SAMPLE:
            raise ValueError(kind)


def tabs() -> list[Tab]:
    counts = {kind: _waiting(kind).order_by().count() for kind in _ASKED}
    return [Tab(kind, label, counts.get(kind)) for kind, label in KINDS.items()]


def questions(kind: Kind | None = None, *, skipped: Collection[str] = (), first: int = 12) -> list[Question]:
    """The heaviest first; readers who wait for an answer before all. Of the sample, as the lot fell."""
    if kind == Kind.SAMPLE:
        return list(islice(_sample(skipped), SHOWN_OF_SAMPLE))
    kinds = [kind] if kind else list(_ASKED)
    found = [one for each in kinds for one in _ASKED[each](_DEPTH + len(skipped)) if one.key not in skipped]
    return sorted(found, key=lambda one: (-one.weight, one.key))[:first]


def question(key: str) -> Question | None:
    """The one of this key, if it is still open."""
    kind, _dash, pk = key.partition("-")
    if kind not in set(_ASKED) or not (pk.isascii() and pk.isdigit()):
        return None
    return next(iter(_ASKED[Kind(kind)](1, int(pk))), None)


def _sample(skipped: Collection[str]) -> Iterator[Question]:
    for key in next_in_lots(skipped):
        if one := question(key):
            yield replace(one, reasons=(_("tiré au sort"),))


def _remarks(most: int, pk: int | None = None) -> Iterator[Question]:
    rows = _only(_waiting(Kind.REMARK), pk).select_related("article").defer(*_heavy("article__"))
    for one in rows.order_by("made_at", "pk")[:most]:
        words = one.words or one.comment or one.article.title
        about = one.get_about_display()
        yield Question(Kind.REMARK, one.pk, words, about, (_("signalé par un lecteur"),), 1, 1, 1000.0)


def _contradictions(most: int, pk: int | None = None) -> Iterator[Question]:
    rows = _only(_waiting(Kind.CONTRADICTION), pk).select_related("actor", "holder").order_by("pk")[:most]
    for one in rows:
        proposed = gettext("%(office)s : %(holder)s") % {"office": one.office, "holder": one.holder.name}
        reasons = (_("contredit le fichier d’autorité"),)
        yield Question(Kind.CONTRADICTION, one.pk, one.text, proposed, reasons, 1, 2, 3 * AGAINST_AUTHORITY)


def _mentions(most: int, pk: int | None = None) -> Iterator[Question]:
    rows = open_mentions() if pk is None else same_question(mention) if (mention := _mention(pk)) else None
    if rows is None:
        return
    doubt = Greatest(1 - F("certainty"), Value(LEAST), output_field=FloatField())
    named = ("actor_id", "actor__name", "actor__origin", "surface", "certainty")
    grouped = rows.order_by().values(*named).annotate(
        count=Count("pk"), articles=Count("article_id", distinct=True), one=Min("pk"), words=Min("text")
    )  # fmt: skip
    heaviest = list(grouped.order_by(-(F("articles") + 1) * doubt, "one")[:most])
    if pk is None:  # who is unknown weighs more than the machine's certainty says
        unknown = grouped.filter(actor__origin=Origin.MACHINE).order_by("-articles", "one")[:most]
        heaviest = list({row["one"]: row for row in (*heaviest, *unknown)}.values())
    shared = _shared({row["surface"] for row in heaviest})
    for row in heaviest:
        yield _of_mentions(row, pk or row["one"], is_shared=row["surface"] in shared)


def _mention(pk: int) -> Mention | None:
    return open_mentions().filter(pk=pk).first()


def _of_mentions(row: dict[str, Any], pk: int, *, is_shared: bool) -> Question:
    reasons: list[Words] = []
    doubt = max(LEAST, 1 - row["certainty"])
    if row["actor__origin"] == Origin.MACHINE:
        reasons.append(_("nom inconnu du fichier d’autorité"))
        doubt = max(doubt, UNKNOWN_NAME)
    if is_shared:
        reasons.append(_("plusieurs acteurs portent ce nom"))
        doubt = max(doubt, SEVERAL_BEARERS if row["certainty"] < 1 else LEAST)
    reasons += _by_certainty(row["certainty"])
    articles = row["articles"]
    weight = (articles + 1) * doubt
    return Question(
        Kind.MENTION, pk, row["words"], row["actor__name"], tuple(reasons), articles, 1, weight, row["count"]
    )


def _shared(surfaces: Collection[str]) -> set[str]:
    """Those of the folded words that name several actors."""
    named = Alias.objects.filter(folded__in=surfaces, is_suppressed=False, actor__merged_into=None).order_by()
    bearers = named.values("folded").annotate(bearers=Count("actor", distinct=True)).filter(bearers__gt=1)
    return set(bearers.values_list("folded", flat=True))


def _dates(most: int, pk: int | None = None) -> Iterator[Question]:
    asked = _waiting(Kind.DATE) if pk is None else Article.objects.exclude(date_basis=Article.DateBasis.DECIDED)
    rows = _only(asked, pk).defer(*_heavy()).order_by("date_certainty", "pk")[:most]
    articles = list(rows)
    named = _actor_counts(articles)
    for one in articles:
        is_undated = one.date_basis == Article.DateBasis.UNKNOWN
        is_stated = one.date_basis == Article.DateBasis.STATED
        reasons: list[Words] = [_("sans date")]
        if not is_undated:
            reasons = [_("date indiquée") if is_stated else _("date déduite"), *_by_certainty(one.date_certainty)]
        pages = named.get(one.pk, 0)
        weight = (1 + pages) * (NOTHING_SAID if is_undated else max(LEAST, 1 - one.date_certainty))
        shown = date_in_words(one.published, get_language() or "fr") or gettext("sans date")
        yield Question(Kind.DATE, one.pk, one.title, shown, tuple(reasons), 1, pages, weight)


def _actor_counts(articles: Sequence[Article]) -> dict[int, int]:
    rows = Mention.objects.counted().filter(article__in=articles).order_by().values("article_id")
    return dict(rows.annotate(n=Count("actor_id", distinct=True)).values_list("article_id", "n"))


def _statements(most: int, pk: int | None = None) -> Iterator[Question]:
    rows = _only(_waiting(Kind.STATEMENT), pk).prefetch_related("participants__actor__canonical")
    for one in rows.order_by("certainty", "pk")[:most]:
        pages = len(one.participants.all()) + bool(one.relation_id)
        weight = (1 + pages) * max(LEAST, 1 - one.certainty)
        reasons = tuple(_by_certainty(one.certainty))
        yield Question(Kind.STATEMENT, one.pk, one.text, statement_in_words(one), reasons, 1, pages, weight)


def _quotes(most: int, pk: int | None = None) -> Iterator[Question]:
    rows = _only(_waiting(Kind.QUOTE), pk).select_related("speaker")
    for one in rows.order_by("certainty", "pk")[:most]:
        speaker = one.speaker.name if one.speaker else one.speaker_text
        reasons: list[Words] = [] if speaker else [_("personne ne parle, selon la machine")]
        weight = (1 + bool(one.speaker)) * max(LEAST, 1 - one.certainty)
        reasons += _by_certainty(one.certainty)
        yield Question(
            Kind.QUOTE, one.pk, one.text, speaker or gettext("locuteur non nommé"), tuple(reasons), 1,
            int(bool(one.speaker)), weight,
        )  # fmt: skip


def _by_certainty(certainty: float) -> Iterable[Words]:
    if certainty < SURE:
        return [gettext("certitude %(percent)s %%") % {"percent": round(100 * certainty)}]
    return [_("jamais relu")]


def _only(rows: QuerySet[Any], pk: int | None) -> QuerySet[Any]:
    return rows if pk is None else rows.filter(Q(pk=pk))


def _heavy(prefix: str = "") -> list[str]:
    return [f"{prefix}{name}" for name in ("raw", "lines", "search", "body", "captions")]


_ASKED = {
    Kind.REMARK: _remarks, Kind.CONTRADICTION: _contradictions, Kind.MENTION: _mentions, Kind.DATE: _dates,
    Kind.STATEMENT: _statements, Kind.QUOTE: _quotes,
}  # fmt: skip
