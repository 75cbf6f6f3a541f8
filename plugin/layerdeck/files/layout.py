"""Laying cards out from left to right, in the order in which tensors flow.

The order within the columns is Sugiyama's, by igraph; the distances follow the real sizes of cards.
"""

from collections.abc import Collection, Iterable, Mapping
from itertools import pairwise
from statistics import median

import igraph

from layerdeck.graph import Graph, Position
from layerdeck.graph.walk import in_order

from .spread import spread

Size = tuple[float, float]
"""Width and height of a card, in pixels at 1:1."""

DEFAULT_SIZE: Size = (280.0, 280.0)
"""Hardly any card is larger until a person opens all its inputs."""

COLUMN_GAP, ROW_GAP = 70.0, 40.0

_FEEDING = frozenset({"value", "initializer", "regularizer", "constraint"})
"""The outputs of cards that only feed others' values: no tensor flows from them."""

_LONGEST_SPAN = 200
_MOST_CROSSED_COLUMNS = 50_000
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
    rows = _rows(graph, column, feeders)
    places = _places(column, rows, sizes, feeders)
    left, top = _corner(graph, chosen, sizes)
    cards = {
        card_id: card.with_(at=(left + places[card_id][0], top + places[card_id][1]))
        if card_id in places
        else card
        for card_id, card in graph.cards.items()
    }
    return graph.with_(cards=cards)


def give_places(graph: Graph, sizes: Mapping[str, Size] | None = None) -> Graph:
    """Lay out the cards that have no place yet, as hand-written files may leave them."""
    homeless = [card.id for card in graph.cards.values() if card.at is None]
    return lay_out(graph, sizes, homeless) if homeless else graph


def _columns(graph: Graph, chosen: list[str], feeders: set[str]) -> dict[str, int]:
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


def _feeders(graph: Graph) -> set[str]:
    used: dict[str, set[str]] = {}
    for wire in graph.wires:
        used.setdefault(wire.source.card, set()).add(wire.source.port)
    return {card for card, ports in used.items() if ports <= _FEEDING}


def _rows(graph: Graph, column: Mapping[str, int], feeders: set[str]) -> dict[str, float]:
    """Where each card lies across the flow; the others of a column are a row apart or more.

    Feeders lie a little below what they feed first, and leave the order of the others alone.
    """
    flowing = [card for card in column if card not in feeders]
    number = {card: index for index, card in enumerate(flowing)}
    edges: dict[tuple[int, int], int] = {}
    for wire in graph.wires:
        source, target = wire.source.card, wire.target.card
        if source in number and target in number:
            span = column[target] - column[source]
            if 0 < span <= _LONGEST_SPAN:
                edges[number[source], number[target]] = span
    kept, crossed = [], 0
    for edge, span in sorted(edges.items(), key=lambda item: (item[1], item[0])):
        crossed += span - 1
        if crossed > _MOST_CROSSED_COLUMNS:
            break
        kept.append(edge)
    drawn = igraph.Graph(n=len(number), edges=kept, directed=True)
    layers = [column[card] for card in number]
    layout = drawn.layout_sugiyama(layers=layers, hgap=1, vgap=1)
    rows = {card: float(layout[index][0]) for card, index in number.items()}
    for card in sorted(feeders & column.keys(), key=lambda card: -column[card]):
        targets = {wire.target.card for wire in graph.wires_of(card)} - {card}
        first = [rows[target] for target in targets if column.get(target) == column[card] + 1]
        rows[card] = max(first, default=0.0) + 0.5
    return rows


def _places(
    column: Mapping[str, int],
    rows: Mapping[str, float],
    sizes: Mapping[str, Size],
    feeders: set[str],
) -> dict[str, Position]:
    """Top left corners, the corner of them all at the origin."""
    members: dict[int, list[str]] = {}
    for card in sorted(column, key=lambda card: (column[card], rows[card], card in feeders)):
        members.setdefault(column[card], []).append(card)
    height = median(sizes.get(card, DEFAULT_SIZE)[1] for card in column) + ROW_GAP
    places: dict[str, Position] = {}
    x = 0.0
    for cards in members.values():
        heights = [sizes.get(card, DEFAULT_SIZE)[1] for card in cards]
        wanted = [rows[card] * height for card in cards]
        steps = [(upper + lower) / 2 + ROW_GAP for upper, lower in pairwise(heights)]
        # Feeders give way, so that the flow of tensors stays straight.
        weights = [1.0 if card in feeders else 1000.0 for card in cards]
        for card, centre, own in zip(cards, spread(wanted, steps, weights), heights, strict=True):
            places[card] = (x, centre - own / 2)
        x += max(sizes.get(card, DEFAULT_SIZE)[0] for card in cards) + COLUMN_GAP
    top = min(y for _, y in places.values())
    return {card: (float(round(x)), float(round(y - top))) for card, (x, y) in places.items()}


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
