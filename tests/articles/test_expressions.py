from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.expressions import Problem, understood


@pytest.mark.parametrize(
    ("typed", "tsquery"),
    [
        ("traité paix", "'traité' & 'paix'"),
        ("traité ET paix", "'traité' & 'paix'"),
        ("« traité de paix »", "'traité de paix'"),
        ("“traité de paix”", "'traité de paix'"),
        ('"traité de paix"', "'traité de paix'"),
        ("Japon OU Russie", "('Japon' | 'Russie')"),
        ("Japon OR Russie", "('Japon' | 'Russie')"),
        ("Japon SAUF Chine", "'Japon' & !'Chine'"),
        ("Japon NOT Chine", "'Japon' & !'Chine'"),
        ("Japon -Chine", "'Japon' & !'Chine'"),
        ("Japon ET SAUF Chine", "'Japon' & !'Chine'"),
        ("Japon −« mer Noire »", "'Japon' & !'mer Noire'"),
        ("Japon OU Russie Chine", "('Japon' | 'Russie' & 'Chine')"),
        ("(Japon OU Russie) Chine", "(('Japon' | 'Russie')) & 'Chine'"),
        ("-(Japon Chine) gaz", "!('Japon' & 'Chine') & 'gaz'"),
        ("kouril*", "'kouril':*"),
        ("SAUF kouril*", "!'kouril':*"),
        ("nord-coréen", "'nord coréen'"),
        ("l’Élysée", "'l Élysée'"),
        ("F-35", "'F-35'"),
        ("format 2+2", "'format' & '2+2'"),
        ("« format 2+2 »", "'format 2+2'"),
        ("+Japon G7+ +", "'Japon' & 'G7'"),
        ("ou la Russie et le Japon", "'ou' & 'la' & 'Russie' & 'et' & 'le' & 'Japon'"),
        ("« Japon OU Russie »", "'Japon OU Russie'"),
        ("les Kouriles à Tokyo", "'Kouriles' & 'Tokyo'"),
        ("Lavrov - Tokyo", "'Lavrov' & 'Tokyo'"),
    ],
)
def test_what_readers_type_is_understood(typed: str, tsquery: str) -> None:
    said = understood(typed)
    assert (said.tsquery, said.problems) == (tsquery, ())


@pytest.mark.parametrize(
    ("typed", "tsquery", "problem"),
    [
        ("« traité de paix", "'traité de paix'", Problem.OPEN_QUOTE),
        ("(Japon OU Russie", "(('Japon' | 'Russie'))", Problem.PARENTHESES),
        ("Japon) Russie", "'Japon' & 'Russie'", Problem.PARENTHESES),
        ("()", "", Problem.PARENTHESES),
        ("Japon OU", "'Japon'", Problem.OPERATOR),
        ("ET Japon", "'Japon'", Problem.OPERATOR),
        ("Japon ET OU Russie", "('Japon' | 'Russie')", Problem.OPERATOR),
        ("Japon SAUF", "'Japon'", Problem.OPERATOR),
        ("SAUF", "", Problem.OPERATOR),
        ("k*", "'k'", Problem.PREFIX),
        ("*", "", Problem.PREFIX),
    ],
)
def test_what_cannot_be_understood_is_told_and_the_rest_is_looked_for(
    typed: str, tsquery: str, problem: Problem
) -> None:
    said = understood(typed)
    assert (said.tsquery, said.problems) == (tsquery, (problem,))


def test_words_that_are_left_out_are_not_among_those_asked_for() -> None:
    assert understood("Japon -Chine SAUF (Inde OU « mer Noire »)").words == ("Japon",)


@given(st.text(alphabet="ab é'’\"«»“”()*-−|&!\\:<>\x00OUETSAF ", max_size=60))
def test_any_text_is_understood_somehow(typed: str) -> None:
    tsquery = understood(typed).tsquery
    outside = "".join(tsquery.split("'")[::2])
    assert set(outside) <= set("&|!():* ")
    assert outside.count("(") == outside.count(")")
