from __future__ import annotations

from pathlib import Path

import pytest

from entities.nlp.found import FoundQuote
from entities.nlp.quotes import find_quotes
from tests.entities.nlp.marked_up import Marked, mark_up, read_gold

HERE = Path(__file__).parent
PASSAGES = [entry for name in ("passages.txt", "press.txt", "harder.txt") for entry in read_gold(HERE / name)]


def quoted(entry: Marked) -> list[str]:
    return [_line(q) for q in find_quotes(entry.doc, entry.mentions, entry.actors)]


def _line(quote: FoundQuote) -> str:
    speaker = quote.speaker or (f"({quote.speaker_text})" if quote.speaker_text else "?")
    return f"{'' if quote.direct else '~'}{speaker}: {quote.text}"


def _fits(line: str, expected: str) -> bool:
    start, _, end = expected.partition(" … ")
    return line.startswith(start) and line.endswith(end) if end else line == expected


@pytest.mark.parametrize("entry", PASSAGES, ids=lambda e: e.text[:60])
def test_a_passage_quotes_what_its_reader_hears(entry: Marked, request: pytest.FixtureRequest) -> None:
    if entry.missed:
        request.applymarker(pytest.mark.xfail(reason=entry.missed, strict=True))
    lines = quoted(entry)
    assert len(lines) == len(entry.expected), lines
    assert all(_fits(line, gold) for line, gold in zip(lines, entry.expected, strict=True)), lines


def test_three_quarters_of_the_unread_passages_are_quoted_right() -> None:
    right = wrong = missed = 0
    for entry in read_gold(HERE / "unread.txt"):
        lines = quoted(entry)
        hits = sum(any(_fits(line, gold) for line in lines) for gold in entry.expected)
        right += hits
        missed += len(entry.expected) - hits
        wrong += sum(not any(_fits(line, gold) for gold in entry.expected) for line in lines)
    assert right / (right + (wrong + missed) / 2) >= 0.75


def test_a_quote_is_about_those_named_inside_it() -> None:
    entry = mark_up("« [Oslo](NO) aidera [Kiev](UA) », a promis [Jonas Store](Store@NO) à [Berlin](DE).")
    assert [q.about for q in find_quotes(entry.doc, entry.mentions, entry.actors)] == [("NO", "UA")]


def test_who_presents_the_news_is_not_quoted() -> None:
    entry = mark_up(
        "[Lise Arnaud](new:lise@FR) : Bonsoir à tous, et merci de nous suivre.\n"
        "[Margus Tsahkna](Tsahkna@EE) : Nous ne rouvrirons pas ce poste de douane.\n"
        "[Lise Arnaud](new:lise@FR) : Que dites-vous aux frontaliers ?"
    )
    assert quoted(entry) == ["Tsahkna: Nous ne rouvrirons pas ce poste de douane."]


def test_dialogue_dashes_leave_the_incise_out() -> None:
    entry = mark_up("– On la voit d'ici, grogne [Ola Berg](Berg@NO), le pilote. Mais on n'y va plus.")
    assert quoted(entry) == ["Berg: On la voit d'ici", "Berg: Mais on n'y va plus."]


def test_a_list_with_dashes_is_no_dialogue() -> None:
    entry = mark_up("– [Le Canada](CA) fournit des drones à l'armée.\n– [La Suède](SE) forme des équipages.")
    assert quoted(entry) == []


@pytest.mark.parametrize(
    "text",
    [
        "Les romans « Sables mouvants » et « Le Grand Gel » l'ont fait connaître.",
        "Le groupe a pris le nom de « Bouclier du Nord » en mars.",
        "Ils veulent la fin des « privilèges » accordés aux banques.",
    ],
)
def test_names_and_single_words_between_marks_are_no_speech(text: str) -> None:
    assert quoted(mark_up(text)) == []


def test_a_headline_is_said_by_whom_the_text_has_say_it() -> None:
    entry = mark_up(
        "« La glace ne pardonne pas »\n\n[Le Canada](CA) ferme la route. « Ici, la glace ne pardonne pas aux"
        " imprudents », rappelle [Mary Simon](Simon@CA)."
    )
    assert [q.speaker for q in find_quotes(entry.doc, entry.mentions, entry.actors)] == ["Simon", "Simon"]


def test_the_headline_of_an_interview_is_said_by_whoever_answers() -> None:
    entry = mark_up(
        "« Personne ne veut de ce port »\n\n[Juha Aalto](Aalto@FI) dirige le port de Kotka.\n\n"
        "Que devient-il ?\n\n[Juha Aalto](Aalto@FI). – Il attend. Les quais sont vides depuis l'automne."
    )
    assert quoted(entry)[0] == "Aalto: Personne ne veut de ce port"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Selon l'entourage de [Jonas Store](Store@NO), l'accord est « mort et enterré ».",
            "l'entourage de Jonas Store",
        ),
        ("[Jonas Store](Store@NO) se tait. Un ministre [norvégien](NO) parle d'un « mauvais pas ».", "NO"),
        ("[Jonas Store](Store@NO) est arrivé. La délégation [norvégienne](NO) parle d'un « bon début ».", "NO"),
    ],
)
def test_those_around_a_person_do_not_speak_with_that_person_s_voice(text: str, expected: str) -> None:
    entry = mark_up(text)
    assert {q.speaker or q.speaker_text for q in find_quotes(entry.doc, entry.mentions, entry.actors)} == {expected}


def test_a_quote_set_apart_belongs_to_whom_the_line_above_announces() -> None:
    entry = mark_up(
        "[Elina Valtonen](Valtonen@FI) a reçu [Oslo](NO) et précise :\n\n« La route sera rouverte en mai. »"
    )
    assert quoted(entry) == ["Valtonen: La route sera rouverte en mai."]
