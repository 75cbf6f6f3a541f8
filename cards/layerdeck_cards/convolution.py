"""Convolutions of volumes, images and sequences."""

from layerdeck.deck import CardType, Divides, Exclusive, layer_card

from ._data import RANKS, data
from ._ports import filters, integer, window
from ._weights import finish

_TEXTS = {
    3: "Slides learnt 3D kernels over a volume and gives one channel for each: the workhorse of "
    "networks on CT, MRI, microscopy and video.",
    2: "Slides learnt kernels over an image and gives one channel for each: the workhorse of "
    "networks on photographs, radiographs and single slices.",
    1: "Slides learnt kernels along a sequence and gives one channel for each: for signals such "
    "as ECG or sound, and for tokens of text.",
}
_GIVES = {
    3: "Volumes with one channel per filter: batch × depth × height × width × filters.",
    2: "Images with one channel per filter: batch × height × width × filters.",
    1: "Sequences with one channel per filter: batch × steps × filters.",
}


def _convolution(rank: int) -> CardType:
    return layer_card(
        f"keras.layers.Conv{rank}D",
        f"Convolution {rank}D",
        "Convolution",
        _TEXTS[rank],
        ports=(
            filters(),
            *window(rank, causal=rank == 1),
            integer(
                "groups",
                "Parts the channels into groups that are convolved apart. Must divide both the "
                "filters and the channels of the input.",
                default=1,
                least=1,
            ),
            *finish(),
        ),
        takes=data(rank),
        gives=_GIVES[rank],
        main=("strides", "padding", "activation"),
        initial={"filters": 32, "kernel_size": (3,) * rank if rank > 1 else 3},
        aliases=(f"Convolution{rank}D",),
        rules=(Exclusive("strides", "dilation_rate"), Divides("groups", "filters")),
        rank=rank,
    )


CARDS = tuple(_convolution(rank) for rank in RANKS)
CONV_3D, CONV_2D, CONV_1D = CARDS
