"""Stored articles read again: what was decided is what is shown, on real texts and with the real extractor."""

from __future__ import annotations

import datetime
import io
import json
from collections import defaultdict
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import curation
from articles.curation import Outcome, Replayed, Rule
from articles.importing.storing import import_files
from articles.importing.writing import write
from articles.models import Article, Contradiction, Evidence, Mention, Participant, Quote
from articles.reading import read_files
from articles.rereading import reread
from articles.sampling.making import invent
from entities.authority.loader import load_files
from entities.extracting import Extractor
from entities.models import Actor
from entities.nlp import pipeline

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 6, 1)
TEXT = """La Norvège et l'Islande ouvrent un bureau commun

Publié le 4 mai 2011

Le ministre norvégien Jonas Gahr Støre s'est rendu lundi à Reykjavik. « Nous partagerons un bureau dans le port »,
a déclaré Jonas Gahr Støre devant la presse. L'Islande a remercié la Norvège.

Le chantier commencera à l'automne. La Finlande et la Suède ont été informées du projet par lettre.
"""


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(load_files(), pipeline.load())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "norvege.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def article(file: Path, extractor: Extractor) -> Article:
    list(import_files([file], lambda: extractor, today=TODAY))
    return Article.objects.get()


def read_again(extractor: Extractor, **filters: Any) -> dict[str, Any]:
    return {one.article.uid: one for one in reread(Article.objects.filter(**filters), extractor, today=TODAY)}


def state(article: Article) -> dict[str, list[tuple[object, ...]]]:
    """All that is shown of an article, without the ids of rows."""
    article = Article.objects.get(pk=article.pk)
    statements = [
        (e.place, e.trigger_start, e.type, e.mode, e.status, e.is_decided, e.text,
         sorted((p.part, p.actor.key) for p in e.participants.all()))
        for e in article.evidence.prefetch_related("participants__actor")
    ]  # fmt: skip
    of = {"place", "start", "end", "text", "status", "is_decided"}
    return {
        "fields": [(article.title, article.body, article.published, article.date_basis, article.source_id)],
        "mentions": sorted(article.mentions.values_list(*sorted(of), "actor__key")),
        "statements": sorted(statements),
        "quotes": sorted(article.quotes.values_list(*sorted(of), "speaker_text")),
        "speakers": sorted(article.quotes.exclude(speaker=None).values_list("start", "speaker__key")),
        "contradictions": sorted(article.contradictions.values_list(*sorted(of), "actor__key")),
    }


def test_an_article_is_read_from_its_own_bytes(article: Article, file: Path, extractor: Extractor) -> None:
    file.unlink()
    before = state(article)
    article.mentions.all().delete()
    read_again(extractor)
    assert state(article) == before


def test_an_article_more_costs_but_two_queries_when_nobody_decided_anything_of_it(
    tmp_path: Path, extractor: Extractor
) -> None:
    towns = ("Bergen", "Narvik", "Tromsø", "Bodø", "Ålesund", "Hammerfest", "Vardø", "Molde")
    told = (f"Rencontre à {town}\n\nLa Norvège a remercié l'Islande lundi à {town}. {town} en parle." for town in towns)
    for number, text in enumerate(told):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    list(import_files(sorted(tmp_path.glob("*.txt")), lambda: extractor, today=TODAY))
    pks = list(Article.objects.values_list("pk", flat=True))
    counts = []
    for some in (pks[:2], pks):
        with CaptureQueriesContext(connection) as captured:
            assert len(read_again(extractor, pk__in=some)) == len(some)
        counts.append(len(captured))
    assert counts[1] - counts[0] <= 2 * (len(pks) - 2)


def test_names_in_a_corrected_text_are_found(curator: User, article: Article, extractor: Extractor) -> None:
    body = article.body.replace("La Finlande et la Suède", "Le Danemark et la Suède")
    curation.correct_text(article=article, place="body", text=body, by=curator)
    assert not article.mentions.filter(text="Danemark").exists()
    read_again(extractor)
    mention = article.mentions.get(text="Danemark")
    assert body[mention.start : mention.end] == "Danemark"
    assert Article.objects.get().body == body


def test_a_corrected_date_is_the_one_that_names_are_read_by(
    curator: User, article: Article, extractor: Extractor
) -> None:
    curation.correct_date(article=article, published="2012-05-04", by=curator)
    read_again(extractor)
    assert (Article.objects.get().published, Article.objects.get().date_basis) == ("2012-05-04", "decided")


