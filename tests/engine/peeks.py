"""Peeks made in this process, for tests."""

import numpy as np

from engine.networks import DECK
from layerdeck.engine.peek import Desk
from layerdeck.graph import End, Graph
from layerdeck.program import Declined, Peek, Peeked, Priced, Program, Reply, lower, upto


def cut(graph: Graph, end: str) -> Program:
    """What `card.port` needs."""
    lowered = lower(graph, DECK)
    card, port = end.split(".")
    return upto(lowered.program, lowered.variables[End(card, port)])


def run(desk: Desk, request: Peek) -> list[Reply]:
    """All that is said until a peek ends."""
    desk.take(request)
    found = []
    while desk.is_busy:
        reply = desk.go_on()
        if reply is not None:
            found.append(reply)
    return found


def peeked(replies: list[Reply]) -> Peeked:
    assert isinstance(replies[-1], Peeked), replies[-1]
    return replies[-1]


def declined(replies: list[Reply]) -> Declined:
    assert isinstance(replies[-1], Declined), replies[-1]
    return replies[-1]


def priced(replies: list[Reply]) -> Priced:
    assert isinstance(replies[0], Priced), replies[0]
    return replies[0]


def ball(side: int) -> np.ndarray:
    """A volume of whole numbers from 0 at the corner that shine in the middle and fall off."""
    places = np.indices((side,) * 3) - (side - 1) / 2
    distance = np.sqrt((places**2).sum(0)) + np.arange(side)[:, None, None] / side
    return np.rint(np.clip(253 - distance * 253 / side, 0, 253)).astype("float32")
