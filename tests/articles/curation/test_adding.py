import pytest

from articles import curation
from articles.curation import CurationError
from articles.models import Article, Mention
from entities.models import Actor
from tests.articles.curation.machine import Machine
from tests.rows import actor_row, article_row

pytestmark = pytest.mark.django_db

BODY = "Le patron du Kremlin parle. Le patron du Kremlin part."


@pytest.fixture
def putin(db: None) -> Actor:
    return actor_row("Vladimir Poutine")


@pytest.fixture
def article(db: None) -> Article:
    return article_row("Titre", BODY)


def add(article: Article, words: str, actor: Actor, by: object, *, last: bool = False) -> object:
    start = BODY.rindex(words) if last else BODY.index(words)
    return curation.add_mention(article=article, place="body", start=start, end=start + len(words), actor=actor, by=by)


def test_an_added_mention_counts_and_is_verified(curator, article, putin):
    add(article, "patron du Kremlin", putin, curator)
    mention = Mention.objects.counted().get()
    assert (mention.text, mention.actor, mention.status) == ("patron du Kremlin", putin, "accepted")


def test_an_added_mention_outlives_every_extraction(curator, article, putin):
    add(article, "patron du Kremlin", putin, curator, last=True)
    assert Machine(article).run("2").kept == 1
    assert Mention.objects.get().start == BODY.rindex("patron")


def test_an_added_mention_keeps_its_row_while_others_are_decided(curator, article, putin):
    add(article, "patron du Kremlin", putin, curator)
    row = Mention.objects.get()
    add(article, "patron du Kremlin", putin, curator, last=True)
    assert row in Mention.objects.all()


def test_an_added_mention_goes_when_it_is_undone(curator, article, putin):
    curation.undo(decision=add(article, "patron du Kremlin", putin, curator), by=curator)
    assert not Mention.objects.exists()


def test_an_added_mention_can_be_rejected_or_given_to_another(curator, article, putin):
    other = actor_row("Dmitri Peskov")
    add(article, "patron du Kremlin", putin, curator)
    curation.relink(mention=Mention.objects.get(), actor=other, by=curator)
    assert Mention.objects.get().actor == other
    curation.reject(item=Mention.objects.get(), by=curator)
    assert not Mention.objects.exists()


def test_the_machine_finding_an_added_mention_makes_it_one(curator, article, putin):
    add(article, "patron du Kremlin", putin, curator)
    report = Machine(article).names("patron du Kremlin", putin).run("2")
    assert (Mention.objects.count(), report.kept, report.contradicted) == (1, 1, 0)


def test_the_machine_finding_somebody_else_there_is_told_and_the_decision_holds(curator, article, putin):
    add(article, "patron du Kremlin", putin, curator)
    report = Machine(article).names("patron du Kremlin", actor_row("Dmitri Peskov")).run("2")
    assert (Mention.objects.get().actor, report.contradicted) == (putin, 1)


def test_an_accepted_mention_stays_when_the_machine_no_longer_finds_it(curator, article, putin):
    Machine(article).names("Kremlin", putin).run()
    curation.accept(item=Mention.objects.get(), by=curator)
    assert Machine(article).run("2").kept == 1
    assert (Mention.objects.get().text, Mention.objects.get().status) == ("Kremlin", "accepted")


def test_a_rejection_holds_for_the_longer_words_that_the_machine_finds_next(curator, article, putin):
    Machine(article).names("Kremlin", putin).run()
    curation.reject(item=Mention.objects.get(), by=curator)
    Machine(article).names("du Kremlin", putin).run("2")
    assert Mention.objects.get().status == "rejected"


@pytest.mark.parametrize(("start", "end"), [(4, 9), (5, 5), (-1, 3), (0, 9999), (2, 3)])
def test_only_whole_words_of_the_text_are_added(curator, article, putin, start, end):
    with pytest.raises(CurationError):
        curation.add_mention(article=article, place="body", start=start, end=end, actor=putin, by=curator)


def test_what_is_known_is_not_added_twice(curator, article, putin):
    Machine(article).names("Kremlin", putin).run()
    with pytest.raises(CurationError):
        add(article, "patron du Kremlin", putin, curator)
