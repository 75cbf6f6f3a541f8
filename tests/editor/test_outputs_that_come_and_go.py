"""Outputs that depend on a value or on the layer inside, and cards that are never applied."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from layerdeck.deck import Role
from making import DECK, INPUT, LSTM, card, graph
from person import Person

BOTH, RNN, CELL = "keras.layers.Bidirectional", "keras.layers.RNN", "keras.layers.LSTMCell"


def outputs(person: Person, card_id: str) -> list[str]:
    layout = person.window.canvas.cards[card_id].layout
    return [row.port.id for row in layout.rows if not row.is_input]


def test_states_show_while_the_layer_returns_them(person: Person) -> None:
    person.open(graph(card("seq", INPUT, shape=[20, 8]), card("lstm", LSTM, units=4)))
    assert outputs(person, "lstm") == ["layer", "output"]
    person.open_inputs("lstm")
    item = person.window.canvas.cards["lstm"]
    person.window.view.centerOn(
        item.mapToScene(item.layout.row("return_state", is_input=True).socket)
    )
    person.click(person.chip("lstm.return_state"))
    assert outputs(person, "lstm") == ["layer", "output", "state_h", "state_c"]
    person.key("Ctrl+Z")
    assert outputs(person, "lstm") == ["layer", "output"]


def test_states_that_only_some_layers_give_wait_among_the_rest(person: Person) -> None:
    person.open(graph(card("both", BOTH)))
    maybe = [port.id for port in DECK[BOTH].outputs if port.maybe]
    assert maybe
    assert outputs(person, "both") == ["layer", "output"]
    item = person.window.canvas.cards["both"]
    assert item.layout.more_text.endswith(f"{len(maybe)} more outputs")
    person.open_inputs("both")
    assert outputs(person, "both") == ["layer", "output", *maybe]


def test_one_that_is_wired_shows(person: Person) -> None:
    person.open(graph(card("both", BOTH), card("seq", LSTM, units=4)))
    state = next(port.id for port in DECK[BOTH].outputs if port.maybe)
    person.open_inputs("both")
    person.wire(f"both.{state}", "seq.input")
    assert len(person.graph.wires) == 1
    item = person.window.canvas.cards["both"]
    person.click(person.window.view.mapFromScene(item.mapToScene(item.layout.more.center())))
    assert outputs(person, "both") == ["layer", "output", state]


def test_a_cell_has_no_tensors_and_no_foot(user: Person, qtbot) -> None:
    user.open(graph(card("cell", CELL, units=4), card("rnn", RNN),
                    wires=["cell.layer > rnn.cell"]))  # fmt: skip
    qtbot.waitUntil(user.shapes_are_new, timeout=30_000)
    item = user.window.canvas.cards["cell"]

    assert outputs(user, "cell") == ["layer"]
    assert not item.placed.error
    assert "0 params" not in item.look.sizes
    assert item.look.shape == ""
    bottom = max(row.socket.y() for row in item.layout.rows)
    if not item.layout.foot_lines:
        assert item.layout.height - bottom < 60


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_tab_goes_through_the_values_of_any_card(person: Person, key: Qt.Key) -> None:
    person.open(graph(card("cell", CELL, units=4)))
    person.click(person.chip("cell.units"))
    QTest.keyClick(person.window.view.editor, key)
    person.settle()

    assert DECK[CELL].role is Role.LAYER
    assert person.graph.cards["cell"].values == {"units": 4}
