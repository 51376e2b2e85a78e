"""What a curator corrects on the page of an article: its date, title and text; names and relations that the machine
missed; each thing that it found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles import curation
from articles.models import Article, Contradiction, Evidence, Mention, Place, Quote
from articles.occurrences import places
from articles.vocabulary import MODES, TYPES
from articles.workshop.answering import decide_item, meant
from articles.workshop.forms import AnswerForm
from articles.workshop.views import for_curators
from entities.curating import curator
from entities.curation import add_alias
from entities.decisions import CurationError
from entities.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import User
    from django.http import HttpRequest

    from entities.models import Actor

FIELDS = ("published", "title", "body")
_MODELS: dict[str, Any] = {
    "mention": Mention, "statement": Evidence, "quote": Quote, "contradiction": Contradiction,
}  # fmt: skip
_NOT_TYPED = {"csrfmiddlewaretoken", "seen"}


class SpanForm(forms.Form):
    """Words of the text: the offsets of a selection, or the words themselves and which of their places is meant."""

    place = forms.ChoiceField(choices=Place.choices)
    words = forms.CharField(max_length=300)
    nth = forms.IntegerField(required=False, min_value=1)
    start = forms.IntegerField(required=False, min_value=0)
    end = forms.IntegerField(required=False, min_value=0)
    name = forms.CharField(required=False, max_length=200)
    with_alias = forms.BooleanField(required=False)
    reason = forms.CharField(required=False, max_length=2000)

    def span(self, article: Article) -> tuple[int, int]:
        values = self.cleaned_data
        text = article.title if values["place"] == Place.TITLE else article.body
        start, end = values["start"], values["end"]
        if start is not None and end is not None and fold(text[start:end]) == fold(values["words"]):
            return start, end
        found = places(text, fold(values["words"]))
        number = (values["nth"] or 1) - 1
        if number >= len(found):
            raise CurationError(_("Le texte n’a pas « %(words)s » à cet endroit.") % {"words": values["words"]})
        return found[number]


class StatementForm(SpanForm):
    type = forms.ChoiceField(choices=[(one, words.label) for one, words in TYPES.items()])
    mode = forms.ChoiceField(choices=list(MODES.items()))
    source = forms.CharField(required=False, max_length=200)
    target = forms.CharField(required=False, max_length=200)
    parties = forms.CharField(required=False, max_length=1000)


@for_curators
@require_POST
def add_mention(request: HttpRequest, pk: int) -> HttpResponse:
    return _edit(request, _article(pk), SpanForm(request.POST), _add_mention)


@for_curators
@require_POST
def add_statement(request: HttpRequest, pk: int) -> HttpResponse:
    return _edit(request, _article(pk), StatementForm(request.POST), _add_statement)


@for_curators
@require_POST
def correct(request: HttpRequest, pk: int, field: str) -> HttpResponse:
    article = _article(pk)
    if field not in FIELDS:
        raise Http404
    value, seen = request.POST.get(field, ""), request.POST.get("seen", "")
    signed = {"by": curator(request), "reason": request.POST.get("reason", "")[:2000], "seen": seen}

    def act() -> str:
        if field == "published":
            curation.correct_date(article=article, published=value.strip(), **signed)  # type: ignore[arg-type]
        else:
            curation.correct_text(article=article, place=field, text=value, **signed)  # type: ignore[arg-type]
        return _("C’est corrigé.")

    return _answered(request, article, act, seen=lambda: curation.field_version(_article(pk), field))


@for_curators
@require_POST
def decide(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    if kind not in _MODELS:
        raise Http404
    item = get_object_or_404(_MODELS[kind].objects.select_related("article"), pk=pk)
    form = AnswerForm({**request.POST.dict(), "item": f"{kind}-{pk}"})

    def act() -> str:
        if not form.is_valid():
            raise CurationError(_("Cette réponse est incomplète."))
        return decide_item(item, form.answer_given(), by=curator(request)).told

    return _answered(request, item.article, act, seen=lambda: curation.version(_fresh(kind, pk) or item))


def _fresh(kind: str, pk: int) -> curation.Item | None:
    found: curation.Item | None = _MODELS[kind].objects.select_related("article").filter(pk=pk).first()
    return found


def _edit(
    request: HttpRequest, article: Article, form: SpanForm, act: Callable[[Article, Any, User], str]
) -> HttpResponse:
    def checked() -> str:
        if not form.is_valid():
            raise CurationError(_("Choisissez des mots du texte, et dites qui ils désignent."))
        return act(article, form, curator(request))

    return _answered(request, article, checked)


@transaction.atomic
def _add_mention(article: Article, form: SpanForm, by: User) -> str:
    values = form.cleaned_data
    start, end = form.span(article)
    actor, reason = meant(None, values["name"]), values["reason"]
    curation.add_mention(
        article=article, place=values["place"], start=start, end=end, actor=actor, by=by, reason=reason
    )
    if values["with_alias"]:
        add_alias(actor=actor, text=values["words"], by=by, reason=reason)
    return _("« %(words)s » désigne %(name)s.") % {"words": values["words"], "name": actor.name}


def _add_statement(article: Article, form: StatementForm, by: User) -> str:
    values = form.cleaned_data
    start, end = form.span(article)
    curation.add_statement(
        article=article, place=values["place"], start=start, end=end, type=values["type"], mode=values["mode"],
        source=_named(values["source"]), target=_named(values["target"]),
        parties=[meant(None, name) for name in values["parties"].split(",") if name.strip()], by=by,
        reason=values["reason"],
    )  # fmt: skip
    return _("L’énoncé est ajouté.")


def _named(name: str) -> Actor | None:
    return meant(None, name) if name.strip() else None


def _article(pk: int) -> Article:
    return get_object_or_404(Article.objects.for_page(), pk=pk)


def _answered(
    request: HttpRequest, article: Article, act: Callable[[], str], *, seen: Callable[[], str] | None = None
) -> HttpResponse:
    """Back to the article; or what was typed, why it was refused, and the way to send it all the same."""
    page = reverse("admin:articles_article_change", args=[article.pk])
    try:
        messages.success(request, act())
    except CurationError as refusal:
        typed = [(name, value) for name, value in request.POST.items() if name not in _NOT_TYPED]
        is_outdated = isinstance(refusal, curation.Outdated)
        context = {
            **admin.site.each_context(request), "title": _("Rien n’est enregistré"), "refusal": str(refusal),
            "typed": typed, "article": article, "page": page, "seen": seen() if seen else "", "action": request.path,
            "is_outdated": is_outdated,
        }  # fmt: skip
        return TemplateResponse(request, "admin/refused.html", context, status=409 if is_outdated else 400)
    return HttpResponseRedirect(f"{page}#{request.POST.get('back', '')[:40]}")
