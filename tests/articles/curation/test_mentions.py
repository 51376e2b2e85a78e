import re

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import curation
from articles.annotating import annotate
from articles.curation import CurationError, replay
from articles.models import Article, Mention, Source
from entities.curation import suppress_alias
from entities.known import Form, Kind
from entities.models import Actor, Decision
from entities.nlp.found import Extraction, FoundActor, FoundMention, Text
from tests.rows import actor_row, article_row, extract_again, mention_row

pytestmark = pytest.mark.django_db

BODY = "Abe voit Poutine. Abe, dit Akie Abe, attend Abe. Il attend."


@pytest.fixture
def shinzo(db: None) -> Actor:
    return actor_row("Shinzo Abe", aliases=("Abe",))


@pytest.fixture
def akie(db: None) -> Actor:
    return actor_row("Akie Abe")


@pytest.fixture
def article(db: None) -> Article:
    return article_row("Une visite", BODY)


def all_of(shinzo: Actor) -> list[tuple[str, Actor, str]]:
    return [("Abe", shinzo, after) for after in ("", "Poutine", "Akie", "attend")]


def outcome(article: Article) -> list[tuple[int, str, str, bool]]:
    return list(article.mentions.order_by("start").values_list("start", "actor__name", "status", "is_decided"))


def test_an_accepted_mention_is_verified(curator, shinzo, article):
    mention = mention_row(article, "Abe", shinzo)
    curation.accept(item=mention, by=curator)
    assert (mention.status, mention.is_decided) == ("accepted", True)


def test_rejected_mentions_leave_the_count(curator, shinzo, article):
    curation.reject(item=mention_row(article, "Abe", shinzo), by=curator)
    assert not Mention.objects.counted().exists()
    assert not Article.objects.mentioning(shinzo.pk).exists()


def test_a_relinked_mention_is_the_other_actors(curator, shinzo, akie, article):
    mention = mention_row(article, "Abe", shinzo)
    curation.relink(mention=mention, actor=akie, by=curator)
    assert (mention.actor, mention.machine_actor, mention.status) == (akie, shinzo, "accepted")


def test_a_decision_speaks_of_one_occurrence(curator, shinzo, article):
    extract_again(article, all_of(shinzo))
    curation.reject(item=article.mentions.get(start=BODY.rindex("Abe")), by=curator)
    assert [status for _, _, status, _ in outcome(article)] == ["proposed", "proposed", "proposed", "rejected"]


def test_a_decision_holds_no_row_id(curator, shinzo, article):
    mention = mention_row(article, "Abe", shinzo, after="Akie")
    decision = curation.reject(item=mention, by=curator)
    assert decision.subject == {
        "article": article.uid,
        "surface": "abe",
        "sentence": "abe dit akie abe attend abe",
        "place": "body",
        "nth": 1,
    }


def test_a_rejected_mention_stays_rejected_after_a_new_extraction(curator, shinzo, article):
    extract_again(article, all_of(shinzo))
    curation.reject(item=article.mentions.get(start=BODY.rindex("Abe")), by=curator)
    before = outcome(article)
    extract_again(article, all_of(shinzo))
    replay(article)
    assert outcome(article) == before


def test_a_decision_finds_its_place_when_the_machine_misses_the_others(curator, shinzo, article):
    extract_again(article, all_of(shinzo))
    curation.reject(item=article.mentions.get(start=BODY.rindex("Abe")), by=curator)
    extract_again(article, [("Abe", shinzo, "Poutine"), ("Abe", shinzo, "attend")])
    replay(article)
    assert [status for _, _, status, _ in outcome(article)] == ["proposed", "rejected"]


def test_a_decision_finds_its_place_when_the_text_before_it_changes(curator, shinzo, article):
    curation.reject(item=mention_row(article, "Abe", shinzo), by=curator)
    article.body = f"Une phrase de plus. {BODY}"
    article.save()
    extract_again(article, [("Abe", shinzo, "")])
    assert replay(article).applied == 1


def test_the_same_words_in_title_and_text_are_two(curator, shinzo):
    article = article_row("Abe parle", "Abe parle")
    mention_row(article, "Abe", shinzo, place="title")
    curation.reject(item=mention_row(article, "Abe", shinzo), by=curator)
    assert article.mentions.get(place="title").status == "proposed"


