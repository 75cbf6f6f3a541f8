"""What a layer's configuration means on its card: values, and what stands on cards of its own."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

from layerdeck.deck import BadValueError, CardType, Catalogue, Kind, Port, Value, normalise

from .saved import Saved, card_type, function_name, is_saved, plain, read_saved, snake

_ANY = object()

_OUTDATED: Mapping[str, tuple[object, ...]] = {
    "implementation": (_ANY,),
    "batch_input_shape": (_ANY,),
    "batch_shape": (_ANY,),
    "build_input_shape": (_ANY,),
    "input_length": (_ANY,),
    "fused": (_ANY,),
    "zero_output_for_mask": (_ANY,),
    "query_shape": (_ANY,),
    "key_shape": (_ANY,),
    "value_shape": (_ANY,),
    "vocabulary_size": (_ANY,),
    "epsilon": (0.01,),
    "oov_method": ("floormod",),
    "data_format": ("channels_last",),
    "trainable": (True,),
    "dtype": ("float32", "string", "int64"),
    "groups": (1,),
    "kernel_initializer": (_ANY,),
    "input_axes": (_ANY,),
    "output_axes": (_ANY,),
}
"""What configurations hold beside the arguments of today's classes, with the values that say
nothing: traces of a build, hints for speed, arguments of old versions at their defaults."""

_RENAMED: Mapping[str, Mapping[str, str]] = {
    "keras.layers.LeakyReLU": {"alpha": "negative_slope"},
}
"""Arguments that Keras 3 calls otherwise, by the card."""

_ROUNDED = {"keras.regularizers.L1": "l1", "keras.regularizers.OrthogonalRegularizer": "factor"}
"""Values that Keras keeps in float32, and tells with all the digits that come of it."""
_UNSAID = {"activation": "linear", "data_format": "channels_last", "dtype": "float32"}
"""What None means to Keras, by the port: configurations write it out."""

_AS_OTHER = {"strides": "pool_size", "value_dim": "key_dim"}
"""What is as another port while nothing is said: configurations write both."""

_SPELT = {"random_uniform": "uniform", "zeros": "Zeros"}
"""How some ports spell the names of initializers."""

_FAMILIES = {
    Kind.INITIALIZER: "initializers",
    Kind.REGULARIZER: "regularizers",
    Kind.CONSTRAINT: "constraints",
}


@dataclass(slots=True)
class Filled:
    """What a configuration means.

    Attributes:
        values: by port.
        objects: by port, the initializer, regularizer or constraint that needs a card.
        layers: by port, the layers inside.
        misfits: what has no port, or does not fit it: kept among the values, and told.
    """

    values: dict[str, Value] = field(default_factory=dict)
    objects: dict[str, Saved] = field(default_factory=dict)
    layers: dict[str, tuple[Saved, ...]] = field(default_factory=dict)
    misfits: list[str] = field(default_factory=list)


def fill(declared: CardType, saved: Saved, deck: Catalogue) -> Filled:
    """Bring the configuration of a card's class into the form of its ports; its name apart."""
    found = Filled()
    renamed = _RENAMED.get(declared.id, {})
    for key, raw in saved.arguments.items():
        port = declared.input(renamed.get(key, key))
        if port is None or port.of_the_call:
            if key != "name" and not _says_nothing(key, raw):
                found.values[key] = raw
                found.misfits.append(key)
        elif port.id == "name":
            continue
        elif port.kind is Kind.LAYER:
            _layers(found, port, raw)
        elif port.kind.is_object:
            _object(found, port, raw, deck)
        else:
            rounded = _ROUNDED.get(declared.id) == key and isinstance(raw, float)
            _value(found, port, _unrounded(raw) if rounded else raw)
    for port_id, other in _AS_OTHER.items():
        port = declared.input(other)
        value = found.values.get(port_id)
        if port and value is not None and value == found.values.get(other, port.default):
            del found.values[port_id]
    return found


def _unrounded(raw: Value) -> Value:
    """The shortest number that is the same in float32, in which Keras keeps it: 0.01 again."""
    assert isinstance(raw, float)
    try:
        kept = struct.pack("f", raw)
        shorter = (float(f"{raw:.{digits}g}") for digits in range(1, 10))
        return next((one for one in shorter if struct.pack("f", one) == kept), raw)
    except OverflowError:  # it is larger than any number of float32
        return raw


def dtype_name(raw: Value) -> Value:
    """The name of a number type or policy; None for the default, float32."""
    if is_saved(raw):
        policy = read_saved(raw, "")
        if policy.class_name in ("DTypePolicy", "Policy") and policy.name:
            raw = policy.name
    return None if raw == "float32" else raw


def is_twin(backward: Saved, forward: Saved) -> bool:
    """Whether the layer for the way back is the copy that Bidirectional makes by itself."""
    there, back = dict(forward.arguments), dict(backward.arguments)
    names = str(there.pop("name", "")), str(back.pop("name", ""))
    same = names[0].removeprefix("forward_") == names[1].removeprefix("backward_")
    turned = there.pop("go_backwards", False) is not back.pop("go_backwards", False)
    return same and turned and forward.class_name == backward.class_name and there == back


def _says_nothing(key: str, raw: Value) -> bool:
    if raw in (None, False, {}):
        return True
    raw = dtype_name(raw) or "float32" if key == "dtype" else raw
    return any(meant is _ANY or meant == raw for meant in _OUTDATED.get(key, ()))


def _value(found: Filled, port: Port, raw: Value) -> None:
    raw = plain(function_name(dtype_name(raw) if port.id == "dtype" else raw))
    if isinstance(raw, tuple) and len(raw) == 1 and not port.list:
        raw = raw[0]
    try:
        value = normalise(port, raw)
    except BadValueError:
        # Kept as it is, so that nothing is lost: the card says what is wrong.
        found.values[port.id] = raw
        found.misfits.append(port.id)
        return
    if not _is_default(port, value):
        found.values[port.id] = value


def _is_default(port: Port, value: Value) -> bool:
    return port.is_default(value) or (port.default is None and _UNSAID.get(port.id) == value)


def _object(found: Filled, port: Port, raw: Value, deck: Catalogue) -> None:
    if raw is None or isinstance(raw, str) or not is_saved(raw):
        _value(found, port, raw)
        return
    saved = read_saved(raw, "")
    name = _name_of(saved, port, deck)
    if name is None:
        found.objects[port.id] = saved
    elif not port.is_default(name):
        found.values[port.id] = name


def _name_of(saved: Saved, port: Port, deck: Catalogue) -> str | None:
    """The name that says all of an object, where there is one: it has the defaults of its class."""
    declared = deck.get(card_type(saved, deck, _FAMILIES[port.kind]))
    if declared is None:
        return None
    inside = fill(declared, saved, deck)
    if inside.values or inside.objects or inside.layers:
        return None
    name = snake(saved.class_name)
    return next((one for one in (name, _SPELT.get(name)) if one in port.choices), None)


def family(kind: Kind) -> str:
    """The module of Keras in which the objects of a kind are."""
    return _FAMILIES[kind]


def _layers(found: Filled, port: Port, raw: Value) -> None:
    if raw is None:
        return
    inside = raw if isinstance(raw, tuple) else (raw,)
    if all(map(is_saved, inside)) and (port.list or len(inside) == 1):
        found.layers[port.id] = tuple(read_saved(item, "") for item in inside)
    else:
        found.values[port.id] = raw
        found.misfits.append(port.id)
