"""Cards out of saved layers: with their values, their objects' cards, and the layers inside."""

from collections.abc import Mapping
from dataclasses import replace

from layerdeck.deck import CardType, Kind, Role, Value
from layerdeck.files.errors import FileError
from layerdeck.graph.blocks import INPUT, PREFIX

from .model import INPUT_LAYER, read_model
from .names import identifier
from .saved import Saved, brief, card_type, plain, snake
from .sheet import Sheet, Way
from .values import Filled, family, fill, is_twin

_LAMBDA = "keras.layers.Lambda"
_BIDIRECTIONAL = "keras.layers.Bidirectional"


def make(sheet: Sheet, saved: Saved, name: str, way: Way = None) -> str:
    """Put down the card of a layer, and whatever it needs besides; gives its id.

    Args:
        sheet: where to.
        saved: the layer, or a nested model.
        name: what the file calls it.
        way: to the layers of a nested model.

    Raises:
        FileError: the file says of it what cannot be.
    """
    if saved.is_model:
        return _block(sheet, saved, name, way)
    card_id = sheet.ids.take(identifier(name, snake(saved.class_name) or "layer"))
    if saved.class_name == INPUT_LAYER:
        given = replace(saved, config=_of_input(saved.arguments))
        if "shape" not in given.arguments:
            sheet.work.notes.add(name, "the file does not say the shape of this input; give it one")
        _known(sheet, card_id, sheet.work.deck[INPUT], given, name)
        sheet.work.counts["layer"] += 1
        return card_id
    type_id = card_type(saved, sheet.work.deck)
    declared = sheet.work.deck.get(type_id)
    if declared is None:
        _placeholder(sheet, card_id, type_id, saved)
        sheet.work.notes.add(name, _why_placeholder(type_id))
    elif declared.role is Role.LAYER:
        _known(sheet, card_id, declared, saved, name)
        sheet.work.counts["layer"] += 1
    else:
        raise FileError(f"{declared.title} is no layer.", brief(name))
    return card_id


def _known(sheet: Sheet, card_id: str, declared: CardType, saved: Saved, name: str) -> None:
    notes = sheet.work.notes
    if declared.id == _BIDIRECTIONAL:
        found = _both_ways(fill(declared, saved, sheet.work.deck))
    else:
        found = fill(declared, saved, sheet.work.deck)
    if declared.input("name"):
        kept, why = sheet.work.names.keep(saved)
        if kept:
            found.values["name"] = kept
        if why:
            notes.add(name, why)
    for key in found.misfits:
        text = f"its {declared.title} takes no such {brief(key)}; the card says what is wrong"
        notes.add(name, text)
    for port_id, thing in found.objects.items():
        port = declared.input(port_id)
        assert port is not None
        source = _object(sheet, f"{card_id}_{port_id}", thing, port.kind, name)
        sheet.wire((source, port.kind.lower()), (card_id, port_id))
    for port_id, inside in found.layers.items():
        for inner in inside:
            source = make(sheet, inner, inner.name or snake(inner.class_name))
            sheet.wire((source, "layer"), (card_id, port_id))
    sheet.add(card_id, declared.id, found.values)


def _object(sheet: Sheet, wanted: str, saved: Saved, kind: Kind, layer: str) -> str:
    """Put down an initializer, a regularizer or a constraint."""
    card_id = sheet.ids.take(wanted)
    type_id = card_type(saved, sheet.work.deck, family(kind))
    declared = sheet.work.deck.get(type_id)
    if declared is None or declared.outputs[:1] == () or declared.outputs[0].kind is not kind:
        _placeholder(sheet, card_id, type_id, saved)
        sheet.work.notes.add(layer, f"its {kind.lower()} has no card: {_why_placeholder(type_id)}")
    else:
        _known(sheet, card_id, declared, saved, layer)
    return card_id


def _placeholder(sheet: Sheet, card_id: str, type_id: str, saved: Saved) -> None:
    """A card that keeps all that the file says of a layer, for whoever can read it."""
    values = saved.config if isinstance(saved.config, Mapping) else {"config": saved.config}
    kept: dict[str, Value] = {"class_name": saved.class_name}
    kept |= {"module": saved.module} if saved.module else {}
    kept |= {"registered_name": saved.registered} if saved.registered else {}
    kept |= {k: v for k, v in saved.extra.items() if k not in ("name", "inbound_nodes")}
    sheet.add(card_id, type_id, values, {"keras": kept})
    sheet.work.counts["placeholder"] += 1


def _block(sheet: Sheet, saved: Saved, name: str, way: Way) -> str:
    """A nested model becomes a block of the project, and its layer a card of the block."""
    work = sheet.work
    block_id = work.block_ids.take(identifier(name, "block"))
    graph, ports = work.place(work, read_model(saved, f"{brief(name)}, "), way)
    work.blocks[block_id] = graph
    work.ports[block_id] = ports
    work.counts["nested model"] += 1
    card_id = sheet.ids.take(block_id)
    sheet.add(card_id, f"{PREFIX}{block_id}", {})
    return card_id


def _of_input(arguments: Mapping[str, Value]) -> dict[str, Value]:
    """An input as the Input card has it: shape and batch size apart."""
    kept = {key: arguments[key] for key in ("name", "dtype") if key in arguments}
    for flag in ("sparse", "ragged", "optional"):
        if arguments.get(flag):
            kept[flag] = arguments[flag]
    shape = plain(arguments.get("batch_shape") or arguments.get("batch_input_shape"))
    if isinstance(shape, tuple) and shape:
        return {**kept, "shape": shape[1:], "batch_size": shape[0]}
    return kept if shape is None else {**kept, "shape": shape}


def _both_ways(found: Filled) -> Filled:
    """What Bidirectional holds, as it was made: it puts words before the names of its layers."""
    forward, backward = found.layers.get("layer", ()), found.layers.get("backward_layer", ())
    if forward and backward and is_twin(backward[0], forward[0]):
        del found.layers["backward_layer"]
    for port_id, word in (("layer", "forward_"), ("backward_layer", "backward_")):
        found.layers |= {
            port_id: tuple(
                replace(inner, config={**inner.arguments, "name": inner.name.removeprefix(word)})
                for inner in found.layers[port_id]
            )
            for port_id in (port_id,)
            if port_id in found.layers
        }
    return found


def _why_placeholder(type_id: str) -> str:
    if type_id == _LAMBDA:
        return "a Lambda runs Python code, which was not run; a placeholder keeps its configuration"
    if type_id.startswith("keras.ops."):
        return f"no card does exactly what {type_id} does; a placeholder keeps its configuration"
    return f"the deck has no card {type_id}; a placeholder keeps its configuration"
