"""What each card of a graph means, one after another, every source before what it feeds."""

from collections.abc import Generator

from layerdeck.deck import Role
from layerdeck.graph import Card, End
from layerdeck.graph.blocks import INPUT, block_of, parameters_of
from layerdeck.graph.bypass import why_not_bypass
from layerdeck.graph.fixes import Change, Fix
from layerdeck.graph.foreign import can_take_out, why_foreign
from layerdeck.graph.naming import is_identifier
from layerdeck.graph.walk import in_order_steps, upstream

from .calls import construction
from .inputs import Inputs, read_inputs
from .layers import lower_block, lower_call, lower_layer
from .lowering import Lowering
from .problems import Problem
from .program import Assign, Make, Output, Parameter, Ref
from .unknown import given_by, unknown


def lower_cards(work: Lowering) -> Generator[None, None, set[str]]:
    """Lower every card that can be, a step each.

    Gives those that cannot be reached because of a circle.
    """
    ordered, circle = yield from in_order_steps(work.graph)
    # Parameters come first, so that no other card's variable takes the name of an argument.
    parameters = {card.id for card in parameters_of(work.graph, work.deck)}
    for card_id in sorted(ordered, key=lambda card_id: card_id not in parameters):
        card = work.graph.cards[card_id]
        (_not_passed if card.bypassed else _lower_card)(work, card)
        yield
    rank = {card_id: index for index, card_id in enumerate(work.graph.cards)}
    owners = {variable: end.card for end, variable in work.variables.items()}
    work.inputs.sort(key=lambda ref: rank[owners[ref.name]])
    work.outputs.sort(key=lambda output: rank[output.card])
    return circle


def _lower_card(work: Lowering, card: Card) -> None:
    declared = work.deck.get(card.type)
    if declared is None:
        _placeholder(work, card)
        return
    found = read_inputs(work.graph, work.deck, card, declared)
    work.problems += found.problems
    if declared.role is Role.LAYER:
        lower_layer(work, card, declared, found)
        return
    if declared.role is Role.BLOCK:
        lower_block(work, card, declared, found)
        return
    if declared.role in (Role.CALL, Role.OUTPUT):
        work.require_tensors(card, declared, found)
    if found.problems or not work.ready(found):
        return
    match declared.role:
        case Role.VALUE:
            name = work.name(card, "value")
            work.statements.append(Assign(name, found.values["value"], card.id))  # type: ignore[arg-type]
        case Role.PARAMETER:
            _lower_parameter(work, card, found)
        case Role.OBJECT | Role.INPUT:
            call = construction(declared, found.values, found.wired, work.variables)
            name = work.name(card, declared.outputs[0].id)
            if declared.role is Role.INPUT:
                work.inputs.append(Ref(name))
                work.input_calls[card.id] = call
            if declared.role is Role.OBJECT or not work.is_block:
                work.statements.append(Make(name, call, card.id))
        case Role.CALL:
            lower_call(work, card, declared, found)
        case Role.OUTPUT:
            value = Ref(work.variables[found.wired["input"][0]])
            named = str(found.values.get("name") or "")
            work.outputs.append(Output(named, value, card.id))


def _lower_parameter(work: Lowering, card: Card, found: Inputs) -> None:
    # A name that is none in Python is a problem already; it must not reach the code all the same.
    given = str(found.values.get("name") or card.id)
    name = work.names.take(given if is_identifier(given) else card.id)
    work.variables[End(card.id, "value")] = name
    default = found.values["default"]
    word = str(found.values["type"])
    work.parameters.append(Parameter(name, word, default, card.id))  # type: ignore[arg-type]


def _not_passed(work: Lowering, card: Card) -> None:
    """Of bypassed cards only those are left that nothing can pass."""
    reason = why_not_bypass(work.graph, work.deck, card.id)
    fix = Fix("Stop bypassing it", (Change("stop_bypassing", card.id),))
    work.problems.append(Problem(card.id, "", reason, "Cannot be bypassed", fixes=(fix,)))


def _placeholder(work: Lowering, card: Card) -> None:
    block = block_of(card.type)
    if block:
        message = f"This project has no block called {block}. The card is kept as it is."
    else:
        message = why_foreign(card)
    fixes: tuple[Fix, ...] = ()
    if can_take_out(work.graph, card.id):
        fixes = (Fix("Take it away and join what it was between", (Change("take_out", card.id),)),)
    short = "This card is not in the deck"
    work.problems.append(Problem(card.id, "", message, short, fixes=fixes))
    if work.is_block:
        return
    wires = work.graph.wires.by_card.get(card.id, [])
    ends = (wire.source for wire in wires if wire.target.card == card.id)
    fed = list(dict.fromkeys(work.variables[end] for end in ends if end in work.variables))
    for index, given in enumerate(given_by(card)):
        number = f"_{index}" if index else ""
        name = work.name(card, f"output{number}", number)
        found = upstream(work.graph, [card.id])
        behind = [key for key in work.graph.cards if key in found and _is_input(work, key)]
        work.statements.append(unknown(name, given, behind, fed, card.id))


def _is_input(work: Lowering, card_id: str) -> bool:
    return work.graph.cards[card_id].type == INPUT
