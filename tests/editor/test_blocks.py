"""Blocks made and opened up in the window, as a person does it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit, QToolButton

from layerdeck.files import read_project, write_project
from layerdeck.graph import Card, End, Graph
from layerdeck.graph.edits import add, connect, set_value
from making import CONV, DENSE, INPUT, OUTPUT, card, line
from meaning import meaning
from person import Person


def chain():
    return line(
        card("x", INPUT, shape=[8, 8, 8, 1]),
        card("first", CONV, filters=4, kernel_size=3),
        card("second", CONV, filters=2, kernel_size=3),
        card("y", OUTPUT),
        name="chain",
    )


def make_block(person: Person, name: str, keep: bool = True) -> None:
    """Press Ctrl+G, type a name into the dialog that opens, and accept it; or leave it."""

    def typed() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QInputDialog)
        field = dialog.findChild(QLineEdit)
        field.selectAll()
        QTest.keyClicks(field, name)
        (dialog.accept if keep else dialog.reject)()

    QTimer.singleShot(50, typed)
    person.key("Ctrl+G")
    # A window manager would give the focus back to the window.
    person.window.activateWindow()
    person.settle()


def choose(person: Person, *cards: str) -> None:
    person.window.session.select(cards)


def test_selected_cards_become_a_block_with_a_name(person: Person) -> None:
    person.open(chain())
    before = meaning(person.window.session.lowered.program)
    choose(person, "first", "second")
    make_block(person, "Two convolutions")

    assert set(person.graph.cards) == {"x", "y", "two_convolutions_1"}
    assert person.window.session.selected == ("two_convolutions_1",)
    assert meaning(person.window.session.lowered.program) == before
    drawn = person.window.canvas.cards["two_convolutions_1"]
    assert drawn.isVisible()
    assert len(person.window.canvas.wires) == 2
    assert "def two_convolutions(" in person.window.code.view.toPlainText()


def test_undo_takes_the_block_back_and_redo_makes_it_again(person: Person) -> None:
    person.open(chain())
    choose(person, "first", "second")
    make_block(person, "Pair")
    person.key("Ctrl+Z")
    assert set(person.graph.cards) == set(chain().cards)
    assert person.graph.blocks == {}
    person.key("Ctrl+Shift+Z")
    assert set(person.graph.blocks) == {"pair"}


def test_opened_up_its_cards_are_back_and_selected(person: Person) -> None:
    person.open(chain())
    choose(person, "first", "second")
    make_block(person, "Pair")
    person.key("Ctrl+Shift+G")

    assert set(person.graph.cards) == set(chain().cards)
    assert set(person.window.session.selected) == {"first", "second"}
    assert person.graph.blocks == {}


def test_a_name_not_given_leaves_everything(person: Person) -> None:
    person.open(chain())
    choose(person, "first")
    make_block(person, "Pair", keep=False)

    assert person.undo_steps() == 0


def test_what_cannot_be_a_block_is_said(person: Person) -> None:
    person.open(chain())
    said: list[str] = []
    person.window.session.said.connect(said.append)
    choose(person, "x", "y")
    person.key("Ctrl+G")
    assert said == ["Select the layers that are to be a block: inputs and outputs stay outside."]
    choose(person, "first")
    person.key("Ctrl+Shift+G")
    assert said[1:] == ["Select the card of a block to open it up."]


def enter(person: Person, card_id: str) -> None:
    """Double-click a card's head."""
    viewport, place = person.window.view.viewport(), person.grab_head(card_id)
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    person.settle()


@pytest.fixture
def paired(person: Person) -> Person:
    """A graph with a block of two convolutions."""
    person.open(chain())
    choose(person, "first", "second")
    make_block(person, "Pair")
    person.window.view.fit()
    return person


def way(person: Person) -> list[str]:
    crumbs = person.window.breadcrumb
    return [step.text() for step in crumbs.findChildren(QToolButton)] if crumbs.isVisible() else []


def test_a_double_click_enters_a_block_and_the_way_leads_back(paired: Person) -> None:
    assert way(paired) == []
    enter(paired, "pair_1")

    assert way(paired) == ["chain", "Pair"]
    assert set(paired.window.canvas.cards) == {"x", "first", "second", "second_output"}
    assert not paired.window.breadcrumb.grab().toImage().isNull()

    back = paired.window.breadcrumb.findChildren(QToolButton)[0]
    QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    paired.settle()
    assert way(paired) == []
    assert set(paired.window.canvas.cards) == {"x", "pair_1", "y"}


