from __future__ import annotations

from collections.abc import Iterator

import networkx as nx
import pytest
from django.http import QueryDict

from articles.exporting.graphs import company, relations, states
from articles.forms import ArticleFilterForm
from articles.lenses.networks import STATES, network_of_acts, statements_of
from articles.models import Article, Evidence
from entities.models import Actor
from tests.articles.exporting.conftest import SENTENCE
from tests.articles.rows import article_naming, hide, merge, statement_row
from tests.rows import actor_row

pytestmark = pytest.mark.django_db


def opened(pieces: Iterator[str]) -> nx.Graph:
    return nx.parse_graphml("".join(pieces))


def test_an_edge_counts_the_statements_of_a_type(told: Article) -> None:
    one = Evidence.objects.get()
    statement_row(told, "ACCUSE", one.relation.source, one.relation.target, SENTENCE)
    statement_row(told, "AID", one.relation.source, one.relation.target, SENTENCE)
    graph = opened(relations(Evidence.objects.counted()))
    assert graph.is_directed()
    assert {(a, b, edge["type"]): edge["weight"] for a, b, edge in graph.edges(data=True)} == {
        ("suede", "norvege", "ACCUSE"): 2,
        ("suede", "norvege", "AID"): 1,
    }


def test_nodes_say_who_they_are(told: Article) -> None:
    graph = opened(relations(Evidence.objects.counted()))
    assert graph.nodes["suede"] == {"name": "Suède", "kind": "country", "code": "SE", "wikidata": "Q34"}


def test_states_answer_for_whoever_acts_for_them(told: Article) -> None:
    sweden, norway = Evidence.objects.get().relation.source, Evidence.objects.get().relation.target
    minister, mayor = Actor.objects.get(slug="anna-berg"), actor_row("Un maire")
    oslo = actor_row("Oslo", "place", country="NO")
    for source, target in ((minister, norway), (norway, minister), (minister, sweden), (mayor, norway), (sweden, oslo)):
        statement_row(told, "AID", source, target, SENTENCE)
    graph = opened(states(Evidence.objects.counted()))
    assert {(a, b, edge["type"], edge["weight"]) for a, b, edge in graph.edges(data=True)} == {
        ("suede", "norvege", "ACCUSE", 1), ("suede", "norvege", "AID", 1), ("norvege", "suede", "AID", 1),
    }  # fmt: skip
    assert set(graph) == {"suede", "norvege"}


def test_a_merged_actor_acts_for_the_state_of_its_canonical_one(told: Article) -> None:
    other = actor_row("A. Berg", country="FI")
    statement_row(told, "AID", other, Evidence.objects.get().relation.target, SENTENCE)
    merge(other, Actor.objects.get(slug="anna-berg"))
    graph = opened(states(Evidence.objects.counted()))
    assert {(a, b) for a, b, edge in graph.edges(data=True) if edge["type"] == "AID"} == {("suede", "norvege")}


def test_the_states_are_those_of_the_page(told: Article) -> None:
    form = ArticleFilterForm(QueryDict("country=SE"))
    form.is_valid()
    shown = network_of_acts(form, STATES, 48)
    graph = opened(states(statements_of(form)))
    assert graph.size(weight="weight") == shown.total == 1
    assert len(graph) == shown.actor_count


def test_whoever_is_named_together_is_joined_once_for_each_article(told: Article) -> None:
    sweden, norway = Evidence.objects.get().relation.source, Evidence.objects.get().relation.target
    article_naming(sweden, norway)
    graph = opened(company(Article.objects.all()))
    assert not graph.is_directed()
    assert graph.edges["suede", "norvege"]["weight"] == 2
    assert graph.edges["suede", "anna-berg"]["weight"] == 1


def test_merged_actors_are_one_node(told: Article) -> None:
    other = actor_row("Royaume de Suède", "organisation")
    article_naming(other, Evidence.objects.get().relation.target)
    merge(other, Evidence.objects.get().relation.source)
    graph = opened(company(Article.objects.all()))
    assert graph.edges["suede", "norvege"]["weight"] == 2
    assert "royaume-de-suede" not in graph


def test_hidden_actors_are_in_no_graph(told: Article) -> None:
    hide(Evidence.objects.get().relation.target)
    assert "norvege" not in opened(company(Article.objects.all()))
    assert len(opened(relations(Evidence.objects.counted()))) == 0


def test_names_of_any_letters_make_xml(told: Article) -> None:
    article_naming(actor_row('A & B <"c">\x0b'), actor_row("Autre"))
    names = {node["name"] for _, node in opened(company(Article.objects.all())).nodes(data=True)}
    assert 'A & B <"c">' in names
