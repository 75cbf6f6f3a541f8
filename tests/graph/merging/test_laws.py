"""Laws of merging: whatever two sides did, the result is a project."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from every_edit import ADDING, BLOCKS, CHANGING, EDITS_OF_ALL, LOOKING, STARTS, WIRING
from layerdeck.deck import Catalogue
from layerdeck.files import parse_project, project_text
from layerdeck.graph import EditError, End, Graph
from layerdeck.graph.areas import add_note, write
from layerdeck.graph.blocks import with_blocks
from layerdeck.graph.comparing import compare
from layerdeck.graph.edits import add, connect, disconnect, remove, rename, set_value
from layerdeck.graph.merging import Merged, conflict_words, merge, with_note
from layerdeck.graph.walk import in_order
from layerdeck.program import lower
from making import (
    ADD,
    CONV,
    DECK,
    edited,
    graphs,
    residual,
)


def told(merged: Merged) -> list[str]:
    return [conflict_words(each, merged.graph, DECK) for each in merged.conflicts]


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


@settings(max_examples=60)
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


@settings(max_examples=50)
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


@settings(max_examples=50)
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
