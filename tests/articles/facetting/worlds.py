"""Small archives with all that facets have to heed: merged and hidden actors, rejected mentions, partial dates."""

from __future__ import annotations

import datetime
from random import Random

from articles.models import Article, Evidence, Mention, MentionedDate, Participant, Quote, Source
from entities.models import Actor, Relation, Tenure
from tests.articles.rows import country_row, source_row
from tests.rows import actor_row, article_row

DATES = ("", "1990", "2013", "2013-04", "2013-04-05", "2013-12-31", "2014", "2014-01", "2014-01-01", "2021-06-30")
TYPES = ("AID", "CONSULT", "ACCUSE", "DISPUTE")
MODES = ("asserted", "planned", "negated")
STATUSES = ("proposed", "proposed", "proposed", "accepted", "rejected")
SENTENCES = (
    "Ada Un a reçu Boris Deux à Oslo.",
    "OSLO, 4 mars (AFP) - Ada Un a reçu Boris Deux à Oslo.",
    "Ada Un a reçu lundi Boris Deux à Oslo.",
    "Le Club a protesté.",
)
WORDS = ("sommet", "pêche", "missile", "traité", "gaz")
VALUES = {
    "country": ("RU", "JP", "NATO", "none"),
    "person": ("ada-un", "boris-deux", "cleo-trois", "denis-quatre", "none"),
    "organisation": ("club", "none"),
    "place": ("kourou", "none"),
    "office": ("foreign_minister.RU", "foreign_minister.JP", "defence_minister.RU", "none"),
    "acting": ("RU", "JP", "NATO", "FR", "none"),
    "type": (*TYPES, "SANCTION", "none"),
    "quad": ("verbal-cooperation", "verbal-conflict", "material-cooperation", "none"),
    "mode": (*MODES, "none"),
    "year": ("1990", "2013", "2014", "1950", "none"),
    "month": ("2013-04", "2014-01", "none"),
    "told": ("1905", "1956", "none"),
    "outlet": ("le-soir", "le-matin", "none"),
    "press": ("FR", "RU", "none"),
    "media": ("state", "other", "none"),
    "agency": ("AFP", "TASS", "none"),
    "status": ("verified", "machine"),
}


def made_by(seed: int) -> Random:
    return Random(seed)  # noqa: S311  # no secret


