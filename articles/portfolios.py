"""The offices that articles are narrowed by, whoever holds them: keys of the authority file, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.wording import country_name

if TYPE_CHECKING:
    from articles.vocabulary import Words

OFFICES: dict[str, Words] = {
    "head_of_state": _("chef de l’État"),
    "head_of_government": _("chef du gouvernement"),
    "deputy_head_of_government": _("vice-premier ministre"),
    "foreign_minister": _("ministre des Affaires étrangères"),
    "deputy_foreign_minister": _("vice-ministre des Affaires étrangères"),
    "defence_minister": _("ministre de la Défense"),
    "deputy_defence_minister": _("vice-ministre de la Défense"),
    "chief_cabinet_secretary": _("secrétaire général du gouvernement"),
    "spokesperson": _("porte-parole"),
    "nato_secretary_general": _("secrétaire général"),
    "nato_deputy_secretary_general": _("secrétaire général adjoint"),
    "nato_military_committee_chair": _("président du comité militaire"),
    "saceur": _("commandant suprême des forces alliées en Europe"),
    "un_secretary_general": _("secrétaire général"),
    "eu_commission_president": _("président de la Commission"),
    "eu_council_president": _("président du Conseil européen"),
    "eu_high_representative": _("haut représentant pour les affaires étrangères"),
    "finance_minister": _("ministre des Finances"),
    "economy_minister": _("ministre de l’Économie"),
    "trade_minister": _("ministre du Commerce"),
    "interior_minister": _("ministre de l’Intérieur"),
    "justice_minister": _("ministre de la Justice"),
    "energy_minister": _("ministre de l’Énergie"),
    "agriculture_minister": _("ministre de l’Agriculture"),
    "minister": _("autre ministre"),
    "deputy_minister": _("autre vice-ministre"),
    "chief_of_defence_staff": _("chef d’état-major"),
    "national_security_adviser": _("conseiller à la sécurité nationale"),
    "security_council_secretary": _("secrétaire du Conseil de sécurité"),
    "parliament_speaker": _("président du parlement"),
    "party_leader": _("chef de parti"),
    "ambassador": _("ambassadeur"),
    "governor": _("gouverneur"),
}


def office_value(office: str, country: str) -> str:
    """How an address names the office of a state or an alliance: `foreign_minister.JP`."""
    return f"{office}.{country}"


def office_of(value: str) -> tuple[str, str] | None:
    """The office and its country, from an address; None where there is no such office."""
    office, _dot, country = value.partition(".")
    country = country.upper()
    return (office, country) if office in OFFICES and country.isalpha() and 2 <= len(country) <= 4 else None


def office_words(value: str, language: str) -> str:
    """« Japon : ministre des Affaires étrangères »."""
    office, _dot, country = value.partition(".")
    told = {"country": country_name(country, language), "office": OFFICES[office]}
    return gettext("%(country)s : %(office)s") % told
