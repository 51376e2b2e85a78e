"""The workshop, second part: the catalogue, and the log of decisions. Every change of an article or a mention is a call
of `curation`, never a raw save."""

# Django's admin classes take no type parameters at run time
# mypy: disallow-any-generics=False

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.postgres.search import SearchQuery
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from articles import curation
from articles.dyads import curation as of_events
from articles.models import SEARCH_CONFIG, Article, Contradiction, ImportRun, Mention, Place, Source
from articles.proofs import in_context
from articles.vocabulary import FORMS, form_words
from articles.workshop.lists import ADMINS
from articles.workshop.reviewing import reviewed
from articles.workshop.written import Decided, Logged, Written
from entities import curation as of_actors
from entities.curating import changing, curator, told
from entities.decisions import RIGHT, history, subject_words, summary
from entities.models import Decision

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern
    from django.utils.safestring import SafeString

for _model, _admin in ADMINS.items():
    admin.site.register(_model, _admin)

REASON = forms.CharField(label=_("Motif"), required=False, widget=forms.TextInput(attrs={"class": "vTextField"}))


@admin.register(Source)
class SourceAdmin(Written):
    list_display = ("name", "country", "type", "is_state", "article_count", "display")
    list_editable = ("display",)
    list_filter = ("display", "type", "is_state")
    search_fields = ("name", "key")
    ordering = ("sort_name", "pk")
    fields = ("name", "display", "key", "slug", "names", "domains", "country", "type", "is_state")
    readonly_fields = ("name", "key", "slug", "names", "domains", "country", "type", "is_state")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        counts = Article.objects.filter(source=OuterRef("pk")).order_by().values("source").annotate(n=Count("pk"))
        sources: QuerySet[Source] = super().get_queryset(request)
        return sources.annotate(article_count=Coalesce(Subquery(counts.values("n")), 0))

    @admin.display(description=_("articles"), ordering="article_count")
    def article_count(self, source: Source) -> int:
        count: int = source.article_count  # type: ignore[attr-defined]  # annotated by get_queryset
        return count


class ArticleForm(forms.ModelForm):
    reason = REASON


class ContradictionFilter(admin.SimpleListFilter):
    title = _("contradiction avec le fichier d’autorité")
    parameter_name = "contradiction"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("oui")), ("no", _("non"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in {"yes", "no"}:
            return queryset
        told = Exists(Contradiction.objects.filter(article=OuterRef("pk")))
        return queryset.filter(told if self.value() == "yes" else ~told)


@admin.register(Article)
class ArticleAdmin(Written):
    form = ArticleForm
    list_display = ("title", "published", "date_basis", "source", "mention_count")
    list_filter = (
        "date_basis", ContradictionFilter, ("copy_of", admin.EmptyFieldListFilter), "language",
        ("source", admin.RelatedOnlyFieldListFilter),
    )  # fmt: skip
    list_select_related = ("source",)
    search_fields = ("search",)
    search_help_text = _("Mots du titre ou du texte, ou identifiant")
    autocomplete_fields = ("source",)
    ordering = (F("published_on").desc(nulls_last=True), "-pk")
    readonly_fields = (
        "title", "published", "date_basis", "date_evidence", "authors", "agency", "language",
        "original_url", "original", "uid", "import_path", "sha256", "created_at", "updated_at", "extracted_with",
    )  # fmt: skip
    fieldsets = (
        (None, {"fields": ("title", "source", "reason")}),
        (_("Date"), {"fields": ("published", "date_basis", "date_evidence")}),
        (_("Provenance"), {"fields": readonly_fields[4:]}),
    )
    change_form_template = "admin/articles/article/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        counts = Mention.objects.filter(article=OuterRef("pk")).order_by().values("article").annotate(n=Count("pk"))
        articles: QuerySet[Article] = super().get_queryset(request)
        articles = articles.annotate(mention_count=Coalesce(Subquery(counts.values("n")), 0))
        return articles.defer("raw", "lines", "search", "body", "captions")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Article], search_term: str
    ) -> tuple[QuerySet[Article], bool]:
        if not search_term.strip():
            return queryset, False
        words = SearchQuery(search_term, config=SEARCH_CONFIG, search_type="websearch")
        return queryset.filter(Q(search=words) | Q(uid=search_term.strip())), False

    @admin.display(description=_("mentions"))
    def mention_count(self, article: Article) -> int:
        count: int = article.mention_count  # type: ignore[attr-defined]  # annotated by get_queryset
        return count

    @admin.display(description=_("texte brut"))
    def original(self, article: Article) -> SafeString:
        address = reverse("article-original", args=[article.uid])
        return format_html('<a href="{}">{}</a>', address, _("tel qu’il est arrivé"))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        article = self.get_object(request, object_id)
        shown = reviewed(article) if article else None
        context = {**(extra_context or {}), "reviewed": shown, "history": shown.history if shown else ()}
        return super().change_view(request, object_id, form_url, context)

    def save_model(self, request: HttpRequest, obj: Article, form: forms.ModelForm, change: bool) -> None:
        if "source" in form.changed_data:
            values = form.cleaned_data
            curation.attribute(article=obj, source=values["source"], by=curator(request), reason=values["reason"])


class MentionForm(forms.ModelForm):
    whole_article = forms.BooleanField(
        label=_("Partout dans l’article"),
        required=False,
        help_text=_("pour ces mots, là où personne n’en a décidé autrement"),
    )
    reason = REASON
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen"] = curation.version(self.instance)


