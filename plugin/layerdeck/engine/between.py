"""What may be done between two statements: say how far it is, or give the work up."""

import time
from collections.abc import Callable

Between = Callable[[int, int], None]
"""Called with how many statements are done, of how many. What it raises ends the work."""

QUIET_S = 0.2
"""Work that is done sooner needs no words."""
_EVERY_S = 0.1


class Cancelled(Exception):  # noqa: N818 - it is what was asked for
    """Nobody waits for this any more."""


def nothing(_done: int, _count: int) -> None:
    """Nothing is done between."""


def told(tell: Between, cancelled: Callable[[], bool]) -> Between:
    """Tell now and then how far the work is, from a moment after this call on.

    What it gives raises `Cancelled` once `cancelled` says so.
    """
    due = time.monotonic() + QUIET_S

    def between(done: int, count: int) -> None:
        nonlocal due
        if cancelled():
            raise Cancelled
        now = time.monotonic()
        if now >= due:
            due = now + _EVERY_S
            tell(done, count)

    return between
