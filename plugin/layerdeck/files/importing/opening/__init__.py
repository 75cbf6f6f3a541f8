"""The configuration in a file: a JSON text, a member of a .keras archive, an attribute of an .h5.

Nothing is unpacked and nothing is run. Of an archive the member `config.json` is read, up to a
bound, whatever else lies in it; of an HDF5 file one attribute.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from layerdeck.deck import Value
from layerdeck.files.decoding import decode, frozen
from layerdeck.files.errors import FileError, reason

from .archive import WEIGHTS, opened_archive, read_member
from .hdf5 import SIGNATURE, read_hdf5

LARGEST_CONFIG = 5_000_000
"""Bytes of a configuration; that of the largest model of keras.applications has 2 million."""

MEMBER = "config.json"
_MOST_VALUES = 500_000
"""Those of the largest model of keras.applications are 64,000; more would take seconds to read."""
_KINDS = {
    ".keras": ("Keras archive", "a zip file"),
    ".h5": ("HDF5 file", "one"),
    ".hdf5": ("HDF5 file", "one"),
}
"""What files are by their ending, and what that begins as."""
_ADDRESS = "shared_object_id"
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_configuration(path: Path) -> tuple[Value, bool]:
    """What the file says, as plain frozen values; and whether it has weights too.

    Raises:
        FileError: it cannot be read, or holds no JSON; says why in a sentence.
    """
    with opened_model(path) as file:
        try:
            return configuration_of(file)
        except FileError:
            _check_kind(path, file)
            raise


def _check_kind(path: Path, file: IO[bytes]) -> None:
    """Say of what cannot be read that it is not what its name says, where that is so."""
    kind = _KINDS.get(path.suffix.lower())
    file.seek(0)
    head = file.read(len(SIGNATURE))
    if kind is None or head == SIGNATURE or head.startswith(b"PK"):
        return
    name, start = kind
    why = f"it does not begin as {start} does" if head else "it is empty"
    raise FileError(f"it is no {name}, though it is called so: {why}. Save the model again.")


@contextmanager
def opened_model(path: Path) -> Iterator[IO[bytes]]:
    """A file, open at its beginning as long as it is needed; never waits, as a pipe would make it.

    Raises:
        FileError: it cannot be read, or is no regular file.
    """
    try:
        handle = os.open(path, _FLAGS)
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise FileError("it is a folder, a pipe or a device, and no file of a model.")
            yield file
    except (OSError, ValueError) as error:
        if isinstance(error, FileError):
            raise
        raise FileError(f"it cannot be read: {reason(error)}.") from None


def configuration_of(file: IO[bytes]) -> tuple[Value, bool]:
    """What an open file says, from its beginning on; and whether it has weights too.

    Raises:
        FileError: it holds no JSON; says why in a sentence.
    """
    text, has_weights = _text(file)
    return parse_configuration(text), has_weights


def parse_configuration(text: str | bytes) -> Value:
    """The same of a text.

    Raises:
        FileError: it is no JSON, or holds what no configuration does; says where.
    """
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    if sum(map(data.count, (b"[", b"{", b","))) > _MOST_VALUES:
        raise FileError(f"it holds more than {_MOST_VALUES:,} values; no model does.")
    raw = decode(data)
    if _ADDRESS.encode() in data:
        _without_addresses(raw)
    return frozen(raw, "the model")


def _without_addresses(raw: Any) -> None:
    """Take away where objects lay in memory, which archives say and which is otherwise each time.

    Keras tells by it that a layer in a wrapper is shared, and does not find it again itself.
    Source: keras/src/saving/serialization_lib.py, ObjectSharingScope.
    """
    waiting = [raw]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            item.pop(_ADDRESS, None)
            waiting += item.values()
        elif isinstance(item, list):
            waiting += item


def _text(file: IO[bytes]) -> tuple[bytes, bool]:
    head = file.read(len(SIGNATURE))
    file.seek(0)
    if head == SIGNATURE:
        return _bounded(read_hdf5(file, LARGEST_CONFIG + 1)), True
    if head.startswith(b"PK"):
        with opened_archive(file) as archive:
            text = _bounded(read_member(archive, MEMBER, LARGEST_CONFIG + 1))
            return text, WEIGHTS in archive.namelist()
    return _bounded(file.read(LARGEST_CONFIG + 1)), False


def _bounded(data: bytes) -> bytes:
    if len(data) > LARGEST_CONFIG:
        size = LARGEST_CONFIG // 1_000_000
        raise FileError(f"its configuration is larger than {size} MB; no model's is.")
    return data
