"""The texts, where they come from, and the imports that brought them."""

from __future__ import annotations

import secrets
from functools import lru_cache

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.urls import get_script_prefix, reverse
from django.utils.translation import gettext_lazy as _

from articles.querysets import ArticleQuerySet

SEARCH_CONFIG = "trilaterale"  # French stemming over unaccented words; made by the first migration of entities
# Signs that part words in print, but are letters to PostgreSQL's parser where the database's locale is C.UTF-8.
PARTING = "«»‹›“”„‟‘’‚…—–‐‑−•·€°\u00a0\u2007\u2009\u200a\u200b\u202f\u3000"


def new_uid() -> str:
    """A permanent id: short enough to cite, ten characters without look-alikes."""
    return "".join(secrets.choice("23456789abcdefghjkmnpqrstuvwxyz") for _ in range(10))


class Source(models.Model):
    """An outlet: who publishes. Its display rule says how much of its texts anonymous readers may see."""

    class Display(models.TextChoices):
        FULL = "full", _("texte intégral")
        EXTRACT = "extract", _("extrait")
        LINK = "link", _("titre et lien")

    key = models.CharField(_("clé"), max_length=100, unique=True)
    slug = models.SlugField(_("adresse"), max_length=100, unique=True)
    name = models.CharField(_("nom"), max_length=200)
    sort_name = models.CharField(max_length=200, editable=False)
    names = ArrayField(models.CharField(max_length=200), default=list, blank=True, verbose_name=_("autres noms"))
    domains = ArrayField(models.CharField(max_length=200), default=list, blank=True, verbose_name=_("domaines"))
    country = models.CharField(_("pays"), max_length=4, blank=True)
    type = models.CharField(_("type"), max_length=20, blank=True)
    is_state = models.BooleanField(_("média d’État"), default=False)
    display = models.CharField(_("affichage"), max_length=10, choices=Display, default=Display.EXTRACT)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self) -> str:
        return self.name


class ImportRun(models.Model):
    """One run of an import: what was found = new + updated + unchanged + rejected. `positions` tells how far it came in
    each of `paths`, so that a stopped one goes on."""

    class State(models.TextChoices):
        RUNNING = "running", _("en cours")  # or killed: nobody holds its lock then
        STOPPED = "stopped", _("interrompu")
        FINISHED = "finished", _("terminé")
        UNDONE = "undone", _("annulé")

    started_at = models.DateTimeField(_("début"), auto_now_add=True)
    finished_at = models.DateTimeField(_("fin"), null=True, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("par"),
    )
    state = models.CharField(_("état"), max_length=8, choices=State, default=State.FINISHED)
    paths = ArrayField(models.TextField(), default=list, verbose_name=_("chemins"))
    options = models.JSONField(_("options"), default=dict)
    positions = models.JSONField(default=dict, editable=False)  # path: {"items": done, "mark": of the file, "done": …}
    new_count = models.PositiveIntegerField(_("nouveaux"), default=0)
    updated_count = models.PositiveIntegerField(_("mis à jour"), default=0)
    unchanged_count = models.PositiveIntegerField(_("inchangés"), default=0)
    rejected_count = models.PositiveIntegerField(_("rejetés"), default=0)
    rejections = models.JSONField(_("motifs de rejet"), default=list)  # [{"path": …, "reason": …}], the first of them
    left_count = models.PositiveIntegerField(_("hors des articles"), default=0)
    left = models.JSONField(_("laissé de côté"), default=list)  # [{"path": …, "reason": …, "text": …}], the first

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"


def _parted(field: str) -> Func:
    """The field with a space for each sign that parts words."""
    return Func(
        F(field), Value(PARTING), Value(" " * len(PARTING)), function="translate", output_field=models.TextField()
    )


