"""The bytes of a file, of any file a person may name by mistake."""

import os
import stat
from pathlib import Path

from .errors import FileError, reason

LARGEST_FILE = 50_000_000
"""Bytes; a project of 100,000 cards has about 15 million."""

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_bytes(path: Path) -> bytes:
    """The content of a regular file of bearable size; never waits, as a pipe would make it.

    Raises:
        FileError: it cannot be read, or is no such file.
    """
    try:
        # Opening a pipe without these flags would wait for a writer.
        handle = os.open(path, _FLAGS)
        try:
            kind = os.fstat(handle).st_mode
            if stat.S_ISREG(kind):
                data = _read(handle)
        finally:
            os.close(handle)
    except (OSError, ValueError) as error:
        raise FileError(f"it cannot be read: {reason(error)}.", file=path) from None
    if not stat.S_ISREG(kind):
        what = "a folder" if stat.S_ISDIR(kind) else "a pipe or device"
        raise FileError(f"it is {what}, and no project file.", file=path)
    if len(data) > LARGEST_FILE:
        size = LARGEST_FILE // 1_000_000
        raise FileError(f"it is larger than {size} MB, and so no project file.", file=path)
    return data


def _read(handle: int) -> bytes:
    with os.fdopen(handle, "rb", closefd=False) as file:
        return file.read(LARGEST_FILE + 1)
