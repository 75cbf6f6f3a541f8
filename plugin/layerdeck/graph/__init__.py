"""The Graph, its edits and its history. Standard library only; imports the deck."""

from .diff import Changes, diff
from .document import Document
from .edits import EditError
from .graph import Graph
from .placed import Card, Frame, Note, Position, Size
from .wires import End, Wire, Wires

__all__ = [
    "Card",
    "Changes",
    "Document",
    "EditError",
    "End",
    "Frame",
    "Graph",
    "Note",
    "Position",
    "Size",
    "Wire",
    "Wires",
    "diff",
]
