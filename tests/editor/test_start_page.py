"""Where one begins: the examples as pictures, the files of before, a new project."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QMessageBox, QPushButton, QWidget

from layerdeck.editor.assets import example_paths
from layerdeck.editor.recent import MOST, recent_files, remember
from layerdeck.editor.start_page import StartPage
from layerdeck.files import lay_out, read_project, write_project
from making import network
from person import Person

Button = QMessageBox.StandardButton
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "net.layerdeck"
    write_project(lay_out(network().with_(name="net")), path)
    return path


@pytest.fixture
def start(programs) -> Person:
    return programs()


def page(person: Person) -> StartPage:
    assert person.window.start_page is not None
    return person.window.start_page


def button(widget: QWidget, name: str) -> QAbstractButton:
    found = widget.findChildren(QAbstractButton)
    (made,) = (one for one in found if one.isVisible() and one.accessibleName() == name)
    return made


def press(person: Person, name: str) -> None:
    QTest.mouseClick(button(page(person), name), LEFT)
    person.settle()


def test_a_window_without_a_project_begins_there(start: Person):
    assert page(start).isVisible()
    assert page(start).geometry() == start.window.view.geometry()
    start.window.resize(1300, 800)
    start.settle()
    assert page(start).geometry() == start.window.view.geometry()


def test_a_window_with_a_project_does_not(programs, project):
    person = programs(project)
    assert person.window.start_page is None
    person.menu("File", "Start page")
    assert page(person).isVisible()
    QTest.keyClick(page(person), Qt.Key.Key_Escape)
    assert not page(person).isVisible()
    assert person.window.view.hasFocus()
    assert set(person.graph.cards) == {"x", "a", "y"}


def test_it_goes_when_new_is_pressed(start: Person):
    press(start, "New")
    assert not page(start).isVisible()
    assert not start.window.isWindowModified()
    assert start.window.view.hasFocus()
    start.menu("File", "Start page")
    assert page(start).isVisible()
    start.key("Ctrl+N")
    assert not page(start).isVisible()


def test_it_goes_when_a_card_is_added(start: Person):
    added = start.drag_from_deck("Dense", (200, 100))
    assert added in start.graph.cards
    assert not page(start).isVisible()
    start.key("Ctrl+Z")
    assert not page(start).isVisible(), "one has begun"


def test_it_goes_when_a_card_is_added_with_keys(start: Person):
    start.key("Ctrl+K")
    QTest.keyClicks(start.window.deck.search, "Dense")
    QTest.keyClick(start.window.deck.search, Qt.Key.Key_Return)
    start.settle()
    assert list(start.graph.cards) == ["dense"]
    assert not page(start).isVisible()


def test_it_goes_when_a_project_is_opened(start: Person, project: Path):
    assert start.window.files.open(project)
    assert not page(start).isVisible()


def test_it_stays_when_a_file_cannot_be_opened(start: Person, tmp_path: Path):
    start.answer(Button.Ok, lambda: start.window.files.open(tmp_path / "none.layerdeck"))
    assert page(start).isVisible()


def drawn(person: Person) -> dict[str, set[str]]:
    """The colours in the pictures that show, by example."""
    found = {}
    for name, tile in page(person).tiles.tiles.items():
        picture = tile.icon().pixmap(tile.iconSize()).toImage()
        places = (
            QPoint(x, y)
            for x in range(0, picture.width(), 5)
            for y in range(0, picture.height(), 3)
        )
        found[name] = {
            picture.pixelColor(place).name(QColor.NameFormat.HexArgb) for place in places
        }
    return found


def wait_for_pictures(person: Person, qtbot) -> dict[str, set[str]]:
    qtbot.waitUntil(lambda: min(map(len, drawn(person).values())) > 3, timeout=20_000)
    return drawn(person)


def test_the_examples_are_pictures_in_the_theme(start: Person, qtbot):
    assert list(page(start).tiles.tiles) == [path.stem for path in example_paths()]
    night = start.window.theme.color("canvas").name(QColor.NameFormat.HexArgb)
    pictures = wait_for_pictures(start, qtbot)
    assert all(night in colors for colors in pictures.values())
    start.menu("View", "Theme", "Paper")
    paper = start.window.theme.color("canvas").name(QColor.NameFormat.HexArgb)
    qtbot.waitUntil(
        lambda: all(paper in colors for colors in drawn(start).values()), timeout=20_000
    )


def test_pictures_are_drawn_once(programs, qtbot, tmp_path: Path):
    first = programs()
    wait_for_pictures(first, qtbot)
    files = sorted((tmp_path / "pictures").iterdir())
    times = [path.stat().st_mtime_ns for path in files]
    assert len(files) == len(example_paths())
    first.window.close()
    wait_for_pictures(programs(), qtbot)
    assert [path.stat().st_mtime_ns for path in files] == times


def test_a_picture_opens_its_example_as_a_new_project(start: Person):
    press(start, "Open the example unet3d")
    (unet,) = (path for path in example_paths() if path.stem == "unet3d")
    assert start.graph.cards.keys() == read_project(unet).cards.keys()
    assert start.window.session.document.path is None
    assert recent_files(start.window.settings) == []
    assert not page(start).isVisible()


def test_everything_is_reached_with_keys_and_has_a_name(start: Person, project: Path):
    remember(start.window.settings, project.with_name("gone.layerdeck"))
    remember(start.window.settings, project)
    page(start).fill()
    start.settle()
    wanted = {one for one in page(start).findChildren(QAbstractButton) if one.isEnabled()}
    assert all(one.accessibleName() for one in wanted)
    assert page(start).accessibleName()
    assert page(start).hasFocus()
    reached = []
    for _ in range(len(wanted)):
        QTest.keyClick(start.window.focusWidget(), Qt.Key.Key_Tab)
        reached.append(start.window.focusWidget())
    assert set(reached) == wanted
    assert [one.accessibleName() for one in reached[:5]] == [
        "New",
        "Open",
        "net.layerdeck",
        "Take gone.layerdeck, which is gone, off the list",
        "Open the example conv3d 2",
    ]
    button(page(start), "net.layerdeck").setFocus()
    QTest.keyClick(start.window.focusWidget(), Qt.Key.Key_Return)
    start.settle()
    assert start.window.session.document.path == project


def test_the_tile_with_the_focus_is_in_sight(start: Person):
    last = list(page(start).tiles.tiles.values())[-1]
    start.window.resize(1024, 700)
    start.settle()
    for _ in range(20):
        QTest.keyClick(start.window.focusWidget(), Qt.Key.Key_Tab)
        if last.hasFocus():
            break
    start.settle()
    place = last.mapTo(page(start).viewport(), last.rect().center())
    assert page(start).viewport().rect().contains(place)


def test_files_that_were_opened_and_saved_are_at_hand(start: Person, project: Path, tmp_path: Path):
    assert start.window.files.open(project)
    saved = tmp_path / "saved.layerdeck"
    assert start.window.files.save_to(saved)
    assert recent_files(start.window.settings) == [saved, project]
    start.menu("File", "Start page")
    press(start, "net.layerdeck")
    assert start.window.session.document.path == project
    assert recent_files(start.window.settings) == [project, saved]
    start.menu("File", "Open recent", "saved.layerdeck")
    assert start.window.session.document.path == saved


def test_a_recent_file_that_is_gone_says_so_and_can_be_taken_off(
    start: Person, project: Path, tmp_path: Path
):
    gone = tmp_path / "gone.layerdeck"
    for path in (project, gone):
        remember(start.window.settings, path)
    start.menu("File", "Start page")
    assert not button(page(start), "gone.layerdeck").isEnabled()
    press(start, "Take gone.layerdeck, which is gone, off the list")
    assert recent_files(start.window.settings) == [project]
    shown = [label.text() for label in page(start).findChildren(QLabel) if label.isVisible()]
    assert "gone.layerdeck" not in shown
    remember(start.window.settings, gone)
    choose = ("File", "Open recent", "gone.layerdeck — missing")
    text = start.answer(Button.No, lambda: start.menu(*choose))
    assert text == f"{gone} is not there any more. Take it off the list?"
    assert recent_files(start.window.settings) == [gone, project]
    start.answer(Button.Yes, lambda: start.menu(*choose))
    assert recent_files(start.window.settings) == [project]
    assert start.window.session.document.path is None


def test_the_list_of_recent_files_is_cleared(start: Person, project: Path):
    remember(start.window.settings, project)
    start.menu("File", "Open recent", "Clear")
    assert recent_files(start.window.settings) == []


def test_the_recent_files_are_twelve_and_outlive_the_program(tmp_path: Path):
    place = str(tmp_path / "settings.ini")
    settings = QSettings(place, QSettings.Format.IniFormat)
    paths = [tmp_path / f"ünit, {number}.layerdeck" for number in range(15)]
    for path in paths:
        remember(settings, path)
    remember(settings, paths[5])
    settings.sync()
    again = recent_files(QSettings(place, QSettings.Format.IniFormat))
    assert again == [paths[5], *reversed(paths[6:]), paths[4], paths[3]][:MOST]
    assert len(again) == MOST


@pytest.mark.parametrize("text", ["[", "3", json.dumps({"a": 1})])
def test_a_list_that_somebody_broke_is_empty(tmp_path: Path, text: str):
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    settings.setValue("recent", text)
    assert recent_files(settings) == []


def test_new_windows_begin_there_too(start: Person):
    start.key("Ctrl+Shift+N")
    second = start.window.windows.all[1]
    assert second.start_page is not None
    assert second.start_page.isVisible()
    assert isinstance(button(second.start_page, "New"), QPushButton)
