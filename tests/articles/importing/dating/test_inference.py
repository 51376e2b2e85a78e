"""What names, offices and events say of an article's date. The persons are invented unless a test needs history."""

import datetime

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from articles.importing.dating import infer_date
from entities.known import Authority, Form, Kind, KnownActor, Name, Office, Term
from entities.nlp.found import FoundMention, Text

TODAY = datetime.date(2026, 6, 1)
OFFICES = {
    "head_of_government": Office("head_of_government", "Premier ministre", ("premier ministre", "première ministre")),
    "defence_minister": Office("defence_minister", "ministre de la défense", ("ministre de la défense",)),
    "foreign_minister": Office(
        "foreign_minister",
        "ministre des affaires étrangères",
        ("ministre des affaires étrangères", "chef de la diplomatie"),
    ),
}


def _person(name, *terms):
    return KnownActor(
        f"person:{name}", Kind.PERSON, name, (Name(name, Form.NAME),), country="JP",
        terms=tuple(Term(office, OFFICES[office].title, "JP", start, end) for office, start, end in terms),
    )  # fmt: skip


def _dated(body, *people, captions=(), title="Un titre"):
    text = Text(title, body).analysed
    mentions = [
        FoundMention(start, start + len(p.name), p.name, p.key, Form.NAME, "gazetteer")
        for p in people if (start := text.find(p.name)) >= 0
    ]  # fmt: skip
    authority = Authority({p.key: p for p in people}, OFFICES)
    return infer_date(text=text, captions=captions, mentions=mentions, actors=(), authority=authority, today=TODAY)


ABO = _person(
    "Kenji Abo", ("head_of_government", "2010-06-08", "2012-03-01"), ("foreign_minister", "2003-01-01", "2004-01-01")
)
IDA = _person("Taro Ida", ("defence_minister", "2011-09-02", "2013-04-15"))
MORO = _person("Ken Moro", ("foreign_minister", "2011-11-20", "2011-12-24"))


def test_two_offices_that_overlap_in_one_year_give_it():
    body = "Le Premier ministre japonais Kenji Abo et le ministre de la Défense Taro Ida ont reçu une délégation."
    assert _dated(body, ABO, _person("Taro Ida", ("defence_minister", "2011-12-02", "2013-01-01"))).value is None
    assert _dated(body, ABO, _person("Taro Ida", ("defence_minister", "2012-01-02", "2013-01-01"))).value == "2012"


def test_an_open_interval_of_years_is_unknown():
    assert _dated("Le Premier ministre japonais Kenji Abo a reçu une délégation.", ABO).value is None


def test_a_name_without_its_title_says_nothing():
    assert _dated("Ken Moro a reçu une délégation.", MORO).value is None


def test_a_collective_title_dates_by_each_who_bears_it():
    body = "Les ministres nippons de la Défense et des Affaires étrangères, Taro Ida et Ken Moro, sont à Moscou."
    assert _dated(body, MORO, IDA).value == "2011"


def test_a_title_after_the_name_counts():
    assert _dated("Ken Moro, ministre des Affaires étrangères, s'est dit confiant.", MORO).value == "2011"


@pytest.mark.parametrize("before", ["L'ancien", "L'ex-", "Le futur", "Feu le", "Le vice-"])
def test_a_former_or_future_office_says_nothing(before):
    assert _dated(f"{before} ministre des Affaires étrangères Ken Moro a pris la parole.", MORO).value is None


def test_an_office_held_in_a_year_of_the_story_says_nothing():
    assert _dated("En 2011, le ministre des Affaires étrangères Ken Moro a pris la parole.", MORO).value is None


def test_offices_that_never_met_leave_the_date_unknown():
    late = _person("Jiro Oda", ("defence_minister", "2020-01-01", "2020-06-01"))
    published = _dated(
        "Le ministre des Affaires étrangères Ken Moro a reçu le ministre de la Défense Jiro Oda.", MORO, late
    )
    assert (published.value, published.flags) == (None, ("contradictory evidence",))


def test_a_day_that_is_told_first_narrows_the_year_to_a_month():
    body = "Le Premier ministre japonais Kenji Abo a rencontré mardi 4 octobre son homologue à Moscou."
    assert _dated(body, ABO).value == "2011-10"


def test_a_day_that_lies_ahead_gives_the_year():
    body = "Le ministre de la Défense Taro Ida rencontrera le 3 décembre à Moscou son homologue russe."
    assert _dated(body, IDA).value is None
    assert (
        _dated(
            body.replace("Taro Ida", "Ken Sato"), _person("Ken Sato", ("defence_minister", "2012-09-02", "2013-04-15"))
        ).value
        == "2012"
    )


def test_this_day_is_the_day():
    assert (
        _dated("Le Premier ministre Kenji Abo a déclaré ce mardi 4 octobre qu'il partait.", ABO).value == "2011-10-04"
    )


def test_a_day_near_new_year_does_not_guess_which():
    assert _dated("Le Premier ministre Kenji Abo est rentré le 29 décembre de Moscou.", ABO).value is None


