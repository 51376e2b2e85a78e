import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import curation as of_articles
from articles.models import Evidence, Mention
from entities import curation
from entities.authority.stored import load, load_stored
from entities.curation import CurationError, replay
from entities.known import Authority, Form, Kind, KnownActor, Name
from entities.models import Actor, Alias, Decision, Relation
from tests.articles.rows import statement_row
from tests.rows import actor_row, article_row, mention_row

pytestmark = pytest.mark.django_db


def shown() -> list[tuple[object, ...]]:
    """All that readers can see of the authority file."""
    return [
        (*actor, sorted(Alias.objects.filter(actor=actor[0]).values_list("text", "form", "origin", "is_suppressed")))
        for actor in Actor.objects.order_by("key").values_list(
            "pk", "key", "name", "sort_name", "kind", "is_hidden", "merged_into", "canonical", "details"
        )
    ]


def load_again(actor: Actor, name: str, aliases: tuple[str, ...] = ()) -> None:
    """What a load of the authority file does to an actor's row and aliases."""
    Actor.objects.filter(pk=actor.pk).update(name=name, sort_name=name.lower(), is_hidden=False)
    actor.aliases.filter(origin="authority").delete()
    for text in (name, *aliases):
        Alias.objects.create(actor=actor, text=text, folded=text.lower(), origin="authority")
    replay([actor])
    actor.refresh_from_db()


def fresh(actor: Actor) -> Actor:
    return Actor.objects.get(pk=actor.pk)


def test_a_renamed_actor_sorts_by_its_new_name(curator):
    actor = actor_row("Chigeru Ichiba", family_name="Ishiba")
    curation.rename(actor=actor, name="  Shigeru   Ishiba ", by=curator)
    assert (fresh(actor).name, fresh(actor).sort_name) == ("Shigeru Ishiba", "ishiba shigeru")


def test_a_renamed_actor_is_found_by_both_names(curator):
    actor = actor_row("Iouri Ouchakov", aliases=())
    actor.aliases.all().delete()
    curation.rename(actor=actor, name="Youri Ouchakov", by=curator)
    assert set(actor.aliases.values_list("text", flat=True)) == {"Iouri Ouchakov", "Youri Ouchakov"}


def test_a_decision_says_who_what_and_why(curator):
    actor = actor_row("Iouri Ouchakov")
    curation.rename(actor=actor, name="Youri Ouchakov", by=curator, reason="usage de l’AFP")
    decision = Decision.objects.get()
    assert (decision.made_by, decision.subject, decision.reason) == (curator, {"actor": actor.key}, "usage de l’AFP")


def test_a_name_outlives_a_new_load(curator):
    actor = actor_row("Iouri Ouchakov")
    curation.rename(actor=actor, name="Youri Ouchakov", by=curator)
    load_again(actor, "Iouri Ouchakov")
    assert actor.name == "Youri Ouchakov"


def test_an_undone_name_gives_back_what_the_file_says_now(curator):
    actor = actor_row("Iouri Ouchakov")
    decision = curation.rename(actor=actor, name="Youri Ouchakov", by=curator)
    load_again(actor, "Iouri Viktorovitch Ouchakov")
    curation.undo(decision=decision, by=curator)
    assert fresh(actor).name == "Iouri Viktorovitch Ouchakov"


def test_undoing_the_last_name_shows_the_one_before(curator):
    actor = actor_row("Iouri Ouchakov")
    curation.rename(actor=actor, name="Youri Ouchakov", by=curator)
    last = curation.rename(actor=actor, name="Ouchakov", by=curator)
    curation.undo(decision=last, by=curator)
    assert fresh(actor).name == "Youri Ouchakov"


def test_an_undo_can_be_undone(curator):
    actor = actor_row("Iouri Ouchakov")
    decision = curation.hide(actor=actor, by=curator)
    taken_back = curation.undo(decision=decision, by=curator)
    curation.undo(decision=taken_back, by=curator)
    assert fresh(actor).is_hidden


def test_a_decision_is_undone_once(curator):
    decision = curation.hide(actor=actor_row("Iouri Ouchakov"), by=curator)
    curation.undo(decision=decision, by=curator)
    with pytest.raises(CurationError):
        curation.undo(decision=decision, by=curator)


