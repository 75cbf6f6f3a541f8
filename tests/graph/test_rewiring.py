"""Moving one end of wires: what fits, what keeps its place, what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerdeck.graph import EditError, End
from layerdeck.graph.edits import bend
from layerdeck.graph.rewiring import lead_to, why_not_lead_to
from layerdeck.graph.walk import in_order
from making import ADD, CONV, DECK, DENSE, HE, INPUT, card, graph, graphs, wire


def dense(name: str):
    return card(name, DENSE, units=2)


def made(*wires: str):
    cards = (card("x", INPUT, shape=[8]), card("y", INPUT, shape=[8]), dense("a"), dense("b"))
    return graph(*cards, card("sum", ADD), wires=wires)


def test_the_source_is_moved_and_the_wire_keeps_its_place_in_a_list():
    before = made("x.output > sum.inputs", "a.output > sum.inputs", "x.output > a.input")
    after = lead_to(before, DECK, [before.wires[0]], End("y", "output"), to_input=False)
    assert (
        after.wires
        == made("y.output > sum.inputs", "a.output > sum.inputs", "x.output > a.input").wires
    )


def test_the_target_is_moved_and_what_was_there_is_let_go():
    before = made("x.output > a.input", "y.output > b.input")
    after = lead_to(before, DECK, [before.wires[0]], End("b", "input"), to_input=True)
    assert after.wires == made("x.output > b.input").wires


def test_at_a_list_a_wire_comes_last():
    before = made("x.output > a.input", "y.output > sum.inputs")
    after = lead_to(before, DECK, [before.wires[0]], End("sum", "inputs"), to_input=True)
    assert after.wires == made("y.output > sum.inputs", "x.output > sum.inputs").wires


def test_all_wires_of_an_output_are_moved_at_once():
    before = made("x.output > a.input", "x.output > sum.inputs", "x.output > b.input")
    after = lead_to(before, DECK, before.wires, End("y", "output"), to_input=False)
    assert [it.source for it in after.wires] == [End("y", "output")] * 3
    assert [it.target for it in after.wires] == [it.target for it in before.wires]


def test_a_wire_is_led_on_through_its_points():
    before = made("x.output > a.input", "x.output > b.input")
    before = bend(before, before.wires[0], [(10, 20), (30, 40)])
    after = lead_to(before, DECK, [before.wires[0]], End("y", "output"), to_input=False)
    assert dict(after.bends) == {wire("y.output > a.input"): ((10, 20), (30, 40))}


def test_what_would_close_a_circle_is_refused_for_any_of_them():
    before = made("x.output > a.input", "a.output > b.input", "x.output > sum.inputs")
    chosen = [before.wires[2], before.wires[0]]
    reason = why_not_lead_to(before, DECK, chosen, End("b", "output"), to_input=False)
    assert reason == "That would close a circle: b is fed by a already."
    with pytest.raises(EditError, match="circle"):
        lead_to(before, DECK, chosen, End("b", "output"), to_input=False)


def test_the_wire_itself_closes_no_circle():
    before = made("a.output > b.input")
    assert why_not_lead_to(before, DECK, before.wires, End("b", "output"), to_input=False)
    after = lead_to(
        made("x.output > a.input", "a.output > b.input"),
        DECK,
        [wire("a.output > b.input")],
        End("x", "output"),
        to_input=False,
    )
    assert after.wires == made("x.output > a.input", "x.output > b.input").wires


def test_what_does_not_fit_is_refused_with_the_reason():
    before = graph(card("x", INPUT, shape=[8]), card("he", HE), dense("a"), card("c", CONV),
                   wires=["x.output > a.input"])  # fmt: skip
    reason = why_not_lead_to(before, DECK, before.wires, End("he", "initializer"), to_input=False)
    assert reason == "Input: This input takes a Tensor, and the output gives an Initializer."
    gone = [wire("x.output > c.input")]
    assert why_not_lead_to(before, DECK, gone, End("a", "input"), to_input=True) == (
        "There is no wire from x.output to c.input."
    )


@given(graphs(), st.data())
def test_moving_an_end_never_closes_a_circle_nor_loses_another_wire(start, data):
    if not start.wires:
        return
    wires = data.draw(st.lists(st.sampled_from(start.wires), min_size=1, max_size=3, unique=True))
    to_input = data.draw(st.booleans())
    ends = [it.target if to_input else it.source for it in start.wires]
    end = data.draw(st.sampled_from(ends))
    try:
        after = lead_to(start, DECK, wires, end, to_input=to_input)
    except EditError:
        return
    assert not in_order(after)[1]
    for target, found in after.wires.into.items():
        port = DECK[after.cards[target.card].type].input(target.port)
        assert len(found) == 1 or port.takes_many_wires
    gone = set(start.wires) - set(after.wires) - set(wires)
    assert all(it.target == end for it in gone)
    assert len(set(after.wires)) == len(after.wires)
