from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.utils.safestring import mark_safe
from django.utils.translation import override

from articles.disclosing import disclosed
from articles.models import Article
from articles.statements import Said, Sentence, Statement
from articles.templatetags.telling import (
    quote,
    quote_list,
    quote_rows,
    sentence,
    sentence_list,
    sentence_rows,
    told_in,
)
from articles.vocabulary import relation_words
from entities.models import Actor

JAPAN, RUSSIA = Actor(name="Japon", slug="japon", code="JP"), Actor(name="Russie", slug="russie", code="RU")
ARTICLE = Article(pk=1, uid="abc", title="Deux & trois", language="fr", published="2013-11-02")
STATEMENT = Statement(
    sources=(JAPAN,), targets=(RUSSIA,), parties=(), is_reciprocal=False, words=relation_words("ACCUSE"), mode_words="",
    details=(), told_on="", said_by="", said_by_actor=None, cue="", status="proposed", rule="verb accuser",
    certainty=90,
)  # fmt: skip
SENTENCE = Sentence(ARTICLE, mark_safe("Tokyo <em>accuse</em> Moscou."), "body-0-21", False, (STATEMENT,))
QUOTE = Said(ARTICLE, JAPAN, "", "C’est <b>non</b>.", True, "p2", 1, "proposed", (RUSSIA,), 90)


def written(**values: Any) -> str:
    return sentence(replace(SENTENCE, statements=(replace(STATEMENT, **values),)))


def test_a_sentence_leads_to_its_place_in_the_text() -> None:
    assert '<a class="to-text" href="/articles/abc/#body-0-21">voir dans le texte</a>' in sentence(SENTENCE)


def test_on_the_page_of_its_article_it_leads_there_and_takes_remarks() -> None:
    told = sentence(SENTENCE, is_home=True)
    assert 'href="#body-0-21">voir dans le texte' in told
    assert "?at=body-0-21" in told
    assert "signaler une erreur" not in sentence(SENTENCE)


def test_what_a_dossier_has_is_not_offered_to_it_again() -> None:
    assert "?article=abc&amp;at=body-0-21" in sentence(SENTENCE)
    assert "ajouter au dossier" not in sentence(SENTENCE, is_kept=True)


def test_a_sentence_that_the_reader_may_not_see_says_so() -> None:
    told = sentence(replace(SENTENCE, html=""))
    assert "Phrase réservée à l’éditeur." in told
    assert "Accusation" in told
    assert "voir dans le texte" not in told


def test_a_statement_says_who_does_what_to_whom() -> None:
    ends = '<a href="/actors/japon/">Japon</a> <span class="arrow" aria-hidden="true">→</span>'
    assert f'{ends}<span class="unseen">envers</span> <a href="/actors/russie/">Russie</a>' in written()
    assert '<li class="conflict">' in written()


def test_a_mutual_one_has_no_direction() -> None:
    assert "↔" in written(is_reciprocal=True)
    assert "→" not in written(is_reciprocal=True)


def test_ends_that_the_text_leaves_out_are_told_as_such() -> None:
    assert "auteur non nommé" in written(sources=())
    assert "visé non nommé" in written(targets=())


def test_those_of_many_stand_in_one_list() -> None:
    told = written(parties=(JAPAN, RUSSIA), sources=(), targets=())
    assert '<a href="/actors/japon/">Japon</a>, <a href="/actors/russie/">Russie</a>' in told
    assert "non nommé" not in told


def test_names_of_states_are_in_the_language_of_the_page() -> None:
    with override("en"):
        assert ">Japan</a>" in written()


