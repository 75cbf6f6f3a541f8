"""Merging two versions that come from one: laws, and the plain cases by hand."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from every_edit import ADDING, BLOCKS, CHANGING, EDITS_OF_ALL, LOOKING, STARTS, WIRING
from layerdeck.deck import Catalogue
from layerdeck.files import parse_project, project_text
from layerdeck.graph import EditError, End, Graph
from layerdeck.graph.areas import add_note, write
from layerdeck.graph.block_ports import rename_port, reorder
from layerdeck.graph.blocks import with_blocks
from layerdeck.graph.comparing import compare
from layerdeck.graph.edits import add, bend, connect, disconnect, move, remove, rename, set_value
from layerdeck.graph.merging import Merged, conflict_words, merge, with_note
from layerdeck.graph.walk import in_order
from layerdeck.program import lower
from making import (
    ADD,
    CONV,
    DECK,
    DENSE,
    INPUT,
    JOIN,
    OUTPUT,
    block_card,
    card,
    double_convolution,
    edited,
    graph,
    graphs,
    line,
    residual,
    wire,
)

EDITS = (*ADDING, *WIRING, *CHANGING, *LOOKING, *BLOCKS, *EDITS_OF_ALL)


def narrow(draw: st.DrawFn, made: Graph, deck: Catalogue) -> Graph:
    """An edit out of so few that two sides often make it both."""
    layer = draw(st.sampled_from(["conv0", "conv1", "sum0", "new"]))
    match draw(
        st.sampled_from(["value", "value", "wire", "cut", "remove", "rename", "add", "note"])
    ):
        case "value":
            return set_value(made, deck, layer, "filters", draw(st.integers(1, 3)))
        case "wire":
            source = draw(st.sampled_from(["x", "conv0", "sum1"]))
            port = "inputs" if layer == "sum0" else "input"
            return connect(made, deck, End(source, "output"), End(layer, port))
        case "cut":
            return disconnect(made, draw(st.sampled_from(made.wires))) if made.wires else made
        case "remove":
            return remove(made, [layer])
        case "rename":
            return rename(made, layer, draw(st.sampled_from(["stem", "root"])))
        case "add":
            return add(made, deck, draw(st.sampled_from([CONV, ADD])), (0, 0), None, "new")[0]
        case _:
            notes = [*made.notes]
            text = draw(st.sampled_from("ab"))
            if notes and draw(st.booleans()):
                return write(made, notes[0], "text", text)
            return add_note(made, (0, 0), (9, 9), text)[0]


@st.composite
def versions(draw: st.DrawFn) -> tuple[Graph, Graph, Graph]:
    """A graph, and two that come from it by a few edits each."""
    base = draw(st.one_of(st.just(residual(2)), st.sampled_from(STARTS), graphs(6)))
    sides = []
    for _ in range(2):
        made = base
        for _ in range(draw(st.integers(1, 4))):
            edit = narrow if draw(st.booleans()) else draw(st.sampled_from(EDITS))
            try:
                made = edit(draw, made, with_blocks(DECK, made))
            except EditError:
                continue
        sides.append(made)
    return base, sides[0], sides[1]


def told(merged: Merged) -> list[str]:
    return [conflict_words(each, merged.graph, DECK) for each in merged.conflicts]


def assert_whole(made: Graph) -> None:
    for held in (made, *made.blocks.values()):
        ids = [*held.cards, *held.frames, *held.notes]
        assert len(ids) == len(set(ids))
        assert all(held.item(key).id == key for key in ids)
        assert all(end.card in held.cards for wire in held.wires for end in wire)
    read = parse_project(project_text(made), DECK)
    assert read == made
    assert project_text(read) == project_text(made)
    lower(made, DECK)


@given(versions())
def test_what_only_one_side_changed_is_taken_as_it_is(sides):
    base, one, other = sides

    for side in (one, other):
        assert merge(base, base, side, DECK) == Merged(side)
        assert merge(base, side, base, DECK) == Merged(side)
        assert merge(base, side, side, DECK) == Merged(side)


@settings(max_examples=150)
@given(versions())
def test_whatever_two_sides_did_the_result_is_a_project(sides):
    base, one, other = sides

    merged = merge(base, one, other, DECK)
    told_of = told(merged)
    noted = with_note(merged.graph, told_of)

    assert_whole(merged.graph)
    assert_whole(noted)
    assert all(line.isprintable() for line in told_of)
    if not (in_order(one)[1] or in_order(other)[1]):
        assert not in_order(merged.graph)[1]


@settings(max_examples=100)
@given(versions())
def test_without_conflicts_the_sides_may_be_swapped(sides):
    base, one, other = sides
    there, back = merge(base, one, other, DECK), merge(base, other, one, DECK)
    assume(not (there.conflicts or there.remarks or back.conflicts or back.remarks))
    # What both appended to one list comes in the order of the sides.
    both = {
        end for end in one.wires.into if other.into(*end) not in (base.into(*end), one.into(*end))
    }
    assume(not both and [*one.blocks] == [*other.blocks])

    found = compare(there.graph, back.graph)

    assert not (found.added or found.removed or found.changed or found.written)
    assert not found.rewired


@settings(max_examples=100)
@given(graphs(8), st.data())
def test_edits_apart_from_each_other_are_both_there(base, data):
    """One side edits, the other adds a network of its own beside it."""
    one = data.draw(edited(base))
    other, made = add(base, DECK, CONV, (0, 0), {"filters": 7, "kernel_size": 3}, "apart")
    other, drop = add(other, DECK, "keras.layers.Dropout", (0, 0), None, "drop_apart")
    other = connect(other, DECK, End(made, "output"), End(drop, "input"))

    for merged in (merge(base, one, other, DECK), merge(base, other, one, DECK)):
        assert merged.conflicts == () and merged.remarks == ()
        assert compare(one, merged.graph).added == ("apart", "drop_apart")
        assert not compare(one, merged.graph).changed
        assert not compare(one, merged.graph).rewired
        assert not compare(other, merged.graph.with_(cards={**merged.graph.cards})).removed or (
            compare(base, one).removed
        )


def network() -> Graph:
    return line(
        card("x", INPUT, shape=[8, 8, 8, 1]),
        card("conv1", CONV, filters=16, kernel_size=3, padding="same"),
        card("conv2", CONV, filters=16, kernel_size=3, padding="same"),
        card("y", OUTPUT),
    )


def test_different_values_of_one_card_come_together():
    base = network()
    merged = merge(
        base,
        set_value(base, DECK, "conv1", "filters", 32),
        set_value(base, DECK, "conv1", "padding", "valid"),
        DECK,
    )

    assert merged.conflicts == ()
    values = merged.graph.cards["conv1"].values
    assert values == {"filters": 32, "kernel_size": (3, 3, 3)}


def test_one_value_changed_by_both_is_a_conflict_and_ours_is_taken():
    base = network()
    ours = set_value(base, DECK, "conv1", "filters", 32)
    merged = merge(base, ours, set_value(base, DECK, "conv1", "filters", 64), DECK)

    assert merged.graph == ours
    assert told(merged) == ["conv1.filters: base 16, ours 32, theirs 64"]


def test_a_value_that_one_side_took_away_is_told_by_its_default():
    base = network()
    ours = set_value(base, DECK, "conv1", "strides", 2)
    merged = merge(base, ours, set_value(base, DECK, "conv1", "strides", 3), DECK)

    assert told(merged) == ["conv1.strides: base 1, 1, 1, ours 2, 2, 2, theirs 3, 3, 3"]


def test_cards_put_into_one_wire_by_both_are_a_conflict_about_the_input():
    base = network()

    def put_in(kind: str, name: str) -> Graph:
        made, _ = add(base, DECK, kind, (0, 0), None, name)
        made = connect(made, DECK, End("conv1", "output"), End(name, "input"))
        return connect(made, DECK, End(name, "output"), End("conv2", "input"))

    ours = put_in("keras.layers.Dropout", "drop")
    merged = merge(base, ours, put_in("keras.layers.BatchNormalization", "norm"), DECK)

    assert told(merged) == ["conv2.input: base conv1, ours drop, theirs norm"]
    assert set(merged.graph.cards) == {*ours.cards, "norm"}
    assert merged.graph.into("conv2", "input") == [wire("drop.output > conv2.input")]
    assert merged.graph.into("norm", "input") == [wire("conv1.output > norm.input")]


def test_a_card_that_one_side_changed_and_the_other_removed_is_a_conflict():
    base = network()
    changed = set_value(base, DECK, "conv2", "filters", 32)
    removed = remove(base, ["conv2"])

    kept = merge(base, changed, removed, DECK)
    gone = merge(base, removed, changed, DECK)

    assert told(kept) == ["conv2: base there, ours changed, theirs removed"]
    assert kept.graph == changed
    assert told(gone) == ["conv2: base there, ours removed, theirs changed"]
    assert gone.graph == removed


def test_a_card_that_one_side_only_moved_can_be_removed_by_the_other():
    base = network()
    merged = merge(base, move(base, {"conv2": (500, 0)}), remove(base, ["conv2"]), DECK)

    assert merged.conflicts == ()
    assert "conv2" not in merged.graph.cards
    assert merged.graph.wires == (wire("x.output > conv1.input"),)


def test_one_side_removes_a_card_and_joins_and_the_other_works_elsewhere():
    base = network()
    ours = connect(remove(base, ["conv1"]), DECK, End("x", "output"), End("conv2", "input"))
    theirs = set_value(base, DECK, "conv2", "filters", 8)

    for merged in (merge(base, ours, theirs, DECK), merge(base, theirs, ours, DECK)):
        assert merged.conflicts == ()
        assert merged.graph.wires == (
            wire("conv2.output > y.input"), wire("x.output > conv2.input"),
        ) or set(merged.graph.wires) == set(ours.wires)  # fmt: skip
        assert merged.graph.cards["conv2"].values["filters"] == 8


def joined() -> Graph:
    return graph(
        *(card(key, INPUT, shape=[4]) for key in "abcd"), card("join", JOIN), card("y", OUTPUT),
        wires=["a.output > join.inputs", "b.output > join.inputs", "join.output > y.input"],
    )  # fmt: skip


def fed(merged: Merged, card_id: str = "join") -> list[str]:
    return [each.source.card for each in merged.graph.into(card_id, "inputs")]


def test_what_both_add_to_a_list_is_there_and_ours_comes_first():
    base = joined()
    ours = connect(base, DECK, End("c", "output"), End("join", "inputs"))
    theirs = connect(base, DECK, End("d", "output"), End("join", "inputs"))

    merged = merge(base, ours, theirs, DECK)

    assert merged.conflicts == ()
    assert fed(merged) == ["a", "b", "c", "d"]


def test_one_side_takes_from_a_list_and_the_other_adds():
    base = joined()
    ours = disconnect(base, wire("a.output > join.inputs"))
    theirs = connect(base, DECK, End("d", "output"), End("join", "inputs"))

    assert fed(merge(base, ours, theirs, DECK)) == ["b", "d"]
    assert fed(merge(base, theirs, ours, DECK)) == ["b", "d"]


def test_a_list_that_one_side_turned_stays_turned_when_the_other_adds():
    base = joined()
    turned = base.with_(wires=(base.wires[1], base.wires[0], base.wires[2]))
    longer = connect(base, DECK, End("d", "output"), End("join", "inputs"))

    assert fed(merge(base, turned, longer, DECK)) == ["b", "d", "a"]
    assert fed(merge(base, longer, turned, DECK)) == ["b", "d", "a"]


def test_a_list_that_both_turned_otherwise_is_a_conflict():
    base = connect(joined(), DECK, End("c", "output"), End("join", "inputs"))
    one, two, last, three = base.wires
    ours = base.with_(wires=(two, one, three, last))
    theirs = base.with_(wires=(one, three, two, last))

    merged = merge(base, ours, theirs, DECK)

    assert told(merged) == ["join.inputs: base a, b, c, ours b, a, c, theirs a, c, b"]
    assert fed(merged) == ["b", "a", "c"]


def test_x_may_be_added_to_itself_on_both_sides():
    base = graph(card("x", INPUT, shape=[4]), card("sum", ADD), card("y", OUTPUT))
    once = base.with_(wires=(wire("x.output > sum.inputs"),))
    twice = base.with_(wires=(wire("x.output > sum.inputs"),) * 2)

    assert fed(merge(base, twice, once, DECK), "sum") == ["x", "x"]
    assert fed(merge(once, twice, twice, DECK), "sum") == ["x", "x"]


def test_wires_that_close_a_circle_only_together_are_a_conflict():
    base = graph(
        card("x", INPUT, shape=[4]), card("a", ADD), card("b", ADD),
        wires=["x.output > a.inputs", "x.output > b.inputs"],
    )  # fmt: skip
    ours = connect(base, DECK, End("a", "output"), End("b", "inputs"))
    theirs = connect(base, DECK, End("b", "output"), End("a", "inputs"))

    merged = merge(base, ours, theirs, DECK)

    assert merged.graph == ours
    assert told(merged) == ["a.inputs: base x, ours x, theirs x, b"]


def test_a_name_that_both_gave_to_something_new_is_no_conflict():
    base = network()
    ours, _ = add(base, DECK, CONV, (0, 0), {"filters": 1, "kernel_size": 3}, "conv3d")
    theirs, _ = add(base, DECK, CONV, (0, 0), {"filters": 2, "kernel_size": 3}, "conv3d")
    theirs = connect(theirs, DECK, End("conv2", "output"), End("conv3d", "input"))
    ours, theirs = add_note(ours, (0, 0), (9, 9), "a")[0], add_note(theirs, (0, 0), (9, 9), "b")[0]

    merged = merge(base, ours, theirs, DECK)

    assert merged.conflicts == ()
    assert merged.remarks == (
        "both sides added something called conv3d: that of theirs is now conv3d_2.",
        "both sides added something called note: that of theirs is now note_2.",
    )
    assert merged.graph.cards["conv3d_2"].values["filters"] == 2
    assert wire("conv2.output > conv3d_2.input") in merged.graph.wires
    assert [note.text for note in merged.graph.notes.values()] == ["a", "b"]


def test_the_same_card_added_by_both_is_one_card():
    base = network()
    ours, _ = add(base, DECK, DENSE, (0, 0), {"units": 3}, "dense")
    theirs, _ = add(base, DECK, DENSE, (70, 70), {"units": 3}, "dense")

    assert merge(base, ours, theirs, DECK) == Merged(ours)


def test_without_a_common_version_what_is_called_alike_is_the_same():
    ours = network()
    theirs = set_value(network(), DECK, "conv1", "filters", 32)

    merged = merge(Graph("made"), ours, theirs, DECK)

    assert merged.graph == ours
    assert told(merged) == ["conv1.filters: base nothing, ours 16, theirs 32"]


def test_places_are_those_of_the_side_that_moved():
    base = network()
    ours = move(base, {"conv1": (1, 1), "conv2": (2, 2)})
    theirs = bend(move(base, {"conv1": (9, 9), "y": (3, 3)}), base.wires[0], [(5, 5)])

    merged = merge(base, ours, theirs, DECK)

    assert merged.conflicts == ()
    places = [merged.graph.cards[key].at for key in ("conv1", "conv2", "y")]
    assert places == [(1.0, 1.0), (2.0, 2.0), (3.0, 3.0)]
    assert merged.graph.bends == {base.wires[0]: ((5.0, 5.0),)}


def test_inputs_are_in_the_order_of_the_side_that_changed_it():
    base = joined()
    ours = reorder(base, ["y", "join"])
    theirs = reorder(base, ["b", "a"])

    for merged in (merge(base, ours, theirs, DECK), merge(base, theirs, ours, DECK)):
        assert merged.conflicts == ()
        assert [key for key in merged.graph.cards if key in "abcd"] == ["b", "a", "c", "d"]
    turned = merge(base, theirs, reorder(base, ["c", "b", "a"]), DECK)
    assert told(turned) == ["order: base [a, b, c, d], ours [b, a, c, d], theirs [c, b, a, d]"]


def test_words_on_the_canvas_are_merged_and_their_conflicts_told():
    base, note = add_note(network(), (0, 0), (50, 50), "old")
    ours, theirs = write(base, note, "text", "mine"), write(base, note, "text", "yours")

    assert told(merge(base, ours, theirs, DECK)) == ["note.text: base old, ours mine, theirs yours"]
    assert merge(base, move(base, {note: (9, 9)}), theirs, DECK).graph.notes[note].text == "yours"


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


def test_a_card_that_one_side_renamed_has_what_the_other_changed():
    base = network()
    ours = rename(base, "conv1", "stem")
    theirs = set_value(base, DECK, "conv1", "filters", 3)

    for merged in (merge(base, ours, theirs, DECK), merge(base, theirs, ours, DECK)):
        assert merged.conflicts == ()
        assert list(merged.graph.cards) == ["x", "stem", "conv2", "y"]
        assert merged.graph.cards["stem"].values["filters"] == 3
        assert set(merged.graph.wires) == set(ours.wires)


def test_a_card_that_both_renamed_otherwise_is_a_conflict():
    base = network()
    ours, theirs = rename(base, "conv1", "stem"), rename(base, "conv1", "root")
    theirs = set_value(theirs, DECK, "root", "filters", 3)

    merged = merge(base, ours, theirs, DECK)

    assert told(merged) == ["stem.id: base conv1, ours stem, theirs root"]
    assert merged.graph.cards["stem"].values["filters"] == 3
    assert list(merged.graph.cards) == ["x", "stem", "conv2", "y"]


def test_a_port_that_one_side_renamed_is_fed_by_what_the_other_wired():
    base = project(double_convolution())
    ours = rename_port(base, DECK, "double", "x", "volume")
    theirs, _ = add(base, DECK, INPUT, (0, 0), {"shape": [4, 4, 4, 1]}, "z")
    theirs = connect(theirs, with_blocks(DECK, theirs), End("z", "output"), End("b", "x"))

    merged = merge(base, ours, theirs, DECK)

    assert merged.conflicts == ()
    assert [each.source.card for each in merged.graph.into("b", "volume")] == ["z"]


@pytest.mark.parametrize("count", [0, 1, 40])
def test_conflicts_are_noted_above_the_cards(count):
    lines = [f"conv{number}.filters: base 1, ours 2, theirs 3" for number in range(count)]

    noted = with_note(residual(1), lines)

    assert (noted == residual(1)) == (count == 0)
    for note in noted.notes.values():
        assert note.at[1] + note.size[1] < min(card.at[1] for card in noted.cards.values())
        assert note.text.count("\n") == count
