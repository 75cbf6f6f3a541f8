"""Work that a crash left over: offered on the next start, given back or thrown away."""

import errno
import os
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton, QWidget

from layerdeck.editor.recovery import changes_text
from layerdeck.editor.words import path_text, time_text
from layerdeck.files import lay_out, parse_project, project_text, read_project, write_project
from layerdeck.files.journal import Journal, leftovers
from layerdeck.graph import Graph
from layerdeck.graph.edits import move, remove, set_value
from layerdeck.graph.grouping import group
from making import DECK, network
from person import Person

Button = QMessageBox.StandardButton


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "net.layerdeck"
    write_project(lay_out(network().with_(name="net")), path)
    return path


def crash(folder: Path, graph: Graph, project: Path | None) -> None:
    """Leave behind what a session leaves that is killed with this unsaved work."""
    journal = Journal(folder / "journal")
    journal.keep(graph, project)
    os.close(journal._handle)


def journals(folder: Path) -> list[Path]:
    return sorted((folder / "journal").glob("*"))


def widened(project: Path, filters: int = 8) -> Graph:
    return set_value(read_project(project), DECK, "a", "filters", filters)


def words(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def press(person: Person, widget: QWidget, name: str) -> None:
    """Click the button of this name, found as a screen reader finds it."""
    (button,) = (
        button
        for button in widget.findChildren(QPushButton)
        if button.accessibleName() == name and button.isVisible()
    )
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    person.settle()


def test_unsaved_work_is_offered_and_comes_back_with_its_file(programs, project, tmp_path):
    work = remove(widened(project), ["y"])
    crash(tmp_path, work, project)
    person = programs()
    page = person.window.start_page
    assert page.isVisible()
    assert "net.layerdeck" in words(page)
    (told,) = (text for text in words(page) if "card" in text and "today" in text)
    assert "1 card changed, 1 taken away" in told
    press(person, page, "Restore the unsaved work of net.layerdeck")
    assert not page.isVisible()
    assert person.graph == work
    assert person.window.windowTitle() == "net.layerdeck[*] — Layerdeck"
    assert person.window.isWindowModified()
    assert read_project(project).cards["a"].values["filters"] == 4
    person.key("Ctrl+S")
    assert read_project(project) == work
    assert journals(tmp_path) == []


def test_what_came_back_is_an_edit_of_the_file(programs, project, tmp_path):
    crash(tmp_path, widened(project), project)
    person = programs()
    press(person, person.window.start_page, "Restore the unsaved work of net.layerdeck")
    person.key("Ctrl+Z")
    assert person.graph == read_project(project)
    assert not person.window.isWindowModified()
    assert journals(tmp_path) == []
    person.key("Ctrl+Shift+Z")
    assert person.graph == widened(project)
    assert len(journals(tmp_path)) == 1


def test_work_without_a_file_comes_back_without_one(programs, tmp_path):
    crash(tmp_path, lay_out(network().with_(name="sketch")), None)
    person = programs()
    assert any("never saved" in text for text in words(person.window.start_page))
    press(person, person.window.start_page, "Restore the unsaved work of sketch")
    assert list(person.graph.cards) == ["x", "a", "y"]
    assert person.window.windowTitle() == "sketch.layerdeck[*] — Layerdeck"
    assert person.window.session.document.path is None


def test_work_is_thrown_away_after_asking_alone(programs, project, tmp_path):
    crash(tmp_path, widened(project), project)
    person = programs()
    page, name = person.window.start_page, "Discard the unsaved work of net.layerdeck"
    text = person.answer(Button.Cancel, lambda: press(person, page, name))
    assert text == "Discard the unsaved work of net.layerdeck for good?"
    assert len(journals(tmp_path)) == 1
    person.answer(Button.Discard, lambda: press(person, page, name))
    assert journals(tmp_path) == []
    assert "net.layerdeck" not in words(page)
    assert page.isVisible()


def test_work_that_nobody_decides_on_is_offered_again(programs, project, tmp_path):
    crash(tmp_path, widened(project), project)
    first = programs()
    # It is theirs to decide now, and nobody else's.
    assert programs().window.windows.recovery.offers == []
    first.window.close()
    first.settle()
    assert len(programs().window.windows.recovery.offers) == 1


def test_a_second_crash_while_work_comes_back_loses_none(programs, project, tmp_path, monkeypatch):
    crash(tmp_path, widened(project), project)
    person = programs()
    windows = person.window.windows
    offer = windows.recovery.offers[0]
    monkeypatch.setattr(type(offer.leftover), "discard", lambda self: None)
    windows.restore(offer, person.window)
    texts = [project_text(widened(project))] * 2
    held = [path.read_bytes().decode() for path in journals(tmp_path)]
    assert len(held) == 2
    assert all(text.rstrip() in one for text, one in zip(texts, held, strict=True))


def test_the_old_journal_stays_until_the_new_one_is_written(
    programs, project, tmp_path, monkeypatch
):
    crash(tmp_path, widened(project), project)
    person = programs()

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "pwrite", full)
        press(person, person.window.start_page, "Restore the unsaved work of net.layerdeck")
    assert person.graph == widened(project)
    assert person.said.endswith("journal: it cannot be written: the disk is full.")
    (old,) = leftovers(tmp_path / "journal")
    assert parse_project(old.held.text, DECK) == widened(project)
    old.release()


