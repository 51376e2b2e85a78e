import pytest

from articles import curation
from articles.curation import CurationError, Outdated, Rule
from articles.models import Article, Evidence
from entities.decisions import subject_words
from entities.models import Actor
from tests.articles.curation.machine import Machine
from tests.rows import actor_row, article_row

pytestmark = pytest.mark.django_db

BODY = "Orban vend du pain. Aube a menacé Orban."


@pytest.fixture
def orban(db: None) -> Actor:
    return actor_row("Viktor Orbán")


@pytest.fixture
def baker(db: None) -> Actor:
    return actor_row("Jean Orban")


@pytest.fixture
def aube(db: None) -> Actor:
    return actor_row("Aube")


def published(value: str, orban: Actor, aube: Actor) -> Article:
    """An article of that date, extracted."""
    article = article_row(
        f"Titre {aube.slug}", BODY, published=value, published_on=f"{value}-01-01"[:10] if value else None
    )
    machine = Machine(article).names("Orban", orban).names("Aube", aube).names("Orban", orban, after="menacé")
    machine.states("THREATEN", "menacé", aube, orban).run()
    return article


def statuses(article: Article, words: str = "Orban") -> list[str]:
    return list(article.mentions.filter(text=words).order_by("start").values_list("status", flat=True))


def test_a_rule_reaches_every_article_there_is(curator, orban, aube):
    articles = [published("2013", orban, aube), published("2014", orban, aube)]
    curation.make_rule(rule=Rule("ORBÁN", machine=orban), by=curator)
    assert [statuses(article) for article in articles] == [["rejected"] * 2] * 2


def test_a_rule_reaches_every_article_to_come(curator, orban, aube):
    curation.make_rule(rule=Rule("Orban", machine=orban), by=curator)
    assert statuses(published("2013", orban, aube)) == ["rejected"] * 2


def test_words_that_are_no_person_are_one_for_nobody(curator, orban, aube):
    curation.make_rule(rule=Rule("Aube", kind="person"), by=curator)
    place = actor_row("Aube", "place", slug="aube-place")
    assert statuses(published("2013", orban, aube), "Aube") == ["rejected"]
    assert statuses(published("2013", orban, place), "Aube") == ["proposed"]


def test_a_rule_for_some_years_leaves_the_others_and_undated_ones(curator, orban, aube):
    curation.make_rule(rule=Rule("Orban", machine=orban, since="2010", until="2013-06"), by=curator)
    outcome = {value: statuses(published(value, orban, aube))[0] for value in ("2009", "2010-02", "2013-06-30", "")}
    assert outcome == {"2009": "proposed", "2010-02": "rejected", "2013-06-30": "rejected", "": "proposed"}


def test_a_rule_can_say_who_it_is_instead(curator, orban, baker, aube):
    article = published("2013", orban, aube)
    curation.make_rule(rule=Rule("Orban", machine=orban, actor=baker), by=curator)
    assert {mention.actor for mention in article.mentions.filter(text="Orban")} == {baker}


def test_a_rule_for_some_years_goes_before_one_for_all(curator, orban, baker, aube):
    article = published("2013", orban, aube)
    curation.make_rule(rule=Rule("Orban", actor=baker, since="2013", until="2013"), by=curator)
    curation.make_rule(rule=Rule("Orban"), by=curator)
    assert statuses(article) == ["accepted"] * 2


def test_statements_follow_a_rule(curator, orban, aube):
    article = published("2013", orban, aube)
    curation.make_rule(rule=Rule("Aube", kind="person"), by=curator)
    assert Evidence.objects.get(article=article).status == "rejected"


def test_what_was_decided_of_one_place_or_article_holds_against_a_rule(curator, orban, aube):
    one, whole = published("2013", orban, aube), published("2014", orban, aube)
    curation.accept(item=one.mentions.earliest("start"), by=curator)
    curation.relink(mention=whole.mentions.earliest("start"), actor=orban, whole_article=True, by=curator)
    curation.make_rule(rule=Rule("Orban", machine=orban), by=curator)
    assert (statuses(one), statuses(whole)) == (["accepted", "rejected"], ["accepted"] * 2)


def test_a_rule_is_undone_everywhere(curator, orban, aube):
    articles = [published("2013", orban, aube), published("2014", orban, aube)]
    rule = curation.make_rule(rule=Rule("Orban", machine=orban), by=curator)
    curation.undo(decision=rule, by=curator)
    assert [statuses(article) for article in articles] == [["proposed"] * 2] * 2
    assert Evidence.objects.filter(status="proposed").count() == 2


def test_what_a_rule_would_reach_is_told_before(curator, orban, aube):
    article = published("2013", orban, aube)
    published("2014", orban, aube)
    curation.accept(item=article.mentions.earliest("start"), by=curator)
    scope = curation.rule_scope(Rule("Orban", machine=orban))
    assert (scope.article_count, scope.mention_count, scope.decided_count) == (2, 4, 1)


def test_a_rule_that_would_reach_more_than_was_told_is_refused(curator, orban, aube):
    published("2013", orban, aube)
    with pytest.raises(Outdated):
        curation.make_rule(rule=Rule("Orban", machine=orban), by=curator, expected=1)


def test_a_corrected_date_brings_an_article_under_a_rule(curator, orban, aube):
    article = published("2020", orban, aube)
    curation.make_rule(rule=Rule("Orban", machine=orban, until="2013"), by=curator)
    curation.correct_date(article=article, published="2012", by=curator)
    assert statuses(article) == ["rejected"] * 2


@pytest.mark.parametrize("rule", [Rule("« »"), Rule("Aube", since="2014", until="2013"), Rule("Aube", kind="aurore")])
def test_a_rule_that_says_nothing_is_refused(curator, rule):
    with pytest.raises(CurationError):
        curation.make_rule(rule=rule, by=curator)


def test_the_same_rule_is_made_once(curator, orban):
    curation.make_rule(rule=Rule("Orban", machine=orban), by=curator)
    with pytest.raises(CurationError):
        curation.make_rule(rule=Rule("orbán", machine=orban), by=curator)


@pytest.mark.parametrize(
    ("since", "until", "told"),
    [("2015", "", "2015 – …"), ("", "2015", "… – 2015"), ("2012", "2015", "2012 – 2015"), ("", "", "« aube »")],
)
def test_a_rule_says_on_which_side_of_a_date_it_holds(curator, since, until, told):
    decision = curation.make_rule(rule=Rule("Aube", since=since, until=until), by=curator)
    assert subject_words(decision).endswith(told)
