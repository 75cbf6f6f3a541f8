"""Merges: several tensors made one."""

from layerdeck.deck import Kind, Port

from ._card import layer_card
from ._ports import integer


def _inputs(text: str) -> Port:
    """The tensors to merge, in the order of their wires."""
    return Port(
        id="inputs",
        title="Inputs",
        kind=Kind.TENSOR,
        list=True,
        main=True,
        example=((16, 16, 16, 2), (16, 16, 16, 2)),
        help=text,
    )


CONCATENATE = layer_card(
    "keras.layers.Concatenate",
    "Concatenate",
    "Merging",
    "Lays tensors side by side along one axis: how a skip connection of a U-Net joins the decoder.",
    ports=(integer("axis", "The axis they are laid along: -1 for the last, the channels.", -1),),
    takes=_inputs("Two or more tensors, equal on every axis but the one they are laid along."),
    gives="One tensor, as long on that axis as all of them together.",
    main=("axis",),
    aliases=("Concatenate layer (2 inputs)",),
)

ADD = layer_card(
    "keras.layers.Add",
    "Add",
    "Merging",
    "Adds tensors element by element: the shortcut of a residual block.",
    takes=_inputs("Two or more tensors of one shape; an axis of length 1 stretches to the others."),
    gives="Their sum, of the same shape.",
    aliases=("Add layer (2 inputs)", "residual", "sum"),
)

MULTIPLY = layer_card(
    "keras.layers.Multiply",
    "Multiply",
    "Merging",
    "Multiplies tensors element by element: how attention and gates weigh a volume.",
    takes=_inputs("Two or more tensors of one shape; an axis of length 1 stretches to the others."),
    gives="Their product, of the same shape.",
    aliases=("Multiply layer (2 inputs)", "product", "gate"),
)

CARDS = (CONCATENATE, ADD, MULTIPLY)
