"""Arrays out of an HDF5 file: of the shape that is wanted, within the file, and nothing else.

No link to elsewhere is followed, and no text is read: how large one is shows only when it is there.
"""

import math
from typing import Any

import h5py
import numpy as np

from layerdeck.engine.backend import tf

_KINDS = "fiub"
_BFLOAT16 = np.dtype("V2")
"""How h5py writes the numbers of this type, of which HDF5 knows nothing."""


class MisfitError(ValueError):
    """Weights that do not fit a layer; the message says so, and goes on in a sentence."""


def group(parent: Any, path: str) -> Any:
    """A group in a group; None where there is none."""
    found = _inside(parent, path)
    return found if isinstance(found, h5py.Group) else None


def array(parent: Any, path: str, shape: tuple[int, ...], file: str) -> np.ndarray:
    """An array of numbers.

    Args:
        parent: the group that it is in.
        path: where in it.
        shape: what it must have; no other is read.
        file: what the message calls the file.

    Raises:
        MisfitError: there is none, or it is another.
    """
    found = _inside(parent, path)
    if not isinstance(found, h5py.Dataset) or not _is_plain(found):
        raise MisfitError(f"its weights are not in {file}")
    if found.shape != shape:
        there, here = _shown(found.shape), _shown(shape)
        raise MisfitError(f"one of its weights is {there} in {file} and {here} here")
    numbers = np.empty(shape, found.dtype)
    if numbers.size:
        found.read_direct(numbers)
    return numbers.view(tf.bfloat16.as_numpy_dtype) if found.dtype == _BFLOAT16 else numbers


def _inside(parent: Any, path: str) -> Any:
    """What is at a path, reached without a link to elsewhere."""
    found = parent
    for part in path.split("/"):
        if not isinstance(found, h5py.Group):
            return None
        if not part or not isinstance(found.get(part, getlink=True), h5py.HardLink):
            return None
        found = found[part]
    return found


def _is_plain(found: Any) -> bool:
    """Whether the numbers lie in the file itself, in pieces no larger than the whole."""
    if found.external or found.is_virtual or found.shape is None:
        return False
    if found.chunks and math.prod(found.chunks) > max(math.prod(found.shape), 1):
        return False
    return found.dtype.kind in _KINDS or found.dtype == _BFLOAT16


def _shown(shape: tuple[int, ...]) -> str:
    return " × ".join(map(str, shape)) or "one number"
