import pytest

from articles import curation
from articles.curation import CurationError
from articles.displaying import INSIDER
from articles.models import Article, Contradiction, Quote
from articles.noting import noted
from tests.articles.curation.machine import Machine
from tests.rows import article_row

pytestmark = pytest.mark.django_db

BODY = "Le président russe Kono a parlé. « Nous viendrons en mai. », a dit Lavrov. « Peut-être », dit un témoin."
WORDS = "Nous viendrons en mai."


@pytest.fixture
def article(db: None) -> Article:
    return article_row("Titre", BODY)


@pytest.fixture
def machine(article, lavrov, ivanov, kono) -> Machine:
    machine = Machine(article).names("Kono", kono).names("Lavrov", lavrov)
    machine.hears(WORDS, lavrov).hears("Peut-être", None).disputes("président russe Kono", kono, ivanov)
    machine.run()
    return machine


def said() -> Quote:
    return Quote.objects.get(text__startswith="Nous")


def shown(article: Article) -> list[tuple[object, ...]]:
    quotes = Quote.objects.filter(article=article).order_by("start")
    return list(quotes.values_list("text", "speaker__name", "speaker_text", "status", "is_decided"))


@pytest.mark.parametrize(("act", "status"), [(curation.accept, "accepted"), (curation.reject, "rejected")])
def test_a_decided_quote_stays_decided_after_an_extraction(curator, machine, act, status):
    act(item=said(), by=curator)
    machine.run("2")
    assert said().status == status


def test_a_corrected_speaker_stays_after_an_extraction(curator, machine, article, ivanov):
    curation.give_speaker(quote=said(), speaker=ivanov, by=curator)
    before = shown(article)
    assert machine.run("2").kept == 1
    assert shown(article) == before
    assert said().speaker == ivanov


def test_a_speaker_whom_only_words_name(curator, machine):
    curation.give_speaker(quote=said(), speaker=None, words="un diplomate", by=curator)
    machine.run("2")
    assert (said().speaker, said().speaker_text) == (None, "un diplomate")


def test_undoing_a_speaker_gives_back_the_machines(curator, machine, article, ivanov):
    before = shown(article)
    decision = curation.give_speaker(quote=said(), speaker=ivanov, by=curator)
    curation.undo(decision=decision, by=curator)
    assert shown(article) == before


def test_the_same_speaker_is_no_decision(curator, machine, lavrov):
    with pytest.raises(CurationError):
        curation.give_speaker(quote=said(), speaker=lavrov, by=curator)


def test_a_quote_follows_the_mention_of_its_speaker(curator, machine, article, ivanov):
    curation.relink(mention=article.mentions.get(text="Lavrov"), actor=ivanov, by=curator)
    assert (said().speaker, said().status) == (ivanov, "proposed")


def test_a_corrected_speaker_follows_no_mention(curator, machine, article, ivanov, kono):
    curation.give_speaker(quote=said(), speaker=kono, by=curator)
    curation.relink(mention=article.mentions.get(text="Lavrov"), actor=ivanov, by=curator)
    assert said().speaker == kono


def test_a_quote_of_nobody_any_more_is_set_aside_until_the_mention_is_back(curator, machine, article):
    decision = curation.reject(item=article.mentions.get(text="Lavrov"), by=curator)
    assert said().status == "rejected"
    curation.undo(decision=decision, by=curator)
    assert said().status == "proposed"


def test_a_quote_that_the_machine_hears_longer_is_the_same(curator, machine, ivanov):
    curation.give_speaker(quote=said(), speaker=ivanov, by=curator)
    machine.quotes[0] = ("« Nous viendrons en mai. »", *machine.quotes[0][1:])
    assert machine.run("2").kept == 1
    assert Quote.objects.get(text__contains="Nous").speaker == ivanov


def test_another_speaker_found_by_the_machine_is_told_and_the_decision_holds(curator, machine, lavrov, kono):
    curation.accept(item=said(), by=curator)
    machine.quotes[0] = (WORDS, kono.key, None)
    assert machine.run("2").contradicted == 1
    assert said().speaker == lavrov


def test_an_accepted_quote_stays_when_the_machine_no_longer_hears_it(curator, machine, article):
    curation.accept(item=said(), by=curator)
    before = shown(article)
    machine.quotes.pop(0)
    machine.run("2")
    assert shown(article) == before


@pytest.fixture
def told(article, lavrov, kono) -> Machine:
    """Words that Lavrov says to Kono."""
    machine = Machine(article).names("Kono", kono).names("Lavrov", lavrov).hears(WORDS, lavrov, to=kono)
    machine.run()
    return machine


def test_an_addressee_follows_his_mention(curator, told, article, ivanov):
    relinked = curation.relink(mention=article.mentions.get(text="Kono"), actor=ivanov, by=curator)
    assert said().addressee == ivanov
    curation.undo(decision=relinked, by=curator)
    assert said().addressee == article.mentions.get(text="Kono").actor


def test_an_addressee_who_is_nobody_any_more_leaves_the_quote(curator, told, article):
    curation.reject(item=article.mentions.get(text="Kono"), by=curator)
    assert (said().addressee, said().status) == (None, "proposed")


def test_a_quote_that_stands_on_its_decision_alone_keeps_its_addressee(curator, told, kono):
    curation.accept(item=said(), by=curator)
    told.quotes.clear()
    told.run("2")
    assert (said().is_added, said().addressee) == (True, kono)


def test_a_corrected_speaker_still_speaks_to_the_same(curator, told, ivanov, kono):
    curation.give_speaker(quote=said(), speaker=ivanov, by=curator)
    told.run("2")
    assert (said().speaker, said().addressee) == (ivanov, kono)


@pytest.mark.parametrize(("act", "status"), [(curation.accept, "accepted"), (curation.reject, "rejected")])
def test_a_decided_contradiction_stays_decided_after_an_extraction(curator, machine, act, status):
    act(item=Contradiction.objects.get(), by=curator)
    machine.run("2")
    assert Contradiction.objects.get().status == status


def test_a_rejected_contradiction_is_not_noted(curator, machine, article):
    assert noted(article, INSIDER).contradictions
    curation.reject(item=Contradiction.objects.get(), by=curator)
    assert not noted(article, INSIDER).contradictions


def test_a_contradiction_about_somebody_else_is_set_aside(curator, machine, article, ivanov):
    decision = curation.relink(mention=article.mentions.get(text="Kono"), actor=ivanov, by=curator)
    assert Contradiction.objects.get().status == "rejected"
    curation.undo(decision=decision, by=curator)
    assert Contradiction.objects.get().status == "proposed"


def test_a_contradiction_that_the_machine_no_longer_finds_is_reported(curator, machine):
    curation.accept(item=Contradiction.objects.get(), by=curator)
    machine.disputed.clear()
    assert machine.run("2").orphaned == 1
