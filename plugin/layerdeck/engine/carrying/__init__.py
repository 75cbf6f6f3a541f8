"""Carrying weights over: from the file that a model was imported from into the model just built.

The file is read as numbers and never loaded as a model: h5py gives arrays, of the shapes that the
built layers have, and whatever else is in the file stays there. A layer takes all of its weights
from there or none.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from layerdeck.files import FileError
from layerdeck.files.importing.report import Notes
from layerdeck.program import Origin

from .layers import weighted
from .numbers import MisfitError
from .sources import Source, opened

__all__ = ["carry"]


def carry(model: Any, layers: Mapping[str, Any], origin: Origin | None) -> tuple[str, ...]:
    """Give the layers of a model the weights that they had in a file; tells what became of it.

    What does not fit keeps the weights that it was built with.

    Args:
        model: the Keras model.
        layers: by card, the layers that it is made of.
        origin: the file, and by card the layer there; None where there is no file.
    """
    if origin is None:
        return ()
    name = Path(origin.file).name
    if not origin.has_weights:
        return (f"All weights are fresh: {name} has none.",)
    try:
        with opened(Path(origin.file)) as source:
            notes, came = _fill(source, name, weighted(model), _ways(layers, origin))
    except FileError as error:
        return (f"No weights came from {name}, and all are fresh: {error.what}",)
    count = "1 layer" if came == 1 else f"{came} layers"
    return (f"The weights of {count} came from {name}.", *notes.sentences())


def _fill(
    source: Source, name: str, layers: list[Any], ways: Mapping[int, tuple[str, tuple[str, ...]]]
) -> tuple[Notes, int]:
    notes, came = Notes(), 0
    for layer in layers:
        card, way = ways.get(id(layer), (layer.name, ()))
        if not way:
            notes.add(card, f"it is no layer of {name}, and starts with fresh weights")
            continue
        try:
            source.fill(layer, way)
        except MisfitError as error:
            notes.add(card, f"{error}, and so it starts with fresh ones")
        else:
            came += 1
    return notes, came


def _ways(layers: Mapping[str, Any], origin: Origin) -> dict[int, tuple[str, tuple[str, ...]]]:
    """By the id() of a layer, its card and its way in the file; of a shared one the first's."""
    found: dict[int, tuple[str, tuple[str, ...]]] = {}
    for card, layer in layers.items():
        way = origin.layers.get(card, ())
        if id(layer) not in found or (way and not found[id(layer)][1]):
            found[id(layer)] = card, way
    return found
