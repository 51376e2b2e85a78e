import pytest

from articles.proofs import in_context, proof
from tests.rows import actor_row, article_row, mention_row

pytestmark = pytest.mark.django_db


def test_a_mention_is_marked_with_its_state_and_leads_to_its_page():
    article = article_row("Un", "Ici Abe parle.")
    mention = mention_row(article, "Abe", actor_row("Shinzo Abe"))
    html = proof(article.body, [mention])
    assert 'Ici <mark class="proposed"><a href="' in html
    assert f"/articles/mention/{mention.pk}/change/" in html


def test_of_two_mentions_that_overlap_the_shorter_is_marked():
    article = article_row("Un", "le ministre japonais parle.")
    long = mention_row(article, "ministre japonais", actor_row("Gen Nakatani"))
    short = mention_row(article, "japonais", actor_row("Japon", "country"))
    html = proof(article.body, [long, short])
    assert "le ministre <mark" in html
    assert html.count("<mark") == 1


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
