"""« Signaler une erreur »: the form, and the page where a reader follows what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from articles.displaying import reader_of
from articles.models import Article, Remark
from articles.remarks import LONGEST, Choice, TooMany, choices, remark
from articles.senders.knowing import sender_of

if TYPE_CHECKING:
    from django.http import HttpRequest

HONEYPOT = "website"


class RemarkForm(forms.Form):
    what = forms.ChoiceField(label=_("Ce qui est faux"), widget=forms.RadioSelect)
    comment = forms.CharField(
        label=_("Ce qu’il faudrait lire, et d’où vous le savez"),
        max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}), strip=True, required=False,
    )  # fmt: skip
    website = forms.CharField(required=False)  # nobody sees it: what is filled in here is a machine's

    def __init__(self, data: object, offered: list[Choice]) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # a QueryDict or nothing
        self.fields["what"].choices = [(one.value, one.label) for one in offered]  # type: ignore[attr-defined]
        if data is None and len(offered) > 3:
            self.initial["what"] = offered[0].value

    def clean(self) -> None:
        said = self.cleaned_data.get("what", "")
        if said.partition("-")[0] in {"missing", "date", "text"} and not self.cleaned_data.get("comment"):
            self.add_error("comment", _("Dites en quelques mots ce qui ne va pas."))


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, uid: str) -> HttpResponse:
    article = get_object_or_404(Article.objects.for_page(), uid=uid)
    asked = {name: request.GET.get(name, "") for name in ("at", "actor")}
    offered = choices(article, reader_of(request), **asked)
    form = RemarkForm(request.POST if request.method == "POST" else None, offered)
    page = {"article": article, "form": form, "sentence": offered[-1].sentence, "too_many": False}
    if request.method != "POST" or not form.is_valid():
        return render(request, "articles/remark_form.html", page, status=400 if form.is_bound else 200)
    if form.cleaned_data[HONEYPOT]:
        return redirect(article)
    chosen = next(one for one in offered if one.value == form.cleaned_data["what"])
    try:
        kept = remark(article=article, choice=chosen, comment=form.cleaned_data["comment"], sender=sender_of(request))
    except TooMany as much:
        response = render(request, "articles/remark_form.html", {**page, "too_many": True}, status=429)
        response.headers["Retry-After"] = str(much.seconds)
        return response
    return redirect(kept)


@require_safe
@never_cache
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """For whoever has the address: no search engine may list it."""
    found = get_object_or_404(Remark.objects.select_related("article__source"), token=token)
    response = render(request, "articles/remark.html", {"remark": found})
    response.headers["X-Robots-Tag"] = "noindex"
    return response
