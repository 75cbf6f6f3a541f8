"""What the engine finds out about a Program, card by card."""

from msgspec import Struct

Shape = tuple[int | None, ...]
"""Sizes of the axes, batch first; None is an axis of any size."""


class Field(Struct, frozen=True):
    """What one voxel of a tensor sees of one input of the model, per axis of space or time.

    Attributes:
        input: the Input card.
        size: the receptive field: the most voxels of the input that any voxel sees; None where
            places have lost their meaning on the way, as after Flatten.
        stride: by how many voxels of the input the field moves from one voxel to the next, on the
            average; below 1 after an enlargement, 0 where every voxel sees the same.
    """

    input: str
    size: tuple[int, ...] | None = None
    stride: tuple[float, ...] | None = None


OUTPUT = -1
"""Stands for a layer's output where its inputs are counted from 0."""


class Kept(Struct, frozen=True):
    """A tensor that a layer keeps from its forward pass for its backward pass.

    Attributes:
        numbers: how many of one sample; None where an axis has any size.
        of: which tensor: an input of the layer, counted from 0, or OUTPUT; None for one that only
            this layer has.
        dtype: its number type; empty for the one that the layer computes in.
    """

    numbers: int | None
    of: int | None = None
    dtype: str = ""


class Training(Struct, frozen=True):
    """What training takes of memory for a layer, besides its output and weights.

    Attributes:
        kept: from its forward pass for its backward pass.
        forward: numbers of one sample that it holds meanwhile, running forward.
        backward: the same while the gradients of its inputs are found.
        in_place: whether the output may take the place of an input that nobody else needs, and the
            gradient of an input that of the output's.
        moves_nothing: whether the output is the input's memory, in another shape.
        wide: whether what it holds meanwhile is float32, whatever it computes in.
    """

    kept: tuple[Kept, ...] = ()
    forward: int = 0
    backward: int = 0
    in_place: bool = False
    moves_nothing: bool = False
    wide: bool = False


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
        fields: what one voxel of the output sees of each input of the model that it hangs on.
        training: what training takes for the layer; None where the card applies none.
    """

    output_shape: Shape | None = None
    axes: tuple[str, ...] = ()
    dtype: str = ""
    parameters: int = 0
    trainable_parameters: int = 0
    activation_bytes: int | None = None
    multiply_adds: int | None = None
    fields: tuple[Field, ...] = ()
    training: Training | None = None

    @property
    def receptive_field(self) -> tuple[int, ...] | None:
        """Voxels that one output voxel sees, per axis: the most that it sees of any input.

        None where that is not known of each input, or where they have not the same axes.
        """
        sizes = [field.size for field in self.fields]
        known = [size for size in sizes if size is not None]
        if not known or len(known) < len(sizes) or len({len(size) for size in known}) > 1:
            return None
        return tuple(map(max, zip(*known, strict=True)))
