"""A project's meaning as text, for people who read differences: a line for a value or a wire.

Where cards lie and how they are shown is left out. It is no file of ours, and cannot be read back.
"""

from collections.abc import Iterable, Iterator, Mapping

from layerdeck.deck import Value
from layerdeck.graph import Card, Frame, Graph, Note
from layerdeck.graph.comparing import printable

from .writing import json_text


def meaning_text(graph: Graph) -> str:
    """The text of what a project means; the cards come in the order of the file.

    What two projects with the same text mean is the same.
    """
    lines = [f"name: {json_text(graph.name)}"]
    if graph.weights:
        lines.append(f"weights: {json_text(graph.weights)}")
    lines += [*_values(graph.rest, ""), *_body(graph, "")]
    for key, block in graph.blocks.items():
        lines += ["", f"block {key}: {json_text(block.name)}", *_values(block.rest)]
        lines += _body(block, f"{key}/")
    return "\n".join([*lines, ""])


def _body(graph: Graph, owner: str) -> Iterator[str]:
    for card in graph.cards.values():
        yield from ("", f"{owner}{card.id}: {printable(card.type)}", *_card(graph, card))
    for kind, areas in (("frame", graph.frames), ("note", graph.notes)):
        for area in areas.values():
            if words := [*_words(area)]:
                yield from ("", f"{owner}{area.id}: {kind}", *words)


def _card(graph: Graph, card: Card) -> Iterable[str]:
    yield from _values(card.values)
    if card.bypassed:
        yield "  bypassed"
    if card.weights:
        yield f"  weights from: {json_text('/'.join(card.weights))}"
    yield from _values(card.rest)
    # Wires at different inputs come in no order of their own.
    into = (wire for wire in graph.wires_of(card.id) if wire.target.card == card.id)
    for wire in sorted(into, key=lambda wire: wire.target.port):
        yield f"  {wire.target.port} <- {wire.source}"


def _values(values: Mapping[str, Value], indent: str = "  ") -> Iterator[str]:
    return (f"{indent}{printable(key)}: {json_text(value)}" for key, value in values.items())


def _words(area: Frame | Note) -> Iterator[str]:
    title = area.title if isinstance(area, Frame) else ""
    for text in filter(None, (title, area.text)):
        yield from (f"  | {printable(line)}" for line in text.splitlines())
