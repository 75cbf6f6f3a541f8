"""What layers without a card give, as far as the file says it, to be kept on their placeholders."""

from collections.abc import Mapping

from layerdeck.deck import Value
from layerdeck.graph import Card

from .model import Model
from .nodes import as_shape, tensors
from .saved import Saved
from .sheet import Sheet

Told = dict[int, Value]


def keep_shapes(sheet: Sheet, model: Model) -> None:
    """Note on the placeholders of a model the shapes of what they give, by output.

    A file tells them where a tensor is taken; a Lambda may tell its own.
    """
    told = {name: _own(layer.saved) for name, layer in model.layers.items()}
    for layer in model.layers.values():
        for call in layer.calls:
            for tensor in (*tensors(call.arguments), *tensors(call.named)):
                if tensor.shape is not None and tensor.node == 0 and tensor.layer in told:
                    other = {"dtype": tensor.dtype} if tensor.dtype not in ("", "float32") else {}
                    told[tensor.layer][tensor.index] = {"shape": tensor.shape, **other}
    for name, shapes in told.items():
        card = sheet.cards[sheet.called[name, 0]]
        kept = card.rest.get("keras")
        if sheet.declared(card.id) is None and shapes and isinstance(kept, Mapping):
            sheet.cards[card.id] = _with(card, kept, shapes)


def _own(saved: Saved) -> Told:
    """What a Lambda was told of its output, without the batch."""
    shape = saved.arguments.get("output_shape") if saved.class_name == "Lambda" else None
    inner = as_shape(shape)
    return {0: {"shape": (None, *inner)}} if inner is not None else {}


def _with(card: Card, kept: Mapping[str, Value], shapes: Told) -> Card:
    gives = tuple(shapes[index] for index in range(len(shapes)) if index in shapes)
    return card.with_(rest={**card.rest, "keras": {**kept, "gives": gives}})
