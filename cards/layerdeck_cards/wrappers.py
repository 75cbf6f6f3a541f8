"""Wrappers: layers made of another layer, which comes in by a wire."""

from dataclasses import replace

from layerdeck.deck import Kind, Port

from ._card import layer_card, tensor
from ._ports import choice


def _layer(text: str, example: str) -> Port:
    return Port(id="layer", title="Layer", kind=Kind.LAYER, main=True, example=example, help=text)


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
                "averaged element by element. Not merged gives a list of both.",
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
    takes=tensor("What the recurrent layer takes: batch × time × …", 20, 8),
    gives="Both directions joined: with Concat, twice the channels.",
    main=("merge_mode",),
    aliases=("Bidirectional layer wrapper",),
    exceptions={"weights": "it holds arrays; a model's weights are loaded from a file"},
)

CARDS = (TIME_DISTRIBUTED, BIDIRECTIONAL)
