"""The two flavours of exported code name the same classes."""

import importlib

import pytest

from layerdeck.export import Flavour, Manner, export
from layerdeck.export.expressions import ELSEWHERE_IN_TENSORFLOW
from layerdeck.program import lower
from making import DECK, INPUT, OUTPUT, card, graph

KERAS_CARDS = [card_id for card_id in DECK if card_id.startswith("keras.")]


def at(package: str, path: str) -> object:
    """What a path of Keras is in a package that offers Keras."""
    module, _, name = path.removeprefix("keras.").rpartition(".")
    found = importlib.import_module(package)
    return getattr(getattr(found, module) if module else found, name, None)


def test_tensorflow_offers_the_same_class_of_every_card_but_those_named() -> None:
    there = [path for path in KERAS_CARDS if at("keras", path) is not None]
    others = {path for path in there if at("tensorflow.keras", path) is not at("keras", path)}

    assert len(there) > 150
    assert others == ELSEWHERE_IN_TENSORFLOW


@pytest.mark.parametrize("flavour", Flavour)
def test_the_class_that_tensorflow_has_not_comes_from_keras(flavour: Flavour) -> None:
    made = graph(
        card("x", INPUT, shape=[4]),
        card("drop", "keras.layers.AlphaDropout", rate=0.5),
        card("dense", "keras.layers.Dense", units=2),
        card("y", OUTPUT),
        wires=["x.output > drop.input", "drop.output > dense.input", "dense.output > y.input"],
    )
    text = export(lower(made, DECK).program, Manner(flavour)).text
    space: dict[str, object] = {"__name__": "exported"}
    exec(compile(text, "exported.py", "exec"), space)
    model = space["build_model"]()  # type: ignore[operator]

    assert type(model.layers[1]) is at("keras", "keras.layers.AlphaDropout")
    alone = "from keras.layers import AlphaDropout" in text.splitlines()
    assert alone is (flavour is Flavour.TF_KERAS)
    assert ("drop = AlphaDropout(0.5)(x)" in text) is alone
    assert "layers.Dense(2)" in text