def test_work_goes_to_the_window_that_shows_its_file(programs, project, tmp_path):
    crash(tmp_path, widened(project), project)
    person = programs(project)
    assert person.window.start_page is None
    notice = person.window.notices.kept
    assert notice.text == "Unsaved work was kept when Layerdeck ended: net.layerdeck."
    assert person.window.view.hasFocus(), "the bar took the focus"
    before = person.graph
    press(person, notice, "Show")
    press(person, person.window.start_page, "Restore the unsaved work of net.layerdeck")
    assert len(person.window.windows.all) == 1
    assert person.graph == widened(project)
    person.key("Ctrl+Z")
    assert person.graph == before
    assert notice.text == ""


def test_work_does_not_take_the_place_of_other_work(programs, project, tmp_path):
    other = tmp_path / "other.layerdeck"
    write_project(lay_out(network()), other)
    crash(tmp_path, widened(project), project)
    person = programs(other)
    press(person, person.window.notices.kept, "Show")
    press(person, person.window.start_page, "Restore the unsaved work of net.layerdeck")
    shown = [window.session.document.path for window in person.window.windows.all]
    assert shown == [other, project]
    assert person.window.windows.all[1].session.graph == widened(project)


def test_several_sessions_are_offered_the_latest_first(programs, project, tmp_path):
    crash(tmp_path, widened(project), project)
    crash(tmp_path, Graph("sketch", network().cards), None)
    for number, path in enumerate(sorted(journals(tmp_path), key=lambda one: one.stat().st_size)):
        os.utime(path, (number, number))
    person = programs()
    offers = person.window.windows.recovery.offers
    assert sorted(offer.title for offer in offers) == ["net.layerdeck", "sketch"]
    assert [offer.leftover.time for offer in offers] == [1, 0]
    press(person, person.window.start_page, "Restore the unsaved work of sketch")
    assert [offer.title for offer in offers] == ["net.layerdeck"]


def test_work_of_a_crash_meanwhile_is_found_on_the_start_page(programs, project, tmp_path):
    person = programs(project)
    crash(tmp_path, widened(project), project)
    person.menu("File", "Start page")
    person.window.windows.recovery.wait()
    for _ in range(3):
        person.settle()
    assert "net.layerdeck" in words(person.window.start_page)


def test_another_project_is_opened_while_a_block_is_looked_into(programs, project, tmp_path):
    work = group(read_project(project), DECK, {"a"}, "Block")[0]
    crash(tmp_path, work, project)
    person = programs()
    press(person, person.window.start_page, "Restore the unsaved work of net.layerdeck")
    assert person.window.session.enter("block_1")
    person.answer(Button.Discard, lambda: person.window.files.open(project))
    assert person.window.session.path == ()
    assert person.graph == read_project(project)


def test_what_its_file_holds_is_not_offered(programs, project, tmp_path):
    crash(tmp_path, read_project(project), project)
    person = programs()
    assert person.window.windows.recovery.offers == []
    assert journals(tmp_path) == []


def test_work_whose_file_is_gone_comes_back_and_makes_it_anew(programs, project, tmp_path):
    work = widened(project)
    crash(tmp_path, work, project)
    project.unlink()
    person = programs()
    assert any("its file cannot be read" in text for text in words(person.window.start_page))
    press(person, person.window.start_page, "Restore the unsaved work of net.layerdeck")
    assert person.graph == work
    assert "no longer on disk" in person.window.notices.disk.text
    person.key("Ctrl+S")
    assert read_project(project) == work
    assert person.window.notices.disk.text == ""


def test_work_that_cannot_be_read_is_told_and_kept(programs, project, tmp_path, monkeypatch):
    monkeypatch.setattr(
        "layerdeck.files.records.Replayed.text", property(lambda self: '{"layerdeck": 99}')
    )
    crash(tmp_path, widened(project), project)
    person = programs()
    (told,) = (text for text in words(person.window.start_page) if "cannot be read" in text)
    assert told.endswith(".")
    buttons = person.window.start_page.findChildren(QPushButton)
    (restore,) = (one for one in buttons if one.accessibleName().startswith("Restore the"))
    assert not restore.isEnabled()
    assert len(journals(tmp_path)) == 1


def test_everything_is_done_with_keys(programs, project, tmp_path):
    crash(tmp_path, widened(project), project)
    person = programs()
    for name in ("New", "Open", "Restore the unsaved work of net.layerdeck"):
        QTest.keyClick(person.window.focusWidget(), Qt.Key.Key_Tab)
        assert person.window.focusWidget().accessibleName() == name
    QTest.keyClick(person.window.focusWidget(), Qt.Key.Key_Return)
    person.settle()
    assert person.graph == widened(project)
    assert person.window.view.hasFocus()


def test_changes_are_counted_in_words(project):
    old = read_project(project)
    assert changes_text(old, move(widened(project), {"x": (1, 2)})) == "2 cards changed"
    assert changes_text(Graph(), old) == "3 cards added"
    assert changes_text(old, remove(old, [], [old.wires[0]])) == "1 connection changed"
    assert changes_text(old, old.with_(name="other")) == "small changes"


def test_times_and_places_are_told_as_people_do(monkeypatch):
    now = datetime(2026, 3, 1, 12, 0)
    times = [datetime(2026, 3, 1, 9, 5), datetime(2026, 2, 28, 23, 59)]
    times += [datetime(2026, 1, 3, 8, 0), datetime(2025, 12, 31, 8, 0)]
    assert [time_text(when, now) for when in times] == [
        "today 9:05",
        "yesterday 23:59",
        "3 January 8:00",
        "31 December 2025",
    ]
    monkeypatch.setenv("HOME", "/home/ada")
    assert path_text(Path("/home/ada/work")) == "~/work"
    assert path_text(Path("/home/ada")) == "~"
    assert path_text(Path("/data/work")) == "/data/work"
