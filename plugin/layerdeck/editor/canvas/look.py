"""What a card of the graph shows: its look, from the graph, the facts and the problems."""

from layerdeck.deck import Role
from layerdeck.editor.session import Session
from layerdeck.editor.words import bytes_text, shape_text
from layerdeck.graph import Card
from layerdeck.graph.edits import stem
from layerdeck.program import Facts, Severity

from .layout import Look


def look_of(session: Session, card: Card, *, expanded: bool) -> Look:
    """The look of a card as things stand."""
    declared = session.deck.get(card.type)
    wires = session.graph.wires_of(card.id)
    facts = session.facts_of(card.id)
    problems = session.problems_of(card.id)
    problem = (problems[0].short or problems[0].message) if problems else ""
    return Look(
        title=title_of(session, card),
        card_type=declared,
        type_id=card.type,
        values=tuple(card.values.items()) if declared else (),
        inputs=frozenset(wire.target.port for wire in wires if wire.target.card == card.id),
        outputs=frozenset(wire.source.port for wire in wires if wire.source.card == card.id),
        expanded=expanded,
        shape="" if problem or not facts else _shape(facts),
        sizes="" if problem or not facts else _sizes(session, card, facts),
        problem=problem,
    )


def title_of(session: Session, card: Card) -> str:
    """The card type's title, after the card's own name where a person gave it one."""
    declared = session.deck.get(card.type)
    if declared is None:
        return f"{card.id} · {card.type.rsplit('.', 1)[-1]}"
    name = stem(declared)
    numbered = card.id.removeprefix(f"{name}_").isdecimal()
    return declared.title if card.id == name or numbered else f"{card.id} · {declared.title}"


def has_error(session: Session, card: str) -> bool:
    """Whether a card has a problem that keeps the model from being built."""
    return any(item.severity is Severity.ERROR for item in session.problems_of(card))


def _shape(facts: Facts) -> str:
    return shape_text(facts.output_shape) if facts.output_shape is not None else ""


def _sizes(session: Session, card: Card, facts: Facts) -> str:
    parts = []
    declared = session.deck.get(card.type)
    if declared and declared.role is Role.LAYER and (facts.parameters or facts.output_shape):
        parts.append(f"{facts.parameters:,} params")
    if facts.activation_bytes is not None:
        parts.append(bytes_text(facts.activation_bytes))
    return " · ".join(parts)
