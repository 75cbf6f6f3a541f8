"""What a person meets first: where things come to lie, what they are called, what stays painted."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from layerdeck.editor.assets import example_paths
from layerdeck.editor.canvas.adding import HOLD
from layerdeck.editor.window import Window
from making import network
from person import Person

Button = QMessageBox.StandardButton


def add_by_enter(person: Person, title: str) -> None:
    deck = person.window.deck
    deck.search.setFocus()
    deck.search.setText(title)
    QTest.keyClick(deck.search, Qt.Key.Key_Return)
    person.settle()


def test_a_project_opens_fitted_and_a_new_one_at_actual_size(
    window: Window, person: Person
) -> None:
    (unet,) = (path for path in example_paths() if path.stem == "unet3d")
    window.open_example(unet)
    person.settle()
    seen = window.view.mapToScene(person.viewport.rect()).boundingRect()
    assert seen.contains(window.canvas.content_rect())
    assert window.view.scale_factor < 0.5
    window.files.new()
    assert window.view.scale_factor == 1.0


def test_cards_added_by_enter_stand_apart_and_in_sight(window: Window, person: Person) -> None:
    for title in ("Input", "Convolution 3D", "Max pooling 3D", "Output"):
        add_by_enter(person, title)
    bodies = [item.body() for item in window.canvas.cards.values()]
    assert len(bodies) == 4
    for place, body in enumerate(bodies):
        assert not any(body.intersects(other) for other in bodies[:place])
    seen = window.view.mapToScene(person.viewport.rect()).boundingRect()
    assert seen.contains(bodies[-1])


def test_a_card_let_go_at_the_origin_lies_there(window: Window, person: Person) -> None:
    window.adding.drop("keras.Input", HOLD)
    (made,) = person.graph.cards.values()
    assert made.at == (0, 0)


def test_no_picture_of_before_stays_on_the_canvas(window: Window, person: Person) -> None:
    for title in ("Input", "Convolution 3D", "Output"):
        add_by_enter(person, title)
    window.tidying.start()
    person.settle()
    shown = window.view.viewport().grab().toImage()
    window.view.viewport().repaint()
    assert window.view.viewport().grab().toImage() == shown
    while window.session.document.undo_label:
        person.key("Ctrl+Z")
    assert not window.view.minimap.isVisible()


def test_a_failed_save_changes_nothing(window: Window, person: Person, tmp_path: Path) -> None:
    person.open(network().with_(name="untitled"))
    text = person.answer(
        Button.Ok, lambda: window.files.save_to(tmp_path / "missing" / "x.layerdeck")
    )
    assert "the folder does not exist" in text
    assert person.graph.name == "untitled"
    assert window.files.save_to(tmp_path / "brain.layerdeck")
    assert person.graph.name == "brain"
    assert not window.session.document.unsaved


def test_the_model_is_named_in_the_inspector(window: Window, person: Person) -> None:
    person.open(network())
    name = window.inspector.name
    name.setFocus()
    name.selectAll()
    QTest.keyClicks(name, "brain net")
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert person.graph.name == "brain net"
    assert window.inspector.title.text() == "brain net"
    person.key("Ctrl+Z")
    assert person.graph.name != "brain net"


def test_a_selected_card_shows_that_it_is_selected_though_it_has_an_error(
    window: Window, person: Person
) -> None:
    person.open(network(strides=2, dilation_rate=2))
    item = window.canvas.cards["a"]
    ring = item.pos()
    ring.setY(ring.y() - 3)
    ring.setX(ring.x() + item.layout.width / 2)
    accent = window.theme.color("card_selected")
    assert not person.color_near(ring, accent, reach=1)
    person.click(person.grab_head("a"))
    assert person.color_near(ring, accent, reach=1)


def test_cards_of_one_type_are_told_apart(window: Window, person: Person) -> None:
    add_by_enter(person, "Convolution 3D")
    add_by_enter(person, "Convolution 3D")
    titles = [item.look.title for item in window.canvas.cards.values()]
    assert titles == ["Convolution 3D", "conv3d_2 · Convolution 3D"]


def test_what_is_measured_first_is_measured_in_the_fonts_that_are_shown() -> None:
    """A width is remembered: that of what the system has instead would cut texts off for good."""
    script = (
        "from PySide6.QtWidgets import QApplication\n"
        "application = QApplication([])\n"
        "from layerdeck.editor.app import make_application\n"
        "from layerdeck.editor.fonts import text_width\n"
        "before = text_width('3, 3, 3', 11, mono=True)\n"
        "make_application()\n"
        "print(before, text_width('4, 4, 4', 11, mono=True))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    before, after = done.stdout.split()
    assert before == after
