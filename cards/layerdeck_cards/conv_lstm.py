"""LSTMs whose products are convolutions: sequences of volumes, images and sequences."""

from dataclasses import replace

from layerdeck.deck import CardType, Exclusive, layer_card

from ._data import RANKS, VOLUMES_IN_TIME
from ._ports import filters, seed, window
from ._recurrence import GIVES, HIDDEN_AND_CELL, UNIT_FORGET_BIAS, running, takes, weights

_READS = {
    1: "sequences in time, such as a row of sensors over minutes",
    2: "images in time, such as a film or a radar of rain",
    3: "volumes in time, such as a beating heart",
}
_DATA = {
    1: "Sequences in time: batch × time × length × channels.",
    2: "Images in time: batch × time × height × width × channels.",
    3: VOLUMES_IN_TIME,
}
_EXAMPLES = {1: (4, 8, 2), 2: (4, 8, 8, 2), 3: (4, 8, 8, 8, 2)}


def _conv_lstm(rank: int) -> CardType:
    return layer_card(
        f"keras.layers.ConvLSTM{rank}D",
        f"Conv LSTM {rank}D",
        "Recurrent",
        f"An LSTM whose products are {rank}D convolutions: reads {_READS[rank]}, and keeps their "
        "places.",
        ports=(
            # Keras 3 builds a layer without filters here, where the other convolutions refuse it.
            replace(filters(), minimum=0),
            *window(rank),
            *weights(UNIT_FORGET_BIAS),
            seed(),
            *running(),
        ),
        takes=takes(
            _DATA[rank],
            *_EXAMPLES[rank],
            states="two tensors, hidden and cell state, each shaped as one step of the output",
        ),
        gives=GIVES,
        states=HIDDEN_AND_CELL,
        main=("strides", "padding", "return_sequences"),
        initial={"filters": 16, "kernel_size": (3,) * rank if rank > 1 else 3},
        aliases=(f"Convolutional LSTM {rank}D",),
        rules=(Exclusive("strides", "dilation_rate"),),
        rank=rank,
    )


CARDS = tuple(_conv_lstm(rank) for rank in RANKS)
