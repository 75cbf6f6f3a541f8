"""Recurrent layers: they read sequences of vectors step by step."""

from dataclasses import replace

from layerdeck.deck import Kind, Port, layer_card

from ._ports import flag, seed
from ._recurrence import (
    GIVES,
    HIDDEN_AND_CELL,
    UNIT_FORGET_BIAS,
    reset_after,
    running,
    state,
    takes,
    units,
    unroll,
    use_cudnn,
    weights,
)
from ._weights import regularizer

_SEQUENCES = "Sequences: batch × time × features."
_ONE_STATE = "one tensor, batch × units"
_STATE = state("state", "State", "The state after the last step.")

LSTM = layer_card(
    "keras.layers.LSTM",
    "LSTM",
    "Recurrent",
    "Long short-term memory: reads a sequence step by step and keeps what matters in a gated cell.",
    ports=(units(), *weights(UNIT_FORGET_BIAS), seed(), *running(), unroll(), use_cudnn()),
    takes=takes(_SEQUENCES, 20, 8, states="two tensors, hidden and cell state, each batch × units"),
    gives=GIVES,
    states=HIDDEN_AND_CELL,
    main=("return_sequences",),
    initial={"units": 64},
    aliases=("Long short-term memory",),
)

GRU = layer_card(
    "keras.layers.GRU",
    "GRU",
    "Recurrent",
    "Gated recurrent unit: like an LSTM with one state and a quarter fewer weights.",
    ports=(units(), *weights(), seed(), *running(), unroll(), reset_after(), use_cudnn()),
    takes=takes(_SEQUENCES, 20, 8, states=_ONE_STATE),
    gives=GIVES,
    states=(_STATE,),
    main=("return_sequences",),
    initial={"units": 64},
    aliases=("Gated recurrent unit",),
)

_IGNORED_PENALTY = replace(
    regularizer("activity"),
    help="Keras' Simple RNN takes a penalty on its output and does not apply it (seen in 3.15). An "
    "Activity regularization card after it does.",
)

SIMPLE_RNN = layer_card(
    "keras.layers.SimpleRNN",
    "Simple RNN",
    "Recurrent",
    "Joins each step with the output of the step before. Without gates it forgets over long "
    "sequences; LSTM and GRU remember further.",
    ports=(
        units(),
        *(
            _IGNORED_PENALTY if port.id == _IGNORED_PENALTY.id else port
            for port in weights(gated=False)
        ),
        *running(),
        unroll(),
        seed(),
    ),
    takes=takes(_SEQUENCES, 20, 8, states=_ONE_STATE),
    gives=GIVES,
    states=(_STATE,),
    main=("return_sequences",),
    initial={"units": 64},
    aliases=("Elman network", "fully connected RNN"),
)

RNN = layer_card(
    "keras.layers.RNN",
    "RNN",
    "Recurrent",
    "Walks a sequence with any cell: an LSTM cell, a GRU cell, or several stacked ones.",
    ports=(
        Port(
            id="cell",
            title="Cell",
            kind=Kind.LAYER,
            main=True,
            example="keras.layers.LSTMCell",
            help="What happens at each step: the Layer instance of a cell's card.",
        ),
        *running(),
        unroll(),
        flag(
            "zero_output_for_mask",
            "Gives zeros for steps that a mask leaves out; off repeats the step before.",
        ),
    ),
    takes=takes(
        _SEQUENCES, 20, 8, states="one tensor for each state of the cell, in the cell's order"
    ),
    gives=GIVES,
    states=(
        state("state_1", "State 1", "The first state after the last step.", maybe=True),
        state(
            "state_2",
            "State 2",
            "The second state after the last step: of an LSTM cell, the cell state.",
            maybe=True,
        ),
    ),
    main=("return_sequences",),
    aliases=("Recurrent neural network",),
)

CARDS = (LSTM, GRU, SIMPLE_RNN, RNN)
