"""Merging blocks, from the inside and from the outside."""

from layerdeck.graph import End, Graph
from layerdeck.graph.block_ports import rename_port
from layerdeck.graph.blocks import with_blocks
from layerdeck.graph.edits import add, connect, set_value
from layerdeck.graph.merging import Merged, conflict_words, merge
from layerdeck.program import lower
from making import (
    DECK,
    INPUT,
    OUTPUT,
    block_card,
    card,
    double_convolution,
    line,
    wire,
)


def told(merged: Merged) -> list[str]:
    return [conflict_words(each, merged.graph, DECK) for each in merged.conflicts]


def project(block: Graph, **blocks: Graph) -> Graph:
    made = line(card("x", INPUT, shape=[8, 8, 8, 1]), block_card("b", "double"), card("y", OUTPUT))
    return made.with_(blocks={"double": block, **blocks})


def test_blocks_are_merged_inside_and_their_conflicts_say_where():
    base = project(double_convolution())

    def with_(card_id: str, port: str, value: object) -> Graph:
        return project(set_value(double_convolution(), DECK, card_id, port, value))

    ours = with_("first", "padding", "valid")
    merged = merge(base, ours, with_("second", "padding", "valid"), DECK)
    clash = merge(base, ours, with_("first", "strides", 2), DECK)
    both = merge(base, with_("first", "strides", 3), with_("first", "strides", 2), DECK)

    assert merged.conflicts == () == clash.conflicts
    assert "padding" not in merged.graph.blocks["double"].cards["first"].values
    assert "padding" not in merged.graph.blocks["double"].cards["second"].values
    assert told(both) == ["double: first.strides: base 1, 1, 1, ours 3, 3, 3, theirs 2, 2, 2"]


def test_a_block_that_one_side_removed_stays_where_the_other_uses_it():
    base = project(double_convolution(), spare=double_convolution(2))
    ours = base.with_(blocks={"double": double_convolution()})
    theirs = base.with_(cards={**base.cards, "c": block_card("c", "spare")})

    merged = merge(base, ours, theirs, DECK)

    assert merged.conflicts == ()
    assert set(merged.graph.blocks) == {"double", "spare"}
    assert merged.graph.cards["c"].type == "block:spare"


def test_a_block_made_by_both_under_one_name_is_two_blocks():
    base = project(double_convolution())
    ours = project(double_convolution(), unit=double_convolution(2))
    theirs = project(double_convolution(), unit=double_convolution(3))
    theirs = theirs.with_(cards={**theirs.cards, "c": block_card("c", "unit")})

    merged = merge(base, ours, theirs, DECK)

    assert merged.remarks == ("both sides made a block called unit: that of theirs is now unit_2.",)
    assert merged.graph.cards["c"].type == "block:unit_2"


def test_an_input_that_both_gave_a_block_is_two_ports():
    base = project(double_convolution())

    def with_input(shape: list[int]) -> Graph:
        block, _ = add(double_convolution(), DECK, INPUT, (0, 0), {"shape": shape}, "z")
        made = project(block)
        made, _ = add(made, DECK, INPUT, (0, 0), {"shape": shape}, f"from_{shape[0]}")
        deck = with_blocks(DECK, made)
        return connect(made, deck, End(f"from_{shape[0]}", "output"), End("b", "z"))

    merged = merge(base, with_input([1]), with_input([2]), DECK)

    assert merged.conflicts == ()
    assert set(merged.graph.wires) >= {
        wire("from_1.output > b.z"), wire("from_2.output > b.z_2"),
    }  # fmt: skip
    assert lower(merged.graph, DECK).functions


def test_a_port_that_one_side_renamed_is_fed_by_what_the_other_wired():
    base = project(double_convolution())
    ours = rename_port(base, DECK, "double", "x", "volume")
    theirs, _ = add(base, DECK, INPUT, (0, 0), {"shape": [4, 4, 4, 1]}, "z")
    theirs = connect(theirs, with_blocks(DECK, theirs), End("z", "output"), End("b", "x"))

    merged = merge(base, ours, theirs, DECK)

    assert merged.conflicts == ()
    assert [each.source.card for each in merged.graph.into("b", "volume")] == ["z"]
