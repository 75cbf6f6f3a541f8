"""Work is kept after every change, and forgotten when it is saved or let go."""

import errno
import os
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMessageBox

from layerdeck.editor.app import report_faults
from layerdeck.files import lay_out, project_text, read_project, write_project
from layerdeck.files.records import replay
from layerdeck.graph.edits import set_value
from layerdeck.graph.grouping import group
from making import DECK, network
from person import Person

Button = QMessageBox.StandardButton


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "net.layerdeck"
    write_project(lay_out(network().with_(name="net")), path)
    return path


@pytest.fixture
def row(person: Person, project: Path) -> Person:
    assert person.window.files.open(project)
    person.window.view.zoom_to_one()
    person.window.view.centerOn(person.window.canvas.content_rect().center())
    person.settle()
    return person


def kept(folder: Path) -> list[str]:
    """The texts in the journals, of live windows too."""
    return [replay(path.read_bytes()).text for path in (folder / "journal").glob("*.journal")]


def test_every_edit_undo_and_redo_is_kept(row: Person, tmp_path: Path) -> None:
    assert kept(tmp_path) == []
    row.type_value("a.filters", "5")
    assert kept(tmp_path) == [project_text(row.graph)]
    row.click(row.grab_head("a"))
    row.key("Right")
    assert kept(tmp_path) == [project_text(row.graph)]
    row.key("Del")
    assert list(row.graph.cards) == ["x", "y"]
    assert kept(tmp_path) == [project_text(row.graph)]
    row.key("Ctrl+Z")
    assert kept(tmp_path) == [project_text(row.graph)]
    row.key("Ctrl+Shift+Z")
    assert kept(tmp_path) == [project_text(row.graph)]


def test_what_is_saved_is_kept_no_longer(row: Person, tmp_path: Path) -> None:
    row.type_value("a.filters", "5")
    row.key("Ctrl+S")
    assert kept(tmp_path) == []
    row.key("Ctrl+Z")
    assert kept(tmp_path) == [project_text(row.graph)]
    row.key("Ctrl+Shift+Z")
    assert kept(tmp_path) == []


def test_what_is_let_go_is_kept_no_longer(row: Person, tmp_path: Path) -> None:
    row.type_value("a.filters", "5")
    row.answer(Button.Cancel, lambda: row.key("Ctrl+N"))
    assert kept(tmp_path) == [project_text(row.graph)]
    row.answer(Button.Discard, lambda: row.key("Ctrl+N"))
    assert kept(tmp_path) == []
    row.drag_from_deck("Dense", (100, 100))
    assert len(kept(tmp_path)) == 1
    row.answer(Button.Discard, row.window.close)
    assert kept(tmp_path) == []


def test_a_block_edited_from_inside_is_kept_with_its_project(row: Person, tmp_path: Path) -> None:
    session = row.window.session
    session.edit("Group", lambda graph: group(graph, DECK, {"a"}, "Block")[0])
    assert session.enter("block_1")
    session.edit("Filters", set_value, DECK, "a", "filters", 7)
    assert session.whole.blocks["block"].cards["a"].values["filters"] == 7
    assert kept(tmp_path) == [project_text(session.whole)]


@contextmanager
def no_room() -> Iterator[None]:
    """No file may grow: writing fails as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_that_work_cannot_be_kept_is_said_once_and_tried_again(row: Person, tmp_path: Path) -> None:
    said: list[str] = []
    row.window.session.said.connect(said.append)
    with no_room():
        for filters in ("5", "6", "7"):
            row.type_value("a.filters", filters)
    (sentence,) = said
    assert sentence.startswith("Your work cannot be kept safe from a crash meanwhile")
    assert sentence.endswith("file too large.")
    assert kept(tmp_path) == []
    row.type_value("a.filters", "8")
    assert kept(tmp_path) == [project_text(row.graph)]
    with no_room():
        row.type_value("a.filters", "9")
    assert len(said) == 2, "it had worked meanwhile"
    row.window.session.said.disconnect(said.append)


def test_a_full_disk_is_said_and_the_work_stays_unsaved(
    row: Person, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row.type_value("a.filters", "5")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        text = row.answer(Button.Ok, lambda: row.key("Ctrl+S"))
    assert text == "net.layerdeck: it cannot be written: the disk is full."
    assert row.window.isWindowModified()
    assert read_project(project).cards["a"].values["filters"] == 4
    assert kept(tmp_path) == [project_text(row.graph)]
    row.key("Ctrl+S")
    assert read_project(project).cards["a"].values["filters"] == 5


def test_an_edit_that_the_window_stumbles_over_is_kept(
    row: Person,
    project: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def stumble(*_: object) -> None:
        raise RuntimeError("a cable came loose")

    with monkeypatch.context() as patch:
        patch.setattr(sys, "excepthook", sys.excepthook)
        report_faults(row.window.windows)
        patch.setattr(row.window.session, "_show", stumble)
        widen = partial(row.window.session.edit, "Filters", set_value, DECK, "a", "filters", 7)
        QTimer.singleShot(0, row.window, widen)
        row.settle()
    assert "came loose" in row.said
    assert capsys.readouterr().err
    assert row.window.session.whole.cards["a"] != read_project(project).cards["a"]
    assert kept(tmp_path) == [project_text(row.window.session.whole)]
