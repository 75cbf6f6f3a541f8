"""Which ends of the graph a wire may be dragged to, so that the canvas can light them up."""

from layerdeck.deck import Catalogue, PortType, may_join, port_type, visible_outputs

from .edits import EditError, input_type, output_type
from .graph import Graph
from .walk import downstream, upstream
from .wires import End


class Fitting:
    """The ends that may be wired to one end, or to all of some: `end in fitting`.

    No wire between them would close a circle.
    A card is looked at when one of its ends is asked for, so that large graphs cost no more.
    """

    def __init__(self, graph: Graph, deck: Catalogue, *ends: End, from_output: bool) -> None:
        """Fit to outputs, where `from_output` is true, or to inputs."""
        self._graph, self._deck, self._from_output = graph, deck, from_output
        self._known: dict[str, frozenset[str]] = {}
        self._blocked: set[str] | None = None
        try:
            type_of = output_type if from_output else input_type
            self._types = [type_of(graph, deck, end) for end in ends]
        except EditError:
            return
        self._blocked = (upstream if from_output else downstream)(graph, [end.card for end in ends])

    def __contains__(self, end: End) -> bool:
        if end.card not in self._known:
            self._known[end.card] = self._ports(end.card)
        return end.port in self._known[end.card]

    def blocks(self, card_id: str) -> bool:
        """Whether a wire to any end of a card would close a circle."""
        return self._blocked is not None and card_id in self._blocked

    def _ports(self, card_id: str) -> frozenset[str]:
        card = self._graph.cards[card_id]
        declared = self._deck.get(card.type)
        if declared is None or self._blocked is None or card_id in self._blocked:
            return frozenset()
        outputs = visible_outputs(declared, card.values)
        ports = declared.inputs if self._from_output else outputs
        return frozenset(
            port.id for port in ports if self._joins(port_type(port, declared, card.values))
        )

    def _joins(self, other: PortType) -> bool:
        if self._from_output:
            return all(may_join(known, other) for known in self._types)
        return all(may_join(other, known) for known in self._types)
