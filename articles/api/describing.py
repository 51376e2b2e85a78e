"""The API's description in OpenAPI: the paths here, the records from their own types, the filters from the form."""

from __future__ import annotations

from typing import Any

from django.utils.translation import override
from pydantic import TypeAdapter

from articles.addresses import Axis
from articles.api.pages import MOST, USUAL, Paged
from articles.exporting.records import (
    ActorPage,
    ActorRecord,
    ArticleRecord,
    ArticleSummary,
    QuoteRecord,
    StatementRecord,
)
from articles.forms import NEWEST, RELEVANCE, ArticleFilterForm
from entities.models import Actor

VERSION = "1.0.0"
PAGES: dict[str, TypeAdapter[Any]] = {
    "Article": TypeAdapter(Paged[ArticleSummary]),
    "Statement": TypeAdapter(Paged[StatementRecord]),
    "Quote": TypeAdapter(Paged[QuoteRecord]),
    "Actor": TypeAdapter(Paged[ActorRecord]),
}
WHOLE: dict[str, TypeAdapter[Any]] = {"ArticlePage": TypeAdapter(ArticleRecord), "ActorPage": TypeAdapter(ActorPage)}
_REFS = "#/components/schemas/{model}"
_LATER = {"Retry-After": {"description": "Seconds to wait", "schema": {"type": "integer", "minimum": 1}}}


def description(site: str) -> dict[str, Any]:
    """The whole of it, in English, as programs' documents are."""
    with override("en"):
        return {
            "openapi": "3.1.0",
            "info": {
                "title": "Trilatérale",
                "version": VERSION,
                "summary": "What the French-language press reports about relations between Japan, Russia and NATO.",
                "description": (
                    "Read-only. The filters are those of the pages; what a filter can't make sense of is left out and "
                    "told in `notices`. Texts belong to their publishers: where an outlet reserves its text, sentences "
                    "and quotes are empty. Addresses end with a slash."
                ),
            },
            "servers": [{"url": f"{site}/api/v1"}],
            "paths": _paths(),
            "components": {"schemas": _schemas(), "responses": _REFUSALS},
        }


def _paths() -> dict[str, Any]:
    filters = _filters()
    return {
        "/": _one("Addresses", "The addresses of the lists and of this description"),
        "/openapi.json": _one("Description", "This description"),
        "/articles/": _list("Article", "Articles, in the order of the page", filters),
        "/articles/{id}/": _one("ArticlePage", "An article with its text, statements and quotes", "id"),
        "/statements/": _list("Statement", "Statements that answer to the filters, newest first", filters),
        "/quotes/": _list("Quote", "Quotes in the articles that answer to the filters, newest first", filters),
        "/actors/": _list("Actor", "Actors that articles name", _of_actors()),
        "/actors/{id}/": _one("ActorPage", "An actor with its other names and terms of office", "id"),
    }


def _list(name: str, summary: str, parameters: list[dict[str, Any]]) -> dict[str, Any]:
    paging = [
        _parameter("page", {"type": "integer", "minimum": 1, "default": 1}, "Which page"),
        _parameter("size", {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}, "Records a page"),
    ]
    return {
        "get": {
            "operationId": f"list{name}s",
            "summary": summary,
            "parameters": [*parameters, *paging],
            "responses": _answers({"200": _answer(f"{name}List", "A page of them")}),
        }
    }


def _one(name: str, summary: str, key: str = "") -> dict[str, Any]:
    """`key`: the part of the path that says which."""
    answers = {"200": _answer(name, "It")}
    parameters = []
    if key:
        answers["404"] = _answer("Error", "There is none")
        parameters = [{"name": key, "in": "path", "required": True, "schema": {"type": "string"}}]
    return {
        "get": {
            "operationId": f"get{name}",
            "summary": summary,
            "parameters": parameters,
            "responses": _answers(answers),
        }
    }


def _answers(own: dict[str, Any]) -> dict[str, Any]:
    """With those that any address may give."""
    refusals = {"429": "TooMany", "503": "Unavailable"}
    return own | {status: {"$ref": f"#/components/responses/{name}"} for status, name in refusals.items()}


def _answer(name: str, words: str) -> dict[str, Any]:
    schema = {"$ref": _REFS.format(model=name)}
    return {"description": words, "content": {"application/json": {"schema": schema}}}


_REFUSALS = {
    "TooMany": {**_answer("Error", "One sender has asked too often"), "headers": _LATER},
    "Unavailable": {**_answer("Error", "The database can't answer, or not in time"), "headers": _LATER},
}


def _parameter(name: str, schema: dict[str, Any], words: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": schema, "description": words}


def _filters() -> list[dict[str, Any]]:
    """One for each field of the form that narrows or orders."""
    fields = ArticleFilterForm().fields
    several = {"type": "array", "items": {"type": "string"}}
    words = "%(axis)s; -value leaves it out, none asks for what has none"
    found = [_parameter("q", {"type": "string", "maxLength": fields["q"].max_length}, str(fields["q"].label))]  # type: ignore[attr-defined]  # a CharField's
    found += [_parameter(axis, several, words % {"axis": fields[axis].label}) for axis in Axis]
    partial = {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
    found += [_parameter(name, partial, str(fields[name].label)) for name in ("since", "until")]
    return [*found, _parameter("sort", {"type": "string", "enum": [NEWEST, RELEVANCE]}, str(fields["sort"].label))]


def _of_actors() -> list[dict[str, Any]]:
    return [
        _parameter("q", {"type": "string"}, "Letters of one of their names"),
        _parameter("kind", {"type": "string", "enum": list(Actor.Kind.values)}, "Kind"),
    ]


def _schemas() -> dict[str, Any]:
    answers = {f"{name}List": adapter for name, adapter in PAGES.items()} | WHOLE
    found: dict[str, Any] = {
        "Error": {"type": "object", "properties": {"error": {"type": "string"}}, "required": ["error"]},
        "Addresses": {"type": "object", "additionalProperties": {"type": "string", "format": "uri"}},
        "Description": {"type": "object", "description": "As openapi.json has it, in OpenAPI 3.1"},
    }
    for name, adapter in answers.items():
        schema = adapter.json_schema(ref_template=_REFS, mode="serialization")
        found |= schema.pop("$defs", {})
        found[name] = schema
    return found
