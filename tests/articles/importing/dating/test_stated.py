import datetime

import pytest

from articles.importing.dating.stated import Place, choose, dates_of_address, dates_of_line
from articles.importing.parsed import DateBasis

TODAY = datetime.date(2026, 6, 1)


def _chosen(*lines, weekdays=frozenset()):
    stated = [one for line in lines for one in dates_of_line(line, Place.HEAD)]
    return choose(stated, today=TODAY, weekdays=weekdays)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Publié le 2 mai 2009 à 10h | Mis à jour le 3 mai 2009", "2009-05-02"),
        ("Mis à jour le 3 mai 2009 | Publié le 2 mai 2009", "2009-05-02"),
        ("Actualisé le 03/05/2009, posté le 02/05/2009", "2009-05-02"),
        ("02/05/2009 10:00 (mis à jour 11:00 03/05/2009)", "2009-05-02"),
        ("Dernière modification : 3 mai 2009", "2009-05-03"),
        ("Créé le 2 mai 2009 par la rédaction, modifié hier", "2009-05-02"),
    ],
)
def test_publication_comes_before_update(line, value):
    assert _chosen(line).value == value


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        (["mardi 02/07/2013"], "2013-07-02"),
        (["jeudi 02/07/2013"], "2013-02-07"),
        (["07/02/2013 09:00 EST"], "2013-02-07"),
        (["02/07/2013 09:00 EST"], "2013-02-07"),
        (["02/07/2013 09:00 EDT"], "2013-07-02"),
        (["Publié le 02/07/2013", "Mis à jour le 02/28/2013"], "2013-02-07"),
        (["Publié le 02/07/2013", "Mis à jour le 28/07/2013"], "2013-07-02"),
        (["Publié le 07/02/2013, mis à jour le 03/06/2013"], "2013-02-07"),
        (["02/07/2013"], "2013-07-02"),
    ],
)
def test_day_and_month_are_told_apart_by_what_the_page_gives(lines, value):
    assert _chosen(*lines).value == value


def test_an_order_that_nothing_proves_is_less_certain():
    assert _chosen("02/07/2013").certainty < _chosen("mardi 02/07/2013").certainty


@pytest.mark.parametrize(
    ("line", "flag"), [("Publié le 3 mai 2031", "future"), ("Publié le 30 février 2011", "impossible")]
)
def test_a_date_that_cannot_be_is_flagged_and_not_used(line, flag):
    published = _chosen(line)
    assert (published.value, published.basis, published.flags) == (None, DateBasis.UNKNOWN, (flag,))


def test_a_good_date_beside_an_impossible_one_is_used():
    assert _chosen("Publié le 30 février 2011", "4 mars 2011").value == "2011-03-04"


@pytest.mark.parametrize(
    ("address", "value"),
    [
        ("https://exemple.org/monde/2023/01/31/le-titre.html", "2023-01-31"),
        ("https://exemple.org/2023/01/le-titre/", "2023-01"),
        ("https://exemple.org/actu/20230131-le-titre", "2023-01-31"),
    ],
)
def test_the_path_of_an_address_dates_it(address, value):
    assert [one.date.value for one in dates_of_address(address)] == [value]


@pytest.mark.parametrize("address", ["https://exemple.org/article/123456", "https://exemple.org/2023/le-titre"])
def test_numbers_of_an_address_are_no_date(address):
    assert dates_of_address(address) == []


@pytest.mark.parametrize(
    "line", ["Publié hier à 18 h", "Publié il y a 3 heures", "Mis en ligne mardi", "Le 3 mai", "Today"]
)
def test_a_page_that_gives_no_year_states_no_date(line):
    assert _chosen(line).value is None


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Feb. 3, 2020, 7:45 AM CST", "2020-02-03"),
        ("Publié aujourd'hui à 9h12, le 6 mai 2011, modifié le 8 mai 2011", "2011-05-06"),
        ("Friday, June 12, 2015", "2015-06-12"),
        ("Vendredi 6 mai 2011, 19 h 40 - Mis à jour samedi 7 à 8 h 02", "2011-05-06"),
        ("Updated 9:12 p.m. May 8, 2011; posted May 6, 2011", "2011-05-06"),
    ],
)
def test_clock_times_and_the_words_of_the_day_do_not_hide_a_date(line, value):
    assert _chosen(line).value == value
