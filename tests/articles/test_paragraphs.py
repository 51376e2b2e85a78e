import re

import pytest
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st

from articles.paragraphs import Span, Stretch, emphasised, marked, paragraph_at, paragraphs
from entities.models import Actor

MINISTER = Actor(name="Taro Kono", kind="person", slug="taro-kono")
JAPAN = Actor(name="Japon", kind="country", slug="japon")


def span(text: str, words: str, actor: Actor) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), actor)


def test_a_mention_links_to_its_actor() -> None:
    text = "Hier, Taro Kono a parlé."
    assert marked(text, [span(text, "Taro Kono", MINISTER)]) == (
        'Hier, <a class="named person" href="/actors/taro-kono/" title="Taro Kono">Taro Kono</a> a parlé.'
    )


def test_text_around_and_inside_mentions_is_escaped() -> None:
    text = "<script>&</script> <b>Kono</b>"
    html = marked(text, [span(text, "<b>Kono</b>", MINISTER)])
    assert "<script>" not in html
    assert "<b>" not in html
    assert "&lt;b&gt;Kono&lt;/b&gt;</a>" in html


def test_an_actors_name_cannot_break_out_of_its_attribute() -> None:
    actor = Actor(name='"><img src=x>', kind="person", slug="x")
    assert "<img" not in marked("Kono", [Span(0, 4, actor)])


def test_a_mention_inside_another_gets_its_own_link_and_links_never_nest() -> None:
    text = "le ministre japonais a dit"
    html = marked(text, [span(text, "le ministre japonais", MINISTER), span(text, "japonais", JAPAN)])
    assert html.count("<a ") == html.count("</a>") == 2
    assert 'title="Taro Kono">le ministre </a><a class="named country"' in html


def test_a_mention_over_its_neighbours_end_still_gives_the_text_once() -> None:
    text = "abcdef"
    html = marked(text, [Span(0, 4, MINISTER), Span(2, 6, JAPAN)])
    assert "".join(piece.split(">")[-1] for piece in html.split("<")) == text


def test_a_stated_sentence_can_be_linked_to() -> None:
    text = "Un. Le Japon répond. Fin."
    html = marked(text, [span(text, "Japon", JAPAN)], [Stretch(4, 20, "body-4-20")])
    assert '<span class="stated" id="body-4-20" tabindex="-1">Le <a ' in html
    assert html.endswith("répond.</span> Fin.")


@pytest.mark.parametrize(
    ("second", "lit"), [(Stretch(2, 6, "two"), "ef"), (Stretch(1, 3, "two"), ""), (Stretch(2, 60, "two"), "ef")]
)
def test_a_sentence_that_overlaps_another_still_has_its_place(second: Stretch, lit: str) -> None:
    html = marked("abcdef", [], [Stretch(0, 4, "one"), second])
    assert '<span class="stated" id="one" tabindex="-1">abcd</span>' in html
    assert f'<span class="stated" id="two" tabindex="-1">{lit}</span>' in html
    assert strip_tags(html) == "abcdef"


def test_a_sentence_that_begins_in_an_earlier_paragraph_has_its_place_there_alone() -> None:
    first, second = paragraphs("Un deux\n\ntrois.", [], [Stretch(3, 15, "one")])
    assert 'id="one"' in first.html
    assert 'id="one"' not in second.html


def test_a_title_around_a_country_is_one_mark_in_three_pieces_and_links_never_nest() -> None:
    text = "le ministre japonais des Affaires étrangères a dit"
    outer = span(text, "le ministre japonais des Affaires étrangères", MINISTER)
    role = Span(outer.start, outer.end, MINISTER, "Taro Kono, par sa fonction")
    html = marked(text, [role, span(text, "japonais", JAPAN)])
    assert re.findall(r'title="([^"]*)">([^<]*)</a>', html) == [
        ("Taro Kono, par sa fonction", "le ministre "),
        ("Japon", "japonais"),
        ("Taro Kono, par sa fonction", " des Affaires étrangères"),
    ]
    assert re.sub(r"<a [^<]*</a>", "", html) == " a dit"


def test_no_line_ends_with_an_opening_mark_or_begins_with_a_sign_and_offsets_stay_true() -> None:
    text = "« Oui » : le Japon ?"
    assert strip_tags(marked(text, [span(text, "Japon", JAPAN)])) == "«\u00a0Oui\u00a0»\u00a0: le Japon\u00a0?"


def test_words_are_emphasised_once_and_escaped() -> None:
    assert emphasised("<b> accuse", [(14, 20), (14, 20)], start=10) == "&lt;b&gt; <em>accuse</em>"


@pytest.mark.parametrize("spans", [[(0, 3), (2, 5)], [(0, 5), (1, 2)], [(-4, 5)], [(0, 5), (7, 7), (90, 95)]])
def test_emphasis_that_overlaps_or_lies_outside_gives_the_text_once(spans: list[tuple[int, int]]) -> None:
    assert strip_tags(emphasised("abcde fgh", spans)) == "abcde fgh"


@given(st.text(alphabet="ab \n\t", max_size=40))
def test_a_character_is_found_in_the_paragraph_that_holds_it(text: str) -> None:
    for paragraph in paragraphs(text, []):
        for at in range(paragraph.start, paragraph.start + len(strip_tags(paragraph.html))):
            if not text[at].isspace():
                assert paragraph_at(text, at) == paragraph.id


def test_paragraphs_are_cut_at_blank_lines_and_offsets_follow() -> None:
    text = "Premier.\n\nLe Japon.\nSuite."
    first, second = paragraphs(text, [span(text, "Japon", JAPAN)])
    assert first.html == "Premier."
    assert second.html.startswith('Le <a class="named country"')
    assert text[second.start :].startswith("Le Japon")


def test_a_mention_past_the_shown_text_is_left_out() -> None:
    assert paragraphs("Le J", [Span(3, 8, JAPAN)])[0].html.count("</a>") == 1
    assert paragraphs("Le ", [Span(3, 8, JAPAN)])[0].html == "Le "
