"""What infer finds out of each variable of a Program."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from msgspec import structs

from layerdeck.program import Facts

from .arithmetic import multiply_adds
from .arriving import real_dtype
from .axes import output_axes
from .backend import keras
from .kept import training_of
from .shapes import Sized, axes_of_rank, sample_bytes, shape_of
from .views import Reaches, Sight, at_input, fields_of, see

Weights = tuple[int, int]
"""How many numbers a layer's weights hold, all and trainable."""

Seen = tuple[tuple[str, Reaches | None], ...]
"""A `Sight` that can be compared, its order and all."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of a tensor.

    Attributes:
        sized: its sizes and axes, and the card that gives it.
        sight: what its voxels see of each input of the model.
        facts: of that card; None for an output after a card's first.
    """

    sized: Sized
    sight: Sight
    facts: Facts | None = None

    @property
    def plain(self) -> Facts:
        """What the tensor is, whatever it cost to make."""
        sized = self.sized
        fields = fields_of(sized.axes, self.sight)
        return Facts(sized.shape, sized.axes, sized.dtype, fields=fields)

    @property
    def seen(self) -> Seen:
        """Its sight, order and all."""
        return tuple(self.sight.items())

    def on(self, card: str) -> "Found":
        """The same of a card by another name."""
        return replace(self, sized=replace(self.sized, card=card))


def of_input(card: str, tensor: Any, channels_first: bool) -> Found:
    """What a model's input is."""
    shape = shape_of(tensor)
    axes = axes_of_rank(len(shape), channels_first)
    sized, sight = Sized(card, shape, axes, dtype_of(tensor)), {card: at_input(axes)}
    return Found(sized, sight, _facts(sized, sight, 0))


def of_unknown(card: str, tensor: Any, behind: Sequence[str]) -> Found:
    """What is known of a tensor whose layer nobody knows: how much it sees of Inputs is not."""
    shape = shape_of(tensor)
    sized, sight = (
        Sized(card, shape, axes_of_rank(len(shape)), dtype_of(tensor)),
        dict.fromkeys(behind),
    )
    return Found(sized, sight, _facts(sized, sight, None))


def of_outputs(
    card: str, layer: Any, given: Sequence[Found], made: Sequence[Any], weights: Weights
) -> tuple[Found | None, ...]:
    """What a layer made of its inputs; None for what is no tensor."""
    return tuple(
        _of_output(card, layer, given, value, weights, main=index == 0)
        for index, value in enumerate(made)
    )


def _of_output(
    card: str, layer: Any, given: Sequence[Found], value: Any, weights: Weights, main: bool
) -> Found | None:
    tensor = first_tensor(value)
    if tensor is None:
        return None
    shape, inputs = shape_of(tensor), [item.sized for item in given]
    dtype = real_dtype(layer, inputs[0].dtype, dtype_of(tensor))
    sight = see(layer, [(item.sized.shape, item.sight) for item in given], shape)
    if not main:
        sized = Sized(card, shape, axes_of_rank(len(shape)), dtype)
        return Found(sized, dict.fromkeys(sight))
    sized = Sized(card, shape, output_axes(layer, inputs, len(shape)), dtype)
    costs = multiply_adds(layer, inputs[0].shape, shape)
    training = training_of(layer, [item.shape for item in inputs], shape)
    facts = structs.replace(_facts(sized, sight, costs), training=training)
    return Found(sized, sight, with_weights(facts, weights))


def first_tensor(value: Any) -> Any:
    """The tensor, or the first of several."""
    if isinstance(value, (tuple, list)):
        value = value[0] if value else None
    return value if isinstance(value, keras.KerasTensor) else None


def dtype_of(tensor: Any) -> str:
    """The name of the number type of a tensor, or of the first of several."""
    first = first_tensor(tensor)
    return str(keras.backend.standardize_dtype(first.dtype)) if first is not None else ""


def with_weights(facts: Facts, weights: Weights) -> Facts:
    """Facts with the counts of a layer's weights."""
    if (facts.parameters, facts.trainable_parameters) == weights:
        return facts
    return structs.replace(facts, parameters=weights[0], trainable_parameters=weights[1])


def _facts(sized: Sized, sight: Sight, costs: int | None) -> Facts:
    return Facts(
        sized.shape,
        sized.axes,
        sized.dtype,
        activation_bytes=sample_bytes(sized.shape, sized.dtype),
        multiply_adds=costs,
        fields=fields_of(sized.axes, sight),
    )
