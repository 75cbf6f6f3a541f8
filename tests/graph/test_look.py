"""Frames, notes, bends and collapsed cards: what a person sees and the model does not."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerdeck.graph import EditError, Graph, Wires, diff
from layerdeck.graph.areas import add_frame, add_note, resize, write
from layerdeck.graph.edits import (
    add,
    bend,
    collapse,
    connect,
    disconnect,
    move,
    remove,
    rename,
    set_value,
)
from layerdeck.graph.fixes import Change, Fix, apply
from layerdeck.graph.grouping import group
from layerdeck.graph.opening import ungroup
from layerdeck.program import lower
from making import CONV, DECK, DENSE, JOIN, card, edited, graph, graphs, looked_after, network, wire

INTO, OUT = wire("x.output > a.input"), wire("a.output > y.input")


def framed() -> Graph:
    made, _ = add_frame(network(), (-10, -10), (400, 300), "Encoder", "halves each axis")
    made, _ = add_note(made, (0, 400), (120, 60), "look here")
    return bend(made, INTO, [(10, 20), (30, 40)])


def test_a_frame_and_a_note_are_placed_with_ids_of_their_own():
    made = framed()
    made, second = add_frame(made, (0, 0), (1, 1))

    assert list(made.frames) == ["frame", "frame_2"] and second == "frame_2"
    assert made.frames["frame"].title == "Encoder"
    assert made.notes["note"].size == (120.0, 60.0)
    with pytest.raises(EditError, match="There is a frame called frame already"):
        rename(made, "a", "frame")
    with pytest.raises(EditError, match="There is a note called note already"):
        add(made, DECK, CONV, (0, 0), card_id="note")


def test_areas_are_written_moved_resized_and_removed_like_cards():
    made = write(framed(), "frame", "title", "Decoder")
    made = write(made, "note", "text", "and here")
    made = move(made, {"frame": (1, 2), "a": (3, 4)}, {INTO: [(5, 6)]})
    made = resize(made, "note", (10, 20), (7, 8))

    assert (made.frames["frame"].title, made.frames["frame"].at) == ("Decoder", (1.0, 2.0))
    assert (made.notes["note"].text, made.notes["note"].at) == ("and here", (7.0, 8.0))
    assert made.notes["note"].size == (10.0, 20.0)
    assert made.cards["a"].at == (3.0, 4.0)
    assert made.bends == {INTO: ((5.0, 6.0),)}
    assert remove(made, ["frame", "note"]).frames == remove(made, ["frame", "note"]).notes == {}
    assert remove(made, ["frame"]).cards is made.cards


@pytest.mark.parametrize(
    ("refused", "told"),
    [
        (lambda made: write(made, "note", "title", "x"), "note has no title"),
        (lambda made: write(made, "a", "title", "x"), "a has no title"),
        (lambda made: write(made, "a", "text", "x"), "no frame or note called a"),
        (lambda made: resize(made, "frame", (0, 5)), "above 0 and up to 1000000000, and got 0, 5"),
        (lambda made: resize(made, "frame", (5, math.nan)), "and got 5, nan"),
        (lambda made: move(made, {"a": (math.inf, 0)}), "two finite numbers .* and got inf, 0"),
        (lambda made: bend(made, wire("x.output > y.input"), [(0, 0)]), "no wire from x.output to"),
        (lambda made: bend(made, INTO, [(1e10, 0)]), "within ±1000000000, and got 1e\\+10, 0"),
    ],
)
def test_what_cannot_be_done_is_refused_in_words(refused, told):
    with pytest.raises(EditError, match=told):
        refused(framed())


def test_bends_are_those_of_wires_that_are_there():
    made = bend(framed(), OUT, [(9, 9)])

    assert set(rename(made, "a", "conv").bends) == {
        wire("x.output > conv.input"),
        wire("conv.output > y.input"),
    }
    assert set(disconnect(made, INTO).bends) == {OUT}
    assert remove(made, ["a"]).bends == {}
    assert bend(made, INTO, []).bends == {OUT: ((9.0, 9.0),)}
    assert made.with_(bends={wire("x.output > y.input"): ((0.0, 0.0),), OUT: ()}).bends == {}
    assert move(made, dict.fromkeys(made.cards, (1, 1))).bends == made.bends


def test_one_of_two_equal_wires_leaves_the_bends_to_the_other():
    made = graph(card("a", DENSE), card("b", JOIN), wires=["a.output > b.inputs"] * 2)
    double = wire("a.output > b.inputs")
    made = bend(made, double, [(1, 1)])

    once = disconnect(made, double)

    assert once.wires == (double,) and double in once.bends
    assert diff(made, once).reordered == ("b",)
    assert diff(made, once).of_meaning


def test_a_fix_that_hands_a_wire_on_keeps_its_way():
    made = apply(framed(), DECK, Fix("Wrap", (Change("wrap_in_time_distributed", "a"),)))

    assert made.bends == {wire("x.output > time_distributed.input"): ((10.0, 20.0), (30.0, 40.0))}


def test_what_is_chosen_goes_into_a_block_and_comes_out_again():
    made = bend(framed(), OUT, [(50, 60)])
    boxed, block = group(made, DECK, ["a", "frame"], "Part")

    assert set(boxed.blocks["part"].frames) == {"frame"} and not boxed.frames
    assert set(boxed.notes) == {"note"}
    opened = ungroup(boxed, DECK, block)
    assert opened.frames["frame"].title == "Encoder"


@given(graphs(6), st.data())
def test_the_look_means_nothing_and_is_told_as_such(made, data):
    other = made
    for _ in range(data.draw(st.integers(1, 3))):
        other = data.draw(looked_after(other))
    changes = diff(made, other)

    bypassed = {key for key in made.cards if made.cards[key].bypassed}
    assert changes.of_meaning == (
        bypassed != {key for key in other.cards if other.cards[key].bypassed}
    )
    if not changes.of_meaning:
        assert lower(other, DECK) == lower(made, DECK)
    assert bool(changes) == (made != other)


@given(graphs(12), st.data())
def test_a_difference_tells_all_that_a_view_needs(old, data):
    new = old
    for _ in range(data.draw(st.integers(0, 4))):
        new = data.draw(edited(new))
    changes = diff(old, new)

    areas = {**old.frames, **old.notes}
    for key in (*changes.areas_added, *changes.areas_changed):
        areas[key] = new.item(key)
    for key in changes.areas_removed:
        del areas[key]
    assert areas == {**new.frames, **new.notes}
    bends = {key: old.bends[key] for key in old.bends if key in new.wires}
    bends |= {key: new.bends.get(key) for key in changes.bends}
    assert {key: points for key, points in bends.items() if points} == new.bends
    assert set(changes.moved).isdisjoint(changes.folded)


def test_a_collapsed_card_is_told_from_a_moved_and_a_changed_one():
    made = network()
    both = collapse(move(made, {"a": (1, 1), "y": (2, 2)}), ["a"])

    changes = diff(made, both)

    assert (changes.changed, changes.moved, changes.folded) == (("a", "y"), ("y",), ("a",))
    assert not changes.of_meaning
    assert diff(made, set_value(both, DECK, "a", "filters", 9)).of_meaning
    assert collapse(both, ["a"], False).cards["a"].collapsed is False


def test_a_change_of_looks_inside_a_block_does_not_change_its_cards():
    made, block = group(framed(), DECK, ["a"], "Part")
    inside = made.blocks["part"]
    for_looks = made.with_(blocks={"part": add_note(inside, (0, 0), (9, 9))[0]})

    assert for_looks != made
    assert not diff(made, for_looks)
    wider = made.with_(blocks={"part": set_value(inside, DECK, "a", "filters", 9)})
    assert diff(made, wider).changed == (block,)


def test_the_order_of_cards_is_part_of_a_graph():
    made = network()
    turned = made.with_(cards=dict(reversed(made.cards.items())))

    assert made != turned
    assert diff(made, turned).reordered == ("y", "x")
    assert diff(made, turned).of_meaning


def test_edits_that_leave_the_wires_alone_share_what_was_looked_up():
    made = network()
    looked_up = made.wires.by_card
    other = collapse(move(set_value(made, DECK, "a", "filters", 9), {"a": (1, 1)}), ["a"])
    other = write(add_frame(other, (0, 0), (1, 1))[0], "frame", "title", "t")

    assert other.wires is made.wires
    assert other.wires.by_card is looked_up
    assert made.wires == (INTO, OUT) and made.wires == (INTO, OUT)
    assert made.wires == Wires((INTO, OUT)) and INTO in made.wires
    assert wire("x.output > y.input") not in made.wires and "x" not in made.wires


def test_a_wire_to_an_input_that_takes_one_takes_the_place_of_the_other_at_its_end():
    made = connect(framed(), DECK, INTO.source, OUT.target)

    assert made.wires == (INTO, wire("x.output > y.input"))