def make(rng: Random, articles: int = 14) -> None:
    actors = [country_row(name, code) for name, code in (("Russie", "RU"), ("Japon", "JP"), ("OTAN", "NATO"))]
    for name, country in (("Ada Un", "RU"), ("Boris Deux", "RU"), ("Cléo Trois", "JP"), ("Denis Quatre", "FR")):
        actors.append(actor_row(name, country=country))
    actors += [actor_row("Club", "organisation", country="JP"), actor_row("Kourou", "place", country="FR")]
    sources = [source_row("Le Soir", country="FR"), source_row("Le Matin", country="RU", is_state=True)]
    sources.append(source_row("Le Jour"))
    for _ in range(5):
        start, end = rng.choice(DATES), rng.choice(DATES)
        Tenure.objects.create(
            actor=rng.choice(actors[3:7]), office=rng.choice(["foreign_minister", "defence_minister", "mayor"]),
            title=f"titre {rng.random()}", country=rng.choice(["RU", "JP"]), start=start, end=end,
        )  # fmt: skip
    for _ in range(articles):
        add(rng, actors, sources)
    for _ in range(articles // 2):
        _echo(rng)


def add(rng: Random, actors: list[Actor], sources: list[Source]) -> Article:
    published = rng.choice(DATES)
    article = article_row(
        f"Titre {rng.random()} {rng.choice(WORDS)}", " ".join(rng.choices(WORDS, k=4)), published=published,
        published_on=_first(published), source=rng.choice([*sources, None]), agency=rng.choice(["", "", "AFP", "TASS"]),
        date_basis=rng.choice(["stated", "inferred", "unknown", "decided"]), extracted_with=rng.choice(["", "1", "2"]),
    )  # fmt: skip
    for place, actor in enumerate(rng.sample(actors, rng.randint(0, 4))):
        Mention.objects.create(
            article=article, actor=actor, machine_actor=actor, place="body", start=place, end=place + 1,
            text=rng.choice(["x", "X", "y"]), surface="x", sentence="x", form=rng.choice(["name", "family"]),
            method="test", status=rng.choice(STATUSES), **_said_by_people(rng),
        )  # fmt: skip
    for place in range(rng.randint(0, 3)):
        _state(rng, article, rng.sample(actors, 2), place)
    for place in range(rng.randint(0, 2)):
        _quote(rng, article, actors, place)
    for place in range(rng.randint(0, 2)):
        year = rng.choice(["1905", "1956"])
        MentionedDate.objects.create(
            article=article, place="body", start=place, end=place + 1, text=year, value=year, first_day=_first(year)
        )
    return article


def _said_by_people(rng: Random) -> dict[str, bool]:
    return {"is_decided": rng.random() < 0.4, "is_added": rng.random() < 0.2}


def _quote(rng: Random, article: Article, actors: list[Actor], place: int) -> None:
    quote = Quote.objects.create(
        article=article, text="x", place="body", start=place, end=place + 1, status=rng.choice(STATUSES),
        speaker=rng.choice([*actors, None]), given=rng.choice([{}, {"text": "y"}]), **_said_by_people(rng),
    )  # fmt: skip
    quote.about.set(rng.sample(actors, rng.randint(0, 2)))


def _state(rng: Random, article: Article, ends: list[Actor], place: int) -> None:
    type_, is_many = rng.choice(TYPES), rng.random() < 0.3
    relation = None if is_many else Relation.objects.get_or_create(source=ends[0], target=ends[1], type=type_)[0]
    statement = Evidence.objects.create(
        article=article, relation=relation, type=type_, mode=rng.choice(MODES), place=rng.choice(["body", "title"]),
        start=place, end=place + 1, text=rng.choice(SENTENCES), trigger_start=place, trigger_end=place + 1,
        status=rng.choice(STATUSES), said_by=rng.choice(["", "", "un diplomate"]),
        said_by_actor=rng.choice([*ends, None, None]),
        **_said_by_people(rng),
    )  # fmt: skip
    for actor, part in zip(ends, ("party", "party") if is_many else ("source", "target"), strict=True):
        Participant.objects.create(evidence=statement, actor=actor, part=part)


def change(rng: Random) -> None:
    """One of the things that people and imports do."""
    CHANGES[rng.randrange(len(CHANGES))](rng)


def _some(rng: Random, model: type) -> object:
    return rng.choice(list(model.objects.order_by("pk")) or [None])


def _hide(rng: Random) -> None:
    actor = _some(rng, Actor)
    Actor.objects.filter(pk=actor.pk).update(is_hidden=not actor.is_hidden)


def _merge(rng: Random) -> None:
    free = Actor.objects.filter(canonical=None, absorbed=None).order_by("pk")
    one, into = rng.sample(list(free), 2)
    Actor.objects.filter(pk=one.pk).update(merged_into=into, canonical=into)


def _part(rng: Random) -> None:
    actor = rng.choice([*Actor.objects.exclude(canonical=None).order_by("pk"), None])
    if actor:
        Actor.objects.filter(pk=actor.pk).update(merged_into=None, canonical=None)


def _retype(rng: Random) -> None:
    actors = Actor.objects.filter(code="").order_by("pk")
    values = {"kind": rng.choice(["person", "place", "organisation"]), "country": rng.choice(["", "FR", "RU"])}
    actors.filter(pk=rng.choice(list(actors)).pk).update(**values)


def _rename(rng: Random) -> None:
    Actor.objects.filter(pk=_some(rng, Actor).pk).update(name=f"Nom {rng.random()}")
    Source.objects.filter(pk=_some(rng, Source).pk).update(name=f"Nom {rng.random()}")


def _review(rng: Random) -> None:
    for model in (Mention, Evidence, Quote):
        row = _some(rng, model)
        if row:
            model.objects.filter(pk=row.pk).update(status=rng.choice(STATUSES), is_decided=True)


def _relink(rng: Random) -> None:
    row = _some(rng, Mention)
    if row:
        Mention.objects.filter(pk=row.pk).update(actor=_some(rng, Actor))


def _redate(rng: Random) -> None:
    row, published = _some(rng, Article), rng.choice(DATES)
    if row:
        Article.objects.filter(pk=row.pk).update(published=published, published_on=_first(published), title="gaz")


def _read_again(rng: Random) -> None:
    row = _some(rng, Article)
    if row:
        Article.objects.filter(pk=row.pk).update(date_basis="decided", extracted_with="3")


def _take_out(rng: Random) -> None:
    row = _some(rng, Article)
    if row:
        row.delete()


def _add(rng: Random) -> None:
    add(rng, list(Actor.objects.order_by("pk")), list(Source.objects.order_by("pk")))


def _move_outlet(rng: Random) -> None:
    Source.objects.filter(pk=_some(rng, Source).pk).update(country=rng.choice(["", "FR", "RU"]), is_state=True)


def _end_term(rng: Random) -> None:
    row = _some(rng, Tenure)
    Tenure.objects.filter(pk=row.pk).update(start=rng.choice(DATES), end=rng.choice(DATES))


def _leave(rng: Random) -> None:
    row = _some(rng, Participant)
    if row:
        row.delete()


def _speak(rng: Random) -> None:
    row = _some(rng, Quote)
    if row:
        row.about.set([_some(rng, Actor)])
        Quote.objects.filter(pk=row.pk).update(speaker=_some(rng, Actor))


def _tell_of_another(rng: Random) -> None:
    row = _some(rng, Quote)
    if row:
        row.about.set([_some(rng, Actor)])


def _echo(rng: Random) -> None:
    """An article becomes a copy of another, and states the same, or nearly."""
    row, copy = _some(rng, Evidence), _some(rng, Article)
    if row and copy and copy.pk != row.article_id:
        Article.objects.filter(pk=copy.pk).update(copy_of=row.article)
        again = Evidence.objects.create(
            article=copy, relation=row.relation, type=row.type, mode=row.mode, place="body", start=rng.randint(0, 3),
            end=5, text=rng.choice(SENTENCES), trigger_start=0, trigger_end=1, status=row.status,
        )  # fmt: skip
        for one in row.participants.all():
            Participant.objects.create(evidence=again, actor=one.actor, part=one.part)


def _be_no_copy(rng: Random) -> None:
    row = _some(rng, Article)
    if row:
        Article.objects.filter(pk=row.pk).update(copy_of=None)


def _attribute(rng: Random) -> None:
    row = _some(rng, Evidence)
    if row:
        Evidence.objects.filter(pk=row.pk).update(said_by_actor=_some(rng, Actor))


def _forget_dates(rng: Random) -> None:
    row = _some(rng, MentionedDate)
    if row:
        row.delete()


CHANGES = (
    _hide, _merge, _part, _retype, _rename, _review, _relink, _redate, _take_out, _add, _move_outlet, _end_term, _leave,
    _forget_dates, _speak, _tell_of_another, _echo, _be_no_copy, _attribute, _read_again,
)  # fmt: skip


def _first(partial: str) -> datetime.date | None:
    return datetime.date.fromisoformat(f"{partial}-01-01"[:10]) if partial else None
