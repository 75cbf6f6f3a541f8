"""The Summary: a line per card of what is known of it, in exact figures."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import prod
from typing import Protocol

from layerdeck.deck import Catalogue
from layerdeck.graph import Graph

from .facts import Facts, Shape
from .messages import Report

Cell = str | int | Shape | None
"""Words, a figure, sizes of axes, or nothing known."""


class Sums(Protocol):
    """What cards come to together."""

    @property
    def parameters(self) -> int: ...  # noqa: D102
    @property
    def trainable_parameters(self) -> int: ...  # noqa: D102
    @property
    def activation_bytes(self) -> int: ...  # noqa: D102
    @property
    def multiply_adds(self) -> int: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Line:
    """A card with what is known of it; `layer` is the title of its card type."""

    card: str
    layer: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Column:
    """One of the facts.

    Attributes:
        id: what settings and calls name it by.
        of: the fact of a line.
        total: what cards come to, where facts add up.
        words: whether it holds words rather than figures.
    """

    id: str
    title: str
    of: Callable[[Line], Cell]
    total: Callable[[Sums], int] | None = None
    words: bool = False


COLUMNS = (
    Column("card", "Card", lambda line: line.card, words=True),
    Column("layer", "Layer", lambda line: line.layer, words=True),
    Column("output", "Output", lambda line: _without_batch(line.facts)),
    Column(
        "parameters",
        "Parameters",
        lambda line: line.facts.parameters,
        lambda sums: sums.parameters,
    ),
    Column(
        "trainable",
        "Trainable",
        lambda line: line.facts.trainable_parameters,
        lambda sums: sums.trainable_parameters,
    ),
    Column(
        "activation_bytes",
        "Activations",
        lambda line: line.facts.activation_bytes,
        lambda sums: sums.activation_bytes,
    ),
    Column(
        "multiply_adds",
        "Multiply-adds",
        lambda line: line.facts.multiply_adds,
        lambda sums: sums.multiply_adds,
    ),
    Column("receptive_field", "Receptive field", lambda line: line.facts.receptive_field or None),
)


def summary_lines(graph: Graph, deck: Catalogue, report: Report) -> list[Line]:
    """The cards of which anything is known, in the order of the graph."""
    return [
        line_of(graph, deck, card, report.facts[card])
        for card in graph.cards
        if card in report.facts
    ]


def line_of(graph: Graph, deck: Catalogue, card: str, facts: Facts) -> Line:
    """The line of one card; one without a card type here is called by the end of its type's id."""
    placed = graph.cards.get(card)
    if placed is None:
        return Line(card, "", facts)
    declared = deck.get(placed.type)
    return Line(card, declared.title if declared else placed.type.rsplit(".", 1)[-1], facts)


def in_order_of(lines: Iterable[Line], column: Column, *, falling: bool) -> list[Line]:
    """Lines sorted by a column; those of which it is not known come last either way.

    Names count their numbers as numbers, sizes of axes the values that they hold. Among equals the
    order stays.
    """
    known: list[Line] = []
    unknown: list[Line] = []
    for line in lines:
        (unknown if column.of(line) is None else known).append(line)
    known.sort(key=lambda line: _weight(column.of(line)), reverse=falling)
    return known + unknown


def sizes_text(sizes: Iterable[int | None], sign: str = "×") -> str:
    """`64×64×64×16`; an axis of any size is `?`, and without axes it is a scalar."""
    return sign.join("?" if size is None else str(size) for size in sizes) or "scalar"


def _without_batch(facts: Facts) -> Shape | None:
    return None if facts.output_shape is None else facts.output_shape[1:]


def _weight(cell: Cell) -> tuple[int | str, ...]:
    """What is compared of cells of one column."""
    if isinstance(cell, str):
        return tuple(_parts(cell.casefold()))
    if isinstance(cell, tuple):
        return (prod(size for size in cell if size is not None),)
    return (cell or 0,)


def _parts(words: str) -> Iterator[str | int]:
    """Words and numbers by turns, beginning with words: so they can be compared in pairs."""
    for place, part in enumerate(re.split(r"([0-9]+)", words)):
        yield int(part) if place % 2 else part
