"""Faults of recurrent states: those to start from, and those that are wanted."""

from engine.case import Case
from engine.several import (
    GRU,
    LSTM,
    SERIES,
    around,
    called,
    walk,
)
from layerdeck.program import Severity

FAULTS_OF_STATES = (
    Case(
        "one state for two",
        walk("LSTM", {"units": 3}, {"shape": (3,)}),
        "rnn.initial_state",
        "LSTM starts from 2 states here, batch × 3, and 1 is wired. Wire exactly these, or none"
        " to start from zeros.",
        "2 states wanted, 1 wired",
    ),
    Case(
        "three states for two",
        walk("LSTM", {"units": 3}, *[{"shape": (3,)}] * 3),
        "rnn.initial_state",
        "LSTM starts from 2 states here, batch × 3, and 3 are wired. Wire exactly these, or "
        "none to start from zeros.",
        "2 states wanted, 3 wired",
    ),
    Case(
        "two states for one",
        walk("GRU", {"units": 3}, *[{"shape": (3,)}] * 2),
        "rnn.initial_state",
        "GRU starts from 1 state here, batch × 3, and 2 are wired. Keras passes the others by. "
        "Wire exactly these, or none to start from zeros.",
        "1 state wanted, 2 wired",
        severity=Severity.WARNING,
    ),
    Case(
        "a state of other size",
        walk("LSTM", {"units": 3}, {"shape": (3,)}, {"shape": (4,)}),
        "rnn.initial_state",
        "Initial state 2 must be batch × 3, and s2 gives batch × 4. Feed it that shape.",
        "Initial state 2 of another shape",
    ),
    Case(
        "a sequence for a state",
        walk("SimpleRNN", {"units": 3}, {"shape": (7, 3)}),
        "rnn.initial_state",
        "Initial state must be batch × 3, and s1 gives batch × 7 × 3. Feed it that shape.",
        "Initial state of another shape",
    ),
    Case(
        "a state of other samples",
        walk(
            "GRU",
            {"units": 3},
            {"shape": (3,), "batch_size": 4},
            series={**SERIES, "batch_size": 2},
        ),
        "rnn.initial_state",
        "Initial state must be 2 × 3, and s1 gives 4 × 3. Feed it that shape.",
        "Initial state of another shape",
    ),
    Case(
        "a state of texts",
        walk("GRU", {"units": 3}, {"shape": (3,), "dtype": "string"}),
        "rnn.initial_state",
        "Initial state must be floats, and s1 gives string. Let the Input take float32.",
        "Initial state of texts",
        fixes=("Set dtype of s1 to float32",),
    ),
    Case(
        "images of another size as states",
        walk(
            "ConvLSTM2D",
            {"filters": 2, "kernel_size": 3},
            *[{"shape": (8, 8, 2)}] * 2,
            series={"shape": (4, 8, 8, 1)},
        ),
        "rnn.initial_state",
        "Initial state 1 must be batch × 6 × 6 × 2, and s1 gives batch × 8 × 8 × 2. Feed it "
        "that shape.",
        "Initial state 1 of another shape",
    ),
    Case(
        "a state for one direction",
        around(("Bidirectional", {}), ("LSTM", {"units": 3}), states=2),
        "outer.initial_state",
        "Bidirectional starts from 4 states here, batch × 3, and 2 are wired. Wire exactly "
        "these, or none to start from zeros.",
        "4 states wanted, 2 wired",
    ),
    Case(
        "a state too few for a cell",
        around(("RNN", {}), LSTM, states=1),
        "outer.initial_state",
        "RNN starts from 2 states here, batch × 3, and 1 is wired. Wire exactly these, or none "
        "to start from zeros.",
        "2 states wanted, 1 wired",
    ),
    Case(
        "states for stacked cells of several",
        around(("RNN", {}), LSTM, ("GRUCell", {"units": 3}), states=3),
        "outer.initial_state",
        "Initial state: a cell with several states among stacked ones starts from a list of its"
        " own, which no wire carries. Put each cell into an RNN of its own instead, one after "
        "the other, all but the last with Return sequences on.",
        "States of stacked cells are lists",
    ),
    Case(
        "a state of stacked cells that is a list",
        around(("RNN", {"return_state": True}), LSTM, GRU, wanted=("state_1",)),
        "outer.cell",
        "State 1 is wired, and it is a list: the states of a cell among stacked ones that has "
        "several. Put each cell into an RNN of its own instead, one after the other, all but "
        "the last with Return sequences on.",
        "State 1 is a list of states",
    ),
    Case(
        "a state that the cell has not",
        around(("RNN", {"return_state": True}), GRU, wanted=("state_2",)),
        "outer.cell",
        "State 2 is wired, and the cell gives 1 state here. Take the wire away.",
        "There is no State 2 here",
    ),
    Case(
        "states of both directions that are off",
        around(("Bidirectional", {}), ("GRU", {"units": 3}), wanted=("state_1", "state_2")),
        "outer.layer",
        "State 1 is wired, and Return state of inner1, the layer inside, is off. Switch it on, "
        "or take the wire away.",
        "Return state of inner1 is off",
        fixes=("Set return state of inner1 to on",),
    ),
    Case(
        "states of directions not merged that are off",
        around(("Bidirectional", {"merge_mode": None}), ("GRU", {"units": 3}), wanted=("state_2",)),
        "outer.layer",
        "State 2 is wired, and Return state of inner1, the layer inside, is off. Switch it on, "
        "or take the wire away.",
        "Return state of inner1 is off",
        fixes=("Set return state of inner1 to on",),
    ),
    Case(
        "a state that both directions have not",
        around(
            ("Bidirectional", {}), ("GRU", {"units": 3, "return_state": True}), wanted=("state_3",)
        ),
        "outer.layer",
        "State 3 is wired, and the layer inside gives 2 states here. Take the wire away.",
        "There is no State 3 here",
    ),
    Case(
        "an LSTM that is called with one state",
        called(("LSTM", {"units": 3}), (7, 8), (3,)),
        "again.input",
        "LSTM starts from 2 states here, batch × 3, and 1 is wired. Wire exactly these, or none"
        " to start from zeros.",
        "2 states wanted, 1 wired",
    ),
    Case(
        "a sequence for a state",
        walk("SimpleRNN", {"units": 3}, {"shape": (7, 3)}),
        "rnn.initial_state",
        "Initial state must be batch × 3, and s1 gives batch × 7 × 3. Feed it that shape.",
        "Initial state of another shape",
    ),
)