def test_undoing_a_correction_after_a_new_extraction_gives_back_what_was_read(
    curator: User, article: Article, extractor: Extractor
) -> None:
    before = state(article)
    decision = curation.correct_date(article=article, published="2012-05-04", by=curator)
    read_again(extractor)
    curation.undo(decision=decision, by=curator)
    read_again(extractor)
    assert state(article) == before


def test_a_changed_file_tells_what_became_of_decisions(
    curator: User, article: Article, file: Path, extractor: Extractor
) -> None:
    curation.reject(item=article.mentions.get(text="Suède"), by=curator)
    curation.accept(item=article.mentions.get(text="Finlande"), by=curator)
    file.write_text(TEXT.replace("La Finlande et la Suède", "Helsinki et la Suède"), encoding="utf-8")
    (stored,) = import_files([file], lambda: extractor, today=TODAY)
    assert stored.replayed is not None
    assert stored.replayed.orphaned == 2


def test_a_changed_file_keeps_a_corrected_text(
    curator: User, article: Article, file: Path, extractor: Extractor
) -> None:
    curation.correct_text(article=article, place="title", text="Un bureau commun", by=curator)
    file.write_text(TEXT.replace("ouvrent", "inaugurent"), encoding="utf-8")
    (stored,) = import_files([file], lambda: extractor, today=TODAY)
    assert Article.objects.get().title == "Un bureau commun"
    assert stored.replayed is not None
    assert stored.replayed.contradicted == 1


def test_an_article_corrected_while_it_was_read_is_read_anew(
    curator: User, article: Article, extractor: Extractor
) -> None:
    reads = reread(Article.objects.filter(pk__in=[article.pk]), extractor, today=TODAY)
    body = article.body.replace("La Finlande", "Le Danemark")
    batch = iter(reads)
    curation.correct_text(article=article, place="body", text=body, by=curator)
    assert next(batch).replayed.kept == 1
    assert article.mentions.filter(text="Danemark").exists()


def test_bytes_that_are_read_no_longer_leave_the_article(article: Article, extractor: Extractor) -> None:
    Article.objects.update(raw=b"\0\1\2")
    before = state(article)
    assert read_again(extractor)[article.uid].refusal
    assert state(article) == before


def command(*args: str, **options: Any) -> str:
    out = io.StringIO()
    call_command("extract_again", *args, stdout=out, stderr=io.StringIO(), no_progress=True, **options)
    return out.getvalue()


def test_only_what_was_read_with_another_version_is_read_again(article: Article) -> None:
    first = command()
    assert first.splitlines()[-1].startswith("1 articles")
    assert command().splitlines()[-1].startswith("0 articles")
    assert command(all=True, year=[2011]).splitlines()[-1].startswith("1 articles")
    assert command(all=True, undated=True).splitlines()[-1].startswith("0 articles")


def test_an_interrupted_run_goes_on_with_those_not_read_since(article: Article) -> None:
    moment = datetime.datetime.now(tz=datetime.UTC)
    assert command(all=True, before=moment.isoformat()).splitlines()[-1].startswith("1 articles")
    assert command(all=True, before=moment.isoformat()).splitlines()[-1].startswith("0 articles")


def test_the_report_tells_each_decision(curator: User, article: Article) -> None:
    command(article.uid)  # with the authority file that the database has: none
    curation.reject(item=article.mentions.filter(text="Jonas Gahr Støre").earliest("start"), by=curator)
    told = [json.loads(line) for line in command(article.uid, json=True).splitlines()]
    assert [(one["outcome"], one["action"]) for one in told[0]["decisions"]] == [("kept", "reject")]
    assert told[-1]["totals"] == {"articles": 1, "kept": 1, "orphaned": 0, "contradicted": 0, "unreadable": 0}


def test_a_dry_run_reads_nothing(article: Article) -> None:
    before = Article.objects.values("extracted_at", "extracted_with").get()
    assert command(dry_run=True) == "would be: 1 articles read again\n"
    assert Article.objects.values("extracted_at", "extracted_with").get() == before


@pytest.mark.parametrize("options", [{"outlet": ["nowhere"]}, {"before": "soon"}])
def test_a_filter_that_says_nothing_is_a_clear_error(options: dict[str, Any]) -> None:
    with pytest.raises(CommandError, match="no "):
        command(**options)


def store(name: str, data: bytes) -> Article:
    """As it would be before anything was read of it."""
    return Article.objects.create(
        title=name, import_path=name, raw=data, sha256=sha256(data).hexdigest(), encoding="utf-8", body=""
    )


