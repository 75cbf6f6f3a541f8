"""The Summary: a line per card of what is known of it, in exact figures."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import prod
from typing import Any, NamedTuple, Protocol

from layerdeck.deck import Catalogue
from layerdeck.graph import Graph
from layerdeck.graph.walk import sources_first

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


class Line(NamedTuple):
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
    """The cards of which anything is known, in the order of the network: sources come first."""
    titles = {kind: _title(deck, kind) for kind in {card.type for card in graph.cards.values()}}
    facts = report.facts
    return [
        Line(key, titles[graph.cards[key].type], facts[key])
        for key in sources_first(graph)
        if key in facts
    ]


def line_of(graph: Graph, deck: Catalogue, card: str, facts: Facts) -> Line:
    """The line of one card."""
    placed = graph.cards.get(card)
    return Line(card, _title(deck, placed.type) if placed else "", facts)


def in_order_of(lines: Sequence[Line], column: Column, *, falling: bool) -> list[Line]:
    """Lines sorted by a column; those of which it is not known come last either way.

    Names count their numbers as numbers, sizes of axes the values that they hold. Among equals the
    order stays.
    """
    cells = [column.of(line) for line in lines]
    weights = {place: _weight(cell) for place, cell in enumerate(cells) if cell is not None}
    order = sorted(weights, key=weights.__getitem__, reverse=falling)
    unknown = (line for line, cell in zip(lines, cells, strict=True) if cell is None)
    return [*(lines[place] for place in order), *unknown]


def sizes_text(sizes: Iterable[int | None], sign: str = "×") -> str:
    """`64×64×64×16`; an axis of any size is `?`, and without axes it is a scalar."""
    return sign.join("?" if size is None else str(size) for size in sizes) or "scalar"


def _without_batch(facts: Facts) -> Shape | None:
    return None if facts.output_shape is None else facts.output_shape[1:]


def _title(deck: Catalogue, card_type: str) -> str:
    """What a layer is called; one without a card type here by the end of its type's id."""
    declared = deck.get(card_type)
    return declared.title if declared else card_type.rsplit(".", 1)[-1]


def _weight(cell: Cell) -> Any:
    """What is compared of cells of one column."""
    if isinstance(cell, str):
        return _parts(cell)
    if isinstance(cell, tuple):
        return prod(size for size in cell if size is not None)
    return cell


@lru_cache(maxsize=20_000)
def _parts(words: str) -> tuple[str | int, ...]:
    """Words and numbers by turns, beginning with words: so they can be compared in pairs."""
    parts = re.split(r"([0-9]+)", words.casefold())
    return tuple(int(part) if place % 2 else part for place, part in enumerate(parts))