def test_a_year_that_the_story_looks_back_on_is_a_lower_bound():
    body = "Le Premier ministre Kenji Abo a reçu une délégation. Depuis la crise de janvier 2012, il voyage peu."
    assert _dated(body, ABO).value == "2012"


def test_a_year_that_lies_ahead_bounds_nothing():
    body = "Le ministre des Affaires étrangères Ken Moro a reçu une délégation. Les travaux seront achevés en 2019."
    assert _dated(body, MORO).value == "2011"


def test_years_of_the_story_alone_date_nothing():
    assert _dated("En 1904, la flotte attaqua. En 1945, la guerre prit fin le 2 septembre.").value is None


def test_a_summit_with_its_place_and_an_announced_month_gives_the_year():
    body = "Le Premier ministre participera au sommet du G20 à Osaka fin juin, a-t-on appris."
    assert _dated(body).value == "2019"


def test_captions_of_one_event_give_the_month():
    captions = ("Le ministre salue la foule à Tokyo, le 9 mai 2017", "Des soldats à Tokyo, le 8 mai 2017")
    assert _dated("Le ministre a salué la foule.", captions=captions).value == "2017-05"


def test_a_caption_alone_is_only_a_lower_bound():
    assert _dated("Le ministre a salué la foule.", captions=("Le ministre à Tokyo, le 9 mai 2017",)).value is None


@pytest.mark.parametrize(
    "body",
    [
        "À Tokyo, mardi, Moro a salué la foule.",
        "Moro a salué la foule le 9 mai à Tokyo.",
        "Le ministre Moro quittera Tokyo mardi soir.",
    ],
)
def test_a_caption_whose_day_and_person_the_article_names_dates_it(body):
    assert _dated(body, captions=("Ken Moro à Tokyo, le 9 mai 2017",)).value == "2017-05"


@pytest.mark.parametrize(
    "body",
    [
        "Moro a salué la foule jeudi.",
        "Le ministre a salué mardi des gens venus de loin.",
        "Moro, arrivé mardi, est reparti jeudi.",
        "Moro a salué la foule le 3 mai, un mardi.",
    ],
)
def test_a_caption_of_another_day_or_of_others_dates_nothing(body):
    assert _dated(body, captions=("Ken Moro à Tokyo, le 9 mai 2017",)).value is None


def test_an_archive_picture_says_nothing():
    captions = ("Le ministre à Tokyo, le 9 mai 2017 (archives)", "Le ministre à Kyoto, le 8 mai 2017 (archives)")
    assert _dated("Le ministre a salué la foule.", captions=captions).value is None


def test_a_title_that_is_anothers_says_nothing():
    body = "Le ministre des Affaires étrangères, accompagné de Ken Moro, a reçu une délégation."
    assert _dated(body, MORO).value is None


@pytest.mark.parametrize(
    ("body", "value"),
    [
        ("Le Japon espère être invité au sommet de Riga le mois prochain, dit l'OTAN.", "2006-10"),
        ("L'Alliance a tenu parole au sommet de Lisbonne le mois dernier.", "2010-12"),
        ("Les Alliés préparent le sommet de Varsovie de la semaine prochaine.", "2016"),
        ("La question a été posée au sommet de Deauville la semaine dernière, disent les Huit.", "2011"),
    ],
)
def test_the_time_left_to_a_summit_dates_the_text(body, value):
    published = _dated(body)
    assert published.value is not None
    assert published.value[: len(value)] == value


def test_a_town_without_those_who_meet_there_is_no_summit():
    assert _dated("Le sommet de Riga sur les forêts aura lieu le mois prochain.").value is None


@pytest.mark.parametrize(
    ("body", "value"),
    [
        ("Un tsunami a ravagé vendredi la côte de Sendai, après un séisme sans précédent.", "2011-03"),
        ("La chasse turque a abattu un avion russe, mardi matin, près de la frontière.", "2015-11"),
        ("Le sous-marin Koursk gît au fond de la mer de Barents depuis samedi.", "2000-08"),
        ("Hier vendredi, le séisme a privé Sendai d'eau. Le tsunami a tout pris.", "2011-03-12"),
    ],
)
def test_a_landmark_event_told_as_news_dates_the_text(body, value):
    assert _dated(body).value == value


@pytest.mark.parametrize(
    "body",
    [
        "Un tsunami a ravagé jeudi la côte de Sendai, après un séisme sans précédent.",
        "Dix ans après le séisme, Sendai a prié vendredi pour les victimes du tsunami.",
        "En 2011, un vendredi, un séisme et un tsunami ravageaient Sendai.",
        "Sendai se souvient du séisme et du tsunami, vendredi.",
        "Un séisme, un tsunami : à Sendai, cela commença un vendredi.",
        "À Sendai, chaque vendredi, on parle du séisme et du tsunami.",
        "À Sendai, le séisme et le tsunami ont laissé des traces.",
    ],
)
def test_an_event_of_another_weekday_or_looked_back_on_dates_nothing(body):
    assert _dated(body).value is None


