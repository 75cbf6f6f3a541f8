"""A project's meaning as text, for people who read differences: a line for a value or a wire.

Where cards lie and how they are shown is left out. It is no file of ours, and cannot be read back.

The lines of a card are the inputs that it shows: the main ones always, marked where they have their
default, so that a value which goes back to it has a line before and after; the others where they
have not, and beside them the default that they have when their line is gone.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from layerdeck.deck import CardType, Catalogue, Required, Value, followed
from layerdeck.graph import Card, Frame, Graph, Note
from layerdeck.graph.blocks import with_blocks
from layerdeck.graph.comparing import printable

from .writing import json_text


def meaning_text(graph: Graph, deck: Catalogue) -> str:
    """The text of what a project means; the cards come in the order of the file.

    What two projects with the same text mean is the same. `deck` says which inputs a card shows,
    and their defaults; it has not the blocks.
    """
    deck = with_blocks(deck, graph)
    lines = [f"name: {json_text(graph.name)}"]
    if graph.weights:
        lines.append(f"weights: {json_text(graph.weights)}")
    lines += [*_values(graph.rest, ""), *_body(graph, deck, "")]
    for key, block in graph.blocks.items():
        lines += ["", f"block {key}: {json_text(block.name)}", *_values(block.rest)]
        lines += _body(block, deck, f"{key}/")
    return "\n".join([*lines, ""])


def _body(graph: Graph, deck: Catalogue, owner: str) -> Iterator[str]:
    for card in graph.cards.values():
        yield from ("", f"{owner}{card.id}: {printable(card.type)}", *_card(graph, deck, card))
    for kind, areas in (("frame", graph.frames), ("note", graph.notes)):
        for area in areas.values():
            if words := [*_words(area)]:
                yield from ("", f"{owner}{area.id}: {kind}", *words)


def _card(graph: Graph, deck: Catalogue, card: Card) -> Iterable[str]:
    # Wires at different inputs come in no order of their own.
    into = (wire for wire in graph.wires_of(card.id) if wire.target.card == card.id)
    wires = sorted(into, key=lambda wire: wire.target.port)
    declared = deck.get(card.type)
    wired = {wire.target.port for wire in wires}
    yield from _inputs(declared, card.values, wired) if declared else _values(card.values)
    if card.bypassed:
        yield "  bypassed"
    if card.weights:
        yield f"  weights from: {json_text('/'.join(card.weights))}"
    yield from _values(card.rest)
    for wire in wires:
        yield f"  {wire.target.port} <- {wire.source}"


def _inputs(
    declared: CardType, values: Mapping[str, Value], wired: Collection[str]
) -> Iterator[str]:
    """The values of a card in the order of its inputs, then those that it has no inputs for."""
    for port in declared.inputs:
        default = followed(port, declared, values).default
        told = None if isinstance(default, Required) else json_text(default)
        if port.id in values:
            beside = f" (default {told})" if told and not port.main else ""
            yield f"  {port.id}: {json_text(values[port.id])}{beside}"
        elif told and port.main and port.id not in wired and not port.kind.wire_only:
            yield f"  {port.id}: {told} (default)"
    known = {port.id for port in declared.inputs}
    yield from _values({key: value for key, value in values.items() if key not in known})


def _values(values: Mapping[str, Value], indent: str = "  ") -> Iterator[str]:
    return (f"{indent}{printable(key)}: {json_text(value)}" for key, value in values.items())


def _words(area: Frame | Note) -> Iterator[str]:
    title = area.title if isinstance(area, Frame) else ""
    for text in filter(None, (title, area.text)):
        yield from (f"  | {printable(line)}" for line in text.splitlines())
