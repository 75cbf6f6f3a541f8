"""Variable names of a Program: the cards' ids, kept clear of each other and of Python's words."""

import builtins
import keyword
import re
from collections.abc import Iterable

RESERVED = frozenset(
    {
        "keras",
        "tf",
        "layers",
        "initializers",
        "regularizers",
        "constraints",
        "build_model",
        "model",
        "np",
        "rng",
        "_",
    }
) | frozenset(dir(builtins))
"""Names the exported module uses itself, and Python's own, which code should not hide."""


def model_name(title: str) -> str:
    """A title as the name of a model.

    TensorFlow takes letters, digits and `_.>-`, and refuses others as soon as the model runs; the
    first must be a letter or a digit.
    """
    name = re.sub(r"[^A-Za-z0-9_.>-]", "_", title) or "model"
    return name if name[0].isalnum() else f"model{name}"


class Names:
    """Hands out names, each once, and none of those that are taken already."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)

    def take(self, wanted: str) -> str:
        """`wanted`, or with underscores and a number where that is needed to make it usable."""
        name = wanted
        if name in RESERVED or keyword.iskeyword(name):
            name = f"{name}_"
        number = 2
        while name in self._taken:
            name = f"{wanted}_{number}"
            number += 1
        self._taken.add(name)
        return name