class Article(models.Model):
    """One article: the bytes as they came, the clean text, and what the text says of itself."""

    class DateBasis(models.TextChoices):
        STATED = "stated", _("indiquée")
        INFERRED = "inferred", _("déduite")
        UNKNOWN = "unknown", _("inconnue")
        DECIDED = "decided", _("corrigée")  # by a curator

    uid = models.CharField(_("identifiant"), max_length=10, unique=True, default=new_uid, editable=False)
    import_path = models.TextField(_("fichier"), unique=True, null=True, blank=True)  # null: no longer at a path
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    encoding = models.CharField(max_length=40, editable=False)
    raw = models.BinaryField()
    title = models.TextField(_("titre"))
    body = models.TextField(_("texte"))
    lines = models.JSONField(default=list, editable=False)  # ParsedLines that are not body: number, text, part, reason
    captions = ArrayField(models.TextField(), default=list, blank=True, verbose_name=_("légendes"))
    authors = ArrayField(models.CharField(max_length=200), default=list, blank=True, verbose_name=_("auteurs"))
    language = models.CharField(_("langue"), max_length=8, default="fr")
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, null=True, blank=True, related_name="articles", verbose_name=_("source")
    )
    agency = models.CharField(_("agence créditée"), max_length=200, blank=True)
    original_url = models.URLField(_("adresse d’origine"), max_length=1000, blank=True)
    published = models.CharField(_("publié"), max_length=10, blank=True)  # YYYY, YYYY-MM or YYYY-MM-DD
    published_on = models.DateField(null=True, editable=False)  # its first day: for order and ranges
    date_basis = models.CharField(_("date"), max_length=10, choices=DateBasis, default=DateBasis.UNKNOWN)
    date_evidence = models.TextField(_("d’après"), blank=True)
    date_rule = models.CharField(max_length=100, blank=True, editable=False)
    date_certainty = models.FloatField(default=0, editable=False)
    bands = ArrayField(models.BigIntegerField(), default=list, editable=False)  # what near-copies share: see copying
    copy_of = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="copies", editable=False,
        verbose_name=_("copie de"),
    )  # fmt: skip
    similarity = models.FloatField(_("ressemblance"), null=True, editable=False)  # to copy_of, 1: the same words
    run = models.ForeignKey(ImportRun, on_delete=models.SET_NULL, null=True, related_name="articles", editable=False)
    is_invented = models.BooleanField(_("texte inventé"), default=False, editable=False)  # made by make_sample
    extracted_with = models.CharField(max_length=100, blank=True, editable=False)  # model, rules and authority versions
    extracted_at = models.DateTimeField(null=True, editable=False)
    given = models.JSONField(default=dict, editable=False)  # what the machine read where a decision shows otherwise
    created_at = models.DateTimeField(_("importé"), auto_now_add=True)
    updated_at = models.DateTimeField(_("mis à jour"), auto_now=True)
    search = models.GeneratedField(
        expression=SearchVector(_parted("title"), weight="A", config=SEARCH_CONFIG)
        + SearchVector(_parted("body"), weight="B", config=SEARCH_CONFIG),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes = [
            GinIndex(fields=["search"], name="article_search"),
            models.Index(F("published_on").desc(nulls_last=True), F("id").desc(), name="article_newest"),
            models.Index(fields=["updated_at"], name="article_updated"),
            GinIndex(fields=["bands"], name="article_bands"),
            models.Index(fields=["agency"], name="article_agency"),
            models.Index(fields=["created_at"], name="article_created_at"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(published__regex=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$"), name="article_published_partial_date"
            ),
            models.CheckConstraint(
                condition=Q(published="", published_on__isnull=True)
                | (~Q(published="") & Q(published_on__isnull=False)),
                name="article_published_on_goes_with_published",
            ),
            models.CheckConstraint(condition=~Q(copy_of=F("id")), name="article_copy_of_another"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return _address_of_article(self.uid, get_script_prefix())


@lru_cache(maxsize=20_000)
def _address_of_article(uid: str, script_prefix: str) -> str:
    """A page names a hundred; `script_prefix` is part of what Django finds."""
    return reverse("article", args=[uid])


class Replaced(models.Model):
    """The file of an article before an import put another in its place: what undoing the import brings back."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="replaced")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    raw = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("fichier remplacé")
        verbose_name_plural = _("fichiers remplacés")
        constraints = [models.UniqueConstraint(fields=["run", "article"], name="replaced_once_a_run")]

    def __str__(self) -> str:
        return f"{self.article_id} ({self.run})"


class Upload(models.Model):
    """A file that a curator brought, as it is until its import is finished, or a day has passed."""

    name = models.CharField(_("nom"), max_length=200)
    data = models.BinaryField()
    options = models.JSONField(default=dict, editable=False)  # as those of an ImportRun
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    brought_at = models.DateTimeField(_("reçu le"), auto_now_add=True)
    run = models.OneToOneField(ImportRun, on_delete=models.SET_NULL, null=True, related_name="upload")

    class Meta:
        verbose_name = _("fichier apporté")
        verbose_name_plural = _("fichiers apportés")

    def __str__(self) -> str:
        return self.name