def test_two_proposals_for_one_place_are_decided_apart(curator, shinzo, akie, article):
    mention_row(article, "Abe", akie)
    curation.reject(item=mention_row(article, "Abe", shinzo), by=curator)
    assert article.mentions.get(machine_actor=akie).status == "proposed"


def test_a_decision_whose_words_are_gone_is_reported(curator, shinzo, article):
    curation.reject(item=mention_row(article, "Abe", shinzo), by=curator)
    extract_again(article, [])
    assert (replay(article).applied, replay(article).orphaned) == (0, 1)


def test_a_decision_holds_against_a_new_proposal_and_says_so(curator, shinzo, akie, article):
    curation.accept(item=mention_row(article, "Abe", shinzo), by=curator)
    extract_again(article, [("Abe", akie, "")])
    assert replay(article).contradicted == 1
    assert article.mentions.get().actor == shinzo


def test_a_relink_to_an_actor_that_is_gone_leaves_the_proposal(curator, shinzo, article):
    other = actor_row("Akie Abe")
    curation.relink(mention=mention_row(article, "Abe", shinzo), actor=other, by=curator)
    article.mentions.all().delete()
    other.delete()
    extract_again(article, [("Abe", shinzo, "")])
    replay(article)
    assert (article.mentions.get().actor, article.mentions.get().status) == (shinzo, "proposed")


def test_undo_shows_what_was_decided_before(curator, shinzo, akie, article):
    mention = mention_row(article, "Abe", shinzo)
    curation.relink(mention=mention, actor=akie, by=curator)
    last = curation.reject(item=mention, by=curator)
    curation.undo(decision=last, by=curator)
    mention.refresh_from_db()
    assert (mention.actor, mention.status) == (akie, "accepted")


def test_undoing_all_shows_what_the_machine_proposed(curator, shinzo, akie, article):
    mention = mention_row(article, "Abe", shinzo)
    curation.undo(decision=curation.relink(mention=mention, actor=akie, by=curator), by=curator)
    assert outcome(article) == [(0, "Shinzo Abe", "proposed", False)]


def test_the_words_of_a_whole_article_are_relinked_at_once(curator, shinzo, akie, article):
    extract_again(article, all_of(shinzo))
    curation.relink(mention=article.mentions.earliest("start"), actor=akie, by=curator, whole_article=True)
    assert {actor for _, actor, _, _ in outcome(article)} == {"Akie Abe"}


def test_a_rule_for_the_article_leaves_single_decisions(curator, shinzo, akie, article):
    extract_again(article, all_of(shinzo))
    curation.accept(item=article.mentions.latest("start"), by=curator)
    curation.relink(mention=article.mentions.earliest("start"), actor=akie, by=curator, whole_article=True)
    assert outcome(article)[-1] == (BODY.rindex("Abe"), "Shinzo Abe", "accepted", True)


def test_a_rule_for_the_article_is_undone_at_once(curator, shinzo, akie, article):
    extract_again(article, all_of(shinzo))
    before = outcome(article)
    rule = curation.relink(mention=article.mentions.earliest("start"), actor=akie, by=curator, whole_article=True)
    curation.undo(decision=rule, by=curator)
    assert outcome(article) == before


def test_bulk_actions_leave_human_decisions(curator, shinzo, article):
    extract_again(article, all_of(shinzo))
    curation.reject(item=article.mentions.earliest("start"), by=curator)
    assert curation.accept_each(items=Mention.objects.all(), by=curator).count == 3
    assert outcome(article)[0][2] == "rejected"


def test_bulk_rejection_signs_each_mention(curator, shinzo, article):
    extract_again(article, all_of(shinzo))
    curation.reject_each(items=Mention.objects.all(), by=curator)
    assert Decision.objects.filter(action="reject").count() == 4


def test_a_mention_that_is_gone_is_not_decided(curator, shinzo, article):
    mention = mention_row(article, "Abe", shinzo)
    extract_again(article, [("Abe", shinzo, "")])
    with pytest.raises(CurationError):
        curation.accept(item=mention, by=curator)


def test_a_suppressed_form_stays_rejected_after_a_new_extraction(curator, shinzo, article):
    mention_row(article, "Abe", shinzo)
    suppress_alias(alias=shinzo.aliases.get(text="Abe"), by=curator)
    extract_again(article, [("Abe", shinzo, "")])
    replay(article)
    assert article.mentions.get().status == "rejected"


