"""Blocks in the engine: facts and problems from inside, on the block's card."""

import pytest

from differential.agreement import (
    assert_facts_hold,
    assert_models_agree,
    built_by_the_code,
    built_in_the_app,
)
from layerdeck.engine.infer import infer
from layerdeck.export import Flavour, Manner
from layerdeck.graph import Graph
from layerdeck.graph.blocks import with_blocks
from layerdeck.graph.fixes import apply
from layerdeck.program import lower
from making import (
    CALL,
    DECK,
    INPUT,
    OUTPUT,
    TIME,
    block_card,
    card,
    double_convolution,
    graph,
)


def network(**first) -> Graph:
    """Everything a block can be: a function at two widths, in a wrapper, and shared."""
    return graph(
        card("volume", INPUT, shape=[8, 8, 8, 1]),
        card("video", INPUT, shape=[3, 8, 8, 8, 1]),
        block_card("wide", "double", width=8),
        block_card("deep", "double", width=2),
        block_card("frame", "double", width=3),
        card("steps", TIME),
        block_card("arm", "double"),
        card("again", CALL),
        card("a", OUTPUT),
        card("b", OUTPUT),
        card("c", OUTPUT),
        wires=["volume.output > wide.x", "wide.y > deep.x", "deep.y > a.input",
               "frame.layer > steps.layer", "video.output > steps.input", "steps.output > b.input",
               "volume.output > arm.x", "arm.layer > again.layer", "volume.output > again.input",
               "again.output > c.input"],
    ).with_(blocks={"double": double_convolution(**first)})  # fmt: skip


def test_app_code_and_facts_agree():
    program = lower(network(), DECK).program
    mine = built_in_the_app(program, DECK)

    assert_facts_hold(infer(program, DECK), program, mine)
    for flavour in Flavour:
        assert_models_agree(mine, built_by_the_code(program, Manner(flavour)))


def test_a_block_shows_the_sum_of_what_is_inside():
    facts = infer(lower(network(), DECK).program, DECK).facts

    assert facts["wide"].output_shape == (None, 8, 8, 8, 8)
    assert facts["wide"].parameters == 27 * 8 + 8 + 27 * 64 + 8
    assert facts["wide"].multiply_adds == 512 * 27 * 8 + 512 * 27 * 64
    assert facts["wide"].activation_bytes == 2 * 512 * 8 * 4
    assert facts["wide"].receptive_field == (5, 5, 5)
    assert facts["deep"].receptive_field == (9, 9, 9)
    assert facts["wide/first"].parameters == 27 * 8 + 8
    assert facts["frame"].output_shape is None
    assert facts["frame"].parameters == 27 * 3 + 3 + 27 * 9 + 3


def test_what_goes_wrong_inside_is_told_on_the_block_s_card():
    report = infer(lower(network(kernel_size=9, padding="valid"), DECK).program, DECK)
    told = {problem.card: problem for problem in report.problems}

    assert set(told) == {"wide", "frame", "arm"}
    assert told["wide"].message.startswith("Inside, at first: ")


@pytest.mark.parametrize("card_id", ["wide", "frame", "arm"])
def test_each_way_out_of_it_changes_the_block_from_outside(card_id: str):
    made = network(kernel_size=9, padding="valid")
    deck = with_blocks(DECK, made)
    problems = infer(lower(made, DECK).program, DECK).problems
    (told,) = (problem for problem in problems if problem.card == card_id)
    assert [fix.title for fix in told.fixes][:1] == ["Set padding to same"]
    for fix in told.fixes:
        mended = lower(apply(made, deck, fix), DECK)
        left = (*mended.problems, *infer(mended.program, DECK).problems)
        assert card_id not in {problem.card for problem in left}, fix.title


def test_a_name_inside_a_block_used_twice_is_told_to_be_cleared():
    made = network(name="conv")
    report = infer(lower(made, DECK).program, DECK)
    (problem, *_) = report.problems

    assert problem.card in {"wide", "deep", "arm"}
    assert "It is called conv inside the block" in problem.message
    assert "Clear its Name inside" in problem.message
    (fix,) = problem.fixes
    mended = apply(made, with_blocks(DECK, made), fix)
    assert infer(lower(mended, DECK).program, DECK).problems == ()
