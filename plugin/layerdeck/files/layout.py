"""Laying cards out from left to right, in the order in which tensors flow.

The order within the columns is Sugiyama's; the distances follow the real sizes of cards.
"""

from bisect import insort
from collections.abc import Collection, Iterable, Mapping
from itertools import accumulate

from layerdeck.graph import Graph, Position, Size
from layerdeck.graph.walk import in_order

from .ordering import Ordered, order
from .spread import nearest_gap, straighten

DEFAULT_SIZE: Size = (280.0, 280.0)
"""Hardly any card is larger until a person opens all its inputs."""

COLUMN_GAP, ROW_GAP = 70.0, 40.0

_SOCKETS = 60.0
"""Most cards have the sockets of tensors so far above their lower edge."""

_FEEDING = frozenset({"value", "layer", "initializer", "regularizer", "constraint"})
"""Outputs that are no tensors: cards used for these alone feed others' values."""

_LONGEST_SPAN = 200
_MOST_CROSSED_COLUMNS = 20_000
"""Wires over many columns are left out of the ordering, where each column crossed costs a node."""


def lay_out(
    graph: Graph,
    sizes: Mapping[str, Size] | None = None,
    only: Collection[str] | None = None,
) -> Graph:
    """Lay cards out; a second run changes nothing.

    The block of cards keeps its top left corner where it has one; else it goes below the cards that
    stay, or to the origin.

    Args:
        graph: the cards and wires.
        sizes: of the cards by id; a card without one counts as `DEFAULT_SIZE`.
        only: the cards to lay out, by id; the others stay. All, where it is None.
    """
    sizes = sizes or {}
    chosen = [card for card in graph.cards if only is None or card in only]
    if not chosen:
        return graph
    feeders = _feeders(graph)
    column = _columns(graph, chosen, feeders)
    places = _places(column, _tops(graph, column, sizes, feeders), sizes)
    left, top = _corner(graph, chosen, sizes)
    cards = {
        card_id: card.with_(at=(left + places[card_id][0], top + places[card_id][1]))
        if card_id in places
        else card
        for card_id, card in graph.cards.items()
    }
    # Points that led a wire round cards which lie elsewhere now would lead it astray.
    straight = {wire for card in places for wire in graph.wires_of(card)}
    bends = {wire: points for wire, points in graph.bends.items() if wire not in straight}
    return graph.with_(cards=cards, bends=bends)


def give_places(graph: Graph, sizes: Mapping[str, Size] | None = None) -> Graph:
    """Lay out the cards that have no place yet, as hand-written files may leave them."""
    homeless = [card.id for card in graph.cards.values() if card.at is None]
    return lay_out(graph, sizes, homeless) if homeless else graph


def _columns(graph: Graph, chosen: list[str], feeders: Collection[str]) -> dict[str, int]:
    """The column of each card: right of all that feed it; feeders stand just left of their first.

    Cards of a circle follow behind all others, in the order they were placed.
    """
    ordered, circle = in_order(graph)
    inside = set(chosen)
    column = dict.fromkeys(chosen, 0)
    fed: dict[str, list[str]] = {card: [] for card in chosen}
    for card in ordered:
        for wire in graph.wires_of(card):
            target = wire.target.card
            if wire.source.card == card and {card, target} <= inside:
                fed[card].append(target)
                column[target] = max(column[target], column[card] + 1)
    behind = max(column.values()) + 1
    for index, card in enumerate(card for card in chosen if card in circle):
        column[card] = behind + index
    # Backwards, since a feeder may itself be fed.
    for card in reversed(ordered):
        if card in feeders and card in inside and fed[card]:
            column[card] = min(column[target] for target in fed[card]) - 1
    return column


def _feeders(graph: Graph) -> dict[str, bool]:
    """The cards that only feed others' values, and whether they are parameters."""
    used: dict[str, set[str]] = {}
    for wire in graph.wires:
        used.setdefault(wire.source.card, set()).add(wire.source.port)
    return {card: ports == {"value"} for card, ports in used.items() if ports <= _FEEDING}


