"""Keras models opened in the window: cards in their places, and what did not come over is said."""

import json
import zipfile
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QMessageBox

from models import given, imported, layer, model, text_of
from person import Person

Button = QMessageBox.StandardButton


def model_file(folder: Path, name: str) -> Path:
    path = folder / f"{name}.json"
    path.write_text(text_of(name))
    return path


def test_a_model_is_a_new_project_whose_cards_have_places(person: Person, tmp_path: Path) -> None:
    path = tmp_path / "net.keras"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("config.json", text_of("kerasio_3dcnn"))

    assert person.window.files.open(path)
    person.settle()

    assert list(person.graph.cards) == list(imported("kerasio_3dcnn").graph.cards)
    places = [card.at for card in person.graph.cards.values()]
    assert len(set(places)) == len(places) and None not in places
    assert person.window.session.document.path is None
    assert person.window.isWindowModified()
    assert person.said == "17 layers came over."


def test_what_is_a_placeholder_is_told_and_drawn(person: Person, tmp_path: Path) -> None:
    assert person.window.files.open(model_file(tmp_path, "cm3d_seresnet18"))
    person.settle()

    assert person.window.notices.imported.text == (
        "Imported cm3d_seresnet18.json, not all of it as it was. 134 layers came over, and 8 "
        "placeholders stand for what has no card."
    )
    assert person.window.session.whole.cards["lambda_1"].type == "keras.layers.Lambda"


@pytest.mark.parametrize("content", ["{}", "[", '{"class_name": "Net", "config": {}}'])
def test_what_is_no_model_leaves_the_canvas_as_it_was(
    person: Person, tmp_path: Path, content: str
) -> None:
    path = tmp_path / "net.json"
    path.write_text(content)
    before = person.graph

    told = person.answer(Button.Ok, lambda: person.window.files.open(path))

    assert told.startswith("net.json")
    assert person.graph is before


def test_unsaved_work_is_asked_for_first(person: Person, tmp_path: Path) -> None:
    path = model_file(tmp_path, "kerasio_3dcnn")
    assert person.window.files.open(path)
    before = person.graph

    asked = person.answer(Button.Cancel, lambda: person.window.files.open(path))

    assert "before importing kerasio_3dcnn.json?" in asked
    assert person.graph is before


def test_a_placeholder_has_its_shape_and_what_follows_has_its_own(
    user: Person, tmp_path: Path, qtbot
) -> None:
    path = tmp_path / "net.json"
    taken = layer("Dense", "dense", "odd", units=2)
    tensor = taken["inbound_nodes"][0]["args"][0]["config"]
    tensor |= {"shape": [None, 3, 5], "dtype": "float32"}
    made = model(given("x", 6), layer("Odd", "odd", "x"), taken, outputs=[["dense", 0, 0]])
    path.write_text(json.dumps(made))

    assert user.window.files.open(path)
    qtbot.waitUntil(user.shapes_are_new, timeout=30_000)

    assert user.window.canvas.cards["dense"].look.shape == "3×2"
    user.window.session.select(["odd"])
    user.settle()
    shown = [label.text() for label in user.window.inspector.facts.findChildren(QLabel)]
    assert "(None, 3, 5)" in shown
    assert "Parameters" not in [label for label in shown if label]
