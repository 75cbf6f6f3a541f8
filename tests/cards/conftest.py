"""Keras objects made from cards, as the engine would make them."""

from collections.abc import Callable, Mapping
from typing import Any

import keras
import pytest

from layerdeck.deck import CardType, Value

Make = Callable[[CardType, Mapping[str, Value]], Any]

_SEQUENCES = ("keras.layers.LSTM", "keras.layers.GRU", "keras.layers.Bidirectional")
_IN_TIME = ("keras.layers.ConvLSTM3D", "keras.layers.TimeDistributed")
_WEIGHT_SHAPES = {"keras.initializers.STFT": (4, 1, 3)}


def keras_class(card: CardType) -> Any:
    thing: Any = keras
    for part in card.id.split(".")[1:]:
        thing = getattr(thing, part)
    return thing


def _wired(card: CardType) -> dict[str, Any]:
    """What comes by a wire, and the values without which the class makes nothing."""
    wired = {
        "keras.layers.TimeDistributed": {"layer": keras.layers.Conv3D(2, 3)},
        "keras.layers.Bidirectional": {"layer": keras.layers.LSTM(2)},
        # A window needs SciPy, which Layerdeck does not ask for.
        "keras.initializers.STFT": {"window": None},
    }
    return wired.get(card.id, {})


@pytest.fixture
def make() -> Make:
    """Construct what a card stands for: its required inputs at their first values, then yours."""

    def construct(card: CardType, values: Mapping[str, Value]) -> Any:
        given = {
            port.id: port.initial
            for port in card.arguments
            if port.required and not port.kind.wire_only
        }
        if card.id == "keras.Input" and values.get("batch_shape") is None:
            given["shape"] = (8, 8, 8, 4)
        return keras_class(card)(**{**given, **_wired(card), **values})

    return construct


@pytest.fixture
def use(make: Make) -> Make:
    """Construct it and put it to work, since Keras refuses some values only then."""

    def make_and_use(card: CardType, values: Mapping[str, Value]) -> Any:
        made = make(card, values)
        if isinstance(made, keras.initializers.Initializer):
            return made(_WEIGHT_SHAPES.get(card.id, (4, 4)))
        if isinstance(made, (keras.constraints.Constraint, keras.regularizers.Regularizer)):
            return made(keras.ops.ones((4, 4)))
        if not isinstance(made, keras.layers.Layer):
            return made
        shape = (8, 8, 8, 4)
        if card.id in _SEQUENCES:
            shape = (5, 4)
        elif card.id in _IN_TIME:
            shape = (3, 8, 8, 8, 4)
        volume = keras.Input(shape)
        return made([volume, volume] if card.tensors[0].list else volume)

    return make_and_use
