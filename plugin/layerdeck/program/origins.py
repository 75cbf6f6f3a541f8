"""Where the weights of a model come from, as far as the graph knows."""

from msgspec import Struct

from layerdeck.graph import Graph
from layerdeck.graph.origins import layers_of


class Origin(Struct, frozen=True):
    """The file of a model that was imported.

    Attributes:
        file: its path.
        layers: by the path of a card, the layer of the file: its name, after those of the models
            that it is in.
    """

    file: str
    layers: dict[str, tuple[str, ...]]


def origin_of(graph: Graph) -> Origin | None:
    """The file that a graph names, if it names one."""
    return Origin(graph.weights, dict(layers_of(graph))) if graph.weights else None
