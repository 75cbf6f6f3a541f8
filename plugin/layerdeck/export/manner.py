"""How exported code is written: the choices that a person has."""

from dataclasses import dataclass
from enum import StrEnum


class Flavour(StrEnum):
    """Where the exported code takes Keras from."""

    KERAS = "keras"
    TF_KERAS = "tf.keras"


class Style(StrEnum):
    """What the exported code is made of: a function for each block, or a class."""

    FUNCTION = "function"
    CLASS = "class"


class Arguments(StrEnum):
    """How layers are given their arguments.

    `short`: the required ones at the head without their names, `layers.Conv3D(16, 3)`; `keyword`:
    each with its name, `layers.Conv3D(filters=16, kernel_size=3)`.
    """

    SHORT = "short"
    KEYWORD = "keyword"


@dataclass(frozen=True, slots=True)
class Manner:
    """How code is written."""

    flavour: Flavour = Flavour.KERAS
    style: Style = Style.FUNCTION
    arguments: Arguments = Arguments.SHORT

    @property
    def of_tensorflow(self) -> bool:
        """Whether Keras comes from TensorFlow."""
        return self.flavour is Flavour.TF_KERAS


PLAIN = Manner()
"""The manner where nobody chose one."""
