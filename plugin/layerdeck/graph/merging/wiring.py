"""Merging wires, input by input."""

from collections.abc import Callable, Mapping, Set

from layerdeck.graph.graph import Graph
from layerdeck.graph.walk import downstream, in_order
from layerdeck.graph.wires import End, Wire

from .conflicts import Sources
from .sequence import merged_order

Clash = Callable[[End, Sources, Sources, Sources], None]
"""Is told of an input that both sides feed otherwise: the base, ours and theirs."""


class Versions:
    """The wires of the three versions of a graph, by input."""

    def __init__(self, base: Graph, ours: Graph, theirs: Graph) -> None:
        self.base, self.ours, self.theirs = base, ours, theirs

    def of(self, end: End) -> tuple[Sources, Sources, Sources]:
        """What feeds an input, in the base, in ours and in theirs."""
        base, ours, theirs = (
            tuple(wire.source for wire in graph.into(*end))
            for graph in (self.base, self.ours, self.theirs)
        )
        return base, ours, theirs


def merged_wires(
    versions: Versions,
    made: Graph,
    held: Set[str],
    many: Callable[[End], bool],
    clash: Clash,
) -> Graph:
    """The graph with the wires of both sides.

    Args:
        versions: the wires that there were.
        made: the merged cards, without wires.
        held: cards that ours kept and theirs removed, whose wires are those of ours.
        many: whether an input takes several wires, in order.
        clash: is told of the inputs at which both sides changed the same.
    """
    ends = dict.fromkeys((*versions.ours.wires.into, *versions.theirs.wires.into))
    fed: dict[End, Sources] = {}
    for end in ends:
        if end.card in made.cards:
            sources = _merged(versions, end, held, many(end), clash)
            fed[end] = tuple(source for source in sources if source.card in made.cards)
    graph = made.with_(wires=_in_order(versions, fed))
    circular = in_order(graph)[1]
    if circular and not (in_order(versions.ours)[1] or in_order(versions.theirs)[1]):
        graph = _without_circles(versions, made, fed, clash)
    return graph


def _merged(versions: Versions, end: End, held: Set[str], many: bool, clash: Clash) -> Sources:
    """What feeds an input from now on."""
    base, ours, theirs = versions.of(end)
    if end.card in held or any(source.card in held for source in ours):
        return ours
    # A wire that went with the card that it came from is no change of this input.
    left = [
        tuple(source for source in base if source.card in side.cards)
        for side in (versions.ours, versions.theirs)
    ]
    if theirs in (ours, left[1]):
        return ours
    if ours == left[0]:
        return theirs
    if many:
        sources, differ = _several(base, ours, theirs)
        if not differ:
            return sources
    clash(end, base, ours, theirs)
    return ours


def _several(base: Sources, ours: Sources, theirs: Sources) -> tuple[Sources, bool]:
    """What feeds a list: what either side took away is gone, what either brought is there."""
    sides = _counted(base), _counted(ours), _counted(theirs)
    old, one, other = map(set, sides)
    kept = (one & other) | (one - old) | (other - old)
    order, differ = merged_order(*sides, kept)
    return tuple(source for source, _ in order), differ


def _counted(sources: Sources) -> list[tuple[End, int]]:
    """Sources, each with how often it has occurred before: x may be added to itself."""
    seen: dict[End, int] = {}
    made = []
    for source in sources:
        made.append((source, seen.get(source, 0)))
        seen[source] = seen.get(source, 0) + 1
    return made


def _in_order(versions: Versions, fed: Mapping[End, Sources]) -> list[Wire]:
    """The wires in the order of ours; a new one comes after the others at its input."""
    waiting = {end: [*sources] for end, sources in fed.items()}
    last = {wire.target: place for place, wire in enumerate(versions.ours.wires)}
    made: list[Wire] = []
    for place, (_, end) in enumerate(versions.ours.wires):
        sources = waiting.get(end, [])
        count = len(sources) if place == last[end] else 1
        made += [Wire(source, end) for source in sources[:count]]
        del sources[:count]
    for end, sources in waiting.items():
        made += [Wire(source, end) for source in sources]
    return made


def _without_circles(
    versions: Versions, made: Graph, fed: Mapping[End, Sources], clash: Clash
) -> Graph:
    """The graph with the wires of ours, and of the other changes those that close no circle."""
    current: dict[End, Sources] = {
        end: tuple(source for source in versions.of(end)[1] if source.card in made.cards)
        for end in fed
    }
    for end, sources in fed.items():
        if sources == current[end]:
            continue
        graph = made.with_(wires=_in_order(versions, current | {end: sources}))
        fed_by_it = downstream(graph, [end.card])
        if any(source.card in fed_by_it for source in sources):
            clash(end, *versions.of(end))
        else:
            current[end] = sources
    return made.with_(wires=_in_order(versions, current))
