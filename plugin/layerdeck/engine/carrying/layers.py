"""The layers of a model that have weights, and the layers inside of them as Keras keeps them."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from layerdeck.engine.backend import keras
from layerdeck.files.importing.saved import snake


def weighted(model: Any) -> list[Any]:
    """The layers of a model, those of inner models too, that have weights; each once."""
    found = {id(layer): layer for layer in _layers(model) if layer.weights}
    return list(found.values())


def parts(layer: Any) -> Iterator[tuple[str, Any]]:
    """A layer and those inside of it, each with its path there, as Keras names them in a file.

    Source: keras/src/saving/saving_lib.py, _save_state and _walk_saveable.
    """
    return _parts(layer, "", set())


def container_keys(class_names: Iterable[str]) -> Iterator[str]:
    """What Keras calls the layers of a list in a file: `conv3d`, `conv3d_1`."""
    used: dict[str, int] = {}
    for class_name in class_names:
        stem = snake(class_name)
        number = used.get(stem, 0)
        used[stem] = number + 1
        yield f"{stem}_{number}" if number else stem


def _layers(model: Any) -> Iterator[Any]:
    for layer in model.layers:
        if isinstance(layer, keras.Model):
            yield from _layers(layer)
        else:
            yield layer


def _parts(layer: Any, path: str, seen: set[int]) -> Iterator[tuple[str, Any]]:
    if id(layer) in seen:
        return
    seen.add(id(layer))
    yield path, layer
    for name, child in _attributes(layer):
        if isinstance(child, keras.layers.Layer):
            yield from _parts(child, f"{path}{name}/", seen)
        elif isinstance(child, (list, tuple, dict)):
            items = child.values() if isinstance(child, dict) else child
            inside = [item for item in items if isinstance(item, keras.layers.Layer)]
            keys = container_keys(type(item).__name__ for item in inside)
            for key, item in zip(keys, inside, strict=True):
                yield from _parts(item, f"{path}{name}/{key}/", seen)


def _attributes(layer: Any) -> Iterator[tuple[str, Any]]:
    """The attributes of a layer beyond those that all have, private ones last."""
    if isinstance(layer, keras.Model):
        yield "layers", layer.layers
        return
    own = set(dir(layer)) - _of_every_layer()
    for name in sorted(own, key=lambda name: (name.startswith("_"), name)):
        if not name.startswith("__"):
            try:
                yield name, getattr(layer, name)
            except Exception:  # a property that is not known yet
                continue


@cache
def _of_every_layer() -> frozenset[str]:
    return frozenset(dir(keras.layers.Layer()))
