"""A dossier and what lies in it."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import MD5
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Place, new_uid


class Dossier(models.Model):
    """`uid` makes the address that is shared; the one to change it by is signed, and kept nowhere."""

    uid = models.CharField(_("identifiant"), max_length=10, unique=True, default=new_uid, editable=False)
    title = models.CharField(_("titre"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("créé"), auto_now_add=True)
    updated_at = models.DateTimeField(_("mis à jour"), auto_now=True)

    class Meta:
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")

    def __str__(self) -> str:
        return self.title or self.uid

    def get_absolute_url(self) -> str:
        return reverse("dossier", args=[self.uid])


class Piece(models.Model):
    """An article, or one sentence of it with what it states: `sentence` is folded, so that it is found again after the
    article is read anew; empty for the article itself."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="pieces")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    place = models.CharField(max_length=5, choices=Place, blank=True)
    sentence = models.TextField(blank=True)
    note = models.TextField(_("note"), blank=True)
    order = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("pièce")
        verbose_name_plural = _("pièces")
        constraints = [
            models.UniqueConstraint("dossier", "article", "place", MD5("sentence"), name="piece_once"),
            models.CheckConstraint(
                condition=models.Q(place="", sentence="") | (~models.Q(place="") & ~models.Q(sentence="")),
                name="piece_place_goes_with_sentence",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}: {self.article_id} {self.sentence}".strip()

    @property
    def is_statement(self) -> bool:
        return bool(self.sentence)
