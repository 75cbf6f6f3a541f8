"""Names: ids of cards out of names of layers, and the names that a model needs to keep."""

import keyword
import re
from collections.abc import Iterable

from layerdeck.graph.naming import Ids

from .saved import Saved, snake

_LONGEST = 60
_NUMBER = re.compile(r"_[0-9]+$")


def identifier(name: str, fallback: str) -> str:
    """A name as a Python identifier; where it starts with a digit, behind the fallback."""
    made = re.sub(r"[^0-9A-Za-z_]+", "_", name)[:_LONGEST].strip("_") or fallback
    if made[0].isdigit():
        made = f"{fallback}_{made}"
    if not made.isidentifier():
        return "layer"
    return f"{made}_" if keyword.iskeyword(made) else made


class LayerNames:
    """Which layers keep their name, for all models of a file.

    A name that Keras would give again by itself is left out: the class's, numbered or not. Unless
    another layer has such a name by choice: Keras would give it twice.
    """

    def __init__(self, layers: Iterable[Saved]) -> None:
        chosen = {layer.name for layer in layers if layer.name and not automatic(layer)}
        self._chosen = {_NUMBER.sub("", name) for name in chosen}
        self._taken = Ids(())

    def keep(self, layer: Saved) -> tuple[str, str]:
        """The name that a layer's card gives it, and why it is another one; both may be empty."""
        name = layer.name
        if not name or (automatic(layer) and snake(layer.class_name) not in self._chosen):
            return "", ""
        # TensorFlow names nothing otherwise, and Keras 3 takes no slash.
        sound = re.sub(r"[^A-Za-z0-9_.>-]", "_", name)
        sound = sound if sound[0].isalnum() else f"layer{sound}"
        kept = self._taken.take(sound)
        if sound != name:
            return kept, "Keras 3 refuses a sign in this name, and a _ is in its place"
        if kept != sound:
            return kept, "another layer of the file has this name, and so it got a number"
        return kept, ""


def automatic(layer: Saved) -> bool:
    """Whether a layer's name is one that Keras gives by itself: its class's, numbered or not."""
    stem = snake(layer.class_name)
    return bool(stem) and re.fullmatch(rf"{re.escape(stem)}(_[0-9]+)?", layer.name) is not None
