"""Bare operations, as `a + b` or `ops.relu(x)` leaves them, as the layers that do the same.

Those of one tensor are told in `one.py`; and there is a class of Keras' own that is none.
"""

from collections.abc import Mapping
from dataclasses import replace

from layerdeck.deck import Value
from layerdeck.files.importing.model import INPUT_LAYER, Layer
from layerdeck.files.importing.names import automatic
from layerdeck.files.importing.nodes import Call, Given, Tensor, tensors
from layerdeck.files.importing.saved import Saved, all_saved, is_operation
from layerdeck.graph.naming import fresh_id

from .one import of_one, with_a_number
from .scaled_sum import is_scaled_sum, scaled_sum

_MERGING = ("Add", "Subtract", "Multiply", "Maximum", "Minimum")
"""Operations that have the name of the layer which does them to two tensors."""


def as_layers(layers: Mapping[str, Layer]) -> dict[str, Layer]:
    """The layers of a model, with operations as layers where some do exactly the same."""
    made: dict[str, Layer] = {}
    for key, layer in layers.items():
        if is_scaled_sum(layer.saved):
            made |= scaled_sum(layer, fresh_id({**layers, **made}, f"{key}_scaled"))
        elif is_operation(layer.saved) and not _may_get_a_mask(layers, layer):
            made[key] = _as_layer(layer)
        else:
            made[key] = layer
    return made


def _may_get_a_mask(layers: Mapping[str, Layer], layer: Layer) -> bool:
    """Whether some layer before it makes a mask: layers heed masks and hand them on.

    Operations do neither, so that nothing is sought before one.
    """
    seen: set[str] = set()
    waiting = [layer]
    while waiting:
        for call in waiting.pop().calls:
            for tensor in (*tensors(call.arguments), *tensors(call.named)):
                before = layers.get(tensor.layer)
                if before is None or tensor.layer in seen:
                    continue
                seen.add(tensor.layer)
                if _masks(before.saved):
                    return True
                if not is_operation(before.saved) and before.saved.class_name != INPUT_LAYER:
                    waiting.append(before)
    return False


def _masks(saved: Saved) -> bool:
    """Whether a layer, or one in it, makes a mask."""
    inside = (saved, *all_saved(saved.config))
    return any(one.class_name == "Masking" or one.arguments.get("mask_zero") for one in inside)


def _as_layer(layer: Layer) -> Layer:
    """An operation as a layer where one does exactly the same; the layer itself otherwise.

    Several tensors must have one rank, because layers that merge align other ranks otherwise than
    operations do; and all be float32, because layers cast what they get to their own type.
    """
    saved = layer.saved
    if len(layer.calls) != 1:
        return layer
    call = layer.calls[0]
    given = (*call.arguments, *(item for item in call.named.values() if item is not None))
    if not set(call.named) <= {"x", "x1", "x2", "xs"} or not _plain(list(tensors(given))):
        return layer
    found = _found(saved, given)
    if found is None:
        return layer
    class_name, values, taken = found
    # A name that Keras gave the operation by itself says nothing of the layer.
    name: dict[str, Value] = {} if automatic(saved) else {"name": saved.name}
    made = replace(
        saved,
        class_name=class_name,
        module="keras.layers",
        registered="",
        config={**name, **values},
    )
    return Layer(layer.name, made, (Call((taken,), {}),))


def _found(saved: Saved, given: tuple[Given, ...]) -> tuple[str, Mapping[str, Value], Given] | None:
    """The class of the layer, its values and what it takes."""
    match given:
        case (Tensor() as tensor,):
            one = of_one(saved, tensor)
            return one and (*one, tensor)
        case (Tensor(), Tensor()) if saved.class_name in _MERGING:
            return saved.class_name, {}, given
        case (Tensor() as tensor, number) | (number, Tensor() as tensor):
            one = with_a_number(saved, number, number is given[1])
            return one and (*one, tensor)
        case (tuple() as joined,) if saved.class_name == "Concatenate":
            axis, rank = saved.arguments.get("axis"), joined[0].rank if joined else 0
            if len(joined) > 1 and type(axis) is int and axis % rank:
                return "Concatenate", {"axis": axis}, joined
    return None


def _plain(given: list[Tensor]) -> bool:
    """Whether tensors, if there are any, are of one known rank and of float32."""
    ranks = {tensor.rank for tensor in given}
    return len(ranks) == 1 and None not in ranks and {one.dtype for one in given} == {"float32"}
