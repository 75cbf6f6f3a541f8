"""Recurrent cells: what happens at one step. They are never applied; RNN walks with them."""

from layerdeck.deck import Kind, Port, layer_card

from ._ports import seed
from ._recurrence import UNIT_FORGET_BIAS, reset_after, units, weights

LSTM_CELL = layer_card(
    "keras.layers.LSTMCell",
    "LSTM cell",
    "Recurrent",
    "One step of an LSTM, for RNN and Stacked RNN cells. It has two states: hidden and cell.",
    ports=(units(), *weights(UNIT_FORGET_BIAS, penalty=False), seed()),
    initial={"units": 64},
)

GRU_CELL = layer_card(
    "keras.layers.GRUCell",
    "GRU cell",
    "Recurrent",
    "One step of a GRU, for RNN and Stacked RNN cells. It has one state.",
    ports=(units(), *weights(penalty=False), reset_after(), seed()),
    initial={"units": 64},
)

SIMPLE_RNN_CELL = layer_card(
    "keras.layers.SimpleRNNCell",
    "Simple RNN cell",
    "Recurrent",
    "One step of a Simple RNN, for RNN and Stacked RNN cells. It has one state, its output.",
    ports=(units(), *weights(gated=False, penalty=False), seed()),
    initial={"units": 64},
)

STACKED_RNN_CELLS = layer_card(
    "keras.layers.StackedRNNCells",
    "Stacked RNN cells",
    "Recurrent",
    "Several cells as one: at each step the first feeds the second, and so on.",
    ports=(
        Port(
            id="cells",
            title="Cells",
            kind=Kind.LAYER,
            list=True,
            main=True,
            example=("keras.layers.LSTMCell", "keras.layers.GRUCell"),
            help="The cells from the first to the last, from their Layer instance outputs.",
        ),
    ),
)

CARDS = (LSTM_CELL, GRU_CELL, SIMPLE_RNN_CELL, STACKED_RNN_CELLS)
