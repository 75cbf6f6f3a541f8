"""A card dropped on a wire goes in between: from the deck, or moved while it has no wires."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from layerdeck.graph import Wire
from layerdeck.graph.edits import move
from making import ADD, CONV, HE, INPUT, OUTPUT, card, graph, wire
from person import LEFT, Person

WIRE = wire("a.output > y.input")
DROPOUT = "keras.layers.Dropout"


@pytest.fixture
def row(person: Person) -> Person:
    """A convolution and an Output, wired with room between; a free Dropout and a free He normal."""
    person.open(
        graph(
            card("x", INPUT, shape=[8, 8, 8, 1]),
            card("a", CONV, filters=4),
            card("y", OUTPUT),
            card("drop", DROPOUT, rate=0.5),
            card("he", HE),
            wires=["x.output > a.input", "a.output > y.input"],
        )
    )
    places = {"x": (-320, 0), "a": (0, 0), "y": (640, 0), "drop": (300, 400), "he": (40, 400)}
    person.window.session.edit("Move", move, places)
    person.window.view.centerOn(380, 250)
    person.settle()
    return person


def middle(person: Person, which: Wire = WIRE) -> QPointF:
    return person.window.canvas.wires[which].path.pointAtPercent(0.5)


def hold_over(person: Person, card_id: str, place: QPointF) -> QPoint:
    """Take a card by its head and hold it with the head over a place; gives where the mouse is."""
    start, end = person.grab_head(card_id), person.window.view.mapFromScene(place)
    person.press(start)
    for step in range(1, 5):
        person.move(start + (end - start) * step / 4)
    return end


def test_over_a_wire_that_it_fits_the_wire_lights_up_and_says_so(row: Person) -> None:
    place = hold_over(row, "drop", middle(row))
    assert row.window.canvas.wires[WIRE].hovered
    assert row.hint.text() == "goes in between a and y"
    assert not row.hint.property("refusal")
    row.move(place + QPoint(0, 180))
    assert not row.window.canvas.wires[WIRE].hovered
    assert row.hint is None
    row.release(place + QPoint(0, 180))
    assert WIRE in row.graph.wires


def test_let_go_there_it_is_wired_in_one_step(row: Person) -> None:
    before = row.graph
    steps = row.undo_steps()
    row.release(hold_over(row, "drop", middle(row)))
    assert WIRE not in row.graph.wires
    new = {wire("a.output > drop.input"), wire("drop.output > y.input")}
    assert set(row.graph.wires) == {wire("x.output > a.input"), *new}
    assert set(row.window.canvas.wires) == set(row.graph.wires)
    assert row.graph.cards["drop"].at != before.cards["drop"].at
    assert row.undo_steps() == steps + 1
    row.key("Ctrl+Z")
    assert row.graph == before
    assert row.hint is None


def test_what_does_not_fit_is_refused_at_the_cursor_and_only_moved(row: Person) -> None:
    wires = row.graph.wires
    place = hold_over(row, "he", middle(row))
    assert row.hint.property("refusal") is True
    assert row.hint.text() == ("he has no free input that takes Tensor or no output to go on with.")
    row.release(place)
    assert row.graph.wires == wires
    assert row.window.session.document.undo_label == "Move"


def test_escape_leaves_everything_as_it_was(row: Person) -> None:
    before = row.graph
    place = hold_over(row, "drop", middle(row))
    row.strike("Esc")
    assert not row.window.canvas.wires[WIRE].hovered
    assert row.hint is None
    row.release(place)
    assert row.graph is before


def test_a_card_that_is_wired_is_only_moved(row: Person) -> None:
    row.wire("drop.output", "y.input")
    row.key("Ctrl+Z")
    row.window.session.edit("Move", move, {"x": (300, 300)})
    wires = row.graph.wires
    place = hold_over(row, "x", middle(row))
    assert row.hint is None
    row.release(place)
    assert row.graph.wires == wires


def test_of_several_cards_none_goes_in_between(row: Person) -> None:
    wires = row.graph.wires
    row.window.session.select(["drop", "he"])
    row.release(hold_over(row, "drop", middle(row)))
    assert row.graph.wires == wires


def test_a_card_from_the_deck_goes_in_between(row: Person) -> None:
    steps, place = row.undo_steps(), middle(row)
    added = row.drag_from_deck("Max pooling 3D", (place.x() - 30, place.y() - 15))
    assert {it for it in row.graph.wires if added in (it.source.card, it.target.card)} == {
        wire(f"a.output > {added}.input"),
        wire(f"{added}.output > y.input"),
    }
    assert WIRE not in row.graph.wires
    assert row.undo_steps() == steps + 1


def hold_from_deck(person: Person, title: str, place: QPointF) -> QPoint:
    """Drag a card of the deck over a place and hold it there; gives where the mouse is."""
    deck = person.window.deck
    deck.search.setFocus()
    QTest.keyClicks(deck.search, title)
    tree = deck.tree.viewport()
    start = deck.tree.visualItemRect(deck.tree.currentItem()).center()
    there = person.viewport.mapTo(person.window, person.window.view.mapFromScene(place))
    end = tree.mapFrom(person.window, there)
    QTest.mousePress(tree, LEFT, pos=start)
    for step in range(1, 5):
        QTest.mouseMove(tree, start + (end - start) * step / 4)
        person.settle()
    return end


def test_from_the_deck_too_the_wire_lights_up_until_the_card_is_elsewhere(row: Person) -> None:
    tree = row.window.deck.tree
    end = hold_from_deck(row, "Dropout", middle(row))
    assert row.window.canvas.wires[WIRE].hovered
    assert row.hint.text() == "goes in between a and y"
    QTest.mouseMove(tree.viewport(), QPoint(20, 20))
    row.settle()
    assert not row.window.canvas.wires[WIRE].hovered
    assert row.hint is None
    QTest.mouseMove(tree.viewport(), end)
    row.settle()
    QTest.keyClick(tree, Qt.Key.Key_Escape)
    assert not row.window.canvas.wires[WIRE].hovered
    QTest.mouseRelease(tree.viewport(), LEFT, pos=end)
    row.settle()
    assert len(row.graph.cards) == 5


def test_from_the_deck_what_does_not_fit_is_refused_and_added_alone(row: Person) -> None:
    wires = row.graph.wires
    end = hold_from_deck(row, "Orthogonal", middle(row))
    assert row.hint.property("refusal") is True
    assert row.hint.text().startswith("orthogonal has no free input that takes Tensor")
    QTest.mouseRelease(row.window.deck.tree.viewport(), LEFT, pos=end)
    row.settle()
    assert len(row.graph.cards) == 6
    assert row.graph.wires == wires
    assert row.hint is None


def test_in_a_list_the_card_takes_the_place_of_what_it_goes_into(person: Person) -> None:
    person.open(
        graph(
            card("p", INPUT, shape=[8]),
            card("q", INPUT, shape=[8]),
            card("sum", ADD),
            card("drop", DROPOUT, rate=0.5),
            wires=["p.output > sum.inputs", "q.output > sum.inputs"],
        )
    )
    places = {"p": (0, 0), "q": (0, 300), "sum": (620, 150), "drop": (200, 560)}
    person.window.session.edit("Move", move, places)
    person.window.view.centerOn(400, 300)
    person.settle()
    upper = person.window.canvas.wires[wire("p.output > sum.inputs")].path.pointAtPercent(0.25)
    person.release(hold_over(person, "drop", upper))
    sources = [it.source.card for it in person.graph.into("sum", "inputs")]
    assert sources == ["drop", "q"]
