"""Lowering: from a Graph to the Program it means.

Lowering is total: a card that cannot be lowered becomes a problem, what depends on it is left out,
and all the rest is there, so that shapes and code stay live while a graph is unfinished.
"""

from dataclasses import dataclass, field

from layerdeck.deck import CardType, Catalogue, Port, Role, Value, visible_outputs
from layerdeck.graph import Card, End, Graph
from layerdeck.graph.edits import is_identifier
from layerdeck.graph.walk import in_order

from .inputs import Inputs, missing_tensors, read_inputs
from .names import Names
from .problems import Problem
from .program import (
    Apply,
    Argument,
    Assign,
    Call,
    Expression,
    Make,
    Output,
    Parameter,
    Program,
    Ref,
    Statement,
)
from .whole import whole_problems


@dataclass(frozen=True, slots=True)
class Lowered:
    """What a Graph means, and what is wrong with it as far as that shows without Keras.

    Attributes:
        variables: by output end, the variable of the Program that holds it.
    """

    program: Program
    problems: tuple[Problem, ...]
    variables: dict[End, str]


@dataclass(slots=True)
class _Lowering:
    graph: Graph
    deck: Catalogue
    names: Names = field(default_factory=Names)
    variables: dict[End, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    parameters: list[Parameter] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    inputs: list[tuple[int, Ref]] = field(default_factory=list)
    outputs: list[tuple[int, Output]] = field(default_factory=list)


def lower(graph: Graph, deck: Catalogue) -> Lowered:
    """Make the Program that a Graph means, and list its problems."""
    work = _Lowering(graph, deck)
    ordered, circle = in_order(graph)
    rank = {card_id: index for index, card_id in enumerate(graph.cards)}
    # Parameters come first, so that no other card's variable takes the name of an argument.
    for card_id in sorted(ordered, key=lambda card_id: not _is_parameter(work, card_id)):
        _lower_card(work, graph.cards[card_id], rank[card_id])
    work.problems += whole_problems(graph, deck, circle)
    program = Program(
        # Keras parts names with a slash and wants one that is not empty.
        graph.name.replace("/", "_") or "model",
        tuple(work.parameters),
        tuple(work.statements),
        tuple(ref for _, ref in sorted(work.inputs, key=lambda item: item[0])),
        tuple(output for _, output in sorted(work.outputs, key=lambda item: item[0])),
    )
    problems = sorted(work.problems, key=lambda problem: rank.get(problem.card, -1))
    return Lowered(program, tuple(problems), work.variables)


def _lower_card(work: _Lowering, card: Card, rank: int) -> None:
    declared = work.deck.get(card.type)
    if declared is None:
        work.problems.append(_placeholder(card))
        return
    found = read_inputs(work.graph, work.deck, card, declared)
    work.problems += found.problems
    if declared.role is Role.LAYER:
        _lower_layer(work, card, declared, found)
        return
    if declared.role in (Role.CALL, Role.OUTPUT):
        _require_tensors(work, card, declared, found)
    if found.problems or not _sources_ready(work, found):
        return
    match declared.role:
        case Role.VALUE:
            name = _name(work, card, "value")
            work.statements.append(Assign(name, found.values["value"], card.id))  # type: ignore[arg-type]
        case Role.PARAMETER:
            _lower_parameter(work, card, found)
        case Role.OBJECT | Role.INPUT:
            name = _name(work, card, declared.outputs[0].id)
            work.statements.append(Make(name, _call(work, declared, found), card.id))
            if declared.role is Role.INPUT:
                work.inputs.append((rank, Ref(name)))
        case Role.CALL:
            _lower_call(work, card, declared, found)
        case Role.OUTPUT:
            value = Ref(work.variables[found.wired["input"][0]])
            named = str(found.values.get("name") or "")
            work.outputs.append((rank, Output(named, value, card.id)))


def _require_tensors(work: _Lowering, card: Card, declared: CardType, found: Inputs) -> None:
    missing = missing_tensors(card, declared, found.wired)
    work.problems += missing
    found.problems += missing


def _is_parameter(work: _Lowering, card_id: str) -> bool:
    declared = work.deck.get(work.graph.cards[card_id].type)
    is_parameter = declared is not None and declared.role is Role.PARAMETER
    return is_parameter and not any(
        wire.target.card == card_id for wire in work.graph.wires_of(card_id)
    )


def _placeholder(card: Card) -> Problem:
    return Problem(
        card.id,
        "",
        f"The deck has no card {card.type}. Install the package it comes from; until then the card "
        "is kept as it is.",
        "This card is not in the deck",
    )


def _lower_layer(work: _Lowering, card: Card, declared: CardType, found: Inputs) -> None:
    shared = bool(work.graph.out_of(card.id, "layer"))
    given = {**card.values, **found.values}
    outputs = [port for port in visible_outputs(declared, given) if port.id != "layer"]
    wanted = any(work.graph.out_of(card.id, port.id) for port in outputs)
    applied = wanted or not shared
    if applied:
        _require_tensors(work, card, declared, found)
    tensors = {port.id for port in declared.tensors}
    arguments = {key: ends for key, ends in found.wired.items() if key not in tensors}
    if any(problem.port not in tensors for problem in found.problems) or not all(
        end in work.variables for ends in arguments.values() for end in ends
    ):
        return
    call = _call(work, declared, found)
    layer: Ref | Call = call
    if shared:
        name = work.names.take(f"{card.id}_layer" if applied else card.id)
        work.variables[End(card.id, "layer")] = name
        work.statements.append(Make(name, call, card.id))
        layer = Ref(name)
    if applied and not found.problems and _sources_ready(work, found):
        inputs = _wired(work, declared.tensors[0], found)
        names = tuple(
            _name(work, card, port.id, "" if port is outputs[0] else f"_{port.id}")
            for port in outputs
        )
        open_ended = len(names) == 1 and _gives_several(work, card, declared, found)
        work.statements.append(Apply(names, layer, inputs, card.id, open_ended))


def _lower_parameter(work: _Lowering, card: Card, found: Inputs) -> None:
    # A name that is none in Python is a problem already; it must not reach the code all the same.
    given = str(found.values.get("name") or card.id)
    name = work.names.take(given if is_identifier(given) else card.id)
    work.variables[End(card.id, "value")] = name
    default = found.values["default"]
    word = str(found.values["type"])
    work.parameters.append(Parameter(name, word, default, card.id))  # type: ignore[arg-type]


def _lower_call(work: _Lowering, card: Card, declared: CardType, found: Inputs) -> None:
    layer = Ref(work.variables[found.wired["layer"][0]])
    inputs = _wired(work, declared.tensors[0], found)
    open_ended = _gives_several(work, card, declared, found)
    name = _name(work, card, "output")
    work.statements.append(Apply((name,), layer, inputs, card.id, open_ended))


def _gives_several(work: _Lowering, card: Card, declared: CardType, found: Inputs) -> bool:
    """Whether a layer gives more than one tensor: its states, or both directions unmerged."""
    if any(port.id == "return_state" for port in declared.inputs):
        return bool(found.values.get("return_state"))
    if found.values.get("merge_mode", "") is None:
        return True
    for end in found.wired.get("layer", ()):
        inner = work.graph.cards[end.card]
        inner_type = work.deck.get(inner.type)
        if inner_type is not None:
            inner_found = read_inputs(work.graph, work.deck, inner, inner_type)
            return _gives_several(work, inner, inner_type, inner_found)
    return False


def _sources_ready(work: _Lowering, found: Inputs) -> bool:
    return all(end in work.variables for ends in found.wired.values() for end in ends)


def _name(work: _Lowering, card: Card, port_id: str, suffix: str = "") -> str:
    name = work.names.take(f"{card.id}{suffix}")
    work.variables[End(card.id, port_id)] = name
    return name


def _call(work: _Lowering, declared: CardType, found: Inputs) -> Call:
    """The construction of a card's object, with the arguments that differ from Keras' defaults.

    The required arguments at the head are positional, as people write them.
    """
    arguments: list[Argument] = []
    positional = True
    for port in declared.arguments:
        positional = positional and port.required
        if port.id in found.wired:
            arguments.append(Argument(port.id, _wired(work, port, found), positional))
        elif not port.is_default(found.values[port.id]):
            value = _collapsed(port, found.values[port.id])
            arguments.append(Argument(port.id, value, positional))
    return Call(declared.id, tuple(arguments))


def _wired(work: _Lowering, port: Port, found: Inputs) -> Ref | tuple[Ref, ...]:
    """The variables that are wired to an input: one, or all in order where it takes many."""
    refs = tuple(Ref(work.variables[end]) for end in found.wired[port.id])
    return refs if port.takes_many_wires else refs[0]


def _collapsed(port: Port, value: Value) -> Expression:
    """One value for a list of fixed length whose items are equal: a kernel of 3, 3, 3 is a 3."""
    if port.axes and isinstance(value, tuple) and len(value) == len(port.axes):
        first = value[0]
        if all(item == first for item in value):
            if not isinstance(first, tuple):
                return first  # type: ignore[return-value]
            if all(part == first[0] for part in first):
                return first[0]  # type: ignore[return-value]
    return value  # type: ignore[return-value]
