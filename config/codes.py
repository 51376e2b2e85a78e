"""Codes of six digits beside the password, for curators who want them: the login, and the page to begin and to end it.

Who has confirmed a device must give its code. One code is good once; wrong ones make the device wait, longer each time.
"""

from __future__ import annotations

from base64 import b32encode
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from django_otp.plugins.otp_totp.models import TOTPDevice

from entities.curating import curator

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.http import HttpRequest

_LETTERS = 4  # of the secret in a group
WRONG = _("Ce code n’est pas le bon, ou il a déjà servi. Attendez le suivant.")
_NUMBER = {"inputmode": "numeric", "autocomplete": "one-time-code", "pattern": "[0-9 ]*", "class": "vTextField"}


def _code_field(*, required: bool) -> forms.CharField:
    return forms.CharField(
        label=_("Code à six chiffres"), max_length=10, required=required, widget=forms.TextInput(attrs=_NUMBER),
        help_text="" if required else _("Seulement si votre compte en demande un."),
    )  # fmt: skip


class LoginForm(AdminAuthenticationForm):
    code = _code_field(required=False)

    def confirm_login_allowed(self, user: User) -> None:
        """Called once the password is known to be right."""
        super().confirm_login_allowed(user)
        if not TOTPDevice.objects.filter(user=user.pk, confirmed=True).exists():
            return
        if not self.cleaned_data.get("code"):
            raise ValidationError(_("Ce compte demande aussi le code à six chiffres de votre appareil."), "code")
        if not is_right(user, self.cleaned_data["code"], confirmed=True):
            raise ValidationError(WRONG, "code")


class CodeForm(forms.Form):
    code = _code_field(required=True)


@transaction.atomic
def is_right(user: User, code: str, *, confirmed: bool) -> bool:
    """Whether it is the code that the user's device shows. It is used up by this."""
    device = TOTPDevice.objects.select_for_update().filter(user=user.pk, confirmed=confirmed).first()
    return bool(device and device.verify_token(code.replace(" ", "")))


@transaction.atomic
def begin(*, user: User) -> TOTPDevice:
    """A new secret that is not asked for until it is confirmed."""
    TOTPDevice.objects.filter(user=user, confirmed=False).delete()
    return TOTPDevice.objects.create(user=user, name="codes", confirmed=False)


def confirm(*, user: User, code: str) -> bool:
    if not is_right(user, code, confirmed=False):
        return False
    TOTPDevice.objects.filter(user=user, confirmed=False).update(confirmed=True)
    return True


def end(*, user: User, code: str) -> bool:
    """With a code: who finds an open session may not take it off."""
    if not is_right(user, code, confirmed=True):
        return False
    TOTPDevice.objects.filter(user=user).delete()
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Behind the admin's own login: see `config.urls`."""
    user = curator(request)
    form = CodeForm(request.POST if request.POST.get("do") in {"confirm", "end"} else None)
    if request.method == "POST" and _done(request, user, form):
        return redirect("codes")
    device = TOTPDevice.objects.filter(user=user).order_by("-confirmed", "-pk").first()
    context: dict[str, Any] = {
        **admin.site.each_context(request), "title": _("Codes de connexion"), "form": form, "device": device,
        "secret": _secret(device) if device and not device.confirmed else "",
    }  # fmt: skip
    return TemplateResponse(request, "admin/codes.html", context, status=400 if form.errors else 200)


def _done(request: HttpRequest, user: User, form: CodeForm) -> bool:
    """Whether what was asked for is done; else the form says why not."""
    asked = request.POST.get("do")
    if asked == "begin":
        if not TOTPDevice.objects.filter(user=user, confirmed=True).exists():
            begin(user=user)
        return True
    if not form.is_valid():
        return False
    code = form.cleaned_data["code"]
    if not (confirm(user=user, code=code) if asked == "confirm" else end(user=user, code=code)):
        form.add_error("code", WRONG)
        return False
    words = {"confirm": _("Le code sera demandé à chaque connexion."), "end": _("Le mot de passe suffit de nouveau.")}
    messages.success(request, str(words[asked or ""]))
    return True


def _secret(device: TOTPDevice) -> str:
    """To be typed by hand."""
    text = b32encode(device.bin_key).decode()
    return " ".join(text[at : at + _LETTERS] for at in range(0, len(text), _LETTERS))
