"""Archives as Keras writes them (`.keras`): read by their members, and never unpacked."""

import io
import os
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from layerdeck.files.errors import FileError, reason

WEIGHTS = "model.weights.h5"
"""The member that holds the weights."""

_LARGEST_READ = 4_000_000
"""Bytes read at once; the table of contents of an archive of 50,000 members has fewer."""
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OverflowError,
)  # fmt: skip
_NO_END = "file is not a zip file"
_LOCAL_HEAD = struct.Struct("<4s22xHH")
"""Of the head before a member: its signature, and how long the name and the extra field are.
Source: APPNOTE.TXT of PKWARE, 4.3.7."""


@contextmanager
def opened_archive(file: IO[bytes]) -> Iterator[zipfile.ZipFile]:
    """An archive to read from; what is wrong with it is told as a FileError."""
    try:
        # `_Bounded` because zipfile reads the table of contents at once, of whatever size it says.
        with zipfile.ZipFile(_Bounded(file)) as archive:
            yield archive
    except _BROKEN as error:
        # A zip file is known by its end.
        why = reason(ValueError(str(error)))
        why = "its end is missing; copy or save it again" if why == _NO_END else why
        raise FileError(f"the archive is damaged: {why}.") from None


def read_member(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """A member, or so many bytes of its beginning.

    Raises:
        FileError: there is none, or it is packed otherwise than Keras does.
    """
    with archive.open(_member(archive, name, zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)) as member:
        return member.read(most)


def place_of_member(archive: zipfile.ZipFile, file: IO[bytes], name: str) -> tuple[int, int]:
    """Where in the file a member begins that is stored as it is, and its size in bytes.

    Raises:
        FileError: there is none, or it is packed.
    """
    info = _member(archive, name, zipfile.ZIP_STORED)
    file.seek(info.header_offset)
    signature, name_size, extra_size = _LOCAL_HEAD.unpack(file.read(_LOCAL_HEAD.size))
    start = info.header_offset + _LOCAL_HEAD.size + name_size + extra_size
    if signature != b"PK\x03\x04" or start + info.file_size > os.fstat(file.fileno()).st_size:
        raise FileError(f"the archive is damaged: its {name} is not where it should be.")
    return start, info.file_size


def _member(archive: zipfile.ZipFile, name: str, *ways: int) -> zipfile.ZipInfo:
    if name not in archive.namelist():
        raise FileError(f"the archive holds no {name}, and so is no .keras file.")
    info = archive.getinfo(name)
    if info.flag_bits & 1:
        raise FileError(f"the {name} in the archive is encrypted.")
    if info.compress_type not in ways:
        raise FileError(f"the {name} in the archive is packed as Keras never does.")
    return info


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
