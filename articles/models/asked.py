"""What waits: rules that are not yet shown everywhere, and what readers report."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models.texts import Article
from entities.models import Decision


class RuleSpread(models.Model):
    """A rule for words, or its undoing, that is not yet shown in every article: those up to the id `after` show it."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="spread")
    after = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("règle en cours")
        verbose_name_plural = _("règles en cours")

    def __str__(self) -> str:
        return f"{self.decision}, {self.after}"


class Remark(models.Model):
    """What a reader says is wrong, without an account. `words` and `sentence` are kept as the reader saw them;
    `subject` is the stable key of the datum, as decisions have it, so that it is found after a new extraction."""

    class About(models.TextChoices):
        MENTION = "mention", _("mention")
        STATEMENT = "statement", _("énoncé")
        QUOTE = "quote", _("citation")
        CONTRADICTION = "contradiction", _("contradiction")
        DATE = "date", _("date")
        TEXT = "text", _("titre ou texte")
        MISSING = "missing", _("oubli")

    class State(models.TextChoices):
        OPEN = "open", _("à relire")
        CORRECTED = "corrected", _("corrigé")
        KEPT = "kept", _("relu et maintenu")

    token = models.CharField(_("adresse de suivi"), max_length=32, unique=True, editable=False)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="remarks", verbose_name=_("article"))
    about = models.CharField(_("porte sur"), max_length=13, choices=About)
    subject = models.JSONField(_("objet"), default=dict, editable=False)
    words = models.TextField(_("mots"), blank=True)
    sentence = models.TextField(_("phrase"), blank=True)
    comment = models.TextField(_("remarque"), blank=True)
    sender = models.CharField(max_length=32, editable=False)  # changes every day: see senders.knowing
    state = models.CharField(_("état"), max_length=10, choices=State, default=State.OPEN)
    answer = models.TextField(_("réponse"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("par")
    )
    answered_at = models.DateTimeField(_("répondu le"), null=True)
    made_at = models.DateTimeField(_("reçu le"), auto_now_add=True)

    class Meta:
        verbose_name = _("signalement")
        verbose_name_plural = _("signalements")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", answered_by__isnull=True, answered_at__isnull=True)
                | (~Q(state="open") & Q(answered_by__isnull=False, answered_at__isnull=False)),
                name="remark_answered_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["sender", "made_at"], name="remark_sender_made_at"),
            models.Index(fields=["state", "made_at"], name="remark_state_made_at"),
        ]

    def __str__(self) -> str:
        return f"{self.get_about_display()} : {self.words or self.article.title}"

    def get_absolute_url(self) -> str:
        return reverse("remark", args=[self.token])
