"""Reads a pipe to its end, so that whoever writes never waits, and keeps so much of it."""

import threading
from typing import IO

BEGINNING = b"\0"
"""What parts the words of TensorFlow's import from those of the script."""
_ONCE = 65_536
_PATIENCE = 2.0


class Drain(threading.Thread):
    """Reads from now on.

    Args:
        pipe: what is read.
        most: the bytes that are kept.
        keep_end: whether these are the last ones, rather than the first.
    """

    def __init__(self, pipe: IO[bytes] | None, most: int, *, keep_end: bool = False) -> None:
        super().__init__(daemon=True)
        assert pipe
        self._pipe, self._most, self._keep_end = pipe, most, keep_end
        self.data = b""
        self.start()

    def run(self) -> None:
        """Read until nobody can write any more."""
        while read := self._pipe.read1(_ONCE):  # type: ignore[attr-defined]
            whole = self.data + read
            self.data = whole[-self._most :] if self._keep_end else whole[: self._most]

    def finish(self) -> None:
        """Wait for what is on its way, when whoever wrote has ended."""
        self.join(_PATIENCE)
