"""Work that is handed over to workers: an order, in parcels that are worth a trip to the database."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models import ImportRun


class Order(models.Model):
    """What somebody asked for, once."""

    class Kind(models.TextChoices):
        EXTRACTION = "extraction", _("relecture")
        IMPORT = "import", _("import")

    kind = models.CharField(_("travail"), max_length=10, choices=Kind)
    run = models.OneToOneField(ImportRun, on_delete=models.CASCADE, null=True, related_name="order", editable=False)
    again = models.BooleanField(default=False, editable=False)  # imports: unchanged files are read anew
    made_at = models.DateTimeField(_("demandé le"), auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("par")
    )

    class Meta:
        verbose_name = _("travail")
        verbose_name_plural = _("travaux")
        constraints = [
            models.CheckConstraint(condition=Q(kind="import") ^ Q(run__isnull=True), name="order_import_has_run")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"


class Parcel(models.Model):
    """Articles (ids) or files (paths) that one worker does in one transaction: all of them are in, or none."""

    class State(models.TextChoices):
        WAITING = "waiting", _("à faire")
        DONE = "done", _("fait")
        FAILED = "failed", _("en échec")  # tried as often as it is worth: somebody has to look at it

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="parcels", verbose_name=_("travail"))
    items = models.JSONField(editable=False)
    size = models.PositiveIntegerField(_("articles"))
    state = models.CharField(_("état"), max_length=7, choices=State, default=State.WAITING)
    attempts = models.PositiveIntegerField(_("essais"), default=0)
    reason = models.TextField(_("motif"), blank=True)  # of the last failure
    refused = models.JSONField(default=list, editable=False)  # [{"item": …, "reason": …}]: bytes that no reader takes
    done_at = models.DateTimeField(_("fait le"), null=True)

    class Meta:
        verbose_name = _("lot")
        verbose_name_plural = _("lots")
        permissions = [("retry_parcel", "Can have failed parcels done again")]
        indexes = [models.Index(fields=["state", "order"], name="parcel_state_order")]
        constraints = [
            models.CheckConstraint(condition=Q(state="done") ^ Q(done_at__isnull=True), name="parcel_done_has_time")
        ]

    def __str__(self) -> str:
        return f"{self.order} · {self.pk}"


class Carried(models.Model):
    """A file on its way to whoever imports it, on whatever machine; gone when its parcel is done."""

    parcel = models.ForeignKey(Parcel, on_delete=models.CASCADE, related_name="carried")
    path = models.TextField()
    data = models.BinaryField()

    class Meta:
        verbose_name = _("fichier en route")
        verbose_name_plural = _("fichiers en route")
        constraints = [models.UniqueConstraint(fields=["parcel", "path"], name="carried_once")]

    def __str__(self) -> str:
        return self.path
