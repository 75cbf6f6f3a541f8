"""Lowering: from a Graph to the Program it means.

Lowering is total: a card that cannot be lowered becomes a problem, what depends on it is left out,
and all the rest is there, so that shapes and code stay live while a graph is unfinished.
"""

from dataclasses import dataclass, field

from layerdeck.deck import CardType, Catalogue, Port, Role, visible_outputs
from layerdeck.graph import Card, End, Graph
from layerdeck.graph.edits import is_identifier
from layerdeck.graph.walk import in_order

from .calls import application, construction, spread
from .inputs import Inputs, missing_tensors, read_inputs
from .names import Names
from .problems import Problem
from .program import (
    Apply,
    Assign,
    Call,
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
            call = construction(declared, found.values, found.wired, work.variables)
            work.statements.append(Make(name, call, card.id))
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
    values = {**card.values, **found.values}
    outputs = [port for port in visible_outputs(declared, values) if port.id != "layer"]
    wanted = any(work.graph.out_of(card.id, port.id) for port in outputs)
    applied = bool(outputs) and (wanted or not shared)
    if applied:
        _require_tensors(work, card, declared, found)
    of_the_call = {port.id for port in declared.call_arguments}
    arguments = {key: ends for key, ends in found.wired.items() if key not in of_the_call}
    if any(problem.port not in of_the_call for problem in found.problems) or not all(
        end in work.variables for ends in arguments.values() for end in ends
    ):
        return
    call = construction(declared, found.values, found.wired, work.variables)
    layer: Ref | Call = call
    if shared:
        name = work.names.take(f"{card.id}_layer" if applied else card.id)
        work.variables[End(card.id, "layer")] = name
        work.statements.append(Make(name, call, card.id))
        layer = Ref(name)
    if applied and not found.problems and _sources_ready(work, found):
        given = application(declared, found.values, found.wired, work.variables)
        named = _named(work, card, outputs)
        names = tuple(
            _name(work, card, port.id, "" if port is outputs[0] else f"_{port.id}")
            for port in named
        )
        open_ended = len(named) < len(outputs) or (
            len(names) == 1 and _gives_several(work, card, declared, found)
        )
        work.statements.append(Apply(names, layer, given, card.id, open_ended))


def _named(work: _Lowering, card: Card, outputs: list[Port]) -> list[Port]:
    """The outputs that get a variable: not those at the end that may not exist and nobody uses."""
    named = list(outputs)
    while named[-1].maybe and not work.graph.out_of(card.id, named[-1].id):
        named.pop()
    return named


def _lower_parameter(work: _Lowering, card: Card, found: Inputs) -> None:
    # A name that is none in Python is a problem already; it must not reach the code all the same.
    given = str(found.values.get("name") or card.id)
    name = work.names.take(given if is_identifier(given) else card.id)
    work.variables[End(card.id, "value")] = name
    default = found.values["default"]
    word = str(found.values["type"])
    work.parameters.append(Parameter(name, word, default, card.id))  # type: ignore[arg-type]


def _lower_call(work: _Lowering, card: Card, declared: CardType, found: Inputs) -> None:
    end = found.wired["layer"][0]
    maker = work.deck[work.graph.cards[end.card].type]
    given = application(maker, {}, spread(maker, found.wired["input"]), work.variables)
    open_ended = _gives_several(work, card, declared, found)
    name = _name(work, card, "output")
    work.statements.append(Apply((name,), Ref(work.variables[end]), given, card.id, open_ended))


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
