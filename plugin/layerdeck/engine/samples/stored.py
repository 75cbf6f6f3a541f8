"""An array in a file of which only the header has been read."""

import math
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO

import numpy as np

_PIECE = 1 << 20
"""Bytes read at once."""
NUMBERS = "biufc"
"""The kinds of NumPy's types that are numbers; texts are `U` and `S`."""


class SampleError(ValueError):
    """A file cannot be a sample; the message is a sentence for a person."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What a header says of an array.

    Attributes:
        file: the file's name, for sentences.
        open: gives a stream that stands at the first number.
        fortran: whether the first axis runs fastest.
        slope, intercept: what the numbers are multiplied with, and what is added then.
    """

    file: str
    shape: tuple[int, ...]
    dtype: np.dtype[Any]
    open: Callable[[], AbstractContextManager[BinaryIO]]
    fortran: bool = False
    slope: float = 1.0
    intercept: float = 0.0

    @property
    def bytes(self) -> int:
        """Of all its numbers, in exact integers however much a header claims."""
        return math.prod(self.shape) * self.dtype.itemsize

    def taken(self, one: bool) -> int:
        """The memory that reading takes: all of it, or only one item along the first axis."""
        whole = not one or self.fortran
        count = self.bytes if whole else self.bytes // self.shape[0]
        return count * (3 if self.slope != 1 or self.intercept else 1)

    def read(self, item: int | None = None) -> np.ndarray[Any, Any]:
        """The array, or only the item of this number along its first axis.

        Raises:
            SampleError: the file is damaged, or ends too early.
        """
        whole = item is None or self.fortran
        skipped = 0 if whole else int(item or 0) * (self.bytes // self.shape[0])
        count = self.bytes if whole else self.bytes // self.shape[0]
        with in_words(self.file), self.open() as stream:
            _skip(stream, skipped, self.file)
            data = _take(stream, count, self.file)
        numbers = np.frombuffer(data, self.dtype)
        shape = self.shape if whole else self.shape[1:]
        array = numbers.reshape(shape, order="F" if self.fortran else "C")
        if whole and item is not None:
            array = array[item]
        if (self.slope, self.intercept) != (1.0, 0.0):
            array = (array * self.slope + self.intercept).astype(np.float32)
        return array


def _skip(stream: BinaryIO, count: int, name: str) -> None:
    if count and stream.seekable():
        stream.seek(count, 1)
        return
    while count:
        piece = stream.read(min(count, _PIECE))
        if not piece:
            raise ends_early(name)
        count -= len(piece)


def _take(stream: BinaryIO, count: int, name: str) -> bytearray:
    """So many bytes. Room is made as they come, so that a lie of the header takes none."""
    data = bytearray()
    while len(data) < count:
        piece = stream.read(min(count - len(data), _PIECE))
        if not piece:
            raise ends_early(name)
        data += piece
    return data


def ends_early(name: str) -> SampleError:
    """What is said of a file with less in it than its header says."""
    return SampleError(f"{name} ends before its last number: it is not whole. Save it once more.")


@contextmanager
def in_words(name: str) -> Iterator[None]:
    """Say as a SampleError what goes wrong while a file is read."""
    try:
        yield
    except EOFError as error:
        raise ends_early(name) from error
    except (zipfile.BadZipFile, zlib.error, NotImplementedError) as error:
        raise SampleError(f"{name} is damaged: {error}.") from error
    except RuntimeError as error:  # what zipfile raises for a file that is encrypted
        raise SampleError(f"{name} is locked with a password: save it without.") from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SampleError(f"{name} cannot be read: {reason}.") from error
