"""What is called an error is one: the exported code fails too, at the latest in training."""

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, seed, settings

from differential.agreement import batch_for, built_by_the_code
from layerdeck.deck import Catalogue
from layerdeck.engine.backend import keras
from layerdeck.engine.infer import infer
from layerdeck.graph import Graph
from layerdeck.program import Severity, lower, trim
from strategies import graphs, lowers

NOT_ASKED = "Time distributed takes tensors of"
"""Keras does not ask a layer inside Time distributed how many axes it takes, and lets a pooling of
volumes average the channels of a picture."""


def assert_as_announced(model: Any, given: Any) -> None:
    """A model that gives other axes than Keras says is no less wrong than one that fails."""
    for tensor, value in zip(
        keras.tree.flatten(model.outputs), keras.tree.flatten(given), strict=True
    ):
        assert len(tensor.shape) == len(value.shape)


# Keras warns of a softmax along an axis of size 1, which random recurrent layers may have.
@pytest.mark.filterwarnings("ignore:.*You are using a softmax over axis:UserWarning")
@pytest.mark.parametrize("part", range(4))
def test_errors_are_errors(part: int, deck: Catalogue):
    @seed(part)
    @settings(
        max_examples=40,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(graph=graphs(deck, lowers(deck)))
    def fails(graph: Graph) -> None:
        program = trim(lower(graph, deck).program)
        errors = [
            problem
            for problem in infer(program, deck).problems
            if problem.severity is Severity.ERROR and not problem.message.startswith(NOT_ASKED)
        ]
        assume(errors and program.outputs)
        try:
            model = built_by_the_code(program)
            batch = batch_for(model)
            for training in (False, True):
                given = model(batch if len(batch) > 1 else batch[0], training=training)
                assert_as_announced(model, given)
        except Exception:
            return
        raise AssertionError(f"No error in Keras: {[problem.message for problem in errors]}")

    fails()
