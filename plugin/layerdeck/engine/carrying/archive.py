"""Weights in a `.keras` archive: groups named after attributes, and in lists after classes.

Source: keras/src/saving/saving_lib.py.
"""

from typing import Any

import numpy as np

from layerdeck.files import FileError
from layerdeck.files.importing.saved import Saved, is_operation, read_saved

from .layers import container_keys, parts
from .numbers import MisfitError, array, group

_LISTS = ("layers", "_layer_checkpoint_dependencies")
"""The group of a model's layers; the second is what Keras 2.12 wrote."""


class Archive:
    """The weights of a model whose configuration says what its layers are called."""

    def __init__(self, root: Any, model: Saved, file: str) -> None:
        self._root, self._model, self._file = root, model, file

    def fill(self, layer: Any, way: tuple[str, ...]) -> None:
        """Give a layer all the weights of the layer at the end of a way.

        Raises:
            MisfitError: they do not fit, and the layer is as it was.
        """
        try:
            place = self._place(way)
            found = [(part, self._of_part(place, path, part)) for path, part in parts(layer)]
        except (OSError, RuntimeError, KeyError, TypeError, FileError):
            raise MisfitError(f"its weights in {self._file} are damaged") from None
        for part, numbers in found:
            if numbers:
                part.load_own_variables(numbers)

    def _place(self, way: tuple[str, ...]) -> Any:
        """The group of a layer."""
        place, model = self._root, self._model
        for name in way:
            keys, layers = _listed(model)
            if name not in keys:
                raise MisfitError(f"{self._file} has no layer {'/'.join(way)} any more")
            model = layers[name]
            lists = (group(place, each) for each in _LISTS)
            place = next((group(each, keys[name]) for each in lists if each is not None), None)
            if place is None:
                raise MisfitError(f"its weights are not in {self._file}")
        return place

    def _of_part(self, place: Any, path: str, part: Any) -> dict[str, np.ndarray]:
        """The numbers of a layer or one inside of it, by Keras' own keys."""
        own: dict[str, Any] = {}
        part.save_own_variables(own)
        if not own:
            return {}
        ways = (group(place, f"{each}vars") for each in _ways(path))
        there = next((each for each in ways if each is not None), None)
        if there is None or len(there) != len(own):
            raise MisfitError(f"its weights in {self._file} are others in kind or number")
        return {
            key: array(there, key, tuple(np.shape(value)), self._file) for key, value in own.items()
        }


def _listed(model: Saved) -> tuple[dict[str, str], dict[str, Saved]]:
    """By name, what the layers of a model are called in the archive, and what they are."""
    raw = model.arguments.get("layers", model.config)
    listed = [read_saved(each, "") for each in raw] if isinstance(raw, tuple) else []
    layers = [each for each in listed if not is_operation(each)]
    names = [str(each.extra.get("name") or each.name) for each in layers]
    keys = container_keys(each.class_name for each in layers)
    return dict(zip(names, keys, strict=True)), dict(zip(names, layers, strict=True))


def _ways(path: str) -> tuple[str, ...]:
    """A path, and as older versions of Keras have it, where attributes were private."""
    return (path, "".join(f"_{part}/" for part in path.split("/") if part)) if path else (path,)
