"""The architectures of `keras.applications`, each as small as it may be, and the law for them."""

import gc
import inspect
import time
import warnings
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from keras.src.applications import convnext, densenet, efficientnet

from differential.agreement import batch_for, built_by_the_code, outputs
from layerdeck.deck import Catalogue
from layerdeck.engine.backend import keras
from layerdeck.engine.build import make
from layerdeck.engine.carrying import carry
from layerdeck.files.importing import import_model
from layerdeck.graph import Graph
from layerdeck.graph.blocks import block_of, with_blocks
from layerdeck.graph.opening import ungroup
from layerdeck.graph.walk import in_order
from layerdeck.program import lower, origin_of

LEAST = {"Xception": 71, "InceptionV3": 75, "InceptionResNetV2": 75, "NASNetLarge": 331}
"""Side of the smallest image; of others it is 32."""
_SMALL: dict[str, Any] = {"input_shape": (32, 32, 3), "weights": None, "classes": 7}
LITTLE: dict[str, Callable[[], Any]] = {
    "a little ConvNeXt": lambda: convnext.ConvNeXt((1, 1, 2, 1), (8, 16, 16, 16), **_SMALL),
    "a little DenseNet": lambda: densenet.DenseNet((1, 2, 1, 1), **_SMALL),
    "a little EfficientNet": lambda: efficientnet.EfficientNet(0.3, 0.2, 32, **_SMALL),
}
"""Families, made of the fewest parts."""
NAMES = sorted(
    name
    for name, thing in vars(keras.applications).items()
    if callable(thing) and "weights" in inspect.signature(thing).parameters
)


class Figures(NamedTuple):
    """What one architecture came to.

    Attributes:
        layers: of the model, those of inner ones apart.
        importing: seconds, from the file to the graph.
        apart: the largest difference of an output after import and build.
    """

    name: str
    layers: int
    parameters: int
    importing: float
    apart: float


def architecture(name: str) -> Any:
    """A model of keras.applications with weights that are nowhere alike."""
    keras.utils.clear_session()
    if name in LITTLE:
        model = LITTLE[name]()
    else:
        side = LEAST.get(name, 32)
        model = getattr(keras.applications, name)(weights=None, input_shape=(side, side, 3))
    return with_weights(model)


def with_weights(model: Any) -> Any:
    """A model with weights that are nowhere alike."""
    rng = np.random.default_rng(5)
    for weight in model.weights:
        weight.assign(_numbers(rng, weight.name, tuple(weight.shape)))
    return model


def _numbers(rng: np.random.Generator, name: str, shape: tuple[int, ...]) -> Any:
    """Such that what goes through many layers neither dies out nor grows without bounds."""
    numbers = rng.standard_normal(shape, np.float32)
    if "kernel" in name:
        # A kernel for each channel ends with how many each gives: one, in all of them.
        fan_in = np.prod(shape[:2] if len(shape) == 4 and shape[-1] == 1 else shape[:-1])
        return numbers / np.sqrt(fan_in)
    positive = "variance" in name or "gamma" in name
    return 1 + 0.1 * np.abs(numbers) if positive else 0.1 * numbers


def holds(name: str, theirs: Any, folder: Path, deck: Catalogue) -> Figures:
    """Import, build, export, run and import again: the model stays what it was."""
    path, again = folder / f"{name}.keras", folder / "again.keras"
    _save(theirs, path)
    data = batch_for(theirs)
    expected = outputs(theirs, data)
    assert all(np.isfinite(each).all() and np.ptp(each) > 0 for each in expected)
    told = _facts(_leaves(theirs))

    start = time.perf_counter()
    imported = import_model(path, deck)
    seconds = time.perf_counter() - start
    assert imported.lost == ()
    graph = imported.graph
    lowered = lower(graph, with_blocks(deck, graph))
    assert lowered.problems == ()
    made = make(lowered.program, deck)
    origin = origin_of(graph)
    assert origin is not None and len(carry(made.model, made.layers, origin)) == 1
    ours = {way[-1]: made.layers[card] for card, way in origin.layers.items()}
    assert _facts({name: ours[name] for name in told}) == told
    apart = _apart(outputs(made.model, data), expected)
    _save(made.model, again)
    weights, built = made.model.get_weights(), _facts(_leaves(made.model))
    found = Figures(name, len(theirs.layers), theirs.count_params(), seconds, apart)
    del theirs, made, ours
    gc.collect()

    coded = built_by_the_code(lowered.program)
    assert _facts(_leaves(coded)) == built
    coded.set_weights(weights)
    _apart(outputs(coded, data), expected)
    del coded, weights
    assert _as_told(import_model(again, deck).graph) == _as_told(_opened(graph, deck))
    for file in (path, again):
        file.unlink()
    gc.collect()
    return found


def _save(model: Any, path: Path) -> None:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "__array__ implementation", DeprecationWarning)
        model.save(path)


def _apart(given: list[Any], expected: list[Any]) -> float:
    for one, other in zip(given, expected, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-4, atol=1e-6)
    return max(float(np.max(np.abs(x - y))) for x, y in zip(given, expected, strict=True))


def _facts(layers: Mapping[str, Any]) -> dict[str, Any]:
    """What each layer is, gives and holds, and how it was made; its name apart.

    A class of Inception-ResNet's own is left out, which becomes two layers: what it does shows in
    the numbers.
    """
    return {
        name: (
            type(layer).__name__,
            _shapes(layer),
            layer.count_params(),
            _made(layer.get_config()),
        )
        for name, layer in layers.items()
        if type(layer).__name__ != "CustomScaleLayer"
    }


def _leaves(model: Any) -> dict[str, Any]:
    """The layers of a model and of those in it, but for inputs, by name."""
    found: dict[str, Any] = {}
    for layer in model.layers:
        if isinstance(layer, keras.Model):
            found |= _leaves(layer)
        elif not isinstance(layer, keras.layers.InputLayer):
            found[layer.name] = layer
    return found


def _shapes(layer: Any) -> Any:
    return [tuple(tensor.shape) for tensor in keras.tree.flatten(layer.output)]


def _made(value: Any) -> Any:
    """A configuration without the names of layers, and classes as if all were of one module."""
    if isinstance(value, dict):
        left_out = {"module", "name"} if "trainable" in value else {"module"}
        return {key: _made(item) for key, item in value.items() if key not in left_out}
    return [_made(item) for item in value] if isinstance(value, (list, tuple)) else value


def _opened(graph: Graph, deck: Catalogue) -> Graph:
    """A graph whose blocks are opened up, as a model has none: there they are functions."""
    while blocks := [card.id for card in graph.cards.values() if block_of(card.type)]:
        graph = ungroup(graph, with_blocks(deck, graph), blocks[0])
    return graph


def _as_told(graph: Graph) -> list[str]:
    """A graph without ids and order: of every card all that it is, and all that leads to it.

    The id of a card is the layer's name, and an operation has another name than the layer that it
    becomes.
    """
    told: dict[str, str] = {}
    for key in in_order(graph)[0]:
        card = graph.cards[key]
        fed = [
            (wire.target.port, told[wire.source.card], wire.source.port)
            for wire in graph.wires_of(key)
            if wire.target.card == key
        ]
        whole = repr(
            (card.type, sorted(card.values.items()), dict(card.rest), sorted(fed, key=_port))
        )
        told[key] = sha256(whole.encode()).hexdigest()
    return sorted(told.values())


def _port(fed: tuple[str, str, str]) -> str:
    """By which what feeds a card is ordered; of one port the order counts."""
    return fed[0]
