"""What the engine finds out about a Program, card by card."""

from msgspec import Struct

Shape = tuple[int | None, ...]
"""Sizes of the axes, batch first; None is an axis of any size."""


class Facts(Struct, frozen=True):
    """What is known of a card.

    Attributes:
        output_shape: of the first output, batch included; None where the card makes no tensor.
        axes: a name for every axis of the output: B, T, D, H, W, C.
        dtype: of the output.
        parameters: weights of the card's layer, counted in numbers.
        trainable_parameters: those that training changes.
        activation_bytes: of the output, for one sample, in its dtype.
        multiply_adds: for one sample, without biases.
        receptive_field: voxels of the model's input that one output voxel sees, per axis.
    """

    output_shape: Shape | None = None
    axes: tuple[str, ...] = ()
    dtype: str = ""
    parameters: int = 0
    trainable_parameters: int = 0
    activation_bytes: int | None = None
    multiply_adds: int | None = None
    receptive_field: tuple[int, ...] | None = None
