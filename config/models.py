"""What guards the login, under names that administrators read. The tables are those of django-axes and django-otp."""

from __future__ import annotations

from axes.models import AccessAttempt
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_totp.models import TOTPDevice


class Lockout(AccessAttempt):  # type: ignore[misc]  # the library has no types
    """Wrong passwords for one account from one address and browser; deleted, they are forgotten."""

    class Meta:
        proxy = True
        verbose_name = _("mot de passe refusé")
        verbose_name_plural = _("mots de passe refusés")

    def __str__(self) -> str:
        return f"{self.username} ({self.ip_address})"


class CodeDevice(TOTPDevice):  # type: ignore[misc]  # the library has no types
    """A curator's device that shows codes; deleted, the password alone lets in again."""

    class Meta:
        proxy = True
        verbose_name = _("appareil à codes")
        verbose_name_plural = _("appareils à codes")

    def __str__(self) -> str:
        return str(self.user)