def _ordered(graph: Graph, column: Mapping[str, int], flowing: list[str]) -> Ordered:
    """The flowing cards, by their index, in columns with few crossings between them."""
    number = {card: index for index, card in enumerate(flowing)}
    spans: dict[tuple[int, int], int] = {}
    for wire in graph.wires:
        source, target = wire.source.card, wire.target.card
        if source in number and target in number:
            span = column[target] - column[source]
            if 0 < span <= _LONGEST_SPAN:
                spans[number[source], number[target]] = span
    kept, crossed = [], 0
    for wire_ends, span in sorted(spans.items(), key=lambda item: (item[1], item[0])):
        crossed += span - 1
        if crossed > _MOST_CROSSED_COLUMNS:
            break
        kept.append(wire_ends)
    return order([column[card] for card in flowing], sorted(kept))


def _tops(
    graph: Graph, column: Mapping[str, int], sizes: Mapping[str, Size], feeders: Mapping[str, bool]
) -> dict[str, float]:
    """The upper edge of each card: first the flow of tensors, then feeders in the room it leaves.

    Parameters go beside the upper edge of what they feed first, other feeders beside the lower one.
    """
    flowing = [card for card in column if card not in feeders]
    drawn = _ordered(graph, column, flowing)
    heights = {card: sizes.get(card, DEFAULT_SIZE)[1] for card in column}
    sockets = {card: max(heights[card] - _SOCKETS, heights[card] / 2) for card in flowing}
    reach = [(sockets[card], heights[card] - sockets[card] + ROW_GAP) for card in flowing]
    reach += [(0.0, ROW_GAP)] * (len(drawn.left) - len(flowing))
    lines = straighten(drawn, reach, len(flowing))
    tops = {card: line - sockets[card] for card, line in zip(flowing, lines, strict=False)}
    taken = {
        index: [(lines[node] - reach[node][0], lines[node] + reach[node][1]) for node in nodes]
        for index, nodes in enumerate(drawn.columns)
    }
    waiting = [card for card in column if card in feeders]
    # From the right, since a feeder may itself be fed.
    for card in sorted(waiting, key=lambda card: -column[card]):
        targets = (wire.target.card for wire in graph.wires_of(card))
        first = next((one for one in targets if column.get(one) == column[card] + 1), None)
        edge = tops[first] + (0.0 if feeders[card] else heights[first]) if first else 0.0
        room = taken.setdefault(column[card], [])
        top = nearest_gap(room, edge - heights[card] / 2, heights[card] + ROW_GAP)
        insort(room, (top, top + heights[card] + ROW_GAP))
        tops[card] = top
    return tops


def _places(
    column: Mapping[str, int], tops: Mapping[str, float], sizes: Mapping[str, Size]
) -> dict[str, Position]:
    """Top left corners, the corner of them all at the origin."""
    widths: dict[int, float] = {}
    for card, index in column.items():
        widths[index] = max(widths.get(index, 0.0), sizes.get(card, DEFAULT_SIZE)[0])
    used = sorted(widths)
    rights = accumulate(widths[index] + COLUMN_GAP for index in used)
    lefts = dict(zip(used, [0.0, *rights][:-1], strict=True))
    top = min(tops.values())
    return {
        card: (float(round(lefts[index])), float(round(tops[card] - top)))
        for card, index in column.items()
    }


def _corner(graph: Graph, chosen: Iterable[str], sizes: Mapping[str, Size]) -> Position:
    inside = set(chosen)
    placed = [card.at for card in graph.cards.values() if card.id in inside and card.at]
    if placed:
        return min(x for x, _ in placed), min(y for _, y in placed)
    others = [(card.id, card.at) for card in graph.cards.values() if card.at]
    if not others:
        return 0.0, 0.0
    below = max(y + sizes.get(card, DEFAULT_SIZE)[1] for card, (_, y) in others)
    return min(x for _, (x, _) in others), below + ROW_GAP
