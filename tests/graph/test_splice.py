"""Cards put into wires, taken out of them, and added at loose ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerdeck.graph import Card, EditError, End
from layerdeck.graph.blocks import with_blocks
from layerdeck.graph.edits import add, set_value
from layerdeck.graph.loose_ends import add_wired, fitting_card_types
from layerdeck.graph.splice import insert, remove_joining, why_not_insert
from layerdeck.graph.walk import in_order
from layerdeck.program import lower
from making import (
    ADD,
    CONV,
    DECK,
    DENSE,
    HE,
    INPUT,
    JOIN,
    LSTM,
    OUTPUT,
    PARAMETER,
    card,
    double_convolution,
    graph,
    graphs,
    network,
    residual,
    wire,
)


def test_what_sat_between_is_joined_and_the_rest_goes():
    made = graph(
        card("x", INPUT, shape=[8, 8, 8, 1]), card("he", HE),
        card("a", CONV, filters=1, kernel_size=1), card("b", CONV, filters=1, kernel_size=1),
        card("y", OUTPUT),
        wires=["x.output > a.input", "he.initializer > a.kernel_initializer",
               "a.output > b.input", "b.output > y.input"],
    )  # fmt: skip

    both = remove_joining(made, DECK, ["a", "b"])

    assert list(both.cards) == ["x", "he", "y"]
    assert both.wires == (wire("x.output > y.input"),)
    assert remove_joining(made, DECK, ["x", "he"]).wires == made.wires[2:]
    assert remove_joining(made, DECK, ["y"]).wires == made.wires[:3]


def test_a_card_that_the_deck_has_not_is_joined_over_too():
    made = graph(
        card("x", INPUT, shape=[8]), Card("lam", "keras.layers.Lambda"),
        card("a", DENSE, units=4), card("y", OUTPUT),
        wires=["x.output > lam.input", "lam.output > a.input", "a.output > y.input"],
    )  # fmt: skip

    assert remove_joining(made, DECK, ["lam"]).wires[0] == wire("x.output > a.input")
    assert remove_joining(made, DECK, ["lam", "a"]).wires == (wire("x.output > y.input"),)


def test_of_several_tensors_the_first_is_passed_on_in_its_place():
    made = residual(2)
    out = remove_joining(made, DECK, ["sum0"])

    assert wire("x.output > conv1.input") in out.wires
    assert out.into("sum1", "inputs") == [
        wire("x.output > sum1.inputs"),
        wire("conv1.output > sum1.inputs"),
    ]
    assert not out.out_of("conv0", "output")


@given(graphs(12), st.data())
def test_joining_leaves_wires_between_cards_that_are_there(made, data):
    chosen = data.draw(st.sets(st.sampled_from(sorted(made.cards)))) if made.cards else set()
    left = remove_joining(made, DECK, chosen)

    assert set(left.cards) == set(made.cards) - chosen
    assert all(end.card in left.cards for item in left.wires for end in item)
    assert in_order(left)[1] == set()
    lower(left, DECK)


def test_a_card_goes_into_a_wire_and_keeps_its_place_in_a_list():
    made = residual(1)
    made, conv = add(made, DECK, CONV, (0, 0), {"filters": 4, "kernel_size": 1})
    old = wire("x.output > sum0.inputs")

    inside = insert(made, DECK, conv, old)

    assert old not in inside.wires
    assert inside.into("sum0", "inputs") == [
        wire("conv3d.output > sum0.inputs"),
        wire("conv0.output > sum0.inputs"),
    ]
    assert inside.into(conv, "input") == [wire("x.output > conv3d.input")]
    assert lower(inside, DECK).problems == ()


def test_what_is_put_in_uses_what_is_free():
    made = graph(
        card("x", INPUT, shape=[4]), card("z", INPUT, shape=[4]), card("a", DENSE, units=4),
        card("sum", ADD), card("y", OUTPUT),
        wires=["x.output > a.input", "a.output > y.input", "z.output > sum.inputs"],
    )  # fmt: skip

    inside = insert(made, DECK, "sum", made.wires[1])

    assert inside.into("sum", "inputs") == [
        wire("z.output > sum.inputs"),
        wire("a.output > sum.inputs"),
    ]
    assert inside.into("y", "input") == [wire("sum.output > y.input")]


@pytest.mark.parametrize(
    ("name", "cut", "told"),
    [
        ("he", "x.output > a.input", "he has no free input that takes Tensor or no output"),
        ("a", "x.output > a.input", "The wire is one of a itself"),
        ("b", "x.output > a.input", "would close a circle"),
        ("gone", "x.output > a.input", "no card called gone"),
        ("b", "x.output > b.input", "no wire from x.output to b.input"),
        ("strange", "x.output > a.input", "their.Layer is not in the deck"),
        ("full", "x.output > a.input", "full has no free input"),
        ("y2", "x.output > a.input", "y2 has no free input that takes Tensor or no output"),
    ],
)
def test_what_cannot_be_put_in_says_why(name, cut, told):
    made = graph(
        card("x", INPUT, shape=[8, 8, 8, 1]), card("he", HE),
        card("a", CONV, filters=1, kernel_size=1), card("b", ADD), card("y", OUTPUT),
        card("full", CONV, filters=1, kernel_size=1), card("y2", OUTPUT),
        card("strange", CONV).with_(type="their.Layer"),
        wires=["x.output > a.input", "a.output > b.inputs", "b.output > y.input",
               "x.output > full.input"],
    )  # fmt: skip

    assert told in why_not_insert(made, DECK, name, wire(cut))
    with pytest.raises(EditError, match=told):
        insert(made, DECK, name, wire(cut))


def test_a_loose_output_is_given_to_a_new_card():
    made, new = add_wired(network(), DECK, JOIN, (50, 60), End("a", "output"), True)

    assert new == "concatenate"
    assert made.into(new, "inputs") == [wire("a.output > concatenate.inputs")]
    assert made.cards[new].at == (50.0, 60.0)


def test_a_loose_input_is_fed_by_a_new_card_and_lets_go_of_the_old_wire():
    made, _ = add_wired(network(), DECK, DENSE, (0, 0), End("y", "input"), False)

    assert made.into("y", "input") == [wire("dense.output > y.input")]
    assert made.out_of("a", "output") == []


def test_a_value_that_is_wired_starts_with_what_the_input_was():
    made = network(activation="relu")

    filters, parameter = add_wired(made, DECK, PARAMETER, (0, 0), End("a", "filters"), False)
    assert filters.cards[parameter].values == {"default": 4}
    named, parameter = add_wired(made, DECK, PARAMETER, (0, 0), End("a", "activation"), False)
    assert named.cards[parameter].values == {"type": "String", "default": "relu"}
    sizes, parameter = add_wired(made, DECK, PARAMETER, (0, 0), End("a", "kernel_size"), False)
    assert sizes.cards[parameter].values["default"] == (3, 3, 3)
    one, number = add_wired(made, DECK, "layerdeck.Integer", (0, 0), End("a", "strides"), False)
    assert one.cards[number].values == {"value": 1}
    for other in (filters, named, sizes, one):
        assert lower(other, DECK).problems == ()

    uneven = set_value(made, DECK, "a", "kernel_size", (3, 3, 1))
    _, number = add_wired(uneven, DECK, "layerdeck.Integer", (0, 0), End("a", "kernel_size"), False)
    assert number == "integer"


def test_a_card_that_does_not_fit_a_loose_end_says_so():
    with pytest.raises(EditError, match="He normal has no input that takes what is wanted here: T"):
        add_wired(network(), DECK, HE, (0, 0), End("a", "output"), True)
    with pytest.raises(EditError, match="Output has no output that gives"):
        add_wired(network(), DECK, OUTPUT, (0, 0), End("a", "input"), False)
    with pytest.raises(EditError, match="not in the deck"):
        add_wired(network(), DECK, "their.Layer", (0, 0), End("a", "input"), False)


@pytest.mark.parametrize(
    ("end", "from_output"),
    [
        (End("a", "output"), True), (End("a", "layer"), True), (End("a", "input"), False),
        (End("a", "filters"), False), (End("a", "kernel_initializer"), False),
        (End("l", "sequence"), False), (End("y", "input"), False),
    ],
)  # fmt: skip
def test_every_card_that_is_offered_can_be_added_wired_and_no_other(end, from_output):
    made = network().with_(blocks={"double": double_convolution()})
    made, _ = add(made, DECK, LSTM, (0, 0), {"units": 4}, "l")
    deck = with_blocks(DECK, made)

    offered = {kind.id: port for kind, port in fitting_card_types(made, deck, end, from_output)}

    for kind in deck:
        try:
            grown, new = add_wired(made, deck, kind, (0, 0), end, from_output)
        except EditError:
            assert kind not in offered
            continue
        other = End(new, offered[kind].id)
        ends = (end, other) if from_output else (other, end)
        assert any((item.source, item.target) == ends for item in grown.wires)


def test_nothing_is_offered_to_an_end_that_is_not_there():
    assert fitting_card_types(network(), DECK, End("a", "nothing"), True) == ()
    assert fitting_card_types(network(), DECK, End("gone", "input"), False) == ()
