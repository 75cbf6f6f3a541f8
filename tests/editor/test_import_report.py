"""What is told of an import: a bar above the canvas, and a sheet that can be read again, copied."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from layerdeck.editor.importing.report import ReportSheet
from models import text_of
from person import LEFT, Person


@pytest.fixture
def told(person: Person, tmp_path: Path) -> Person:
    """A window into which a model has come that has eight Lambdas."""
    path = tmp_path / "se.json"
    path.write_text(text_of("cm3d_seresnet18"))
    assert person.window.files.open(path)
    person.settle()
    return person


def sheet(person: Person) -> ReportSheet:
    person.settle()
    (found,) = (one for one in person.window.findChildren(ReportSheet) if one.isVisible())
    return found


def press_on(widget, words: str) -> None:
    (button,) = (one for one in widget.findChildren(QPushButton) if one.text() == words)
    QTest.mouseClick(button, LEFT)


def test_the_bar_leads_to_the_report(told: Person) -> None:
    press_on(told.window.notices.imported, "Show report")

    assert told.window.notices.imported.text == ""
    lines = sheet(told).text.toPlainText().splitlines()
    assert lines == [
        "se.json",
        "134 layers came over, and 8 placeholders stand for what has no card.",
        "WHAT CAME OTHERWISE",
        "lambda, lambda_1, lambda_2 and 5 more: a Lambda runs Python code, which was not run; a "
        "placeholder keeps its configuration.",
        "PLACEHOLDERS",
        "lambda_, " + ", ".join(f"lambda_{number}" for number in range(1, 8)),
    ]


def test_it_is_there_again_later_and_goes_with_its_project(told: Person) -> None:
    press_on(told.window.notices.imported, "Not now")
    told.menu("File", "Import report…")
    first = sheet(told)
    told.menu("File", "Import report…")
    assert sheet(told) is first

    told.window.session.document.mark_saved(Path("se.layerdeck"))
    told.window.files.new()

    told.settle()
    assert not [one for one in told.window.findChildren(ReportSheet) if one.isVisible()]
    action = told.window.all_actions["file.import_report"]
    assert action.why_not() == "This project was not imported here from a model."


def test_it_is_copied_as_text(told: Person) -> None:
    told.menu("File", "Import report…")

    press_on(sheet(told), "Copy as text")

    copied = QApplication.clipboard().text()
    assert copied.startswith("Import of se.json\n134 layers came over, and 8 placeholders ")
    assert "\n- lambda, lambda_1, lambda_2 and 5 more: a Lambda runs" in copied


def test_a_click_on_a_placeholder_shows_its_card(told: Person) -> None:
    told.menu("File", "Import report…")
    text = sheet(told).text
    cursor = text.document().find("lambda_5")
    cursor.setPosition(cursor.selectionStart() + 3)

    QTest.mouseClick(text.viewport(), LEFT, pos=text.cursorRect(cursor).center())
    told.settle()

    assert list(told.window.session.selected) == ["lambda_5"]


def test_what_a_file_says_is_no_markup(person: Person, tmp_path: Path) -> None:
    path = tmp_path / "odd.json"
    made = json.loads(text_of("kerasio_3dcnn"))
    made["config"]["layers"][1]["class_name"] = "Odd"
    path.write_text(json.dumps(made).replace("conv3d", "<b>bold</b>"))
    assert person.window.files.open(path)

    person.menu("File", "Import report…")

    assert "<b>bold</b>: the deck has no card keras.layers.Odd" in sheet(person).text.toPlainText()


def test_the_colours_follow_the_theme(told: Person) -> None:
    told.menu("File", "Import report…")
    shown = sheet(told)
    told.window.choose_theme("paper")
    told.settle()

    assert told.window.theme.tokens["text_soft"] in shown.text.toHtml()
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    told.window.choose_theme("night")
