"""The formats that a built model is saved in. Only the engine writes them; all may name them."""

from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path


class Format(StrEnum):
    """What a saved model is."""

    KERAS = "keras"
    JSON = "json"
    SAVED_MODEL = "saved-model"
    ONNX = "onnx"


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a format.

    Attributes:
        title: what it is called.
        what: what is written, within a sentence.
        ending: of the file; empty where it is a folder.
        needs: the packages that write it, beside Keras.
        has_weights: whether it holds them.
    """

    title: str
    what: str
    ending: str
    needs: tuple[str, ...] = ()
    has_weights: bool = True


ABOUT = {
    Format.KERAS: About("Keras model", "a Keras model", ".keras"),
    Format.JSON: About("Keras JSON", "Keras JSON", ".json", has_weights=False),
    Format.SAVED_MODEL: About("SavedModel", "a SavedModel", ""),
    Format.ONNX: About("ONNX", "an ONNX model", ".onnx", ("tf2onnx", "onnx")),
}

SAVED_MODEL_PARTS = frozenset(
    {
        "saved_model.pb", "saved_model.pbtxt", "fingerprint.pb", "keras_metadata.pb", "variables",
        "assets", "assets.extra", "debug",
    }
)  # fmt: skip
"""What a SavedModel's folder holds, so that one can be told from others:
https://www.tensorflow.org/guide/saved_model#the_savedmodel_format_on_disk"""


def format_of(path: Path) -> Format | None:
    """The format that a name's ending says: none for a folder; None where no format has it."""
    ending = path.suffix.lower()
    return next((each for each, about in ABOUT.items() if about.ending == ending), None)


def why_not_written(wanted: Format) -> str:
    """Why the installed packages do not write a format, and what to do; empty where they do."""
    missing = [name for name in ABOUT[wanted].needs if find_spec(name) is None]
    if not missing:
        return ""
    are = "are" if len(missing) > 1 else "is"
    return (
        f"{ABOUT[wanted].title} needs {' and '.join(missing)}, which {are} not installed: "
        f"run “pip install {' '.join(missing)}”."
    )
