"""Transposed convolutions, which enlarge what they are given."""

from dataclasses import replace

from layerdeck.deck import Below, CardType, Exclusive, Port, layer_card

from ._data import RANKS, data
from ._ports import (
    DATUM,
    ELEMENT,
    data_format,
    dilation_rate,
    filters,
    kernel_size,
    padding,
    per_axis,
    strides,
)
from ._weights import finish

_TEXTS = {
    3: "Enlarges a volume with learnt kernels, the way back from a strided convolution: the "
    "decoder half of a segmentation network.",
    2: "Enlarges an image with learnt kernels, the way back from a strided convolution: the "
    "decoder half of a segmentation network, or a generator of images.",
    1: "Lengthens a sequence with learnt kernels, the way back from a strided convolution: for "
    "signals that are generated or denoised.",
}
_GIVES = {
    3: "Enlarged volumes: batch × depth × height × width × filters.",
    2: "Enlarged images: batch × height × width × filters.",
    1: "Longer sequences: batch × steps × filters.",
}


def _enlarging(rank: int) -> Port:
    axis = "each axis" if rank > 1 else f"the {DATUM[rank]}"
    return replace(
        strides(rank),
        help=f"How many times larger {axis} becomes. Any value above 1 excludes a dilation rate "
        "above 1.",
    )


def _output_padding(rank: int) -> Port:
    places, end = f"{ELEMENT[rank].capitalize()}s", "the far end"
    below = "the stride"
    if rank > 1:
        end, below = f"{end} of each axis", f"{below} of its axis"
    return replace(
        per_axis("output_padding", "", 1, rank),
        default=None,
        minimum=0,
        none_text="auto",
        help=f"{places} added at {end}, to tell apart the sizes that the same strides could have "
        f"come from. Must be below {below}.",
        since="3.11.0",
    )


def _transposed(rank: int) -> CardType:
    between = (_output_padding(rank), data_format())
    # Keras has these two the other way round for volumes.
    if rank == 3:
        between = (data_format(), _output_padding(rank))
    two = (2,) * rank if rank > 1 else 2
    return layer_card(
        f"keras.layers.Conv{rank}DTranspose",
        f"Transposed convolution {rank}D",
        "Convolution",
        _TEXTS[rank],
        ports=(
            filters(),
            kernel_size(rank),
            _enlarging(rank),
            padding(rank),
            *between,
            dilation_rate(rank),
            *finish(),
        ),
        takes=data(rank),
        gives=_GIVES[rank],
        main=("strides", "padding", "output_padding"),
        initial={"filters": 32, "kernel_size": two, "strides": two},
        aliases=(
            f"Convolution{rank}DTranspose",
            "deconvolution",
            f"Deconvolution{rank}D",
            f"Convolution {rank}D transpose",
            f"Convolution {rank}D transpose layer",
        ),
        rules=(Exclusive("strides", "dilation_rate"), Below("output_padding", "strides")),
        rank=rank,
    )


CARDS = tuple(_transposed(rank) for rank in RANKS)
CONV_3D_TRANSPOSE, CONV_2D_TRANSPOSE, CONV_1D_TRANSPOSE = CARDS
