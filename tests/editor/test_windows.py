"""Several windows: each with work of its own, one program."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox

from dropping import drop
from layerdeck.editor.windows import Windows
from layerdeck.files import lay_out, read_project, write_project
from layerdeck.files.journal import leftovers
from making import network
from person import Person

Button = QMessageBox.StandardButton


@pytest.fixture
def projects(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"{name}.layerdeck" for name in ("one", "two", "three")]
    for path in paths:
        write_project(lay_out(network().with_(name=path.stem)), path)
    return paths


def people(windows: Windows) -> list[Person]:
    return [Person(window) for window in windows.all]


def type_filters(person: Person, text: str) -> None:
    person.turn_to().window.view.zoom_to_one()
    person.window.view.centerOn(person.window.canvas.content_rect().center())
    person.settle()
    person.type_value("a.filters", text)


def test_a_new_window_has_work_of_its_own(programs, projects):
    first = programs(projects[0])
    first.key("Ctrl+Shift+N")
    first, second = people(first.window.windows)
    assert second.window.windowTitle() == "untitled.layerdeck[*] — Layerdeck"
    assert second.window.pos() != first.window.pos()
    assert second.window.files.open(projects[1])
    type_filters(second, "7")
    assert second.window.isWindowModified()
    assert not first.window.isWindowModified()
    type_filters(first, "5")
    second.turn_to().key("Ctrl+Z")
    assert first.graph.cards["a"].values["filters"] == 5
    assert second.graph.cards["a"].values["filters"] == 4
    assert second.window.session.engine is not first.window.session.engine
    assert Path(second.window.windowFilePath()) == projects[1]


def test_a_project_is_open_in_one_window_alone(programs, projects, tmp_path):
    first = programs(projects[0])
    type_filters(first, "5")
    first.key("Ctrl+Shift+N")
    first, second = people(first.window.windows)
    link = tmp_path / "link.layerdeck"
    link.symlink_to(projects[0])
    for path in (projects[0], tmp_path / "." / "one.layerdeck", link):
        second.turn_to()
        assert not second.window.files.open(path)
        second.settle()
        assert QApplication.activeWindow() is first.window
    assert not second.graph.cards
    assert first.graph.cards["a"].values["filters"] == 5, "it was loaded anew"


def test_closing_one_window_leaves_the_others(programs, projects):
    first = programs(projects[0])
    windows = first.window.windows
    first.key("Ctrl+Shift+N")
    first, second = people(windows)
    type_filters(first, "5")
    second.turn_to().key("Ctrl+W")
    assert [window.windowTitle() for window in windows.all] == ["one.layerdeck[*] — Layerdeck"]
    assert first.window.isVisible()
    first.answer(Button.Discard, first.window.close)
    assert windows.all == []


def three(programs, projects) -> list[Person]:
    """Three windows, each with an unsaved change."""
    first = programs(projects[0])
    for path in projects[1:]:
        first.turn_to().key("Ctrl+Shift+N")
        assert people(first.window.windows)[-1].window.files.open(path)
    everyone = people(first.window.windows)
    for person in everyone:
        type_filters(person, "5")
    return everyone


def test_quitting_asks_for_each_unsaved_work_and_closes_all(programs, projects):
    first, second, third = three(programs, projects)
    third.turn_to().key("Ctrl+S")
    windows = first.window.windows
    asked = second.answer_all([Button.Save, Button.Discard], lambda: second.turn_to().key("Ctrl+Q"))
    assert asked == [
        f"Save the changes to {name}.layerdeck before quitting?" for name in ("one", "two")
    ]
    assert windows.all == []
    filters = [read_project(path).cards["a"].values["filters"] for path in projects]
    assert filters == [5, 4, 5]


def test_quitting_that_is_thought_over_closes_nothing(programs, projects, tmp_path):
    first, second, third = three(programs, projects)
    first.answer_all([Button.Discard, Button.Cancel], lambda: first.turn_to().key("Ctrl+Q"))
    assert all(person.window.isVisible() for person in (first, second, third))
    assert first.window.isWindowModified()
    assert len(list((tmp_path / "journal").iterdir())) == 3
    assert list(leftovers(tmp_path / "journal")) == []
    first.answer_all([Button.Discard] * 3, lambda: first.turn_to().key("Ctrl+Q"))
    assert list((tmp_path / "journal").iterdir()) == []


def test_the_theme_reaches_every_window(programs, projects):
    first = programs(projects[0])
    first.key("Ctrl+Shift+N")
    first, second = people(first.window.windows)
    second.menu("View", "Theme", "Paper")
    assert first.window.theme.id == second.window.theme.id == "paper"
    assert first.window.canvas.theme.id == "paper"
    assert first.window.palette().window().color() == first.window.theme.color("window")


def test_several_files_that_are_dropped_get_a_window_each(programs, projects, tmp_path):
    first = programs()
    drop(first, projects[0], tmp_path / "holiday.jpg", projects[1], projects[0], projects[2])
    windows = first.window.windows
    assert [window.session.document.path for window in windows.all] == projects
    assert first.said == (
        "holiday.jpg: no Layerdeck project, whose name ends in .layerdeck, no Keras model "
        "(.keras, .h5, .hdf5, .json) and no script (.py)."
    )


def test_a_dropped_file_that_cannot_be_opened_leaves_no_window(programs, projects, tmp_path):
    bad = tmp_path / "bad.layerdeck"
    bad.write_text("{")
    first = programs()
    text = first.answer(Button.Ok, lambda: drop(first, projects[0], bad))
    assert text.startswith("bad.layerdeck, line 1")
    assert [window.session.document.path for window in first.window.windows.all] == [projects[0]]
