"""Recurrent layers: sequences of vectors, and volumes in time."""

from dataclasses import replace

from layerdeck.deck import Exclusive, Kind, Port

from ._card import VOLUMES_IN_TIME, layer_card, tensor
from ._ports import activation, count, filters, flag, number, seed, window
from ._weights import constraint, initializer, regularizer, use_bias

_SEQUENCES = "Sequences: batch × time × features."
_GIVES = "The last step, or all of them while Return sequences is on."


def _weights(*after_initializers: Port) -> tuple[Port, ...]:
    """From the activation to the seed."""
    return (
        activation("tanh"),
        activation("sigmoid", "recurrent_activation"),
        use_bias(),
        initializer("kernel", "glorot_uniform"),
        initializer("recurrent", "orthogonal"),
        initializer("bias", "zeros"),
        *after_initializers,
        regularizer("kernel"),
        regularizer("recurrent"),
        regularizer("bias"),
        regularizer("activity"),
        constraint("kernel"),
        constraint("recurrent"),
        constraint("bias"),
        # Keras clips both into 0 … 1 and refuses nothing, so neither do these.
        number("dropout", "Fraction of the inputs dropped while training, 0 to 1.", 0.0),
        number("recurrent_dropout", "Fraction of the state dropped while training, 0 to 1.", 0.0),
        seed(),
    )


def _running() -> tuple[Port, ...]:
    """How the sequence is walked, and what is given."""
    return (
        flag("return_sequences", "Gives every step of the sequence instead of the last one."),
        flag("return_state", "Gives the state after the last step as outputs of their own."),
        flag("go_backwards", "Walks the sequence from its end to its beginning."),
        flag(
            "stateful",
            "Starts each batch from the state the last one ended with. The batch size must be "
            "fixed.",
        ),
    )


def _unrolled() -> Port:
    return flag(
        "unroll",
        "Lays the loop out as one copy per step: faster on short sequences of a fixed length, "
        "at the cost of memory.",
    )


def _use_cudnn() -> Port:
    return Port(
        id="use_cudnn",
        title="Use cuDNN",
        kind=Kind.STRING,
        default="auto",
        choices=("auto", True, False),
        help="Whether the GPU's own implementation runs: auto uses it where it fits the settings.",
    )


def _state(port_id: str, title: str, text: str) -> Port:
    return Port(id=port_id, title=title, kind=Kind.TENSOR, when="return_state", help=text)


_UNIT_FORGET_BIAS = flag(
    "unit_forget_bias",
    "Starts the bias of the forget gate at 1, so that early training remembers.",
    True,
)
_HIDDEN_AND_CELL = (
    _state("state_h", "Hidden state", "The hidden state after the last step."),
    _state("state_c", "Cell state", "The cell state after the last step."),
)

LSTM = layer_card(
    "keras.layers.LSTM",
    "LSTM",
    "Recurrent",
    "Long short-term memory: reads a sequence step by step and keeps what matters in a gated cell.",
    ports=(
        count("units", "Length of the state and of the output vector."),
        *_weights(_UNIT_FORGET_BIAS),
        *_running(),
        _unrolled(),
        _use_cudnn(),
    ),
    takes=tensor(_SEQUENCES, 20, 8),
    gives=_GIVES,
    states=_HIDDEN_AND_CELL,
    main=("return_sequences",),
    initial={"units": 64},
    aliases=("Long short-term memory",),
)

GRU = layer_card(
    "keras.layers.GRU",
    "GRU",
    "Recurrent",
    "Gated recurrent unit: like an LSTM with one state and a quarter fewer weights.",
    ports=(
        count("units", "Length of the state and of the output vector."),
        *_weights(),
        *_running(),
        _unrolled(),
        flag(
            "reset_after",
            "Applies the reset gate after the recurrent kernel rather than before, as the GPU's "
            "own implementation does.",
            True,
        ),
        _use_cudnn(),
    ),
    takes=tensor(_SEQUENCES, 20, 8),
    gives=_GIVES,
    states=(_state("state", "State", "The state after the last step."),),
    main=("return_sequences",),
    initial={"units": 64},
    aliases=("Gated recurrent unit",),
)

CONV_LSTM_3D = layer_card(
    "keras.layers.ConvLSTM3D",
    "Conv LSTM 3D",
    "Recurrent",
    "An LSTM whose products are 3D convolutions: reads volumes in time, such as a beating heart, "
    "and keeps their places.",
    ports=(
        # Keras 3 builds a layer without filters here, where the other convolutions refuse it.
        replace(filters(), minimum=0),
        *window(rank=3),
        *_weights(_UNIT_FORGET_BIAS),
        *_running(),
    ),
    takes=tensor(VOLUMES_IN_TIME, 4, 8, 8, 8, 2),
    gives=_GIVES,
    states=_HIDDEN_AND_CELL,
    main=("strides", "padding", "return_sequences"),
    initial={"filters": 16, "kernel_size": (3, 3, 3)},
    aliases=("Convolutional LSTM 3D",),
    rules=(Exclusive("strides", "dilation_rate"),),
    rank=3,
)

CARDS = (LSTM, GRU, CONV_LSTM_3D)
