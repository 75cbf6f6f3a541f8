"""Tensors that a merge cannot put together."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from layerdeck.engine.backend import keras
from layerdeck.engine.kinds import MERGES
from layerdeck.engine.shapes import Sized


@dataclass(frozen=True, slots=True)
class Misfit:
    """A merge whose inputs do not meet.

    Attributes:
        given: its inputs, in the order of their wires.
        other: the number of the first that does not meet the one before all.
        axes: those along which any of them differ; none where they have unlike numbers of axes.
        joined: the axis along which a Concatenate may find them different, else None.
        number: of its Apply in the Program.
        card: the card that applies it.
    """

    given: tuple[Sized, ...]
    other: int
    axes: tuple[int, ...]
    joined: int | None = None
    number: int = -1
    card: str = ""

    @property
    def letters(self) -> tuple[str, ...]:
        """The names of the axes along which they differ."""
        return tuple(self.given[0].axes[axis] for axis in self.axes)

    @property
    def is_spatial(self) -> bool:
        """Whether they differ along axes of space or time alone, each known by its name."""
        return bool(self.axes) and all(letter in "TDHW" for letter in self.letters)


def misfit_of(layer: Any, given: Sequence[Sized]) -> Misfit | None:
    """How the inputs of a merge do not meet; None where they do, or it is no merge.

    Concatenate wants all axes equal but one; Add, Multiply and the like stretch axes of length 1,
    and lay tensors of fewer axes along the last ones, the batch apart.
    """
    if not isinstance(layer, MERGES) or len(given) < 2:
        return None
    first, joins = given[0], isinstance(layer, keras.layers.Concatenate)
    same = {len(item.shape) for item in given} == {len(first.shape)}
    if joins and same and not -len(first.shape) <= layer.axis < len(first.shape):
        return None
    joined = layer.axis % len(first.shape) if joins and same else None
    for other, item in enumerate(given[1:], 1):
        if len(item.shape) != len(first.shape):
            if joins or not _broadcasts(first, item):
                return Misfit(tuple(given), other, (), joined)
        elif _differing(first, item, joined):
            every = {axis for one in given if len(one.shape) == len(first.shape)
                     for axis in _differing(first, one, joined)}  # fmt: skip
            return Misfit(tuple(given), other, tuple(sorted(every)), joined)
    return None


def _differing(one: Sized, other: Sized, joined: int | None) -> list[int]:
    """The axes along which two tensors of as many axes cannot be merged."""
    pairs = enumerate(zip(one.shape, other.shape, strict=True))
    return [
        axis
        for axis, (a, b) in pairs
        if axis != joined
        and None not in (a, b)
        and a != b
        and (joined is not None or 1 not in (a, b))
    ]


def _broadcasts(one: Sized, other: Sized) -> bool:
    """Whether Add and the like take tensors of different ranks."""
    pairs = zip(reversed(one.shape[1:]), reversed(other.shape[1:]), strict=False)
    return all(None in (a, b) or 1 in (a, b) or a == b for a, b in pairs)
