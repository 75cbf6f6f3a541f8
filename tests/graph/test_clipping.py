"""Clipping, pasting, duplicating; blocks that come along, and blocks out of a library."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerdeck.files import parse_project, project_text
from layerdeck.graph import EditError, Graph, diff
from layerdeck.graph.areas import add_frame, add_note
from layerdeck.graph.blocks import with_blocks
from layerdeck.graph.bringing import take_block
from layerdeck.graph.clipping import clip, corner, duplicate, paste
from layerdeck.graph.edits import bend
from layerdeck.program import lower
from making import (
    CONV,
    DECK,
    INPUT,
    OUTPUT,
    PARAMETER,
    block_card,
    card,
    double_convolution,
    graph,
    graphs,
    line,
    network,
    wire,
)


def pictured() -> Graph:
    made, _ = add_frame(network(), (-10, -10), (400, 300), "Encoder")
    made, _ = add_note(made, (0, 400), (120, 60), "look here")
    return bend(made, made.wires[0], [(10, 20)])


def test_a_clipping_holds_what_was_chosen_and_what_lies_between():
    clipped = clip(pictured(), ["x", "a", "frame"])

    assert list(clipped.cards) == ["x", "a"]
    assert clipped.wires == (wire("x.output > a.input"),)
    assert list(clipped.frames) == ["frame"] and not clipped.notes
    assert list(clipped.bends) == list(clipped.wires)


def test_pasting_gives_new_ids_and_moves_all_alike():
    made = pictured()
    pasted, new = duplicate(made, DECK, ["a", "y", "x", "frame", "note"], (100, 50))

    assert new == ("x_2", "a_2", "y_2", "frame_2", "note_2")
    assert pasted.wires[2:] == (wire("x_2.output > a_2.input"), wire("a_2.output > y_2.input"))
    assert pasted.cards["a_2"].at == (100.0, 50.0)
    assert pasted.frames["frame_2"].at == (90.0, 40.0)
    assert pasted.bends[wire("x_2.output > a_2.input")] == ((110.0, 70.0),)
    again, new = duplicate(pasted, DECK, ["a_2"], (1, 1))
    assert new == ("a_3",)
    assert again.into("a_3", "input") == []


def test_what_is_cut_keeps_its_ids_and_goes_to_the_cursor():
    clipped = clip(pictured(), ["a", "note"])

    pasted, new = paste(Graph(), DECK, clipped, (5 - corner(clipped)[0], 5 - corner(clipped)[1]))

    assert new == ("a", "note")
    assert corner(pasted) == (5.0, 5.0)
    assert corner(Graph()) == (0.0, 0.0)
    with pytest.raises(EditError, match="two finite numbers"):
        paste(pasted, DECK, clipped, (1e10, 0))


def test_names_that_must_differ_get_numbers():
    made = line(
        card("x", INPUT, shape=[8, 8, 8, 1], name="volume"),
        card("conv", CONV, filters=1, kernel_size=1, name="stem"),
        card("mask", OUTPUT, name="mask"),
    )
    width = graph(
        card("width", PARAMETER, default=3), card("named", PARAMETER, name="depth", default=2)
    )
    made, _ = paste(made, DECK, width, (0, 0))

    twice, new = duplicate(made, DECK, list(made.cards), (0, 300))

    names = [twice.cards[key].values.get("name") for key in new]
    assert names == ["volume_2", "stem_2", "mask_2", None, "depth_2"]
    assert lower(twice, DECK).problems == ()


def test_unknown_cards_and_values_are_pasted_as_they_are():
    strange = card("s", CONV).with_(type="their.Layer", values={"deep": (1, (2,))}, rest={"c": 1})
    clipped = parse_project(project_text(clip(graph(strange), ["s"])), DECK)

    pasted, _ = paste(network(), DECK, clipped, (0, 0))

    assert pasted.cards["s"] == strange


def project_of(width: int) -> Graph:
    """A card of a block that holds a card of another block."""
    outer = line(card("i", INPUT), block_card("inner", "double"), card("o", OUTPUT), name="Outer")
    outer = outer.with_(wires=[wire("i.output > inner.x"), wire("inner.y > o.input")])
    return graph(block_card("one", "outer")).with_(
        blocks={"double": double_convolution(width), "outer": outer, "other": double_convolution()}
    )


def test_a_block_comes_along_with_those_it_needs():
    pasted, new = paste(network(), DECK, clip(project_of(4), ["one"]), (0, 0))

    assert set(pasted.blocks) == {"double", "outer"}
    assert pasted.cards[new[0]].type == "block:outer"


def test_equal_blocks_are_shared_and_different_ones_renamed_all_the_way_up():
    made, _ = paste(project_of(4), DECK, clip(project_of(4), ["one"]), (0, 0))
    assert made.blocks == project_of(4).blocks
    assert made.cards["one_2"].type == "block:outer"

    other = clip(project_of(8), ["one"])
    made, _ = paste(project_of(4), DECK, other, (0, 0))
    assert list(made.blocks) == ["double", "outer", "other", "double_2", "outer_2"]
    assert made.cards["one_2"].type == "block:outer_2"
    assert made.blocks["outer_2"].cards["inner"].type == "block:double_2"

    again, _ = paste(made, DECK, other, (0, 0))
    assert again.blocks == made.blocks
    assert again.cards["one_3"].type == "block:outer_2"


def test_blocks_in_a_circle_are_brought_as_they_are():
    strange = graph(block_card("a", "one")).with_(
        blocks={"one": graph(block_card("b", "two")), "two": graph(block_card("c", "one"))}
    )

    made, _ = paste(strange, DECK, clip(strange, ["a"]), (0, 0))

    assert set(made.blocks) == {"one", "two", "one_2", "two_2"}
    assert made.blocks["one_2"].cards["b"].type == "block:two_2"
    lower(made, DECK)


@given(graphs(12), graphs(6), st.data())
def test_a_clipping_survives_its_text_and_is_pasted_whole(made, into, data):
    ids = [*made.cards, *made.frames, *made.notes]
    chosen = data.draw(st.sets(st.sampled_from(ids))) if ids else set()
    clipped = clip(made, chosen)

    text = project_text(clipped)
    assert parse_project(text, DECK) == clipped
    pasted, new = paste(into, DECK, parse_project(text, DECK), (7, -7))

    changes = diff(into, pasted)
    assert len(new) == len(chosen)
    assert set(new) == {*changes.added, *changes.areas_added}
    assert not (changes.removed or changes.changed or changes.wires_removed)
    assert len(pasted.wires) == len(into.wires) + len(clipped.wires)
    assert len(pasted.bends) == len(into.bends) + len(clipped.bends)


def test_a_thousand_cards_are_pasted_at_once():
    made = graph(*(card("c", CONV).with_(id=f"c_{number}") for number in range(1, 1001)))

    pasted, new = duplicate(made, DECK, list(made.cards), (0, 10))

    assert len(pasted.cards) == 2000 and len(set(new)) == 1000


def test_another_project_becomes_a_block():
    made, block = take_block(network(), double_convolution())

    assert block == "double_convolution"
    assert made.blocks[block] == double_convolution()
    assert with_blocks(DECK, made)["block:double_convolution"].title == "Double convolution"
    assert take_block(made, double_convolution()) == (made, block)
    wider, second = take_block(made, double_convolution(9))
    assert second == "double_convolution_2" and set(wider.blocks) == {block, second}


def test_another_project_brings_the_blocks_it_needs():
    library = project_of(8).with_(name="Two deep")
    made, block = take_block(project_of(4), library)

    assert block == "two_deep"
    assert made.blocks[block].blocks == {}
    assert made.blocks[block].cards["one"].type == "block:outer_2"
    assert made.blocks["outer_2"].cards["inner"].type == "block:double_2"
