from __future__ import annotations

import pytest
from django.test import Client

from articles.dossiers.keeping import begin
from articles.dossiers.models import Dossier

pytestmark = pytest.mark.django_db


def test_an_abused_dossier_can_be_found_and_destroyed(admin_client: Client) -> None:
    dossier = begin(title="À retirer")
    assert "À retirer" in admin_client.get("/admin/dossiers/dossier/?q=retirer").content.decode()
    admin_client.post(f"/admin/dossiers/dossier/{dossier.pk}/delete/", {"post": "yes"})
    assert not Dossier.objects.exists()


def test_nobody_changes_a_readers_dossier(admin_client: Client) -> None:
    dossier = begin(title="Le Nord")
    admin_client.post(f"/admin/dossiers/dossier/{dossier.pk}/change/", {"title": "Autre"})
    dossier.refresh_from_db()
    assert dossier.title == "Le Nord"