@pytest.mark.parametrize("name", ["", "   ", "«»", "x" * 201])
def test_a_name_needs_a_letter_and_an_end(curator, name):
    with pytest.raises(CurationError):
        curation.rename(actor=actor_row("Iouri Ouchakov"), name=name, by=curator)
    assert not Decision.objects.exists()


def test_a_hidden_actor_stays_hidden_after_a_new_load(curator):
    actor = actor_row("Getty Images", "organisation")
    curation.hide(actor=actor, by=curator)
    load_again(actor, "Getty Images")
    assert actor.is_hidden


def test_decisions_wait_for_an_actor_that_is_made_anew(curator):
    actor = actor_row("Getty Images", "organisation")
    curation.hide(actor=actor, by=curator)
    actor.delete()
    assert replay().orphaned == 1
    anew = actor_row("Getty Images", "organisation")
    replay([anew])
    assert fresh(anew).is_hidden


def test_a_restored_actor_is_shown_again(curator):
    actor = actor_row("Getty Images", "organisation")
    curation.hide(actor=actor, by=curator)
    curation.restore(actor=actor, by=curator)
    assert fresh(actor) in Actor.objects.shown()


def test_a_kind_outlives_a_new_load(curator):
    actor = actor_row("Hokkaido", "person")
    curation.retype(actor=actor, kind="place", by=curator)
    load_again(actor, "Hokkaido")
    assert actor.kind == "place"


def test_a_state_stays_a_state(curator):
    with pytest.raises(CurationError):
        curation.retype(actor=actor_row("Japon", "country", code="JP"), kind="person", by=curator)


def test_an_added_form_finds_the_actor(curator):
    actor = actor_row("Sergueï Choïgou")
    curation.add_alias(actor=actor, text="Shoïgu", by=curator)
    assert actor.aliases.get(folded="shoigu").origin == "curator"


def test_undoing_an_added_form_removes_it(curator):
    actor = actor_row("Sergueï Choïgou")
    decision = curation.add_alias(actor=actor, text="Shoïgu", by=curator)
    curation.undo(decision=decision, by=curator)
    assert list(actor.aliases.values_list("text", flat=True)) == ["Sergueï Choïgou"]


def test_an_added_form_that_the_file_takes_up_stays_when_undone(curator):
    actor = actor_row("Sergueï Choïgou")
    decision = curation.add_alias(actor=actor, text="Shoïgu", by=curator)
    actor.aliases.filter(text="Shoïgu").update(origin="authority")
    curation.undo(decision=decision, by=curator)
    assert actor.aliases.filter(text="Shoïgu").exists()


def test_the_same_form_is_not_added_twice(curator):
    with pytest.raises(CurationError):
        curation.add_alias(actor=actor_row("Sergueï Choïgou"), text="Sergueï Choïgou", by=curator)


def test_a_suppressed_form_covers_every_spelling(curator):
    actor = actor_row("Viktor Orbán", aliases=("Orban", "ORBÁN"))
    curation.suppress_alias(alias=actor.aliases.get(text="Orban"), by=curator)
    assert set(actor.aliases.filter(is_suppressed=True).values_list("text", flat=True)) == {"Orban", "ORBÁN"}


def test_a_suppressed_form_outlives_a_load_that_no_longer_has_it(curator):
    actor = actor_row("Viktor Orbán", aliases=("Orban",))
    curation.suppress_alias(alias=actor.aliases.get(text="Orban"), by=curator)
    load_again(actor, "Viktor Orbán")
    assert actor.aliases.get(folded="orban").is_suppressed


def test_mentions_by_a_suppressed_form_leave_the_count_at_once(curator):
    actor = actor_row("Viktor Orbán", aliases=("Orban",))
    article = article_row("Titre", "Viktor Orbán parle. Orban vend du pain.")
    kept = mention_row(article, "Viktor Orbán", actor)
    mention_row(article, "Orban", actor, after="parle")
    curation.suppress_alias(alias=actor.aliases.get(text="Orban"), by=curator)
    assert list(Mention.objects.counted()) == [kept]


def test_mentions_come_back_with_a_restored_form(curator):
    actor = actor_row("Viktor Orbán", aliases=("Orban",))
    mention = mention_row(article_row("Titre", "Orban vend du pain."), "Orban", actor)
    alias = actor.aliases.get(text="Orban")
    curation.suppress_alias(alias=alias, by=curator)
    curation.restore_alias(alias=alias, by=curator)
    mention.refresh_from_db()
    assert mention.status == "proposed"


