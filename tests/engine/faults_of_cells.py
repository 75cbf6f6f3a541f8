"""Faults of cells, wrappers and layers that are called again."""

from engine.case import Case
from engine.networks import network
from engine.several import (
    GRU,
    LSTM,
    SERIES,
    around,
    called,
)
from layerdeck.program import Severity

FAULTS_OF_CELLS = (
    Case(
        "a layer for a cell",
        around(("RNN", {}), ("Dense", {"units": 3})),
        "outer.cell",
        "Dense is no cell: it keeps no state from step to step. Wire an LSTM cell, a GRU cell, "
        "a Simple RNN cell or Stacked RNN cells here.",
        "Dense is no cell",
    ),
    Case(
        "a recurrent layer for a cell",
        around(("RNN", {}), ("LSTM", {"units": 3})),
        "outer.cell",
        "LSTM is a whole recurrent layer, which holds its cell already. Wire an LSTM cell, a "
        "GRU cell, a Simple RNN cell or Stacked RNN cells here.",
        "LSTM is no cell",
    ),
    Case(
        "a layer among stacked cells",
        around(("RNN", {}), LSTM, ("Dense", {"units": 3})),
        "stack.cells",
        "Dense is no cell: it keeps no state from step to step. Wire an LSTM cell, a GRU cell, "
        "a Simple RNN cell or Stacked RNN cells here.",
        "Dense is no cell",
    ),
    Case(
        "a cell in Time distributed",
        around(("TimeDistributed", {}), LSTM),
        "outer.layer",
        "LSTM cell: a cell makes one step of a sequence and is no layer by itself. Put an RNN "
        "round it, and wire the Layer instance of the RNN here.",
        "LSTM cell is a cell, not a layer",
    ),
    Case(
        "a cell in Bidirectional",
        around(("Bidirectional", {}), GRU),
        "outer.layer",
        "GRU cell: a cell makes one step of a sequence and is no layer by itself. Put an RNN "
        "round it, and wire the Layer instance of the RNN here.",
        "GRU cell is a cell, not a layer",
    ),
    Case(
        "stacked cells in Spectral normalization",
        around(("SpectralNormalization", {}), LSTM, GRU),
        "outer.layer",
        "Stacked RNN cells: a cell makes one step of a sequence and is no layer by itself. Put "
        "an RNN round it, and wire the Layer instance of the RNN here.",
        "Stacked RNN cells is a cell, not a layer",
    ),
    Case(
        "an attention in Time distributed",
        around(("TimeDistributed", {}), ("Attention", {})),
        "outer.layer",
        "Time distributed hands one tensor to the layer inside, and Attention takes several. "
        "Use it without the wrapper, or a layer that takes one.",
        "Attention takes several tensors",
    ),
    Case(
        "a merge in Spectral normalization",
        around(("SpectralNormalization", {}), ("Concatenate", {})),
        "outer.layer",
        "Spectral normalization hands one tensor to the layer inside, and Concatenate takes "
        "several. Use it without the wrapper, or a layer that takes one.",
        "Concatenate takes several tensors",
    ),
    Case(
        "states in Time distributed",
        around(
            ("TimeDistributed", {}),
            ("GRU", {"units": 3, "return_state": True}),
            series={"shape": (2, 7, 8)},
        ),
        "outer.layer",
        "Time distributed takes one tensor back from the layer inside, and GRU gives its states"
        " too. Switch Return state off there.",
        "GRU gives its states too",
        fixes=("Set return state of inner1 to off",),
    ),
    Case(
        "no kernel to normalize",
        around(("SpectralNormalization", {}), ("BatchNormalization", {})),
        "outer.layer",
        "Spectral normalization divides the kernel of the layer inside, and Batch normalization"
        " has no kernel of its own. Put it round a layer such as Dense or a Convolution.",
        "Batch normalization has no kernel",
    ),
    Case(
        "a kernel of a cell to normalize",
        around(("SpectralNormalization", {}), ("LSTM", {"units": 3})),
        "outer.layer",
        "Spectral normalization divides the kernel of the layer inside, and LSTM has no kernel "
        "of its own. Put it round a layer such as Dense or a Convolution.",
        "LSTM has no kernel",
    ),
    Case(
        "sequences into images to normalize",
        around(("SpectralNormalization", {}), ("Conv2D", {"filters": 2, "kernel_size": 3})),
        "outer.input",
        "Spectral normalization takes tensors of 4 axes (batch × height × width × channels), "
        "and series gives 3: batch × 7 × 8. Does the shape of the Input lack its last axis, the"
        " channels?",
        "Takes 4 axes, and got 3",
        fixes=("Give series a channel axis: 7, 8, 1",),
    ),
    Case(
        "an orthogonal bias of a cell",
        around(("RNN", {}), ("LSTMCell", {"units": 3, "bias_initializer": "orthogonal"})),
        "inner1.bias_initializer",
        "Bias initializer: Orthogonal takes a weight of two axes or more, and this one has 1: "
        "12. Choose another, such as zeros.",
        "Bias initializer does not fit the weight",
        fixes=("Set bias initializer to zeros",),
    ),
    Case(
        "an orthogonal bias of a stacked cell",
        around(("RNN", {}), GRU, ("LSTMCell", {"units": 3, "bias_initializer": "orthogonal"})),
        "inner2.bias_initializer",
        "Bias initializer: Orthogonal takes a weight of two axes or more, and this one has 1: "
        "12. Choose another, such as zeros.",
        "Bias initializer does not fit the weight",
        fixes=("Set bias initializer to zeros",),
    ),
    Case(
        "an orthogonal bias of a cell in both directions",
        network(
            {
                "series": ("Input", SERIES),
                "cell": ("LSTMCell", {"units": 3, "bias_initializer": "orthogonal"}),
                "rnn": ("RNN", {}),
                "both": ("Bidirectional", {}),
                "result": ("Output", {}),
            },
            "cell.layer > rnn.cell",
            "rnn.layer > both.layer",
            "series > both",
            "both > result",
        ),
        "cell.bias_initializer",
        "Bias initializer: Orthogonal takes a weight of two axes or more, and this one has 1: "
        "12. Choose another, such as zeros.",
        "Bias initializer does not fit the weight",
        fixes=("Set bias initializer to zeros",),
    ),
    Case(
        "a regularizer of matrices for a cell's bias",
        around(
            ("RNN", {}), ("LSTMCell", {"units": 3, "bias_regularizer": "orthogonal_regularizer"})
        ),
        "inner1.bias_regularizer",
        "Bias regularizer: the orthogonal regularizer takes a weight of two axes, such as "
        "Dense's kernel, and this has 1. Training would fail. Choose another, such as l2.",
        "Bias regularizer: 2 axes, not 1",
        fixes=("Set bias regularizer to none",),
        severity=Severity.WARNING,
    ),
    Case(
        "a cell that is called",
        called(LSTM, (8,)),
        "again.layer",
        "LSTM cell: a cell makes one step of a sequence and is never applied by itself. Put an "
        "RNN round it, and wire the Layer instance of the RNN here.",
        "LSTM cell is never applied",
    ),
    Case(
        "an attention that is called with too little",
        called(("Attention", {}), (5, 8)),
        "again.input",
        "Attention takes Query and Value, then may take Key, Query mask and Value mask, in this"
        " order, and 1 tensor is wired.",
        "Takes 2 or more tensors, and got 1",
    ),
    Case(
        "an attention that is called with too much",
        called(("Attention", {}), *[(5, 8)] * 3, *[(5,)] * 3),
        "again.input",
        "Attention takes Query and Value, then may take Key, Query mask and Value mask, in this"
        " order, and 6 tensors are wired.",
        "Takes 2 to 5 tensors, and got 6",
    ),
    Case(
        "a layer of one tensor that is called with two",
        called(("Dense", {"units": 3}), (5,), (5,)),
        "again.input",
        "Dense takes one tensor, and 2 tensors are wired.",
        "Takes 1 tensor, and got 2",
    ),
)