def test_keys_enter_and_leave(paired: Person) -> None:
    choose(paired, "pair_1")
    paired.key("Ctrl+Down")
    assert way(paired) == ["chain", "Pair"]
    paired.key("Ctrl+Up")
    assert way(paired) == []
    paired.key("Ctrl+Up")
    assert way(paired) == []


def test_a_double_click_on_another_card_enters_nothing(paired: Person) -> None:
    enter(paired, "x")
    assert way(paired) == []


def test_an_edit_inside_is_an_edit_of_the_block(paired: Person) -> None:
    enter(paired, "pair_1")
    session = paired.window.session
    assert session.edit("Set filters", set_value, session.deck, "second", "filters", 7) == ""

    assert session.whole.blocks["pair"].cards["second"].values["filters"] == 7
    paired.key("Ctrl+Up")
    assert "layers.Conv3D(7, 3)" in paired.window.code.view.toPlainText()


def test_undo_leads_to_where_it_changes_something(paired: Person) -> None:
    enter(paired, "pair_1")
    session = paired.window.session
    session.edit("Set filters", set_value, session.deck, "second", "filters", 7)
    paired.key("Ctrl+Up")
    paired.key("Ctrl+Z")

    assert way(paired) == ["chain", "Pair"]
    assert session.graph.cards["second"].values["filters"] == 2
    paired.key("Ctrl+Z")
    assert way(paired) == []
    assert set(session.graph.cards) == set(chain().cards)


def test_a_new_output_inside_is_a_new_port_outside(paired: Person) -> None:
    enter(paired, "pair_1")
    session = paired.window.session
    session.edit("Add", lambda graph: add(graph, session.deck, OUTPUT, (900, 300), {}, "half")[0])
    session.edit("Wire", connect, session.deck, End("first", "output"), End("half", "input"))
    paired.key("Ctrl+Up")

    item = paired.window.canvas.cards["pair_1"]
    assert {row.port.id for row in item.layout.rows if not row.is_input} == {
        "layer", "second_output", "half",
    }  # fmt: skip


def test_saved_from_inside_the_whole_project_is_saved(paired: Person, tmp_path: Path) -> None:
    enter(paired, "pair_1")
    path = tmp_path / "chain.layerdeck"
    assert paired.window.files.save_to(path)

    saved = read_project(path)
    assert set(saved.cards) == {"x", "y", "pair_1"}
    assert set(saved.blocks) == {"pair"}


def test_another_project_is_looked_at_from_outside(paired: Person, tmp_path: Path) -> None:
    enter(paired, "pair_1")
    path = tmp_path / "chain.layerdeck"
    paired.window.files.save_to(path)
    assert paired.window.files.open(path)

    assert way(paired) == []
    assert set(paired.window.canvas.cards) == {"x", "pair_1", "y"}


def test_the_facts_of_what_is_inside_are_on_the_card(user: Person, qtbot) -> None:
    user.open(chain())
    qtbot.waitUntil(user.shapes_are_new, timeout=20_000)
    choose(user, "second")
    make_block(user, "Head")
    session = user.window.session
    qtbot.waitUntil(user.shapes_are_new, timeout=20_000)

    assert session.facts_of("head_1").output_shape == (None, 4, 4, 4, 2)
    assert session.facts_of("head_1").parameters == 27 * 4 * 2 + 2
    assert session.graph.blocks["head"].cards["first"].values["shape"] == (6, 6, 6, 4)


def test_a_file_whose_cards_have_no_places_is_laid_out_inside_its_blocks_too(
    person: Person, tmp_path: Path
) -> None:
    path = tmp_path / "nested.layerdeck"
    row = ["inner", "dense", "result"]
    cards = (card("inner", INPUT, shape=[4]), card("dense", DENSE, units=2), card("result", OUTPUT))
    block = line(*(one.with_(at=None) for one in cards), name="Inner")
    outer = Graph(cards={"tile": Card("tile", "block:encoder")}, blocks={"encoder": block})
    write_project(outer, path)

    assert person.window.files.open(path)

    laid = person.window.session.whole.blocks["encoder"]
    lefts = [laid.cards[key].at[0] for key in row]
    assert lefts == sorted(set(lefts))
