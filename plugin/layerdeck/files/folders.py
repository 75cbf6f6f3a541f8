"""Writing a folder whole or not at all, and over no folder that holds anything else."""

import contextlib
import os
import secrets
import shutil
from collections.abc import Collection, Iterator
from pathlib import Path

from .atomic import sync_folder, why
from .errors import FileError


def refuse_folder(path: Path, may_hold: Collection[str]) -> None:
    """Refuse to write a folder where anything is that would be lost.

    Args:
        path: where it is to be written.
        may_hold: what a folder that was written before holds; it is replaced.

    Raises:
        FileError: there is a file, or a folder that holds other things, or it cannot be read.
    """
    try:
        if not path.exists():
            return
        if not path.is_dir():
            raise FileError("it is a file, and a folder is to be written there.", file=path)
        others = sorted(each.name for each in path.iterdir() if each.name not in may_hold)
    except OSError as error:
        raise FileError(f"it cannot be read: {why(error)}.", file=path) from None
    if others:
        more = f" and {len(others) - 1} more" if len(others) > 1 else ""
        raise FileError(
            f"the folder holds {others[0]}{more}, which would be lost. Give another name.",
            file=path,
        )


@contextlib.contextmanager
def whole_folder(path: Path, may_hold: Collection[str]) -> Iterator[Path]:
    """A new folder beside `path`, which takes its place when all within is done.

    What is raised within leaves everything as it was. A link to a folder is followed.

    Raises:
        FileError: it cannot be written, or `refuse_folder` refuses.
    """
    refuse_folder(path, may_hold)
    target = Path(os.path.realpath(path))
    token = secrets.token_hex(6)
    partial, old = (target.parent / f".layerdeck-{token}.{end}" for end in ("tmp", "old"))
    try:
        partial.mkdir()
        yield partial
        for file in partial.rglob("*"):
            if file.is_file():
                _sync(file)
        refuse_folder(path, may_hold)
        _take_place(partial, target, old)
        sync_folder(target.parent)
    except OSError as error:
        raise FileError(f"it cannot be written: {why(error)}.", file=path) from None
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _take_place(partial: Path, target: Path, old: Path) -> None:
    """Rename a folder to where another may be, which is put aside first, and back if that fails."""
    if not target.exists():
        partial.rename(target)
        return
    target.rename(old)
    try:
        partial.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _sync(file: Path) -> None:
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())
