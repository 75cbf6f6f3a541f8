"""The requests that wait: read by a thread, so that those gone stale are never worked."""

import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable

import msgspec

from layerdeck.program import Build, Cancel, Infer, Leave, Look, Peek, Ping, Request

_DECODER = msgspec.json.Decoder(Request)
_SHOWN = 80
Work = Infer | Build | Peek | Look | Leave
"""The requests that wait for their turn."""
NEWEST_ALONE = (Infer, Peek, Look)
"""Of these requests only the newest counts."""


class Waiting:
    """Requests in order, without those that a newer one of their kind has made stale.

    A Build is never left out, and what came before it is done before it.
    """

    def __init__(self) -> None:
        self._requests: deque[Work] = deque()
        self._taken_back: set[int] = set()
        self._changed = threading.Condition()

    def add(self, request: Work) -> None:
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

    @property
    def has_infer(self) -> bool:
        """Whether an Infer waits, which makes one under way stale."""
        with self._changed:
            return any(isinstance(item, Infer) for item in self._requests)

    @property
    def has_peek(self) -> bool:
        """Whether a Peek waits, or that one is left: either ends the one under way."""
        with self._changed:
            return any(isinstance(item, Peek | Leave) for item in self._requests)

    def take_back(self, job: int) -> None:
        """Let a Build be no longer wanted, whether it waits or is under way."""
        with self._changed:
            self._taken_back.add(job)

    def is_taken_back(self, job: int) -> bool:
        """Whether a Build is no longer wanted."""
        return job in self._taken_back

    def take(self) -> Work:
        """The next request, once there is one."""
        with self._changed:
            while not self._requests:
                self._changed.wait()
            return self._requests.popleft()


def read_requests(
    lines: Iterable[bytes],
    waiting: Waiting,
    at_end: Callable[[], None],
    at_ping: Callable[[], None] = lambda: None,
) -> None:
    """Read requests, one a line, until the lines end; then the parent has gone."""
    for line in lines:
        if not line.strip():
            continue
        try:
            request = _DECODER.decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            shown = line[:_SHOWN].decode(errors="replace").strip()
            print(f"This line is no request, and is left out: {shown} ({error})", file=sys.stderr)
            continue
        if isinstance(request, Ping):
            at_ping()
        elif isinstance(request, Cancel):
            waiting.take_back(request.job)
        else:
            waiting.add(request)
    at_end()
