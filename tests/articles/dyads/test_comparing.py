from __future__ import annotations

from articles.dyads.asking import Asked
from articles.dyads.comparing import Change, Comparison, compare, periods
from articles.dyads.counting import settled
from articles.dyads.describing import Cell
from articles.dyads.facts import Fact, Facts
from articles.vocabulary import relation_words
from tests.articles.dyads.test_counting import fact

HERE = Asked("JP", "RU")


def compared(facts: list[Fact], asked: Asked) -> Comparison:
    told = settled(facts, {})
    found = compare(told, told, asked, {2019: 7, 2025: 9, None: 4}, {})
    assert found
    return found


def test_the_periods_asked_for_are_compared() -> None:
    facts = [fact("2019"), fact("2022"), fact("2025"), fact("2025-02")]
    found = compared(facts, HERE.change(a_from=2019, a_to=2019, b_from=2025, b_to=2025))
    assert [(one.since, one.until, one.counts.statements, one.held) for one in found.both] == [
        (2019, 2019, 1, 7), (2025, 2025, 2, 9),
    ]  # fmt: skip


def test_one_year_given_is_a_period_of_one_year() -> None:
    assert periods(Facts.of([]), HERE.change(a_from=2019, b_to=2025)) == ((2019, 2019), (2025, 2025))


def test_unasked_the_two_halves_are_compared() -> None:
    assert periods(Facts.of([fact("2001"), fact("2010")]), HERE) == ((2001, 2005), (2006, 2010))


def test_one_year_alone_can_not_be_compared() -> None:
    assert periods(Facts.of([fact("2001"), fact("2001-05")]), HERE) is None


def test_each_type_is_counted_before_and_after_the_greatest_change_first() -> None:
    facts = [fact("2019", "CONSULT"), *(fact(f"2025-0{n}-01") for n in range(1, 4))]
    found = compared(facts, HERE.change(a_from=2019, b_from=2025))
    assert [(str(one.words.label), one.before.count, one.after.count, one.signed) for one in found.changes] == [
        ("Accusation", 0, 3, "+3"), ("Rencontre", 1, 0, "−1"),
    ]  # fmt: skip


def test_each_number_leads_to_its_sentences() -> None:
    found = compared([fact("2019"), fact("2025")], HERE.change(a_from=2019, b_from=2025))
    assert str(found.changes[0].after.address).startswith("/relations/JP/RU/?from=2025&to=2025&type=ACCUSE")


def test_the_shares_are_compared_in_points() -> None:
    old = [fact(f"2019-0{n}-01", "CONSULT") for n in range(1, 6)]
    new = [fact(f"2025-0{n}-01", "CONSULT" if n == 1 else "ACCUSE") for n in range(1, 6)]
    found = compared([*old, *new], HERE.change(a_from=2019, b_from=2025))
    assert (found.points, found.points_signed) == (-80, "−80")


def test_thousands_of_a_difference_are_parted() -> None:
    assert Change(relation_words("AID"), Cell(1, HERE), Cell(2_001, HERE)).signed == "+2\N{NO-BREAK SPACE}000"
    assert Change(relation_words("AID"), Cell(2_001, HERE), Cell(1, HERE)).signed == "−2\N{NO-BREAK SPACE}000"


def test_with_too_few_statements_no_points_are_given() -> None:
    assert compared([fact("2019"), fact("2025")], HERE.change(a_from=2019, b_from=2025)).points is None
