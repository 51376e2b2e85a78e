from articles.paragraphs import Span, Stretch, marked, paragraphs
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


def test_overlapping_sentences_keep_the_first() -> None:
    html = marked("abcdef", [], [Stretch(0, 4, "one"), Stretch(2, 6, "two")])
    assert 'id="one"' in html
    assert 'id="two"' not in html


def test_paragraphs_are_cut_at_blank_lines_and_offsets_follow() -> None:
    text = "Premier.\n\nLe Japon.\nSuite."
    first, second = paragraphs(text, [span(text, "Japon", JAPAN)])
    assert first.html == "Premier."
    assert second.html.startswith('Le <a class="named country"')
    assert text[second.start :].startswith("Le Japon")


def test_a_mention_past_the_shown_text_is_left_out() -> None:
    assert paragraphs("Le J", [Span(3, 8, JAPAN)])[0].html.count("</a>") == 1
    assert paragraphs("Le ", [Span(3, 8, JAPAN)])[0].html == "Le "
