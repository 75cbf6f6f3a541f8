"""Layers and blocks: made, applied where their outputs are used, handed on where they are wired."""

from collections.abc import Mapping, Sequence

from layerdeck.deck import CardType, Kind, Port, Role, Value, visible_outputs
from layerdeck.graph import Card, End
from layerdeck.graph.blocks import block_of

from .calls import application, construction, other_count, spread, written
from .inputs import Inputs, read_inputs
from .lowering import Block, Lowering
from .names import model_name
from .problems import Problem
from .program import MODEL, Apply, Argument, Call, Function, Make, Ref


def lower_layer(work: Lowering, card: Card, declared: CardType, found: Inputs) -> None:
    """A layer is applied where its output is used; one of which only the layer is used is not."""
    values = {**card.values, **found.values}
    outputs = _outputs(declared, values)
    shared, applied = _use(work, card, outputs)
    if applied:
        work.require_tensors(card, declared, found)
    if not _may_be_made(work, declared, found):
        return
    call = construction(declared, found.values, found.wired, work.variables)
    layer: Ref | Call = call
    if shared:
        layer = _instance(work, card, call, applied)
    if applied and not found.problems and work.ready(found):
        given = application(declared, found.values, found.wired, work.variables)
        named = _named(work, card, outputs)
        open_ended = len(named) < len(outputs) or _of_many_cells(work, card)
        if len(named) == 1:
            open_ended = _gives_several(work, card, declared, found)
        names = _results(work, card, named)
        work.statements.append(Apply(names, layer, given, card.id, open_ended))


def lower_block(work: Lowering, card: Card, declared: CardType, found: Inputs) -> None:
    """A block is a function of tensors; where it is wired as a layer, a model made with it."""
    block = work.blocks[block_of(card.type)]
    outputs = _outputs(declared, found.values)
    if block.fault or block.function is None:
        message = f"The block {declared.title} cannot be used: {block.fault or 'it is empty.'}"
        fixes = tuple(fix.within(card.id) for fix in block.fixes)
        short = "Something is wrong inside"
        work.problems.append(Problem(card.id, "", message, short, fixes=fixes))
        return
    shared, applied = _use(work, card, outputs)
    if applied:
        work.require_tensors(card, declared, found)
    if not _may_be_made(work, declared, found):
        return
    values = tuple(
        Argument(block.arguments[port.id], Ref(work.variables[found.wired[port.id][0]]))
        if port.id in found.wired
        else Argument(block.arguments[port.id], written(port, found.values[port.id]))
        for port in declared.arguments
        if port.id in found.wired or not port.is_default(found.values[port.id])
    )
    layer = Ref(block.name)
    if shared:
        layer = _instance(work, card, _model(work, card, block, block.function, values), applied)
    if applied and not found.problems and work.ready(found):
        tensors = tuple(Ref(work.variables[found.wired[port.id][0]]) for port in declared.tensors)
        given = _for_a_model(tensors) if shared else (*_in_order(tensors), *values)
        work.statements.append(Apply(_results(work, card, outputs), layer, given, card.id))


def lower_call(work: Lowering, card: Card, declared: CardType, found: Inputs) -> None:
    """A layer made elsewhere is applied once more."""
    end = found.wired["layer"][0]
    inner = work.graph.cards[end.card]
    maker = work.deck[inner.type]
    tensors = found.wired["input"]
    if not maker.tensors:
        message = (
            f"{maker.title}: a cell makes one step of a sequence and is never applied by itself. "
            "Put an RNN round it, and wire the Layer instance of the RNN here."
        )
        work.problem(card, "layer", message, f"{maker.title} is never applied")
        return
    message, short = other_count(maker, len(tensors))
    if message:
        work.problem(card, "input", message, short)
        return
    if maker.role is Role.BLOCK:
        given = _for_a_model([Ref(work.variables[source]) for source in tensors])
    else:
        made = read_inputs(work.graph, work.deck, inner, maker)
        flags = _flags(maker)
        wired = {name: ends for name, ends in made.wired.items() if name in flags}
        if not all(end in work.variables for ends in wired.values() for end in ends):
            return
        values = {name: value for name, value in made.values.items() if name in flags}
        laid = {**wired, **spread(maker, tensors)}
        given = application(maker, values, laid, work.variables)
    open_ended = _gives_several(work, card, declared, found)
    name = work.name(card, "output")
    work.statements.append(Apply((name,), Ref(work.variables[end]), given, card.id, open_ended))


