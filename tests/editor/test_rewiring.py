"""Wires moved by either end, all of an output together, and lit to their far ends."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from layerdeck.deck import Kind
from layerdeck.editor.canvas.tips import tip_at
from layerdeck.program import Facts, Report
from making import ADD, INPUT, card, graph, wire
from person import Person
from two_convolutions import conv, open_place


def grip(person: Person, text: str, end: int) -> QPoint:
    """Where the end of a wire is held: 0 for its output's, 1 for its input's."""
    return person.window.view.mapFromScene(person.window.canvas.wires[wire(text)].grips[end])


def test_the_end_at_an_output_is_moved_to_another_output(chain: Person) -> None:
    chain.wire("x.output", "b.input")
    chain.key("Ctrl+Z")
    start = grip(chain, "a.output > b.input", 0)
    chain.press(start)
    chain.move(start + QPoint(-10, 30))
    taken = chain.window.canvas.wires[wire("a.output > b.input")]
    assert not taken.isVisible(), "the wire is drawn twice while it is dragged"
    place = chain.socket("x.output", False)
    chain.move(place)
    assert chain.hint.text() == "x · Input · Data"
    chain.release(place)
    assert chain.graph.wires == (wire("x.output > a.input"), wire("x.output > b.input"))
    assert chain.undo_steps() == 1


def test_both_ends_have_a_grip_and_the_rest_of_a_wire_has_none(chain: Person) -> None:
    text = "a.output > b.input"
    chain.drag_wire(grip(chain, text, 1), open_place(chain))
    assert chain.graph.wires == (wire("x.output > a.input"),)
    chain.key("Ctrl+Z")
    item = chain.window.canvas.wires[wire(text)]
    middle = chain.window.view.mapFromScene(item.path.pointAtPercent(0.5))
    before = chain.graph
    chain.drag_wire(middle, open_place(chain))
    assert chain.graph is before
    assert chain.window.canvas.lighting.wires == [wire(text)]


def test_a_press_on_a_grip_without_moving_selects_the_wire(chain: Person) -> None:
    before = chain.graph
    chain.click(grip(chain, "a.output > b.input", 0))
    assert chain.graph is before
    assert chain.window.canvas.lighting.wires == [wire("a.output > b.input")]


def test_an_outputs_end_let_go_in_the_open_is_detached(chain: Person) -> None:
    chain.drag_wire(grip(chain, "a.output > b.input", 0), open_place(chain))
    assert chain.graph.wires == (wire("x.output > a.input"),)
    assert chain.popup is None


def test_a_wire_in_a_list_keeps_its_place_when_it_comes_from_elsewhere(person: Person) -> None:
    person.open(
        graph(
            card("x", INPUT, shape=[8, 8, 8, 1]),
            conv("a"),
            conv("b"),
            card("sum", ADD),
            wires=["a.output > sum.inputs", "b.output > sum.inputs"],
        )
    )
    # Both end at one socket; the upper one is drawn alone at its start.
    person.drag_wire(grip(person, "a.output > sum.inputs", 0), person.socket("x.output", False))
    assert person.graph.wires == (wire("x.output > sum.inputs"), wire("b.output > sum.inputs"))


def test_with_shift_all_wires_of_an_output_are_moved(person: Person) -> None:
    person.open(
        graph(
            card("x", INPUT, shape=[8, 8, 8, 1]),
            card("y", INPUT, shape=[8, 8, 8, 1]),
            conv("a"),
            conv("b"),
            wires=["x.output > a.input", "x.output > b.input"],
        )
    )
    start, end = person.socket("x.output", False), person.socket("y.output", False)
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.mousePress(person.viewport, Qt.MouseButton.LeftButton, shift, start)
    person.move(start + QPoint(8, 30), shift)
    assert not any(item.isVisible() for item in person.window.canvas.wires.values())
    assert person.window.canvas.cards["a"].fitting == {("input", True)}
    person.move(end, shift)
    assert person.hint.text() == "y · Input · Data"
    person.release(end)
    assert person.graph.wires == (wire("y.output > a.input"), wire("y.output > b.input"))
    assert person.undo_steps() == 1


def test_with_shift_what_one_of_them_refuses_is_refused_for_all(chain: Person) -> None:
    chain.wire("x.output", "b.input")
    before = chain.graph
    start, end = chain.socket("x.output", False), chain.socket("a.output", False)
    QTest.mousePress(
        chain.viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, start
    )
    chain.move(end)
    assert chain.hint.property("refusal") is True
    assert chain.hint.text() == "That would close a circle: a would feed itself."
    chain.release(end)
    assert chain.graph is before


def test_with_shift_a_free_output_begins_a_wire_as_without(two: Person) -> None:
    start = two.socket("x.output", False)
    QTest.mousePress(
        two.viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, start
    )
    end = two.socket("a.input", True)
    two.move(end)
    two.release(end)
    assert two.graph.wires == (wire("x.output > a.input"),)


def test_the_wires_of_a_selected_card_stand_out_to_their_far_ends(chain: Person) -> None:
    canvas, theme = chain.window.canvas, chain.window.theme
    socket = canvas.cards["b"].socket_place("input", is_input=True)
    halo = socket + QPointF(-6, -6)
    chain.click(open_place(chain))
    chain.move(open_place(chain))
    plain = chain.picture().pixelColor(chain.window.view.mapFromScene(halo))
    chain.click(chain.grab_head("a"))
    assert canvas.cards["a"].lit == {("input", True), ("output", False)}
    assert canvas.cards["b"].lit == {("input", True)}
    assert canvas.cards["x"].lit == {("output", False)}
    lit = chain.picture().pixelColor(chain.window.view.mapFromScene(halo))
    assert lit != plain, "nothing is drawn round the socket at the far end"
    assert theme.kind(Kind.TENSOR) != lit, "the ring itself is not what was looked at"
    chain.click(open_place(chain))
    assert not any(item.lit for item in canvas.cards.values())


def test_a_wire_that_comes_or_goes_lights_its_sockets_or_no_more(two: Person) -> None:
    two.click(two.grab_head("a"))
    two.wire("x.output", "a.input")
    assert two.window.canvas.cards["x"].lit == {("output", False)}
    two.key("Ctrl+Z")
    assert not two.window.canvas.cards["x"].lit


def test_a_wire_under_the_mouse_lights_up_and_says_what_it_carries(chain: Person) -> None:
    canvas = chain.window.canvas
    facts = Facts(output_shape=(None, 8, 8, 8, 4), axes=tuple("BDHWC"), dtype="float32")
    chain.window.session.take_report(Report(1, {"a": facts}))
    item = canvas.wires[wire("a.output > b.input")]
    middle = item.path.pointAtPercent(0.5)
    chain.move(open_place(chain))
    assert not item.hovered
    chain.move(chain.window.view.mapFromScene(middle))
    assert item.hovered
    assert canvas.cards["b"].lit == {("input", True)}
    assert tip_at(canvas, middle) == "a · Output → b · Input\nTensor 8×8×8×4, float32"
    ring = chain.picture().pixelColor(chain.window.view.mapFromScene(item.grips[0]))
    assert ring == chain.window.theme.color("canvas"), "no grip is drawn"
    chain.move(chain.grab_head("a"))
    assert not item.hovered
    assert not canvas.cards["b"].lit


def test_a_value_on_a_wire_is_told_without_a_shape(person: Person) -> None:
    person.open(graph(card("n", "layerdeck.Integer", value=3), conv("a")))
    person.wire("n.value", "a.filters")
    item = person.window.canvas.wires[person.graph.wires[0]]
    said = tip_at(person.window.canvas, item.path.pointAtPercent(0.5))
    assert said == "n · Value → a · Filters\nInteger"


def test_when_the_mouse_leaves_the_canvas_no_wire_is_lit(chain: Person) -> None:
    item = chain.window.canvas.wires[wire("a.output > b.input")]
    chain.move(chain.window.view.mapFromScene(item.path.pointAtPercent(0.5)))
    assert item.hovered
    QApplication.sendEvent(chain.viewport, QEvent(QEvent.Type.Leave))
    assert not item.hovered
