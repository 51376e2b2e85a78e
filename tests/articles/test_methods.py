from __future__ import annotations

import pytest

from articles.methods import date_rule_words, statement_rule_words


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("verb rencontrer", "verbe «\u00a0rencontrer\u00a0»"),
        ("noun mise en garde", "nom «\u00a0mise en garde\u00a0»"),
        ("verb se réunir mutual", "verbe «\u00a0se réunir\u00a0», acte mutuel"),
        ("noun exercice meant", "nom «\u00a0exercice\u00a0», partie sous-entendue"),
        ("something new", "something new"),
        ("", ""),
    ],
)
def test_a_rule_of_a_statement_is_told_in_words(rule: str, words: str) -> None:
    assert statement_rule_words(rule) == words


def test_rules_that_agreed_on_a_date_stand_together() -> None:
    assert date_rule_words("offices+day") == "fonctions que portent les personnes nommées, jour que donne le texte"


def test_a_rule_that_nobody_has_put_into_words_keeps_its_name() -> None:
    assert date_rule_words("stars") == "stars"
