"""What each text says about the authorities, with the decisions that stand on it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.texts import Article
from articles.querysets import EvidenceQuerySet, MentionQuerySet, QuoteQuerySet
from entities.models import Actor, Relation


class Status(models.TextChoices):
    PROPOSED = "proposed", _("machine")
    ACCEPTED = "accepted", _("vérifié")
    REJECTED = "rejected", _("rejeté")


class Place(models.TextChoices):
    TITLE = "title", _("titre")
    BODY = "body", _("texte")


class Mention(models.Model):
    """Where a text names an actor. `machine_actor` is what extraction proposed and never changes by hand; `actor` is
    what counts, after decisions. `sentence` is the folded sentence: with the folded surface it is the stable key."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="mentions", verbose_name=_("article"))
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="mentions", verbose_name=_("acteur"))
    machine_actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+", verbose_name=_("proposé"))
    place = models.CharField(_("dans"), max_length=5, choices=Place)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.CharField(_("mots"), max_length=300)
    surface = models.CharField(max_length=300, blank=True, editable=False, db_index=True)  # the folded words
    sentence = models.TextField(editable=False)
    form = models.CharField(_("genre"), max_length=12)
    method = models.CharField(_("méthode"), max_length=20)
    certainty = models.FloatField(_("certitude"), default=1)
    status = models.CharField(_("statut"), max_length=10, choices=Status, default=Status.PROPOSED)
    is_decided = models.BooleanField(_("décidé par une personne"), default=False, editable=False)
    is_added = models.BooleanField(default=False, editable=False)  # stands on decisions alone: the machine has no such
    found_at = models.DateTimeField(default=timezone.now, editable=False)  # for the first time: see arriving

    objects = MentionQuerySet.as_manager()

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "place", "start", "end", "machine_actor"], name="mention_span_once"
            ),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="mention_span_not_empty"),
        ]
        indexes = [
            models.Index(fields=["actor", "article"], name="mention_actor_article"),
            models.Index(fields=["found_at"], name="mention_found_at"),
        ]

    def __str__(self) -> str:
        return self.text


class Evidence(models.Model):
    """One sentence of one article that states who does what to whom. `relation` is its edge if both ends are given."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="evidence")
    relation = models.ForeignKey(Relation, on_delete=models.CASCADE, null=True, related_name="evidence")
    type = models.CharField(_("type"), max_length=10)
    mode = models.CharField(_("mode"), max_length=12)
    said_by = models.CharField(_("selon"), max_length=300, blank=True)
    said_by_actor = models.ForeignKey(Actor, on_delete=models.SET_NULL, null=True, related_name="statements_said")
    place = models.CharField(max_length=5, choices=Place)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField(_("phrase"))
    trigger_start = models.PositiveIntegerField()
    trigger_end = models.PositiveIntegerField()
    way = models.CharField(max_length=20, blank=True)  # PLOVER's mode: visit, troops; see articles.plover
    contexts = ArrayField(models.CharField(max_length=20), default=list, blank=True)  # PLOVER's: territory, military
    told_on = models.CharField(_("date de l’acte"), max_length=10, blank=True)  # YYYY[-MM[-DD]], as its sentence says
    rule = models.CharField(max_length=100, blank=True)
    certainty = models.FloatField(_("certitude"), default=1)
    status = models.CharField(_("statut"), max_length=10, choices=Status, default=Status.PROPOSED)
    is_decided = models.BooleanField(_("décidé par une personne"), default=False, editable=False)
    is_added = models.BooleanField(default=False, editable=False)  # stands on decisions alone
    given = models.JSONField(default=dict, editable=False)  # what the machine says where decisions show otherwise
    found_at = models.DateTimeField(default=timezone.now, editable=False)  # for the first time: see arriving

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("énoncé")
        verbose_name_plural = _("énoncés")
        indexes = [
            models.Index(fields=["relation", "article"], name="evidence_relation_article"),
            models.Index(fields=["found_at"], name="evidence_found_at"),
        ]

    def __str__(self) -> str:
        return self.text


class Participant(models.Model):
    """Who takes part in a statement, and how."""

    class Part(models.TextChoices):
        SOURCE = "source", _("auteur")
        TARGET = "target", _("visé")
        PARTY = "party", _("partie")

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="participants")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="participations")
    part = models.CharField(max_length=6, choices=Part)

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        constraints = [models.UniqueConstraint(fields=["evidence", "actor", "part"], name="participant_once")]

    def __str__(self) -> str:
        return f"{self.actor} ({self.part})"


class Quote(models.Model):
    """Words that an article reports somebody to have said."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="quotes")
    speaker = models.ForeignKey(
        Actor, on_delete=models.PROTECT, null=True, related_name="quotes", verbose_name=_("qui")
    )
    speaker_text = models.CharField(max_length=300, blank=True)
    addressee = models.ForeignKey(
        Actor, on_delete=models.SET_NULL, null=True, related_name="quotes_heard", verbose_name=_("à qui")
    )
    addressee_text = models.CharField(max_length=300, blank=True, db_default="")
    text = models.TextField(_("propos"))
    is_direct = models.BooleanField(_("direct"), default=True)
    place = models.CharField(max_length=5, choices=Place)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    about = models.ManyToManyField(Actor, related_name="quotes_about")
    certainty = models.FloatField(default=1)
    status = models.CharField(_("statut"), max_length=10, choices=Status, default=Status.PROPOSED)
    is_decided = models.BooleanField(_("décidé par une personne"), default=False, editable=False)
    is_added = models.BooleanField(default=False, editable=False)  # stands on decisions alone
    given = models.JSONField(default=dict, editable=False)  # what the machine says where decisions show otherwise

    objects = QuoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")

    def __str__(self) -> str:
        return self.text


