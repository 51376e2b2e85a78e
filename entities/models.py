"""The authority file in the database: who is who, which names say so, offices held, who relates to whom, and what
people decided about all of it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import get_script_prefix, reverse
from django.utils.translation import gettext_lazy as _

from entities.folding import fold
from entities.querysets import ActorQuerySet


class Origin(models.TextChoices):
    AUTHORITY = "authority", _("fichier d’autorité")
    MACHINE = "machine", _("machine")
    CURATOR = "curator", _("documentaliste")


class Actor(models.Model):
    """A person, country, organisation or place.

    A merge is an edge: `merged_into` names the actor that this one was merged into, and `canonical` the end of that
    chain (null: itself). Mentions keep the actor they were given; pages read the canonical one.
    """

    class Kind(models.TextChoices):
        PERSON = "person", _("personne")
        COUNTRY = "country", _("pays")
        ORGANISATION = "organisation", _("organisation")
        PLACE = "place", _("lieu")

    key = models.CharField(_("clé"), max_length=200, unique=True, help_text=_("stable ; les décisions s’y rapportent"))
    slug = models.SlugField(_("adresse"), max_length=200, unique=True)
    kind = models.CharField(_("type"), max_length=12, choices=Kind)
    name = models.CharField(_("nom"), max_length=200)
    sort_name = models.CharField(_("clé de tri"), max_length=200, editable=False)
    family_name = models.CharField(_("nom de famille"), max_length=100, blank=True)
    code = models.CharField(
        _("code"),
        max_length=4,
        blank=True,
        help_text=_("ISO 3166 des pays ; NATO, EU, UN pour celles qui agissent comme eux"),
    )
    country = models.CharField(_("agit pour"), max_length=4, blank=True)
    wikidata = models.CharField(max_length=20, blank=True)
    origin = models.CharField(_("origine"), max_length=10, choices=Origin, default=Origin.AUTHORITY)
    is_hidden = models.BooleanField(_("masqué"), default=False)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged", verbose_name=_("fusionné avec")
    )
    canonical = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="absorbed"
    )
    details = models.JSONField(default=dict, editable=False)  # type of place or organisation, last year of a state

    objects = ActorQuerySet.as_manager()

    class Meta:
        verbose_name = _("acteur")
        verbose_name_plural = _("acteurs")
        indexes = [
            models.Index(Coalesce("canonical", "id"), name="actor_canonical_or_self"),
            models.Index(fields=["kind", "sort_name"], name="actor_kind_sort_name"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="actor_not_merged_into_itself"),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True, canonical__isnull=True)
                | Q(merged_into__isnull=False, canonical__isnull=False),
                name="actor_canonical_goes_with_merge",
            ),
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="actor_code_unique"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return _address_of_actor(self.slug, get_script_prefix())

    def clean(self) -> None:
        self.sort_name = sort_name(self.name, self.family_name)


@lru_cache(maxsize=20_000)
def _address_of_actor(slug: str, script_prefix: str) -> str:
    """A page names hundreds; `script_prefix` is part of what Django finds."""
    return reverse("actor", args=[slug])


def sort_name(name: str, family_name: str = "") -> str:
    """Where a French reader looks for it: persons under the family name, accents and case set aside."""
    folded, family = fold(name), fold(family_name)
    if family and folded.endswith(f" {family}"):
        return f"{family} {folded.removesuffix(family).strip()}"[:200]
    return folded[:200]


class Alias(models.Model):
    """A string that names an actor. `folded` is how it is looked up. A suppressed one says: never link this to that."""

    class Form(models.TextChoices):
        NAME = "name", _("nom")
        ACRONYM = "acronym", _("sigle")
        ADJECTIVE = "adjective", _("adjectif")
        PEOPLE = "people", _("habitants")
        PREFIX = "prefix", _("préfixe")
        CAPITAL = "capital", _("capitale")
        SEAT = "seat", _("siège du pouvoir")
        FORCE = "force", _("forces armées")
        CONTEXTUAL = "contextual", _("selon le contexte")
        FAMILY = "family", _("nom de famille")

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="aliases", verbose_name=_("acteur"))
    text = models.CharField(_("forme"), max_length=200)
    folded = models.CharField(max_length=200, editable=False, db_index=True)
    form = models.CharField(_("genre"), max_length=12, choices=Form, default=Form.NAME)
    origin = models.CharField(_("origine"), max_length=10, choices=Origin, default=Origin.CURATOR)
    is_suppressed = models.BooleanField(_("écarté"), default=False)

    class Meta:
        verbose_name = _("forme du nom")
        verbose_name_plural = _("formes des noms")
        constraints = [models.UniqueConstraint(fields=["actor", "text", "form"], name="alias_actor_text_form")]
        indexes = [GinIndex(fields=["folded"], name="alias_folded_trigrams", opclasses=["gin_trgm_ops"])]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        self.folded = fold(self.text)


class Tenure(models.Model):
    """A term of office. Dates may be partial: `YYYY`, `YYYY-MM`, `YYYY-MM-DD`; an empty end is unknown or not ended."""

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="tenures", verbose_name=_("personne"))
    office = models.CharField(_("fonction"), max_length=40, blank=True)
    title = models.CharField(_("titre"), max_length=200)
    country = models.CharField(_("pays ou organisation"), max_length=4)
    start = models.CharField(_("début"), max_length=10, blank=True)
    end = models.CharField(_("fin"), max_length=10, blank=True)
    source = models.TextField(_("source"), blank=True)
    origin = models.CharField(_("origine"), max_length=10, choices=Origin, default=Origin.CURATOR)

    class Meta:
        verbose_name = _("mandat")
        verbose_name_plural = _("mandats")
        constraints = [
            models.UniqueConstraint(fields=["actor", "country", "office", "title", "start"], name="tenure_once"),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}__regex": r"^(\d{4}(-\d{2}(-\d{2})?)?)?$"}),
                    name=f"tenure_{name}_partial_date",
                )
                for name in ("start", "end")
            ),
        ]
        indexes = [models.Index(fields=["country", "office"], name="tenure_country_office")]

    def __str__(self) -> str:
        return f"{self.title} ({self.country}), {self.start or '?'} – {self.end}"


class Relation(models.Model):
    """The edge: source actor, target actor, type; one row a triple. Its sentences are `articles.Evidence`."""

    source = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="relations_from")
    target = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="relations_to")
    type = models.CharField(max_length=10)

    class Meta:
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        constraints = [
            models.UniqueConstraint(fields=["source", "target", "type"], name="relation_source_target_type"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="relation_between_two"),
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}: {self.type}"


ABOUT = ("actor", "surface", "everywhere", "trigger", "quote", "disputed", "dyad")  # what a subject speaks of


class Decision(models.Model):
    """What a person decided. Append-only: the database refuses to change or delete a row.

    `subject` is a stable key that survives a new extraction: an actor's key, or an article's permanent id with the
    folded words and sentence that it speaks of, or folded words wherever they stand, or two states and a type of
    relation. `values` says what was decided, `seen` on which state (see `versions`), `batch` with which others at
    once, `replaces` which decision it undoes, `supersedes` which it takes the place of.
    """

    class Action(models.TextChoices):
        CREATE = "create", _("créer un acteur")
        RENAME = "rename", _("renommer")
        RETYPE = "retype", _("changer le type")
        ALIAS = "alias", _("ajouter une forme")
        SUPPRESS = "suppress", _("écarter une forme")
        RESTORE_ALIAS = "restore_alias", _("rétablir une forme")
        MERGE = "merge", _("fusionner")
        UNMERGE = "unmerge", _("séparer")
        APART = "apart", _("tenir à part")
        APPOINT = "appoint", _("inscrire un mandat")
        DISMISS = "dismiss", _("retirer un mandat")
        HIDE = "hide", _("masquer")
        RESTORE = "restore", _("rétablir")
        ACCEPT = "accept", _("confirmer")
        REJECT = "reject", _("rejeter")
        RELINK = "relink", _("attribuer à un autre")
        ATTRIBUTE = "attribute", _("changer la source")
        DATE = "date", _("corriger la date")
        TEXT = "text", _("corriger le texte")
        ADD = "add", _("ajouter")
        RECODE = "recode", _("changer le type de l’énoncé")
        SPEAKER = "speaker", _("corriger qui parle")
        SPLIT = "split", _("séparer un événement")
        JOIN = "join", _("réunir des événements")
        UNDO = "undo", _("annuler")

    action = models.CharField(_("décision"), max_length=20, choices=Action)
    subject = models.JSONField(_("objet"))
    values = models.JSONField(_("valeurs"), default=dict)
    reason = models.TextField(_("motif"), blank=True)
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("remplace")
    )
    supersedes = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="superseded_by"
    )
    seen = models.CharField(max_length=16, blank=True, editable=False)
    batch = models.UUIDField(_("lot"), null=True, blank=True, editable=False, db_index=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, verbose_name=_("par"))
    made_at = models.DateTimeField(_("le"), auto_now_add=True)

    class Meta:
        verbose_name = _("décision")
        verbose_name_plural = _("décisions")
        indexes = [
            models.Index(models.F("subject__actor"), name="decision_subject_actor"),
            models.Index(models.F("subject__article"), name="decision_subject_article"),
            models.Index(models.F("subject__dyad"), name="decision_subject_dyad"),
            models.Index(models.F("subject__everywhere"), name="decision_subject_everywhere"),
        ]

    def __str__(self) -> str:
        about = next((self.subject[name] for name in ABOUT if name in self.subject), "")
        return f"{self.get_action_display()} : {about}"

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("decisions are never deleted")


class AuthorityLoad(models.Model):
    """One load of the authority's data files, by the version of their content."""

    version = models.CharField(_("version"), max_length=12)
    loaded_at = models.DateTimeField(_("chargé"), auto_now_add=True)

    class Meta:
        verbose_name = _("chargement du fichier d’autorité")
        verbose_name_plural = _("chargements du fichier d’autorité")

    def __str__(self) -> str:
        return self.version
