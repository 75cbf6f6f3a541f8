"""Activations that are layers of their own, with numbers or weights that shape them."""

from layerdeck.deck import Kind, Port, layer_card, tensor

from ._ports import integer, number
from ._weights import constraint, initializer, regularizer

_ANYTHING = tensor("Any tensor.", 16)
_SAME = "The same shape."

ELU = layer_card(
    "keras.layers.ELU",
    "ELU",
    "Activations",
    "Keeps positive values; negative ones bend smoothly towards -alpha, which keeps the mean of "
    "the activations near zero.",
    ports=(number("alpha", "What large negative values end in: -alpha. 0 makes it ReLU.", 1.0),),
    takes=_ANYTHING,
    gives=_SAME,
    main=("alpha",),
    aliases=("exponential linear unit",),
)

LEAKY_RELU = layer_card(
    "keras.layers.LeakyReLU",
    "Leaky ReLU",
    "Activations",
    "Keeps positive values and multiplies negative ones by a small slope, so that no unit stops "
    "learning as with ReLU.",
    ports=(
        number(
            "negative_slope",
            "Factor of the negative values, from 0 up; 0 makes it ReLU.",
            0.3,
            least=0,
        ),
    ),
    takes=_ANYTHING,
    gives=_SAME,
    main=("negative_slope",),
    formerly={"Alpha": "Keras 3 calls it Negative slope."},
)

PRELU = layer_card(
    "keras.layers.PReLU",
    "Parametric ReLU",
    "Activations",
    "A leaky ReLU that learns its slope: one number for each place of a sample, or shared along "
    "the axes you name.",
    ports=(
        initializer("alpha", "Zeros"),
        regularizer("alpha"),
        constraint("alpha"),
        Port(
            id="shared_axes",
            title="Shared axes",
            kind=Kind.INTEGER,
            list=True,
            default=None,
            minimum=1,
            none_text="none",
            help="The axes along which one slope is shared, counted from 1 after the batch: "
            "1, 2, 3 learns one slope per channel of a volume, of any size.",
        ),
    ),
    takes=tensor("Any tensor; an axis of any size must be a shared one.", 16, 16, 16, 2),
    gives=_SAME,
    main=("shared_axes",),
    aliases=("PReLU", "parametric rectified linear unit"),
)

RELU = layer_card(
    "keras.layers.ReLU",
    "ReLU",
    "Activations",
    "Keeps positive values and sets negative ones to zero, with a cap, a slope and a threshold "
    "where you want them.",
    ports=(
        Port(
            id="max_value",
            title="Max value",
            kind=Kind.FLOAT,
            default=None,
            minimum=0.0,
            none_text="no limit",
            help="Larger values are cut to this one: 6 makes it ReLU6.",
        ),
        number(
            "negative_slope",
            "Factor of what lies below the threshold, from 0 up: above 0 makes it leaky.",
            0.0,
            least=0,
        ),
        number(
            "threshold",
            "Values below it, from 0 up, are set to zero or, with a slope, are flattened.",
            0.0,
            least=0,
        ),
    ),
    takes=_ANYTHING,
    gives=_SAME,
    main=("max_value", "negative_slope"),
    aliases=("rectified linear unit",),
)

SOFTMAX = layer_card(
    "keras.layers.Softmax",
    "Softmax",
    "Activations",
    "Turns scores into shares that are positive and add up to 1 along one axis: probabilities of "
    "classes, or weights of attention.",
    ports=(integer("axis", "The axis along which the shares add up to 1: -1 for the last.", -1),),
    takes=(
        tensor("Any tensor.", 16, 16, 16, 2),
        Port(
            id="mask",
            title="Mask",
            kind=Kind.TENSOR,
            default=None,
            help="Where it is 0 or false the share is 0. Of the same shape as the input, or of "
            "length 1 on an axis to stretch along it.",
        ),
    ),
    gives=_SAME,
    main=("axis",),
    aliases=("normalized exponential",),
)

CARDS = (RELU, LEAKY_RELU, PRELU, ELU, SOFTMAX)
