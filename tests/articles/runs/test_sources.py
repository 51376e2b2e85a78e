"""What is found in folders."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from articles.importing.readers.records import Dropped, Item, Options, Record, Refused
from articles.runs.sources import NO_FILE, NOWHERE, PIPED, TO_FOLDER, TO_ITSELF, Progress, items_of, told_apart
from tests.articles.runs.making import archive, record

TEXT = "Le ministre norvégien s'est rendu lundi à Reykjavik."


def found_in(folder: Path) -> dict[str, Item]:
    return {Path(one.source).name: one for one in items_of(str(folder), Options(), Progress())}


def texts(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).write_text(TEXT, encoding="utf-8")


def test_links_in_a_circle_stop_nothing(tmp_path: Path) -> None:
    (tmp_path / "b.txt").symlink_to("c.txt")
    (tmp_path / "c.txt").symlink_to("b.txt")
    texts(tmp_path, "a.txt", "d.txt")
    found = found_in(tmp_path)
    assert [name for name, one in found.items() if isinstance(one, Record)] == ["a.txt", "d.txt"]
    assert found["b.txt"] == Dropped(str(tmp_path / "b.txt"), "", NOWHERE)


@pytest.mark.parametrize(("target", "reason"), [("nowhere.txt", NOWHERE), ("..", TO_FOLDER), ("a.txt", TO_ITSELF)])
def test_a_link_that_is_not_followed_is_told(tmp_path: Path, target: str, reason: str) -> None:
    texts(tmp_path, "a.txt")
    (tmp_path / "b.txt").symlink_to(target)
    assert found_in(tmp_path)["b.txt"] == Dropped(str(tmp_path / "b.txt"), "", reason)


def test_a_link_to_a_file_elsewhere_is_followed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    texts(tmp_path, "a.txt")
    (tmp_path / "in" / "b.txt").symlink_to("../a.txt")
    assert isinstance(found_in(tmp_path / "in")["a.txt"], Record)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert found_in(tmp_path)["a.txt"] == Dropped(str(tmp_path / "a.txt"), "", NO_FILE)


def test_a_folder_that_may_not_be_opened_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root, who may open every folder, runs this, too."""
    (tmp_path / "b").mkdir()
    texts(tmp_path, "a.txt", "c.txt")
    scan = os.scandir

    def denied(folder: Path) -> object:
        if Path(folder).name == "b":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))
        return scan(folder)

    monkeypatch.setattr(os, "scandir", denied)
    found = found_in(tmp_path)
    assert found["b"] == Refused(str(tmp_path / "b"), "", "unreadable: Permission denied")
    assert isinstance(found["c.txt"], Record)


@pytest.mark.parametrize("name", ["Moscou\u00a0: une visite.txt", "où\u202f?.txt", "émoji 😀.txt", "a\u200bb.txt"])
def test_names_that_titles_give_are_kept(tmp_path: Path, name: str) -> None:
    texts(tmp_path, name)
    assert isinstance(found_in(tmp_path)[name], Record)


@pytest.mark.parametrize("name", ["a\nb.txt", "a\tb.txt", "a\u2028b.txt", "a\u202eb.txt", "a\udce9.txt"])
def test_names_that_spoil_a_line_are_refused(tmp_path: Path, name: str) -> None:
    texts(tmp_path, name)
    (one,) = items_of(str(tmp_path), Options(), Progress())
    assert isinstance(one, Refused)


def test_records_of_one_name_are_called_the_same_whatever_stands_before_them(tmp_path: Path) -> None:
    archive(tmp_path / "b.jsonl", [record(1), record(1), record(2), record(1)])
    names = [
        item.name for item in told_apart(items_of(str(tmp_path), Options(), Progress())) if isinstance(item, Record)
    ]
    texts(tmp_path, "a.txt")
    more = [
        item.name for item in told_apart(items_of(str(tmp_path), Options(), Progress())) if isinstance(item, Record)
    ]
    assert [name.partition("#")[2] for name in names] == ["n1", "n1~2", "n2", "n1~3"]
    assert more[1:] == names


def test_a_pipe_that_is_named_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (one,) = items_of(str(tmp_path / "a.txt"), Options(), Progress())
    assert isinstance(one, Refused)
    assert one.reason == PIPED
