"""Edits: each gives a new Graph, or refuses in a sentence and changes nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerdeck.graph import EditError, End, Graph
from layerdeck.graph.edits import (
    add,
    connect,
    disconnect,
    move,
    remove,
    rename,
    reset_value,
    reset_values,
    set_value,
    set_values,
    why_not_connect,
)
from layerdeck.graph.naming import Ids, fresh_id, is_identifier, stem
from layerdeck.graph.walk import in_order
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
    edited,
    graph,
    graphs,
    line,
    residual,
    wire,
)


@pytest.fixture
def small() -> Graph:
    return line(
        card("volume", INPUT, shape=[8, 8, 8, 1]),
        card("conv", CONV, filters=4, kernel_size=3),
        card("result", OUTPUT),
    )


def test_a_new_card_starts_with_the_values_its_type_suggests():
    made, card_id = add(Graph(), DECK, CONV, (10, 20))

    assert card_id == "conv3d"
    assert made.cards["conv3d"].at == (10.0, 20.0)
    assert made.cards["conv3d"].values == {"filters": 32, "kernel_size": (3, 3, 3)}


def test_the_second_card_of_a_type_is_numbered():
    made, _ = add(Graph(), DECK, CONV, (0, 0))
    made, second = add(made, DECK, CONV, (0, 0))
    _, third = add(made, DECK, CONV, (0, 0))

    assert (second, third) == ("conv3d_2", "conv3d_3")


def test_every_type_of_card_can_be_placed_and_names_it_well():
    made = Graph()
    for card_type in DECK:
        made, card_id = add(made, DECK, card_type, (0, 0))
        assert is_identifier(card_id)

    assert len(made.cards) == len(DECK)
    assert stem(DECK["keras.layers.Conv3DTranspose"]) == "conv3d_transpose"
    assert stem(DECK["keras.layers.ConvLSTM3D"]) == "conv_lstm3d"


def test_a_value_equal_to_the_default_is_not_kept(small):
    changed = set_value(small, DECK, "conv", "padding", "same")
    assert changed.cards["conv"].values["padding"] == "same"

    assert set_value(changed, DECK, "conv", "padding", "valid") == small
    assert reset_value(changed, "conv", "padding") == small


def test_a_value_is_given_to_several_cards_or_to_none(small):
    made = add(small, DECK, "keras.layers.Conv2D", (0, 0), card_id="flat")[0]
    changed = set_values(made, DECK, ["conv", "flat"], "filters", 8)
    assert [changed.cards[name].values["filters"] for name in ("conv", "flat")] == [8, 8]
    assert "filters" not in reset_values(changed, ["flat"], "filters").cards["flat"].values
    with pytest.raises(EditError, match="Kernel size takes 2 values"):
        set_values(made, DECK, ["conv", "flat"], "kernel_size", (3, 3, 3))
    assert set_values(made, DECK, [], "filters", 8) == made


def test_values_keep_the_order_of_the_card_whichever_was_set_first(small):
    changed = set_value(small, DECK, "conv", "activation", "relu")
    changed = set_value(changed, DECK, "conv", "strides", 2)
    changed = set_value(changed, DECK, "conv", "filters", 8)

    assert list(changed.cards["conv"].values) == ["filters", "kernel_size", "strides", "activation"]


def test_a_parameter_whose_type_is_changed_takes_its_default_along():
    made = graph(card("p", PARAMETER, default=16))

    assert repr(set_value(made, DECK, "p", "type", "Float").cards["p"].values["default"]) == "16.0"
    text = set_value(made, DECK, "p", "type", "String")
    assert text.cards["p"].values["default"] == 16, "what does not fit stays, to be reported"


def test_one_number_stands_for_every_axis(small):
    changed = set_value(small, DECK, "conv", "strides", 2)

    assert changed.cards["conv"].values["strides"] == (2, 2, 2)


@pytest.mark.parametrize(
    ("port", "value", "message"),
    [
        ("filters", 0, "Filters must be at least 1, and got 0."),
        ("filters", 2.5, "Filters takes a whole number, and got 2.5."),
        ("filters", True, "Filters takes a whole number, and got True."),
        ("kernel_size", [3, 3], "Kernel size takes 3 values (depth, height, width), and got 2"),
        ("padding", "reflect", "Padding takes Valid, Same, and got 'reflect'."),
        ("groups_", 1, "Convolution 3D has no input called groups_."),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_what_was_received(small, port, value, message):
    with pytest.raises(EditError) as refused:
        set_value(small, DECK, "conv", port, value)

    assert str(refused.value).startswith(message)


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        ("volume.output", "conv.filters", "Filters: This input takes an Integer, and the output"),
        ("conv.layer", "result.input", "Data: This input takes a Tensor, and the output gives a L"),
        ("conv.output", "conv.input", "That would close a circle: conv is fed by conv already."),
        ("conv.weights", "result.input", "Convolution 3D has no output called weights."),
        ("volume.output", "conv.window", "Convolution 3D has no input called window."),
        ("nobody.output", "conv.input", "There is no card called nobody."),
    ],
)
def test_a_wire_that_may_not_be_says_why(small, source, target, message):
    source, target = wire(f"{source} > {target}")

    assert why_not_connect(small, DECK, source, target).startswith(message)
    with pytest.raises(EditError):
        connect(small, DECK, source, target)


def test_an_input_lets_go_of_the_wire_it_had(small):
    more = small.with_(cards={**small.cards, "other": card("other", INPUT, shape=[8, 8, 8, 1])})
    rewired = connect(more, DECK, End("other", "output"), End("conv", "input"))

    assert rewired.into("conv", "input") == [wire("other.output > conv.input")]
    assert wire("conv.output > result.input") in rewired.wires


def test_a_list_of_tensors_keeps_its_wires_in_order():
    made = graph(card("a", INPUT), card("b", INPUT), card("both", JOIN))
    made = connect(made, DECK, End("b", "output"), End("both", "inputs"))
    made = connect(made, DECK, End("a", "output"), End("both", "inputs"))

    assert [item.source.card for item in made.into("both", "inputs")] == ["b", "a"]


def test_a_wire_is_there_once(small):
    reason = why_not_connect(small, DECK, End("volume", "output"), End("conv", "input"))

    assert reason == "volume.output and conv.input are wired already."


def test_of_a_wire_that_a_file_holds_twice_one_is_taken_away():
    made = graph(card("x", INPUT), card("twice", ADD), wires=["x.output > twice.inputs"] * 2)

    assert disconnect(made, made.wires[0]).wires == made.wires[:1]


def test_removing_a_card_takes_its_wires_along(small):
    left = remove(small, ["conv"])

    assert list(left.cards) == ["volume", "result"]
    assert left.wires == ()
    assert remove(small, [], [wire("volume.output > conv.input")]).wires == small.wires[1:]


def test_moving_touches_only_the_place(small):
    moved = move(small, {"conv": (5, 6), "nobody": (1, 1)})

    assert moved.cards["conv"].with_(at=(0.0, 0.0)) == small.cards["conv"]
    assert moved.cards["volume"] is small.cards["volume"]
    assert moved.wires is small.wires


def test_renaming_keeps_the_order_and_the_wires(small):
    renamed = rename(small, "conv", "enc1")

    assert list(renamed.cards) == ["volume", "enc1", "result"]
    assert renamed.wires == line(*renamed.cards.values()).wires


@pytest.mark.parametrize("name", ["", "2nd", "a b", "class", "None", "a-b", "ﬁlter", "𝐱"])
def test_a_name_that_is_none_in_python_is_refused(small, name):
    with pytest.raises(EditError, match="cannot name a card"):
        rename(small, "conv", name)


def test_a_name_that_is_taken_is_refused(small):
    with pytest.raises(EditError, match="There is a card called volume already"):
        rename(small, "conv", "volume")


def test_names_of_every_script_may_be_used(small):
    assert "größe" in rename(small, "conv", "größe").cards


@pytest.mark.parametrize(
    ("before", "output_type", "fits"),
    [("Integer", "Integer", True), ("String", "String", False), ("List of Integer", "", False)],
)
def test_a_parameter_gives_what_its_type_says(before, output_type, fits):
    default = {"Integer": 3, "String": "x", "List of Integer": [1]}[before]
    made = graph(card("n", PARAMETER, type=before, default=default), card("units", DENSE, units=1))

    reason = why_not_connect(made, DECK, End("n", "value"), End("units", "units"))

    assert (reason == "") is fits
    assert output_type in reason or fits


def test_states_are_outputs_only_while_return_state_is_on():
    made = graph(card("x", INPUT), card("lstm", LSTM, units=2), card("y", OUTPUT))
    state, y = End("lstm", "state_h"), End("y", "input")
    assert why_not_connect(made, DECK, state, y) == "LSTM has no output called state_h."

    assert (
        why_not_connect(set_value(made, DECK, "lstm", "return_state", True), DECK, state, y) == ""
    )


@given(graphs())
def test_connecting_never_closes_a_circle(made):
    _, circle = in_order(made)

    assert not circle


@given(graphs(), st.data())
def test_an_edit_leaves_the_graph_it_was_made_from_as_it_was(made, data):
    before = (made.name, dict(made.cards), made.wires)

    data.draw(edited(made))

    assert (made.name, dict(made.cards), made.wires) == before


def test_a_residual_network_of_1000_blocks_is_checked():
    """It has 2 to the power of 1000 ways through: a check along each would never end."""
    reason = why_not_connect(residual(1000), DECK, End("sum999", "output"), End("conv0", "input"))

    assert reason == "That would close a circle: sum999 is fed by conv0 already."


def test_fresh_ids_count_on_from_the_number_they_have():
    made = graph(card("he", HE), card("he_2", HE), card("level_0", HE))

    assert fresh_id(made, "he") == fresh_id(made, "he_2") == "he_3"
    assert fresh_id(made, "glorot") == "glorot"
    assert fresh_id(made, "level_0") == "level_0_2"


def test_a_thousand_ids_of_one_stem_are_given_out_in_turn():
    ids = Ids(["conv", "conv_2", "other"])

    given = [ids.take("conv_2") for _ in range(1000)]

    assert given[0] == "conv_3" and given[-1] == "conv_1002" and len(set(given)) == 1000
    assert ids.take("conv_5000") == "conv_5000"
    assert ids.take("conv") == "conv_1003"
