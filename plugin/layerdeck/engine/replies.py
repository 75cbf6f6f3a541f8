"""The way out of a process of ours: lines of JSON on what was its standard output."""

import os
import threading

import msgspec


class Replies:
    """The way out, for whichever thread has something to say."""

    def __init__(self) -> None:
        """Take standard output, so that nobody else writes there: that goes to standard error."""
        self._file = os.fdopen(os.dup(1), "wb")
        self._one_at_a_time = threading.Lock()
        os.dup2(2, 1)

    def send(self, reply: msgspec.Struct) -> None:
        """Write a reply. Where nobody reads it, this process ends."""
        line = msgspec.json.encode(reply) + b"\n"
        try:
            with self._one_at_a_time:
                self._file.write(line)
                self._file.flush()
        except BrokenPipeError:
            os._exit(0)
