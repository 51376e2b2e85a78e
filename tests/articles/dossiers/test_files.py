from __future__ import annotations

import io
import json
import zipfile

import pytest
import rispy
from citeproc.source.json import CiteProcJSON
from pybtex.database import parse_string

from articles.displaying import ANYBODY, INSIDER, Reader
from articles.dossiers.files import file_of
from articles.dossiers.keeping import begin, put
from articles.dossiers.models import Dossier
from articles.dossiers.showing import show
from articles.models import Article
from articles.statements import anchor_of
from tests.articles.exporting.conftest import SENTENCE

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::UserWarning:citeproc")]
NAMES = ["dossier.md", "dossier.ris", "dossier.bib", "dossier.csl.json"]


@pytest.fixture
def dossier(told: Article) -> Dossier:
    """An article and its statement, each with a note."""
    found = begin(title="Le Nord")
    put(dossier=found, article=told, note="À relire & vérifier")
    put(dossier=found, article=told, anchor=anchor_of(told.evidence.get()), note="La phrase clé")
    return found


def written(dossier: Dossier, name: str, reader: Reader = INSIDER) -> str:
    found = file_of(show(dossier, reader), name, "https://example.org")
    assert found
    return found[1].decode()


def test_ris_has_each_article_once_with_all_that_was_noted(dossier: Dossier) -> None:
    (entry,) = rispy.loads(written(dossier, "dossier.ris"))
    assert entry["title"] == "Une invitation"
    assert entry["notes"] == ["À relire & vérifier", f"« {SENTENCE} » – La phrase clé"]


def test_bibtex_has_the_notes(dossier: Dossier, told: Article) -> None:
    entry = parse_string(written(dossier, "dossier.bib"), "bibtex").entries[f"trilaterale_{told.uid}"]
    assert "La phrase clé" in entry.fields["annote"]


def test_csl_has_the_notes(dossier: Dossier, told: Article) -> None:
    items = json.loads(written(dossier, "dossier.csl.json"))
    assert CiteProcJSON(items)[told.uid].title == ["Une invitation"]
    assert "À relire & vérifier" in items[0]["note"]


def test_the_text_tells_it_in_order(dossier: Dossier) -> None:
    text = written(dossier, "dossier.md")
    places = [text.index(part) for part in ("# Le Nord", "## Une invitation", "À relire", f"> {SENTENCE}", "La phrase")]
    assert places == sorted(places)


def test_what_a_reader_writes_stays_words_in_the_text(told: Article) -> None:
    dossier = begin(title="# <b>Nord</b>")
    put(dossier=dossier, article=told, note="# Un titre\n- [lien](javascript:1)\n1. <script>\n===")
    text = written(dossier, "dossier.md")
    assert text.startswith("# \\# \\<b\\>Nord\\</b\\>\n")
    assert "\\# Un titre  \n\\- \\[lien\\](javascript:1)  \n1\\. \\<script\\>  \n\\===" in text


def test_one_archive_has_it_all(dossier: Dossier) -> None:
    found = file_of(show(dossier, INSIDER), "dossier.zip", "https://example.org")
    assert found
    with zipfile.ZipFile(io.BytesIO(found[1])) as archive:
        assert archive.namelist() == NAMES
        assert archive.read("dossier.ris").decode() == written(dossier, "dossier.ris")


def test_there_is_no_other_file(dossier: Dossier) -> None:
    assert file_of(show(dossier, INSIDER), "dossier.exe", "https://example.org") is None


@pytest.mark.parametrize("name", NAMES)
def test_no_file_holds_a_reserved_sentence(dossier: Dossier, told: Article, name: str) -> None:
    told.source.display = "link"
    told.source.save()
    assert SENTENCE not in written(dossier, name, ANYBODY)
    assert "La phrase clé" in written(dossier, name, ANYBODY)


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_dossier_is_a_file_too(db: None, name: str) -> None:
    assert SENTENCE not in written(begin(), name)
