from __future__ import annotations

import pytest

from articles.displaying import ANYBODY, INSIDER
from articles.models import Article, Evidence, Quote
from articles.statements import Said, Sentence, quotes_of, sentences_of
from entities.models import Actor
from tests.articles.rows import article_naming, country_row, hide, quote_row, source_row, statement_row
from tests.rows import actor_row

pytestmark = pytest.mark.django_db
SENTENCE = "Le Japon accuse la Russie et la menace."


def stating(article: Article, words: str, type_: str, *ends: Actor, **values: str | Actor) -> Evidence:
    """A statement of SENTENCE that rests on these words."""
    evidence = statement_row(article, type_, *ends, SENTENCE, **values)
    start = article.body.index(words)
    evidence.trigger_start, evidence.trigger_end = start, start + len(words)
    evidence.save()
    return evidence


def sentences(article: Article, reader: object = INSIDER) -> list[Sentence]:
    return sentences_of(Evidence.objects.for_display().filter(article=article).order_by("pk"), reader)


def quotes(article: Article) -> list[Said]:
    return quotes_of(Quote.objects.for_display().filter(article=article).order_by("start", "pk"), INSIDER)


@pytest.fixture
def ends() -> tuple[Actor, Actor]:
    return country_row("Japon", "JP"), country_row("Russie", "RU")


def test_a_sentence_is_told_once_with_all_that_it_states_in_the_order_of_its_words(ends: tuple[Actor, Actor]) -> None:
    article = article_naming(words=SENTENCE)
    stating(article, "menace", "THREATEN", *ends)
    stating(article, "accuse", "ACCUSE", *ends)
    (sentence,) = sentences(article)
    assert sentence.html == "Le Japon <em>accuse</em> la Russie et la <em>menace</em>."
    assert [str(one.words.label) for one in sentence.statements] == ["Accusation", "Menace"]


def test_the_same_sentence_of_two_articles_is_told_twice(ends: tuple[Actor, Actor]) -> None:
    one, other = article_naming(words=SENTENCE), article_naming(words=SENTENCE)
    evidence = [stating(article, "accuse", "ACCUSE", *ends) for article in (one, other)]
    assert [sentence.article for sentence in sentences_of(evidence, INSIDER)] == [one, other]


def test_a_text_brings_no_tags_into_its_sentences(ends: tuple[Actor, Actor]) -> None:
    article = article_naming(words="Le <b>Japon</b> accuse.")
    statement_row(article, "ACCUSE", *ends, "Le <b>Japon</b> accuse.")
    (sentence,) = sentences(article)
    assert "&lt;b&gt;Japon&lt;/b&gt;" in sentence.html


def test_only_what_is_not_plainly_asserted_tells_its_mode(ends: tuple[Actor, Actor]) -> None:
    article = article_naming(words=SENTENCE)
    stating(article, "accuse", "ACCUSE", *ends)
    Evidence.objects.filter(pk=stating(article, "menace", "THREATEN", *ends).pk).update(mode="negated")
    (sentence,) = sentences(article)
    assert [str(one.mode_words) for one in sentence.statements] == ["", "nié"]


def test_a_type_stated_by_several_words_tells_which(ends: tuple[Actor, Actor]) -> None:
    article = article_naming(words=SENTENCE)
    stating(article, "accuse", "ACCUSE", *ends)
    stating(article, "menace", "ACCUSE", *ends)
    stating(article, "menace", "THREATEN", *ends)
    (sentence,) = sentences(article)
    assert [one.cue for one in sentence.statements] == ["accuse", "menace", ""]


def test_nothing_of_a_reserved_sentence_is_told_but_who_and_what(ends: tuple[Actor, Actor]) -> None:
    article = article_naming(words=SENTENCE, source=source_row("Agence", "link"))
    stating(article, "accuse", "ACCUSE", *ends, said_by="une source proche")
    stating(article, "menace", "ACCUSE", *ends)
    (sentence,) = sentences(article, ANYBODY)
    assert sentence.html == ""
    assert [(one.said_by, one.cue, one.sources) for one in sentence.statements] == [("", "", ends[:1])] * 2


def test_direct_words_inside_what_is_reported_go_with_it() -> None:
    speaker = actor_row("Mark Rutte")
    article = article_naming(words="Il dit que c’est « une priorité » pour tous.")
    reported = quote_row(article, speaker, "c’est « une priorité » pour tous")
    Quote.objects.filter(pk=reported.pk).update(is_direct=False)
    quote_row(article, speaker, "une priorité")
    (said,) = quotes(article)
    assert (said.text, said.size) == ("c’est «\u00a0<em>une priorité</em>\u00a0» pour tous", 2)


def test_direct_words_of_somebody_else_stand_alone() -> None:
    article = article_naming(words="Il dit que c’est « une priorité » pour tous.")
    reported = quote_row(article, actor_row("Mark Rutte"), "c’est « une priorité » pour tous")
    Quote.objects.filter(pk=reported.pk).update(is_direct=False)
    quote_row(article, actor_row("Fumio Kishida"), "une priorité")
    assert [said.text for said in quotes(article)] == ["c’est « une priorité » pour tous", "une priorité"]


def test_a_quote_leads_to_its_paragraph() -> None:
    article = article_naming(words="Un.\n\nDeux.\n\nIl dit : « une priorité ».")
    quote_row(article, None, "une priorité")
    assert quotes(article)[0].anchor == "p3"


def test_the_words_for_a_speaker_are_reserved_with_the_text() -> None:
    article = article_naming(words="Il dit : « une priorité ».", source=source_row("Agence", "link"))
    quote_row(article, None, "une priorité")
    Quote.objects.update(speaker_text="une source proche")
    (said,) = quotes_of(Quote.objects.for_display(), ANYBODY)
    assert (said.text, said.speaker_text, said.anchor) == ("", "", "")


def test_a_hidden_actor_is_nobodys_source(ends: tuple[Actor, Actor]) -> None:
    weekday = actor_row("Lundi")
    article = article_naming(words=SENTENCE)
    stating(article, "accuse", "ACCUSE", *ends, said_by_actor=weekday)
    hide(weekday)
    assert sentences(article)[0].statements[0].said_by_actor is None
