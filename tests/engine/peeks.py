"""Peeks made in this process, for tests."""

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
