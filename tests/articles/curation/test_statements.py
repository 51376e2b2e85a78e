import pytest

from articles import curation
from articles.curation import CurationError, Outcome
from articles.models import Article, Evidence
from entities.models import Actor, Decision, Relation
from entities.nlp.found import Mode
from tests.articles.curation.machine import Machine
from tests.rows import actor_row, article_row

pytestmark = pytest.mark.django_db

BODY = "Lavrov a menacé Tokyo. Il a ensuite accusé Oslo. Plus tard, Lavrov parle d'Oslo."


@pytest.fixture
def norway(db: None) -> Actor:
    return actor_row("Norvège", "country", code="NO")


@pytest.fixture
def article(db: None) -> Article:
    return article_row("Titre", BODY)


@pytest.fixture
def machine(article, lavrov, japan, norway) -> Machine:
    machine = Machine(article).names("Lavrov", lavrov).names("Tokyo", japan).names("Oslo", norway)
    machine.names("Lavrov", lavrov, after="tard").names("Oslo", norway, after="parle")
    machine.states("THREATEN", "menacé", lavrov, japan).states("ACCUSE", "accusé", lavrov, norway)
    machine.run()
    return machine


def shown(article: Article) -> list[tuple[object, ...]]:
    """Every statement: type, mode, who with which part, status, and whose it is."""
    rows = Evidence.objects.filter(article=article).order_by("trigger_start", "type", "pk")
    return [
        (
            row.type, row.mode, sorted((p.part, p.actor.name) for p in row.participants.all()), row.status,
            row.is_decided, row.text[row.trigger_start - row.start : row.trigger_end - row.start],
            (row.relation.source.name, row.relation.target.name, row.relation.type) if row.relation else None,
        )
        for row in rows
    ]  # fmt: skip


def threat() -> Evidence:
    return Evidence.objects.get(type="THREATEN")


def ends(statement: Evidence) -> dict[str, str]:
    return {one.part: one.actor.name for one in statement.participants.all()}


def test_an_accepted_statement_is_verified(curator, machine):
    curation.accept(item=threat(), by=curator)
    assert (threat().status, threat().is_decided) == ("accepted", True)


def test_a_rejected_statement_leaves_the_count_and_stays_rejected(curator, machine):
    curation.reject(item=threat(), by=curator)
    machine.run("2")
    assert threat().status == "rejected"
    assert [one.type for one in Evidence.objects.counted()] == ["ACCUSE"]


def test_a_statement_is_decided_under_words_and_no_row_id(curator, machine, article):
    decision = curation.accept(item=threat(), by=curator)
    assert decision.subject == {
        "article": article.uid, "trigger": "menace", "sentence": "lavrov a menace tokyo", "place": "body", "nth": 0,
    }  # fmt: skip


def test_a_statement_typed_anew_keeps_its_type_after_an_extraction(curator, machine, article, lavrov, japan):
    curation.recode(statement=threat(), type="REQUEST", by=curator)
    before = shown(article)
    machine.run("2")
    assert shown(article) == before
    assert before[0][0] == "REQUEST"
    assert Relation.objects.filter(source=lavrov, target=japan).get().type == "REQUEST"


def test_undoing_a_type_gives_back_the_machines(curator, machine, article):
    before = shown(article)
    decision = curation.recode(statement=threat(), type="REQUEST", mode="reported", by=curator)
    curation.undo(decision=decision, by=curator)
    assert shown(article) == before


def test_a_statement_can_be_turned_round(curator, machine):
    curation.recode(statement=threat(), turned=True, by=curator)
    assert ends(threat()) == {"source": "Japon", "target": "Sergueï Lavrov"}


def test_a_type_that_is_none_is_refused(curator, machine):
    with pytest.raises(CurationError):
        curation.recode(statement=threat(), type="INVADE", by=curator)


def test_a_statement_that_is_so_already_is_no_decision(curator, machine):
    with pytest.raises(CurationError):
        curation.recode(statement=threat(), type="THREATEN", by=curator)
    assert not Decision.objects.exists()


def test_a_statement_is_added_under_its_words(curator, machine, article, japan, norway):
    start = BODY.index("parle")
    curation.add_statement(
        article=article,
        place="body",
        start=start,
        end=start + 5,
        type="CONSULT",
        source=japan,
        target=norway,
        by=curator,
    )
    added = Evidence.objects.get(type="CONSULT")
    assert (added.text, added.status) == ("Plus tard, Lavrov parle d'Oslo.", "accepted")
    assert added.relation.source == japan


def test_an_added_statement_outlives_every_extraction(curator, machine, article, japan, norway):
    start = BODY.index("parle")
    curation.add_statement(
        article=article,
        place="body",
        start=start,
        end=start + 5,
        type="CONSULT",
        source=japan,
        target=norway,
        by=curator,
    )
    before = shown(article)
    machine.run("2")
    assert shown(article) == before


def test_an_added_statement_goes_when_it_is_undone(curator, machine, article, japan, norway):
    before = shown(article)
    decision = curation.add_statement(
        article=article, place="body", start=0, end=6, type="CONSULT", parties=[japan, norway], by=curator
    )
    curation.undo(decision=decision, by=curator)
    assert shown(article) == before
    assert not Relation.objects.filter(type="CONSULT").exists()


