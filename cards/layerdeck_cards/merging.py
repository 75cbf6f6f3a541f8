"""Merges: several tensors made one."""

from layerdeck.deck import Kind, Port, layer_card

from ._ports import flag, integer

_ANY_NUMBER = "Any number of tensors are wired to Inputs, in the order of their wires."
_FORMERLY = {"Input A": _ANY_NUMBER, "Input B": _ANY_NUMBER}
_TWO = "Inputs takes both tensors, in the order of their wires."
_OF_TWO = {"Input A": _TWO, "Input B": _TWO}
_ALIKE = "Two or more tensors of one shape; an axis of length 1 stretches to the others."


def _inputs(text: str, *shapes: tuple[int, ...]) -> Port:
    """The tensors to merge, in the order of their wires, and the shapes of an example."""
    return Port(
        id="inputs",
        title="Inputs",
        kind=Kind.TENSOR,
        list=True,
        main=True,
        example=shapes or ((16, 16, 16, 2), (16, 16, 16, 2)),
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
    aliases=("Concatenate layer (2 inputs)", "skip connection", "join"),
    formerly=_FORMERLY,
)

ADD = layer_card(
    "keras.layers.Add",
    "Add",
    "Merging",
    "Adds tensors element by element: the shortcut of a residual block.",
    takes=_inputs(_ALIKE),
    gives="Their sum, of the same shape.",
    aliases=("Add layer (2 inputs)", "residual", "skip connection", "sum"),
    formerly=_FORMERLY,
)

MULTIPLY = layer_card(
    "keras.layers.Multiply",
    "Multiply",
    "Merging",
    "Multiplies tensors element by element: how attention and gates weigh a volume.",
    takes=_inputs(_ALIKE),
    gives="Their product, of the same shape.",
    aliases=("Multiply layer (2 inputs)", "product", "gate"),
    formerly=_FORMERLY,
)

SUBTRACT = layer_card(
    "keras.layers.Subtract",
    "Subtract",
    "Merging",
    "Takes the second tensor from the first, element by element: the change between two volumes.",
    takes=_inputs(
        "Exactly two tensors of one shape, the one to take away last; an axis of length 1 "
        "stretches to the other."
    ),
    gives="Their difference, of the same shape.",
    aliases=("Subtract layer (2 inputs)", "difference", "minus"),
    formerly=_OF_TWO,
)

AVERAGE = layer_card(
    "keras.layers.Average",
    "Average",
    "Merging",
    "Averages tensors element by element, such as the answers of several branches.",
    takes=_inputs(_ALIKE),
    gives="Their mean, of the same shape.",
    aliases=("Average layer (2 inputs)", "mean"),
    formerly=_FORMERLY,
)

MAXIMUM = layer_card(
    "keras.layers.Maximum",
    "Maximum",
    "Merging",
    "Keeps the largest of several tensors' values, element by element.",
    takes=_inputs(_ALIKE),
    gives="The largest values, of the same shape.",
    aliases=("Maximum layer (2 inputs)",),
    formerly=_FORMERLY,
)

MINIMUM = layer_card(
    "keras.layers.Minimum",
    "Minimum",
    "Merging",
    "Keeps the smallest of several tensors' values, element by element.",
    takes=_inputs(_ALIKE),
    gives="The smallest values, of the same shape.",
    aliases=("Minimum layer (2 inputs)",),
    formerly=_FORMERLY,
)

DOT = layer_card(
    "keras.layers.Dot",
    "Dot",
    "Merging",
    "Multiplies two tensors along one axis of each and adds up the products: how alike they are, "
    "place by place.",
    ports=(
        Port(
            id="axes",
            title="Axes",
            kind=Kind.INTEGER,
            list=True,
            bare=True,
            most=2,
            help="The axis of each tensor that is added up, counted from 0 for the batch: one "
            "number for both, or two. Both axes must be of one length, and neither the batch.",
        ),
        flag(
            "normalize",
            "Brings both to length 1 along their axis first, which gives the cosine of the angle "
            "between them.",
        ),
    ),
    takes=_inputs("Exactly two tensors.", (8, 16), (4, 16)),
    gives="The axes of the first without the one added up, then those of the second without it.",
    main=("normalize",),
    initial={"axes": (-1,)},
    aliases=("Dot layer (2 inputs)", "dot product", "inner product", "cosine similarity"),
    formerly=_OF_TWO,
)

CARDS = (CONCATENATE, ADD, SUBTRACT, MULTIPLY, AVERAGE, MAXIMUM, MINIMUM, DOT)
