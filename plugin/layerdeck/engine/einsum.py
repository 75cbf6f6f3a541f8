"""What becomes of the axes of a tensor in Einstein's notation: EinsumDense."""

import math
from typing import Any

from layerdeck.program import Shape


def letters(equation: str, rank: int) -> tuple[str, str]:
    """The letters of the axes of the input, of `rank` axes, and of the output.

    The axes that `...` stands for are written as digits: `...x,xy->...y` on a tensor of three axes
    is 01x and 01y.
    """
    taken, _, rest = equation.replace(" ", "").partition(",")
    made = rest.partition("->")[2]
    missing = "".join(str(axis) for axis in range(rank - len(taken.replace("...", ""))))
    return taken.replace("...", missing), made.replace("...", missing)


def origins(equation: str, rank: int) -> tuple[int | None, ...]:
    """By axis of the output, the axis of the input that it is; None for one that is new."""
    taken, made = letters(equation, rank)
    return tuple(taken.index(letter) if letter in taken else None for letter in made)


def multiply_adds(layer: Any, given: Shape, made: Shape) -> int | None:
    """The lengths of all axes that occur, each once, without the batch."""
    taken, gives = letters(layer.equation, len(given))
    if len(gives) != len(made):
        return None
    sizes = {**dict(zip(taken, given, strict=True)), **dict(zip(gives, made, strict=True))}
    sizes.pop(taken[0])
    found = [size for size in sizes.values() if size is not None]
    return math.prod(found) if len(found) == len(sizes) else None