def test_a_person_overrules_a_suppressed_form_for_one_place(curator, shinzo, article):
    mention = mention_row(article, "Abe", shinzo)
    suppress_alias(alias=shinzo.aliases.get(text="Abe"), by=curator)
    curation.accept(item=mention, by=curator)
    assert mention.status == "accepted"


def source_row(name: str) -> Source:
    return Source.objects.create(key=name.lower(), slug=name.lower(), name=name, sort_name=name.lower())


def import_again(article: Article, source: Source | None) -> None:
    """A changed file: the machine's source is written anew, and decisions are shown on it."""
    Article.objects.filter(pk=article.pk).update(source=source)
    article.refresh_from_db()
    replay(article)
    article.refresh_from_db()


def test_a_source_outlives_a_new_import(curator, article):
    ours, theirs = source_row("AFP"), source_row("Reuters")
    curation.attribute(article=article, source=ours, by=curator)
    import_again(article, theirs)
    assert article.source == ours


def test_a_source_that_is_said_to_be_unknown_stays_so(curator, article):
    import_again(article, source_row("AFP"))
    curation.attribute(article=article, source=None, by=curator)
    import_again(article, Source.objects.get())
    assert article.source is None


def test_undoing_a_source_gives_back_the_one_before(curator, article):
    first, second = source_row("AFP"), source_row("Reuters")
    import_again(article, first)
    decision = curation.attribute(article=article, source=second, by=curator)
    curation.undo(decision=decision, by=curator)
    article.refresh_from_db()
    assert article.source == first


def test_the_same_source_is_no_decision(curator, article):
    with pytest.raises(CurationError):
        curation.attribute(article=article, source=None, by=curator)


ACTS = st.lists(st.tuples(st.integers(0, 3), st.sampled_from(range(5)), st.booleans()), max_size=8)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_what_was_decided_is_shown_after_every_extraction(curator, shinzo, akie, article, acts):
    with transaction.atomic():
        extract_again(article, all_of(shinzo))
        for of, act, whole in acts:
            _act(list(article.mentions.order_by("start"))[of], act, whole, akie, curator)
        before = outcome(article)
        replay(article)
        assert outcome(article) == before
        extract_again(article, all_of(shinzo))
        replay(article)
        assert outcome(article) == before
        transaction.set_rollback(True)


def _act(mention, act, whole, akie, curator) -> None:
    acts = [
        lambda: curation.accept(item=mention, by=curator),
        lambda: curation.reject(item=mention, by=curator, whole_article=whole),
        lambda: curation.relink(mention=mention, actor=akie, by=curator, whole_article=whole),
        lambda: curation.reject_each(items=[mention], by=curator),
        lambda: curation.undo(decision=Decision.objects.latest("pk"), by=curator),
    ]
    try:
        acts[act]()
    except (CurationError, Decision.DoesNotExist):
        return


def extracted(article: Article, *starts: int) -> Extraction:
    """What an extractor would find: « Abe » at these offsets of the text."""
    text = Text(article.title, article.body)
    shift = len(text.analysed) - len(article.body)
    actor = FoundActor(key="new:person:abe", kind=Kind.PERSON, name="Abe")
    mentions = (FoundMention(shift + s, shift + s + 3, "Abe", actor.key, Form.NAME, "model") for s in starts)
    return Extraction(text, (actor,), tuple(mentions))


def test_decisions_outlive_an_extraction_that_writes_all_rows_anew(curator, article, akie):
    starts = [match.start() for match in re.finditer("Abe", BODY)]
    annotate(article, extracted(article, *starts), version="1")
    first, second, third, _ = article.mentions.order_by("start")
    curation.accept(item=first, by=curator)
    curation.reject(item=second, by=curator)
    curation.relink(mention=third, actor=akie, by=curator)
    before = outcome(article)
    annotate(article, extracted(article, *starts), version="2")
    assert outcome(article) == before


def test_a_decision_stays_where_it_was_when_an_extraction_finds_more(curator, article):
    starts = [match.start() for match in re.finditer("Abe", BODY)]
    annotate(article, extracted(article, starts[-1]), version="1")
    curation.reject(item=article.mentions.get(), by=curator)
    annotate(article, extracted(article, *starts), version="2")
    assert [status for _, _, status, _ in outcome(article)] == ["proposed"] * 3 + ["rejected"]
