"""A fault a person can make, and how it must be told."""

from dataclasses import dataclass

from engine.networks import network
from layerdeck.graph import Graph
from layerdeck.program import Severity

VOLUME = (8, 8, 8, 4)


@dataclass(frozen=True)
class Case:
    """A graph with one fault."""

    name: str
    graph: Graph
    place: str
    message: str
    short: str
    fixes: tuple[str, ...] = ()
    severity: Severity = Severity.ERROR


def called_again(
    shape: tuple[int, ...], other: tuple[int, ...], layer: str, **values: object
) -> Graph:
    return network(
        {
            "one": ("Input", {"shape": shape}),
            "two": ("Input", {"shape": other}),
            "shared": (layer, values),
            "again": ("CallLayer", {}),
            "out1": ("Output", {}),
            "out2": ("Output", {}),
        },
        "one > shared",
        "two > again",
        "shared.layer > again.layer",
        "shared > out1",
        "again > out2",
    )
