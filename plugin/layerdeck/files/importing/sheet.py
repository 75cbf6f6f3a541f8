"""An import under way: what all graphs of a file share, and one graph in the making."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from layerdeck.deck import CardType, Catalogue, Kind, Value, visible_outputs
from layerdeck.graph import Card, End, Graph, Wire
from layerdeck.graph.blocks import block_of
from layerdeck.graph.naming import Ids
from layerdeck.graph.placed import NOTHING
from layerdeck.graph.values import fitted

from .model import Model
from .names import LayerNames
from .report import Notes

Way = tuple[str, ...] | None
"""The names of the models that a layer is in, from without; None within a wrapper."""


@dataclass(frozen=True, slots=True)
class BlockPorts:
    """The tensors that the card of a block takes and gives, in order."""

    inputs: tuple[str, ...]
    outputs: tuple[str, ...]


@dataclass(slots=True)
class Work:
    """A file's import.

    Attributes:
        place: makes the graph of a model, nested ones included, and says its ports.
        weights: whether the file has weights, so that cards are to know their layers.
        counts: what came over, by noun.
    """

    deck: Catalogue
    names: LayerNames
    place: Callable[["Work", Model, Way], tuple[Graph, BlockPorts]]
    weights: bool = False
    notes: Notes = field(default_factory=Notes)
    blocks: dict[str, Graph] = field(default_factory=dict)
    ports: dict[str, BlockPorts] = field(default_factory=dict)
    block_ids: Ids = field(default_factory=lambda: Ids(()))
    counts: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Sheet:
    """One graph in the making.

    Attributes:
        way: to its layers.
        called: by a layer's name and the number of its call, the card that stands for the call.
    """

    work: Work
    way: Way = None
    ids: Ids = field(default_factory=lambda: Ids(()))
    cards: dict[str, Card] = field(default_factory=dict)
    wires: list[Wire] = field(default_factory=list)
    called: dict[tuple[str, int], str] = field(default_factory=dict)

    def declared(self, card_id: str) -> CardType | None:
        """What the type of a card is; None for placeholders and blocks."""
        return self.work.deck.get(self.cards[card_id].type)

    def add(
        self,
        card_id: str,
        card_type: str,
        values: Mapping[str, Value],
        rest: Mapping[str, Value] = NOTHING,
        weights: tuple[str, ...] = (),
    ) -> None:
        """Put a card down, its values in the form and order of its ports."""
        declared = self.work.deck.get(card_type)
        kept = fitted(declared, values) if declared else values
        self.cards[card_id] = Card(card_id, card_type, None, kept, rest, weights=weights)

    def wire(self, source: tuple[str, str], target: tuple[str, str]) -> None:
        """Lay a wire."""
        self.wires.append(Wire(End(*source), End(*target)))

    def output(self, card_id: str, index: int) -> str:
        """The port of one of the tensors that a card gives; empty where it gives fewer."""
        card = self.cards[card_id]
        declared = self.work.deck.get(card.type)
        if block := block_of(card.type):
            given = self.work.ports[block].outputs
        elif declared is None:
            return "output" if index == 0 else f"output_{index}"
        else:
            given = tuple(
                port.id
                for port in visible_outputs(declared, card.values)
                if port.kind is Kind.TENSOR
            )
        return given[index] if 0 <= index < len(given) else ""
