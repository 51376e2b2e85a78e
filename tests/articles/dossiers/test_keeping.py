from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from articles.displaying import ANYBODY, INSIDER
from articles.dossiers import keeping
from articles.dossiers.keeping import DossierError, begin, key_of, move_up, opens, put, take_out
from articles.dossiers.models import Dossier
from articles.dossiers.showing import show
from articles.models import Article
from articles.statements import anchor_of
from tests.articles.exporting.conftest import SENTENCE
from tests.articles.rows import article_naming, statement_row
from tests.rows import actor_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(db: None) -> Dossier:
    return begin(title="  Nord\n et Sud ")


def anchor(article: Article) -> str:
    return anchor_of(article.evidence.first())


def titles(dossier: Dossier) -> list[str]:
    return [piece.article.title for piece in show(dossier, INSIDER).pieces]


def test_a_title_is_one_line(dossier: Dossier) -> None:
    assert dossier.title == "Nord et Sud"


def test_only_its_own_key_opens_a_dossier(dossier: Dossier) -> None:
    assert opens(dossier, key_of(dossier))
    assert not opens(dossier, key_of(begin()))
    assert not opens(dossier, "")
    assert not opens(dossier, "é.\0")


def test_what_stayed_empty_for_long_is_forgotten(told: Article) -> None:
    for title in ("vide", "plein", "vide d’hier"):
        begin(title=title)
    put(dossier=Dossier.objects.get(title="plein"), article=told)
    old = timezone.now() - keeping.EMPTY_FOR - timedelta(days=1)
    Dossier.objects.exclude(title="vide d’hier").update(updated_at=old)
    begin(title="nouveau")
    assert set(Dossier.objects.values_list("title", flat=True)) == {"plein", "vide d’hier", "nouveau"}


def test_a_sender_who_begins_without_end_is_refused(
    db: None, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.RATE_LIMITS = True
    monkeypatch.setattr(keeping, "BEGUN", replace(keeping.BEGUN, most=1))
    begin(sender="somebody")
    with pytest.raises(DossierError):
        begin(sender="somebody")
    begin(sender="another")


def test_an_article_and_a_sentence_of_it_are_two_pieces(dossier: Dossier, told: Article) -> None:
    put(dossier=dossier, article=told)
    put(dossier=dossier, article=told, anchor=anchor(told))
    assert [piece.text for piece in show(dossier, INSIDER).pieces] == ["", SENTENCE]


def test_what_is_in_it_already_only_gets_the_note(dossier: Dossier, told: Article) -> None:
    put(dossier=dossier, article=told, note="d’abord")
    put(dossier=dossier, article=told)
    put(dossier=dossier, article=told, note="ensuite")
    assert [piece.note for piece in dossier.pieces.all()] == ["ensuite"]


def test_a_sentence_that_states_nothing_is_refused(dossier: Dossier, told: Article) -> None:
    with pytest.raises(DossierError):
        put(dossier=dossier, article=told, anchor="body-0-3")


def test_a_full_dossier_says_so(dossier: Dossier, told: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST_PIECES", 1)
    put(dossier=dossier, article=told)
    with pytest.raises(DossierError, match="1 pièces au plus"):
        put(dossier=dossier, article=article_naming(actor_row("Autre")))


def test_pieces_keep_the_order_that_the_reader_gives_them(dossier: Dossier, told: Article) -> None:
    put(dossier=dossier, article=told)
    put(dossier=dossier, article=article_naming(actor_row("Autre"), title="Second"))
    last = put(dossier=dossier, article=article_naming(actor_row("Encore"), title="Troisième"))
    move_up(piece=last)
    assert titles(dossier) == ["Une invitation", "Troisième", "Second"]


def test_the_first_piece_stays_the_first(dossier: Dossier, told: Article) -> None:
    move_up(piece=put(dossier=dossier, article=told))
    assert titles(dossier) == ["Une invitation"]


def test_what_is_taken_out_is_gone(dossier: Dossier, told: Article) -> None:
    take_out(piece=put(dossier=dossier, article=told))
    assert titles(dossier) == []


def test_a_statement_is_found_again_after_the_article_is_read_anew(dossier: Dossier, told: Article) -> None:
    put(dossier=dossier, article=told, anchor=anchor(told))
    one = told.evidence.get()
    ends = one.relation.source, one.relation.target
    one.delete()
    Article.objects.filter(pk=told.pk).update(body="Plus loin. " + told.body)
    told.refresh_from_db()
    statement_row(told, "CONSULT", *ends, SENTENCE)
    (piece,) = show(dossier, INSIDER).pieces
    assert [statement.words.label for statement in piece.sentence.statements] == ["Rencontre"]


def test_a_statement_that_is_found_no_more_says_so(dossier: Dossier, told: Article) -> None:
    put(dossier=dossier, article=told, anchor=anchor(told))
    told.evidence.all().delete()
    (piece,) = show(dossier, INSIDER).pieces
    assert piece.is_lost


def test_a_rejected_statement_is_shown_no_more(dossier: Dossier, told: Article) -> None:
    put(dossier=dossier, article=told, anchor=anchor(told))
    told.evidence.update(status="rejected")
    assert show(dossier, INSIDER).pieces[0].is_lost


def test_a_reserved_sentence_stays_reserved(dossier: Dossier, told: Article) -> None:
    put(dossier=dossier, article=told, anchor=anchor(told))
    told.source.display = "link"
    told.source.save()
    (piece,) = show(dossier, ANYBODY).pieces
    assert (piece.text, piece.sentence.html) == ("", "")
