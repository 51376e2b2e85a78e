import pytest

from articles.importing.dating import told_dates

THURSDAY = "2019-03-14"


def values(text: str, on: str | None = THURSDAY) -> list[str]:
    return [date.value for date in told_dates(text, on=on)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("La frégate a quitté Sasebo mardi.", "2019-03-12"),
        ("La frégate a quitté Sasebo jeudi.", "2019-03-14"),
        ("La frégate a quitté Sasebo vendredi dernier.", "2019-03-08"),
        ("Le navire arrivera lundi à Busan.", "2019-03-18"),
        ("Le navire a été vu hier, au large.", "2019-03-13"),
        ("Une réunion est prévue demain à Riga.", "2019-03-15"),
        ("Le ministre a démissionné le 2 mars.", "2019-03-02"),
        ("Le ministre a démissionné le 20 décembre dernier.", "2018-12-20"),
        ("Ils se verront le 4 avril.", "2019-04-04"),
        ("Le sommet s'est tenu le mois dernier.", "2019-02"),
        ("Il avait promis en novembre dernier d'y réfléchir.", "2018-11"),
        ("Les ventes ont doublé l'an dernier.", "2018"),
        ("La base fermera l’année prochaine.", "2020"),
    ],
)
def test_words_that_leave_no_doubt_are_resolved_by_the_day_of_publication(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "« La flotte est partie mardi », a-t-il dit.",
        "Il reçoit chaque mardi les ambassadeurs.",
        "Le mardi, le marché est fermé.",
        "Un mardi, il a tout quitté.",
        "L'Europe de demain a besoin de calme.",
        "En 1945, tout s'est effondré. Le 9 août, les troupes ont franchi le fleuve.",
        "Le défilé du 9 mai a été annulé.",
        "Jeudi 9, les quais ont fermé.",
        "Mardi noir à la Bourse.",
        "La grève a été reconduite jusqu'à mardi.",
    ],
)
def test_words_that_leave_a_doubt_are_left_alone(text: str) -> None:
    assert [value for value in values(text) if value != "1945"] == []


def test_a_weekday_that_disagrees_with_its_day_is_left_alone() -> None:
    assert values("Ils se sont vus lundi 2 mars à Vienne.") == []


def test_an_article_dated_by_its_year_resolves_only_years() -> None:
    assert values("Hier, il a rappelé la crise de l'an dernier.", on="2019") == ["2018"]


def test_an_undated_article_resolves_nothing() -> None:
    assert values("Hier, il a rappelé l'accord de 1998.", on=None) == ["1998"]


def test_january_looks_back_on_december() -> None:
    assert values("Le bureau a ouvert le mois dernier.", on="2020-01-03") == ["2019-12"]
