"""The configuration in a file: a JSON text, a member of a .keras archive, an attribute of an .h5.

Nothing is unpacked and nothing is run. Of an archive the member `config.json` is read, up to a
bound, whatever else lies in it; of an HDF5 file one attribute.
"""

import io
import os
import stat
import zipfile
import zlib
from pathlib import Path
from typing import IO, Any

from layerdeck.deck import Value
from layerdeck.files.decoding import decode, frozen
from layerdeck.files.errors import FileError, reason

from .hdf5 import SIGNATURE, read_hdf5

LARGEST_CONFIG = 5_000_000
"""Bytes of a configuration; that of the largest model of keras.applications has 2 million."""

MEMBER = "config.json"
_ADDRESS = "shared_object_id"
_LARGEST_READ = 4_000_000
"""Bytes read at once; the table of contents of an archive of 50,000 members has fewer."""
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OverflowError)


def read_configuration(path: Path) -> Value:
    """What the file says, as plain frozen values.

    Raises:
        FileError: it cannot be read, or holds no JSON; says why in a sentence.
    """
    try:
        handle = os.open(path, _FLAGS)
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise FileError("it is a folder, a pipe or a device, and no file of a model.")
            text = _text(file)
    except (OSError, ValueError) as error:
        if isinstance(error, FileError):
            raise
        raise FileError(f"it cannot be read: {reason(error)}.") from None
    return parse_configuration(text)


def parse_configuration(text: str | bytes) -> Value:
    """The same of a text.

    Raises:
        FileError: it is no JSON, or holds what no configuration does; says where.
    """
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
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


def _text(file: IO[bytes]) -> bytes:
    head = file.read(len(SIGNATURE))
    file.seek(0)
    if head == SIGNATURE:
        return _bounded(read_hdf5(file, LARGEST_CONFIG + 1))
    if head.startswith(b"PK"):
        return _member(file)
    return _bounded(file.read(LARGEST_CONFIG + 1))


def _member(file: IO[bytes]) -> bytes:
    try:
        # `_Bounded` because zipfile reads the table of contents at once, of whatever size it says.
        with zipfile.ZipFile(_Bounded(file)) as archive:
            if MEMBER not in archive.namelist():
                raise FileError(f"the archive holds no {MEMBER}, and so is no .keras file.")
            info = archive.getinfo(MEMBER)
            if info.flag_bits & 1:
                raise FileError(f"the {MEMBER} in the archive is encrypted.")
            if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise FileError(f"the {MEMBER} in the archive is packed as Keras never does.")
            with archive.open(info) as member:
                return _bounded(member.read(LARGEST_CONFIG + 1))
    except _BROKEN as error:
        raise FileError(f"the archive is damaged: {reason(ValueError(str(error)))}.") from None


def _bounded(data: bytes) -> bytes:
    if len(data) > LARGEST_CONFIG:
        size = LARGEST_CONFIG // 1_000_000
        raise FileError(f"its configuration is larger than {size} MB; no model's is.")
    return data


class _Bounded(io.BufferedIOBase):
    """A file that gives only so much at once."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._size = os.fstat(file.fileno()).st_size

    def read(self, size: int | None = -1, /) -> bytes:
        """Some bytes, or all that are left."""
        wanted = self._size - self._file.tell() if size is None or size < 0 else size
        if wanted > _LARGEST_READ:
            raise FileError("the archive's table of contents is larger than that of any model.")
        return self._file.read(wanted)

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to a place in the file."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """Where it is read next."""
        return self._file.tell()

    def seekable(self) -> bool:
        """Files can be read from anywhere."""
        return True