def test_what_has_begun_since_is_a_lower_bound():
    ruler = _person("Kenji Abo", ("head_of_government", "2015-06-08", "2022-11-01"))
    body = "Le Premier ministre Kenji Abo a reçu une délégation. Depuis l'invasion de l'Ukraine, il voyage peu."
    assert _dated(body, ruler).value == "2022"


THREE = (
    _person("Kenji Abo", ("head_of_government", "2008-06-08", "2013-03-01")),
    _person("Taro Ida", ("defence_minister", "2009-09-02", "2014-04-15")),
    _person("Ken Moro", ("foreign_minister", "2009-11-20", "2013-12-24")),
)


@pytest.mark.parametrize(
    ("body", "value"),
    [
        ("Kenji Abo, Taro Ida et Ken Moro ont reçu mardi 4 octobre une délégation.", "2011-10"),
        ("OSLO (mardi 4 octobre, agence) – Kenji Abo a reçu Taro Ida et Ken Moro.", "2011-10-04"),
        ("OSLO, 5 oct - Kenji Abo a reçu lundi soir Taro Ida et Ken Moro.", "2010-10-05"),
        ("OSLO, 5 oct - Kenji Abo a reçu mardi soir Taro Ida et Ken Moro.", None),
        ("Kenji Abo a reçu mercredi 4 octobre Taro Ida et Ken Moro.", None),
        ("Kenji Abo a reçu le 4 octobre Taro Ida et Ken Moro.", None),
        ("OSLO, 5 oct - Kenji Abo a reçu samedi soir Taro Ida et Ken Moro.", None),
        ("Kenji Abo, Taro Ida et l'ancien ministre Ken Moro ont reçu mardi 4 octobre une délégation.", None),
        ("Kenji Abo, Taro Ida et Jean Petit ont reçu mardi 4 octobre une délégation.", None),
    ],
)
def test_a_weekday_and_a_day_date_a_text_whose_persons_were_in_office_together(body, value):
    assert _dated(body, *THREE).value == value


def test_persons_who_were_never_in_office_together_date_nothing():
    late = _person("Jiro Oda", ("defence_minister", "2020-01-01", "2020-06-01"))
    assert (
        _dated("Kenji Abo, Taro Ida, Ken Moro et Jiro Oda sont à Oslo ce mardi 4 octobre.", *THREE, late).value is None
    )


def test_the_answer_shows_its_sentence():
    published = _dated("Il pleut. Le ministre des Affaires étrangères Ken Moro est arrivé.", MORO)
    assert published.evidence == "Le ministre des Affaires étrangères Ken Moro est arrivé."


_DAYS = st.dates(datetime.date(1950, 1, 1), datetime.date(2025, 12, 31))


@settings(max_examples=200)
@given(st.tuples(_DAYS, _DAYS), st.tuples(_DAYS, _DAYS))
def test_any_two_offices_are_dated_to_the_one_year_in_which_they_overlap_or_not_at_all(first, second):
    first, second = sorted(first), sorted(second)
    start, end = max(first[0], second[0]), min(first[1], second[1])
    assume(start <= end)
    one = _person("Kenji Abo", ("head_of_government", str(first[0]), str(first[1])))
    other = _person("Taro Ida", ("defence_minister", str(second[0]), str(second[1])))
    value = _dated(
        "Le Premier ministre japonais Kenji Abo a reçu le ministre de la Défense Taro Ida.", one, other
    ).value
    assert (value[:4] if value else None) == (str(start.year) if start.year == end.year else None)


HOLDERS = tuple(
    _person(name, ("foreign_minister", start, end))
    for name, start, end in (
        ("Aiko Sora", "2019-06-01", "2022-08-10"), ("Jun Hata", "2020-01-01", None), ("Rei Mori", "2018-02-01", None)
    )
)  # fmt: skip
NAMED = "Aiko Sora est entrée, suivie de Jun Hata ; Rei Mori a fermé la porte."


def test_who_had_left_office_and_what_had_happened_leave_a_year_between_them():
    assert _dated(f"{NAMED} Depuis la crise de mars 2022, ils se voient chaque jour.", *HOLDERS).value == "2022"


def test_two_in_office_at_once_are_too_few():
    text = "Aiko Sora est entrée, suivie de Jun Hata. Depuis la crise de mars 2022, ils se voient chaque jour."
    assert _dated(text, *HOLDERS).value is None


def test_who_may_still_be_a_candidate_bounds_nothing():
    elect = _person("Rei Mori", ("foreign_minister", "2021-10-04", None))
    left = _person("Aiko Sora", ("foreign_minister", "2016-06-01", "2021-11-10"))
    assert _dated(NAMED, elect, left, HOLDERS[1]).value is None


def test_a_year_of_an_election_may_lie_ahead():
    assert _dated(f"{NAMED} Le vote de 2022 a été avancé.", *HOLDERS).value is None
