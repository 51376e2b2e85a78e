"""An answer to a question of the queue becomes decisions: of one item, or of all that the question holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import curation, remarks
from articles.models import Article, Evidence, Mention, Quote, Remark
from articles.workshop.candidates import bearers
from articles.workshop.questions import Kind, same_question
from entities.decisions import CurationError
from entities.models import Actor

if TYPE_CHECKING:
    from uuid import UUID

    from django.contrib.auth.models import User

    from articles.workshop.showing import Asked

ACCEPT, REJECT, OTHER, CORRECTED, KEPT = "accept", "reject", "other", "corrected", "kept"
ANSWERS = (ACCEPT, REJECT, OTHER, CORRECTED, KEPT)


@dataclass(frozen=True, slots=True)
class Answer:
    """`seen` is the version of what was shown; `together`: for all that the question holds, of which the curator was
    told that they are `expected`. The rest says what is right instead, as far as the kind of question needs it."""

    answer: str
    seen: str = ""
    together: bool = False
    expected: int | None = None
    actor: Actor | None = None
    name: str = ""
    type: str = ""
    mode: str = ""
    turned: bool = False
    published: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What to tell the curator, and what undoes it."""

    told: str
    decision: int | None = None
    batch: UUID | None = None


class _Signed(TypedDict):
    by: User
    reason: str
    seen: str


class _SignedBatch(TypedDict):
    by: User
    reason: str
    expected: int | None


class Several(CurationError):
    """The name that was typed is nobody's, or that of several: one of `actors` is to be chosen."""

    def __init__(self, name: str, actors: list[Actor]) -> None:
        self.actors = actors
        names = ", ".join(actor.name for actor in actors)
        super().__init__(
            _("Plusieurs acteurs portent le nom « %(name)s » : %(names)s.") % {"name": name, "names": names}
            if actors
            else _("Aucun acteur ne porte le nom « %(name)s ».") % {"name": name}
        )


@transaction.atomic
def decide(asked: Asked, answer: Answer, *, by: User) -> Done:
    if asked.remark and answer.answer in {CORRECTED, KEPT}:
        remarks.answer(remark=asked.remark, state=answer.answer, by=by, words=answer.reason)
        return Done(_("Le signalement a sa réponse."))
    done = _on_item(asked, answer, by)
    if asked.remark:
        state = Remark.State.KEPT if answer.answer == ACCEPT else Remark.State.CORRECTED
        remarks.answer(remark=asked.remark, state=state, by=by, words=answer.reason)
    return done


def _on_item(asked: Asked, answer: Answer, by: User) -> Done:
    if asked.item is None:
        if asked.item_kind != Kind.DATE:
            raise CurationError(_("Choisissez une réponse."))
        return _on_date(asked.article, answer, by)
    if isinstance(asked.item, Mention) and answer.together:
        return _on_all(asked.item, answer, by)
    return decide_item(asked.item, answer, by=by)


def decide_item(item: curation.Item, answer: Answer, *, by: User) -> Done:
    """What one answer says of one mention, statement, quote or contradiction."""
    if answer.answer == OTHER:
        return _otherwise(item, answer, by)
    act = {ACCEPT: curation.accept, REJECT: curation.reject}.get(answer.answer)
    if act is None:
        raise CurationError(_("Choisissez une réponse."))
    words = Truncator(item.text).chars(80)
    decision = act(item=item, by=by, reason=answer.reason, seen=answer.seen)
    told = _("« %(words)s » est confirmé.") if answer.answer == ACCEPT else _("« %(words)s » est rejeté.")
    return Done(told % {"words": words}, decision=decision.pk)


def _on_all(mention: Mention, answer: Answer, by: User) -> Done:
    items = list(same_question(mention).select_related("actor", "machine_actor"))
    signed = _SignedBatch(by=by, reason=answer.reason, expected=answer.expected)
    if answer.answer == OTHER:
        batch = curation.relink_each(mentions=items, actor=_meant(answer), **signed)
    elif answer.answer == ACCEPT:
        batch = curation.accept_each(items=items, **signed)
    elif answer.answer == REJECT:
        batch = curation.reject_each(items=items, **signed)
    else:
        raise CurationError(_("Choisissez une réponse."))
    told = ngettext("%(count)s mention décidée.", "%(count)s mentions décidées.", batch.count) % {"count": batch.count}
    return Done(told, batch=batch.id)


def _otherwise(item: curation.Item, answer: Answer, by: User) -> Done:
    signed = _Signed(by=by, reason=answer.reason, seen=answer.seen)
    match item:
        case Mention():
            actor = _meant(answer)
            decision = curation.relink(mention=item, actor=actor, **signed)
            told = _("« %(words)s » désigne %(name)s.") % {"words": item.text, "name": actor.name}
        case Evidence():
            decision = curation.recode(
                statement=item, type=answer.type, mode=answer.mode, turned=answer.turned, **signed
            )
            told = _("L’énoncé est corrigé.")
        case Quote():
            speaker = _speaker(answer)
            decision = curation.give_speaker(
                quote=item, speaker=speaker, words="" if speaker else answer.name, **signed
            )
            told = _("La citation est attribuée.")
        case _:
            raise CurationError(_("Une contradiction se confirme ou se rejette."))
    return Done(told, decision=decision.pk)


def _meant(answer: Answer) -> Actor:
    return meant(answer.actor, answer.name)


def meant(actor: Actor | None, name: str) -> Actor:
    """Whom a curator chose or named; Several where the name doesn't tell."""
    if actor:
        return actor
    if not name.strip():
        raise CurationError(_("Dites qui est désigné."))
    found = bearers(name)
    if len(found) != 1:
        raise Several(name, found)
    return found[0]


def _speaker(answer: Answer) -> Actor | None:
    """None where nobody is called so: the words themselves say who speaks."""
    if answer.name.strip() and not answer.actor and not bearers(answer.name):
        return None
    return _meant(answer)


def _on_date(article: Article, answer: Answer, by: User) -> Done:
    published = {ACCEPT: article.published, REJECT: "", OTHER: answer.published.strip()}.get(answer.answer)
    if published is None or (answer.answer == OTHER and not published):
        raise CurationError(_("Une date s’écrit AAAA, AAAA-MM ou AAAA-MM-JJ."))
    decision = curation.correct_date(
        article=article, published=published, by=by, reason=answer.reason, seen=answer.seen
    )
    return Done(_("La date est décidée."), decision=decision.pk)
