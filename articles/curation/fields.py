"""An article's own fields: what the machine read of title, text, date and outlet, and what people put in its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from articles.curation.log import Fate, Outcome
from articles.importing.dating.days import first_day
from articles.models import Article, Source
from entities.versions import digest

if TYPE_CHECKING:
    from articles.curation.log import Log
    from entities.models import Decision

DATE_FIELDS = ("published", "date_basis", "date_evidence", "date_rule", "date_certainty")


@dataclass(frozen=True, slots=True)
class Field:
    """How one field is read from an article and written to it, as values that JSON can hold. `value` is what of them
    a decision is about."""

    read: Callable[[Article], Any]
    write: Callable[[Article, Any], None]
    value: Callable[[Any], Any]
    decided: Callable[[Any], Any]  # from a decision's value to what is written


def _write_title(article: Article, title: str) -> None:
    article.title = title


def _write_body(article: Article, body: str) -> None:
    article.body = body


def _write_source(article: Article, key: str | None) -> None:
    source = Source.objects.filter(key=key).first() if key else None
    if source is not None or key is None:
        article.source = source


def _write_date(article: Article, date: dict[str, Any]) -> None:
    for name in DATE_FIELDS:
        setattr(article, name, date[name])
    article.published_on = first_day(date["published"]) if date["published"] else None


def _decided_date(published: str) -> dict[str, Any]:
    return {
        "published": published, "date_basis": Article.DateBasis.DECIDED.value, "date_evidence": "", "date_rule": "",
        "date_certainty": 1.0,
    }  # fmt: skip


def _same(value: Any) -> Any:
    return value


FIELDS = {
    "title": Field(lambda article: article.title, _write_title, _same, _same),
    "body": Field(lambda article: article.body, _write_body, _same, _same),
    "source": Field(lambda article: article.source.key if article.source else None, _write_source, _same, _same),
    "published": Field(
        lambda article: {name: getattr(article, name) for name in DATE_FIELDS},
        _write_date, lambda date: date["published"], _decided_date,
    ),
}  # fmt: skip
VALUES = {"title": "text", "body": "text", "source": "source", "published": "published"}  # where a decision has it
WRITTEN = ("title", "body", "source", "published_on", *DATE_FIELDS, "given")


def machine_value(article: Article, field: str) -> Any:
    """What the machine read, whatever is shown."""
    shown = FIELDS[field].value(FIELDS[field].read(article))
    kept = article.given.get(field)
    return FIELDS[field].value(kept["given"]) if kept and kept["shown"] == digest(shown) else shown


def show_fields(article: Article, log: Log) -> list[Fate]:
    """Put into the article, unsaved, what the decisions that stand ask for, or what the machine read."""
    fates = []
    for name, field in FIELDS.items():
        decision = log.fields[name][-1] if log.fields[name] else None
        now = field.read(article)
        machine = _machine(article, name, now, log)
        shown = field.decided(decision.values[VALUES[name]]) if decision else machine
        field.write(article, shown)
        shown = field.read(article)  # a source that is gone leaves what was there
        article.given = {key: value for key, value in article.given.items() if key != name}
        if shown != machine:
            article.given[name] = {"given": machine, "shown": digest(field.value(shown))}
        if decision:
            fates.append(_fate(decision, field.value(machine), field.value(shown)))
    return fates


def _machine(article: Article, name: str, now: Any, log: Log) -> Any:
    """A row that no longer shows what decisions put there was written anew: what it holds now is the machine's."""
    kept = article.given.get(name)
    return kept["given"] if kept and kept["shown"] == digest(FIELDS[name].value(now)) else now


def _fate(decision: Decision, machine: Any, shown: Any) -> Fate:
    values, field = decision.values, decision.subject["field"]
    wanted = values[VALUES[field]]
    if shown != wanted:
        return Fate(decision, Outcome.ORPHANED)
    before = values.get("machine", values.get("from"))
    if machine != wanted and as_kept(field, machine) != before:
        return Fate(decision, Outcome.CONTRADICTED, str(machine or ""))
    return Fate(decision, Outcome.KEPT)


def as_kept(field: str, machine: Any) -> Any:
    """What a decision keeps of what the machine read: of long texts only enough to tell whether it is another."""
    return digest(machine) if field in {"title", "body"} else machine
