"""What the date lines of pages and the datelines of agencies say, each under a title and above a story."""

import datetime

import pytest

from articles.importing.readers.text import read

TODAY = datetime.date(2026, 6, 1)
TITLE = "Tokyo et Oslo préparent un exercice naval"
STORY = (
    "Le gouvernement japonais a confirmé qu'il enverrait deux navires en mer de Norvège, où nul ne l'attend.",
    "Les équipages s'entraîneront avec ceux de trois autres pays, a précisé le ministre norvégien de la Défense.",
)


def _published(line, authority, *, story=STORY):
    return read("\n\n".join([TITLE, line, *story]).encode(), authority=authority, today=TODAY).published


@pytest.mark.parametrize(
    "line",
    [
        "Publié le 3 mars 2011 à 08:15 par Jean Morel",
        "Par Jean Morel | 3.3.2011 | 8h15",
        "Jeudi 3 mars 2011",
        "Le jeudi 03 mars 2011 - 10:02",
        "03/03/11",
        "03-03-2011",
        "2011/03/03",
        "2011.03.03 08:15",
        "2011-03-03T08:15:00+01:00",
        "2011-03-03 23:30:00 -0500",
        "Thursday, March 3, 2011",
        "3 March 2011",
        "March 3rd, 2011 8:15 am EST",
        "Thu, 03 Mar 2011 08:15:00 GMT",
        "3 mars 2011, 8:15 CET",
        "3 mars 2011 — Mis à jour le 7 mars 2011",
        "Mise à jour : 7 mars 2011 à 10 h (première publication : 3 mars 2011)",
        "MAJ 07/03/2011 - Créé 03/03/2011",
        "Modifié le 07/03/2011 | 03/03/2011",
        "Jeudi 3 mars 2011, mis à jour lundi 7 mars 2011",
        "03.03.2011, 06:45 (mise à jour 07.03.2011, 07:00)",
        "OSLO, 3 mars 2011 (AFP)",
        "(OSLO, le 3 mars 2011)",
        "Oslo, le 3 mars 2011.",
        "Paris, le 3 MARS 2011",
        "Édition du 3 mars 2011",
        "Paru dans l'édition du jeudi 3 mars 2011, page 6",
        "N° 4512 — 3 mars 2011",
        "Dépêche n° 20110303 du 3 mars 2011",
        "3 mars 2011 | 12 commentaires",
        "Posté dans Monde par admin le 03/03/2011",
        "Publié il y a 3 ans, le 3 mars 2011",
        "jeudi 3 mars 2011 - 28 rabia al-awwal 1432",
        "Jeu. 3 mars 2011",
        "http://www.journal.example/monde/2011/03/03/article.html",
        "3 mars 2011 à 8 heures 15",
        "Le 3 mars 2011, de notre correspondant",
        "LE 3 MARS 2011",
        "[3 mars 2011]",
        "Mis en ligne par la rédaction le jeudi 3 mars 2011 à 8h15",
    ],
)
def test_a_date_is_read_in_whatever_form(line, authority):
    assert _published(line, authority).value == "2011-03-03"


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("vendredi 1er avril 2011", "2011-04-01"),
        ("1ER AVRIL 2011", "2011-04-01"),
        ("15 AOUT 2011", "2011-08-15"),
        ("3 févr. 2011", "2011-02-03"),
        ("3 fév 2011", "2011-02-03"),
        ("Oct 12, 2009 4:05 PM", "2009-10-12"),
        ("12 Oct. 2009", "2009-10-12"),
        ("Published: 03/25/2011", "2011-03-25"),
        ("mercredi 02/03/2011", "2011-03-02"),
        ("jeudi 02/03/2011", "2011-02-03"),
        ("SAMEDI 12 OCTOBRE 1957. — PRIX 15 FR.", "1957-10-12"),
        ("1962-10-12", "1962-10-12"),
        ("Dernière mise à jour : 13/10/2009", "2009-10-13"),
        ("Mars 2011", "2011-03"),
        ("date : 2011-03", "2011-03"),
        ("https://www.journal.example/2009/10/article-1955.html", "2009-10"),
        ("Automne 2011, lundi 3 octobre 2011", "2011-10-03"),
    ],
)
def test_a_date_is_as_precise_as_it_is_written(line, value, authority):
    assert _published(line, authority).value == value


@pytest.mark.parametrize(
    "line",
    [
        "31/02/2011",
        "3 mars 2041",
        "Publié le 3 mars",
        "Jeudi 03/03",
        "Publié il y a 3 jours",
        "Il y a 2 ans",
        "Hier à 18h30",
        "© 2012 Le Journal",
        "Réf. 2009-1012-77",
        "Tél. : 01 12 10 20 09",
        "Dossier : 1945, année zéro",
        "Archives 1958-2011",
    ],
)
def test_what_is_no_date_of_publication_leaves_it_unknown(line, authority):
    assert _published(line, authority).value is None


@pytest.mark.parametrize(
    ("opening", "value"),
    [
        ("OSLO, 3 mars 2011 (AFP) - ", "2011-03-03"),
        ("Oslo (3 mars 2011) – ", "2011-03-03"),
        ("OSLO (AFP) - 03/03/2011 08h15 - ", "2011-03-03"),
        ("Oslo, jeudi 3 mars 2011. — ", "2011-03-03"),
        ("(AFP, 3 mars 2011) ", "2011-03-03"),
        ("Oslo, 3 mars. — ", None),
        ("OSLO, 3 mars (Xinhua) -- ", None),
        ("Depuis le 3 mars 2011, ", None),
        ("Le 3 mars 2011, ", None),
        ("Né à Oslo le 3 mars 1911, l'amiral se souvient : ", None),
    ],
)
def test_a_dateline_dates_the_story_and_a_day_told_does_not(opening, value, authority):
    story = (opening + STORY[0], STORY[1])
    article = read("\n\n".join([TITLE, *story]).encode(), authority=authority, today=TODAY)
    assert article.published.value == value


def test_a_weekday_that_the_day_was_not_is_told(authority):
    published = _published("vendredi 12 octobre 2009", authority)
    assert published.value == "2009-10-12"
    assert "weekday contradicts" in published.flags
    assert published.certainty < _published("lundi 12 octobre 2009", authority).certainty


@pytest.mark.parametrize(("line", "flag"), [("31/02/2011", "impossible"), ("3 mars 2041", "future")])
def test_why_a_date_can_t_be_used_is_told(line, flag, authority):
    published = _published(line, authority)
    assert published.flags == (flag,)
    assert published.evidence == line
