"""Where the weights of a model come from, as far as the graph knows."""

from msgspec import Struct

from layerdeck.graph import Graph
from layerdeck.graph.origins import IMPORTED, layers_of


class Origin(Struct, frozen=True):
    """The file of a model that was imported.

    Attributes:
        file: its path.
        layers: by the path of a card, the layer of the file: its name, after those of the models
            that it is in.
        has_weights: whether it has any; a JSON or a script has none.
    """

    file: str
    layers: dict[str, tuple[str, ...]]
    has_weights: bool = True


def origin_of(graph: Graph) -> Origin | None:
    """The file that a graph names, if it names one."""
    if graph.weights:
        return Origin(graph.weights, dict(layers_of(graph)))
    source = graph.rest.get(IMPORTED)
    return Origin(source, {}, has_weights=False) if isinstance(source, str) and source else None
