import datetime

import pytest

from articles.importing.cleaning.clauses import is_clause, is_sub_heading
from articles.importing.cleaning.junk import reason_to_drop
from articles.importing.cleaning.lines import split
from articles.importing.readers.text import read

TODAY = datetime.date(2026, 6, 1)
TITLE = "Le roi de Norvège reçoit le secrétaire général à Oslo"
BODY = "Le secrétaire général s'est rendu mardi à Oslo, où il a rencontré le Premier ministre et la presse."
MORE = "La visite durera trois jours, selon le programme que le palais a distribué aux journalistes présents."


def _title(authority, *head):
    raw = "\n\n".join([*head, BODY, MORE])
    return read(raw.encode(), authority=authority, today=TODAY).title


def test_a_title_stands_below_the_menu_of_its_page(authority):
    assert _title(authority, "Le fjord de A à Z", "Rechercher", "Contact", TITLE) == TITLE


def test_several_words_each_on_a_line_are_a_menu(authority):
    assert _title(authority, "Norvège 2014", "Énergie", "Élargissement", "Développement", TITLE) == TITLE


def test_an_institution_heads_its_page_and_is_no_title(authority):
    assert _title(authority, "Le Ministère des Affaires étrangères de la République du Nord", TITLE) == TITLE


def test_a_title_in_which_an_institution_acts_stays_one(authority):
    acting = "Le ministère norvégien des Affaires étrangères proteste"
    assert _title(authority, acting) == acting


def test_a_mail_s_subject_is_told_without_its_marks(authority):
    assert _title(authority, f"Subject: TR: [veille] {TITLE}") == TITLE


@pytest.mark.parametrize("site", ["La Gazette du Fjord", "Fjord Info", "Les Nouvelles du Cap"])
def test_the_name_of_an_unknown_site_goes_where_the_title_stands_alone_too(site, authority):
    assert _title(authority, f"{TITLE} - {site}", site, TITLE) == TITLE


def test_a_section_after_a_dash_is_none_of_the_title(authority):
    assert _title(authority, f"{TITLE} - Monde") == TITLE


def test_a_country_after_a_dash_is_part_of_the_title(authority):
    title = "Manœuvres navales : ce qui oppose encore la Norvège - Russie"
    assert _title(authority, title) == title


def test_a_title_may_stand_under_the_sentences_that_sum_up(authority):
    lede = "NORVÈGE. Le roi a reçu mardi le secrétaire général, qui repartira jeudi."
    raw = "\n".join([lede, TITLE, "par Jeanne Roux", BODY, MORE])
    assert read(raw.encode(), authority=authority, today=TODAY).title == TITLE


def test_a_name_beside_the_date_signs(authority):
    raw = f"{TITLE}\n\nPublié le 3 mars 2015\n\n{BODY}\n\nJeanne Roux\n\n{MORE}".replace(
        "Publié le", "Jeanne Roux\n\nPublié le"
    )
    assert "Jeanne Roux" in read(raw.encode(), authority=authority, today=TODAY).authors


def test_two_clauses_in_capitals_are_two_headings():
    assert is_sub_heading("OSLO ROMPT LES POURPARLERS", "LES DEUX PAYS FERMERONT LEURS PORTS")
    assert not is_sub_heading("LE ROI DE NORVEGE ET", "LE PRESIDENT SE RENCONTRENT")


@pytest.mark.parametrize(("text", "expected"), [("Oslo rompt les pourparlers", True), ("La visite du roi", False)])
def test_a_clause_has_a_finite_verb(text, expected):
    assert is_clause(text) is expected


@pytest.mark.parametrize(
    "text",
    [
        "12, avenue des Peupliers, 75007 Paris",
        "Réf. : 07/CP/022",
        "https://www.gazette.example/a/b.php?x=1 1/2",
        "(LBL)",
        "zczc",
        "afp 290612 gmt sep 76",
        "Vous êtes ici : Accueil / Monde",
        "— VOIR EN 8e PAGE —",
        "Ce contenu externe ne peut pas être affiché.",
        "Seul le prononcé fait foi",
        "Les opinions exprimées ici n'engagent que leur auteur.",
        "in Le Courrier du Cap, p. 12",
    ],
)
def test_what_sites_and_agencies_print_beside_is_dropped(text):
    (line,) = split(text)
    assert reason_to_drop(line)


@pytest.mark.parametrize(
    "text",
    [
        "La rue de Bergen était vide, le roi aussi.",
        "Le ministère a renvoyé à la page 8 de son rapport, où le chiffre figure.",
        "Un blog a publié la lettre que le ministre avait reçue.",
        "(OTAN)",
        "L'accord signé à Oslo, paru dans la presse, n'a pas été démenti.",
    ],
)
def test_what_an_article_may_say_stays(text):
    (line,) = split(text)
    assert not reason_to_drop(line)


def test_a_dateline_of_old_teleprinters_gives_the_day(authority):
    raw = f"{TITLE}\noslo, 29 sept 76 (afp) - le roi a reçu mardi soir le secrétaire général.\n{BODY}"
    assert read(raw.encode(), authority=authority, today=TODAY).published.value == "1976-09-29"


def test_the_date_of_a_forum_s_member_is_none_of_the_article(authority):
    raw = f"Inscrit le: 12 Fév 2008\n\n{TITLE}\n\n{BODY}\n\n{MORE}"
    assert read(raw.encode(), authority=authority, today=TODAY).published.value is None


def test_a_dateline_alone_on_its_line_is_no_text(authority):
    raw = f"{TITLE}\n\nOSLO (Norvège), 3 mars (AFP)\n\n{BODY}\n\n{MORE}"
    article = read(raw.encode(), authority=authority, today=TODAY)
    assert article.agency
    assert "AFP" not in article.body
