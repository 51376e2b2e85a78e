"""No regular expression of ours takes an input of twice the length more than about three times as long."""

from __future__ import annotations

import pytest

from tests.hostile.patterns import SHORT, attacks, expressions, growth

MOST = 3.2  # in proportion would be 2, with its square 4; the rest is what a busy machine adds
# Where a text can't be long the square is bearable, and the cube (8) is not.
MOST_OF_SHORT = 5.5
SHORT_TEXTS = {
    "articles.importing.cleaning.": "no expression is tried on a line longer than 3,000 characters (`Line.is_long`)",
    "articles.expressions.": "a search has 300 characters at most (`forms.LONGEST_QUERY`)",
    "articles.runs.wording.": "reads reasons that we wrote",
    "articles.sampling.": "reads phrases that we wrote",
    "entities.nlp.quotes.naming.": "looks at sixty characters before the marks",
}

EXPRESSIONS = expressions()


@pytest.mark.parametrize("name", sorted(EXPRESSIONS))
def test_an_expression_costs_no_more_than_in_proportion(name: str, patience: int) -> None:
    expression = EXPRESSIONS[name]
    most = MOST_OF_SHORT if name.startswith(tuple(SHORT_TEXTS)) else MOST
    ends, length = (("\x00",), SHORT) if patience == 1 else (("", "\x00", "!"), 3 * SHORT)
    tried = attacks(expression.pattern, ends)
    dear = [attack for attack in tried if growth(expression, attack, length) > most]

    assert [one for one in dear if min(growth(expression, one, length) for _ in range(3)) > most] == []


def test_there_are_expressions_to_look_at() -> None:
    assert len(EXPRESSIONS) > 200