def _flags(declared: CardType) -> set[str]:
    """The values of a call that hold wherever its layer is called.

    One that shows an output is left out: a Call layer has none to show it at.
    """
    shown = {port.when for port in declared.outputs}
    return {
        port.id
        for port in declared.call_arguments
        if port.kind is not Kind.TENSOR and port.id not in shown
    }


def _outputs(declared: CardType, values: Mapping[str, Value]) -> list[Port]:
    return [port for port in visible_outputs(declared, values) if port.id != "layer"]


def _use(work: Lowering, card: Card, outputs: Sequence[Port]) -> tuple[bool, bool]:
    """Whether the layer itself is wired to something, and whether it is applied here."""
    shared = bool(work.graph.out_of(card.id, "layer"))
    wanted = any(work.graph.out_of(card.id, port.id) for port in outputs)
    return shared, bool(outputs) and (wanted or not shared)


def _may_be_made(work: Lowering, declared: CardType, found: Inputs) -> bool:
    """Whether all that a layer is constructed with is there, whatever its tensors are."""
    of_the_call = {port.id for port in declared.call_arguments}
    return not any(problem.port not in of_the_call for problem in found.problems) and all(
        end in work.variables
        for port_id, ends in found.wired.items()
        if port_id not in of_the_call
        for end in ends
    )


def _instance(work: Lowering, card: Card, call: Call, applied: bool) -> Ref:
    """A variable for the layer, apart from that for what it gives."""
    name = work.names.take(f"{card.id}_layer" if applied else card.id)
    work.variables[End(card.id, "layer")] = name
    work.statements.append(Make(name, call, card.id))
    return Ref(name)


def _results(work: Lowering, card: Card, outputs: Sequence[Port]) -> tuple[str, ...]:
    return tuple(
        work.name(card, port.id, "" if port is outputs[0] else f"_{port.id}") for port in outputs
    )


def _named(work: Lowering, card: Card, outputs: list[Port]) -> list[Port]:
    """The outputs that get a variable: not those at the end that may not exist and nobody uses."""
    named = list(outputs)
    while named[-1].maybe and not work.graph.out_of(card.id, named[-1].id):
        named.pop()
    return named


def _of_many_cells(work: Lowering, card: Card) -> bool:
    """Whether a list of cells is inside, which may give more states than a card has outputs."""
    for wire in work.graph.wires_of(card.id):
        inner = work.graph.cards[wire.source.card]
        if wire.target.card != card.id or wire.source.port != "layer" or inner.id == card.id:
            continue
        declared = work.deck.get(inner.type)
        ports = declared.inputs if declared else ()
        if any(port.kind is Kind.LAYER and port.list for port in ports):
            return True
        if _of_many_cells(work, inner):
            return True
    return False


def _model(
    work: Lowering, card: Card, block: Block, function: Function, values: tuple[Argument, ...]
) -> Call:
    """The model that a block makes of inputs of its own, shaped as its Input cards say."""
    inputs: list[Ref] = []
    for port_id, call in block.input_calls.items():
        name = work.names.take(f"{card.id}_{port_id}")
        work.statements.append(Make(name, call, card.id))
        inputs.append(Ref(name))
    results = tuple(work.names.take(f"{card.id}_{output.card}") for output in function.outputs)
    given = (*_in_order(inputs), *values)
    work.statements.append(Apply(results, Ref(block.name), given, card.id))
    gives = tuple(Ref(name) for name in results)
    return Call(
        MODEL,
        (
            Argument("inputs", inputs[0] if len(inputs) == 1 else tuple(inputs), True),
            Argument("outputs", gives[0] if len(gives) == 1 else gives, True),
            Argument("name", model_name(card.id)),
        ),
    )


def _in_order(tensors: Sequence[Ref]) -> tuple[Argument, ...]:
    return tuple(Argument("input", tensor, True) for tensor in tensors)


def _for_a_model(tensors: Sequence[Ref]) -> tuple[Argument, ...]:
    """A model takes its tensors as one argument: a list where there are several."""
    return (Argument("inputs", tensors[0] if len(tensors) == 1 else tuple(tensors), True),)


def _gives_several(work: Lowering, card: Card, declared: CardType, found: Inputs) -> bool:
    """Whether a layer gives more than one tensor: its states, or both directions unmerged."""
    if declared.role is Role.BLOCK:
        return len(_outputs(declared, found.values)) > 1
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
