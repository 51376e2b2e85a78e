"""What extraction found in an article becomes rows: actors, mentions, statements, quotes. Can be run again at any time:
the machine's rows are written anew, and curators' decisions are shown on them again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from articles import arriving, curation
from articles.edges import edges_of, ends_of, remove_bare
from articles.importing.dating.days import first_day
from articles.models import Article, Contradiction, Evidence, Mention, MentionedDate, Participant, Place, Quote
from articles.reading import PlacedDate, told_on
from entities.folding import fold
from entities.models import Actor, Alias, Origin, sort_name
from entities.nlp.found import NEW, Extraction, FoundActor, FoundContradiction, FoundQuote, FoundRelation
from entities.nlp.sentences import sentence_span

_TEXT_LIMIT = 300
_DATE_LIMIT = 100
_OFFICE_LIMIT = 200


@transaction.atomic
def annotate(
    article: Article,
    extraction: Extraction,
    *,
    version: str,
    dates: Sequence[PlacedDate] = (),
    contradictions: Sequence[FoundContradiction] = (),
) -> curation.Replayed:
    """Write what was found: `dates` are those that the story tells, `version` is the extractor's. Tells what became of
    curators' decisions."""
    known = arriving.moments(article)
    article.mentions.all().delete()
    edges = list(article.evidence.exclude(relation=None).values_list("relation_id", flat=True))
    article.evidence.all().delete()
    article.quotes.all().delete()
    disputed = (actor for one in contradictions for actor in (one.actor, one.holder))
    actors = _actors([*disputed, *extraction.actors])
    _store_mentions(article, extraction, actors)
    _store_statements(article, extraction, actors, dates)
    _store_quotes(article, extraction, actors)
    _store_dates(article, dates)
    _store_contradictions(article, contradictions, extraction, actors)
    remove_bare(edges)
    article.extracted_with, article.extracted_at = version, timezone.now()
    article.save(update_fields=["extracted_with", "extracted_at"])
    replayed = curation.replay(article, is_fresh=True)
    arriving.keep(article, known)
    return replayed


def _actors(found: Iterable[FoundActor]) -> dict[str, Actor]:
    """The rows of those found, by key; whoever has none yet gets one."""
    wanted = {actor.key: actor for actor in found}
    rows = {row.key: row for row in Actor.objects.filter(key__in=wanted)}
    for key in sorted(wanted.keys() - rows.keys()):  # in one order, or two imports would wait for each other
        rows[key] = _make_actor(key[:200], wanted[key])
    return rows


def _make_actor(key: str, found: FoundActor) -> Actor:
    actor, is_new = Actor.objects.get_or_create(key=key, defaults=_new_actor(found))
    if is_new and actor.origin == Origin.MACHINE:  # so that a search for the name finds the actor
        Alias.objects.create(actor=actor, text=actor.name, folded=fold(actor.name)[:200], origin=Origin.MACHINE)
    return actor


def _new_actor(actor: FoundActor) -> dict[str, object]:
    name = actor.name[:200]
    family = name.rsplit(" ", 1)[-1] if " " in name else ""
    return {
        "slug": _free_slug(name),
        "kind": actor.kind.value,
        "name": name,
        "sort_name": sort_name(name, family),
        "family_name": family[:100],
        "country": actor.country or "",
        "code": actor.code or "",
        "wikidata": actor.wikidata or "",
        "origin": Origin.MACHINE if actor.key.startswith(NEW) else Origin.AUTHORITY,
    }


