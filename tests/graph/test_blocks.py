"""Blocks: what their cards show, and making and opening them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerdeck.deck import Kind
from layerdeck.graph import EditError, End, Graph, diff
from layerdeck.graph.blocks import (
    block_type,
    in_block_order,
    inside_of,
    put_back,
    with_blocks,
)
from layerdeck.graph.edits import add, connect, remove, set_value
from layerdeck.graph.grouping import group
from layerdeck.graph.opening import ungroup
from layerdeck.program import lower
from making import (
    ADD,
    CONV,
    DECK,
    DENSE,
    HE,
    INPUT,
    OUTPUT,
    PARAMETER,
    TIME,
    block_card,
    card,
    double_convolution,
    graph,
    line,
    residual,
)
from meaning import errors, meaning
from strategies import whole_graphs


def test_the_card_of_a_block_shows_what_its_graph_takes_and_gives():
    declared = block_type("double", double_convolution(), DECK)

    assert declared.title == "Double convolution"
    assert [(port.id, port.kind, port.default) for port in declared.arguments] == [
        ("width", Kind.INTEGER, 4)
    ]
    assert [port.id for port in declared.tensors] == ["x"]
    assert [port.id for port in declared.outputs] == ["layer", "y"]


def test_a_project_without_blocks_has_the_deck_itself():
    assert with_blocks(DECK, Graph()) is DECK


def test_a_block_s_card_is_placed_wired_and_set_like_any_other():
    made = line(card("a", INPUT, shape=[8, 8, 8, 1]), card("b", OUTPUT))
    made = made.with_(wires=(), blocks={"double": double_convolution()})
    deck = with_blocks(DECK, made)
    made, block = add(made, deck, "block:double", (0, 0))
    made = connect(made, deck, End("a", "output"), End(block, "x"))
    made = connect(made, deck, End(block, "y"), End("b", "input"))
    made = set_value(made, deck, block, "width", 8)

    assert block == "double_1"
    assert made.cards["double_1"].values == {"width": 8}
    assert lower(made, DECK).problems == ()
    with pytest.raises(EditError, match="takes a whole number, and got 'wide'"):
        set_value(made, deck, block, "width", "wide")


def test_blocks_within_others_come_first_and_circles_are_told():
    blocks = {
        "outer": graph(card("i", INPUT).with_(id="i", type="block:inner")),
        "inner": double_convolution(),
        "one": graph(card("o", INPUT).with_(type="block:two")),
        "two": graph(card("o", INPUT).with_(type="block:one")),
        "unused": double_convolution(),
    }
    whole = graph(
        card("a", INPUT).with_(type="block:outer"), card("b", INPUT).with_(type="block:one")
    )

    assert in_block_order(blocks, whole) == (["inner", "outer"], {"one", "two"})


def test_a_change_inside_a_block_changes_its_cards_and_no_others():
    old = graph(
        card("a", INPUT).with_(type="block:outer"),
        card("b", INPUT).with_(type="block:other"),
    ).with_(
        blocks={
            "double": double_convolution(),
            "outer": graph(card("i", INPUT).with_(type="block:double")),
            "other": double_convolution(),
        }
    )
    new = old.with_(blocks={**old.blocks, "double": double_convolution(8)})

    changes = diff(old, new)

    assert changes.changed == ("a",)
    assert changes.moved == ()
    assert changes.of_meaning


def chain() -> Graph:
    return graph(
        card("x", INPUT, shape=[8, 8, 8, 1]),
        card("he", HE),
        card("width", PARAMETER, default=4),
        card("first", CONV, filters=1, kernel_size=3),
        card("second", CONV, filters=2, kernel_size=1),
        card("last", CONV, filters=2, kernel_size=1),
        card("y", OUTPUT),
        wires=["x.output > first.input", "width.value > first.filters",
               "he.initializer > first.kernel_initializer", "first.output > second.input",
               "second.output > last.input", "last.output > y.input"],
    )  # fmt: skip


def test_grouped_cards_become_a_block_and_mean_the_same():
    made, block = group(
        chain(), DECK, ["first", "second"], "My block", {End("x", "output"): (8, 8, 8, 1)}
    )

    assert list(made.cards) == ["x", "width", "last", "y", block]
    assert block == "my_block_1"
    inside = made.blocks["my_block"]
    assert inside.cards["x"].values == {"shape": (8, 8, 8, 1)}
    assert inside.cards["width"].values == {"default": 4}
    assert "he" in inside.cards
    assert meaning(lower(made, DECK).program) == meaning(lower(chain(), DECK).program)


def test_outputs_of_a_block_are_called_after_what_makes_them():
    made = graph(
        card("x", INPUT, shape=[8, 8, 8, 1]), card("enc", CONV, filters=4),
        card("pool", "keras.layers.MaxPooling3D"),
        card("skip", OUTPUT), card("y", OUTPUT),
        wires=["x.output > enc.input", "enc.output > pool.input", "enc.output > skip.input",
               "pool.output > y.input"],
    )  # fmt: skip
    made, block = group(made, DECK, ["enc", "pool"], "Encoder")
    declared = with_blocks(DECK, made)[made.cards[block].type]
    titles = {port.id: port.title for port in declared.outputs if port.kind is Kind.TENSOR}
    assert titles == {"enc_output": "Enc output", "pool_output": "Pool output"}
    ends = {wire.target.card: str(wire.source) for wire in made.wires_of(block)}
    assert (ends["skip"], ends["y"]) == (f"{block}.enc_output", f"{block}.pool_output")


def test_opening_a_block_up_gives_back_what_was_grouped():
    made, block = group(chain(), DECK, ["first", "second"])
    opened = ungroup(made, DECK, block)

    assert set(opened.cards) == set(chain().cards)
    assert set(opened.wires) == set(chain().wires)
    assert opened.blocks == {}


def test_what_is_opened_up_lies_where_it_lay_before_it_was_grouped():
    places = enumerate(chain().cards.values())
    laid = {one.id: one.with_(at=(300.0 * n, 70.0 * n * n)) for n, one in places}
    before = chain().with_(cards=laid)
    made, block = group(before, DECK, ["first", "second"])
    opened = ungroup(made, DECK, block)

    assert {key: one.at for key, one in opened.cards.items()} == {
        key: one.at for key, one in laid.items()
    }


def test_a_value_given_to_a_block_is_written_where_it_went():
    made = line(card("x", INPUT, shape=[8, 8, 8, 1]), card("y", OUTPUT))
    made = made.with_(wires=(), blocks={"double": double_convolution()})
    deck = with_blocks(DECK, made)
    made, block = add(made, deck, "block:double", (0, 0), {"width": 6})
    made = connect(made, deck, End("x", "output"), End(block, "x"))
    made = connect(made, deck, End(block, "y"), End("y", "input"))
    opened = ungroup(made, deck, block)

    assert opened.cards["first"].values["filters"] == 6
    assert meaning(lower(opened, DECK).program) == meaning(lower(made, DECK).program)


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        (["x", "y"], "inputs and outputs stay outside"),
        (["first", "last"], "second lies between the selected cards"),
    ],
)
def test_what_cannot_be_a_block_is_told(chosen, told):
    with pytest.raises(EditError, match=told):
        group(chain(), DECK, chosen)


def test_a_layer_wired_across_the_border_is_told():
    made = graph(
        card("x", INPUT, shape=[4, 8, 8, 8, 1]), card("conv", CONV, filters=1, kernel_size=1),
        card("steps", TIME), card("y", OUTPUT),
        wires=["conv.layer > steps.layer", "x.output > steps.input", "steps.output > y.input"],
    )  # fmt: skip

    with pytest.raises(EditError, match="a block gives tensors only"):
        group(made, DECK, ["conv"])
    with pytest.raises(EditError, match="Select conv too"):
        group(made, DECK, ["steps"])


def test_an_initializer_that_others_use_too_is_copied_into_the_block():
    made = graph(
        card("x", INPUT, shape=[8, 8, 8, 1]), card("he", HE), card("seed", "layerdeck.Integer"),
        card("a", CONV, filters=1, kernel_size=1), card("b", CONV, filters=1, kernel_size=1),
        card("y", OUTPUT),
        wires=["x.output > a.input", "a.output > b.input", "b.output > y.input",
               "he.initializer > a.kernel_initializer", "he.initializer > b.kernel_initializer",
               "seed.value > he.seed"],
    )  # fmt: skip
    for chosen in (["b"], ["b", "he"], ["b", "he", "seed"]):
        grouped, _ = group(made, DECK, chosen)
        assert "he" in grouped.blocks["block"].cards
        assert "he" in grouped.cards
        assert meaning(lower(grouped, DECK).program) == meaning(lower(made, DECK).program)


def test_a_block_wired_as_a_layer_is_not_opened_up():
    made = graph(
        card("x", INPUT, shape=[4, 8, 8, 8, 1]), card("steps", TIME), card("y", OUTPUT),
        card("frame", INPUT).with_(type="block:double", values={}),
        wires=["frame.layer > steps.layer", "x.output > steps.input", "steps.output > y.input"],
    ).with_(blocks={"double": double_convolution()})  # fmt: skip

    with pytest.raises(EditError, match="wired as a layer"):
        ungroup(made, with_blocks(DECK, made), "frame")


def test_two_inputs_of_one_list_keep_their_order():
    made = graph(
        card("a", INPUT, shape=[4]), card("b", INPUT, shape=[4]),
        card("da", DENSE, units=3), card("db", DENSE, units=3), card("sum", ADD), card("y", OUTPUT),
        wires=["a.output > da.input", "b.output > db.input", "db.output > sum.inputs",
               "da.output > sum.inputs", "db.output > sum.inputs", "sum.output > y.input"],
    )  # fmt: skip
    grouped, block = group(made, DECK, ["da", "db"])

    assert meaning(lower(grouped, DECK).program) == meaning(lower(made, DECK).program)
    opened = ungroup(grouped, with_blocks(DECK, grouped), block)
    assert meaning(lower(opened, DECK).program) == meaning(lower(made, DECK).program)


def test_what_makes_no_tensor_is_no_block():
    made = graph(card("he", HE), card("width", "layerdeck.Integer", value=3))

    with pytest.raises(EditError, match="Select layers too: a block gives tensors"):
        group(made, DECK, ["he", "width"])


def test_1000_layers_are_grouped_and_opened_up():
    made = residual(1000)
    grouped, block = group(made, DECK, [key for key in made.cards if key not in "xy"])

    assert len(grouped.cards) == 3
    assert set(ungroup(grouped, with_blocks(DECK, grouped), block).wires) == set(made.wires)


@given(whole_graphs(DECK), st.data())
def test_grouping_never_changes_what_a_graph_means(made, data):
    chosen = data.draw(st.sets(st.sampled_from(list(made.cards))))
    try:
        grouped, block = group(made, DECK, chosen)
    except EditError:
        return
    before = lower(made, DECK)
    after = lower(grouped, DECK)

    assert errors(after) == errors(before) == []
    assert meaning(after.program) == meaning(before.program)
    opened = ungroup(grouped, with_blocks(DECK, grouped), block)
    assert meaning(lower(opened, DECK).program) == meaning(before.program)
    assert set(opened.cards) == set(made.cards)


def test_a_block_whose_last_card_is_opened_up_or_removed_is_still_there_for_undo():
    made, block = group(chain(), DECK, ["first", "second"])

    assert remove(made, [block]).blocks == made.blocks


def test_opening_a_block_up_inside_another_forgets_none_that_is_used_elsewhere():
    whole = graph(block_card("o", "outer"), block_card("e", "elsewhere")).with_(
        blocks={
            "outer": graph(block_card("i", "inner")),
            "inner": double_convolution(),
            "elsewhere": double_convolution(),
        }
    )
    opened = ungroup(inside_of(whole, "outer"), with_blocks(DECK, whole), "i")

    after = put_back(whole, "outer", opened)

    assert set(after.blocks) == {"outer", "elsewhere"}
    assert set(after.blocks["outer"].cards) == {"first", "second"}


def test_a_value_that_is_written_on_opening_up_takes_its_declared_form():
    """Of a value that is the default of where it goes, a card says nothing."""
    block = graph(
        card("size", PARAMETER, default=2), card("x", INPUT), card("y", OUTPUT),
        card("conv", CONV, filters=1, kernel_size=3),
        wires=["x.output > conv.input", "size.value > conv.strides", "conv.output > y.input"],
    )  # fmt: skip
    made = graph(block_card("one", "b", size=1), block_card("two", "b")).with_(blocks={"b": block})
    deck = with_blocks(DECK, made)

    opened = ungroup(ungroup(made, deck, "one"), deck, "two")

    assert "strides" not in opened.cards["conv"].values
    assert opened.cards["conv_2"].values["strides"] == (2, 2, 2)
