"""What the keeper of a dossier does to it. Nobody has an account: views let through whoever has the signed address."""

from __future__ import annotations

import datetime
from functools import cache
from typing import TYPE_CHECKING

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.dossiers.models import Dossier, Piece
from articles.models import Evidence
from articles.senders.limiting import Limit, seconds_to_wait
from articles.statements import anchor_of
from entities.folding import fold

if TYPE_CHECKING:
    from articles.models import Article

MOST_PIECES = 300
LONGEST_TITLE, LONGEST_NOTE = 200, 2000
BEGUN = Limit("dossiers-day", 100, 24 * 3600)
EMPTY_FOR = datetime.timedelta(days=30)  # then nobody will miss it
_FORGOTTEN_AT_ONCE = 100


class DossierError(Exception):
    """What can't be done; its text tells the reader why."""


@cache
def _signer() -> Signer:
    """Made when first asked for: the key that signs is not read before there is work."""
    return Signer(salt="dossier", sep=".")


def key_of(dossier: Dossier) -> str:
    """What the address to change it by has beside its uid."""
    return _signer().signature(dossier.uid)


def opens(dossier: Dossier, key: str) -> bool:
    try:
        return _signer().unsign(f"{dossier.uid}.{key}") == dossier.uid
    except BadSignature:
        return False


def begin(*, title: str = "", sender: str = "") -> Dossier:
    """A new one, or DossierError where the sender, if one is given, has begun too many today."""
    if sender and seconds_to_wait(BEGUN, sender):
        raise DossierError(_("Trop de dossiers ont été ouverts aujourd’hui depuis votre adresse. Revenez demain."))
    _forget_empty()
    return Dossier.objects.create(title=_line(title))


def _forget_empty() -> None:
    empty = Dossier.objects.filter(pieces=None, updated_at__lt=timezone.now() - EMPTY_FOR).order_by("pk")
    Dossier.objects.filter(pk__in=empty.values("pk")[:_FORGOTTEN_AT_ONCE]).delete()


@transaction.atomic
def put(*, dossier: Dossier, article: Article, anchor: str = "", note: str = "") -> Piece:
    """Add the article, or the sentence at this anchor; what is in it already keeps its place and gets the note."""
    locked = Dossier.objects.select_for_update().get(pk=dossier.pk)
    place, sentence = _sentence_at(article, anchor) if anchor else ("", "")
    found = Piece.objects.filter(dossier=locked, article=article, place=place, sentence=sentence).first()
    if found is None:
        if locked.pieces.count() >= MOST_PIECES:
            raise DossierError(_("Un dossier tient %(count)s pièces au plus.") % {"count": MOST_PIECES})
        last = locked.pieces.aggregate(last=Max("order"))["last"] or 0
        found = Piece(dossier=locked, article=article, place=place, sentence=sentence, order=last + 1)
    found.note = _text(note) or found.note
    found.save()
    locked.save()
    return found


@transaction.atomic
def annotate(*, piece: Piece, note: str) -> None:
    piece.note = _text(note)
    piece.save()
    piece.dossier.save()


@transaction.atomic
def rename(*, dossier: Dossier, title: str) -> None:
    dossier.title = _line(title)
    dossier.save()


@transaction.atomic
def take_out(*, piece: Piece) -> None:
    dossier = piece.dossier
    piece.delete()
    dossier.save()


@transaction.atomic
def move_up(*, piece: Piece) -> None:
    """Change places with the piece before it, if there is one."""
    before = Piece.objects.filter(dossier=piece.dossier_id, order__lt=piece.order).order_by("-order").first()
    if before:
        piece.order, before.order = before.order, piece.order
        Piece.objects.bulk_update([piece, before], ["order"])
        piece.dossier.save()


def destroy(*, dossier: Dossier) -> None:
    dossier.delete()


def _sentence_at(article: Article, anchor: str) -> tuple[str, str]:
    """The place and the folded words of the sentence that states something there."""
    for one in Evidence.objects.counted().filter(article=article).order_by("pk"):
        if anchor_of(one) == anchor:
            return one.place, fold(one.text)
    raise DossierError(_("Cet énoncé n’est plus relevé dans l’article."))


def _line(text: str) -> str:
    return " ".join(text.replace("\0", "").split())[:LONGEST_TITLE]


def _text(text: str) -> str:
    return text.replace("\0", "").replace("\r\n", "\n").strip()[:LONGEST_NOTE]
