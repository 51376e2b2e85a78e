"""Actors that people made: how they are keyed, and their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.text import slugify
from django.utils.translation import gettext as _

from entities.decisions import CurationError
from entities.folding import fold
from entities.models import Actor, Decision, Origin, sort_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MADE = "made:"  # with which their keys begin, so that no load of the authority file takes them for its own
_LONGEST = 180


def check_made(*, name: str, kind: str, country: str, family_name: str, is_another: bool) -> None:
    """Raises CurationError where these can't be an actor's, or are somebody's already."""
    if kind not in Actor.Kind.values:
        raise CurationError(_("Ce type n’existe pas."))
    is_end = f" {fold(name)}".endswith(f" {fold(family_name)}")
    if family_name and (kind != Actor.Kind.PERSON or not is_end):
        raise CurationError(_("Le nom de famille est la fin du nom d’une personne."))
    if country and not Actor.objects.filter(code=country).exists():
        raise CurationError(_("Aucun État ni organisation n’a le code « %(code)s ».") % {"code": country})
    known = list(Actor.objects.answering_to(fold(name)).of_kind(kind).in_order()[:1])
    if known and not is_another:
        raise CurationError(_("« %(name)s » s’appelle déjà ainsi.") % {"name": known[0].name})


def free_key(kind: str, name: str) -> str:
    """The same in every installation where nobody of this name was made before."""
    base = f"{MADE}{kind}:{slugify(fold(name))[:_LONGEST] or 'x'}"
    taken = set(Actor.objects.filter(key__startswith=base).values_list("key", flat=True))
    taken |= set(Decision.objects.filter(subject__actor__startswith=base).values_list("subject__actor", flat=True))
    return _numbered(base, taken)


def free_slug(name: str) -> str:
    base = slugify(fold(name))[:_LONGEST] or "acteur"
    return _numbered(base, set(Actor.objects.filter(slug__startswith=base).values_list("slug", flat=True)))


def _numbered(base: str, taken: set[str]) -> str:
    number, found = 2, base
    while found in taken:
        found, number = f"{base}-{number}", number + 1
    return found


def make_missing(histories: Mapping[str, Iterable[Decision]]) -> None:
    """Rows for those whom people made and who have none here, also if that was taken back: then nobody sees them."""
    made = {
        key: next((one for one in history if one.action == Decision.Action.CREATE), None)
        for key, history in histories.items() if key.startswith(MADE)
    }  # fmt: skip
    present = set(Actor.objects.filter(key__in=made).values_list("key", flat=True))
    for key, decision in sorted(made.items()):
        if decision is not None and key not in present:
            _make(key, decision.values)


def _make(key: str, values: Mapping[str, str]) -> Actor:
    name, family = values["name"], values["family_name"]
    return Actor.objects.create(
        key=key, slug=free_slug(name), kind=values["kind"], name=name, sort_name=sort_name(name, family),
        family_name=family, country=values["country"], origin=Origin.CURATOR,
    )  # fmt: skip
