"""Admin lists of what was found in articles beside mentions, and of what readers reported."""

# Django's admin classes take no type parameters at run time
# mypy: disallow-any-generics=False

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from articles.models import Contradiction, Evidence, Quote, Remark
from articles.remarks import statement_in_words
from articles.vocabulary import MODES, TYPES
from articles.workshop.written import Decided, Logged

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import Model, QuerySet
    from django.http import HttpRequest
    from django.utils.safestring import SafeString

    from articles.vocabulary import Words

_HEAVY = tuple(f"article__{name}" for name in ("raw", "lines", "search", "body", "captions"))


class Found(Decided):
    """A row leads to the page of its article, where it is decided."""

    list_display_links = None
    ordering = ("-pk",)
    list_per_page = 50
    anchor = ""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        rows: QuerySet[Model] = super().get_queryset(request)
        return rows.defer(*_HEAVY)

    @admin.display(description=_("phrase"))
    def shown(self, row: Evidence | Quote | Contradiction) -> str:
        return Truncator(row.text).chars(160)

    @admin.display(description=_("article"), ordering="article")
    def in_article(self, row: Evidence | Quote | Contradiction) -> SafeString:
        address = reverse("admin:articles_article_change", args=[row.article_id])
        title = Truncator(row.article.title).chars(60)
        return format_html('<a href="{}#{}-{}">{}</a>', address, self.anchor, row.pk, title)


class _WordedFilter(admin.SimpleListFilter):
    """Values of a column under the words of the pages."""

    words: Mapping[str, Words] = {}

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(self.words.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(**{str(self.parameter_name): self.value()}) if self.value() in self.words else queryset


class TypeFilter(_WordedFilter):
    title = _("type")
    parameter_name = "type"
    words = {name: words.label for name, words in TYPES.items()}


class ModeFilter(_WordedFilter):
    title = _("mode")
    parameter_name = "mode"
    words = MODES


class EvidenceAdmin(Found):
    anchor = "statement"
    list_display = ("told", "shown", "status", "certainty", "in_article")
    list_filter = ("status", "is_decided", TypeFilter, ModeFilter)
    list_select_related = ("article",)
    search_fields = ("text", "participants__actor__name")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        return super().get_queryset(request).prefetch_related("participants__actor__canonical")

    @admin.display(description=_("énoncé"), ordering="type")
    def told(self, row: Evidence) -> str:
        return statement_in_words(row)


class QuoteAdmin(Found):
    anchor = "quote"
    list_display = ("who", "shown", "is_direct", "status", "certainty", "in_article")
    list_filter = ("status", "is_decided", "is_direct")
    list_select_related = ("article", "speaker")
    search_fields = ("text", "speaker__name", "speaker_text")

    @admin.display(description=_("qui"), ordering="speaker")
    def who(self, row: Quote) -> str:
        return row.speaker.name if row.speaker else row.speaker_text or "—"


class ContradictionAdmin(Found):
    anchor = "contradiction"
    list_display = ("shown", "actor", "office", "holder", "status", "in_article")
    list_filter = ("status", "is_decided")
    list_select_related = ("article", "actor", "holder")
    search_fields = ("text", "actor__name", "holder__name", "office")


class RemarkAdmin(Logged):
    """An open one is answered in the queue."""

    list_display = ("made_at", "about", "words_shown", "comment_shown", "state", "answered_by", "in_queue")
    list_display_links = None
    list_filter = ("state", "about")
    list_select_related = ("answered_by",)
    date_hierarchy = "made_at"
    search_fields = ("words", "sentence", "comment", "answer")
    ordering = ("-pk",)

    @admin.display(description=_("mots"))
    def words_shown(self, row: Remark) -> str:
        return Truncator(row.words).chars(80)

    @admin.display(description=_("remarque"))
    def comment_shown(self, row: Remark) -> str:
        return Truncator(row.comment).chars(120)

    @admin.display(description=_("réponse"))
    def in_queue(self, row: Remark) -> SafeString | str:
        if row.state != Remark.State.OPEN:
            return Truncator(row.answer).chars(80)
        return format_html('<a href="{}?item=remark-{}">{}</a>', reverse("queue"), row.pk, _("Répondre"))


ADMINS = {Evidence: EvidenceAdmin, Quote: QuoteAdmin, Contradiction: ContradictionAdmin, Remark: RemarkAdmin}
