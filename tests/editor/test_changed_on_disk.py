"""The file in the window is changed by others: told in a bar, reloaded or kept, never lost."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMessageBox, QPushButton

from layerdeck.files import lay_out, read_project, write_project
from layerdeck.graph.edits import set_value
from layerdeck.graph.grouping import group
from making import DECK, network
from person import Person

Button = QMessageBox.StandardButton
NAME = "net.layerdeck"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / NAME
    write_project(lay_out(network().with_(name="net")), path)
    return path


@pytest.fixture
def row(person: Person, project: Path) -> Person:
    assert person.window.files.open(project)
    person.window.view.zoom_to_one()
    person.window.view.centerOn(person.window.canvas.content_rect().center())
    person.settle()
    return person


def filters(path: Path) -> object:
    return read_project(path).cards["a"].values["filters"]


def bar(person: Person) -> str:
    return person.window.notices.disk.text


def wait_for(person: Person, qtbot, said: str) -> None:
    qtbot.waitUntil(lambda: bar(person) == said)


def press(person: Person, answer: str) -> None:
    buttons = person.window.notices.disk.findChildren(QPushButton)
    (button,) = (one for one in buttons if one.text() == answer and one.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    person.settle()


def written(project: Path, count: int) -> None:
    """Another program writes into the file."""
    text = project.read_text().replace('"filters": 4', f'"filters": {count}')
    assert f'"filters": {count}' in text
    project.write_text(text)


def replaced(project: Path, count: int) -> None:
    """Another program puts another file in its place."""
    write_project(set_value(read_project(project), DECK, "a", "filters", count), project)


def taken_away_and_made(project: Path, count: int) -> None:
    made = set_value(read_project(project), DECK, "a", "filters", count)
    project.unlink()
    write_project(made, project)


WAYS = [written, replaced, taken_away_and_made]
CHANGED = f"{NAME} changed on disk."
GONE = f"{NAME} is no longer on disk. Your work is still here."


@pytest.mark.parametrize("way", WAYS)
def test_a_change_is_told_without_taking_the_focus_and_reloaded(
    row: Person, project: Path, qtbot, way: Callable[[Path, int], None]
) -> None:
    row.click(row.chip("a.filters"))
    editor = row.window.view.editor
    assert isinstance(editor, QLineEdit)
    way(project, 9)
    wait_for(row, qtbot, CHANGED)
    assert row.window.view.editor is editor
    assert editor.hasFocus()
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    press(row, "Reload")
    assert bar(row) == ""
    assert row.graph.cards["a"].values["filters"] == 9
    assert not row.window.isWindowModified()
    row.key("Ctrl+Z")
    assert row.graph.cards["a"].values["filters"] == 4
    assert row.window.isWindowModified(), "mine is not what the file holds"
    row.key("Ctrl+Shift+Z")
    assert not row.window.isWindowModified()


def test_reloading_over_unsaved_work_can_be_undone(row: Person, project: Path, qtbot) -> None:
    row.type_value("a.filters", "5")
    written(project, 9)
    wait_for(row, qtbot, CHANGED)
    press(row, "Reload")
    assert row.graph.cards["a"].values["filters"] == 9
    row.key("Ctrl+Z")
    assert row.graph.cards["a"].values["filters"] == 5


def test_mine_is_kept_and_is_unsaved(row: Person, project: Path, qtbot, tmp_path: Path) -> None:
    written(project, 9)
    wait_for(row, qtbot, CHANGED)
    assert not row.window.isWindowModified()
    press(row, "Keep mine")
    assert bar(row) == ""
    assert row.window.isWindowModified()
    assert len(list((tmp_path / "journal").iterdir())) == 1, "it is kept from a crash"
    row.key("Ctrl+S")  # It is settled, so nothing is asked.
    assert filters(project) == 4
    assert not row.window.isWindowModified()


def test_saving_over_a_change_asks_first(row: Person, project: Path) -> None:
    row.type_value("a.filters", "5")
    written(project, 9)  # So soon that no bar is there yet.
    text = row.answer(Button.Cancel, lambda: row.key("Ctrl+S"))
    assert text == f"{NAME} changed on disk since it was opened here. Save over it?"
    assert filters(project) == 9
    assert row.window.isWindowModified()
    row.answer(Button.Save, lambda: row.key("Ctrl+S"))
    assert filters(project) == 5
    assert not row.window.isWindowModified()
    row.key("Ctrl+S")


def test_closing_does_not_save_over_a_change_unasked(row: Person, project: Path) -> None:
    row.type_value("a.filters", "5")
    written(project, 9)
    row.answer_all([Button.Save, Button.Cancel], row.window.close)
    assert row.window.isVisible()
    assert filters(project) == 9


def test_a_file_that_is_deleted_is_told_and_saved_again(
    row: Person, project: Path, qtbot, tmp_path: Path
) -> None:
    project.unlink()
    wait_for(row, qtbot, GONE)
    assert row.window.isWindowModified(), "closing must ask: this is the only copy"
    assert len(list((tmp_path / "journal").iterdir())) == 1
    press(row, "Save")
    assert filters(project) == 4
    assert bar(row) == ""
    assert not row.window.isWindowModified()


def test_a_file_that_comes_back_as_it_was_is_no_news(row: Person, project: Path, qtbot) -> None:
    content = project.read_bytes()
    project.unlink()
    wait_for(row, qtbot, GONE)
    project.write_bytes(content)
    wait_for(row, qtbot, "")
    written(project, 9)
    wait_for(row, qtbot, CHANGED)
    project.write_bytes(content)
    wait_for(row, qtbot, "")


def test_saves_of_ours_and_touches_are_no_changes(row: Person, project: Path, qtbot) -> None:
    told = []
    row.window.files.disk.turned.connect(told.append)
    for count in ("5", "6"):
        row.type_value("a.filters", count)
        row.key("Ctrl+S")
        qtbot.wait(200)
    os.utime(project)
    project.with_name("other.txt").touch()
    qtbot.wait(250)
    assert told == []
    written_by_us = project.read_text()
    project.write_text(written_by_us.replace('"filters": 6', '"filters": 7'))
    wait_for(row, qtbot, CHANGED)


def test_a_second_change_after_the_first_was_settled_is_told(
    row: Person, project: Path, qtbot
) -> None:
    replaced(project, 9)
    wait_for(row, qtbot, CHANGED)
    press(row, "Keep mine")
    replaced(project, 10)
    wait_for(row, qtbot, CHANGED)
    press(row, "Reload")
    assert row.graph.cards["a"].values["filters"] == 10


def test_a_checkout_of_git_is_followed(person: Person, project: Path, qtbot) -> None:
    def git(*words: str) -> None:
        told = ["-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "core.hooksPath=/dev/null"]
        subprocess.run(["git", *told, *words], cwd=project.parent, check=True, capture_output=True)

    git("init", "-b", "first")
    git("add", NAME)
    git("commit", "-m", "four")
    git("checkout", "-b", "second")
    replaced(project, 9)
    git("commit", "-am", "nine")
    assert person.window.files.open(project)
    for branch, count in (("first", 4), ("second", 9), ("first", 4)):
        git("checkout", branch)
        wait_for(person, qtbot, CHANGED)
        press(person, "Reload")
        assert person.graph.cards["a"].values["filters"] == count


def test_a_file_that_became_nonsense_is_told_and_the_work_stays(
    row: Person, project: Path, qtbot
) -> None:
    before = row.graph
    project.write_text("{")
    wait_for(row, qtbot, CHANGED)
    text = row.answer(Button.Ok, lambda: press(row, "Reload"))
    assert text.startswith(f"{NAME}, line 1")
    assert row.graph is before
    assert bar(row) == CHANGED


def test_a_link_is_followed_to_its_file(
    person: Person, project: Path, qtbot, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "link.layerdeck"
    link.symlink_to(project)
    assert person.window.files.open(link)
    replaced(project, 9)
    wait_for(person, qtbot, "link.layerdeck changed on disk.")
    press(person, "Reload")
    replaced(project, 10)
    wait_for(person, qtbot, "link.layerdeck changed on disk.")


def test_where_the_system_tells_nothing_one_sees_it_on_coming_back(
    row: Person, project: Path, qtbot, qapp
) -> None:
    disk = row.window.files.disk
    qtbot.wait(250)  # It is told of the settings, which lie in the same folder.
    disk._watcher.removePaths([*disk._watcher.files(), *disk._watcher.directories()])
    written(project, 9)
    qtbot.wait(250)
    assert bar(row) == ""
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert bar(row) == CHANGED


def test_the_keys_go_back_to_the_canvas_with_the_bar(row: Person, project: Path, qtbot) -> None:
    written(project, 9)
    wait_for(row, qtbot, CHANGED)
    (keep,) = (
        one
        for one in row.window.notices.disk.findChildren(QPushButton)
        if one.text() == "Keep mine"
    )
    keep.setFocus()
    QTest.keyClick(keep, Qt.Key.Key_Space)
    assert row.window.view.hasFocus()


def test_another_project_is_not_followed_any_more(row: Person, project: Path, qtbot) -> None:
    row.key("Ctrl+N")
    written(project, 9)
    qtbot.wait(250)
    assert bar(row) == ""
    assert row.window.files.open(project)
    written_again = project.read_text().replace('"filters": 9', '"filters": 3')
    project.write_text(written_again)
    wait_for(row, qtbot, CHANGED)


def test_a_bar_goes_with_the_project_it_is_about(row: Person, project: Path, qtbot) -> None:
    written(project, 9)
    wait_for(row, qtbot, CHANGED)
    row.key("Ctrl+N")
    assert bar(row) == ""


def test_reloading_from_inside_a_block_leads_out(row: Person, project: Path, qtbot) -> None:
    session = row.window.session
    session.edit("Group", lambda graph: group(graph, DECK, {"a"}, "Block")[0])
    assert session.enter("block_1")
    replaced(project, 9)
    wait_for(row, qtbot, CHANGED)
    press(row, "Reload")
    assert session.path == ()
    assert row.graph.cards["a"].values["filters"] == 9
