"""Files that weights come from: `.keras` archives and Keras' legacy HDF5 files."""

import io
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Protocol

import h5py

from layerdeck.files import FileError
from layerdeck.files.importing.model import find_model
from layerdeck.files.importing.opening import configuration_of, opened_model
from layerdeck.files.importing.opening.archive import WEIGHTS, opened_archive, place_of_member
from layerdeck.files.importing.opening.hdf5 import SIGNATURE, read_hdf5

from .archive import Archive
from .legacy import Legacy

_LARGEST_LIST = 20_000_000
"""Bytes of the names of all weights; those of the largest model have a tenth of a million."""


class Source(Protocol):
    """A file to fill layers from."""

    def fill(self, layer: Any, way: tuple[str, ...]) -> None:
        """Give a layer all the weights of the layer at the end of a way.

        Raises:
            MisfitError: they do not fit, and the layer is as it was.
        """


@contextmanager
def opened(path: Path) -> Iterator[Source]:
    """A file with weights, as long as it is needed.

    Raises:
        FileError: it cannot be read, or has no weights.
    """
    with opened_model(path) as file:
        head = file.read(len(SIGNATURE))
        file.seek(0)
        if head == SIGNATURE:
            names = _names(file)
            file.seek(0)
            with _hdf5(file) as weights:
                yield Legacy(weights, names, path.name)
        elif head.startswith(b"PK"):
            saved = find_model(configuration_of(file)[0])
            with opened_archive(file) as archive:
                start, size = place_of_member(archive, file, WEIGHTS)
            with _hdf5(_Window(file, start, size)) as weights:
                yield Archive(weights, saved, path.name)
        else:
            raise FileError("it is no .keras or .h5 file, and so has no weights.")


@contextmanager
def _hdf5(file: IO[bytes] | io.RawIOBase) -> Iterator[Any]:
    try:
        opened_file = h5py.File(file, "r")
    except (OSError, RuntimeError, ValueError, KeyError, TypeError):
        raise FileError("its weights are damaged.") from None
    with opened_file as found:
        yield found


def _names(file: IO[bytes]) -> Mapping[str, list[str]]:
    """By layer, the names of its weights, in order."""
    text = read_hdf5(file, _LARGEST_LIST, names=True)
    try:
        found: Mapping[str, list[str]] = json.loads(text)
    except ValueError:
        raise FileError("its list of weights is larger than that of any model.") from None
    return found


class _Window(io.RawIOBase):
    """A part of a file, as a file."""

    def __init__(self, file: IO[bytes], start: int, size: int) -> None:
        super().__init__()
        self._file, self._start, self._size, self._at = file, start, size, 0

    def readinto(self, buffer: Any, /) -> int:
        """Fill a buffer, as far as the part goes."""
        room = memoryview(buffer).cast("B")[: max(self._size - self._at, 0)]
        self._file.seek(self._start + self._at)
        count = self._file.readinto(room)  # type: ignore[attr-defined]
        self._at += count
        return int(count)

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to a place in the part."""
        self._at = offset + (0, self._at, self._size)[whence]
        return self._at

    def tell(self) -> int:
        """Where it is read next."""
        return self._at

    def readable(self) -> bool:
        """It can be read."""
        return True

    def seekable(self) -> bool:
        """It can be read from anywhere."""
        return True
