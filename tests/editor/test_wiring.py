"""Wires dragged by mouse: what joins, what is refused and why, and what lights up meanwhile."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from layerdeck.deck import Kind
from layerdeck.editor.canvas.tips import tip_at
from layerdeck.graph import End
from layerdeck.graph.edits import move
from layerdeck.program import Facts, Report
from making import ADD, CONV, HE, INPUT, LSTM, OUTPUT, UP, card, graph, line, wire
from person import Person


def conv(card_id: str, **values: object):
    return card(card_id, CONV, **{"filters": 4, "kernel_size": 3, **values})


@pytest.fixture
def two(person: Person) -> Person:
    """An Input and two convolutions, not wired."""
    person.open(graph(card("x", INPUT, shape=[8, 8, 8, 1]), conv("a"), conv("b")))
    return person


@pytest.fixture
def chain(person: Person) -> Person:
    """The same, wired in a row."""
    person.open(line(card("x", INPUT, shape=[8, 8, 8, 1]), conv("a"), conv("b")))
    return person


def open_place(person: Person) -> QPoint:
    """A place of the canvas where there is no card."""
    return QPoint(60, person.viewport.height() - 40)


def test_from_an_output_to_an_input_and_backwards(two: Person) -> None:
    two.wire("x.output", "a.input")
    assert two.graph.wires == (wire("x.output > a.input"),)
    two.drag_wire(two.socket("b.input", True), two.socket("a.output", False))
    assert two.graph.wires == (wire("x.output > a.input"), wire("a.output > b.input"))
    assert set(two.window.canvas.wires) == set(two.graph.wires)
    assert two.undo_steps() == 2


def test_a_wire_snaps_to_a_fitting_socket_near_by(two: Person) -> None:
    target = two.socket("a.input", True)
    two.pick_up("x.output", is_input=False)
    two.move(target + QPoint(-20, 6))
    assert two.hint is not None
    assert two.hint.text() == "a · Convolution 3D · Input"
    assert not two.hint.property("refusal")
    two.release(target + QPoint(-20, 6))
    assert two.graph.wires == (wire("x.output > a.input"),)
    assert two.hint is None


def test_too_far_away_it_does_not_snap(two: Person) -> None:
    target = two.socket("a.input", True)
    two.drag_wire(two.socket("x.output", False), target + QPoint(-40, 0))
    assert two.graph.wires == ()


def test_dropped_on_a_card_it_takes_the_first_free_fitting_port(person: Person) -> None:
    person.open(
        graph(
            card("n", "layerdeck.Integer", value=3),
            card("he", HE),
            conv("a"),
            wires=["n.value > a.filters"],
        )
    )
    head = person.grab_head("a")
    # Filters is taken, so the next one that is always on show; groups would come later.
    person.drag_wire(person.socket("n.value", False), head)
    assert person.graph.wires[-1] == wire("n.value > a.kernel_size")
    # An initializer fits only what is hidden: the first of them.
    person.drag_wire(person.socket("he.initializer", False), head)
    assert person.graph.wires[-1] == wire("he.initializer > a.kernel_initializer")
    person.drag_wire(person.socket("he.initializer", False), head)
    assert person.graph.wires[-1] == wire("he.initializer > a.bias_initializer")


def test_dropped_backwards_on_a_card_it_takes_the_fitting_output(two: Person) -> None:
    two.drag_wire(two.socket("b.input", True), two.grab_head("a"))
    assert two.graph.wires == (wire("a.output > b.input"),)


def test_a_card_with_nothing_free_says_so(two: Person) -> None:
    two.wire("x.output", "a.input")
    before = two.graph
    two.pick_up("b.output", is_input=False)
    two.move(two.grab_head("a"))
    assert two.hint is not None
    assert two.hint.text() == "a · Convolution 3D has no free input that fits this wire."
    two.release(two.grab_head("a"))
    assert two.graph is before


def test_a_socket_that_is_taken_changes_its_wire(two: Person) -> None:
    two.wire("x.output", "b.input")
    two.wire("a.output", "b.input")
    assert two.graph.wires == (wire("a.output > b.input"),)


def test_an_inputs_end_dragged_into_the_open_is_detached(chain: Person) -> None:
    end = chain.socket("b.input", True)
    chain.press(end)
    chain.move(open_place(chain))
    taken = chain.window.canvas.wires[wire("a.output > b.input")]
    assert not taken.isVisible(), "the wire is drawn twice while it is dragged"
    chain.release(open_place(chain))
    assert chain.graph.wires == (wire("x.output > a.input"),)
    assert chain.undo_steps() == 1


def test_an_inputs_end_dragged_onto_another_is_rewired_in_one_step(chain: Person) -> None:
    before = chain.graph
    chain.drag_wire(chain.socket("a.input", True), chain.socket("b.input", True))
    assert chain.graph.wires == (wire("x.output > b.input"),)
    chain.key("Ctrl+Z")
    assert chain.graph == before


def test_an_inputs_end_put_back_changes_nothing(chain: Person) -> None:
    before = chain.graph
    place = chain.socket("b.input", True)
    chain.press(place)
    chain.move(place + QPoint(-60, 40))
    chain.move(place)
    chain.release(place)
    assert chain.graph is before
    assert chain.window.canvas.wires[wire("a.output > b.input")].isVisible()


def test_a_list_takes_several_in_order_and_gives_back_the_last(person: Person) -> None:
    person.open(graph(conv("a"), conv("b"), card("sum", ADD)))
    person.wire("b.output", "sum.inputs")
    person.wire("a.output", "sum.inputs")
    person.wire("b.output", "sum.inputs")
    sources = [found.source.card for found in person.graph.into("sum", "inputs")]
    assert sources[:2] == ["b", "a"]
    count = len(sources)
    person.drag_wire(person.socket("sum.inputs", True), open_place(person))
    left = [found.source.card for found in person.graph.into("sum", "inputs")]
    assert left == sources[: count - 1]


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        (
            "he.initializer",
            "a.filters",
            "Filters: This input takes an Integer, and the output gives an Initializer.",
        ),
        (
            "list.value",
            "a.filters",
            "Filters: This input takes one Integer, and the output gives a list of them.",
        ),
    ],
)
def test_what_does_not_fit_is_refused_at_the_cursor(
    person: Person, source: str, target: str, said: str
) -> None:
    person.open(graph(card("he", HE), card("list", "layerdeck.ListOfInteger"), conv("a")))
    before = person.graph
    spoken: list[str] = []
    person.window.session.said.connect(spoken.append)
    place = person.socket(target, True)
    person.pick_up(source, is_input=False)
    person.move(place)
    assert person.hint is not None, "nothing is said at the cursor"
    assert person.hint.text() == said
    assert person.hint.property("refusal") is True
    assert person.viewport.rect().contains(person.hint.geometry())
    bad: QColor = person.window.theme.color("bad")
    edge = person.hint.grab().toImage().pixelColor(person.hint.width() // 2, 0)
    assert edge == bad, "a refusal does not look like one"
    person.release(place)
    assert person.graph is before
    assert spoken == [said]
    assert person.hint is None


def test_two_outputs_are_not_joined(two: Person) -> None:
    two.pick_up("x.output", is_input=False)
    place = two.socket("a.output", False)
    two.move(place)
    assert two.hint is not None
    assert two.hint.text() == "A wire joins an output and an input; Output is an output too."
    two.release(place)
    assert two.graph.wires == ()


def test_a_circle_is_refused_in_a_sentence(chain: Person) -> None:
    before = chain.graph
    place = chain.socket("a.input", True)
    chain.pick_up("b.output", is_input=False)
    chain.move(place)
    assert chain.hint is not None
    assert chain.hint.text() == "That would close a circle: b is fed by a already."
    chain.release(place)
    assert chain.graph is before


def test_a_card_is_not_wired_to_itself(two: Person) -> None:
    two.pick_up("a.output", is_input=False)
    place = two.socket("a.input", True)
    two.move(place)
    assert two.hint is not None
    assert two.hint.text() == "That would close a circle: a would feed itself."
    two.release(place)
    assert two.graph.wires == ()


def test_while_dragging_fitting_sockets_are_lit_and_others_dimmed(two: Person) -> None:
    items = two.window.canvas.cards
    place = two.window.canvas.cards["a"].socket_place("filters", is_input=True)
    integer = two.window.theme.kind(items["a"].layout.row("filters", is_input=True).port.kind)
    assert two.color_near(place, integer, reach=7)
    assert items["a"].fitting is None

    two.pick_up("x.output", is_input=False)
    two.move(open_place(two))
    assert items["a"].fitting == {("input", True)}
    assert items["b"].fitting == {("input", True)}
    assert items["x"].fitting == {("output", False)}
    assert not two.color_near(place, integer, reach=7), "a socket that does not fit is not dimmed"
    tensor = two.window.theme.kind(items["a"].layout.row("input", is_input=True).port.kind)
    fitting = items["a"].socket_place("input", is_input=True)
    assert two.color_near(fitting, tensor, reach=7)

    two.release(open_place(two))
    assert all(item.fitting is None for item in items.values())
    assert two.color_near(place, integer, reach=7)


def test_the_states_of_a_layer_fit_only_while_they_are_returned(person: Person) -> None:
    person.open(
        graph(card("x", INPUT, shape=[8, 4]), card("lstm", LSTM, units=4), card("y", OUTPUT))
    )
    item = person.window.canvas.cards["lstm"]
    outputs = [row.port.id for row in item.layout.rows if not row.is_input]
    person.open_inputs("lstm")
    person.click(person.chip("lstm.return_state"))
    more = [row.port.id for row in item.layout.rows if not row.is_input]
    assert len(more) > len(outputs)
    state = next(port for port in more if port not in outputs)
    person.wire(f"lstm.{state}", "y.input")
    assert person.graph.wires == (wire(f"lstm.{state} > y.input"),)


def test_escape_during_a_drag_lets_go(chain: Person) -> None:
    before = chain.graph
    place = chain.socket("b.input", True)
    chain.press(place)
    chain.move(open_place(chain))
    chain.key("Esc")
    assert chain.window.canvas.wire_drag is None
    assert chain.window.canvas.wires[wire("a.output > b.input")].isVisible()
    assert all(item.fitting is None for item in chain.window.canvas.cards.values())
    chain.release(open_place(chain))
    assert chain.graph is before
    assert not chain.window.session.selected


def test_let_go_outside_the_canvas_it_is_dropped_in_the_open(two: Person) -> None:
    two.pick_up("x.output", is_input=False)
    two.move(QPoint(-120, 300))
    two.release(QPoint(-120, 300))
    assert two.window.canvas.wire_drag is None
    assert two.graph.wires == ()
    assert two.hint is None
    two.wire("x.output", "a.input")
    assert two.graph.wires == (wire("x.output > a.input"),)


def test_undo_while_dragging_ends_the_drag(two: Person) -> None:
    two.wire("x.output", "a.input")
    two.press(two.socket("a.input", True))
    two.move(open_place(two))
    two.key("Ctrl+Z")
    assert two.graph.wires == ()
    assert two.window.canvas.wire_drag is None
    assert not two.window.canvas.wires
    two.release(open_place(two))
    assert two.graph.wires == ()
    two.key("Ctrl+Shift+Z")
    assert two.graph.wires == (wire("x.output > a.input"),)


def test_undo_of_the_card_that_a_wire_is_dragged_from(two: Person) -> None:
    two.drag_from_deck("Transposed convolution 3D", (300, 320))
    (added,) = (item.id for item in two.graph.cards.values() if item.type == UP)
    two.pick_up(f"{added}.output", is_input=False)
    two.move(open_place(two))
    two.key("Ctrl+Z")
    assert added not in two.graph.cards
    two.move(open_place(two) + QPoint(10, 0))
    two.release(open_place(two))
    assert not two.graph.wires


def test_a_wire_to_a_hidden_input_ends_at_its_socket_and_shows_it(person: Person) -> None:
    person.open(graph(card("he", HE), conv("a")))
    item = person.window.canvas.cards["a"]
    assert item.layout.row("kernel_initializer", is_input=True) is None
    person.drag_wire(person.socket("he.initializer", False), person.grab_head("a"))
    assert item.layout.row("kernel_initializer", is_input=True) is not None
    (found,) = person.window.canvas.wires.values()
    assert found.wire.target == End("a", "kernel_initializer")
    assert found.path.currentPosition() == item.socket_place("kernel_initializer", is_input=True)


def grip(person: Person, text: str, end: int) -> QPoint:
    """Where the end of a wire is held: 0 for its output's, 1 for its input's."""
    return person.window.view.mapFromScene(person.window.canvas.wires[wire(text)].grips[end])


def test_over_a_card_the_nearest_fitting_socket_is_taken(person: Person) -> None:
    person.open(graph(card("n", "layerdeck.Integer", value=3), conv("a"), conv("b")))
    # Between Filters and Kernel size, both free, but nearer to the second.
    place = person.socket("a.kernel_size", True) + QPoint(16, -8)
    person.pick_up("n.value", is_input=False)
    person.move(place)
    assert person.hint.text() == "a · Convolution 3D · Kernel size"
    person.release(place)
    assert person.graph.wires == (wire("n.value > a.kernel_size"),)


def test_the_row_under_the_mouse_is_taken_wherever_it_is_met(person: Person) -> None:
    person.open(graph(card("n", "layerdeck.Integer", value=3), conv("a")))
    place = person.chip("a.strides") + QPoint(4, 0)
    person.drag_wire(person.socket("n.value", False), place)
    assert person.graph.wires == (wire("n.value > a.strides"),)


def test_of_sockets_on_several_cards_the_nearest_is_taken(two: Person) -> None:
    deck = two.window.session
    there = two.window.canvas.cards["a"].socket_place("input", is_input=True)
    other = two.window.canvas.cards["b"]
    from_corner = other.socket_place("input", is_input=True) - other.pos()
    at = there + QPointF(0, 30) - from_corner
    deck.edit("Move", move, {"b": (at.x(), at.y())})
    two.settle()
    for nearer, down in (("a", 11), ("b", 19)):
        two.pick_up("x.output", is_input=False)
        two.move(two.window.view.mapFromScene(there + QPointF(-14, down)))
        assert two.hint.text().startswith(f"{nearer} · ")
        two.key("Esc")
        two.release(open_place(two))


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
