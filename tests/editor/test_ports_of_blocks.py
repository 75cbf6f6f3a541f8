"""The ports of a block renamed and put into another order, in the dialog and at every card."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from layerdeck.editor.block_ports import BlockPorts, PortList
from layerdeck.graph.blocks import with_blocks
from layerdeck.graph.edits import add, connect
from layerdeck.graph.wires import End
from layerdeck.program import lower
from making import ADD, DECK, INPUT, OUTPUT, card, graph, wire
from meaning import meaning
from person import Person


def project():
    """A block that adds a and b, used once."""
    inside = graph(
        card("a", INPUT),
        card("b", INPUT),
        card("sum", ADD),
        card("total", OUTPUT),
        wires=["a.output > sum.inputs", "b.output > sum.inputs", "sum.output > total.input"],
        name="Plus",
    )
    whole = graph(card("x", INPUT, shape=[4]), card("y", OUTPUT)).with_(blocks={"plus": inside})
    whole, _ = add(whole, deck_of(whole), "block:plus", (300, 0))
    for text in ("x.output > plus_1.a", "x.output > plus_1.b", "plus_1.total > y.input"):
        whole = connect(whole, deck_of(whole), *wire(text))
    return whole


def deck_of(whole):
    return with_blocks(DECK, whole)


@pytest.fixture
def plus(person: Person) -> Person:
    person.open(project())
    person.window.session.select(["plus_1"])
    return person


def in_dialog(person: Person, act: Callable[[BlockPorts], None]) -> None:
    """Open the dialog from the menu, act on it, and close it."""
    failed: list[BaseException] = []

    def opened() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, BlockPorts)
        try:
            come_forward(dialog)
            act(dialog)
        except BaseException as fault:
            failed.append(fault)
        dialog.reject()

    QTimer.singleShot(50, opened)
    person.menu("Card", "Ports of the block…")
    person.window.activateWindow()
    person.settle()
    if failed:
        raise failed[0]


def come_forward(dialog: BlockPorts) -> None:
    """Have the keys go to the dialog, as a window manager sees to."""
    for _ in range(100):
        if dialog.isAncestorOf(QApplication.focusWidget() or dialog.window().parent()):
            return
        dialog.activateWindow()
        dialog.inputs.setFocus()
        QTest.qWait(10)
    raise AssertionError("the dialog has not come forward")


def type_name(ports: PortList, row: int, name: str) -> None:
    ports.setFocus()
    ports.setCurrentRow(row)
    QTest.keyClick(ports, Qt.Key.Key_F2)
    field = ports.findChild(QLineEdit)
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClicks(field, name)
    QTest.keyClick(field, Qt.Key.Key_Return)
    # The field hands over what was typed, is closed, and then the port is renamed.
    for _ in range(3):
        QApplication.processEvents()


def names(ports: PortList) -> list[str]:
    return [ports.item(row).text() for row in range(ports.count())]


def test_a_port_is_renamed_at_the_card_too(plus: Person) -> None:
    before = meaning(plus.window.session.lowered.program)

    def rename(dialog: BlockPorts) -> None:
        assert names(dialog.inputs) == ["a", "b"]
        type_name(dialog.inputs, 0, "left")
        assert names(dialog.inputs) == ["left", "b"]

    in_dialog(plus, rename)
    assert plus.graph.wires[0] == wire("x.output > plus_1.left")
    assert "left" in plus.window.session.whole.blocks["plus"].cards
    assert plus.window.canvas.cards["plus_1"].layout.row("left", is_input=True)
    assert meaning(lower(plus.graph, deck_of(plus.graph)).program) == before
    assert plus.undo_steps() == 1


def test_ports_change_places_by_key(plus: Person) -> None:
    def move(dialog: BlockPorts) -> None:
        dialog.inputs.setCurrentRow(1)
        QTest.keyClick(dialog.inputs, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        assert names(dialog.inputs) == ["b", "a"]
        assert dialog.inputs.currentRow() == 0

    in_dialog(plus, move)
    drawn = plus.window.canvas.cards["plus_1"].layout.rows
    assert [row.port.id for row in drawn if row.is_input] == ["b", "a"]
    assert plus.graph.wires[:2] == (wire("x.output > plus_1.a"), wire("x.output > plus_1.b"))
    assert plus.undo_steps() == 1


@pytest.mark.parametrize("name", ["b", "not a name", ""])
def test_a_name_that_will_not_do_is_refused_in_words(plus: Person, name: str) -> None:
    before = plus.graph

    def rename(dialog: BlockPorts) -> None:
        type_name(dialog.inputs, 0, name)
        assert "port" in dialog.said.text() and "F2" not in dialog.said.text()
        assert names(dialog.inputs) == ["a", "b"]
        assert plus.graph is before
        type_name(dialog.inputs, 0, "left")
        assert "F2" in dialog.said.text(), "what was wrong is no more"

    in_dialog(plus, rename)


def test_inside_the_block_its_own_ports_are_meant(plus: Person) -> None:
    plus.window.session.enter("plus_1")

    def rename(dialog: BlockPorts) -> None:
        type_name(dialog.outputs, 0, "result")

    in_dialog(plus, rename)
    assert "result" in plus.graph.cards
    plus.window.session.go_to(())
    assert plus.graph.wires[-1] == wire("plus_1.result > y.input")


def test_without_a_block_the_action_says_why(person: Person) -> None:
    person.open(project())
    action = person.window.all_actions.of_qt("card.block_ports")
    assert not action.isEnabled()
    assert "Select the card of one block" in action.toolTip()


@pytest.mark.parametrize(("old", "end"), [("a", "target"), ("total", "source")])
def test_a_name_given_inside_goes_along_to_the_cards_outside(
    plus: Person, old: str, end: str
) -> None:
    plus.window.session.enter("plus_1")
    plus.window.session.select([old])
    field = plus.window.inspector.name
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "other")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "other" in plus.graph.cards
    plus.window.session.go_to(())
    assert End("plus_1", "other") in [getattr(wire, end) for wire in plus.graph.wires]
    assert not plus.window.session.lowered.problems
    assert plus.undo_steps() == 1