class FormFilter(admin.SimpleListFilter):
    title = _("genre")
    parameter_name = "form"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(FORMS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(form=self.value()) if self.value() else queryset


@admin.register(Mention)
class MentionAdmin(Decided):
    form = MentionForm
    list_display = ("text", "actor", "status", "form_name", "certainty", "in_article")
    list_filter = ("status", "is_decided", "actor__kind", FormFilter, "method", "place")
    list_select_related = ("actor", "article")
    search_fields = ("text", "actor__name")
    search_help_text = _("Mots de la mention ou nom de l’acteur")
    autocomplete_fields = ("actor",)
    ordering = ("-pk",)
    readonly_fields = ("article", "status", "machine_actor", "form_name", "method", "certainty")
    fieldsets = (
        (None, {"fields": ("article", "status", "machine_actor")}),
        (_("Attribuer à"), {"fields": ("actor", "whole_article", "reason", "seen")}),
        (_("Comment elle a été trouvée"), {"fields": ("form_name", "method", "certainty")}),
    )
    change_form_template = "admin/articles/mention/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mention]:
        mentions: QuerySet[Mention] = super().get_queryset(request)
        return mentions.defer(*(f"article__{name}" for name in ("raw", "lines", "search", "body", "captions")))

    @admin.display(description=_("genre"), ordering="form")
    def form_name(self, mention: Mention) -> str:
        return str(form_words(mention.form))

    @admin.display(description=_("article"), ordering="article")
    def in_article(self, mention: Mention) -> SafeString:
        address = reverse("admin:articles_article_change", args=[mention.article_id])
        return format_html('<a href="{}">{}</a>', address, Truncator(mention.article.title).chars(60))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        mention = self.get_object(request, object_id)
        own = _about(mention) if mention else {}
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **own})

    def save_model(self, request: HttpRequest, obj: Mention, form: forms.ModelForm, change: bool) -> None:
        """Saving is saying who is meant, whoever it was before."""
        values = form.cleaned_data
        curation.relink(
            mention=obj, actor=values["actor"], by=curator(request), reason=values["reason"],
            seen=values["seen"], whole_article=values["whole_article"],
        )  # fmt: skip

    def get_urls(self) -> list[URLPattern]:
        acts: dict[str, tuple[Callable[..., Decision], Any]] = {
            "accept": (curation.accept, _("« %(text)s » est confirmé.")),
            "reject": (curation.reject, _("« %(text)s » est rejeté.")),
        }
        view = self.admin_site.admin_view(changing(self._decide))
        own = [
            path(f"<int:pk>/{name}/", view, {"act": act, "done": done}, name=f"articles_mention_{name}")
            for name, (act, done) in acts.items()
        ]
        return own + super().get_urls()

    def _decide(self, request: HttpRequest, pk: int, act: Callable[..., Decision], done: str) -> HttpResponse:
        mention = get_object_or_404(self.get_queryset(request).select_related("actor", "machine_actor"), pk=pk)
        if not self.has_change_permission(request, mention):
            raise PermissionDenied
        signed = {name: request.POST.get(name, "") for name in ("reason", "seen")}
        told(request, lambda: act(item=mention, by=curator(request), **signed), done % {"text": mention.text})
        return HttpResponseRedirect(reverse("admin:articles_mention_change", args=[pk]))


def _about(mention: Mention) -> dict[str, Any]:
    """What stands around the mention, and what was decided about it or about its words in the whole article."""
    article, key = mention.article, curation.stable_key(mention)
    text = article.title if mention.place == Place.TITLE else article.body
    whole = Q(subject={name: key[name] for name in ("article", "surface")})
    decisions = Decision.objects.filter(Q(subject=key) | whole)
    return {
        "quoted": in_context(text, mention), "history": history(decisions), "seen": curation.version(mention),
    }  # fmt: skip


@admin.register(ImportRun)
class ImportRunAdmin(Logged):
    list_display = (
        "started_at", "finished_at", "state", "started_by", "new_count", "updated_count", "unchanged_count",
        "rejected_count",
    )  # fmt: skip
    list_filter = ("state",)
    list_select_related = ("started_by",)
    ordering = ("-started_at", "-pk")


@admin.register(Decision)
class DecisionAdmin(Logged):
    list_display = ("made_at", "made_by", "action", "about", "decided", "reason")
    list_filter = ("action", ("made_by", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("made_by", "replaces")
    date_hierarchy = "made_at"
    search_fields = ("subject", "values", "reason")
    search_help_text = _("Clé de l’acteur, identifiant de l’article, mots ou motif")
    ordering = ("-pk",)
    change_form_template = "admin/entities/decision/change_form.html"

    @admin.display(description=_("objet"))
    def about(self, decision: Decision) -> str:
        return subject_words(decision)

    @admin.display(description=_("quoi"))
    def decided(self, decision: Decision) -> str:
        return summary(decision)

    def get_urls(self) -> list[URLPattern]:
        undo = self.admin_site.admin_view(changing(self._undo))
        return [path("<int:pk>/undo/", undo, name="entities_decision_undo"), *super().get_urls()]

    def _undo(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.has_perm(RIGHT):
            raise PermissionDenied
        decision = get_object_or_404(Decision, pk=pk)
        on_actor = "actor" in decision.subject
        if not request.user.has_perm("entities.change_actor" if on_actor else "articles.change_mention"):
            raise PermissionDenied
        undo = of_actors.undo if on_actor else of_events.undo if "dyad" in decision.subject else curation.undo
        reason = request.POST.get("reason", "")
        told(
            request, lambda: undo(decision=decision, by=curator(request), reason=reason), _("La décision est annulée.")
        )
        wanted = request.POST.get("next", "")
        is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
        return HttpResponseRedirect(wanted if is_ours else reverse("admin:entities_decision_changelist"))
