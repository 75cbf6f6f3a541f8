"""Dense and Activation."""

from layerdeck.deck import REQUIRED, Kind, Port

from ._card import layer_card, tensor
from ._ports import ACTIVATIONS, count
from ._weights import finish

DENSE = layer_card(
    "keras.layers.Dense",
    "Dense",
    "Core",
    "Joins every input feature to every output by a learnt weight. On a volume it acts on the "
    "channels of each voxel alone.",
    ports=(
        count("units", "Length of the output vector, such as the number of classes."),
        *finish(),
        Port(
            id="lora_rank",
            title="LoRA rank",
            kind=Kind.INTEGER,
            default=None,
            minimum=0,
            none_text="off",
            help="Freezes the kernel and trains two thin matrices of this rank beside it, to "
            "fine-tune a large layer cheaply. Goes with no kernel constraint.",
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
    ),
    takes=tensor("Features along the last axis: batch × … × features.", 16),
    gives="The last axis replaced: batch × … × units.",
    main=("activation",),
    initial={"units": 64},
    aliases=("fully connected", "linear"),
    exceptions={"quantization_config": "an object of the quantization tools, which has no card"},
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
)

CARDS = (DENSE, ACTIVATION)
