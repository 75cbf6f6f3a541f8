"""Arrays as NumPy saves them: `.npy`, and several in a `.npz`.

The format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
"""

import ast
import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

import numpy as np

from layerdeck.program import bytes_text

from .stored import NUMBERS, SampleError, Stored

_HEAD = 16_384
"""The most bytes that a header may have: NumPy's own takes some 128."""
_NONSENSE = (
    ValueError, KeyError, TypeError, SyntaxError, RecursionError, MemoryError, struct.error,
)  # fmt: skip
"""What comes of a header that makes no sense."""
_MOST_ARRAYS = 200
_LONGEST_READ = 1 << 20
"""The most bytes that a directory of a zip may have; NumPy's own takes some 60 an array."""


def read_npy(path: Path) -> Stored:
    """The one array of a `.npy`.

    Raises:
        SampleError: it is none, or holds objects, or ends too early.
    """
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    shape, fortran, dtype, start = _header(head, path.name)

    @contextmanager
    def at_numbers() -> Iterator[BinaryIO]:
        with path.open("rb") as stream:
            stream.seek(start)
            yield stream

    found = Stored(path.name, shape, dtype, at_numbers, fortran)
    there = path.stat().st_size - start
    if found.bytes > there:
        raise SampleError(
            f"{path.name} says it holds {bytes_text(found.bytes)} of numbers, and has "
            f"{bytes_text(there)}: it is not whole. Save it once more."
        )
    return found


def read_npz(path: Path) -> dict[str, Stored]:
    """The arrays of a `.npz` by their names. What is no array of numbers is left out.

    Raises:
        SampleError: it is no such file, or nothing in it is an array of numbers.
    """
    found: dict[str, Stored] = {}
    faults: list[str] = []
    with _archive(path) as archive:
        for entry in archive.infolist()[:_MOST_ARRAYS]:
            if not entry.filename.endswith(".npy"):
                continue
            if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise NotImplementedError("it is packed in a way that NumPy never uses")
            name = entry.filename.removesuffix(".npy")
            try:
                found[name] = _member(path, archive, entry)
            except SampleError as error:
                faults.append(str(error))
    if not found:
        raise SampleError(faults[0] if faults else f"{path.name} holds no arrays.")
    return found


def _member(path: Path, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Stored:
    title = f"{entry.filename} of {path.name}"
    with archive.open(entry) as stream:
        shape, fortran, dtype, start = _header(stream.read(_HEAD), title)

    @contextmanager
    def at_numbers() -> Iterator[BinaryIO]:
        with _archive(path) as again, again.open(entry.filename) as stream:
            stream.read(start)
            yield cast(BinaryIO, stream)

    stored = Stored(title, shape, dtype, at_numbers, fortran)
    if stored.bytes != entry.file_size - start:
        raise SampleError(
            f"{title} says it holds {bytes_text(stored.bytes)} of numbers, and has "
            f"{bytes_text(entry.file_size - start)}: it is not whole. Save it once more."
        )
    return stored


@contextmanager
def _archive(path: Path) -> Iterator[zipfile.ZipFile]:
    with path.open("rb") as stream, zipfile.ZipFile(_Cautious(stream)) as archive:
        yield archive


class _Cautious:
    """A file that is read in small pieces only: a zip's directory is read whole, however long."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.seek, self.tell, self.close = stream.seek, stream.tell, stream.close
        self.seekable = stream.seekable

    def read(self, count: int = -1) -> bytes:
        """So many bytes, or those up to the end."""
        if count < 0:
            here = self.tell()
            count = self.seek(0, 2) - here
            self.seek(here)
        if count > _LONGEST_READ:
            raise zipfile.BadZipFile("its list of contents is too long")
        return self._stream.read(count)


def _header(head: bytes, name: str) -> tuple[tuple[int, ...], bool, np.dtype[Any], int]:
    """Shape, whether Fortran's order, type, and where the numbers begin.

    NumPy's own reader takes whatever length a header claims of itself, and repairs those that
    Python 2 wrote by taking them apart.
    """
    wide = head[6:7] in (b"\2", b"\3")
    begin = 12 if wide else 10
    try:
        length = struct.unpack("<I" if wide else "<H", head[8:begin])[0]
        if head[:6] != b"\x93NUMPY" or begin + length > len(head):
            raise ValueError
        told = ast.literal_eval(head[begin : begin + length].decode("utf-8").strip())
        shape, fortran, kind = told["shape"], told["fortran_order"], told["descr"]
        dtype = np.dtype(kind if isinstance(kind, str) else "V1")
        if not isinstance(shape, tuple) or any(type(size) is not int or size < 0 for size in shape):
            raise ValueError
    except _NONSENSE as error:
        raise SampleError(f"{name} is no array that NumPy has saved.") from error
    if dtype.hasobject:
        raise SampleError(
            f"{name} holds Python objects, which could do anything when they are read; they are "
            "not. Save an array of numbers: numpy.save(…, array.astype('float32'))."
        )
    if dtype.kind not in NUMBERS + "US" or dtype.itemsize == 0:
        raise SampleError(f"{name} holds records or something else that is no plain number.")
    return shape, bool(fortran), dtype, begin + length
