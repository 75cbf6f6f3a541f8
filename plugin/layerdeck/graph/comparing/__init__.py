"""What changed in meaning between two Graphs, with the layout left out, and in words.

`graph.diff` tells a view what to draw anew; this tells a person what the model is now.
"""

from .compare import compare
from .comparison import (
    ABSENT,
    CARD,
    BlockChanges,
    CardChange,
    Comparison,
    Reordered,
    Rewired,
    Said,
    ValueChange,
    Written,
)
from .telling import Told, What, tell

__all__ = [
    "ABSENT",
    "CARD",
    "BlockChanges",
    "CardChange",
    "Comparison",
    "Reordered",
    "Rewired",
    "Said",
    "Told",
    "ValueChange",
    "What",
    "Written",
    "compare",
    "tell",
]
