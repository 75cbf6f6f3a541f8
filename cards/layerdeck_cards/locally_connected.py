"""Classes of our own that Keras 3 no longer has: local convolutions, Thresholded ReLU."""

from dataclasses import replace

from layerdeck.deck import CardType, Kind, Port, layer_card

from ._data import data
from ._ports import data_format, filters, kernel_size, strides
from ._weights import finish

_PLACE = {1: "step", 2: "pixel"}
_DATA = {1: "sequences", 2: "images"}


def _locally_connected(rank: int) -> CardType:
    card = layer_card(
        f"layerdeck.layers.LocallyConnected{rank}D",
        f"Locally connected {rank}D",
        "Convolution",
        f"Like a convolution of {_DATA[rank]}, with a kernel of its own at every {_PLACE[rank]}: "
        "for data whose places mean different things. It takes very many weights. A saved model "
        "with it loads where the exported code, or layerdeck.layers, has been imported.",
        ports=(
            filters(),
            kernel_size(rank),
            strides(rank, exclusive=False),
            data_format(),
            *finish(),
        ),
        takes=data(rank),
        gives="Fewer places, as the kernel must fit; the channels are the filters.",
        main=("strides",),
        initial={"filters": 8, "kernel_size": (3,) * rank if rank > 1 else 3},
        aliases=("unshared convolution",),
        rank=rank,
    )
    return replace(card, carried=True)


THRESHOLDED_RELU = replace(
    layer_card(
        "layerdeck.layers.ThresholdedReLU",
        "Thresholded ReLU",
        "Activations",
        "Passes values above Theta on and makes all others zero. Keras' ReLU with Threshold set "
        "does the same.",
        ports=(
            Port(
                id="theta",
                title="Theta",
                kind=Kind.FLOAT,
                default=1.0,
                minimum=0.0,
                help="Values up to this one become zero.",
            ),
        ),
        takes=data(2),
        gives="The same shape.",
        main=("theta",),
    ),
    carried=True,
)

CARDS = (*(_locally_connected(rank) for rank in (2, 1)), THRESHOLDED_RELU)
