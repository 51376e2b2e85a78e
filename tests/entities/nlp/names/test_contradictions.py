"""What the text says of an office against what the authority file says, on invented sentences and real terms."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from entities.authority.loader import load_files
from entities.extracting import Extractor
from entities.nlp import pipeline
from entities.nlp.found import FoundContradiction, Text


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(load_files(), pipeline.load())


def contradictions(extractor: Extractor, body: str, on: str | None) -> tuple[FoundContradiction, ...]:
    text = Text("", body)
    return extractor.contradictions(text, extractor.names(extractor.parse(text), text, on=on), on=on)


@pytest.mark.parametrize(
    ("sentence", "on", "words", "holder"),
    [
        ("À Osaka, le président russe Barack Obama a souri.", "2019-06-29", "président russe Barack Obama",
         "Vladimir Poutine"),
        ("Le ministre russe de la Défense Angela Merkel a parlé.", "2018-05-02",
         "ministre russe de la Défense Angela Merkel", "Sergueï Choïgou"),
        ("Le Premier ministre japonais Vladimir Poutine est arrivé.", "2016-12",
         "Premier ministre japonais Vladimir Poutine", "Shinzo Abe"),
        ("Emmanuel Macron, président de la Russie, a salué la foule.", "2018",
         "Emmanuel Macron, président de la Russie", "Vladimir Poutine"),
        ("Le ministre japonais des Affaires étrangères, Jens Stoltenberg, a signé.", "2015-09-01",
         "ministre japonais des Affaires étrangères, Jens Stoltenberg", "Fumio Kishida"),
        ("Après la visite du président américain Angela Merkel, rien n'a changé.", "2014-03-03",
         "président américain Angela Merkel", "Barack Obama"),
    ],
)  # fmt: skip
def test_an_office_that_another_held_that_day_is_a_contradiction(
    extractor: Extractor, sentence: str, on: str, words: str, holder: str
) -> None:
    (found,) = contradictions(extractor, sentence, on)
    text = Text("", sentence).analysed
    assert text[found.start : found.end] == words
    assert found.holder.name == holder
    assert text[found.sentence_start : found.sentence_end] == sentence


@pytest.mark.parametrize(
    ("sentence", "on"),
    [
        ("Le président russe Vladimir Poutine a souri.", "2019-06-29"),
        ("Le président russe Barack Obama a souri.", None),
        ("Le président russe Barack Obama a souri.", "2090-01-01"),
        ("L'ancien président russe Barack Obama a souri.", "2019-06-29"),
        ("Le futur Premier ministre japonais Vladimir Poutine a souri.", "2019-06-29"),
        ("Le vice-président américain Shinzo Abe a souri.", "2019-06-29"),
        ("Le vice-ministre russe de la Défense Angela Merkel a souri.", "2018-05-02"),
        ("Le ministre russe de la Défense par intérim Angela Merkel a souri.", "2018-05-02"),
        ("Le président russe Dmitri Medvedev avait signé.", "2016-02-02"),
        ("Le Premier ministre britannique David Cameron avait signé.", "2022-07-01"),
        ("Le Premier ministre britannique Boris Johnson a souri.", "2018-10-15"),
        ("Le porte-parole du président russe Dmitri Peskov a démenti.", "2019-06-29"),
        ("L'épouse du Premier ministre japonais Angela Merkel a démenti.", "2019-06-29"),
        ("Le président russe, Angela Merkel et François Hollande se sont vus.", "2015-02-11"),
        ("Le président russe, Angela Merkel, et François Hollande se sont vus.", "2015-02-11"),
        ("Shinzo Abe, le président russe et Angela Merkel se sont vus.", "2015-02-11"),
        ("Les présidents russe et ukrainien, Angela Merkel et Petro Porochenko.", "2015-02-11"),
        ("Angela Merkel, ministre russe de la Défense par intérim, a parlé.", "2018-05-02"),
        ("Angela Merkel, ministre russe de la Défense chargé des réserves, a parlé.", "2018-05-02"),
        ("Le président de la commission russe Sergueï Lavrov a parlé.", "2018-05-02"),
        ("Le dirigeant russe Sergueï Lavrov a parlé.", "2018-05-02"),
        ("Le président russe Torvald Brekkestad a parlé.", "2018-05-02"),
        ("En 1999, le président russe Barack Obama a souri.", "2019-06-29"),
        ("Le président russe d'alors, Barack Obama, a souri.", "2019-06-29"),
        ("Le ministre de la Défense Angela Merkel a souri.", "2018-05-02"),
        ("Le président russe a reçu Shinzo Abe.", "2019-06-29"),
        ("C'est un succès. — Barack Obama, président des États-Unis\n\nShinzo Abe se dit confiant.", "2016-06-29"),
        ("Le président du Costa Rica Shinzo Abe a souri.", "1952-06-29"),
    ],
)
def test_what_the_text_may_mean_otherwise_is_none(extractor: Extractor, sentence: str, on: str | None) -> None:
    assert contradictions(extractor, sentence, on) == ()


def parsed(extractor: Extractor, *captions: str) -> list[tuple[Text, Doc]]:
    texts = [Text("", caption) for caption in captions]
    return list(zip(texts, extractor.parse_all(texts), strict=True))


def test_captions_are_read_each_by_itself(extractor: Extractor) -> None:
    captions = ("Une rue d'Osaka.", "Le président russe Barack Obama, samedi.")
    (found,) = extractor.caption_contradictions(parsed(extractor, *captions), on="2019-06-29")
    assert found.caption == 1
    assert captions[1][found.start : found.end] == "président russe Barack Obama"


def test_captions_of_an_undated_article_say_nothing(extractor: Extractor) -> None:
    captions = parsed(extractor, "Le président russe Barack Obama.")
    assert extractor.caption_contradictions(captions, on=None) == ()
