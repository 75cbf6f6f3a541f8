"""Volumes of medical imaging: NIfTI-1 in one file, `.nii` or packed as `.nii.gz`.

The format: https://nifti.nimh.nih.gov/nifti-1, in which a header of 348 bytes says what follows.
How the volume lies in the room, its affine matrix, does not matter to a network and is left out.
"""

import gzip
import math
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

import numpy as np

from layerdeck.program import bytes_text

from .stored import SampleError, Stored, ends_early

_SIZE = 348
_SIZE_OF_SECOND = 540
"""NIfTI-2 begins with this number."""
_TYPES = {
    2: "u1", 4: "i2", 8: "i4", 16: "f4", 64: "f8", 256: "i1", 512: "u2", 768: "u4", 1024: "i8",
    1280: "u8",
}  # fmt: skip
_OTHERS = {
    1: "single bits", 32: "complex numbers", 128: "colours", 1536: "numbers of 128 bits",
    1792: "complex numbers", 2048: "complex numbers", 2304: "colours",
}  # fmt: skip


def read_nifti(path: Path) -> Stored:
    """The volume of a file: its axes are x, y, z and, where there are more, time and values.

    Raises:
        SampleError: it is none, or in a form that is not read.
    """
    with _opened(path) as stream:
        head = stream.read(_SIZE)
    name = path.name
    if len(head) < _SIZE:
        raise SampleError(f"{name} is too short to be a NIfTI volume.")
    order = next((each for each in "<>" if struct.unpack(f"{each}i", head[:4])[0] == _SIZE), "")
    if not order:
        second = any(struct.unpack(f"{each}i", head[:4])[0] == _SIZE_OF_SECOND for each in "<>")
        wrong = "is NIfTI-2, and NIfTI-1 is read here" if second else "is no NIfTI-1 volume"
        raise SampleError(f"{name} {wrong}. Save it as NIfTI-1, .npy or .npz.")
    if head[344:347] != b"n+1":
        raise SampleError(
            f"{name} is a header without its numbers, which lie in another file. Save both as one "
            ".nii."
        )
    rank, *sizes = struct.unpack(f"{order}8h", head[40:56])
    code = struct.unpack(f"{order}h", head[70:72])[0]
    start, slope, intercept = struct.unpack(f"{order}3f", head[108:120])
    if code not in _TYPES:
        raise SampleError(f"{name} holds {_OTHERS.get(code, 'a type of numbers')} not read here.")
    shape = tuple(sizes[:rank]) if 1 <= rank <= 7 else ()
    if not shape or min(shape) < 1 or not _SIZE <= start < 1 << 30:
        raise SampleError(f"{name} is damaged: its header makes no sense.")
    if not math.isfinite(slope) or slope == 0:
        slope, intercept = 1.0, 0.0

    @contextmanager
    def at_numbers() -> Iterator[BinaryIO]:
        with _opened(path) as stream:
            stream.seek(int(start))
            yield stream

    stored = Stored(
        name, shape, np.dtype(f"{order}{_TYPES[code]}"), at_numbers, True, slope, intercept
    )
    if path.suffix == ".gz":
        # Deflate makes at most 1,032 bytes of one.
        if stored.bytes > path.stat().st_size * 1032:
            raise ends_early(name)
    elif stored.bytes > path.stat().st_size - int(start):
        there = bytes_text(max(path.stat().st_size - int(start), 0))
        raise SampleError(
            f"{name} says it holds {bytes_text(stored.bytes)} of numbers, and has {there}: it is "
            "not whole. Save it once more."
        )
    return stored


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    if path.suffix == ".gz":
        with gzip.open(path, "rb") as stream:
            yield cast(BinaryIO, stream)
    else:
        with path.open("rb") as plain:
            yield plain
