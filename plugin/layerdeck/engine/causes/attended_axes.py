"""Attention over several axes of steps: what TensorFlow does not compute of it."""

from collections.abc import Iterator

from layerdeck.engine.backend import keras
from layerdeck.program import Problem, Severity

from .attended import seen_by
from .cause import about
from .use import Use

_MOST_OF_ONE, _MOST_OF_SEVERAL = 5, 8
"""Axes of scores that TensorFlow finds the softmax of along one axis and along several (measured,
2.21 with oneDNN)."""


@about(keras.layers.MultiHeadAttention)
def too_many_axes_of_scores(use: Use) -> Iterator[Problem]:
    """The scores have batch, heads, the axes that are left alone, and those attended twice."""
    count = _attended(use)
    if not count:
        return
    rank = len(use.given[0].shape)
    scores = rank + count
    if rank == 3 or scores <= (_MOST_OF_ONE if count == 1 else _MOST_OF_SEVERAL):
        return
    yield use.problem(
        "attention_axes",
        f"Attention over {count} of {rank} axes has scores of {scores} axes, and TensorFlow "
        f"computes at most {_MOST_OF_ONE if count == 1 else _MOST_OF_SEVERAL}: the model would be "
        "built, and fail on its first batch. Join axes with Reshape before.",
        f"Scores of {scores} axes",
        severity=Severity.WARNING if count == 1 else Severity.ERROR,
    )


@about(keras.layers.MultiHeadAttention)
def order_along_several_axes(use: Use) -> Iterator[Problem]:
    """Earlier and later, near and far are along one axis."""
    seen, count = seen_by(use), _attended(use)
    window = getattr(use.layer, "_sliding_window", None)
    if seen is None or count < 2 or not (seen.causal or window):
        return
    what = "Use causal mask" if seen.causal else "Sliding window"
    yield use.problem(
        "attention_axes",
        f"{what} follows one axis of steps, and this attention runs over {count}. Choose one in "
        f"Attention axes, or switch {what} off.",
        f"{what} follows one axis",
        use.set_value("attention_axes", (1,), "1"),
    )


def _attended(use: Use) -> int:
    """How many axes attention in heads runs over; 0 for other layers and axes of other kinds."""
    if seen_by(use) is None or not isinstance(use.layer, keras.layers.MultiHeadAttention):
        return 0
    rank = len(use.given[0].shape)
    chosen = use.layer.attention_axes
    axes = {axis if axis >= 0 else rank + axis for axis in chosen or range(1, rank - 1)}
    return len(axes) if axes <= set(range(1, rank - 1)) else 0