def test_statements_follow_a_suppressed_form_and_come_back_with_it(curator):
    actor, other = actor_row("Viktor Orbán", aliases=("Orban",)), actor_row("Shinzo Abe")
    article = article_row("Titre", "Orban accuse Abe.")
    mention_row(article, "Orban", actor)
    statement = statement_row(article, "ACCUSE", actor, other, "Orban accuse Abe.")
    decision = curation.suppress_alias(alias=actor.aliases.get(text="Orban"), by=curator)
    statement.refresh_from_db()
    assert statement.status == "rejected"
    curation.undo(decision=decision, by=curator)
    statement.refresh_from_db()
    assert statement.status == "proposed"


def test_a_new_decision_names_the_one_it_takes_the_place_of(curator):
    actor = actor_row("Iouri Ouchakov")
    first = curation.rename(actor=actor, name="Youri Ouchakov", by=curator)
    curation.hide(actor=actor, by=curator)
    assert curation.rename(actor=actor, name="Ouchakov", by=curator).supersedes == first


def test_a_hidden_actor_is_counted_in_no_new_article(curator):
    actor = actor_row("Getty Images", "organisation")
    curation.hide(actor=actor, by=curator)
    mention_row(article_row("Titre", "Getty Images, dit-il."), "Getty Images", fresh(actor))
    assert not Mention.objects.counted().exists()


def test_a_suppressed_form_leaves_what_a_person_decided(curator):
    actor = actor_row("Viktor Orbán", aliases=("Orban",))
    mention = mention_row(article_row("Titre", "Orban vend du pain."), "Orban", actor)
    of_articles.accept(item=mention, by=curator)
    curation.suppress_alias(alias=actor.aliases.get(text="Orban"), by=curator)
    mention.refresh_from_db()
    assert mention.status == "accepted"


def test_a_merged_actor_leads_to_its_target(curator):
    source, target = actor_row("Poutine"), actor_row("Vladimir Poutine")
    curation.merge(source=source, target=target, by=curator, reason="même personne")
    assert (fresh(source).canonical, list(Actor.objects.shown())) == (target, [target])


def test_the_articles_of_a_merged_actor_are_the_targets(curator):
    source, target = actor_row("Poutine"), actor_row("Vladimir Poutine")
    article = article_row("Titre", "Poutine parle.")
    mention_row(article, "Poutine", source)
    curation.merge(source=source, target=target, by=curator, reason="même personne")
    assert list(type(article).objects.mentioning(target.pk)) == [article]


def test_the_whole_tree_follows_a_merge(curator):
    leaf, middle, root = actor_row("V. Poutine"), actor_row("Poutine"), actor_row("Vladimir Poutine")
    curation.merge(source=leaf, target=middle, by=curator, reason="même personne")
    curation.merge(source=middle, target=root, by=curator, reason="même personne")
    assert (fresh(leaf).merged_into, fresh(leaf).canonical) == (middle, root)


def test_unmerge_in_the_middle_gives_back_the_branch(curator):
    leaf, middle, root = actor_row("V. Poutine"), actor_row("Poutine"), actor_row("Vladimir Poutine")
    curation.merge(source=leaf, target=middle, by=curator, reason="même personne")
    curation.merge(source=middle, target=root, by=curator, reason="même personne")
    curation.unmerge(actor=middle, by=curator)
    assert (fresh(leaf).canonical, fresh(middle).canonical) == (middle, None)


def test_merge_then_unmerge_restores_everything(curator):
    source, target = actor_row("Poutine", aliases=("V. Poutine",)), actor_row("Vladimir Poutine")
    mention_row(article_row("Titre", "Poutine parle."), "Poutine", source)
    before = shown(), list(Mention.objects.values())
    curation.merge(source=source, target=target, by=curator, reason="même personne")
    curation.unmerge(actor=source, by=curator)
    assert (shown(), list(Mention.objects.values())) == before


def test_undoing_a_merge_separates(curator):
    source, target = actor_row("Poutine"), actor_row("Vladimir Poutine")
    decision = curation.merge(source=source, target=target, by=curator, reason="même personne")
    curation.undo(decision=decision, by=curator)
    assert fresh(source).merged_into is None


