"""The catalogue: the texts, where they come from, and what each of them says about the authorities."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.querysets import ArticleQuerySet, EvidenceQuerySet, MentionQuerySet, QuoteQuerySet
from entities.models import Actor, Decision, Relation

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
        return reverse("article", args=[self.uid])


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
