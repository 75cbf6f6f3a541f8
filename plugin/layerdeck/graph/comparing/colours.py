"""Places in a network, told apart as those of isomorphic graphs are.

Every card has a colour, which is refined by its neighbours' colours until no more differ
(Weisfeiler & Leman, 1968).
"""

from collections.abc import Hashable, Mapping

from layerdeck.graph.graph import Graph


def coloured(graph: Graph, first: Mapping[str, Hashable], rounds: int) -> dict[Hashable, list[str]]:
    """Cards by their colours, which are the same in any graph for cards in the same place.

    Args:
        graph: where they lie.
        first: the colours that they begin with; any other card is known by its id.
        rounds: how often they are refined: so many wires away nobody looks for a difference.
    """
    colours: dict[str, Hashable] = {key: key for key in graph.cards}
    colours |= {key: hash(colour) for key, colour in first.items()}
    for _ in range(rounds):
        colours |= {key: hash(_around(graph, key, colours)) for key in first}
    found: dict[Hashable, list[str]] = {}
    for key in first:
        found.setdefault(colours[key], []).append(key)
    return found


def _around(graph: Graph, key: str, colours: Mapping[str, Hashable]) -> Hashable:
    """A card's colour with those of its neighbours, by the ports that they are wired at."""
    wires = graph.wires_of(key)
    fed = [
        (wire.target.port, str(colours[wire.source.card]), wire.source.port)
        for wire in wires
        if wire.target.card == key
    ]
    feeds = [
        (wire.source.port, str(colours[wire.target.card]), wire.target.port)
        for wire in wires
        if wire.source.card == key
    ]
    # At one input the order of the wires counts; the others may come in any.
    return colours[key], tuple(sorted(fed, key=lambda at: at[0])), tuple(sorted(feeds))
