from __future__ import annotations

import json
import os
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils.functional import SimpleLazyObject

from articles.facetting import keeping
from articles.models import Article, ImportRun
from articles.work.models import Order, Parcel
from config.doctoring import Finding, findings
from entities.authority.loader import load_files
from entities.models import AuthorityLoad
from tests.articles.rows import article_naming

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import Settings

pytestmark = pytest.mark.django_db


# What this machine's disk and catalogues are, and what pytest makes of the templates.
OURS = {"disk", "translations", "templates.E002"}


@pytest.fixture(autouse=True)
def sound(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation that has all it needs; gives its folder."""
    monkeypatch.delenv("SECRET_KEY", raising=False)
    settings.STATE, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    (settings.STATIC_ROOT / "staticfiles.json").write_text("{}")
    key = tmp_path / "secret_key"
    key.write_text("k" * 50)
    key.chmod(0o600)
    AuthorityLoad.objects.create(version=load_files().version)
    User.objects.create_superuser("admin")
    return tmp_path


def found(about: str) -> Finding:
    """The one that is found about this, and no other."""
    (one,) = (each for each in findings() if each.about not in OURS)
    assert one.about == about
    assert one.mend
    return one


def test_a_sound_installation_has_nothing_to_mend() -> None:
    assert [one for one in findings() if one.about not in OURS] == []


def test_a_key_that_others_read_is_found(sound: Path) -> None:
    (sound / "secret_key").chmod(0o644)
    assert "chmod 600" in found("secret key").mend


def test_debug_is_found(settings: Settings) -> None:
    settings.DEBUG = True
    assert {one.about for one in findings()} >= {"DEBUG"}


def test_any_host_is_found(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    assert found("ALLOWED_HOSTS").is_error


def test_a_proxy_that_is_no_address_is_found(settings: Settings) -> None:
    settings.TRUSTED_PROXIES = ["127.0.0.1", "the proxy"]
    assert "'the proxy'" in found("TRUSTED_PROXIES").told


def test_what_django_warns_of_is_found(settings: Settings) -> None:
    settings.SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
    assert "security.W012" in {one.about for one in findings()}


def test_static_files_that_were_not_collected_are_found(settings: Settings) -> None:
    (settings.STATIC_ROOT / "staticfiles.json").unlink()
    assert "collectstatic" in found("static files").mend


def test_a_model_that_is_not_there_is_found(settings: Settings) -> None:
    settings.SPACY_MODEL = "fr_core_news_nowhere"
    assert "fr_core_news_nowhere" in found("language model").told


@pytest.mark.parametrize("name", ["../nowhere", ".", "json", ""])
def test_what_is_no_model_is_found_as_one_that_is_not_there(settings: Settings, name: str) -> None:
    settings.SPACY_MODEL = name
    article_naming()
    assert found("language model").told == f"{name} is not installed"


@pytest.mark.parametrize(
    ("says", "told"),
    [
        ({"lang": "fr", "version": "3.1.0", "spacy_version": ">=3.1.0,<3.2.0"}, "is made for spaCy >=3.1.0,<3.2.0"),
        ({"lang": "de", "version": "3.8.0", "spacy_version": ">=3.8.0,<3.9.0"}, "does not read French"),
    ],
)
def test_a_model_that_does_not_fit_is_found(
    settings: Settings, sound: Path, monkeypatch: pytest.MonkeyPatch, says: dict[str, str], told: str
) -> None:
    model = sound / "models" / "un_modele"
    model.mkdir(parents=True)
    (model / "__init__.py").touch()
    (model / "meta.json").write_text(json.dumps(says))
    monkeypatch.syspath_prepend(model.parent)
    settings.SPACY_MODEL = "un_modele"
    article_naming()
    assert told in found("language model").told


def test_a_folder_that_is_a_file_is_found(settings: Settings, sound: Path) -> None:
    settings.STATE = sound / "secret_key"
    assert "is a file" in found("folder").told


def test_a_key_that_can_not_be_made_is_found(settings: Settings, sound: Path) -> None:
    def refused() -> str:
        raise PermissionError(13, "Permission denied", str(sound))

    settings.SECRET_KEY = SimpleLazyObject(refused)
    assert "set SECRET_KEY" in found("secret key").mend


@pytest.mark.parametrize("name", ["facets", "metrics"])
def test_a_folder_that_may_not_be_written_to_is_found(sound: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    (sound / name).mkdir()
    monkeypatch.setattr(os, "access", lambda path, mode: path != sound / name)  # root may write anywhere
    assert str(sound / name) in found("folder").told


def test_kept_facets_of_another_version_are_found(settings: Settings) -> None:
    settings.FACETS_FROM = 1
    article_naming()
    keeping.path().parent.mkdir()
    keeping.path().write_bytes(b"of another version")
    (one,) = (each for each in findings() if each.about == "facets")
    assert not one.is_error


def test_a_folder_that_is_not_there_is_found(settings: Settings, sound: Path) -> None:
    settings.STATE = sound / "nowhere"
    assert found("folder").is_error


def test_a_database_that_is_behind_is_found() -> None:
    MigrationRecorder.Migration.objects.filter(app="entities").latest("pk").delete()
    assert found("migrations").mend == "manage.py migrate"


def test_a_missing_extension_is_found() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE pg_extension SET extname = 'mislaid' WHERE extname = 'unaccent'")
    assert found("database").mend.endswith("CREATE EXTENSION unaccent")


def test_an_authority_that_is_not_loaded_is_found() -> None:
    AuthorityLoad.objects.all().delete()
    assert found("authority").mend == "manage.py load_authority"


def test_a_site_without_an_administrator_is_found() -> None:
    User.objects.all().delete()
    assert not found("accounts").is_error


def test_articles_that_were_read_otherwise_are_found() -> None:
    article_naming()
    Article.objects.update(extracted_with="an earlier version")
    assert found("articles").told.startswith("1 ")


def test_imports_that_were_stopped_are_found() -> None:
    ImportRun.objects.create(state="stopped")
    assert found("imports").told.startswith("1 ")


def test_work_that_was_given_up_is_found() -> None:
    order = Order.objects.create(kind="extraction")
    Parcel.objects.create(order=order, items=[], size=0, state="failed")
    assert found("work").told.startswith("1 ")


def test_what_is_found_is_told_with_how_to_mend_it_and_a_status() -> None:
    User.objects.all().delete()
    told = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("doctor", stdout=told)
    assert ended.value.code == 1
    assert "warning: accounts: nobody administers the site\n  to mend it: manage.py createsuperuser" in told.getvalue()


def test_programs_are_told_in_json() -> None:
    User.objects.all().delete()
    told = StringIO()
    with pytest.raises(SystemExit):
        call_command("doctor", "--json", stdout=told)
    assert "accounts" in {json.loads(line)["about"] for line in told.getvalue().splitlines()}
