"""Fixes of cards inside blocks, applied from outside."""

import pytest

from layerdeck.graph import EditError, Graph
from layerdeck.graph.blocks import inside_of, with_blocks
from layerdeck.graph.fixes import Change, Fix, apply, effect, setting
from making import CONV, DECK, INPUT, OUTPUT, block_card, card, double_convolution, graph


def project(cards: int = 1, **values: object) -> Graph:
    """`wide`, a double convolution, within `outer`, a block that is used so many times."""
    outer = graph(
        card("x", INPUT, shape=[8, 8, 8, 1]), block_card("wide", "double", **values),
        card("y", OUTPUT), wires=["x.output > wide.x", "wide.y > y.input"], name="Outer",
    )  # fmt: skip
    blocks = {"double": double_convolution(), "outer": outer}
    return graph(*(block_card(f"part{number}", "outer") for number in range(cards))).with_(
        blocks=blocks
    )


def fixed(made: Graph, fix: Fix) -> Graph:
    return apply(made, with_blocks(DECK, made), fix)


def told(made: Graph, fix: Fix) -> str:
    return effect(fix, made, with_blocks(DECK, made))


def test_a_value_is_set_in_the_block_that_holds_the_card():
    made = project()
    fix = setting("Set kernel size to 1", "part0/wide/first", "kernel_size", 1)
    after = fixed(made, fix)
    assert after.blocks["double"].cards["first"].values["kernel_size"] == (1, 1, 1)
    assert after.cards == made.cards and after.blocks["outer"] == made.blocks["outer"]
    assert not after.blocks["double"].blocks, "a block holds no others"
    assert told(made, fix) == "changes Double convolution"


def test_a_value_that_a_parameter_gives_is_set_where_the_parameter_is_given():
    made = project(width=6)
    fix = setting("Set filters to 3", "part0/wide/first", "filters", 3)
    after = fixed(made, fix)
    assert after.blocks["outer"].cards["wide"].values["width"] == 3
    assert after.blocks["double"] == made.blocks["double"]
    assert told(made, fix) == "changes Outer"


def test_of_a_block_with_several_cards_it_is_said_how_many_change():
    fix = setting("Set filters to 4", "part1/wide/first", "filters", 4)
    assert told(project(cards=3), fix) == "changes Outer (3 cards)"
    inside = inside_of(project(cards=3), "outer")
    kernel = setting("Set kernel size to 1", "wide/first", "kernel_size", 1)
    assert told(inside, kernel) == "changes Double convolution"


def test_a_card_is_put_into_a_wire_inside():
    change = Change("insert", "part0/wide/second", "input", (("cropping", 1),),
                    "keras.layers.Cropping3D")  # fmt: skip
    fix = Fix("Crop", (change,))
    after = fixed(project(), fix).blocks["double"]
    (added,) = set(after.cards) - set(double_convolution().cards)
    assert after.into("second", "input")[0].source.card == added
    assert told(project(), fix) == "adds Cropping 3D in Double convolution"


@pytest.mark.parametrize("way", ["gone/wide/first", "part0/gone/first", "part0/wide/gone"])
def test_what_is_no_longer_there_is_said(way: str):
    fix = setting("Set kernel size to 1", way, "kernel_size", 1)
    with pytest.raises(EditError, match="gone"):
        fixed(project(), fix)


def test_a_card_that_is_no_block_has_no_inside():
    made = graph(card("conv", CONV))
    with pytest.raises(EditError, match="no block's card called conv"):
        fixed(made, setting("Set filters to 1", "conv/first", "filters", 1))
