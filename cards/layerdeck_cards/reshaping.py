"""Cards that give a tensor another shape and learn nothing."""

from layerdeck.deck import Kind, Port, layer_card, tensor

from ._ports import count, data_format

FLATTEN = layer_card(
    "keras.layers.Flatten",
    "Flatten",
    "Reshaping",
    "Lays all axes but the batch out in one long vector, for Dense to read.",
    ports=(data_format(),),
    takes=tensor("Anything with a batch axis.", 4, 4, 4, 2),
    gives="One vector per sample: batch × features.",
)

RESHAPE = layer_card(
    "keras.layers.Reshape",
    "Reshape",
    "Reshaping",
    "Lays the same numbers out along other axes, such as a vector as a small volume.",
    ports=(
        Port(
            id="target_shape",
            title="Target shape",
            kind=Kind.INTEGER,
            list=True,
            help="Sizes of the new axes, without the batch. They must hold as many numbers as come "
            "in; -1 for one of them lets Keras work it out.",
            minimum=-1,
            initial=(-1,),
            aliases=("Target reshape",),
        ),
    ),
    takes=tensor("Anything with a batch axis.", 4, 4, 4, 2),
    gives="The same numbers: batch × target shape.",
    formerly={"Target reshape": "Keras calls it target_shape: Target shape."},
)

PERMUTE = layer_card(
    "keras.layers.Permute",
    "Permute",
    "Reshaping",
    "Puts the axes of a tensor into another order, such as the channels first.",
    ports=(
        Port(
            id="dims",
            title="Dims",
            kind=Kind.INTEGER,
            list=True,
            help="The old axes in their new order, counted from 1 after the batch, each once: "
            "4, 1, 2, 3 puts the channels of a volume first.",
            example=(4, 1, 2, 3),
        ),
    ),
    takes=tensor("A tensor with as many axes after the batch as Dims names.", 16, 16, 16, 2),
    gives="The same numbers, with the axes in the new order.",
    aliases=("transpose", "swap axes"),
)

REPEAT_VECTOR = layer_card(
    "keras.layers.RepeatVector",
    "Repeat vector",
    "Reshaping",
    "Makes a sequence of a vector by repeating it: how a recurrent decoder gets the same vector "
    "at every step.",
    ports=(count("n", "How many times the vector is repeated: the length of the sequence."),),
    takes=tensor("Vectors: batch × features.", 16),
    gives="Sequences of equal steps: batch × n × features.",
    initial={"n": 8},
)

CARDS = (FLATTEN, RESHAPE, PERMUTE, REPEAT_VECTOR)
