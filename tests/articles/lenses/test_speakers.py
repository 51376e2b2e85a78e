from __future__ import annotations

from articles.lenses.speakers import EACH, NOBODY, STATES, most_quoted, spoken
from tests.articles.lenses.rows import Press, form_of
from tests.articles.rows import hide, merge
from tests.rows import actor_row


def test_a_quote_about_two_counts_under_each_and_once_in_all(press: Press) -> None:
    press.quote(press.lavrov, press.japan, press.nato)
    said = spoken(form_of(), EACH)
    lavrov, japan, nato = press.lavrov.pk, press.japan.pk, press.nato.pk
    assert len(said.of(lavrov, japan)) == len(said.of(lavrov, nato)) == 1
    assert len(said.of(lavrov, None)) == len(said.every) == 1


def test_the_unnamed_speaker_is_nobody(press: Press) -> None:
    press.quote(None, press.japan)
    assert len(spoken(form_of(), EACH).of(NOBODY, press.japan.pk)) == 1


def test_words_about_nobody_known_are_kept(press: Press) -> None:
    press.quote(press.lavrov)
    assert len(spoken(form_of(), EACH).of(press.lavrov.pk, NOBODY)) == 1


def test_a_hidden_subject_is_nobody(press: Press) -> None:
    press.quote(press.lavrov, press.japan)
    hide(press.japan)
    assert len(spoken(form_of(), EACH).of(press.lavrov.pk, NOBODY)) == 1


def test_merged_speakers_are_one(press: Press) -> None:
    twin = actor_row("Lavrov")
    press.quote(twin, press.japan)
    press.quote(press.lavrov, press.japan)
    merge(twin, press.lavrov)
    assert len(spoken(form_of(), EACH).of(press.lavrov.pk, press.japan.pk)) == 2


def test_states_speak_through_their_persons_about_whoever_acts_for_others(press: Press) -> None:
    press.quote(press.lavrov, press.kishida, press.japan)
    said = spoken(form_of(), STATES)
    assert len(said.of(press.russia.pk, press.japan.pk)) == 1


def test_who_acts_for_no_state_is_nobody_there(press: Press) -> None:
    press.quote(actor_row("Jeanne Lenoir"), press.japan)
    assert len(spoken(form_of(), STATES).of(NOBODY, press.japan.pk)) == 1


def test_places_are_no_states(press: Press) -> None:
    press.quote(press.lavrov, actor_row("Nemuro", "place", country="JP"))
    assert len(spoken(form_of(), STATES).of(press.russia.pk, NOBODY)) == 1


def test_rejected_quotes_are_not_counted(press: Press) -> None:
    quote = press.quote(press.lavrov, press.japan)
    quote.status = "rejected"
    quote.save()
    assert spoken(form_of(), EACH).every == set()


def test_articles_that_do_not_answer_are_not_counted(press: Press) -> None:
    press.quote(press.lavrov, press.japan, published="2019")
    press.quote(press.lavrov, press.nato, published="2021")
    assert len(spoken(form_of("year=2021"), EACH).every) == 1


def test_nobody_comes_last_however_often() -> None:
    assert most_quoted({NOBODY: {1, 2, 3}, 5: {4}, 6: {5, 6}}, 1) == [6, NOBODY]
