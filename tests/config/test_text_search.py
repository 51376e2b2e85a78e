"""What PostgreSQL makes of French, in the database that tests use: it was copied from template1."""

import pytest
from django.db import connection

from entities.models import sort_name

pytestmark = pytest.mark.django_db


def answer(statement: str, *values: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0]


@pytest.mark.parametrize(("upper", "lower"), [("É", "é"), ("Ç", "ç"), ("Œ", "œ"), ("Ё", "ё")])
def test_capitals_with_accents_fold(upper: str, lower: str) -> None:
    assert answer("SELECT lower(%s)", upper) == lower


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Le palais de l’Élysée s’est tu.", "elysee"),
        ("Le palais de l'Élysée s'est tu.", "ÉLYSÉE"),
        ("Une œuvre de paix.", "oeuvre"),
        ("Une oeuvre de paix.", "œuvre"),
        ("Les négociations reprennent.", "negociation"),
        ("La réunion nippo-russe de mardi.", "russe"),
    ],
)
def test_french_search_finds(text: str, query: str) -> None:
    found = "SELECT to_tsvector('trilaterale', %s) @@ websearch_to_tsquery('trilaterale', %s)"

    assert answer(found, text, query) is True


def test_french_search_sets_little_words_aside() -> None:
    assert answer("SELECT numnode(websearch_to_tsquery('trilaterale', %s))", "le dans la pour") == 0


def test_names_come_in_the_order_that_a_french_reader_expects() -> None:
    names = [
        ("Zambie", ""),
        ("Œuvre d’Orient", ""),
        ("Norvège", ""),
        ("Emmanuel Macron", "Macron"),
        ("Émirats arabes unis", ""),
        ("Estonie", ""),
        ("Sergueï Lavrov", "Lavrov"),
        ("Oman", ""),
    ]

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM unnest(%s::text[], %s::varchar[]) AS row (name, key) ORDER BY key",
            [[name for name, _ in names], [sort_name(name, family) for name, family in names]],
        )
        ordered = [name for (name,) in cursor.fetchall()]

    assert ordered == [
        "Émirats arabes unis",
        "Estonie",
        "Sergueï Lavrov",
        "Emmanuel Macron",
        "Norvège",
        "Œuvre d’Orient",
        "Oman",
        "Zambie",
    ]
