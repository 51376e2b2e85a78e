from __future__ import annotations

import re

import pytest

from articles.displaying import ANYBODY, INSIDER
from articles.models import Article
from articles.presenting import present
from entities.models import Actor
from tests.articles.rows import article_naming, country_row, merge, source_row
from tests.rows import actor_row, mention_row

pytestmark = pytest.mark.django_db


def three_times(**values: object) -> tuple[Article, Actor]:
    japan = country_row("Japon", "JP")
    article = article_naming(japan, title="Le Japon répond", words="Le Japon insiste.", **values)
    mention_row(article, "Japon", japan, place="title")
    mention_row(article, "Japon", japan, after="Le")
    return article, japan


def html(article: Article, follow: str = "") -> str:
    shown = present(article, INSIDER, follow)
    return shown.title + "".join(paragraph.html for paragraph in shown.paragraphs)


def test_each_mention_has_an_address_of_its_own() -> None:
    article, _japan = three_times()
    assert len(set(re.findall(r' id="(m-[^"]+)"', html(article)))) == 3


def test_the_occurrences_of_the_followed_actor_lead_to_each_other_title_first() -> None:
    article, _japan = three_times()
    page = html(article, "japon")
    first, second, third = re.findall(r' id="(m-[^"]+)"', page)
    assert re.findall(r'rel="(\w+)" href="#([^"]+)"', page) == [
        ("next", second), ("prev", first), ("next", third), ("prev", second),
    ]  # fmt: skip


def test_nobody_is_followed_unless_asked() -> None:
    article, _japan = three_times()
    assert "followed" not in html(article)
    assert present(article, INSIDER).followed is None


@pytest.mark.parametrize("slug", ["russie", "personne", "é\0"])
def test_an_actor_that_the_article_does_not_name_is_not_followed(slug: str) -> None:
    article, _japan = three_times()
    country_row("Russie", "RU")
    assert present(article, INSIDER, slug).followed is None


def test_a_merged_name_is_an_occurrence_of_the_canonical_actor() -> None:
    lavrov, twin = actor_row("Sergueï Lavrov"), actor_row("Sergei Lavrov")
    article = article_naming(lavrov, twin)
    merge(twin, into=lavrov)
    followed = present(article, INSIDER, "serguei-lavrov").followed
    assert followed
    assert (followed.actor, followed.count) == (lavrov, 2)


def test_what_the_outlet_reserves_has_no_occurrence() -> None:
    article, _japan = three_times(source=source_row("Agence", "link"))
    shown = present(article, ANYBODY, "japon")
    assert shown.followed
    assert (shown.followed.count, shown.followed.first) == (1, "m-title-3-8")


def test_the_list_of_actors_leads_to_the_first_occurrence() -> None:
    article, japan = three_times()
    (group,) = present(article, INSIDER).groups
    assert [(named.actor, named.first) for named in group.actors] == [(japan, "m-title-3-8")]


def test_words_that_others_stand_in_keep_one_address_and_arrows_after_their_end() -> None:
    japan, minister = country_row("Japon", "JP"), actor_row("Taro Kono")
    article = article_naming(words="Un ministre du Japon parle. Taro Kono répond.")
    mention_row(article, "ministre du Japon parle", minister)
    mention_row(article, "Japon", japan)
    mention_row(article, "Taro Kono", minister)
    page = html(article, "taro-kono")
    assert page.count('id="m-body-') == 3
    assert re.search(r"parle</a><span class=\"hop\">", page)
