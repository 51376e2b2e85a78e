import datetime

import pytest

from articles.importing.readers.text import read

TODAY = datetime.date(2026, 6, 1)
TITLE = "Visite du secrétaire général à Oslo"
BODY = "Le secrétaire général s'est rendu mardi à Oslo, où il a rencontré le Premier ministre et la presse."


@pytest.mark.parametrize(
    "heading",
    [
        "Communiqué n° 2014/31",
        "Note d'information (2014) 7",
        "Communiqué de presse conjoint 12",
        "Bulletin 118",
        "Vendredi 6 mai 2011, 19 h 40 - Mis à jour samedi 7 à 8 h 02",
        "Mon compte | S'abonner dès 1 € | Offrir",
        "Feb. 3, 2020, 7:45 AM CST / Source: agencies",
        "Par la rédaction",
        "Le Petit Quotidien / Actualités",
        "La Gazette du Nord",
        "L'Écho de la mer",
    ],
)
def test_what_heads_a_page_is_not_its_title(heading, authority):
    raw = f"{heading}\n{TITLE}\n\n{BODY}\n\n{BODY.replace('mardi', 'ensuite')}"
    assert read(raw.encode(), authority=authority, today=TODAY).title == TITLE


@pytest.mark.parametrize(
    "mark", ["(Mise à jour)", "(Actualisé)", "[Synthèse]", "(Nouvelle 3)", "LEAD 2 -", "Encadré :"]
)
def test_an_agency_s_mark_before_a_title_is_none_of_it(mark, authority):
    raw = f"{mark} {TITLE}\n\n{BODY}\n\n{BODY.replace('mardi', 'ensuite')}"
    assert read(raw.encode(), authority=authority, today=TODAY).title == TITLE


@pytest.mark.parametrize("below", ["le 6 mai 2011", "par la rédaction, avec agences", "par notre envoyé spécial"])
def test_a_date_or_by_line_under_a_title_is_no_part_of_it(below, authority):
    raw = f"{TITLE}\n{below}\n\n{BODY}\n\n{BODY.replace('mardi', 'ensuite')}"
    assert read(raw.encode(), authority=authority, today=TODAY).title == TITLE


@pytest.mark.parametrize(
    ("glued", "author"),
    [
        (" - Par Jeanne Roux", "Jeanne Roux"),
        (" | par Jeanne Roux", "Jeanne Roux"),
        (" — Par Jeanne Roux et Ivan Petit", "Jeanne Roux"),
        (", par Jeanne Roux (Le Courrier du Nord, 12 mars 2019)", "Jeanne Roux"),
    ],
)
def test_who_signs_beside_a_title_is_an_author_and_none_of_it(glued, author, authority):
    raw = f"{TITLE}{glued}\n\n{BODY}\n\n{BODY.replace('mardi', 'ensuite')}"
    article = read(raw.encode(), authority=authority, today=TODAY)
    assert article.title == TITLE
    assert article.authors[0] == author


@pytest.mark.parametrize(
    "glued", [" 12 mars 2019", " - 12/03/2019", " (12 mars 2019)", ", par Jeanne Roux (12 mars 2019)"]
)
def test_a_date_behind_a_title_dates_the_article(glued, authority):
    raw = f"{TITLE}{glued}\n\n{BODY}\n\n{BODY.replace('mardi', 'ensuite')}"
    article = read(raw.encode(), authority=authority, today=TODAY)
    assert (article.title, article.published.value) == (TITLE, "2019-03-12")


@pytest.mark.parametrize(
    "title",
    [
        "Le ministre reçu par Vladimir Poutine",
        "La visite du 12 mars 2019",
        "Ce que dit le traité signé le 12 mars 2019",
        "Une tribune de trop, par Jeanne Roux",
        "Oslo dans la nuit de mars 2019",
    ],
)
def test_a_name_or_a_day_that_belongs_to_a_title_stays(title, authority):
    raw = f"{title}\n\n{BODY}\n\n{BODY.replace('mardi', 'ensuite')}"
    assert read(raw.encode(), authority=authority, today=TODAY).title == title
