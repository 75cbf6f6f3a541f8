"""Which ports of a card show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from layerdeck.deck import Kind, Port, Value, followed, visible_outputs

if TYPE_CHECKING:
    from .layout import Look


def visible_ports(
    look: Look, values: Mapping[str, Value]
) -> tuple[list[Port], list[Port], tuple[int, int]]:
    """The inputs and outputs that show, and how many of each do not."""
    declared = look.card_type
    if declared is None:
        inputs = [_unknown_port(port_id) for port_id in sorted(look.inputs)]
        return inputs, [_unknown_port(port_id) for port_id in sorted(look.outputs)], (0, 0)
    shown = [
        followed(port, declared, values)
        for port in declared.inputs
        if look.expanded
        or port.main
        or port.required
        or port.id in look.inputs
        or port.id in values
    ]
    given = visible_outputs(declared, values)
    # Most layers in a Bidirectional give no states: four outputs that lead nowhere would mislead.
    outputs = [
        followed(port, declared, values)
        for port in given
        if look.expanded or port.when or not port.maybe or port.id in look.outputs
    ]
    return shown, outputs, (len(declared.inputs) - len(shown), len(given) - len(outputs))


def _unknown_port(port_id: str) -> Port:
    return Port(id=port_id, title=port_id, kind=Kind.TENSOR)


def gathered_ports(look: Look, values: Mapping[str, Value]) -> tuple[list[Port], list[Port]]:
    """The inputs and outputs of a collapsed card: those that are wired, and those of tensors.

    Without the latter nothing could be wired to it.
    """
    inputs, outputs, _ = visible_ports(look, values)
    return (
        [port for port in inputs if port.id in look.inputs or port.kind is Kind.TENSOR],
        [port for port in outputs if port.id in look.outputs or port.kind is Kind.TENSOR],
    )


def hidden_words(look: Look, hidden: tuple[int, int]) -> str:
    """What the line that opens the rest of the inputs says; empty where there is no rest."""
    inputs, outputs = hidden
    if look.expanded:
        return "fewer"
    if outputs:
        return " · ".join(
            f"{count} more {word}"
            for count, word in ((inputs, "inputs"), (outputs, "outputs"))
            if count
        )
    word = "input at its default" if inputs == 1 else "inputs at their defaults"
    return f"{inputs} more {word}" if inputs else ""
