"""One convolution of volumes or its transpose: the arguments, and the sums written out in NumPy."""

from dataclasses import dataclass, field
from itertools import product
from typing import Any

import numpy as np

CONV, UP = "Conv3D", "Conv3DTranspose"
Array = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True)
class Case:
    """A layer and the shape it takes, both without the batch.

    `test` names the test of Keras, `gives` the shape that it expects where it says one.
    """

    test: str
    layer: str
    filters: int
    kernel: Any
    strides: Any = 1
    padding: str = "valid"
    rate: Any = 1
    groups: int = 1
    order: str = "channels_last"
    output_padding: Any = None
    takes: tuple[int, ...] = (8, 8, 8, 4)
    gives: tuple[int, ...] = ()
    values: dict[str, Any] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """The arguments as Keras' tests give them: every one, at its default or not."""
        own = {"groups": self.groups} if self.layer == CONV else {}
        if self.layer != CONV:
            own = {"output_padding": self.output_padding}
        self.values.update(
            filters=self.filters, kernel_size=self.kernel, strides=self.strides,
            padding=self.padding, data_format=self.order, dilation_rate=self.rate, **own,
        )  # fmt: skip

    def __str__(self) -> str:
        """The name of the test case."""
        kernel, steps, rate = (str(each).replace(" ", "") for each in
                               (self.kernel, self.strides, self.rate))  # fmt: skip
        return f"{self.test}-{kernel}-{steps}-{self.padding}-{rate}-{self.order}"


def each(value: Any) -> tuple[int, ...]:
    return (value,) * 3 if isinstance(value, int) else tuple(value)


def taps(kernel: Array) -> Any:
    return product(*map(range, kernel.shape[:3]))


def convolved(case: Case, volume: Array, kernel: Array, bias: Array) -> Array:
    """Each tap of the kernel adds the voxels it lies on, times its weights."""
    strides, rates = each(case.strides), each(case.rate)
    extents = [(size - 1) * rate + 1 for size, rate in zip(kernel.shape, rates, strict=False)]
    if case.padding == "same":
        missing = [
            max((-(-size // step) - 1) * step + extent - size, 0)
            for size, step, extent in zip(volume.shape[1:4], strides, extents, strict=True)
        ]
        sides = [(all_ // 2, all_ - all_ // 2) for all_ in missing]
        volume = np.pad(volume, [(0, 0), *sides, (0, 0)])
    places = [
        (size - extent) // step + 1
        for size, step, extent in zip(volume.shape[1:4], strides, extents, strict=True)
    ]
    parts = []
    for number, weights in enumerate(np.split(kernel, case.groups, axis=-1)):
        channels = kernel.shape[3]
        own = volume[..., number * channels : (number + 1) * channels]
        total = np.zeros((len(volume), *places, weights.shape[-1]))
        for tap in taps(kernel):
            starts = [place * rate for place, rate in zip(tap, rates, strict=True)]
            cut = tuple(
                slice(start, start + (count - 1) * step + 1, step)
                for start, count, step in zip(starts, places, strides, strict=True)
            )
            total += own[(slice(None), *cut)] @ weights[tap]
        parts.append(total)
    return np.concatenate(parts, axis=-1) + bias


def spread_out(case: Case, volume: Array, kernel: Array, bias: Array) -> Array:
    """Each voxel adds itself, times the kernel, where it comes to lie; then the border is cut."""
    strides, rates = each(case.strides), each(case.rate)
    sizes, befores = [], []
    for axis, (step, rate) in enumerate(zip(strides, rates, strict=True)):
        size, count = kernel.shape[axis], volume.shape[axis + 1]
        extent = (size - 1) * rate + 1
        whole = (count - 1) * step + extent
        if case.output_padding is None:
            made = count * step if case.padding == "same" else count * step + max(extent - step, 0)
        else:
            trimmed = 2 * (size // 2) if case.padding == "same" else 0
            made = whole - trimmed + each(case.output_padding)[axis]
        sizes.append(made)
        befores.append(max(whole - made, 0) // 2 if case.padding == "same" else 0)
    room = [
        made + before + (count + size * rate) * step
        for made, before, count, size, rate, step in zip(
            sizes, befores, volume.shape[1:4], kernel.shape, rates, strides, strict=False
        )
    ]
    total = np.zeros((len(volume), *room, kernel.shape[3]))
    for tap in taps(kernel):
        starts = [place * rate for place, rate in zip(tap, rates, strict=True)]
        cut = tuple(
            slice(start, start + (count - 1) * step + 1, step)
            for start, count, step in zip(starts, volume.shape[1:4], strides, strict=True)
        )
        total[(slice(None), *cut)] += volume @ kernel[tap].T
    kept = (slice(before, before + made) for before, made in zip(befores, sizes, strict=True))
    return total[(slice(None), *kept)] + bias


def wanted(case: Case, volume: Array, kernel: Array, bias: Array) -> Array:
    """What the sums give, in the order of axes of the case."""
    first = case.order == "channels_first"
    volume = np.moveaxis(volume, 1, -1) if first else volume
    made = (convolved if case.layer == CONV else spread_out)(case, volume, kernel, bias)
    return np.moveaxis(made, -1, 1) if first else made
