"""What a card of the graph shows: its look, from the graph, the facts and the problems."""

from dataclasses import replace

from layerdeck.deck import CardType, Catalogue, Role
from layerdeck.editor.session import Session
from layerdeck.editor.words import shape_text
from layerdeck.files import give_places
from layerdeck.graph import Card, Graph
from layerdeck.graph.blocks import block_of, inside_of, with_blocks
from layerdeck.graph.naming import stem
from layerdeck.program import Facts, Severity, bytes_text

from .layout import Look, card_layout

_ROOM = ("000×000×000×00", "00,000 params · 00.0 MB")
"""What the foot of a layer's card may come to say, for cards whose facts are still to come."""

_MADE = (Role.LAYER, Role.BLOCK)
"""The roles of the cards that have weights and give tensors."""


def bare_look(graph: Graph, deck: Catalogue, card: Card) -> Look:
    """What a card shows of the graph alone, before anything is known of its facts."""
    declared = deck.get(card.type)
    wires = graph.wires_of(card.id)
    return Look(
        title=_title(card, declared),
        card_type=declared,
        type_id=card.type,
        values=tuple(card.values.items()) if declared else (),
        inputs=frozenset(wire.target.port for wire in wires if wire.target.card == card.id),
        outputs=frozenset(wire.source.port for wire in wires if wire.source.card == card.id),
        collapsed=card.collapsed,
        bypassed=card.bypassed,
    )


def look_of(session: Session, card: Card, *, expanded: bool) -> Look:
    """The look of a card as things stand."""
    look = replace(bare_look(session.graph, session.deck, card), expanded=expanded)
    problems = session.problems_of(card.id)
    if problems:
        return replace(look, problem=problems[0].short or problems[0].message)
    facts = session.facts_of(card.id)
    if facts is None:
        return look
    sizes = _sizes(look.card_type, facts, session.instances.get(block_of(card.type), 0))
    return replace(look, shape=_shape(facts), sizes=sizes)


def card_sizes(graph: Graph, deck: Catalogue) -> dict[str, tuple[float, float]]:
    """The width and height of every card, with room for facts to come, in pixels at 1:1."""
    deck = with_blocks(deck, graph)
    return {card.id: card_size(graph, deck, card) for card in graph.cards.values()}


def with_places(graph: Graph, deck: Catalogue) -> Graph:
    """The graph with a place for every card, those of its blocks too; `deck` has not the blocks."""
    whole = with_blocks(deck, graph)
    blocks = {
        key: give_places(block, card_sizes(inside_of(graph, key), whole))
        for key, block in graph.blocks.items()
    }
    return give_places(graph.with_(blocks=blocks), card_sizes(graph, whole))


def card_size(graph: Graph, deck: Catalogue, card: Card) -> tuple[float, float]:
    """The width and height of one, of a deck that has the graph's blocks."""
    look = bare_look(graph, deck, card)
    if look.card_type and look.card_type.role in _MADE:
        look = replace(look, shape=_ROOM[0], sizes=_ROOM[1])
    layout = card_layout(look)
    return layout.width, layout.height


def _title(card: Card, declared: CardType | None) -> str:
    """The card type's title, after the card's own name where a person gave it one."""
    if declared is None:
        return f"{card.id} · {card.type.rsplit('.', 1)[-1]}"
    return declared.title if card.id == stem(declared) else f"{card.id} · {declared.title}"


def has_error(session: Session, card: str) -> bool:
    """Whether a card has a problem that keeps the model from being built."""
    return any(item.severity is Severity.ERROR for item in session.problems_of(card))


def _shape(facts: Facts) -> str:
    return shape_text(facts.output_shape) if facts.output_shape is not None else ""


def _sizes(declared: CardType | None, facts: Facts, used: int) -> str:
    """Parameters and bytes; of a block instead of its bytes, how often it is used."""
    parts = []
    if declared and declared.role in _MADE and (facts.parameters or facts.output_shape):
        parts.append(f"{facts.parameters:,} params")
    if used:
        parts.append(f"used {used:,} times" if used > 1 else "used once")
    elif facts.activation_bytes is not None:
        parts.append(bytes_text(facts.activation_bytes))
    return " · ".join(parts)