class MentionedDate(models.Model):
    """A date that the story tells: the second time axis. `first_day` is the first of `value`, for order and ranges."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="dates")
    place = models.CharField(max_length=5, choices=Place)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.CharField(_("mots"), max_length=100)
    value = models.CharField(_("date"), max_length=10)  # YYYY, YYYY-MM or YYYY-MM-DD
    first_day = models.DateField()

    class Meta:
        verbose_name = _("date citée")
        verbose_name_plural = _("dates citées")
        constraints = [
            models.UniqueConstraint(fields=["article", "place", "start"], name="mentioneddate_span_once"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="mentioneddate_span_not_empty"),
            models.CheckConstraint(
                condition=Q(value__regex=r"^\d{4}(-\d{2}(-\d{2})?)?$"), name="mentioneddate_partial_date"
            ),
        ]
        indexes = [models.Index(fields=["first_day", "article"], name="mentioneddate_day_article")]

    def __str__(self) -> str:
        return self.value


class Contradiction(models.Model):
    """The text gives `actor` an office that the authority file gives to `holder` on that date. A span in a caption
    points into that caption, `caption` being its number from 0."""

    class Where(models.TextChoices):
        TITLE = "title", _("titre")
        BODY = "body", _("texte")
        CAPTION = "caption", _("légende")

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="contradictions")
    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="contradictions", verbose_name=_("acteur"))
    holder = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="+", verbose_name=_("titulaire"))
    office = models.CharField(_("fonction"), max_length=200)  # as the authority file words it
    country = models.CharField(_("pays"), max_length=4)
    place = models.CharField(_("dans"), max_length=7, choices=Where)
    caption = models.PositiveSmallIntegerField(null=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.CharField(_("mots"), max_length=300)
    sentence = models.TextField(_("phrase"))
    status = models.CharField(_("statut"), max_length=10, choices=Status, default=Status.PROPOSED)
    is_decided = models.BooleanField(_("décidé par une personne"), default=False, editable=False)

    class Meta:
        verbose_name = _("contradiction")
        verbose_name_plural = _("contradictions")
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="contradiction_span_not_empty"),
            models.CheckConstraint(
                condition=Q(place="caption") ^ Q(caption__isnull=True), name="contradiction_caption_goes_with_place"
            ),
        ]

    def __str__(self) -> str:
        return self.text
