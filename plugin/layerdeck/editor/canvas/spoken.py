"""The canvas in words, for those who hear it: cards, the lines on them, where wires lead."""

from __future__ import annotations

from layerdeck.deck import Port
from layerdeck.editor.session import Session
from layerdeck.editor.words import named_axes, plural
from layerdeck.graph import End, Frame, Note, Wire
from layerdeck.program import Problem, Severity

from .area_layout import label_of
from .contents import Placed
from .layout import Row
from .parts import plain_parts
from .spots import MORE, Line

_NAMED = 3
"""So many ends of wires are named; of more their number is said."""


def canvas_words(session: Session) -> str:
    """`16 cards, 23 wires`, and which block is looked at from inside."""
    graph = session.graph
    counts = f"{plural(len(graph.cards), 'card')}, {plural(len(graph.wires), 'wire')}"
    problems = f", {plural(len(session.problems), 'problem')}" if session.problems else ""
    inside = f"Inside the block {graph.name}: " if session.path else ""
    return f"{inside}{counts}{problems}"


def item_name(session: Session, item_id: str) -> str:
    """`enc1, Convolution 3D`; `Frame, Encoder`."""
    item = session.graph.item(item_id)
    if isinstance(item, Frame):
        return f"Frame, {label_of(item)}".strip(", ")
    if isinstance(item, Note):
        return f"Note, {item.text}".strip(", ")
    return card_name(session, item_id)


def short_name(session: Session, item_id: str) -> str:
    """What something is called within a sentence: `enc1`, `the frame Encoder`, `the note`."""
    item = session.graph.item(item_id)
    if isinstance(item, Frame):
        return f"the frame {label_of(item)}".strip()
    return "the note" if isinstance(item, Note) else item_id


def card_name(session: Session, card_id: str) -> str:
    """`enc1, Convolution 3D`."""
    card = session.graph.cards[card_id]
    declared = session.deck.get(card.type)
    return f"{card_id}, {declared.title if declared else card.type.rsplit('.', 1)[-1]}"


def card_words(session: Session, card_id: str) -> str:
    """What is wrong with a card, what it makes, and what it is wired with, in sentences."""
    graph, facts = session.graph, session.facts_of(card_id)
    said = [problem_words(problem) for problem in session.problems_of(card_id)]
    if facts and facts.output_shape is not None:
        said.append(f"{named_axes(facts) or 'scalar'}, {facts.dtype}.")
    if facts and facts.parameters:
        said.append(f"{plural(facts.parameters, 'parameter')}.")
    card = graph.cards[card_id]
    said += [
        word for word, so in (("Bypassed.", card.bypassed), ("Collapsed.", card.collapsed)) if so
    ]
    wires = graph.wires_of(card_id)
    sources = dict.fromkeys(wire.source.card for wire in wires if wire.target.card == card_id)
    targets = dict.fromkeys(wire.target.card for wire in wires if wire.source.card == card_id)
    if sources:
        said.append(f"Wired from {_some(list(sources))}.")
    if targets:
        said.append(f"Wired to {_some(list(targets))}.")
    return " ".join(said)


def area_words(session: Session, area_id: str) -> str:
    """The longer word on a frame; all of a note has been said with its name."""
    frame = session.graph.frames.get(area_id)
    return frame.text if frame else ""


def line_name(session: Session, card_id: str, placed: Placed, line: Line) -> str:
    """`Filters, Integer, value 16`; `Input, Tensor, wired from volume · Output`."""
    if line == MORE:
        if placed.look.collapsed:
            return "Open the card"
        return "Fewer inputs" if placed.look.expanded else placed.layout.more_text
    row = placed.layout.row(line[0], is_input=line[1])
    if row is None:
        port = port_of(session, End(card_id, line[0]), is_input=line[1])
        return f"{port.title}, {port.type}" if port else line[0]
    return f"{row.port.title}, {row.port.type}, {_holds(session, card_id, row)}"


def line_words(session: Session, card_id: str, placed: Placed, line: Line) -> str:
    """What is wrong with a port, what it is for, and what the numbers of a list are."""
    row = placed.layout.row(line[0], is_input=line[1])
    if row is None:
        return ""
    problems = session.problems_of(card_id) if row.is_input else ()
    wrong = [problem_words(problem) for problem in problems if problem.port == row.port.id]
    return " ".join(filter(None, [*wrong, row.port.help, plain_parts(row.port)]))


def problem_words(problem: Problem) -> str:
    """`Error: Kernel size needs a value or a wire.`."""
    return f"{'Error' if problem.severity is Severity.ERROR else 'Warning'}: {problem.message}"


def end_name(session: Session, end: End, *, is_input: bool) -> str:
    """`enc1 · Input`, for the end of a wire."""
    port = port_of(session, end, is_input=is_input)
    return f"{end.card} · {port.title if port else end.port}"


def port_of(session: Session, end: End, *, is_input: bool) -> Port | None:
    """The declared port at the end of a wire; None on a placeholder."""
    declared = session.deck.get(session.graph.cards[end.card].type)
    if declared is None:
        return None
    return declared.input(end.port) if is_input else declared.output(end.port)


def far_end(wire: Wire, *, forward: bool) -> End:
    """Where one comes to along a wire."""
    return wire.target if forward else wire.source


def _holds(session: Session, card_id: str, row: Row) -> str:
    graph, end = session.graph, End(card_id, row.port.id)
    wires = graph.into(*end) if row.is_input else graph.out_of(*end)
    if wires:
        forward = not row.is_input
        ends = [far_end(wire, forward=forward) for wire in wires]
        names = [end_name(session, end, is_input=forward) for end in ends]
        return f"wired {'to' if forward else 'from'} {_some(names)}"
    if row.is_tick:
        return "on" if row.value else "off"
    if row.chip:
        return f"value {row.text}" + (", the default" if row.faint else "")
    return "not wired"


def _some(names: list[str]) -> str:
    if len(names) > _NAMED:
        return f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED} more"
    return ", ".join(names)