def test_an_added_statement_can_be_typed_anew_and_stays_one(curator, machine, article, japan, norway):
    curation.add_statement(
        article=article, place="body", start=0, end=6, type="CONSULT", source=japan, target=norway, by=curator
    )
    curation.recode(statement=Evidence.objects.get(type="CONSULT"), type="DISPUTE", by=curator)
    machine.run("2")
    assert [one.type for one in Evidence.objects.filter(is_added=True)] == ["DISPUTE"]


def test_the_machine_finding_what_was_added_makes_one_statement(curator, machine, article, japan, norway):
    start = BODY.index("parle")
    curation.add_statement(
        article=article,
        place="body",
        start=start,
        end=start + 5,
        type="SUPPORT",
        source=japan,
        target=norway,
        by=curator,
    )
    machine.states("SUPPORT", "parle", japan, norway).run("2")
    assert Evidence.objects.get(type="SUPPORT").status == "accepted"


@pytest.mark.parametrize("of", ["cut word", "nothing", "one and the same"])
def test_no_statement_is_added_on_part_of_a_word_or_about_nobody(curator, machine, article, japan, of):
    start, end = (1, 6) if of == "cut word" else (0, 6)
    actors = {"source": japan, "target": japan} if of == "one and the same" else {}
    with pytest.raises(CurationError):
        curation.add_statement(
            article=article, place="body", start=start, end=end, type="CONSULT", by=curator, **actors
        )


def test_an_accepted_statement_stays_when_the_machine_no_longer_finds_it(curator, machine, article):
    curation.accept(item=threat(), by=curator)
    before = shown(article)
    machine.relations.pop(0)
    report = machine.run("2")
    assert shown(article) == before
    assert report.kept == 1


def test_a_better_rival_is_told_and_the_decision_holds(curator, machine, article, lavrov, norway):
    curation.accept(item=threat(), by=curator)
    before = shown(article)
    machine.relations[0] = ("THREATEN", "menacé", lavrov.key, norway.key, Mode.ASSERTED)
    report = machine.run("2")
    assert shown(article) == before
    assert [(fate.outcome, fate.machine) for fate in report.fates] == [
        (Outcome.CONTRADICTED, f"{lavrov.key} → {norway.key} : THREATEN")
    ]


def test_a_rejection_says_nothing_of_what_the_machine_says_instead(curator, machine, article, norway, lavrov):
    curation.reject(item=threat(), by=curator)
    machine.relations[0] = ("THREATEN", "menacé", lavrov.key, norway.key, Mode.ASSERTED)
    assert machine.run("2").orphaned == 1
    assert threat().status == "proposed"


def test_a_decision_on_a_sentence_that_is_gone_is_reported(curator, machine, article):
    curation.accept(item=threat(), by=curator)
    Article.objects.filter(pk=article.pk).update(body="Il a ensuite accusé Oslo.")
    assert machine.run("2").orphaned == 1


def test_the_actor_of_a_statement_follows_its_mention(curator, machine, article, ivanov):
    curation.relink(mention=article.mentions.earliest("start"), actor=ivanov, by=curator)
    assert ends(threat()) == {"source": "Igor Ivanov", "target": "Japon"}
    assert threat().relation.source == ivanov
    assert not threat().is_decided


def test_a_pronouns_statement_follows_the_last_mention_before_it(curator, machine, article, ivanov):
    curation.relink(mention=article.mentions.earliest("start"), actor=ivanov, by=curator)
    assert ends(Evidence.objects.get(type="ACCUSE"))["source"] == "Igor Ivanov"


def test_a_statement_in_another_sentence_keeps_its_actor(curator, machine, article, ivanov, lavrov):
    machine.states("SUPPORT", "parle", lavrov, actor_row("Oslo")).run("2")
    curation.relink(mention=article.mentions.earliest("start"), actor=ivanov, by=curator)
    assert ends(Evidence.objects.get(type="SUPPORT"))["source"] == "Sergueï Lavrov"


def test_a_statement_about_nobody_is_set_aside(curator, machine, article):
    curation.reject(item=article.mentions.get(text="Tokyo"), by=curator)
    assert threat().status == "rejected"
    assert Evidence.objects.get(type="ACCUSE").status == "proposed"


def test_a_statement_whose_ends_became_one_is_set_aside(curator, machine, article, japan):
    curation.relink(mention=article.mentions.earliest("start"), actor=japan, by=curator)
    assert threat().status == "rejected"


def test_what_followed_comes_back_when_the_mention_does(curator, machine, article, ivanov):
    before = shown(article)
    decision = curation.relink(mention=article.mentions.earliest("start"), actor=ivanov, by=curator)
    curation.undo(decision=decision, by=curator)
    assert shown(article) == before


def test_an_accepted_statement_still_follows_its_mention(curator, machine, article, ivanov):
    curation.accept(item=threat(), by=curator)
    curation.relink(mention=article.mentions.earliest("start"), actor=ivanov, by=curator)
    assert (ends(threat())["source"], threat().status) == ("Igor Ivanov", "accepted")


def test_the_old_edge_goes_with_its_last_statement(curator, machine, article, ivanov, lavrov, japan):
    curation.relink(mention=article.mentions.earliest("start"), actor=ivanov, by=curator)
    assert not Relation.objects.filter(source=lavrov, target=japan).exists()
