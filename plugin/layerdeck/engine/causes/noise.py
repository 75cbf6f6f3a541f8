"""The mask of a Dropout, which Keras holds against its input on training only."""

from collections.abc import Iterator

from layerdeck.engine.backend import keras
from layerdeck.engine.shapes import sizes
from layerdeck.program import Problem, Severity

from .cause import about
from .use import Use


@about(keras.layers.Dropout)
def noise_shape_that_does_not_fit(use: Use) -> Iterator[Problem]:
    """Each axis of the mask is 1 or the input's; None takes the input's."""
    noise = getattr(use.layer, "noise_shape", None)
    if noise is None:
        return
    given = use.given[0]
    pairs = zip(noise, given.shape, strict=False)
    fits = len(noise) == len(given.shape) and all(
        mask in (None, 1) or size in (None, mask) for mask, size in pairs
    )
    if fits:
        return
    yield use.problem(
        "noise_shape",
        f"Noise shape {sizes(tuple(noise))} does not fit what {given.card} gives, the batch "
        f"counted: {sizes(given.shape)}. Each axis takes 1 or the same length; training would "
        "fail.",
        "Noise shape does not fit the input",
        use.set_value("noise_shape", None, "none"),
        Severity.WARNING,
    )
