"""Which ends of the graph a wire may be dragged to, so that the canvas can light them up."""

from layerdeck.deck import Catalogue, may_join, port_type, visible_outputs

from .edits import EditError, input_type, output_type
from .graph import End, Graph
from .walk import downstream, upstream


def fitting_inputs(graph: Graph, deck: Catalogue, source: End) -> set[End]:
    """The inputs that an output may feed without closing a circle."""
    try:
        given = output_type(graph, deck, source)
    except EditError:
        return set()
    blocked = upstream(graph, [source.card])
    return {
        End(card.id, port.id)
        for card in graph.cards.values()
        if card.id not in blocked and card.type in deck
        for port in deck[card.type].inputs
        if may_join(given, port_type(port, deck[card.type], card.values))
    }


def fitting_outputs(graph: Graph, deck: Catalogue, target: End) -> set[End]:
    """The outputs that may feed an input without closing a circle."""
    try:
        taken = input_type(graph, deck, target)
    except EditError:
        return set()
    blocked = downstream(graph, [target.card])
    return {
        End(card.id, port.id)
        for card in graph.cards.values()
        if card.id not in blocked and card.type in deck
        for port in visible_outputs(deck[card.type], card.values)
        if may_join(port_type(port, deck[card.type], card.values), taken)
    }
