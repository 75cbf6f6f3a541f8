"""The output padding that lets a transposed convolution meet another tensor."""

from layerdeck.deck import Catalogue
from layerdeck.engine.kinds import TRANSPOSED
from layerdeck.engine.shapes import Sized
from layerdeck.engine.windows import spatial_axes, window_of
from layerdeck.graph.fixes import Fix

from .use import Source, set_value


def grown_to(
    source: Source, gives: Sized, wanted: Sized, axes: list[int], catalogue: Catalogue
) -> tuple[Fix, ...]:
    """The fix that sets the output padding so that `source` gives the sizes of `wanted`.

    With output padding p, an axis of n gives (n - 1) × stride + extent + p, less twice the half of
    the kernel with padding "same" (Keras' formula for a given output padding). It must stay below
    the stride, so only small gaps can be closed.
    """
    layer, window = source.layer, window_of(source.layer)
    declared = catalogue.get(source.making.call.path)
    given = source.given
    if window is None or declared is None or given is None or not isinstance(layer, TRANSPOSED):
        return ()
    spatial = spatial_axes(layer, len(gives.shape))
    if not set(axes) <= set(spatial) or max(window.dilation) > 1:
        return ()
    paddings = []
    for number, axis in enumerate(spatial):
        before, after = given.shape[axis], wanted.shape[axis]
        if before is None or after is None:
            return ()
        cut = 2 * (window.size[number] // 2) if window.same else 0
        padding = after - ((before - 1) * window.strides[number] + window.size[number] - cut)
        if not 0 <= padding < window.strides[number]:
            return ()
        paddings.append(padding)
    port = declared.input("output_padding")
    title = f"{port.title} of {source.making.card}" if port else ""
    value = tuple(paddings)
    return set_value(source.making, "output_padding", title, value, ", ".join(map(str, value)))
