"""From models as they are told to graphs: cards, wires, and a block for each nested model."""

from dataclasses import replace

from layerdeck.deck import Role
from layerdeck.files.errors import FileError, shown
from layerdeck.graph import Graph, Wires
from layerdeck.graph.blocks import INPUT, OUTPUT, block_of
from layerdeck.graph.naming import Ids
from layerdeck.graph.walk import in_order

from .making import make
from .model import INPUT_LAYER, Layer, Model
from .names import identifier
from .nodes import Call, Tensor
from .operations import as_layers
from .saved import brief
from .shapes import keep_shapes
from .sheet import BlockPorts, Sheet, Way, Work
from .wiring import Wiring, wire_again, wire_block, wire_layer, wire_placeholder

_CALL_LAYER = "layerdeck.CallLayer"


def place(work: Work, model: Model, way: Way = None) -> tuple[Graph, BlockPorts]:
    """The graph of a model, and the ports that it has as a block.

    Args:
        work: the import.
        model: in the file.
        way: to the model's layers.

    Raises:
        FileError: a layer is fed by one that is not there, or by itself.
    """
    # An output of a block cannot be called as its Layer instance is.
    sheet = Sheet(work, way, Ids(("layer",)))
    model = replace(model, layers=as_layers(model.layers))
    for layer in _inputs_first(model):
        _put(sheet, layer)
    for layer in model.layers.values():
        for number, call in enumerate(layer.calls):
            _wire(sheet, layer, number, call)
    keep_shapes(sheet, model)
    outputs = tuple(_output(sheet, model, name, tensor) for name, tensor in model.outputs)
    graph = Graph(model.name, sheet.cards, Wires(sheet.wires))
    circle = in_order(graph)[1]
    if circle:
        first = next(key for key in graph.cards if key in circle)
        raise FileError(f"the layer {first} is fed by itself, in a circle.", brief(model.name))
    inputs = tuple(key for key, card in graph.cards.items() if card.type == INPUT)
    return graph, BlockPorts(inputs, outputs)


def _inputs_first(model: Model) -> list[Layer]:
    """The layers in an order in which the inputs are as the model takes them."""
    for name in model.inputs:
        layer = model.layers.get(name)
        if layer is None or layer.saved.class_name != INPUT_LAYER:
            raise FileError(f"its input {shown(name)} is no input layer of it.", brief(model.name))
    chosen = dict.fromkeys(model.inputs)
    return [*(model.layers[name] for name in chosen), *(
        layer for name, layer in model.layers.items() if name not in chosen
    )]  # fmt: skip


def _put(sheet: Sheet, layer: Layer) -> None:
    """Put down a layer's card, and a card for each further call."""
    way = None if sheet.way is None else (*sheet.way, layer.name)
    card_id = make(sheet, layer.saved, layer.name, way)
    declared = sheet.declared(card_id)
    if way and sheet.work.weights and declared and declared.role is Role.LAYER:
        sheet.cards[card_id] = sheet.cards[card_id].with_(weights=way)
    sheet.called[layer.name, 0] = card_id
    for number in range(1, len(layer.calls)):
        again = sheet.ids.take(f"{card_id}_again")
        sheet.add(again, _CALL_LAYER, {})
        sheet.wire((card_id, "layer"), (again, "layer"))
        sheet.called[layer.name, number] = again
        sheet.work.counts["further call"] += 1


def _wire(sheet: Sheet, layer: Layer, number: int, call: Call) -> None:
    """Lay the wires of one call, and set the flags that go along with it."""
    card_id = sheet.called[layer.name, number]
    maker = sheet.called[layer.name, 0]
    found = _wiring(sheet, maker, call)
    if number:
        found = wire_again(found, sheet.declared(maker), sheet.cards[maker])
    elif found.values:
        card = sheet.cards[maker]
        sheet.add(maker, card.type, {**card.values, **found.values}, card.rest, card.weights)
    for text in found.lost:
        sheet.work.notes.add(layer.name, f"{text}, which did not come over")
    for port, tensor in found.wires:
        source = _end(sheet, tensor, layer.name)
        if source is not None:
            sheet.wire(source, (card_id, port))


def _wiring(sheet: Sheet, maker: str, call: Call) -> Wiring:
    block = block_of(sheet.cards[maker].type)
    if block:
        return wire_block(sheet.work.ports[block].inputs, call)
    declared = sheet.declared(maker)
    return wire_layer(declared, call) if declared else wire_placeholder(call)


def _end(sheet: Sheet, tensor: Tensor, taker: str) -> tuple[str, str] | None:
    """The output that a tensor comes from; None where the card of it has none for it."""
    card_id = sheet.called.get((tensor.layer, tensor.node))
    if card_id is None:
        raise FileError(
            f"it takes what call {tensor.node} of {shown(tensor.layer)} gives, and there is no "
            "such call.",
            brief(taker),
        )
    port = sheet.output(card_id, tensor.index)
    if port:
        return card_id, port
    text = f"it takes output {tensor.index + 1} of {brief(tensor.layer)}, whose card here has fewer"
    sheet.work.notes.add(taker, f"{text}; that wire is missing")
    return None


def _output(sheet: Sheet, model: Model, name: str, tensor: Tensor) -> str:
    """Put down an Output card; one of several is called as what it gives, where it has no name."""
    source = _end(sheet, tensor, model.name)
    wanted = identifier(name, "result") if name else "result"
    if len(model.outputs) > 1 and not name and source is not None:
        wanted = f"{source[0]}_{source[1]}"
    card_id = sheet.ids.take(wanted)
    sheet.add(card_id, OUTPUT, {"name": name} if name else {})
    if source is not None:
        sheet.wire(source, (card_id, "input"))
    return card_id