def test_details_stand_before_the_date_that_the_sentence_gives() -> None:
    told = written(details=("par lettre", "pêche"), told_on="1956-10")
    assert '<span class="details">par lettre, pêche · octobre\N{NO-BREAK SPACE}1956</span>' in told
    assert '<span class="details">octobre\N{NO-BREAK SPACE}1956</span>' in written(told_on="1956-10")
    assert "details" not in written()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"said_by_actor": RUSSIA}, 'selon <a href="/actors/russie/">Russie</a>'),
        ({"said_by": "des <i>sources</i>"}, 'selon <span lang="fr">des &lt;i&gt;sources&lt;/i&gt;</span>'),
        ({"cue": "accuse"}, '<span class="cue" lang="fr">«\N{NO-BREAK SPACE}accuse\N{NO-BREAK SPACE}»</span>'),
        ({"mode_words": "nié"}, '<span class="mode">nié</span>'),
        ({"status": "accepted"}, '<span class="verified">✓ vérifié</span>'),
        ({"certainty": 59}, '<span class="doubtful">? douteux</span>'),
    ],
)
def test_a_statement_tells_what_else_is_known_of_it(values: dict[str, Any], words: str) -> None:
    assert words in written(**values)
    assert words not in written()


def test_rules_are_told_where_they_are_asked_for() -> None:
    assert "verbe «\N{NO-BREAK SPACE}accuser\N{NO-BREAK SPACE}», certitude 90\N{NO-BREAK SPACE}%" in sentence(
        SENTENCE, with_rules=True
    )
    assert "certitude" not in sentence(SENTENCE)


def test_a_quote_brings_no_tags() -> None:
    assert "«\N{NO-BREAK SPACE}C’est &lt;b&gt;non&lt;/b&gt;.\N{NO-BREAK SPACE}»" in quote(QUOTE)


def test_reported_words_are_not_between_quotation_marks() -> None:
    told = quote(replace(QUOTE, is_direct=False))
    assert '<div class="quote reported">' in told
    assert "rapporté" in told
    assert "«" not in told


def test_who_speaks_is_told_but_on_the_own_page() -> None:
    assert '<a href="/actors/japon/">Japon</a>' in quote(QUOTE)
    assert "japon" not in quote(QUOTE, is_own=True)


def test_a_speaker_that_nobody_knows_keeps_the_words_of_the_text() -> None:
    assert '<span lang="fr">un diplomate</span>' in quote(replace(QUOTE, speaker=None, speaker_text="un diplomate"))
    assert "locuteur non nommé" in quote(replace(QUOTE, speaker=None))


def test_words_that_the_reader_may_not_see_name_no_unknown_speaker() -> None:
    told = quote(replace(QUOTE, speaker=None, text="", anchor=""))
    assert "Propos réservés à l’éditeur." in told
    assert "locuteur" not in told
    assert "voir dans le texte" not in told


def test_a_quote_tells_to_whom_and_about_whom() -> None:
    told = quote(replace(QUOTE, addressee_text="la presse"))
    assert '<span>à l’adresse de\N{NO-BREAK SPACE}: <span lang="fr">la presse</span></span>' in told
    assert '<span>à propos de <a href="/actors/russie/">Russie</a></span>' in told


def test_an_article_is_named_once_for_what_follows_from_it() -> None:
    other = replace(SENTENCE, article=Article(pk=2, uid="def", title="Autre", language="en"))
    told = sentence_rows([SENTENCE, SENTENCE, other])
    assert told.count("Deux &amp; trois") == 1
    assert '<a lang="en" href="/articles/def/">Autre</a>' in told
    assert told.count("<li>") == 3


def test_no_article_is_named_on_its_own_page() -> None:
    assert "Deux" not in sentence_rows([SENTENCE], is_home=True)
    assert "Deux" not in quote_rows([QUOTE], is_home=True)


def test_a_title_that_is_cited_is_not_told_twice() -> None:
    assert "Deux" not in sentence_rows([replace(SENTENCE, is_title=True)])
    assert "Deux" not in told_in(ARTICLE, has_title=True)


def test_invented_texts_are_marked() -> None:
    assert "texte inventé" in told_in(Article(pk=3, uid="ghi", is_invented=True))
    assert "texte inventé" not in told_in(ARTICLE)


def test_the_rest_is_folded_under_its_number() -> None:
    told = sentence_list(disclosed([SENTENCE] * 4, 2, size=lambda one: one.size))
    assert "<summary>2 autres énoncés</summary>" in told
    assert "<details" not in sentence_list(disclosed([SENTENCE] * 2, 2))
    assert "<summary>2 autres citations</summary>" in quote_list(disclosed([QUOTE] * 4, 2))
