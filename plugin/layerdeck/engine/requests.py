"""The requests that wait: read by a thread, so that those gone stale are never worked."""

import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable

import msgspec

from layerdeck.program import Infer, Look, Peek, Request

_DECODER = msgspec.json.Decoder(Request)
_SHOWN = 80
NEWEST_ALONE = (Infer, Peek, Look)
"""Of these requests only the newest counts."""


class Waiting:
    """Requests in order, without those that a newer one of their kind has made stale.

    A Build is never left out, and what came before it is done before it.
    """

    def __init__(self) -> None:
        self._requests: deque[Request] = deque()
        self._changed = threading.Condition()

    def add(self, request: Request) -> None:
        """Let a request wait; of some kinds it takes the place of those that wait already."""
        with self._changed:
            if isinstance(request, NEWEST_ALONE):
                kept = [item for item in self._requests if type(item) is not type(request)]
                self._requests = deque(kept)
            self._requests.append(request)
            self._changed.notify()

    @property
    def waits(self) -> bool:
        """Whether any request waits."""
        return bool(self._requests)

    def take(self) -> Request:
        """The next request, once there is one."""
        with self._changed:
            while not self._requests:
                self._changed.wait()
            return self._requests.popleft()


def read_requests(lines: Iterable[bytes], waiting: Waiting, at_end: Callable[[], None]) -> None:
    """Read requests, one a line, until the lines end; then the parent has gone."""
    for line in lines:
        if not line.strip():
            continue
        try:
            waiting.add(_DECODER.decode(line))
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            shown = line[:_SHOWN].decode(errors="replace").strip()
            print(f"This line is no request, and is left out: {shown} ({error})", file=sys.stderr)
    at_end()
