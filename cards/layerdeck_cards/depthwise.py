"""Convolutions that take each channel by itself, alone or with a mixing of channels after it.

Keras has none for volumes; a Convolution 3D with as many groups as channels is one.
"""

from layerdeck.deck import CardType, Port, layer_card

from ._data import data
from ._ports import (
    DATUM,
    data_format,
    dilation_rate,
    filters,
    integer,
    kernel_size,
    padding,
    strides,
    window,
)
from ._weights import finish

_DEPTHWISE = {
    2: "Slides a learnt kernel over each channel of an image by itself, so that channels do not "
    "mix: far fewer weights and multiplications than a convolution, as in MobileNet.",
    1: "Slides a learnt kernel along each channel of a sequence by itself, so that channels do "
    "not mix: far fewer weights and multiplications than a convolution.",
}
_SEPARABLE = {
    2: "A depthwise convolution of an image, then a mixing of the channels at each pixel: nearly "
    "what a convolution does, at a fraction of its cost, as in Xception.",
    1: "A depthwise convolution of a sequence, then a mixing of the channels at each step: nearly "
    "what a convolution does, at a fraction of its cost.",
}
_AXES = {2: "batch × height × width", 1: "batch × steps"}


def _depth_multiplier(text: str) -> Port:
    return integer("depth_multiplier", text, default=1, least=1)


def _depthwise(rank: int) -> CardType:
    multiplier = _depth_multiplier(
        "How many kernels each channel of the input has: the output has channels × depth "
        "multiplier channels."
    )
    return layer_card(
        f"keras.layers.DepthwiseConv{rank}D",
        f"Depthwise convolution {rank}D",
        "Convolution",
        _DEPTHWISE[rank],
        ports=(
            kernel_size(rank),
            strides(rank, exclusive=False),
            padding(rank),
            multiplier,
            data_format(),
            dilation_rate(rank, exclusive=False),
            *finish("depthwise"),
        ),
        takes=data(rank),
        gives=f"{DATUM[rank].capitalize()}s with every channel filtered: {_AXES[rank]} × "
        "(channels × depth multiplier).",
        main=("strides", "padding", "depth_multiplier", "activation"),
        initial={"kernel_size": (3,) * rank if rank > 1 else 3},
        aliases=(f"DepthwiseConvolution{rank}D",),
        rank=rank,
    )


def _separable(rank: int) -> CardType:
    multiplier = _depth_multiplier(
        "How many kernels each channel of the input has before the channels are mixed."
    )
    return layer_card(
        f"keras.layers.SeparableConv{rank}D",
        f"Separable convolution {rank}D",
        "Convolution",
        _SEPARABLE[rank],
        ports=(
            filters(),
            *window(rank, exclusive=False),
            multiplier,
            *finish("depthwise", "pointwise"),
        ),
        takes=data(rank),
        gives=f"{DATUM[rank].capitalize()}s with one channel per filter: {_AXES[rank]} × filters.",
        main=("strides", "padding", "activation"),
        initial={"filters": 32, "kernel_size": (3,) * rank if rank > 1 else 3},
        aliases=(f"SeparableConvolution{rank}D", "depthwise separable convolution"),
        rank=rank,
    )


CARDS = (*(_depthwise(rank) for rank in (2, 1)), *(_separable(rank) for rank in (2, 1)))
