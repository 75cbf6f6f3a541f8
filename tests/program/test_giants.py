"""Activations that no memory holds: where they begin, for the training that is planned."""

import pytest

from layerdeck.deck import load_catalogue
from layerdeck.graph import Graph
from layerdeck.graph.blocks import with_blocks
from layerdeck.graph.fixes import apply
from layerdeck.program import Facts, Problem, Settings, Severity, giant_activations, lower
from making import CONV, INPUT, OUTPUT, block_card, card, double_convolution, graph, line

DECK = load_catalogue()
GIB = 2**30


def row(filters: int) -> Graph:
    conv = card("first", CONV, filters=filters, kernel_size=1)
    return line(card("x", INPUT, shape=[1024, 512, 512, 1]), conv, card("y", OUTPUT))


def facts(channels: int, dtype: str = "float32") -> Facts:
    """Of 1 GiB a channel, in float32."""
    return Facts((None, 1024, 512, 512, channels), tuple("BDHWC"), dtype)


def told(made: Graph, known: dict[str, Facts], **settings: object) -> list[Problem]:
    deck = with_blocks(DECK, made)
    return list(giant_activations(lower(made, deck).program, known, deck, Settings(**settings)))


def test_one_sample_that_is_too_large_is_told_where_it_begins():
    known = {"x": facts(1), "first": facts(20), "y": facts(20)}
    [problem] = told(row(20), known, memory=16 * GIB)
    assert (problem.card, problem.severity) == ("first", Severity.WARNING)
    assert problem.message == (
        "One sample of what first gives takes 21.5 GB, and a training step is given 17.2 GB in "
        "all. Make the volume, its filters or units smaller."
    )
    assert problem.short == "21.5 GB for one sample"
    [fix] = problem.fixes
    assert fix.title == "Set filters to 1"
    mended = apply(row(20), DECK, fix)
    assert mended.cards["first"].values["filters"] == 1
    assert told(mended, {"first": facts(1)}, memory=16 * GIB) == []


def test_it_follows_the_memory_the_batch_and_the_policy():
    known = {"first": facts(20)}
    assert told(row(20), known, memory=24 * GIB) == []
    [problem] = told(row(20), known, memory=24 * GIB, batch=2)
    assert problem.short == "42.9 GB for a batch of 2"
    assert "Make the batch, the volume, its filters" in problem.message
    assert told(row(20), known, memory=24 * GIB, batch=2, policy="mixed_float16") == []


def test_no_fewer_filters_are_offered_where_not_one_would_do():
    [problem] = told(row(20), {"first": facts(20)}, memory=GIB // 2)
    assert problem.fixes == ()


@pytest.mark.parametrize("memory", [16 * GIB, 40 * GIB])
def test_inside_a_block_it_is_told_on_its_card(memory: int):
    made = graph(
        card("x", INPUT, shape=[8, 8, 8, 1]), block_card("wide", "double"), card("y", OUTPUT),
        wires=["x.output > wide.x", "wide.y > y.input"],
    ).with_(blocks={"double": double_convolution()})  # fmt: skip
    found = told(made, {"wide/second": facts(20), "wide": facts(20)}, memory=memory)
    assert [problem.card for problem in found] == (["wide"] if memory < 20 * GIB else [])
    for problem in found:
        assert problem.message.startswith("Inside, at second: One sample of what second gives")
