"""Output paddings that Keras builds a transposed convolution with, and TensorFlow does not run."""

from collections.abc import Iterator

from layerdeck.engine.kinds import TRANSPOSED
from layerdeck.engine.windows import spatial, spatial_axes, window_of
from layerdeck.program import Problem

from .cause import about
from .use import Use

_PLACES = 3
"""Any size shows it: only the part beyond the last step matters."""


@about(*TRANSPOSED)
def output_padding_that_leads_elsewhere(use: Use) -> Iterator[Problem]:
    """A size that a convolution with padding "same" would not bring back to the one given.

    TensorFlow computes a transposed convolution as the gradient of that convolution, which makes
    ceil(size / stride) of a size, and refuses others (measured, 2.21: all kernels to 5).
    """
    window = window_of(use.layer)
    padding = getattr(use.layer, "output_padding", None)
    if window is None or padding is None or not window.same:
        return
    rank = len(use.given[0].shape)
    shape: list[int] = [1] * rank
    for axis in spatial_axes(use.layer, rank):
        shape[axis] = _PLACES
    made = spatial(use.layer, tuple(use.layer.compute_output_shape(tuple(shape))))
    if all(
        size is not None and -(-size // step) == _PLACES
        for size, step in zip(made, window.strides, strict=True)
    ):
        return
    title = use.port_title("output_padding")
    shown = ", ".join(map(str, padding)) if isinstance(padding, tuple) else str(padding)
    yield use.problem(
        "output_padding",
        f"{title} {shown} leads to a size that padding same does not allow with this kernel and "
        "these strides: the model would be built, and fail on its first batch. Let Keras choose "
        "it, or pad with valid.",
        f"{title} {shown} does not go with same",
        (
            *use.set_value("output_padding", None, "auto"),
            *use.set_value("padding", "valid", "valid"),
        ),
    )
