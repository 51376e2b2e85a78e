"""Files into the database, with the real model and authority file: every file is accounted for, nothing is lost."""

from __future__ import annotations

import datetime
import os
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User

from articles import curation
from articles.importing.storing import Outcome, Stored, import_files, preview_files
from articles.models import Article, ImportRun, Mention, Source
from entities.authority.loader import load_files
from entities.extracting import Extractor
from entities.models import Actor
from entities.nlp import pipeline

TODAY = datetime.date(2026, 11, 22)
TEXT = """La Norvège et l'Islande ouvrent un bureau commun

Publié le 4 mai 2011

Le ministre norvégien Jonas Gahr Støre s'est rendu lundi à Reykjavik. Les deux pays partageront un bureau dans le port,
a indiqué M. Støre devant la presse, et l'Islande en paiera la moitié pendant les cinq premières années.

Le chantier commencera à l'automne. La Finlande et la Suède ont été informées du projet par lettre.
"""

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(load_files(), pipeline.load())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "norvege.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def run(folder: Path, extractor: Extractor, **options: bool) -> list[Stored]:
    files = sorted(folder.glob("*.txt"))
    return list(import_files(files, lambda: extractor, today=TODAY, **options))


def outcomes(results: list[Stored]) -> dict[str, Outcome]:
    return {Path(result.path).name: result.outcome for result in results}


def test_an_article_is_stored_with_its_bytes_date_and_actors(folder: Path, extractor: Extractor) -> None:
    run(folder, extractor)
    article = Article.objects.get()
    assert bytes(article.raw) == TEXT.encode()
    assert (article.published, article.date_basis) == ("2011-05-04", "stated")
    assert article.title == "La Norvège et l'Islande ouvrent un bureau commun"
    named = set(article.mentions.values_list("actor__name", flat=True))
    assert {"Norvège", "Islande", "Finlande", "Suède", "Jonas Gahr Store"} <= named


def test_a_statement_keeps_how_about_what_and_when(folder: Path, extractor: Extractor) -> None:
    told = TEXT.replace(
        "Le chantier", "Le 12 mars 2009, la Norvège avait expulsé deux diplomates islandais. Le chantier"
    )
    (folder / "norvege.txt").write_text(told, encoding="utf-8")
    run(folder, extractor)
    statement = Article.objects.get().evidence.get(type="SANCTION")
    assert (statement.way, statement.contexts, statement.told_on) == ("expel", ["diplomatic"], "2009-03-12")


def test_a_file_that_changes_while_others_are_stored_is_stored_as_it_is_then(
    folder: Path, extractor: Extractor
) -> None:
    later = folder / "suite.txt"
    later.write_text(TEXT.replace("norvégien", "norvégien,"), encoding="utf-8")
    changed = TEXT.replace("Norvège", "Lettonie").replace("lundi", "mardi")

    def changing() -> Extractor:
        later.write_text(changed, encoding="utf-8")
        return extractor

    _, second = import_files(sorted(folder.glob("*.txt")), changing, today=TODAY)
    assert second.article
    assert bytes(second.article.raw) == changed.encode()
    assert second.article.title.startswith("La Lettonie")


def test_the_dates_that_the_story_tells_are_stored_with_their_words(folder: Path, extractor: Extractor) -> None:
    told = TEXT.replace("Le chantier", "Fermé le 2 mars 1987, le port date de 1912. Le chantier")
    (folder / "norvege.txt").write_text(told, encoding="utf-8")
    run(folder, extractor)
    article = Article.objects.get()
    dates = article.dates.order_by("start")
    assert [(date.value, date.first_day.isoformat()) for date in dates] == [
        ("2011-05-02", "2011-05-02"),  # « lundi », the article being published on a Wednesday
        ("1987-03-02", "1987-03-02"),
        ("1912", "1912-01-01"),
    ]
    assert all(article.body[date.start : date.end] == date.text for date in dates)


def test_a_second_reading_writes_the_dates_anew(folder: Path, extractor: Extractor) -> None:
    run(folder, extractor)
    run(folder, extractor, again=True)
    assert [date.value for date in Article.objects.get().dates.all()] == ["2011-05-02"]


def test_an_office_that_the_file_gives_to_another_is_stored_as_a_contradiction(
    folder: Path, extractor: Extractor
) -> None:
    wrong = TEXT.replace("Le ministre norvégien Jonas Gahr Støre", "Le président russe Barack Obama")
    (folder / "norvege.txt").write_text(wrong, encoding="utf-8")
    for again in (False, True):
        run(folder, extractor, again=again)
        article = Article.objects.get()
        stored = article.contradictions.get()
        assert article.body[stored.start : stored.end] == stored.text == "président russe Barack Obama"
        assert (stored.actor.name, stored.holder.name) == ("Barack Obama", "Dmitri Medvedev")
        assert (stored.office, stored.country, stored.caption) == ("président", "RU", None)
        assert stored.sentence.startswith("Le président russe")


