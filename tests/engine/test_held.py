"""Constraints against the weights they hold: what training would refuse is said before."""

from typing import Any

import pytest

from engine.networks import DECK, network, problems, program
from layerdeck.engine.backend import keras, tf
from layerdeck.engine.build import build
from layerdeck.engine.causes.held import refusal
from layerdeck.graph import Graph
from layerdeck.program import Severity

CONV = {"filters": 3, "kernel_size": 3}
PLANE = (8, 8, 2)
STEPS = (5, 4)


def held(
    layer: tuple[str, dict[str, Any]],
    by: tuple[str, dict[str, Any]],
    shape: tuple[int, ...],
    port: str = "kernel_constraint",
) -> Graph:
    cards = {"volume": ("Input", {"shape": shape}), "by": by, "first": layer}
    wires = f"by.constraint > first.{port}", "volume > first", "first > result"
    return network(cards | {"result": ("Output", {})}, *wires)


def train(graph: Graph) -> None:
    """One step, on data of ones."""
    model = build(program(graph), DECK)
    model.compile("sgd", "mse", run_eagerly=True)
    given = tf.ones((2, *model.input_shape[1:]))
    model.train_on_batch(given, tf.ones_like(model(given)))


BEYOND = [
    (held(("Dense", {"units": 3}), ("MaxNorm", {"axis": (3,)}), (4,)),
     "kernel_constraint", "axis 3 does not exist in a weight of 2 axes, 4×3"),
    (held(("Dense", {"units": 3}), ("UnitNorm", {"axis": (-3,)}), (4,)),
     "kernel_constraint", "axis -3 does not exist"),
    (held(("Dense", {"units": 3}), ("MinMaxNorm", {"axis": (0, 1)}), (4,), "bias_constraint"),
     "bias_constraint", "axis 1 does not exist in a weight of 1 axis, 3"),
    (held(("LSTM", {"units": 3}), ("MaxNorm", {"axis": (2,)}), STEPS, "recurrent_constraint"),
     "recurrent_constraint", "a weight of 2 axes, 3×12"),
    (held(("Dense", {"units": 3}), ("RadialConstraint", {}), (4,)),
     "kernel_constraint", "takes the square kernel of a 2D convolution"),
    (held(("Conv2D", {**CONV, "kernel_size": (3, 2)}), ("RadialConstraint", {}), PLANE),
     "kernel_constraint", "this weight has 4 axes, 3×2×2×3"),
]  # fmt: skip


@pytest.mark.parametrize(("graph", "port", "words"), BEYOND, ids=[case[2] for case in BEYOND])
def test_what_cannot_hold_a_weight(graph: Graph, port: str, words: str) -> None:
    [problem] = problems(graph)

    assert (problem.card, problem.port) == ("first", port)
    assert words in problem.message
    assert problem.severity is Severity.WARNING
    assert len(problem.short) <= 45
    with pytest.raises((tf.errors.OpError, ValueError)):
        train(graph)


@pytest.mark.parametrize(
    "graph",
    [
        held(("Dense", {"units": 3}), ("MaxNorm", {"axis": (1,)}), (4,)),
        held(("Dense", {"units": 3}), ("MaxNorm", {"axis": None}), (4,)),
        held(("Dense", {"units": 3}), ("NonNeg", {}), (4,)),
        held(("Conv2D", CONV), ("MaxNorm", {"axis": (0, 1, 2)}), PLANE),
        held(("Conv2D", CONV), ("RadialConstraint", {}), PLANE),
    ],
)
def test_what_holds_it_is_let_be(graph: Graph) -> None:
    assert problems(graph) == ()
    train(graph)


def test_a_constraint_of_a_layer_inside_another_is_told_on_the_inner_card() -> None:
    graph = network(
        {
            "volume": ("Input", {"shape": STEPS}),
            "by": ("MaxNorm", {"axis": (2,)}),
            "inner": ("Dense", {"units": 3}),
            "each": ("TimeDistributed", {}),
            "result": ("Output", {}),
        },
        "by.constraint > inner.kernel_constraint",
        "inner.layer > each.layer",
        "volume > each",
        "each > result",
    )
    [problem] = problems(graph)

    assert (problem.card, problem.port) == ("inner", "kernel_constraint")


def test_the_heads_of_an_attention_are_told_once() -> None:
    graph = network(
        {
            "volume": ("Input", {"shape": STEPS}),
            "by": ("MaxNorm", {"axis": (5,)}),
            "heads": ("MultiHeadAttention", {"num_heads": 2, "key_dim": 3}),
            "result": ("Output", {}),
        },
        "by.constraint > heads.kernel_constraint",
        "volume > heads.query",
        "volume > heads.value",
        "heads > result",
    )

    assert [problem.port for problem in problems(graph)] == ["kernel_constraint"]


def test_a_constraint_of_another_package_is_traced() -> None:
    class Square(keras.constraints.Constraint):
        def __call__(self, w: Any) -> Any:
            return keras.ops.matmul(w, w)

    assert refusal(Square(), (3, 3), "float32") == ""
    assert refusal(Square(), (3, 4), "float32") != ""
