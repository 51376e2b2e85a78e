import re
from html import unescape

import pytest

from articles.proofs import in_context, proof
from tests.articles.rows import quote_row, statement_row
from tests.rows import actor_row, article_row, mention_row

pytestmark = pytest.mark.django_db


def test_a_mention_is_marked_with_its_state_and_leads_to_its_page():
    article = article_row("Un", "Ici Abe parle.")
    mention = mention_row(article, "Abe", actor_row("Shinzo Abe"))
    html = proof(article.body, [mention])
    assert 'Ici <mark class="proposed"><a href="' in html
    assert f"/articles/mention/{mention.pk}/change/" in html


def test_of_two_mentions_that_overlap_each_is_marked_where_it_is_the_shorter():
    article = article_row("Un", "le ministre japonais parle.")
    long = mention_row(article, "ministre japonais", actor_row("Gen Nakatani"))
    short = mention_row(article, "japonais", actor_row("Japon", "country"))
    html = proof(article.body, [long, short])
    assert html.index(f"/mention/{long.pk}/") < html.index(f"/mention/{short.pk}/")
    assert html.count("<mark") == 2


def test_the_words_of_a_statement_and_a_quote_are_marked_around_the_names():
    abe, japan = actor_row("Shinzo Abe"), actor_row("Japon", "country")
    article = article_row("Un", "Abe accuse le Japon. « Assez »")
    mention = mention_row(article, "Abe", abe)
    statement = statement_row(article, "ACCUSE", abe, japan, "accuse le Japon.")
    quote = quote_row(article, abe, "Assez")
    html = proof(article.body, [mention], [statement], [quote])
    assert f'<span class="statement proposed" data-at="#statement-{statement.pk}">a</span>' in html
    assert f'<span class="quote proposed" data-at="#quote-{quote.pk}">Assez</span>' in html


def test_what_is_shown_is_the_text_itself():
    article = article_row("Un", "  Ici\n\nAbe & Abe <parle>  ")
    mentions = [mention_row(article, "Abe", actor_row("Shinzo Abe")) for _ in "1"]
    html = proof(article.body, mentions)
    assert unescape(re.sub(r"<[^>]+>", "", html)) == article.body


def test_a_text_can_not_bring_tags_along():
    article = article_row("Un", "<script>Abe</script>")
    mention = mention_row(article, "Abe", actor_row("Shinzo <b> Abe"))
    for html in (proof(article.body, [mention]), in_context(article.body, mention)):
        assert "&lt;script&gt;" in html
        assert "<b>" not in html


def test_the_context_is_cut_around_the_mention():
    article = article_row("Un", f"{'a ' * 300}Abe{' b' * 300}")
    html = in_context(article.body, mention_row(article, "Abe", actor_row("Shinzo Abe")))
    assert html.startswith("… a")
    assert len(html) < 500
