"""Wires dragged by mouse: what joins, what is refused and why, and what lights up meanwhile."""

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QColor

from layerdeck.graph import End
from layerdeck.graph.edits import move
from making import ADD, HE, INPUT, LSTM, OUTPUT, UP, card, graph, wire
from person import Person
from two_convolutions import conv, open_place


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
    assert person.viewport.geometry().contains(person.hint.geometry())
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
