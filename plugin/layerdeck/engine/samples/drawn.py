"""Random numbers as the sample of an Input."""

import zlib
from typing import Any

import numpy as np

_SIDE = 32
"""The size of an axis that may have any."""
_TEN = 10


def sides(wanted: tuple[int | None, ...]) -> tuple[int, ...]:
    """The shape of a random sample; where an axis may have any size, 32."""
    return tuple(_SIDE if size is None else size for size in wanted)


def words_of(dtype: str, below: int | None = None) -> str:
    """What random numbers of this type are; empty for texts, which are not drawn."""
    if dtype == "string":
        return ""
    if dtype == "bool":
        return "random true and false"
    if "int" in dtype:
        return f"random integers from 0 to {_below(dtype, below) - 1}"
    return "random numbers of mean 0, deviation 1"


def draw(
    name: str, shape: tuple[int, ...], dtype: str, seed: int, below: int | None = None
) -> np.ndarray[Any, Any]:
    """A random sample, the same for the same name and seed, in a type that becomes `dtype`.

    Floats are drawn from the normal distribution of mean 0 and deviation 1, so that they look like
    data that was standardized; bytes from all of 0 to 255, other integers from `below` or from 0
    to 9.
    """
    generator = np.random.default_rng([seed, zlib.crc32(name.encode())])
    if dtype == "bool":
        return generator.integers(0, 2, shape)
    if "int" in dtype:
        return generator.integers(0, _below(dtype, below), shape)
    return generator.standard_normal(shape, np.float32)


def _below(dtype: str, below: int | None) -> int:
    wanted = below or (256 if dtype == "uint8" else _TEN)
    return min(wanted, int(np.iinfo(dtype).max) + 1)