def _free_slug(name: str) -> str:
    base = slugify(fold(name))[:180] or "acteur"
    taken = set(Actor.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    number = 2
    slug = base
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug


def _store_mentions(article: Article, extraction: Extraction, actors: Mapping[str, Actor]) -> None:
    rows = []
    for mention in extraction.mentions:
        field, start, end = extraction.text.place(mention.start, mention.end)
        own = article.title if field == Place.TITLE else article.body
        actor = actors[mention.actor]
        first, last = sentence_span(own, start, end)
        rows.append(
            Mention(
                article=article,
                actor=actor,
                machine_actor=actor,
                place=field,
                start=start,
                end=end,
                text=mention.text[:_TEXT_LIMIT],
                surface=fold(mention.text)[:_TEXT_LIMIT],
                sentence=fold(own[first:last]),
                form=mention.form.value,
                method=mention.method,
                certainty=mention.certainty,
            )
        )
    Mention.objects.bulk_create(rows)


def _store_statements(
    article: Article, extraction: Extraction, actors: Mapping[str, Actor], dates: Sequence[PlacedDate]
) -> None:
    found = extraction.relations
    edges = edges_of(
        (actors[one.source], actors[one.target], one.type.value) for one in found if one.source and one.target
    )
    rows = [_evidence(article, one, extraction, actors) for one in found]
    for row, one in zip(rows, found, strict=True):
        row.told_on = told_on(one, dates, extraction.text) or ""
        if one.source and one.target:
            row.relation = edges.get(ends_of(actors[one.source], actors[one.target], one.type.value))
    Evidence.objects.bulk_create(rows)
    Participant.objects.bulk_create(
        Participant(evidence=row, actor=actors[key], part=part)
        for row, one in zip(rows, found, strict=True)
        for key, part in _parts(one)
    )


def _evidence(article: Article, found: FoundRelation, extraction: Extraction, actors: Mapping[str, Actor]) -> Evidence:
    field, start, end = extraction.text.place(found.start, found.end)
    shift = found.start - start
    sayer = actors.get(found.said_by or "")
    return Evidence(
        article=article,
        type=found.type.value,
        mode=found.mode.value,
        said_by="" if sayer else (found.said_by or "")[:_TEXT_LIMIT],
        said_by_actor=sayer,
        place=field,
        start=start,
        end=end,
        text=extraction.text.analysed[found.start : found.end],
        trigger_start=found.trigger_start - shift,
        trigger_end=found.trigger_end - shift,
        way=found.way,
        contexts=list(found.contexts),
        rule=found.rule[:100],
        certainty=found.certainty,
    )


def _parts(found: FoundRelation) -> list[tuple[str, str]]:
    """Keys of those who take part, each once in each part."""
    parts = [
        (found.source, Participant.Part.SOURCE.value),
        (found.target, Participant.Part.TARGET.value),
        *((key, Participant.Part.PARTY.value) for key in found.parties),
    ]
    return [(key, part) for key, part in dict.fromkeys(parts) if key]


def _store_quotes(article: Article, extraction: Extraction, actors: Mapping[str, Actor]) -> None:
    rows = [_quote(article, one, extraction, actors) for one in extraction.quotes]
    Quote.objects.bulk_create(rows)
    about = Quote.about.through
    about._default_manager.bulk_create(
        about(quote=row, actor=actors[key])
        for row, one in zip(rows, extraction.quotes, strict=True)
        for key in dict.fromkeys(one.about)
    )


def _quote(article: Article, found: FoundQuote, extraction: Extraction, actors: Mapping[str, Actor]) -> Quote:
    field, start, end = extraction.text.place(found.start, found.end)
    return Quote(
        article=article,
        speaker=actors.get(found.speaker or ""),
        speaker_text=found.speaker_text[:_TEXT_LIMIT],
        addressee=actors.get(found.addressee or ""),
        addressee_text=found.addressee_text[:_TEXT_LIMIT],
        text=extraction.text.analysed[found.start : found.end],
        is_direct=found.direct,
        place=field,
        start=start,
        end=end,
        certainty=found.certainty,
    )


def _store_dates(article: Article, dates: Iterable[PlacedDate]) -> None:
    article.dates.all().delete()
    MentionedDate.objects.bulk_create(
        MentionedDate(
            article=article,
            place=one.place,
            start=one.date.start,
            end=one.date.end,
            text=one.date.text[:_DATE_LIMIT],
            value=one.date.value,
            first_day=first_day(one.date.value),
        )
        for one in dates
    )


def _store_contradictions(
    article: Article, found: Iterable[FoundContradiction], extraction: Extraction, actors: Mapping[str, Actor]
) -> None:
    article.contradictions.all().delete()
    rows = []
    for one in found:
        if one.caption is None:
            whole = extraction.text.analysed
            place, start, end = extraction.text.place(one.start, one.end)
        else:
            whole, place = article.captions[one.caption], Contradiction.Where.CAPTION.value
            start, end = one.start, one.end
        rows.append(
            Contradiction(
                article=article,
                actor=actors[one.actor.key],
                holder=actors[one.holder.key],
                office=one.office[:_OFFICE_LIMIT],
                country=one.country,
                place=place,
                caption=one.caption,
                start=start,
                end=end,
                text=whole[one.start : one.end][:_TEXT_LIMIT],
                sentence=whole[one.sentence_start : one.sentence_end],
            )
        )
    Contradiction.objects.bulk_create(rows)
