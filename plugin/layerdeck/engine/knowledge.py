"""What infer knows of each variable and card of a Program while it runs."""

from dataclasses import dataclass, field
from typing import Any

from msgspec import structs

from layerdeck.program import Apply, Facts

from .arithmetic import multiply_adds
from .arriving import real_dtype
from .axes import output_axes
from .backend import keras
from .run import Runner
from .shapes import Sized, axes_of_rank, sample_bytes, shape_of
from .views import Sight, at_input, fields_of, see
from .weights import weights_of


@dataclass(slots=True)
class Known:
    """What is known so far.

    Attributes:
        tensors: by variable, the tensor's sizes and axes.
        sights: by variable, what its voxels see of each input of the model.
        facts: by card.
    """

    tensors: dict[str, Sized] = field(default_factory=dict)
    sights: dict[str, Sight] = field(default_factory=dict)
    facts: dict[str, Facts] = field(default_factory=dict)

    def input(self, card: str, variable: str, tensor: Any, channels_first: bool) -> None:
        """Note a model's input."""
        shape = shape_of(tensor)
        axes = axes_of_rank(len(shape), channels_first)
        self.tensors[variable] = Sized(card, shape, axes, dtype_of(tensor))
        self.sights[variable] = {card: at_input(axes)}
        self.facts[card] = _facts(self.tensors[variable], self.sights[variable], 0)

    def layer(self, card: str, layer: Any) -> None:
        """Note a layer's weights on the card that made it, whatever is known of its output."""
        everything, trained = weights_of([layer])
        self.facts[card] = structs.replace(
            self.facts.get(card, Facts()), parameters=everything, trainable_parameters=trained
        )

    def applied(self, statement: Apply, runner: Runner) -> None:
        """Note what a layer made of its inputs."""
        layer = runner.layers[statement.card]
        fed = [name for name in statement.inputs if name in self.tensors]
        given = [self.tensors[name] for name in fed]
        seen = [(self.tensors[name].shape, self.sights[name]) for name in fed]
        for index, variable in enumerate(statement.targets):
            tensor = first_tensor(runner.values[variable])
            if tensor is None:
                continue
            shape = shape_of(tensor)
            main = index == 0
            axes = output_axes(layer, given, len(shape)) if main else axes_of_rank(len(shape))
            dtype = real_dtype(layer, given[0].dtype, dtype_of(tensor))
            self.tensors[variable] = Sized(statement.card, shape, axes, dtype)
            sight = see(layer, seen, shape)
            self.sights[variable] = sight if main else dict.fromkeys(sight)
            if main:
                costs = multiply_adds(layer, given[0].shape, shape)
                self.facts[statement.card] = _facts(self.tensors[variable], sight, costs, layer)

    def output(self, card: str, variable: str) -> None:
        """Note a model's output, which costs nothing beyond the card that made it."""
        if variable in self.tensors:
            self.facts[card] = self.facts_of(variable)

    def facts_of(self, variable: str) -> Facts:
        """What a tensor is, whatever it cost to make."""
        sized = self.tensors[variable]
        fields = fields_of(sized.axes, self.sights[variable])
        return Facts(sized.shape, sized.axes, sized.dtype, fields=fields)


def first_tensor(value: Any) -> Any:
    """The tensor, or the first of several."""
    if isinstance(value, (tuple, list)):
        value = value[0] if value else None
    return value if isinstance(value, keras.KerasTensor) else None


def dtype_of(tensor: Any) -> str:
    """The name of the number type of a tensor, or of the first of several."""
    first = first_tensor(tensor)
    return str(keras.backend.standardize_dtype(first.dtype)) if first is not None else ""


def _facts(sized: Sized, sight: Sight, costs: int | None, layer: Any = None) -> Facts:
    everything, trained = weights_of([layer] if layer is not None else [])
    return Facts(
        sized.shape,
        sized.axes,
        sized.dtype,
        everything,
        trained,
        sample_bytes(sized.shape, sized.dtype),
        costs,
        fields_of(sized.axes, sight),
    )
