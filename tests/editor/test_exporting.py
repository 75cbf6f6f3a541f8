"""File > Export: everything that can be taken away in one place, or why it cannot."""

import json
from pathlib import Path

import onnxruntime
import pytest
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox

from layerdeck.export import Manner, Style, export, notebook
from layerdeck.graph.origins import IMPORTED
from layerdeck.program import Format
from making import network
from person import Person

OK = QMessageBox.StandardButton.Ok
ENTRIES = [
    "Export code…", "Export notebook…", "", "Save model…", "Export Keras JSON…",
    "Export SavedModel…", "Export ONNX…", "Cancel saving the model", "", "Export picture…",
    "Export summary…",
]  # fmt: skip


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[str, str]]:
    """What the file dialog was asked: its title and the name it suggests, which it takes."""
    said: list[tuple[str, str]] = []

    def answer(_window: object, title: str, suggested: str, _kinds: str) -> tuple[str, str]:
        said.append((title, Path(suggested).name))
        return str(tmp_path / Path(suggested).name), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return said


def export_menu(person: Person) -> QMenu:
    """The menu, as it is when somebody opens it."""
    place = person.window.menuBar().actions()
    for title in ("File", "Export"):
        (entry,) = (each for each in place if each.text().replace("&", "") == title)
        menu = entry.menu()
        menu.aboutToShow.emit()
        place = menu.actions()
    return menu


def test_all_of_it_is_in_one_menu_and_says_why_it_cannot_be_done(person: Person) -> None:
    entries = export_menu(person).actions()

    assert [entry.text().replace("&", "") for entry in entries] == ENTRIES
    reasons = {entry.text().replace("&", ""): entry.toolTip() for entry in entries}
    empty = "The canvas is empty. Drag an Input and a layer onto it first."
    assert {title: reason for title, reason in reasons.items() if reason != empty} == {
        "": "",
        "Cancel saving the model": "No model is being saved.",
        "Export picture…": "The canvas is empty: there is nothing to draw.",
        "Export summary…": "Nothing is known of the cards yet.",
    }
    assert not any(entry.isEnabled() for entry in entries if entry.text())


def test_the_summary_is_exported_from_its_own_menu_too(person: Person) -> None:
    place = person.window.menuBar().actions()
    for title in ("Model", "Summary"):
        (entry,) = (each for each in place if each.text().replace("&", "") == title)
        entry.menu().aboutToShow.emit()
        place = entry.menu().actions()
    assert person.window.all_actions.of_qt("summary.export") in place


def test_without_its_packages_onnx_says_how_to_get_them(person: Person, monkeypatch) -> None:
    person.open(network())
    onnx = person.window.all_actions.of_qt("export.onnx")
    export_menu(person)
    assert onnx.isEnabled()

    monkeypatch.setattr("layerdeck.program.formats.find_spec", lambda name: None)
    export_menu(person)

    assert not onnx.isEnabled()
    assert onnx.toolTip() == (
        "ONNX needs tf2onnx and onnx, which are not installed: run “pip install tf2onnx onnx”."
    )


def test_code_is_written_as_it_is_shown(person: Person, asked, tmp_path: Path) -> None:
    person.open(network())
    person.menu("Model", "Code style", "Code as classes")
    person.menu("File", "Export", "Export code…")
    person.menu("File", "Export", "Export notebook…")

    program, manner = person.window.session.lowered.program, Manner(style=Style.CLASS)
    assert asked == [("Export code", "made.py"), ("Export notebook", "made.ipynb")]
    assert (tmp_path / "made.py").read_text() == export(program, manner).text
    assert (tmp_path / "made.ipynb").read_text() == notebook(program, manner)
    assert person.said == "Wrote made.ipynb."


def test_models_are_written_by_the_engine(user: Person, asked, tmp_path: Path, qtbot) -> None:
    user.open(network().with_(rest={IMPORTED: "net.json"}))
    qtbot.waitUntil(user.shapes_are_new, timeout=30_000)
    fresh = " All weights are fresh: net.json has none."
    for title, name, note in (
        ("Export Keras JSON…", "made.json", ""),
        ("Export SavedModel…", "made", fresh),
        ("Export ONNX…", "made.onnx", fresh),
    ):
        user.menu("File", "Export", title)
        told = f"Saved the model as {tmp_path / name}.{note}"
        qtbot.waitUntil(lambda told=told: user.said == told, timeout=60_000)

    assert asked == [
        ("Save Keras JSON", "made.json"), ("Save a SavedModel", "made"),
        ("Save an ONNX model", "made.onnx"),
    ]  # fmt: skip
    assert json.loads((tmp_path / "made.json").read_text())["config"]["name"] == "made"
    assert (tmp_path / "made" / "saved_model.pb").exists()
    session = onnxruntime.InferenceSession(str(tmp_path / "made.onnx"))
    assert session.get_outputs()[0].shape[1:] == [6, 6, 6, 4]


def test_a_folder_with_other_things_is_not_replaced(person: Person, asked, tmp_path: Path) -> None:
    person.open(network())
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "notes.txt").write_text("mine")

    text = person.answer(OK, lambda: person.menu("File", "Export", "Export SavedModel…"))

    assert text == "made: the folder holds notes.txt, which would be lost. Give another name."
    assert not person.window.session.engine.is_building


def test_every_format_has_its_action(person: Person) -> None:
    names = {action.id for action in person.window.all_actions}
    assert {f"export.{each}" for each in Format if each is not Format.KERAS} < names
