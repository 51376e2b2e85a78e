from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import override

from articles.browsing import Hit
from articles.models import Article, Source
from articles.templatetags.hits import hit_list, whose
from entities.models import Actor

JAPAN = Actor(name="Japon", slug="japon", code="JP")


def hit(title: str = "Une visite", *, actors: tuple[Actor, ...] = (), others: int = 0, extract: str = "") -> Hit:
    article = Article(uid="abcdefghjk", language="fr", published="2013-11-02", date_basis="stated")
    article.source = Source(name="Journal <du> soir", is_state=True)
    return Hit(article, title, extract, actors, others)


def test_an_article_leads_to_its_page_and_its_actors_to_theirs() -> None:
    with override("en"):
        told = hit_list([hit(actors=(JAPAN, JAPAN), others=1)])
    assert '<h3 lang="fr"><a href="/articles/abcdefghjk/">Une visite</a></h3>' in told
    assert (
        '<a href="/actors/japon/">Japan</a>, <a href="/actors/japon/">Japan</a> <span class="aside">and 1 other<'
        in told
    )


def test_what_texts_and_outlets_say_is_escaped_and_marks_of_words_found_stay() -> None:
    told = hit_list([hit("<script>", extract=SafeString("une <mark>visite</mark>"))])
    assert "&lt;script&gt;" in told
    assert "Journal &lt;du&gt; soir" in told
    assert '<p class="extract" lang="fr">une <mark>visite</mark></p>' in told


def test_nothing_stands_for_what_a_reader_may_not_see_or_nobody_named() -> None:
    told = hit_list([hit()])
    assert "extract" not in told
    assert "actors" not in told


def test_state_media_agencies_and_invented_texts_are_told() -> None:
    article = hit().article
    article.agency, article.is_invented = "AFP & Cie", True
    assert whose(article) == (
        ' <span class="invented">texte inventé</span> <span class="aside state">média d’État</span>'
        ' <span class="agency">agence\u00a0: AFP &amp; Cie</span>'
    )
    assert whose(Article()) == ""
