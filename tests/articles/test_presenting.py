from __future__ import annotations

from itertools import pairwise

import pytest
from django.utils.html import strip_tags
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from articles.displaying import ANYBODY, INSIDER
from articles.models import Article, Evidence
from articles.presenting import Check, present
from tests.articles.rows import article_naming, country_row, hide, merge, quote_row, source_row, statement_row
from tests.rows import actor_row, mention_row

pytestmark = pytest.mark.django_db


def test_title_and_text_have_their_actors_linked() -> None:
    japan = country_row("Japon", "JP")
    article = article_naming(japan, title="Le Japon répond")
    mention_row(article, "Japon", japan, place="title")
    shown = present(article, INSIDER)
    assert 'href="/actors/japon/"' in shown.title
    assert 'href="/actors/japon/"' in shown.paragraphs[0].html


def test_rejected_mentions_and_hidden_actors_are_neither_linked_nor_listed() -> None:
    japan, weekday = country_row("Japon", "JP"), actor_row("Lundi")
    article = article_naming(japan, weekday)
    article.mentions.filter(actor=japan).update(status="rejected")
    hide(weekday)
    shown = present(article, INSIDER)
    assert "<a " not in shown.paragraphs[0].html
    assert shown.groups == ()


def test_merged_actors_are_listed_once_under_the_canonical_name() -> None:
    lavrov, twin = actor_row("Sergueï Lavrov"), actor_row("Sergei Lavrov")
    article = article_naming(lavrov, twin)
    merge(twin, into=lavrov)
    (group,) = present(article, INSIDER).groups
    assert [(named.actor, named.times) for named in group.actors] == [(lavrov, 2)]


def test_a_statement_leads_to_its_sentence() -> None:
    japan, russia = country_row("Japon", "JP"), country_row("Russie", "RU")
    article = article_naming(japan, russia, words="Le Japon accuse la Russie.")
    statement_row(article, "ACCUSE", japan, russia, "Le Japon accuse la Russie.")
    shown = present(article, INSIDER)
    (sentence,) = shown.sentences.first
    (statement,) = sentence.statements
    assert f'id="{sentence.anchor}"' in shown.paragraphs[0].html
    assert (statement.sources, statement.targets) == ((japan,), (russia,))
    assert statement.words.tone == "conflict"


def test_an_actor_that_is_named_by_title_alone_says_so() -> None:
    minister, japan = actor_row("Taro Kono"), country_row("Japon", "JP")
    article = article_naming(minister, japan, words="Il parle au Japon.")
    article.mentions.update(form="role")
    mention_row(article, "Japon", japan, after="parle")
    with override("fr"):
        shown = present(article, INSIDER)
        as_told = {named.actor: str(named.only_as) for group in shown.groups for named in group.actors}
    assert as_told == {minister: "par sa fonction", japan: ""}
    assert 'title="Taro Kono, par sa fonction"' in shown.paragraphs[0].html


def test_actors_are_named_in_the_readers_language() -> None:
    with override("en"):
        assert 'title="Germany"' in present(article_naming(country_row("Allemagne", "DE")), INSIDER).paragraphs[0].html


def test_sentences_come_in_the_order_of_the_text_title_first() -> None:
    japan, russia = country_row("Japon", "JP"), country_row("Russie", "RU")
    article = article_naming(title="Le Japon accuse", words="Il proteste. Il accuse.")
    statement_row(article, "ACCUSE", japan, russia, "Il accuse.")
    statement_row(article, "PROTEST", japan, russia, "Il proteste.")
    title = statement_row(article, "ACCUSE", japan, russia, "Il accuse.")
    Evidence.objects.filter(pk=title.pk).update(place="title", start=0, end=15, text="Le Japon accuse")
    shown = present(article, INSIDER).sentences.first
    assert [strip_tags(sentence.html) for sentence in shown] == ["Le Japon accuse", "Il proteste.", "Il accuse."]