def test_a_contradiction_in_a_caption_points_into_it(folder: Path, extractor: Extractor) -> None:
    captioned = TEXT.replace(
        "Le chantier", "Le président russe Barack Obama, à Reykjavik. Photo : Getty\n\nLe chantier"
    )
    (folder / "norvege.txt").write_text(captioned, encoding="utf-8")
    run(folder, extractor)
    article = Article.objects.get()
    stored = article.contradictions.get()
    assert stored.place == "caption"
    assert article.captions[stored.caption][stored.start : stored.end] == stored.text
    assert not article.mentions.filter(actor=stored.actor).exists()


def test_each_mention_gives_its_own_text(folder: Path, extractor: Extractor) -> None:
    run(folder, extractor)
    article = Article.objects.get()
    texts = {"title": article.title, "body": article.body}
    mentions = list(article.mentions.all())
    assert mentions
    assert all(texts[m.place][m.start : m.end] == m.text for m in mentions)


def test_a_second_run_changes_nothing(folder: Path, extractor: Extractor) -> None:
    run(folder, extractor)
    before = list(Article.objects.values()), list(Mention.objects.values()), Actor.objects.count()
    assert outcomes(run(folder, extractor)) == {"norvege.txt": Outcome.UNCHANGED}
    assert (list(Article.objects.values()), list(Mention.objects.values()), Actor.objects.count()) == before


def test_a_changed_file_updates_its_article_and_keeps_curators_work(
    folder: Path, extractor: Extractor, django_user_model: type[User]
) -> None:
    run(folder, extractor)
    article = Article.objects.get()
    by = django_user_model.objects.create_superuser("claire")
    curation.reject(item=article.mentions.get(text="Suède"), by=by)
    (folder / "norvege.txt").write_text(TEXT.replace("à l'automne", "au printemps"), encoding="utf-8")
    assert outcomes(run(folder, extractor)) == {"norvege.txt": Outcome.UPDATED}
    changed = Article.objects.get()
    assert changed.uid == article.uid
    assert "au printemps" in changed.body
    assert changed.mentions.get(text="Suède").status == "rejected"


def test_a_moved_file_is_the_same_article(folder: Path, extractor: Extractor) -> None:
    run(folder, extractor)
    uid = Article.objects.get().uid
    (folder / "norvege.txt").rename(folder / "islande.txt")
    assert outcomes(run(folder, extractor)) == {"islande.txt": Outcome.UPDATED}
    moved = Article.objects.get()
    assert moved.uid == uid
    assert moved.import_path is not None
    assert moved.import_path.endswith("islande.txt")


def test_files_that_change_places_stay_the_articles_they_are(folder: Path, extractor: Extractor) -> None:
    other = TEXT.replace("La Norvège et l'Islande ouvrent", "La Finlande et la Suède ferment", 1)
    (folder / "finlande.txt").write_text(other, encoding="utf-8")
    run(folder, extractor)
    before = {article.sha256: article.uid for article in Article.objects.all()}
    one, two = folder / "norvege.txt", folder / "finlande.txt"
    data = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(data)
    assert set(outcomes(run(folder, extractor)).values()) == {Outcome.UPDATED}
    assert {article.sha256: article.uid for article in Article.objects.all()} == before
    assert outcomes(run(folder, extractor)) == {"norvege.txt": Outcome.UNCHANGED, "finlande.txt": Outcome.UNCHANGED}


def test_a_file_that_takes_anothers_place_moves_its_article_there(folder: Path, extractor: Extractor) -> None:
    (folder / "zelande.txt").write_text(TEXT.replace("Islande", "Nouvelle-Zélande"), encoding="utf-8")
    run(folder, extractor)
    (folder / "zelande.txt").replace(folder / "norvege.txt")
    assert outcomes(run(folder, extractor)) == {"norvege.txt": Outcome.UPDATED}
    assert "Nouvelle-Zélande" in Article.objects.get(import_path__endswith="norvege.txt").title
    assert Article.objects.count() == 2


def test_a_file_whose_name_is_no_utf8_is_rejected_and_the_others_go_on(folder: Path, extractor: Extractor) -> None:
    path = Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt"))
    path.write_text(TEXT.replace("bureau", "centre"), encoding="utf-8")
    results = run(folder, extractor)
    assert [result.outcome for result in results] == [Outcome.REJECTED, Outcome.NEW]
    assert "rename" in results[0].note


