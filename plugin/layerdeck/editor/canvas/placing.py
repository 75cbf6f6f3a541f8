"""Where a new card comes to lie, and what it is wired to: an edit of the graph for each wish."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF

from layerdeck.deck import Catalogue, Kind, visible_outputs
from layerdeck.editor.session import Session
from layerdeck.graph import End, Graph, Wire
from layerdeck.graph.edits import EditError, add, input_type, move, output_type
from layerdeck.graph.loose_ends import add_wired, fitting_card_types
from layerdeck.graph.splice import insert

from .layout import card_layout
from .look import bare_look
from .offers import Wish


@dataclass(frozen=True, slots=True)
class Loose:
    """The end of a wire that hangs loose: it is tied to `end`, an output or an input."""

    end: End
    from_output: bool


@dataclass(frozen=True, slots=True)
class Site:
    """Where a card is wanted, and for what.

    Attributes:
        at: a place of the scene.
        loose: the wire that it is to be tied to, if one is there.
        wire: the wire that it is to go into, if that is wanted.
        by_socket: whether `at` is where its socket should be, rather than its corner.
        pointed: whether a person pointed there; else it may lie elsewhere, to cover nothing.
    """

    at: QPointF
    loose: Loose | None = None
    wire: Wire | None = None
    by_socket: bool = False
    pointed: bool = False


def wish_of(session: Session, deck: Catalogue, site: Site) -> Wish:
    """What a card of a deck should suit at a site."""
    graph = session.graph
    if site.wire:
        source, target = site.wire
        into = {card.id for card, _ in fitting_card_types(graph, deck, source, True)}
        out = {card.id for card, _ in fitting_card_types(graph, deck, target, False)}
        axes = _axes(session, source)
        return Wish("goes in between", frozenset(into & out), axes)
    if site.loose:
        end, from_output = site.loose.end, site.loose.from_output
        try:
            known = (output_type if from_output else input_type)(graph, deck, end)
        except EditError:
            return Wish()
        fitting = fitting_card_types(graph, deck, end, from_output)
        words = f"{'takes' if from_output else 'gives'} {known.with_article}"
        axes = _axes(session, end) if from_output else 0
        return Wish(words, frozenset(card.id for card, _ in fitting), axes)
    return Wish()


def place_card(
    graph: Graph, deck: Catalogue, card_type: str, site: Site, *, wired: bool
) -> tuple[Graph, str]:
    """Place a new card at a site, wired as is wanted there or not; gives its id too.

    Raises:
        EditError: it cannot be wired so.
    """
    corner = site.at.x(), site.at.y()
    if wired and site.wire:
        graph, card_id = add(graph, deck, card_type, corner)
        return insert(graph, deck, card_id, site.wire), card_id
    if not wired or not site.loose:
        return add(graph, deck, card_type, corner)
    end, from_output = site.loose.end, site.loose.from_output
    graph, card_id = add_wired(graph, deck, card_type, corner, end, from_output)
    if site.by_socket:
        (wire,) = graph.wires_of(card_id)
        mine = wire.target if from_output else wire.source
        layout = card_layout(bare_look(graph, deck, graph.cards[card_id]))
        corner_there = site.at - layout.socket(mine.port, is_input=from_output)
        graph = move(graph, {card_id: (round(corner_there.x()), round(corner_there.y()))})
    return graph, card_id


def main_output(session: Session, card_id: str) -> End | None:
    """The output that one goes on from: the first tensor of a card, else its first output."""
    card = session.graph.cards[card_id]
    declared = session.deck.get(card.type)
    ports = visible_outputs(declared, card.values) if declared else ()
    tensors = [port for port in ports if port.kind is Kind.TENSOR]
    return next((End(card_id, port.id) for port in (*tensors, *ports)), None)


def _axes(session: Session, source: End) -> int:
    """How many axes a tensor has, as far as the engine has said; 0 otherwise."""
    facts = session.facts_of(source.card)
    # What is known of a card is known of its first tensor.
    if facts is None or facts.output_shape is None or main_output(session, source.card) != source:
        return 0
    return len(facts.output_shape)
