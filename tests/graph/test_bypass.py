"""Bypassed cards: the model is made as if they had been cut out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerdeck.graph import EditError
from layerdeck.graph.bypass import bypass, why_not_bypass, without_bypassed
from layerdeck.graph.edits import set_value
from layerdeck.graph.fixes import apply
from layerdeck.graph.grouping import group
from layerdeck.graph.splice import remove_joining
from layerdeck.program import Lowered, lower
from making import (
    ADD,
    CALL,
    CONV,
    DECK,
    HE,
    INPUT,
    LSTM,
    OUTPUT,
    TIME,
    card,
    graph,
    line,
    network,
    residual,
    wire,
)
from strategies import whole_graphs


def same(one: Lowered, other: Lowered) -> bool:
    return (one.program, one.problems) == (other.program, other.problems)


@given(whole_graphs(DECK), st.data())
def test_bypassing_means_what_cutting_out_means(made, data):
    able = [key for key in made.cards if not why_not_bypass(made, DECK, key)]
    chosen = data.draw(st.sets(st.sampled_from(able))) if able else set()

    passed = bypass(made, DECK, chosen) if chosen else made

    assert same(lower(passed, DECK), lower(remove_joining(made, DECK, chosen), DECK))
    assert not any(item.bypassed for item in without_bypassed(passed, DECK).cards.values())


@given(whole_graphs(DECK), st.data())
def test_bypassing_in_a_block_means_what_it_means_outside_of_one(made, data):
    able = [key for key in made.cards if not why_not_bypass(made, DECK, key)]
    if not able:
        return
    chosen = data.draw(st.sampled_from(able))
    try:
        boxed, block = group(made, DECK, [chosen])
    except EditError:
        return
    name = boxed.cards[block].type.removeprefix("block:")
    inside = boxed.blocks[name]
    if chosen not in inside.cards or why_not_bypass(inside, DECK, chosen):
        return
    passed = boxed.with_(blocks={**boxed.blocks, name: bypass(inside, DECK, [chosen])})
    cut = boxed.with_(blocks={**boxed.blocks, name: remove_joining(inside, DECK, [chosen])})

    assert same(lower(passed, DECK), lower(cut, DECK))


def test_a_list_keeps_its_order_and_a_bypassed_card_its_wires():
    made = residual(1)
    passed = bypass(made, DECK, ["conv0"])

    assert passed.wires is made.wires
    meant = without_bypassed(passed, DECK)
    assert "conv0" not in meant.cards
    assert meant.wires == (
        wire("x.output > sum0.inputs"),
        wire("x.output > sum0.inputs"),
        wire("sum0.output > y.input"),
    )
    assert lower(passed, DECK).problems == ()
    assert bypass(passed, DECK, ["conv0"], False) == made


def test_several_in_a_row_are_passed_at_once():
    made = line(
        card("x", INPUT, shape=[8, 8, 8, 1]),
        *(card(f"c{number}", CONV, filters=1, kernel_size=1) for number in range(300)),
        card("y", OUTPUT),
    )
    passed = bypass(made, DECK, [f"c{number}" for number in range(300)])

    assert without_bypassed(passed, DECK).wires == (wire("x.output > y.input"),)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("x", "x cannot be bypassed: only what turns a tensor into another can be"),
        ("y", "y cannot be bypassed: only what turns"),
        ("he", "he cannot be bypassed: only what turns"),
        ("inner", "inner cannot be bypassed: its Layer instance is wired"),
        ("sum", "sum cannot be bypassed: it takes 2 tensors, and gives one"),
        ("alone", "alone cannot be bypassed: no tensor is wired to it"),
        ("lstm", "lstm cannot be bypassed: it gives 3 tensors"),
        ("strange", "strange cannot be bypassed: the deck does not know"),
    ],
)
def test_what_nothing_can_pass_is_refused_and_told_of_in_files(name, told):
    made = graph(
        card("x", INPUT, shape=[4, 8, 8, 8, 1]),
        card("he", HE),
        card("inner", CONV, filters=1, kernel_size=1),
        card("each", TIME),
        card("sum", ADD),
        card("alone", CONV, filters=1, kernel_size=1),
        card("lstm", LSTM, units=4, return_state=True),
        card("strange", CONV).with_(type="their.Layer"),
        card("y", OUTPUT),
        wires=["inner.layer > each.layer", "x.output > each.input", "each.output > sum.inputs",
               "x.output > sum.inputs", "sum.output > y.input", "x.output > lstm.sequence"],
    )  # fmt: skip
    made = made.with_(wires=[item for item in made.wires if item.target.port != "sequence"])

    with pytest.raises(EditError, match=told):
        bypass(made, DECK, [name])

    forced = made.with_(cards={**made.cards, name: made.cards[name].with_(bypassed=True)})
    found = [item.message for item in lower(forced, DECK).problems if item.card == name]
    assert any(told.split(":")[0] in message for message in found)


def test_a_wire_taken_away_later_is_told_of_on_the_card():
    made = bypass(network(), DECK, ["a"])
    loose = made.with_(wires=made.wires[1:])

    problem = next(item for item in lower(loose, DECK).problems if item.card == "a")
    assert "no tensor is wired to it" in problem.message
    assert not apply(loose, DECK, problem.fixes[0]).cards["a"].bypassed


def test_bypassed_cards_in_a_circle_are_a_problem_and_no_crash():
    made = graph(
        card("a", CONV, filters=1, kernel_size=1).with_(bypassed=True),
        card("b", CONV, filters=1, kernel_size=1).with_(bypassed=True),
        card("y", OUTPUT),
        wires=["a.output > b.input", "b.output > a.input", "b.output > y.input"],
    )

    assert {item.card for item in lower(made, DECK).problems} >= {"a", "b"}


def test_a_call_of_a_layer_can_be_bypassed_and_its_layer_stays():
    made = graph(
        card("x", INPUT, shape=[8, 8, 8, 1]),
        card("conv", CONV, filters=1, kernel_size=1),
        card("again", CALL),
        card("y", OUTPUT),
        wires=["x.output > conv.input", "conv.layer > again.layer", "conv.output > again.input",
               "again.output > y.input"],
    )  # fmt: skip

    passed = bypass(made, DECK, ["again"])

    assert same(lower(passed, DECK), lower(remove_joining(made, DECK, ["again"]), DECK))
    assert lower(set_value(passed, DECK, "conv", "filters", 2), DECK).problems == ()


def test_nothing_chosen_is_said():
    with pytest.raises(EditError, match="Select a layer to bypass"):
        bypass(network(), DECK, ["gone"])