def test_a_merge_outlives_a_new_load(curator):
    source, target = actor_row("Poutine"), actor_row("Vladimir Poutine")
    curation.merge(source=source, target=target, by=curator, reason="même personne")
    Actor.objects.update(merged_into=None, canonical=None)
    replay()
    assert fresh(source).canonical == target


def test_merging_in_a_circle_is_refused(curator):
    one, other = actor_row("Poutine"), actor_row("Vladimir Poutine")
    curation.merge(source=one, target=other, by=curator, reason="même personne")
    with pytest.raises(CurationError):
        curation.merge(source=other, target=one, by=curator, reason="même personne")


def test_an_undo_that_would_close_a_circle_is_refused(curator):
    one, other = actor_row("Poutine"), actor_row("Vladimir Poutine")
    curation.merge(source=one, target=other, by=curator, reason="même personne")
    separated = curation.unmerge(actor=one, by=curator)
    curation.merge(source=other, target=one, by=curator, reason="dans l’autre sens")
    with pytest.raises(CurationError):
        curation.undo(decision=separated, by=curator)
    assert Decision.objects.count() == 3


def test_a_merge_asks_for_a_reason(curator):
    with pytest.raises(CurationError):
        curation.merge(source=actor_row("Poutine"), target=actor_row("Vladimir Poutine"), by=curator, reason=" ")


def test_a_person_and_a_place_are_not_merged(curator):
    with pytest.raises(CurationError, match="personne et lieu"):
        curation.merge(source=actor_row("Aube"), target=actor_row("Troyes", "place"), by=curator, reason="essai")


def test_two_states_are_not_merged(curator):
    japan, russia = actor_row("Japon", "country", code="JP"), actor_row("Russie", "country", code="RU")
    with pytest.raises(CurationError):
        curation.merge(source=japan, target=russia, by=curator, reason="essai")


def test_a_state_is_not_merged_into_what_is_none(curator):
    japan, nippon = actor_row("Japon", "country", code="JP"), actor_row("Nippon", "country")
    with pytest.raises(CurationError, match="autre sens"):
        curation.merge(source=japan, target=nippon, by=curator, reason="essai")


def test_the_preview_counts_what_follows(curator):
    source, target = actor_row("Poutine", aliases=("V. Poutine",)), actor_row("Vladimir Poutine")
    both = article_row("Un", "Poutine parle. Vladimir Poutine se tait.")
    mention_row(both, "Poutine", source)
    mention_row(both, "Vladimir Poutine", target)
    mention_row(article_row("Deux", "Poutine parle."), "Poutine", source)
    Relation.objects.create(source=source, target=target, type="CONSULT")
    preview = curation.merge_preview(source, target)
    counts = (preview.source_article_count, preview.target_article_count, preview.united_article_count)
    assert (counts, preview.mention_count, preview.loop_count) == ((2, 1, 2), 2, 1)
    assert preview.aliases == ("Poutine", "V. Poutine")


def test_the_preview_tells_relations_that_become_the_same(curator):
    source, target, other = actor_row("Poutine"), actor_row("Vladimir Poutine"), actor_row("Shinzo Abe")
    alias_of_other = actor_row("S. Abe", merged_into=other, canonical=other)
    twice = [
        Relation.objects.create(source=source, target=other, type="ACCUSE"),
        Relation.objects.create(source=other, target=source, type="CONSULT"),
    ]
    Relation.objects.create(source=source, target=other, type="SUPPORT")
    Relation.objects.create(source=target, target=alias_of_other, type="ACCUSE")
    Relation.objects.create(source=target, target=other, type="CONSULT")
    Relation.objects.create(source=target, target=source, type="DISPUTE")
    preview = curation.merge_preview(source, target)
    assert list(preview.duplicates) == twice
    assert [loop.type for loop in preview.loops] == ["DISPUTE"]


def test_the_preview_tells_the_names_that_both_have(curator):
    source, target = actor_row("V. Poutine", aliases=("Poutine",)), actor_row("Vladimir Poutine", aliases=("POUTINE",))
    assert curation.merge_preview(source, target).shared_aliases == ("Poutine",)


def test_a_statement_between_the_two_is_set_aside_while_they_are_one(curator):
    source, target, other = actor_row("Poutine"), actor_row("Vladimir Poutine"), actor_row("Shinzo Abe")
    article = article_row("Titre", "Poutine voit Vladimir Poutine. Poutine voit Abe.")
    statement_row(article, "CONSULT", source, target, "Poutine voit Vladimir Poutine.")
    kept = statement_row(article, "CONSULT", source, other, "Poutine voit Abe.")
    curation.merge(source=source, target=target, by=curator, reason="même personne")
    assert list(Evidence.objects.counted()) == [kept]
    curation.unmerge(actor=source, by=curator)
    assert Evidence.objects.counted().count() == 2


