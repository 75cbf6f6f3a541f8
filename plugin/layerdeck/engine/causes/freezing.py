"""Trainable switched off where Keras does not pass it on to the weights."""

from collections.abc import Iterator

from layerdeck.engine.run import Making
from layerdeck.program import Problem, Severity

from .use import Use, set_value


def frozen_in_name_only(use: Use, inner: Making | None) -> Iterator[Problem]:
    """A wrapper or ConvLSTM that is not trainable, whose weights a model trains all the same.

    Keras (measured, 3.15) freezes the wrapper and not the layer it makes or holds.
    """
    if use.layer.trainable or not any(item.trainable for item in use.layer.weights):
        return
    if inner is not None:
        advice = f"Switch Trainable off on {inner.card}, the layer inside."
        title = f"Trainable of {inner.card}"
        fixes = set_value(inner, "trainable", title, False, "off")
    else:
        advice = "Freeze it in code, after the model is built."
        fixes = use.set_value("trainable", True, "on")
    yield use.problem(
        "trainable",
        f"Trainable is off here, and Keras trains the weights all the same. {advice}",
        "Keras trains these weights all the same",
        fixes,
        Severity.WARNING,
    )
