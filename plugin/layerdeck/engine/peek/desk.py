"""The one peek that is under way, or has been made and is looked at."""

import sys
import time
from collections.abc import Callable, Generator

from layerdeck.deck import Catalogue
from layerdeck.engine.between import Cancelled
from layerdeck.engine.memo import Memo
from layerdeck.program import CANCELLED, Declined, Leave, Look, Peek, Reply, Running

from .error import PeekError
from .held import Held
from .running import run

_BETWEEN = 0.1
"""Seconds between two words about how far it is."""


class Desk:
    """Takes the requests of a peek, and goes on with it a step at a time.

    Its results of statements are kept apart from those of the graph, of which a peek runs a part.
    """

    def __init__(self, deck: Catalogue, given_up: Callable[[], bool] = lambda: False) -> None:
        """`given_up` tells whether a request waits that ends the peek under way."""
        self._deck, self._given_up = deck, given_up
        self._memo = Memo()
        self._peek = 0
        self._work: Generator[Reply | None, None, Held | None] | None = None
        self._held: Held | None = None
        self._said = 0.0

    @property
    def is_busy(self) -> bool:
        """Whether a peek is under way."""
        return self._work is not None

    def take(self, request: Peek | Look | Leave) -> Reply | None:
        """Begin a peek, end one, or show a slice; gives what there is to say at once.

        That a peek is stopped is said too: who waits for it may wait in vain, while a large layer
        is computed, and then end this process.
        """
        if isinstance(request, Look):
            return self._held.slice(request) if self._held else None
        if isinstance(request, Peek):
            self._peek, self._said = request.peek, 0.0
            self._work = run(request, self._deck, self._memo, self._between)
        elif request.peek == self._peek:
            stopped = self._work is not None
            self._work, self._held = None, None
            return Declined(self._peek, CANCELLED) if stopped else None
        return None

    def go_on(self) -> Reply | None:
        """Do the next step; gives what there is to say."""
        assert self._work is not None
        try:
            reply = next(self._work)
        except StopIteration as done:
            self._work = None
            if done.value is None:
                # It waits until it is agreed; what was found before can be looked at still.
                return None
            self._held = done.value
            return self._held.told
        except Cancelled:
            return self._decline(Declined(self._peek, CANCELLED))
        except PeekError as error:
            return self._decline(Declined(self._peek, str(error), error.card, error.arrays))
        except MemoryError:
            text = "There is not enough memory for this. Make the volumes or filters smaller."
            return self._decline(Declined(self._peek, text))
        except Exception as error:  # a fault of ours must not silence the engine
            print(f"peek failed: {error!r}", file=sys.stderr)
            text = f"The engine cannot run this: {type(error).__name__}. Please report it."
            return self._decline(Declined(self._peek, text))
        if isinstance(reply, Running):
            # What was found before is let go only now, and yet first: two may be too much.
            self._held = None
            now = time.monotonic()
            if now - self._said < _BETWEEN:
                return None
            self._said = now
        return reply

    def _between(self, _done: int, _count: int) -> None:
        if self._given_up():
            raise Cancelled

    def _decline(self, reply: Declined) -> Declined:
        self._work = None
        return reply
