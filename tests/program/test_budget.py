"""The memory budget, worked out by hand for networks small enough for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerdeck.deck import load_catalogue
from layerdeck.graph import Graph
from layerdeck.program import (
    OPTIMIZERS,
    POLICIES,
    Budget,
    Facts,
    Kept,
    Moment,
    Moments,
    Report,
    Settings,
    Training,
    budget,
    budget_of,
    lower,
    moments,
)
from making import ADD, CONV, INPUT, OUTPUT, block_card, card, double_convolution, graph, line

DECK = load_catalogue()
SIDE = (8, 8, 8)
MB = 512 * 1000
"""512 voxels of a thousand channels, in bytes of one each."""
CONVOLVED = Training((Kept(MB, 0),))
"""Keeps what it is given."""
RECTIFIED = Training((Kept(MB, 0), Kept(MB, -1)))
"""And what it gives."""


def volume(training: Training | None = None, trained: int = 0, dtype: str = "float32") -> Facts:
    """A tensor of MB numbers for each sample."""
    return Facts((None, *SIDE, 1000), tuple("BDHWC"), dtype, trained, trained, training=training)


def told(made: Graph, facts: dict[str, Facts], **settings: object) -> Budget:
    weights = sum(each.parameters for each in facts.values())
    trained = sum(each.trainable_parameters for each in facts.values())
    report = Report(0, facts, parameters=weights, trainable_parameters=trained)
    return budget(lower(made, DECK).program, report, Settings(**settings))


def conv(name: str, **values: object):
    return card(name, CONV, filters=1000, kernel_size=1, **values)


ROW = line(card("x", INPUT, shape=[*SIDE, 1000]), conv("a"), conv("b"), card("y", OUTPUT))
FACTS = {"x": volume(), "a": volume(CONVOLVED, 100), "b": volume(CONVOLVED, 200)}


def test_a_row_of_convolutions():
    """At b the batch, the wanted output, what a gives and both gradients of b are held."""
    found = told(ROW, FACTS, optimizer="adam")

    assert (found.weights, found.optimizer) == (300 * 4, 2 * 300 * 4)
    assert found.gradients == 200 * 4, "a's are not found yet"
    assert found.kept == 3 * MB * 4
    assert found.temporary == 2 * MB * 4
    assert (found.card, found.backward) == ("b", True)
    assert found.total == 300 * 12 + 200 * 4 + 5 * MB * 4


def test_it_grows_with_the_batch_and_the_weights_do_not():
    one, four = (told(ROW, FACTS, batch=batch) for batch in (1, 4))

    assert (four.kept, four.temporary) == (4 * one.kept, 4 * one.temporary)
    assert (four.weights, four.optimizer) == (one.weights, one.optimizer)


def test_the_first_layer_needs_no_gradient_of_the_batch():
    """Only a is trained, and it is the first: nothing goes further back."""
    facts = {"x": volume(), "a": volume(CONVOLVED, 100), "b": volume(Training())}
    found = moments(lower(ROW, DECK).program, Report(0, facts), POLICIES["float32"])

    [last] = [each for each in found.moments if each.backward and each.card == "a"]
    assert last.temporary == MB * 4, "its own gradient, and none of the batch's"


def test_what_is_not_trained_keeps_nothing():
    found = told(ROW, {"x": volume(), "a": volume(CONVOLVED), "b": volume(CONVOLVED)})

    assert found.kept == 2 * MB * 4, "the batch and what should come out"
    assert not found.optimizer


def test_a_mixed_policy_computes_in_two_bytes_and_keeps_its_weights_in_four():
    whole, mixed, half = (
        told(ROW, FACTS, policy=policy) for policy in ("float32", "mixed_float16", "float16")
    )

    assert mixed.weights == 300 * (4 + 2), "and a copy to compute with"
    assert (mixed.optimizer, half.optimizer) == (whole.optimizer, whole.optimizer // 2)
    # The batch comes in four bytes and is copied; all else is half as large.
    assert mixed.kept == MB * 4 + 3 * MB * 2
    assert mixed.temporary == whole.temporary // 2


def test_what_is_kept_in_four_bytes_whatever_the_policy():
    wide = Training((Kept(MB, 0, "float32"),))
    facts = {**FACTS, "b": volume(wide, 200)}

    assert told(ROW, facts).kept == told(ROW, FACTS).kept, "it is the tensor itself"
    more = told(ROW, facts, policy="mixed_float16").kept
    assert more == told(ROW, FACTS, policy="mixed_float16").kept - MB * 2 + MB * 4


def test_integers_and_masks_keep_their_width():
    masked = Training((Kept(MB, None, "bool"),))
    found = told(ROW, {"x": volume(dtype="int64"), "a": volume(CONVOLVED, 1),
                       "b": volume(masked)}, policy="float16")  # fmt: skip
    assert found.kept == MB * 8 + MB * 2 + MB


SKIP = graph(
    card("x", INPUT, shape=[*SIDE, 1000]), conv("a"), conv("b"), card("sum", ADD),
    card("y", OUTPUT),
    wires=["x.output > a.input", "a.output > b.input", "a.output > sum.inputs",
           "b.output > sum.inputs", "sum.output > y.input"],
)  # fmt: skip


def test_what_several_layers_keep_counts_once():
    """a keeps what it gives, b keeps what it is given: the same."""
    facts = {"x": volume(), "a": volume(RECTIFIED, 1), "b": volume(CONVOLVED, 1),
             "sum": volume(Training(in_place=True))}  # fmt: skip
    assert told(SKIP, facts).kept == 3 * MB * 4


def test_an_add_hands_its_gradient_on_as_it_is():
    """Where two ways meet going back, the parts wait for each other: at b one is new."""
    facts = {"x": volume(), "a": volume(CONVOLVED, 1), "b": volume(CONVOLVED, 1),
             "sum": volume(Training(in_place=True))}  # fmt: skip
    report = Report(0, facts, parameters=2, trainable_parameters=2)
    found = moments(lower(SKIP, DECK).program, report, POLICIES["float32"])
    back = {each.card: each.temporary for each in found.moments if each.backward}

    assert back["b"] == 2 * MB * 4
    assert back["a"] == MB * 4


def test_a_reshape_is_the_same_memory():
    facts = {**FACTS, "a": volume(Training(moves_nothing=True)), "b": volume(CONVOLVED, 1)}

    assert told(ROW, facts).kept == 2 * MB * 4, "b keeps the batch itself"


def test_the_optimizers_step_can_be_the_peak():
    """Weights that dwarf the activations: all gradients, and what the largest takes meanwhile."""
    facts = {"x": volume(), "a": volume(CONVOLVED, 10**9), "b": volume(CONVOLVED, 10)}
    found = told(ROW, facts, optimizer="adam")

    assert found.card == ""
    assert found.gradients == (10**9 + 10) * 4
    assert found.temporary == 2 * 10**9 * 4 + found.temporary % 10**9
    assert found.total > (4 + 2) * 10**9 * 4


def test_axes_of_any_size_are_left_out_and_named():
    open_ = Facts(
        (None, None, 8, 8, 1), tuple("BDHWC"), "float32", training=Training((Kept(None),))
    )
    found = told(ROW, {**FACTS, "a": open_})

    assert found.unknown == ("a",)
    assert found.total < told(ROW, FACTS).total


def test_a_graph_without_an_output_has_only_weights():
    made = line(card("x", INPUT, shape=[*SIDE, 1000]), conv("a"))
    found = told(made, {"x": volume(), "a": volume(CONVOLVED, 7)})

    assert found.weights == 28
    assert told(Graph(), {}).total == 0


def test_cards_of_blocks_are_walked_where_they_are_used():
    made = line(card("x", INPUT, shape=[8, 8, 8, 1]), block_card("wide", "double"),
                card("y", OUTPUT))  # fmt: skip
    made = graph(*made.cards.values(), wires=["x.output > wide.x", "wide.y > y.input"]).with_(
        blocks={"double": double_convolution()}
    )
    facts = {"x": volume(), "wide/first": volume(CONVOLVED, 1), "wide/second": volume(CONVOLVED, 1)}
    found = told(made, facts)

    assert found.card == "wide/second"
    assert found.kept == 3 * MB * 4


def test_the_largest_batch():
    """Of 100 bytes that are left by the weights, 90 are gradients', and 3 are a sample's."""
    found = Moments((Moment("a", False, 0, 5, 2), Moment("b", True, 90, 3, 0)), 100, 0, 0)

    def fits(memory: int) -> int | None:
        return budget_of(found, Settings(memory=memory)).largest

    assert (fits(200), fits(193), fits(107), fits(99)) == (3, 1, 0, 0)
    assert budget_of(Moments(), Settings()).largest is None, "nothing grows with the batch"


@given(
    st.lists(st.tuples(*[st.integers(0, 1000)] * 3), min_size=1, max_size=8),
    st.integers(0, 1000), st.integers(0, 1000), st.integers(0, 10**6),
    st.sampled_from(sorted(OPTIMIZERS)),
)  # fmt: skip
def test_the_largest_batch_fits_and_one_more_does_not(times, weights, trained, memory, optimizer):
    steps = tuple(Moment("a", True, *each) for each in times)
    found = Moments(steps, weights + trained, trained, trained)
    settings = Settings(memory=memory, optimizer=optimizer)
    largest = budget_of(found, settings).largest

    def fits(batch: int) -> bool:
        return budget_of(found, Settings(batch, "float32", optimizer, memory)).fits

    if largest is None:
        assert fits(10**12)
    elif largest == 0:
        assert not fits(1)
    else:
        assert fits(largest)
        assert not fits(largest + 1)


def test_parts_add_up_to_the_peak():
    for batch in (1, 3, 100):
        found = told(ROW, FACTS, batch=batch)
        parts = found.weights + found.optimizer + found.gradients + found.kept + found.temporary
        assert parts == found.total


def test_names_that_are_none_are_refused():
    with pytest.raises(KeyError):
        told(ROW, FACTS, policy="float128")
