"""Wrappers: layers made of another layer, which comes in by a wire."""

from dataclasses import replace

from layerdeck.deck import Kind, Port, layer_card, tensor

from ._ports import choice, integer
from ._recurrence import takes


def _layer(text: str, example: str) -> Port:
    return Port(id="layer", title="Layer", kind=Kind.LAYER, main=True, example=example, help=text)


def _state(number: int, text: str) -> Port:
    return Port(
        id=f"state_{number}",
        title=f"State {number}",
        kind=Kind.TENSOR,
        maybe=True,
        help=f"While Return state of the layer inside is on: {text}",
    )


TIME_DISTRIBUTED = layer_card(
    "keras.layers.TimeDistributed",
    "Time distributed",
    "Wrappers",
    "Applies one layer to every step of a time axis with the same weights: a Convolution 3D "
    "inside reads volumes in time.",
    ports=(
        _layer("The layer for each step, from its Layer instance output.", "keras.layers.Conv3D"),
    ),
    takes=tensor(
        "Anything with time as its second axis: batch × time × the layer's own axes.", 4, 8, 8, 8, 2
    ),
    gives="What the layer gives, with the time axis kept: batch × time × …",
    aliases=("Time distributed layer wrapper",),
)

BIDIRECTIONAL = layer_card(
    "keras.layers.Bidirectional",
    "Bidirectional",
    "Wrappers",
    "Reads a sequence forwards and backwards with two copies of a recurrent layer and joins what "
    "they give.",
    ports=(
        _layer(
            "The recurrent layer, from its Layer instance output. Its copies get new weights.",
            "keras.layers.LSTM",
        ),
        replace(
            choice(
                "merge_mode",
                "How the two directions are joined: side by side, or added, multiplied or "
                "averaged element by element. Not merged gives each as an output of its own.",
                ("concat", "sum", "mul", "ave"),
                "concat",
            ),
            nullable=True,
            none_text="not merged",
        ),
        Port(
            id="backward_layer",
            title="Backward layer",
            kind=Kind.LAYER,
            default=None,
            none_text="a copy",
            help="Another layer for the way back, one with Go backwards on. Left out, it is a "
            "copy of the first.",
        ),
    ),
    takes=takes(
        "What the recurrent layer takes: batch × time × …", 20, 8,
        states="the states of the forward layer, then those of the backward one",
    ),
    gives="Both directions joined: with Concat, twice the channels. Not merged, the forward one.",
    states=(
        Port(
            id="backward",
            title="Backward",
            kind=Kind.TENSOR,
            when="merge_mode",
            when_is=None,
            help="What the backward direction gives, while the two are not merged.",
        ),
        _state(1, "the forward state, of an LSTM the hidden one."),
        _state(2, "of an LSTM the forward cell state, of a GRU the backward state."),
        _state(3, "of an LSTM the backward hidden state."),
        _state(4, "of an LSTM the backward cell state."),
    ),
    main=("merge_mode",),
    aliases=("Bidirectional layer wrapper", "BiLSTM", "BiGRU"),
    exceptions={"weights": "it holds arrays; a model's weights are loaded from a file"},
)  # fmt: skip

SPECTRAL_NORMALIZATION = layer_card(
    "keras.layers.SpectralNormalization",
    "Spectral normalization",
    "Wrappers",
    "Divides the kernel of a layer by its largest singular value while training, so that the layer "
    "cannot stretch its input. It steadies the discriminator of a GAN.",
    ports=(
        _layer(
            "A layer with a kernel, such as Dense or a Convolution, or an Embedding.",
            "keras.layers.Conv2D",
        ),
        integer(
            "power_iterations",
            "Steps of the estimate of the singular value at each training step. One is mostly "
            "enough.",
            1, 1,
        ),
    ),
    takes=tensor("What the layer inside takes.", 16, 16, 2),
    gives="What the layer inside gives.",
    aliases=("spectral norm", "Lipschitz"),
)  # fmt: skip

CARDS = (TIME_DISTRIBUTED, BIDIRECTIONAL, SPECTRAL_NORMALIZATION)
