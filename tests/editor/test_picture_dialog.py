"""Pictures as a person asks for them: what is drawn, how large, where to, and to the clipboard."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QMessageBox,
    QPushButton,
)

from layerdeck.editor import drawing
from layerdeck.editor.drawing import Picture, area_of
from layerdeck.editor.exporting.picture import ask_for_picture, copy_picture
from layerdeck.editor.panels.picture_dialog import PictureDialog
from layerdeck.editor.theme import load_theme
from making import network
from person import Person
from pictures import labels

OK = QMessageBox.StandardButton.Ok


@pytest.fixture
def row(person: Person) -> Person:
    person.open(network())
    return person


def ask(person: Person, use: Callable[[PictureDialog], None]) -> bool:
    """Open the dialog and do something with it; it must be closed by that."""
    used: list[str] = []

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PictureDialog)
        use(dialog)
        used.append("used")

    QTimer.singleShot(0, act)
    done = ask_for_picture(person.window)
    assert used
    return done


def press(dialog: PictureDialog, words: str) -> None:
    (button,) = (
        button
        for button in dialog.findChildren(QPushButton)
        if button.text().replace("&", "") == words
    )
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_selection_is_saved_as_it_was_asked_for(
    row: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "some.svg"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    row.window.session.select(["x", "a"])

    def use(dialog: PictureDialog) -> None:
        assert dialog.selection.isChecked(), "several cards are selected"
        dialog.colours.setCurrentText("Paper")
        press(dialog, "Save…")

    assert ask(row, use)
    assert "y · Output" not in labels(path)
    assert load_theme("paper").tokens["card"] in path.read_text()


def test_the_dialog_says_how_large_the_picture_comes_out(
    row: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def use(dialog: PictureDialog) -> None:
        assert not dialog.selection.isEnabled()
        area = area_of(row.window.canvas, Picture())
        wide = int(area.width() * 2)
        assert f"A PNG has {wide:,} × " in dialog.size_told.text()
        monkeypatch.setattr(drawing, "MOST_PIXELS", 10_000)
        dialog.scale.setCurrentText("6 ×")
        assert "instead of 6" in dialog.size_told.text()
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    assert not ask(row, use)


def test_a_picture_is_copied(row: Person) -> None:
    def use(dialog: PictureDialog) -> None:
        QTest.mouseClick(dialog.transparent, Qt.MouseButton.LeftButton, pos=QPoint(8, 10))
        press(dialog, "Copy")

    assert ask(row, use)
    area = area_of(row.window.canvas, Picture())
    copied = QApplication.clipboard().image()
    assert copied.width() == pytest.approx(area.width() * 2, abs=1)
    assert copied.pixelColor(2, 2).alpha() == 0
    assert row.window.status.currentMessage() == "The picture is in the clipboard."

    row.window.session.select(["a"])
    assert copy_picture(row.window)
    alone = area_of(row.window.canvas, Picture(frozenset({"a"})))
    assert QApplication.clipboard().image().width() == pytest.approx(alone.width() * 2, abs=1)
