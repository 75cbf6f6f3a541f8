"""Merging two versions that come from one, case by case."""

import pytest

from layerdeck.graph import End, Graph
from layerdeck.graph.areas import add_note, write
from layerdeck.graph.block_ports import reorder
from layerdeck.graph.edits import add, bend, connect, disconnect, move, remove, rename, set_value
from layerdeck.graph.merging import Merged, conflict_words, merge, with_note
from making import (
    ADD,
    CONV,
    DECK,
    DENSE,
    INPUT,
    JOIN,
    OUTPUT,
    card,
    graph,
    line,
    residual,
    wire,
)


def told(merged: Merged) -> list[str]:
    return [conflict_words(each, merged.graph, DECK) for each in merged.conflicts]


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


def test_values_stand_in_the_order_of_the_ports_whichever_side_they_come_from():
    base = network()
    ours = set_value(base, DECK, "conv1", "activation", "relu")
    merged = merge(base, ours, set_value(base, DECK, "conv1", "strides", 2), DECK)

    values = list(merged.graph.cards["conv1"].values)
    assert values == ["filters", "kernel_size", "strides", "padding", "activation"]


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


def test_cards_come_from_the_one_file_of_weights_that_is_taken():
    base = network()

    def imported(name: str) -> Graph:
        cards = {key: card.with_(weights=(key,)) for key, card in base.cards.items()}
        made, _ = add(base.with_(cards=cards, weights=f"/{name}.keras"), DECK, DENSE, (0, 0))
        made = rename(made, "dense", f"of_{name}")
        return made.with_(
            cards={**made.cards, f"of_{name}": made.cards[f"of_{name}"].with_(weights=("d",))}
        )

    one_side = merge(base, set_value(base, DECK, "conv1", "filters", 3), imported("b"), DECK)
    both = merge(base, imported("a"), imported("b"), DECK)

    assert one_side.conflicts == ()
    assert one_side.graph.weights == "/b.keras"
    assert one_side.graph.cards["conv1"].weights == ("conv1",)
    assert told(both) == ["weights_from: base “”, ours /a.keras, theirs /b.keras"]
    assert both.graph.cards["of_a"].weights == ("d",)
    assert both.graph.cards["of_b"].weights == ()


@pytest.mark.parametrize("count", [0, 1, 40])
def test_conflicts_are_noted_above_the_cards(count):
    lines = [f"conv{number}.filters: base 1, ours 2, theirs 3" for number in range(count)]

    noted = with_note(residual(1), lines)

    assert (noted == residual(1)) == (count == 0)
    for note in noted.notes.values():
        assert note.at[1] + note.size[1] < min(card.at[1] for card in noted.cards.values())
        assert note.unsettled
        assert note.text.count("\n") == count
