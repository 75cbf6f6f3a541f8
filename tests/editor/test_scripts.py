"""Scripts opened in the window: asked first, run apart, ended on wish, their models as cards."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget

from dropping import drop
from layerdeck.editor.importing.asking import ChoiceDialog, RunDialog
from layerdeck.editor.importing.sheet import RunSheet
from person import Person

LEFT = Qt.MouseButton.LeftButton
NET = """import keras

def build_model(units=3):
    return keras.Sequential([keras.Input((4,)), keras.layers.Dense(units)], name="net")
"""
ENDLESS = "print('off it goes')\nwhile True:\n    pass\n"


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "net.py"
    path.write_text(NET)
    return path


def press(dialog: QWidget, words: str) -> None:
    (button,) = (
        button
        for button in dialog.findChildren(QPushButton)
        if button.text().replace("&", "") == words
    )
    QTest.mouseClick(button, LEFT)


def run(dialog: RunDialog) -> None:
    press(dialog, "Run")


def going_through(
    person: Person, act: Callable[[], object], *steps: tuple[type[QWidget], Callable[..., object]]
) -> object:
    """Do what brings dialogs up one after the other, and act on each as soon as it is there.

    A step may give False to be asked again; a dialog that none is meant for is left alone.
    """
    left = list(steps)
    given = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        # The one before may only be on its way out.
        if left and isinstance(dialog, left[0][0]) and dialog.isVisible():
            kind, step = left.pop(0)
            if step(dialog) is False:
                left.insert(0, (kind, step))

    timer = QTimer(QApplication.instance())
    timer.timeout.connect(look)
    timer.start(20)
    try:
        given.append(act())
        person.settle()
    finally:
        timer.stop()
        timer.deleteLater()
    assert not left, f"there came no {left[0][0].__name__}"
    return given[0]


def children() -> list[psutil.Process]:
    return psutil.Process().children(recursive=True)


@pytest.fixture
def nothing_runs() -> Iterator[None]:
    before = set(children())
    yield
    end = time.monotonic() + 3
    while (left := set(children()) - before) and time.monotonic() < end:
        time.sleep(0.02)
    assert not left


def test_the_model_of_a_script_is_a_new_project_with_a_report(person, script, nothing_runs):
    beats = []
    timer = QTimer(person.window)
    timer.timeout.connect(lambda: beats.append(time.monotonic()))

    def shown(sheet: RunSheet) -> bool | None:
        if not sheet.words.text().startswith("net.py is running"):
            timer.start(5)
            return False
        return None

    opened = going_through(
        person, lambda: person.window.files.open(script), (RunDialog, run), (RunSheet, shown)
    )

    timer.stop()
    assert opened
    assert list(person.graph.cards) == ["input_layer", "dense", "result"]
    assert all(card.at for card in person.graph.cards.values())
    assert person.window.session.document.path is None
    assert person.window.isWindowModified()
    assert person.said == "2 layers came over."
    # It went on painting and listening all the while.
    assert len(beats) > 50
    notice = person.window.notices.imported
    assert notice.text == "Imported net.py. 2 layers came over."


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_it_is_asked_first_and_the_first_button_is_not_to_run_it(person, tmp_path, key):
    path = tmp_path / "a folder" / "net.py"
    path.parent.mkdir()
    path.write_text(f"open({str(tmp_path / 'run')!r}, 'w').close()")
    before = person.graph
    said: list[str] = []

    def leave(dialog: RunDialog) -> None:
        said.extend(label.text().replace("\u200b", "") for label in dialog.findChildren(QWidget)
                    if hasattr(label, "text"))  # fmt: skip
        focused = dialog.focusWidget()
        assert isinstance(focused, QPushButton) and focused.text() == "Cancel"
        QTest.keyClick(focused, key)

    assert not going_through(person, lambda: person.window.files.open(path), (RunDialog, leave))

    assert str(path) in said
    assert any("can do whatever you can" in words for words in said)
    assert {"60 s", "4 GB"} <= set(said)
    assert not (tmp_path / "run").exists()
    assert person.graph is before


def test_an_endless_loop_is_ended_on_wish(person, script, nothing_runs):
    script.write_text(ENDLESS)
    before = person.graph

    def end(sheet: RunSheet) -> bool | None:
        if not sheet.words.text().startswith("net.py is running"):
            return False
        assert len(psutil.Process(sheet.process.id).children()) == 1
        QTest.keyClick(sheet, Qt.Key.Key_Escape)
        assert sheet.words.text() == "Ending net.py…"
        return None

    began = time.monotonic()
    opened = going_through(
        person, lambda: person.window.files.open(script), (RunDialog, run), (RunSheet, end)
    )

    assert not opened
    assert time.monotonic() - began < 30
    assert person.graph is before
    assert person.said == "Running net.py was cancelled."


def test_it_is_ended_at_once_while_keras_is_imported(person, script, nothing_runs):
    began = time.monotonic()

    assert not going_through(
        person,
        lambda: person.window.files.open(script),
        (RunDialog, run),
        (RunSheet, lambda sheet: press(sheet, "Cancel")),
    )

    assert time.monotonic() - began < 3
    assert person.said == "Running net.py was cancelled."


def test_the_limits_that_one_sets_are_kept_and_what_it_printed_is_there_to_read(
    person, script, nothing_runs
):
    script.write_text(ENDLESS)
    told: list[str] = []

    def run_shortly(dialog: RunDialog) -> None:
        dialog.seconds.setFocus()
        dialog.seconds.selectAll()
        QTest.keyClicks(dialog.seconds, "1")
        run(dialog)

    def read(box: QMessageBox) -> None:
        told.extend((box.text(), box.detailedText()))
        press(box, "OK")

    going_through(
        person,
        lambda: person.window.files.open(script),
        (RunDialog, run_shortly),
        (QMessageBox, read),
    )

    assert told[0].startswith("net.py: it ran longer than 1 s and was ended. It was at line ")
    assert told[1] == "off it goes"


def test_a_script_that_is_dropped_builds_several_models_and_one_is_chosen(person, script):
    script.write_text(f"{NET}\none, two = build_model(), build_model(5)\n")

    def choose(dialog: ChoiceDialog) -> None:
        lines = [dialog.list.item(row).text() for row in range(dialog.list.count())]
        assert lines == ["one  –  Sequential, 1 layer", "two  –  Sequential, 1 layer"]
        QTest.keyClick(dialog.list, Qt.Key.Key_Down)
        QTest.keyClick(dialog.list, Qt.Key.Key_Return)

    going_through(person, lambda: drop(person, script), (RunDialog, run), (ChoiceDialog, choose))

    assert person.graph.cards["dense_1"].values["units"] == 5


def test_a_function_that_might_build_it_is_asked_for(person, script):
    script.write_text(NET.replace("build_model", "vgg"))

    def choose(dialog: ChoiceDialog) -> None:
        assert dialog.list.item(0).text() == "vgg()"
        QTest.mouseDClick(
            dialog.list.viewport(),
            LEFT,
            pos=dialog.list.visualItemRect(dialog.list.item(0)).center(),
        )
        if dialog.isVisible():  # where a single click activates
            press(dialog, "Import")

    going_through(
        person,
        lambda: person.window.files.open(script),
        (RunDialog, run),
        (ChoiceDialog, choose),
    )

    assert list(person.graph.cards) == ["input_layer", "dense", "result"]


def test_the_program_that_is_started_on_a_script_asks_too_and_else_begins_anew(programs, script):
    other = programs()

    person = going_through(
        other, lambda: programs(script), (RunDialog, lambda dialog: press(dialog, "Cancel"))
    )

    assert person.window.start_page.isVisible()
    assert not person.graph.cards


def test_a_window_that_goes_takes_its_script_along(programs, script, nothing_runs):
    first = programs()
    other = first.window.windows.new(first.window)
    script.write_text(ENDLESS)

    def quit_all(sheet: RunSheet) -> bool | None:
        if not sheet.words.text().startswith("net.py is running"):
            return False
        other.windows.quit()
        return None

    opened = going_through(
        Person(other),
        lambda: first.window.files.open(script),
        (RunDialog, run),
        (RunSheet, quit_all),
    )

    assert not opened
    assert QApplication.activeModalWidget() is None
