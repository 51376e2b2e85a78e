from __future__ import annotations

from dataclasses import replace

from django.utils.translation import override

from articles.dyads.asking import Asked
from articles.dyads.describing import Cell, OutletRow, PeriodRow, SpeakerRow
from articles.dyads.drawing import Bar, Mark, Period, TimeChart
from articles.models import Source
from articles.templatetags.dyads import outlets_heard, speakers_heard, tone_bars, tones_by_period, type_marks
from entities.models import Actor

HERE = Asked("JP", "RU", type="AID", month="2013-04")
BAR = Bar(3, 0, str(HERE), y=10, height=50, doubtful_y=10, doubtful_height=0)
NBSP = "\N{NO-BREAK SPACE}"


def chart(*periods: Period) -> TimeChart:
    return TimeChart(periods, highest=3, width=20)


def test_a_name_is_no_markup() -> None:
    row = SpeakerRow(Actor(name="<b>Ada</b> & fils", slug="ada"), None, 3)
    assert '<a href="/actors/ada/">&lt;b&gt;Ada&lt;/b&gt; &amp; fils</a>' in speakers_heard([row])


def test_numbers_of_voices_have_their_thousands_parted() -> None:
    with override("en"):
        told = speakers_heard([SpeakerRow(None, Cell(1234, HERE), 12345)])
    assert ">1,234</a>" in told
    assert ">12,345<" in told


def test_who_says_nothing_has_a_dash() -> None:
    assert speakers_heard([SpeakerRow(Actor(name="Ada", slug="ada"), None, 0)]).count("–") == 2


def test_a_mark_leads_to_its_sentences_and_tells_its_number() -> None:
    told = type_marks([Mark("2013-04", 7, str(HERE), x=20, y=4, height=16)])
    assert 'href="/relations/JP/RU/?month=2013-04&amp;type=AID#evidence"' in told
    assert "<title>avril\N{NO-BREAK SPACE}2013\N{NO-BREAK SPACE}: 7</title>" in told
    assert '<rect class="firm" x="20" y="4" width="8" height="16"/>' in told


def test_a_bar_has_only_the_parts_that_are_seen() -> None:
    told = tone_bars(chart(Period("2013", 0, False, BAR, None)))
    assert 'class="firm"' in told
    assert "doubtful" not in told


def test_each_tone_has_a_bar_that_tells_its_number() -> None:
    told = tone_bars(chart(Period("2013-04", 10, False, BAR, BAR)))
    assert f'class="cooperation" aria-label="avril{NBSP}2013, coopération{NBSP}: 3"' in told
    assert f'class="conflict" aria-label="avril{NBSP}2013, conflit{NBSP}: 3"' in told


def test_a_period_of_which_nothing_is_held_is_a_gap() -> None:
    told = tone_bars(chart(Period("2012", 0, True, None, None), Period("2013", 10, False, None, None)))
    assert "<title>aucun article en 2012</title>" in told
    assert "2013" not in told


def test_thousands_of_the_chart_are_parted() -> None:
    cell = Cell(1040, HERE)
    assert f">1{NBSP}040</a>" in tones_by_period([PeriodRow("2026", False, cell, cell, None, None, standing=0)])
    assert f": 1{NBSP}040</title>" in type_marks([Mark("2026", 1040, str(HERE), x=20, y=4, height=16)])
    assert f": 1{NBSP}040</title>" in tone_bars(chart(Period("2026", 0, False, replace(BAR, count=1040), None)))


def test_an_outlet_of_a_state_says_so() -> None:
    outlet = Source(name="L’Œil & Cie", is_state=True)
    told = outlets_heard([OutletRow(outlet, 1234, Cell(1500, HERE))])
    assert 'L’Œil &amp; Cie <span class="aside">média d’État</span></th>' in told
    assert f'#evidence">1{NBSP}500</a></td><td class="number">1{NBSP}234</td>' in told


def test_what_has_no_outlet_is_told_as_such() -> None:
    assert "Source non précisée</th>" in outlets_heard([OutletRow(None, 1, Cell(1, HERE))])


def test_a_row_without_its_month_says_so_and_undated_ones_come_by_name() -> None:
    cell = Cell(1, HERE)
    rows = [
        PeriodRow("2013", True, cell, cell, None, None, standing=0), PeriodRow("", False, cell, None, None, None, 2),
    ]  # fmt: skip
    told = tones_by_period(rows)
    assert '2013 <span class="aside">sans mois</span></th>' in told
    assert '<th scope="row">sans date</th><td>–</td><td>–</td><td>–</td><td>2</td>' in told
