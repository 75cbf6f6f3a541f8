"""Taking cards out of wires and putting them in."""

from collections.abc import Collection

from layerdeck.deck import Catalogue

from .bypass import cut_out
from .edits import remove
from .graph import Graph


def remove_joining(graph: Graph, deck: Catalogue, items: Collection[str]) -> Graph:
    """Take cards, frames and notes away, and wire what fed the cards to whom they fed.

    A card that takes several tensors passes on the first of them.
    """
    return remove(cut_out(graph, deck, items), items)
