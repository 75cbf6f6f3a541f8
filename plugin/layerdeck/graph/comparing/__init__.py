"""What changed in meaning between two Graphs, with the layout left out, and in words.

`graph.diff` tells a view what to draw anew; this tells a person what the model is now.
"""

from .compare import compare
from .comparison import (
    ABSENT,
    CARD,
    WEIGHTS,
    BlockChanges,
    CardChange,
    Comparison,
    Reordered,
    Rewired,
    Said,
    ValueChange,
    Written,
)
from .renames import renames
from .telling import Told, What, ends_words, printable, tell, value_words

__all__ = [
    "ABSENT",
    "CARD",
    "WEIGHTS",
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
    "ends_words",
    "printable",
    "renames",
    "tell",
    "value_words",
]
