"""Commands that leave their work to workers."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command

from articles.models import Article
from articles.work.models import Carried, Order
from tests.articles.rows import article_naming, country_row

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db


def command(*words: str) -> str:
    out = io.StringIO()
    call_command(*words, stdout=out, stderr=io.StringIO())
    return out.getvalue().splitlines()[-1]


def test_articles_to_read_again_are_handed_over_and_left_as_they_are() -> None:
    article = article_naming(country_row("Islande", "IS"))
    assert command("extract_again", "--queue").startswith("handed over: 1 articles in 1 parcels")
    assert Order.objects.get().parcels.get().items == [article.pk]
    assert Article.objects.get().extracted_with == article.extracted_with


def test_files_are_handed_over_with_their_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Oslo et Reykjavik signent un accord sur la pêche", encoding="utf-8")
    assert command("import_seeds", str(tmp_path), "--queue").startswith("handed over: 1 files in 1 parcels")
    assert bytes(Carried.objects.get().data).decode().startswith("Oslo")
    assert not Article.objects.exists()


def test_how_far_orders_have_come_is_told() -> None:
    article_naming(country_row("Islande", "IS"))
    command("extract_again", "--queue")
    assert command("work", "--status").endswith("0 of 1 done")
