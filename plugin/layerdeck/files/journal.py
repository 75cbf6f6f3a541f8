"""A journal keeps unsaved work on the disk while it is done, so that no crash takes it away.

It is there exactly while there is unsaved work. Each edit adds one record, by one call to the
system, before the editor goes on: a process that is killed leaves the graph before its last edit or
after it. A power cut may take the last half minute, which the system had yet to write: to wait for
the disk at every edit would be felt.

The process holds a lock on it, which the system takes away when the process ends, however it ends.
A journal without a lock is what somebody who is gone left over.
"""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from layerdeck.graph import Graph

from .atomic import why
from .errors import FileError
from .records import Parts, Replayed, first_record, next_record, replay
from .writing import Writer

_ENDING, _UNFINISHED = ".1.journal", ".1.beginning"
"""The number is that of the form: a later Layerdeck must not take what it cannot read for empty."""

ROOM = 4_000_000
"""Bytes of records after which a journal begins anew with the graph as it is."""


class Journal:
    """The journal of one window.

    Args:
        folder: where journals lie; it is made when it is needed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._name = secrets.token_hex(8)
        self.path = folder / f"{self._name}{_ENDING}"
        self._writer = Writer()
        self._preparing: Thread | None = None
        self._kept: Parts = []
        self._handle: int | None = None
        self._end = self._room = 0

    def prepare(self, graph: Graph) -> None:
        """Put a graph that needs no keeping into words meanwhile, so that its first edit is quick.

        A graph cannot change, so another thread may read it.
        """
        self._wait()
        self._preparing = Thread(target=self._writer.parts, args=(graph,))
        self._preparing.start()

    def keep(self, graph: Graph, project: Path | None) -> None:
        """Keep the graph; when this returns, it is with the system and outlives the process.

        Args:
            graph: the work as it is now.
            project: the file that it belongs to, if it has one.

        Raises:
            FileError: it cannot be written; what was kept before still is. May be tried again.
        """
        self._wait()
        parts = self._writer.parts(graph)
        try:
            if self._handle is None or not os.fstat(self._handle).st_nlink:
                self._begin(parts, project)
            else:
                self._add(next_record(self._kept, parts))
                if self._end > self._room:
                    # There is no harm in a journal that stays long.
                    with suppress(OSError):
                        self._begin(parts, project)
        except OSError as error:
            raise FileError(f"it cannot be written: {why(error)}.", file=self._folder) from None
        self._kept = parts

    def forget(self) -> None:
        """Let go of what was kept: it is saved, or is not wanted."""
        self._wait()
        if self._handle is not None:
            with suppress(OSError):
                self.path.unlink(missing_ok=True)
            os.close(self._handle)
            self._handle, self._kept = None, []

    def _begin(self, parts: Parts, project: Path | None) -> None:
        """Write the journal anew; the one that is there is in its place until all is written."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = self._folder / f"{self._name}{_UNFINISHED}"
        handle = os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            data = first_record(parts, project)
            _write(handle, data, 0)
            unfinished.replace(self.path)
        except OSError:
            os.close(handle)
            with suppress(OSError):
                unfinished.unlink()
            raise
        if self._handle is not None:
            os.close(self._handle)
        self._handle, self._end, self._room = handle, len(data), 2 * len(data) + ROOM

    def _add(self, record: bytes) -> None:
        """Add a record behind the last whole one; what failed to be added there is overwritten."""
        assert self._handle is not None
        _write(self._handle, record, self._end)
        self._end += len(record)

    def _wait(self) -> None:
        if self._preparing:
            self._preparing.join()
            self._preparing = None


@dataclass(frozen=True)
class Leftover:
    """A journal whose window is gone. It is ours while we hold its lock: no other takes it too.

    Attributes:
        path: of the journal.
        time: of the last edit, in seconds since 1970.
        held: what its records come to.
    """

    path: Path
    time: float
    held: Replayed
    handle: int

    def discard(self) -> None:
        """Remove the journal for good."""
        self.path.unlink(missing_ok=True)
        self.release()

    def release(self) -> None:
        """Leave the journal to whoever looks next."""
        os.close(self.handle)


def leftovers(folder: Path) -> Iterator[Leftover]:
    """Every journal in a folder that nobody holds, the latest first; clears away what is empty."""
    for path in folder.glob(f"*{_UNFINISHED}"):
        if (handle := _claim(path)) is not None:
            path.unlink(missing_ok=True)
            os.close(handle)
    times = {path: _time(path) for path in folder.glob(f"*{_ENDING}")}
    found = {path: time for path, time in times.items() if time is not None}
    for path in sorted(found, key=found.__getitem__, reverse=True):
        if (handle := _claim(path)) is None:
            continue
        with os.fdopen(handle, "rb", closefd=False) as file:
            held = replay(file.read())
        if held:
            yield Leftover(path, found[path], held, handle)
        else:  # A power cut came before its first record was on the disk: there is nothing in it.
            path.unlink(missing_ok=True)
            os.close(handle)


def _claim(path: Path) -> int | None:
    """Open a file nobody else holds and lock it; None where it is held, or gone meanwhile."""
    try:
        handle = os.open(path, os.O_RDWR)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.fstat(handle).st_ino == path.stat().st_ino:
            return handle
    except OSError:
        pass
    os.close(handle)
    return None


def _time(path: Path) -> float | None:
    try:
        return path.stat().st_mtime
    except OSError:
        return None


def _write(handle: int, data: bytes, at: int) -> None:
    view = memoryview(data)
    while view:
        written = os.pwrite(handle, view, at)
        view, at = view[written:], at + written
