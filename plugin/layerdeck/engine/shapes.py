"""Shapes in words: the names of axes, sizes as text, bytes of a number."""

import math
from dataclasses import dataclass
from functools import cache
from typing import Any

from layerdeck.program import Shape

from .backend import tf

WORDS = {
    "B": "batch", "T": "time", "D": "depth", "H": "height", "W": "width", "C": "channels",
}  # fmt: skip

_SPATIAL = {3: ("T",), 4: ("H", "W"), 5: ("D", "H", "W"), 6: ("T", "D", "H", "W")}
"""By the number of axes, what lies between batch and channels: a sequence, a picture, a volume,
volumes in time."""


@dataclass(frozen=True, slots=True)
class Sized:
    """A tensor as a person sees it: who gives it, its sizes, what its axes are, its number type.

    `dtype` is what will really arrive. Keras shows float32 after a layer that only moves or passes
    on integers.
    """

    card: str
    shape: Shape
    axes: tuple[str, ...]
    dtype: str = "float32"

    def __str__(self) -> str:
        """The sizes of one sample: `64×64×64×1`."""
        return sizes(self.shape[1:])


def axes_of_rank(rank: int, channels_first: bool = False) -> tuple[str, ...]:
    """Names for `rank` axes where nothing more is known; `?` for axes that have no usual name."""
    if rank < 2:
        return ("B",)[:rank]
    between = _SPATIAL.get(rank, ("?",) * (rank - 2) if rank > 6 else ())
    if not channels_first or rank < 3:
        return ("B", *between, "C")
    if rank == 6:
        return ("B", "T", "C", *between[1:])
    return ("B", "C", *between)


def sizes(shape: Shape) -> str:
    """`64×64×64×1`; an axis of any size is “any”, a shape without axes “a single number”."""
    return "×".join("any" if size is None else str(size) for size in shape) or "a single number"


def layout(axes: tuple[str, ...]) -> str:
    """`batch × depth × height × width × channels`."""
    return " × ".join(WORDS.get(axis, axis) for axis in axes)


def joined(words: list[str]) -> str:
    """`depth, height and width`."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def axis_word(axes: tuple[str, ...], index: int) -> str:
    """`depth`; “axis 3” where the axis has no name."""
    name = axes[index] if 0 <= index < len(axes) else "?"
    return WORDS.get(name, f"axis {index}")


def shape_of(tensor: Any) -> Shape:
    """The static shape of a Keras tensor, batch first."""
    return tuple(None if size is None else int(size) for size in tensor.shape)


def count(shape: Shape) -> int | None:
    """How many numbers one sample holds; None where an axis has any size."""
    inner = shape[1:]
    return None if None in inner else math.prod(size or 0 for size in inner)


def sample_bytes(shape: Shape, dtype: str) -> int | None:
    """Bytes of one sample; None where an axis has any size or the type has none (string)."""
    numbers, width = count(shape), _width(dtype)
    return None if numbers is None or width is None else numbers * width


@cache
def _width(dtype: str) -> int | None:
    return None if dtype == "string" else int(tf.as_dtype(dtype).size)
