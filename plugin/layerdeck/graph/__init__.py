"""The Graph, its edits and its history. Standard library only; imports the deck."""

from .diff import Changes, diff
from .document import Document
from .edits import EditError
from .graph import Card, End, Graph, Position, Wire

__all__ = [
    "Card",
    "Changes",
    "Document",
    "EditError",
    "End",
    "Graph",
    "Position",
    "Wire",
    "diff",
]