def curate(article: Article, number: int, by: User, other: Actor) -> None:
    """What a curator might do to an article, another mix for each."""
    for at, mention in enumerate(article.mentions.order_by("place", "start", "pk")):
        [curation.accept, curation.reject, _relink(other), _leave][(at + number) % 4](item=mention, by=by)
    for at, statement in enumerate(article.evidence.order_by("place", "start", "pk")):
        [curation.accept, curation.reject, _recode, _leave][(at + number) % 4](item=statement, by=by)
    for at, quote in enumerate(article.quotes.order_by("place", "start", "pk")):
        [curation.accept, curation.reject, _give_speaker(other)][(at + number) % 3](item=quote, by=by)
    for one in article.contradictions.all():
        curation.reject(item=one, by=by)


def _leave(*, item: Any, by: User) -> None:
    """Nothing is decided."""


def _relink(other: Actor) -> Callable[..., object]:
    return lambda item, by: curation.relink(mention=item, actor=other, by=by)


def _recode(*, item: Evidence, by: User) -> object:
    return curation.recode(statement=item, type="REQUEST" if item.type != "REQUEST" else "ACCUSE", by=by)


def _give_speaker(other: Actor) -> Callable[..., object]:
    return lambda item, by: curation.give_speaker(quote=item, speaker=other, by=by)


def states() -> dict[str, dict[str, Any]]:
    """`state` of every article, in few queries."""
    found: dict[str, dict[str, Any]] = defaultdict(lambda: defaultdict(list))
    for uid, *fields in Article.objects.values_list("uid", "title", "body", "published", "date_basis", "source__key"):
        found[uid]["fields"] = fields
    of = ("article__uid", "place", "start", "end", "text", "status", "is_decided")
    rows = {
        "mentions": Mention.objects.values_list(*of, "actor__key"),
        "statements": Evidence.objects.values_list(
            *of, "type", "mode", "relation__source__key", "relation__target__key"
        ),
        "parts": Participant.objects.values_list(
            "evidence__article__uid", "evidence__place", "evidence__trigger_start", "actor__key", "part"
        ),
        "quotes": Quote.objects.values_list(*of, "speaker__key", "speaker_text"),
        "contradictions": Contradiction.objects.values_list(*of, "actor__key"),
    }
    for name, values in rows.items():
        for uid, *one in values:
            found[uid][name].append(tuple(map(str, one)))
    return {uid: {name: sorted(map(str, of)) for name, of in one.items()} for uid, one in found.items()}


def test_the_seeds_and_a_sample_stay_as_curated_when_read_again(curator: User, extractor: Extractor) -> None:
    """The seeds and every twentieth of the sample are read twice; of the others, the same reading is written twice."""
    texts = {path.name: path.read_bytes() for path in sorted((settings.ROOT / "seeds").glob("*.txt"))}
    texts |= {one.name: one.text.encode() for one in invent(300, seed=1, authority=extractor.authority, until=TODAY)}
    articles = [store(name, data) for name, data in texts.items()]
    curated = articles[:5] + articles[5::20]
    for article in curated[::5]:
        curation.correct_date(article=article, published="2001-02-03", by=curator)
    read_again(extractor, pk__in=[article.pk for article in curated])
    rest = [article for article in articles if article not in curated]
    reads = list(read_files([(one.title, one.raw) for one in rest], extractor=extractor, today=TODAY))
    write_all(rest, reads, extractor)
    other = Actor.objects.create(key="person:autre", slug="autre", kind="person", name="Un Autre", sort_name="autre")
    for number, article in enumerate(curated):
        curate(article, number, curator, other)
    curation.reject_each(items=Mention.objects.filter(surface__in=["kremlin", "otan"]), by=curator)
    curation.make_rule(rule=Rule("Tokyo", until="2015"), by=curator)
    before = states()
    replayed = [one.replayed for one in read_again(extractor, pk__in=[article.pk for article in curated]).values()]
    replayed += write_all(rest, reads, extractor)
    assert states() == before
    assert len(before) == 305
    assert sum(one.kept for one in replayed) > 500
    other_fates = {fate.decision.action for one in replayed for fate in one.fates if fate.outcome != Outcome.KEPT}
    assert other_fates == {"date"}, "decided before anything was read, against which the machine then had a date"


def write_all(articles: list[Article], reads: list[Any], extractor: Extractor) -> list[Replayed]:
    return [write(curation.locked(one.pk), read, extractor) for one, read in zip(articles, reads, strict=True)]
