import pytest

from articles import curation
from articles.curation import CurationError
from articles.models import Article, Evidence, Mention, Quote
from tests.articles.curation.machine import Machine
from tests.rows import article_row

pytestmark = pytest.mark.django_db

BODY = "Lavrof est arrivé. « Nous viendrons », dit Lavrof à Tokyo. Lavrov a menacé Tokyo."


@pytest.fixture
def article(db: None) -> Article:
    return article_row("Titre", BODY, published="2013-11", published_on="2013-11-01", date_basis="inferred")


@pytest.fixture
def machine(article, lavrov, japan) -> Machine:
    machine = Machine(article).names("Lavrof", lavrov).names("Tokyo", japan, after="à").names("Lavrov", lavrov)
    machine.names("Tokyo", japan, after="menacé").states("THREATEN", "menacé", lavrov, japan)
    machine.hears("Nous viendrons", lavrov).run()
    return machine


def correct(article: Article, old: str, new: str, by: object) -> object:
    article.refresh_from_db()
    return curation.correct_text(article=article, place="body", text=article.body.replace(old, new), by=by)


def fresh(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


def spans_hold(article: Article) -> bool:
    body = fresh(article).body
    rows = [*Mention.objects.all(), *Evidence.objects.all(), *Quote.objects.all()]
    return bool(rows) and all(body[row.start : row.end] == row.text for row in rows)


def test_a_corrected_date_is_shown_and_says_so(curator, article):
    curation.correct_date(article=article, published="2013-12-02", by=curator)
    now = fresh(article)
    assert (now.published, str(now.published_on), now.date_basis) == ("2013-12-02", "2013-12-02", "decided")


def test_undoing_a_date_gives_back_what_was_read_and_how(curator, article):
    decision = curation.correct_date(article=article, published="2013-12-02", by=curator)
    curation.undo(decision=decision, by=curator)
    now = fresh(article)
    assert (now.published, str(now.published_on), now.date_basis, now.given) == (
        "2013-11",
        "2013-11-01",
        "inferred",
        {},
    )


def test_a_date_can_be_taken_away(curator, article):
    curation.correct_date(article=article, published="", by=curator)
    assert (fresh(article).published, fresh(article).published_on) == ("", None)


@pytest.mark.parametrize("published", ["2013-13", "hier", "2013-1", "2013-02-30", "0000"])
def test_a_date_that_is_none_is_refused(curator, article, published):
    with pytest.raises(CurationError):
        curation.correct_date(article=article, published=published, by=curator)


def test_the_date_that_the_machine_read_can_be_confirmed_once(curator, article):
    curation.correct_date(article=article, published=article.published, by=curator)
    assert fresh(article).date_basis == "decided"
    with pytest.raises(CurationError):
        curation.correct_date(article=article, published=article.published, by=curator)


def test_a_corrected_article_waits_for_a_new_extraction(curator, machine, article):
    curation.correct_date(article=article, published="2013-12-02", by=curator)
    assert fresh(article).extracted_with == ""


def test_a_corrected_title_outlives_an_extraction(curator, machine, article):
    curation.correct_text(article=article, place="title", text="  Un autre\n titre ", by=curator)
    machine.run("2")
    assert fresh(article).title == "Un autre titre"


def test_a_title_is_never_empty(curator, article):
    with pytest.raises(CurationError):
        curation.correct_text(article=article, place="title", text=" ", by=curator)


def test_the_raw_file_stays_when_its_text_is_corrected(curator, article):
    raw = bytes(article.raw)
    correct(article, "Lavrof", "Lavrov", curator)
    assert bytes(fresh(article).raw) == raw


def test_spans_follow_a_corrected_text(curator, machine, article):
    correct(article, "Lavrof est", "Hier soir, M. Lavrof est enfin", curator)
    assert spans_hold(article)
    assert Mention.objects.count() == 4


def test_spans_come_back_with_the_text(curator, machine, article):
    before = list(Mention.objects.order_by("pk").values())
    curation.undo(decision=correct(article, "Lavrof est", "Hier, Lavrof est", curator), by=curator)
    assert (fresh(article).body, list(Mention.objects.order_by("pk").values())) == (BODY, before)


def test_what_stood_in_words_that_were_taken_out_goes(curator, machine, article):
    correct(article, " Lavrov a menacé Tokyo.", "", curator)
    assert not Evidence.objects.exists()
    assert spans_hold(article)


def test_a_name_that_was_made_another_waits_for_the_machine(curator, machine, article):
    correct(article, "menacé Tokyo", "menacé Oslo", curator)
    assert not Mention.objects.filter(text="Oslo").exists()


def test_a_decided_mention_survives_the_correction_of_its_name(curator, machine, article, lavrov):
    curation.accept(item=article.mentions.earliest("start"), by=curator)
    correct(article, "Lavrof", "Lavrov", curator)
    first = article.mentions.earliest("start")
    assert (first.text, first.actor, first.status) == ("Lavrov", lavrov, "accepted")
    assert spans_hold(article)


def test_decisions_in_a_corrected_sentence_survive_the_next_extraction(curator, machine, article, lavrov, japan):
    curation.reject(item=article.mentions.get(text="Tokyo", start=BODY.rindex("Tokyo")), by=curator)
    curation.accept(item=Quote.objects.get(), by=curator)
    correct(article, "dit Lavrof à Tokyo", "a dit Lavrov en arrivant à Tokyo", curator)
    correct(article, "Lavrov a menacé", "Lavrov aurait menacé hier", curator)
    report = machine.run("2")
    assert report.orphaned == 0
    assert article.mentions.latest("start").status == "rejected"
    assert Quote.objects.get().status == "accepted"


def test_decisions_on_a_corrected_text_survive_its_undoing(curator, machine, article):
    decision = correct(article, "Lavrov a menacé", "Lavrov aurait menacé hier", curator)
    curation.reject(item=article.mentions.latest("start"), by=curator)
    curation.undo(decision=decision, by=curator)
    assert article.mentions.latest("start").status == "rejected"


def test_a_statement_decided_in_a_corrected_sentence_survives(curator, machine, article):
    curation.recode(statement=Evidence.objects.get(), type="REQUEST", by=curator)
    correct(article, "Lavrov a menacé Tokyo", "Sergueï Lavrov a menacé hier Tokyo", curator)
    machine.run("2")
    assert Evidence.objects.get().type == "REQUEST"


def test_a_new_text_of_the_machine_contradicts_a_corrected_one(curator, machine, article):
    correct(article, "Lavrof", "Lavrov", curator)
    Article.objects.filter(pk=article.pk).update(body=f"{BODY} Fin.", given={})
    assert machine.run("2").contradicted == 1
    assert "Fin." not in fresh(article).body


def test_the_same_text_is_no_decision(curator, article):
    with pytest.raises(CurationError):
        curation.correct_text(
            article=article, place="body", text=BODY.replace(" dit", "  dit").replace("  ", " "), by=curator
        )
