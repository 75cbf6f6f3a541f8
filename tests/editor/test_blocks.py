"""Blocks made and opened up in the window, as a person does it."""

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit

from making import CONV, INPUT, OUTPUT, card, line
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

    assert set(person.graph.cards) == {"x", "y", "two_convolutions"}
    assert person.window.session.selected == ("two_convolutions",)
    assert meaning(person.window.session.lowered.program) == before
    drawn = person.window.canvas.cards["two_convolutions"]
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
    make_block(person, "Pair")
    assert said == ["Select the layers that are to be a block: inputs and outputs stay outside."]
    choose(person, "first")
    person.key("Ctrl+Shift+G")
    assert said[1:] == ["Only the card of a block can be opened up."]


def test_a_second_card_of_a_block_has_weights_of_its_own(user: Person, qtbot) -> None:
    """With a live engine: facts on the block's card, and a second one placed by an edit."""
    user.open(chain())
    choose(user, "second")
    make_block(user, "Head")
    session = user.window.session
    qtbot.waitUntil(lambda: not session.stale, timeout=20_000)

    assert session.facts_of("head").output_shape == (None, 4, 4, 4, 2)
    assert session.facts_of("head").parameters == 27 * 4 * 2 + 2
    assert session.graph.blocks["head"].cards["first"].values["shape"] == (6, 6, 6, 4)
