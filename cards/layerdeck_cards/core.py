"""Dense and its general form, Activation, and layers that pass a tensor on."""

from layerdeck.deck import REQUIRED, Kind, Port, layer_card, tensor

from ._ports import ACTIVATIONS, activation, count, number
from ._weights import constraint, finish, initializer, regularizer


def lora(weight: str) -> tuple[Port, ...]:
    """Low-rank adaptation of a weight: its rank, and the share of what it learns."""
    return (
        Port(
            id="lora_rank",
            title="LoRA rank",
            kind=Kind.INTEGER,
            default=None,
            minimum=0,
            none_text="off",
            help=f"Freezes the {weight} and trains two thin matrices of this rank beside it, to "
            f"fine-tune a large layer cheaply. Goes with no {weight} constraint.",
        ),
        Port(
            id="lora_alpha",
            title="LoRA alpha",
            kind=Kind.FLOAT,
            default=None,
            none_text="as the rank",
            since="3.10.0",
            help="Weight of what LoRA learns, divided by its rank.",
        ),
    )


QUANTIZATION = {"quantization_config": "an object of the quantization tools, which has no card"}
"""The argument of weights stored in few bits, and why no port holds it."""

DENSE = layer_card(
    "keras.layers.Dense",
    "Dense",
    "Core",
    "Joins every input feature to every output by a learnt weight. On a volume it acts on the "
    "channels of each voxel alone.",
    ports=(
        count("units", "Length of the output vector, such as the number of classes."),
        *finish(),
        *lora("kernel"),
    ),
    takes=tensor("Features along the last axis: batch × … × features.", 16),
    gives="The last axis replaced: batch × … × units.",
    main=("activation",),
    initial={"units": 64},
    aliases=("fully connected", "linear"),
    exceptions=QUANTIZATION,
)

ACTIVATION = layer_card(
    "keras.layers.Activation",
    "Activation",
    "Core",
    "Applies a function to a tensor as a layer of its own, such as after a batch normalization.",
    ports=(
        Port(
            id="activation",
            title="Activation",
            kind=Kind.STRING,
            default=REQUIRED,
            choices=ACTIVATIONS,
            nullable=True,
            help="The function; softmax and its like act along the last axis.",
        ),
    ),
    takes=tensor("Any tensor.", 16),
    gives="The same shape; GLU alone halves the channels.",
    initial={"activation": "relu"},
    aliases=("nonlinearity", "sigmoid", "tanh", "swish", "GELU"),
)

EINSUM_DENSE = layer_card(
    "keras.layers.EinsumDense",
    "Einsum dense",
    "Core",
    "A dense layer over whichever axes you name in Einstein's notation, such as the heads of an "
    "attention.",
    ports=(
        Port(
            id="equation",
            title="Equation",
            kind=Kind.STRING,
            help="Letters for the axes of the input, the kernel and the output: ab,bc->ac is Dense "
            "on vectors, and ...x,xy->...y is Dense on any tensor.",
        ),
        Port(
            id="output_shape",
            title="Output shape",
            kind=Kind.INTEGER,
            list=True,
            minimum=0,
            open_axes=True,
            help="Sizes of the output's axes without the batch, or without those that ... stands "
            "for; any for an axis that the input gives its size.",
        ),
        activation(),
        Port(
            id="bias_axes",
            title="Bias axes",
            kind=Kind.STRING,
            default=None,
            none_text="no bias",
            help="Letters of the output's axes that a learnt number is added along, such as d; "
            "none leaves the layer without a bias.",
        ),
        initializer("kernel", "glorot_uniform"),
        initializer("bias", "zeros"),
        regularizer("kernel"),
        regularizer("bias"),
        constraint("kernel"),
        constraint("bias"),
        *lora("kernel"),
    ),
    takes=tensor("A tensor with the axes that the equation names first.", 16),
    gives="The axes that the equation names last.",
    main=("activation", "bias_axes"),
    initial={"equation": "...x,xy->...y", "output_shape": (64,)},
    aliases=("Einstein summation", "tensor contraction"),
    exceptions={
        **QUANTIZATION,
        "gptq_unpacked_column_size": "set by the quantization tools, not by a person",
    },
)

IDENTITY = layer_card(
    "keras.layers.Identity",
    "Identity",
    "Core",
    "Hands its input on unchanged: a place to name a tensor, or to put a layer later.",
    takes=tensor("Any tensor.", 16),
    gives="The same tensor.",
    aliases=("pass through", "no-op"),
)

MASKING = layer_card(
    "keras.layers.Masking",
    "Masking",
    "Core",
    "Marks the steps of a sequence that hold nothing but one value, the padding, so that recurrent "
    "layers behind it leave them out.",
    ports=(
        number(
            "mask_value",
            "A step is left out where all its channels equal this number; they are set to 0.",
            0.0,
        ),
    ),
    takes=tensor("Sequences: batch × steps × channels.", 16, 2),
    gives="The same shape, with a mask that goes along.",
    main=("mask_value",),
    aliases=("padding mask", "skip steps"),
)

CARDS = (DENSE, ACTIVATION, EINSUM_DENSE, MASKING, IDENTITY)