def test_the_same_text_in_another_encoding_is_said_to_be_a_copy(folder: Path, extractor: Extractor) -> None:
    (folder / "zcopie.txt").write_text(TEXT, encoding="utf-16")
    assert "norvege.txt" in run(folder, extractor)[1].note


def test_a_copy_is_reported_and_not_stored_twice(folder: Path, extractor: Extractor) -> None:
    (folder / "zcopie.txt").write_bytes((folder / "norvege.txt").read_bytes())
    results = run(folder, extractor)
    assert outcomes(results) == {"norvege.txt": Outcome.NEW, "zcopie.txt": Outcome.REJECTED}
    assert "norvege.txt" in results[1].note
    assert not results[1].is_error
    assert Article.objects.count() == 1


def test_the_same_text_in_other_bytes_comes_in_as_a_copy(folder: Path, extractor: Extractor) -> None:
    (folder / "zcopie.txt").write_bytes(TEXT.encode("utf-8-sig"))
    run(folder, extractor)
    first, second = Article.objects.order_by("pk")
    assert (second.copy_of, second.similarity) == (first, 1)
    rewritten = TEXT.replace("Les deux pays partageront", "Personne ne sait encore qui paiera, ni quand, ni où siégera")
    (folder / "zcopie.txt").write_text(rewritten.replace("Le chantier commencera", "Tout finira"), encoding="utf-8")
    run(folder, extractor)
    second.refresh_from_db()
    assert second.copy_of is None


@pytest.mark.parametrize(
    "data", [b"", b"   \n\n ", bytes(range(256)) * 20, b"%PDF-1.7\n" + b"\x00\x01" * 300, b"Un mot.\n"]
)
def test_a_file_that_is_no_article_is_rejected_with_a_reason_and_the_others_go_on(
    folder: Path, extractor: Extractor, data: bytes
) -> None:
    (folder / "casse.txt").write_bytes(data)
    results = run(folder, extractor)
    assert outcomes(results) == {"casse.txt": Outcome.REJECTED, "norvege.txt": Outcome.NEW}
    assert results[0].is_error
    assert results[0].note


def test_a_file_that_does_not_exist_is_rejected(tmp_path: Path, extractor: Extractor) -> None:
    results = list(import_files([tmp_path / "absent.txt"], lambda: extractor, today=TODAY))
    assert [(r.outcome, r.is_error) for r in results] == [(Outcome.REJECTED, True)]


def test_the_run_adds_up(folder: Path, extractor: Extractor) -> None:
    (folder / "casse.txt").write_bytes(b"")
    counts = Counter(result.outcome for result in run(folder, extractor))
    kept = ImportRun.objects.get()
    assert (kept.new_count, kept.rejected_count) == (counts[Outcome.NEW], counts[Outcome.REJECTED]) == (1, 1)
    assert kept.finished_at is not None
    assert kept.rejections[0]["path"].endswith("casse.txt")


def test_a_preview_says_what_an_import_would_do_and_stores_nothing(folder: Path, extractor: Extractor) -> None:
    (folder / "casse.txt").write_bytes(b"")
    (folder / "zcopie.txt").write_bytes((folder / "norvege.txt").read_bytes())
    foreseen = outcomes(list(preview_files(sorted(folder.glob("*.txt")), load_files(), today=TODAY)))
    assert Article.objects.count() == 0
    assert foreseen == outcomes(run(folder, extractor))


def test_an_outlet_that_the_text_names_becomes_a_source_once(folder: Path, extractor: Extractor) -> None:
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(TEXT.replace("bureau commun", f"bureau {name} - Le Monde", 1), encoding="utf-8")
    run(folder, extractor)
    assert Source.objects.get().name == "Le Monde"
    assert Source.objects.get().articles.count() == 2


def test_unknown_persons_keep_the_name_that_the_text_gives(folder: Path, extractor: Extractor) -> None:
    text = TEXT.replace("Jonas Gahr Støre", "Torvald Brekkestad").replace("M. Støre", "M. Brekkestad")
    (folder / "norvege.txt").write_text(text, encoding="utf-8")
    run(folder, extractor)
    person = Actor.objects.get(name="Torvald Brekkestad")
    assert person.origin == "machine"
    assert person.mentions.count() == 2


def test_the_seeds_lie_in_the_project() -> None:
    assert len(list((settings.ROOT / "seeds").glob("*.txt"))) == 5
