"""How a call of a layer is wired: which tensor goes to which port of its card."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from layerdeck.deck import CardType, Kind, Port, Required, Value
from layerdeck.graph import Card

from .nodes import Call, Given, Tensor, tensors
from .saved import brief

_FIRST = ("inputs", "input", "x", "sequences", "sequence")
"""What the first argument of a call may be named."""
_PIPELINE = "keras.layers.Pipeline"


@dataclass(slots=True)
class Wiring:
    """Where the arguments of a call go.

    Attributes:
        wires: tensors, each with its port, in order.
        values: flags of the call, by port.
        lost: what has no port, in words.
    """

    wires: list[tuple[str, Tensor]] = field(default_factory=list)
    values: dict[str, Value] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)


def wire_layer(declared: CardType, call: Call) -> Wiring:
    """Lay the arguments of a layer's call out on its ports."""
    found = Wiring()
    groups: dict[str, list[Port]] = {}
    for port in declared.call_arguments:
        groups.setdefault(port.part_of or port.id, []).append(port)
    # Layers for images are called as in training unless they are told otherwise. Source: keras/src/
    # layers/preprocessing/image_preprocessing/base_image_preprocessing_layer.py, and pipeline.py.
    trains = declared.category.startswith("Image ") or declared.id == _PIPELINE
    usual = (("training", True),) if trains else ()
    for name, given in _bound(list(groups), call, found, usual).items():
        _lay(found, groups, name, given)
    return found


def wire_block(inputs: Sequence[str], call: Call) -> Wiring:
    """Lay the tensors of a nested model's call out on the inputs of its block."""
    found = Wiring()
    given = list(tensors(call.arguments)) + list(tensors(call.named))
    found.wires = list(zip(inputs, given, strict=False))
    if len(given) != len(inputs):
        found.lost.append(f"it takes {len(inputs)} tensors and is called with {len(given)}")
    found.lost += _odd_flags(call.named, call)
    return found


def wire_placeholder(call: Call) -> Wiring:
    """Wire a layer whose ports nobody knows: `input`, and arguments by their names."""
    found = Wiring()
    found.wires = [("input", tensor) for tensor in tensors(call.arguments)]
    for name, given in call.named.items():
        port = name if name.isidentifier() else "input"
        found.wires += [(port, tensor) for tensor in tensors(given)]
    return found


def wire_again(found: Wiring, declared: CardType | None, card: Card) -> Wiring:
    """The wiring of a further call: all tensors go to one port, in the order of the layer's own."""
    made = Wiring(lost=list(found.lost))
    ports = [port.id for port in declared.tensors] if declared else []
    if declared:
        used = [port for port in ports if any(port == name for name, _ in found.wires)]
        if used != ports[: len(used)]:
            made.lost.append("it is called again without one of the tensors before the last")
        found.wires.sort(key=lambda wire: ports.index(wire[0]))
    made.wires = [("input", tensor) for _, tensor in found.wires]
    made.lost += [
        f"it is called again with another {name}"
        for name, value in found.values.items()
        if declared and value != card.values.get(name, _default(declared, name))
    ]
    return made


def _default(declared: CardType, name: str) -> Value:
    port = declared.input(name)
    return None if port is None or isinstance(port.default, Required) else port.default


def _bound(
    names: list[str], call: Call, found: Wiring, usual: tuple[tuple[str, Given], ...]
) -> dict[str, Given]:
    """The arguments of a call by the name of their port or ports; `usual` say nothing."""
    bound = dict(zip(names, call.arguments, strict=False))
    for given in call.arguments[len(names) :]:
        if given is not None:
            found.lost.append("it is called with more than its card takes")
    flags: dict[str, Given] = {}
    for name, given in call.named.items():
        if name in names:
            bound[name] = given
        elif name in _FIRST and names and names[0] not in bound:
            bound[names[0]] = given
        else:
            flags[name] = given
    odd = {key: given for key, given in flags.items() if (key, given) not in usual}
    found.lost += _odd_flags(odd, call)
    return bound


def _odd_flags(flags: Mapping[str, Given], call: Call) -> list[str]:
    """What arguments without a port say, but for those that say nothing.

    `training=False` is what Keras 3 writes of layers that are left alone; Keras 2 means it.
    """
    return [
        f"it is called with {brief(name)}={given}" if isinstance(given, (bool, int, float))
        else f"it is called with an argument {brief(name)}"
        for name, given in flags.items()
        if given is not None and (call.legacy or (name, given) != ("training", False))
    ]  # fmt: skip


def _lay(found: Wiring, groups: Mapping[str, list[Port]], name: str, given: Given) -> None:
    ports = groups[name]
    port = ports[0]
    flat = list(tensors(given))
    if port.part_of:
        items = given if isinstance(given, tuple) else (given,)
        pairs = [(one.id, list(tensors(item))) for one, item in zip(ports, items, strict=False)]
        found.wires += [(one, inside[0]) for one, inside in pairs if inside]
    elif port.kind is not Kind.TENSOR:
        if given is not None and not isinstance(given, Mapping):
            found.values[port.id] = given
    elif port.takes_many_wires or len(flat) == 1:
        found.wires += [(port.id, tensor) for tensor in flat]
    elif flat and "initial_state" in groups:
        # Keras 2 hands a recurrent layer its states along with its input.
        found.wires.append((port.id, flat[0]))
        found.wires += [("initial_state", tensor) for tensor in flat[1:]]
    elif given is not None:
        found.lost.append(f"what it is called with does not fit {port.title}")
