import pytest

from articles.importing.cleaning.bylines import named_in
from articles.importing.cleaning.datelines import heads_programme, is_date_line, starts_with_date
from articles.importing.cleaning.lines import split
from articles.importing.cleaning.outlets import outlets_of


def _line(text):
    (line,) = split(text)
    return line


@pytest.mark.parametrize(
    "text",
    [
        "Posted on May 6, 2011 by admin",
        "Published July 2, 2014 by wanderer",
        "By staff reporters, Friday, June 12, 2015",
        "Feb. 3, 2020, 7:45 AM CST / Source: agencies",
        "Sept. 9, 2012, 11:05 p.m. EDT",
        "Desk numérique | Publié le 06.05.2011 à 14:22",
        "Service monde du journal - Publié le 6 mai 2011",
        "Vendredi 6 mai 2011, 19 h 40 - Mis à jour samedi 7 à 8 h 02",
        "Publié aujourd'hui à 9h12, le 6 mai 2011, modifié le 8 mai 2011",
        "Mis en ligne hier, le 6 mai 2011 à 22 h",
        "6 mai 2011, 22:17 | Jeanne Morvan, journaliste",
        "6 mai 2011 · Paul Le Goff, envoyé spécial",
        "SAMEDI 7 MAI 1955. — PRIX : 12 FR.",
        "Mardi 3 avril 1962 - 0,30 NF - Page 4",
        "Jeudi 5 mars 1981 / 3,50 F / N° 1 204",
        "le 6 mai 2011",
    ],
)
def test_a_line_that_only_dates_the_page_is_a_date_line(text, authority):
    assert is_date_line(_line(text), outlets_of(authority))


@pytest.mark.parametrize(
    "text",
    [
        "Le 6 mai 2011, tout a changé",
        "Publié le 6 mai 2011, le rapport accuse le ministre et ses conseillers",
        "Ce que dit le traité signé le 6 mai 2011",
        "Le sommet du 6 mai 2011 vu de Moscou",
        "De mai 2011 à mai 2012, une année russe",
        "Mardi noir à Tokyo",
    ],
)
def test_a_line_that_tells_something_is_none(text, authority):
    assert not is_date_line(_line(text), outlets_of(authority))


@pytest.mark.parametrize("text", ["le 6 mai 2011", "Le 6 mai 2011 à 10 h", "mardi 3 mai 2011 - 11:20", "06/05/2011"])
def test_a_date_under_a_title_is_not_its_end(text, authority):
    assert starts_with_date(_line(text), outlets_of(authority))


@pytest.mark.parametrize("text", ["le 6 mai 2011.", "le 6 mai 2011 à la demande du gouvernement", "6 mai et 7 juin"])
def test_the_end_of_a_sentence_is_no_date_line(text, authority):
    assert not starts_with_date(_line(text), outlets_of(authority))


@pytest.mark.parametrize(
    "text",
    ["6 mai 2011, 22:17 | Jeanne Morvan, journaliste", "Jeanne Morvan | 6 mai 2011", "6 mai 2011 par Jeanne Morvan"],
)
def test_a_name_beside_the_date_is_the_author(text, authority):
    assert named_in(text, outlets_of(authority)).authors == ("Jeanne Morvan",)


@pytest.mark.parametrize(
    "text", ["6 mai 2011 | Nouvelles du Monde", "Moscou, le 6 mai 2011", "6 mai 2011 - Corée du Sud"]
)
def test_a_place_or_a_heading_beside_the_date_is_nobody(text, authority):
    assert named_in(text, outlets_of(authority)).authors == ()


@pytest.mark.parametrize(
    "line",
    [
        "Le journal de la mi-journée, mardi 3 juillet 2012, 13 heures",
        "Revue de presse internationale - lundi 4 mai 2009",
        "Matinale du 3 mars 2022",
        "Le 7/9 du vendredi 5 juin 2015",
    ],
)
def test_a_broadcast_with_its_day_heads_a_programme(line):
    assert heads_programme(_line(line))


@pytest.mark.parametrize(
    "line",
    [
        "Le journal qu'il tenait depuis le 3 mars 2022 raconte la guerre",
        "Le journal de Tokyo a été saisi le 4 mai 2009.",
        "Bulletin de santé de l'Alliance",
    ],
)
def test_a_line_that_says_more_heads_none(line):
    assert not heads_programme(_line(line))
