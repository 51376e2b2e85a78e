"""What facets are measured against: the same articles with the same values, in engines set up as their manuals say."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

Values = dict[str, list[str]]  # of one article, by facet
Counting = Callable[[Sequence[tuple[str, str]]], dict[str, dict[str, int]]]


def in_tantivy(
    articles: Iterator[Values], facets: Sequence[str], folder: Path
) -> Callable[..., dict[str, dict[str, int]]]:
    """An index on disk with raw, fast text fields. What it gives counts the facets of the articles that have all of
    some values, by terms aggregations."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    for facet in facets:
        builder.add_text_field(facet, fast=True, tokenizer_name="raw", index_option="basic")
    schema = builder.build()
    index = tantivy.Index(schema, path=str(folder))
    writer = index.writer(heap_size=256_000_000, num_threads=1)
    for values in articles:
        writer.add_document(tantivy.Document(**values))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    asked = {facet: {"terms": {"field": facet, "size": 65_000, "segment_size": 65_000}} for facet in facets}

    def count(wanted: Sequence[tuple[str, str]]) -> dict[str, dict[str, int]]:
        terms = [(tantivy.Occur.Must, tantivy.Query.term_query(schema, *pair)) for pair in wanted]
        query = tantivy.Query.boolean_query(terms) if terms else tantivy.Query.all_query()
        found = searcher.aggregate(query, asked)
        return {facet: {one["key"]: one["doc_count"] for one in found[facet]["buckets"]} for facet in facets}

    return count


def in_datasette(
    articles: Iterator[Values], facets: Sequence[str], file: Path
) -> Callable[..., dict[str, dict[str, int]]]:
    """A table with a JSON array for each facet. What it gives counts the facets of the rows that have some values, as
    the JSON of the table's page."""
    from datasette.app import Datasette

    with sqlite3.connect(file) as database:
        database.execute(
            f"CREATE TABLE articles (id INTEGER PRIMARY KEY, {', '.join(f'{facet} TEXT' for facet in facets)})"
        )
        marks = ", ".join("?" for _ in facets)
        rows = (tuple(json.dumps(values[facet]) for facet in facets) for values in articles)
        database.executemany(f"INSERT INTO articles ({', '.join(facets)}) VALUES ({marks})", rows)  # noqa: S608
    limits = {"facet_time_limit_ms": 600_000, "sql_time_limit_ms": 600_000, "max_returned_rows": 10_000}
    site = Datasette([str(file)], settings={**limits, "default_facet_size": 1_000, "suggest_facets": False})

    def count(wanted: Sequence[tuple[str, str]]) -> dict[str, dict[str, int]]:
        filters = "".join(f"&{facet}__arraycontains={value}" for facet, value in wanted)
        shown = "".join(f"&_facet_array={facet}" for facet in facets)
        address = f"/{file.stem}/articles.json?_shape=objects&_size=20&_facet_size=max{shown}{filters}"
        told: Any = asyncio.run(_got(site, address))
        results = told["facet_results"]
        results = results.get("results", results)
        return {facet: {one["value"]: one["count"] for one in results[facet]["results"]} for facet in facets}

    return count


async def _got(site: Any, address: str) -> Any:
    return (await site.client.get(address)).json()
