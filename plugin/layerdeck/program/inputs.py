"""One card's inputs, resolved: what each is, written or wired, and what is wrong with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from layerdeck.deck import (
    BadValueError,
    CardType,
    Catalogue,
    Kind,
    Port,
    Required,
    Role,
    Value,
    followed,
    normalise,
    port_type,
    why_not,
)
from layerdeck.graph import Card, EditError, End, Graph, Wire
from layerdeck.graph.edits import output_type

from .check import check_rules
from .problems import Problem


@dataclass(slots=True)
class Inputs:
    """What feeds a card.

    Attributes:
        values: by port id, every argument's literal, also where a value card gives it by wire.
        wired: by port id, the outputs wired to it, in order.
        problems: what keeps this card from being lowered.
    """

    values: dict[str, Value] = field(default_factory=dict)
    wired: dict[str, tuple[End, ...]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_inputs(graph: Graph, deck: Catalogue, card: Card, declared: CardType) -> Inputs:
    """Resolve the inputs of a card and check them as far as that goes without Keras."""
    found = Inputs()
    _read_wires(graph, deck, card, declared, found)
    for port in declared.inputs:
        if port.kind is Kind.TENSOR:
            continue
        if port.id in found.wired:
            value = _wired_value(graph, deck, found.wired[port.id])
            if value is not None and not port.kind.wire_only:
                _read_value(card, declared, port, value, found)
        elif port.id in card.values:
            _read_value(card, declared, port, card.values[port.id], found)
        elif isinstance(port.default, Required):
            found.problems.append(_missing(card, port))
        else:
            found.values[port.id] = port.default
    _read_unknown(card, declared, found)
    if not found.problems:
        found.problems += check_rules(card.id, declared, found.values, found.wired)
    return found


def _read_wires(
    graph: Graph, deck: Catalogue, card: Card, declared: CardType, found: Inputs
) -> None:
    for wire in graph.wires_of(card.id):
        if wire.target.card != card.id:
            continue
        reason = _bad_wire(graph, deck, wire, declared, card)
        if reason:
            found.problems.append(Problem(card.id, wire.target.port, reason, "Wrong wire"))
        else:
            before = found.wired.get(wire.target.port, ())
            found.wired[wire.target.port] = (*before, wire.source)


def _bad_wire(graph: Graph, deck: Catalogue, wire: Wire, declared: CardType, card: Card) -> str:
    """Say what is wrong with a wire; edits make none such, a file written by hand may hold one."""
    port = declared.input(wire.target.port)
    if port is None:
        return f"The wire from {wire.source} ends at an input that {declared.title} does not have."
    source = graph.cards[wire.source.card]
    if source.type not in deck:
        return ""
    try:
        given = output_type(graph, deck, wire.source)
    except EditError as error:
        return f"{port.title}: the wire from {wire.source} starts nowhere. {error}"
    reason = why_not(given, port_type(port, declared, card.values))
    if not reason and not port.takes_many_wires and len(graph.into(*wire.target)) > 1:
        reason = "Several wires end here, and it takes one. Take the others away."
    return reason and f"{port.title}: {reason}"


def _wired_value(graph: Graph, deck: Catalogue, sources: tuple[End, ...]) -> Value:
    """The literal that a value card or a Parameter's default gives; None for anything else."""
    card = graph.cards[sources[0].card]
    declared = deck.get(card.type)
    if declared is None or declared.role not in (Role.VALUE, Role.PARAMETER):
        return None
    port_id = "value" if declared.role is Role.VALUE else "default"
    port = declared.input(port_id)
    default = port.default if port and not isinstance(port.default, Required) else None
    return card.values.get(port_id, default)


def _read_value(card: Card, declared: CardType, port: Port, raw: Value, found: Inputs) -> None:
    try:
        found.values[port.id] = normalise(followed(port, declared, card.values), raw)
    except BadValueError as error:
        origin = f" It comes from {found.wired[port.id][0].card}." if port.id in found.wired else ""
        found.problems.append(Problem(card.id, port.id, f"{error}{origin}", _short(str(error))))


def _missing(card: Card, port: Port) -> Problem:
    if port.kind is Kind.LAYER:
        return Problem(
            card.id,
            port.id,
            f"{port.title} is not connected: wire the Layer instance of a layer card to it.",
            f"{port.title} is not connected",
        )
    return Problem(
        card.id, port.id, f"{port.title} needs a value or a wire.", f"{port.title} needs a value"
    )


def _short(message: str) -> str:
    return message.split(", and got", 1)[0].removesuffix(".")


def _read_unknown(card: Card, declared: CardType, found: Inputs) -> None:
    for port_id in card.values:
        if declared.input(port_id) is None:
            found.problems.append(
                Problem(
                    card.id,
                    "",
                    f"The file gives {port_id}, which {declared.title} does not have. "
                    "Take it away, or install the version that has it.",
                    f"No input called {port_id}",
                )
            )


def missing_tensors(
    card: Card, declared: CardType, wired: Mapping[str, tuple[End, ...]]
) -> list[Problem]:
    """The tensor inputs of a card that nothing feeds, each as a problem."""
    return [
        Problem(
            card.id,
            port.id,
            f"{port.title} is not connected: wire a tensor to it, such as the output of an Input "
            "card or of a layer.",
            f"{port.title} is not connected",
        )
        for port in declared.tensors
        if port.required and port.id not in wired
    ]
