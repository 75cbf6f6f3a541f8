"""The window that a layer slides over its input, read off the Keras layer."""

from dataclasses import dataclass
from typing import Any

from layerdeck.program import Shape

from .kinds import (
    ADAPTIVE_POOLINGS,
    CONV_LSTMS,
    CROPPINGS,
    LOCAL,
    PADDINGS,
    POOLINGS,
    SLIDING,
    TRANSPOSED,
    UP_SAMPLINGS,
)

Sizes = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """One number per spatial axis each.

    Attributes:
        port: the input of the card that gives its size.
        same: whether the border is padded so that at stride 1 the size stays.
        causal: whether all of that padding comes first, so that no step sees a later one.
    """

    port: str
    size: Sizes
    strides: Sizes
    dilation: Sizes
    same: bool
    causal: bool = False

    @property
    def padded(self) -> bool:
        """Whether the window may reach beyond the border."""
        return self.same or self.causal

    @property
    def extent(self) -> Sizes:
        """What the window covers with its dilation: (size - 1) × dilation + 1 voxels."""
        return tuple(
            (size - 1) * rate + 1 for size, rate in zip(self.size, self.dilation, strict=True)
        )


def window_of(layer: Any) -> Window | None:
    """The window of a convolution of any kind, ConvLSTM or pooling; else None."""
    if isinstance(layer, POOLINGS):
        size = tuple(layer.pool_size)
        ones = (1,) * len(size)
        return Window("pool_size", size, tuple(layer.strides), ones, layer.padding == "same")
    if isinstance(layer, LOCAL):
        ones = (1,) * layer.rank
        return Window("kernel_size", layer.kernel_size, layer.strides, ones, False)
    if isinstance(layer, CONV_LSTMS):
        layer = layer.cell
    elif not isinstance(layer, (*SLIDING, *TRANSPOSED)):
        return None
    return Window(
        "kernel_size",
        tuple(layer.kernel_size),
        tuple(layer.strides),
        tuple(layer.dilation_rate),
        layer.padding == "same",
        layer.padding == "causal",
    )


def slid(window: Window, sizes: Shape) -> Shape:
    """The number of places a window takes along each axis: the sizes of what it gives."""
    return tuple(
        None if size is None else -(-size // step) if window.padded else (size - extent) // step + 1
        for size, step, extent in zip(sizes, window.strides, window.extent, strict=True)
    )


def is_channels_first(layer: Any) -> bool:
    """Whether a layer takes the channels before the spatial axes."""
    holder = layer.cell if isinstance(layer, CONV_LSTMS) else layer
    return getattr(holder, "data_format", None) == "channels_first"


def spatial_rank(layer: Any) -> int:
    """How many spatial axes a layer works along; 0 where that is not fixed by the layer."""
    window = window_of(layer)
    if window is not None:
        return len(window.size)
    if isinstance(layer, UP_SAMPLINGS):
        return len(layer.size) if isinstance(layer.size, tuple) else 1
    if isinstance(layer, ADAPTIVE_POOLINGS):
        return len(layer.output_size)
    for family, name in ((PADDINGS, "padding"), (CROPPINGS, "cropping")):
        if isinstance(layer, family):
            return len(sides(getattr(layer, name)))
    return 0


def sides(amount: Any) -> tuple[tuple[int, int], ...]:
    """(before, after) per axis of a padding or cropping; one axis has a bare pair."""
    first = amount[0]
    pairs = (amount,) if isinstance(first, int) else amount
    return tuple((int(before), int(after)) for before, after in pairs)


def spatial_axes(layer: Any, rank: int) -> range:
    """The indices of the spatial axes in a tensor of `rank` axes that the layer takes.

    A ConvLSTM's time axis, the second, is not among them.
    """
    start = 1 + isinstance(layer, CONV_LSTMS) + is_channels_first(layer)
    return range(start, start + (spatial_rank(layer) or max(rank - 2, 0)))


def channel_axis(layer: Any, rank: int) -> int:
    """The index of the channel axis in a tensor that the layer takes."""
    if is_channels_first(layer):
        return 1 + isinstance(layer, CONV_LSTMS)
    return rank - 1


def spatial(layer: Any, shape: Shape) -> Shape:
    """The sizes of the spatial axes of a tensor that the layer takes."""
    return tuple(shape[index] for index in spatial_axes(layer, len(shape)))
