"""The networks whose training step is measured, as graphs: what people build on volumes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from layerdeck.deck import load_catalogue
from layerdeck.graph import End, Graph
from layerdeck.graph.edits import add, connect

DECK = load_catalogue()
SAME = {"padding": "same"}


@dataclass
class Network:
    """A graph that grows card by card; every card is fed by those named."""

    graph: Graph = field(default_factory=Graph)

    def card(self, kind: str, *sources: str, **values: Any) -> str:
        """Place a card, wire it, and give its name."""
        where = "layerdeck" if kind == "Output" else "keras" if kind == "Input" else "keras.layers"
        self.graph, name = add(self.graph, DECK, f"{where}.{kind}", (0, 0), values)
        port = DECK[f"{where}.{kind}"].tensors
        for source in sources:
            wire = End(source, "output"), End(name, port[0].id)
            self.graph = connect(self.graph, DECK, *wire)
        return name

    def conv(self, source: str, filters: int, size: int = 3, **values: Any) -> str:
        return self.card(
            "Conv3D", source, **{**SAME, "filters": filters, "kernel_size": (size,) * 3, **values}
        )

    def twice(self, source: str, filters: int) -> str:
        first = self.conv(source, filters, activation="relu")
        return self.conv(first, filters, activation="relu")

    def normal(self, source: str) -> str:
        return self.card("ReLU", self.card("BatchNormalization", source))

    def ends(self, source: str) -> Graph:
        self.card("Output", source)
        return self.graph


def classifier(side: int = 48) -> Graph:
    """Convolutions and poolings, and a decision at the end."""
    made = Network()
    source = made.card("Input", shape=(side, side, side, 1))
    for filters in (16, 32, 64):
        source = made.card("MaxPooling3D", made.twice(source, filters))
    source = made.card("Dropout", made.card("Flatten", source), rate=0.5)
    hidden = made.card("Dense", source, units=64, activation="relu")
    return made.ends(made.card("Dense", hidden, units=10, activation="softmax"))


def unet(side: int = 48) -> Graph:
    """Down and up again, with skips that are concatenated."""
    made = Network()
    source, skips = made.card("Input", shape=(side, side, side, 1)), []
    for filters in (8, 16):
        source = made.twice(source, filters)
        skips.append(source)
        source = made.card("MaxPooling3D", source)
    source = made.twice(source, 32)
    for filters in (16, 8):
        source = made.card("UpSampling3D", source)
        source = made.twice(made.card("Concatenate", source, skips.pop()), filters)
    return made.ends(made.conv(source, 1, 1, activation="sigmoid"))


def residual(side: int = 40) -> Graph:
    """Blocks of two convolutions that are added to what they were given."""
    made = Network()
    source = made.card("Input", shape=(side, side, side, 1))
    source = made.normal(made.conv(source, 16))
    for number in range(4):
        inner = made.conv(made.normal(made.conv(source, 16)), 16)
        inner = made.card("BatchNormalization", inner)
        source = made.card("ReLU", made.card("Add", source, inner))
        if number == 1:
            source = made.conv(source, 16, strides=(2, 2, 2))
    source = made.card("GlobalAveragePooling3D", source)
    return made.ends(made.card("Dense", source, units=2))


def transposed(side: int = 48) -> Graph:
    """Down by strides and up by transposed convolutions, all of it normalized."""
    made = Network()
    source, skips = made.card("Input", shape=(side, side, side, 2)), []
    source = made.normal(made.conv(source, 8))
    for filters in (16, 32):
        skips.append(source)
        source = made.normal(made.conv(source, filters, strides=(2, 2, 2)))
    for filters in (16, 8):
        values = {"filters": filters, "kernel_size": (2, 2, 2), "strides": (2, 2, 2), **SAME}
        source = made.normal(made.card("Conv3DTranspose", source, **values))
        source = made.normal(made.conv(made.card("Add", source, skips.pop()), filters))
    return made.ends(made.conv(source, 3, 1, activation="softmax"))


def dense(side: int = 40) -> Graph:
    """Every convolution sees all before it, at growing dilation."""
    made = Network()
    source = made.conv(made.card("Input", shape=(side, side, side, 1)), 8, activation="relu")
    for rate in (1, 2, 4, 1):
        new = made.conv(source, 8, dilation_rate=(rate,) * 3, activation="relu")
        source = made.card("Concatenate", source, new)
    return made.ends(made.conv(source, 1, 1, activation="sigmoid"))


def video(side: int = 24) -> Graph:
    """Volumes in time: recurrent convolutions."""
    made = Network()
    source = made.card("Input", shape=(6, side, side, side, 1))
    values = {"filters": 8, "kernel_size": (3, 3, 3), **SAME}
    source = made.card("ConvLSTM3D", source, **values, return_sequences=True)
    source = made.card("ConvLSTM3D", source, **values)
    return made.ends(made.conv(source, 1, 1))


def small(side: int = 24) -> Graph:
    """For a test: a convolution, a normalization, a skip."""
    made = Network()
    first = made.conv(made.card("Input", shape=(side, side, side, 2)), 16, activation="relu")
    inner = made.normal(made.conv(first, 16))
    lower = made.card("MaxPooling3D", made.card("Add", first, inner))
    return made.ends(made.conv(lower, 4, 1, activation="sigmoid"))


NETWORKS: dict[str, tuple[Callable[[], Graph], int]] = {
    "classifier": (classifier, 8),
    "unet": (unet, 8),
    "residual": (residual, 8),
    "transposed": (transposed, 8),
    "dense": (dense, 8),
    "video": (video, 4),
    "small": (small, 16),
}
"""By name, how it is made and the batch it is trained with."""