def test_a_rejected_statement_or_one_about_a_hidden_actor_is_not_shown() -> None:
    japan, russia, weekday = country_row("Japon", "JP"), country_row("Russie", "RU"), actor_row("Lundi")
    article = article_naming(japan, words="Le Japon accuse la Russie.")
    statement_row(article, "ACCUSE", japan, russia, "Le Japon accuse la Russie.", status="rejected")
    statement_row(article, "ACCUSE", japan, weekday, "Le Japon accuse la Russie.")
    hide(weekday)
    assert present(article, INSIDER).sentences.count == 0


def reserved_article() -> Article:
    japan, russia = country_row("Japon", "JP"), country_row("Russie", "RU")
    article = article_naming(
        japan,
        russia,
        words="mot " * 80 + "Le Japon accuse la Russie. « Cela suffit »",
        source=source_row("Agence", "extract"),
        captions=["Une légende"],
        lines=[{"line": 1, "text": "Partager", "part": "dropped", "reason": "share line"}],
    )
    statement_row(article, "ACCUSE", japan, russia, "Le Japon accuse la Russie.")
    quote_row(article, None, "Cela suffit")
    return article


def test_what_an_outlet_reserves_is_nowhere_on_the_page_of_anybody() -> None:
    shown = present(reserved_article(), ANYBODY)
    assert "accuse" not in "".join(paragraph.html for paragraph in shown.paragraphs)
    assert [sentence.html for sentence in shown.sentences.first] == [""]
    assert [quote.text for quote in shown.quotes.first] == [""]
    assert (shown.captions, shown.left_out, shown.has_original) == ((), (), False)


def test_an_insider_sees_sentences_captions_and_lines_left_out() -> None:
    shown = present(reserved_article(), INSIDER)
    assert [sentence.html for sentence in shown.sentences.first] == ["<em>L</em>e Japon accuse la Russie."]
    assert [quote.text for quote in shown.quotes.first] == ["Cela suffit"]
    assert shown.captions == ("Une légende",)
    assert [(line.number, line.text) for line in shown.left_out] == [(1, "Partager")]


def test_the_words_of_the_date_are_shown_only_where_the_text_is() -> None:
    article = reserved_article()
    article.date_evidence = "Cela suffit"
    assert present(article, INSIDER).date_evidence == "Cela suffit"
    assert present(article, ANYBODY).date_evidence == ""
    article.date_evidence = "Numéro"
    assert present(article, ANYBODY).date_evidence == "Numéro"


def test_lines_of_title_and_text_are_not_left_out() -> None:
    article = article_naming(lines=[{"line": 1, "text": "Titre", "part": "title", "reason": ""}])
    assert present(article, INSIDER).left_out == ()


def test_the_number_of_queries_does_not_grow_with_the_text(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    def full(number: int) -> Article:
        actors = [actor_row(f"Personne {number} {place}") for place in range(number)]
        article = article_naming(*actors, words="Ils parlent.")
        for one, other in pairwise(actors):
            statement_row(article, "CONSULT", one, other, "Ils parlent.", said_by_actor=one)
            quote_row(article, one, "parlent")
        return Article.objects.for_page().get(pk=article.pk)

    small, large = full(3), full(40)
    with django_assert_num_queries(8) as counted:
        present(small, INSIDER)
    with django_assert_num_queries(len(counted)):
        present(large, INSIDER)


def test_an_article_says_how_much_of_it_a_person_has_looked_at() -> None:
    japan, russia = country_row("Japon", "JP"), country_row("Russie", "RU")
    article = article_naming(japan, russia)
    assert present(article, INSIDER).check == Check.NONE
    article.mentions.filter(actor=japan).update(status="accepted")
    assert present(article, INSIDER).check == Check.SOME
    article.mentions.filter(actor=russia).update(status="accepted")
    assert present(article, INSIDER).check == Check.ALL
