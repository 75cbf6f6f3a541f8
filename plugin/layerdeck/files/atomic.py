"""Writing a file whole or not at all."""

import contextlib
import errno
import os
import secrets
import stat
from pathlib import Path

from .errors import FileError, reason

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "the folder is read-only",
    errno.EPERM: "the folder is read-only",
    errno.ENOENT: "the folder does not exist",
    errno.ENOTDIR: "the folder does not exist",
    errno.ENAMETOOLONG: "the name is too long",
    errno.ELOOP: "its links go round in a circle",
    errno.EIO: "the disk failed",
}


def write_atomically(path: Path, data: bytes) -> None:
    """Write `data` to `path`: into a new file beside it, to the disk, and then in its place.

    A link is followed, and the permissions of the file that was there are kept.

    Raises:
        FileError: it cannot be written; the file that was there is untouched.
    """
    temporary: Path | None = None
    try:
        target = Path(os.path.realpath(path))
        mode = _mode(target)
        temporary = target.parent / f".layerdeck-{secrets.token_hex(6)}.tmp"
        _write_new(temporary, data, mode)
        temporary.replace(target)
        sync_folder(target.parent)
    except (OSError, ValueError) as error:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
        if isinstance(error, FileError):
            raise error.within(path) from None
        raise FileError(f"it cannot be written: {why(error, path.parent)}.", file=path) from None


def _mode(target: Path) -> int | None:
    """The permissions of the file to be replaced; None where there is none."""
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(mode):
        raise FileError("it cannot be written: it is a folder.")
    if not stat.S_ISREG(mode):
        # To put a file in its place would take the device or pipe away from the system.
        raise FileError("it cannot be written: it is a pipe or device.")
    return stat.S_IMODE(mode)


def _write_new(path: Path, data: bytes, mode: int | None) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, 0o666)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        if mode is not None:
            path.chmod(mode)
        os.fsync(handle)


def sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system lets folders be synced."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def why(error: OSError | ValueError, folder: Path | None = None) -> str:
    """Why the system refused to write, into a folder, in words for the middle of a sentence."""
    if isinstance(error, FileNotFoundError) and folder is not None and folder.is_dir():
        # As in /proc, whose files are none.
        return "the system lets nobody make a file in this folder"
    return _REASONS.get(getattr(error, "errno", None) or 0) or reason(error)