def test_rejected_mentions_are_not_in_the_preview(curator):
    source, target = actor_row("Poutine"), actor_row("Vladimir Poutine")
    mention_row(article_row("Deux", "Poutine parle."), "Poutine", source)
    Mention.objects.update(status="rejected")
    preview = curation.merge_preview(source, target)
    assert (preview.source_article_count, preview.mention_count) == (0, 0)


def test_the_preview_says_why_a_merge_is_impossible(curator):
    assert curation.merge_preview(actor_row("Aube"), actor_row("Troyes", "place")).obstacle


@pytest.mark.parametrize("statement", ["UPDATE entities_decision SET reason = 'x'", "DELETE FROM entities_decision"])
def test_the_database_refuses_to_touch_a_decision(curator, statement):
    curation.hide(actor=actor_row("Getty Images", "organisation"), by=curator)
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


ACTS = st.lists(st.tuples(st.integers(0, 2), st.sampled_from(range(9)), st.integers(0, 2)), max_size=8)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_replay_changes_nothing_that_is_already_shown(curator, acts):
    with transaction.atomic():
        actors = [actor_row(name) for name in ("Poutine", "Vladimir Poutine", "V. Poutine")]
        for of, act, with_ in acts:
            _attempt(fresh(actors[of]), act, fresh(actors[with_]), curator)
        before = shown()
        replay()
        assert shown() == before
        Actor.objects.update(merged_into=None, canonical=None, is_hidden=False)
        replay()
        assert shown() == before
        transaction.set_rollback(True)


def _attempt(actor, act, other, curator) -> None:
    name = f"{actor.name} {other.slug}"[:50]
    acts = [
        lambda: curation.rename(actor=actor, name=name, by=curator),
        lambda: curation.retype(actor=actor, kind="place", by=curator),
        lambda: curation.add_alias(actor=actor, text=other.name, by=curator),
        lambda: curation.suppress_alias(alias=actor.aliases.earliest("pk"), by=curator),
        lambda: curation.restore_alias(alias=actor.aliases.earliest("pk"), by=curator),
        lambda: curation.merge(source=actor, target=other, by=curator, reason="essai"),
        lambda: curation.unmerge(actor=actor, by=curator),
        lambda: curation.hide(actor=actor, by=curator),
        lambda: curation.undo(decision=Decision.objects.latest("pk"), by=curator),
    ]
    try:
        acts[act]()
    except (CurationError, Decision.DoesNotExist):
        return


def authority_with(name: str, *forms: str) -> Authority:
    names = tuple(Name(text, Form.NAME) for text in (name, *forms))
    actor = KnownActor(key="person:lui", kind=Kind.PERSON, name=name, names=names)
    return Authority(actors={actor.key: actor}, version="1")


def test_every_decision_outlives_the_load_of_the_authority_file(curator):
    load(authority_with("Iouri Ouchakov", "Ouchakov", "Ushakov"))
    actor, other = Actor.objects.get(key="person:lui"), actor_row("Youri Viktorovitch")
    other.aliases.update(origin="machine")
    curation.rename(actor=actor, name="Youri Ouchakov", by=curator)
    curation.retype(actor=actor, kind="place", by=curator)
    curation.retype(actor=actor, kind="person", by=curator)
    curation.suppress_alias(alias=actor.aliases.get(text="Ushakov"), by=curator)
    curation.add_alias(actor=actor, text="le sherpa", by=curator)
    curation.hide(actor=actor, by=curator)
    curation.merge(source=actor, target=other, by=curator, reason="essai")
    before = shown()
    load(authority_with("Iouri Ouchakov", "Ouchakov", "Ushakov"))
    assert shown() == before


def test_a_suppressed_form_reaches_the_extraction(curator):
    load(authority_with("Iouri Ouchakov", "Ushakov"))
    actor = Actor.objects.get(key="person:lui")
    curation.suppress_alias(alias=actor.aliases.get(text="Ushakov"), by=curator)
    assert load_stored().suppressed == {("ushakov", "person:lui")}
