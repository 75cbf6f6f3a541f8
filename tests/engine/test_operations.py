"""Operations of imported models are the layers that do exactly the same, held against Keras."""

from operator import attrgetter

import keras
import numpy as np
import pytest
from keras import ops

from layerdeck.engine.build import build
from layerdeck.files.importing import import_model, parse_model
from layerdeck.program import lower
from models import DECK

X, Y = keras.Input((4, 6, 3), name="x"), keras.Input((4, 6, 3), name="y")
ROW, VOLUME = keras.Input((5, 4), name="row"), keras.Input((2, 3, 4, 2), name="volume")

SAME = {
    "ReLU": [ops.relu(X)],
    "ELU": [ops.elu(X, alpha=0.5)],
    "LeakyReLU": [ops.leaky_relu(X, negative_slope=0.1)],
    "Softmax": [ops.softmax(X), ops.softmax(X, axis=1)],
    "Activation": [
        ops.gelu(X, approximate=False), ops.silu(X), ops.swish(X), ops.sigmoid(X), ops.tanh(X),
        ops.softplus(X), ops.softsign(X), ops.selu(X), ops.celu(X), ops.relu6(X), ops.exp(X),
        ops.hard_sigmoid(X), ops.hard_silu(X), ops.hard_tanh(X), ops.hard_shrink(X),
        ops.soft_shrink(X), ops.tanh_shrink(X), ops.log_sigmoid(X), ops.log_softmax(X),
        ops.sparse_plus(X), ops.sparse_sigmoid(X), ops.sparsemax(X), ops.squareplus(X),
        ops.glu(VOLUME),
    ],
    "Concatenate": [ops.concatenate([X, Y], axis=-1), ops.concatenate((X, Y, X), 1)],
    "Maximum": [ops.maximum(X, Y)],
    "Minimum": [ops.minimum(X, Y)],
    "Rescaling": [X / 4, X / 255.0, 2 * X, X * 0.5, -X, 1 - X, X - 1, 3.0 + X],
    "GlobalAveragePooling1D": [ops.mean(ROW, axis=1), ops.mean(ROW, axis=-1, keepdims=True)],
    "GlobalAveragePooling2D": [ops.mean(X, axis=(1, 2)), ops.mean(X, axis=[-2, -1])],
    "GlobalAveragePooling3D": [ops.mean(VOLUME, axis=(1, 2, 3), keepdims=True)],
    "GlobalMaxPooling1D": [ops.max(ROW, axis=1)],
    "GlobalMaxPooling2D": [ops.max(X, axis=(2, 1), keepdims=True)],
    "GlobalMaxPooling3D": [ops.max(VOLUME, axis=(2, 3, 4))],
    "Permute": [ops.transpose(X, (0, 3, 1, 2)), ops.transpose(ROW, (0, 2, -2))],
    "Flatten": [ops.reshape(X, (-1, 72))],
    "Reshape": [
        ops.reshape(X, (-1, 24, 3)), ops.reshape(ROW, (-1, 2, 1, 10)), ops.expand_dims(X, 1),
        ops.expand_dims(ROW, -1), ops.squeeze(keras.layers.Reshape((1, 20))(ROW), 1),
    ],
}  # fmt: skip


@pytest.mark.parametrize("layer", SAME)
def test_an_operation_is_the_layer_that_does_exactly_the_same(layer):
    inputs = [X, Y, ROW, VOLUME]
    theirs = keras.Model(inputs, SAME[layer])

    told = parse_model(theirs.to_json(), DECK)
    lowered = lower(told.graph, DECK)
    ours = build(lowered.program, DECK)

    assert (lowered.problems, told.lost) == ((), ())
    assert sum(type(one).__name__ == layer for one in ours.layers) >= len(SAME[layer])
    rng = np.random.default_rng(4)
    data = [rng.normal(0, 2, (2, *one.shape[1:])).astype(np.float32) for one in inputs]
    expected, got = (keras.tree.flatten(model(data)) for model in (theirs, ours))
    for one, other in zip(expected, got, strict=True):
        np.testing.assert_allclose(one, other, rtol=2e-7, atol=0, strict=True)


@pytest.mark.filterwarnings("ignore")
def test_in_an_hdf5_file_which_says_no_modules_they_are_told_from_layers(tmp_path):
    x = keras.layers.Concatenate()([ops.relu(X / 2), keras.layers.ReLU()(Y)])
    y = ops.gelu(ops.mean(2 * x, axis=(1, 2)))
    theirs = keras.Model([X, Y], ops.concatenate([y, y], -1) + y.shape[-1])
    theirs.save(tmp_path / "net.h5")
    theirs.save(tmp_path / "net.keras")

    two = [import_model(tmp_path / name, DECK).graph for name in ("net.h5", "net.keras")]

    types = [{key: card.type for key, card in graph.cards.items()} for graph in two]
    assert types[0] == types[1]
    assert [one for one in types[0].values() if one not in DECK] == ["keras.ops.gelu"]


def test_a_reshape_that_keras_writes_and_does_not_run_is_what_it_means():
    flat = ops.reshape(X, (ops.shape(X)[0], -1))

    told = parse_model(keras.Model(X, flat).to_json(), DECK)

    assert [card.type for card in told.graph.cards.values()][1] == "keras.layers.Flatten"


WHOLE = keras.Input((3, 4), dtype="int32")
MASKED = keras.layers.Embedding(9, 4, mask_zero=True)(keras.Input((5,), name="words"))
OTHERWISE = [
    (ops.gelu(X), "gelu"),
    (ops.celu(X, alpha=2.0), "celu"),
    (ops.softmax(X, axis=(1, 2)), "softmax"),
    (ops.mean(X, axis=1), "mean"),
    (ops.mean(X), "mean"),
    (ops.max(X, axis=(1, 2), initial=0.0), "max"),
    (ops.concatenate([X, Y], axis=0), "concatenate"),
    (1 / X, "true_divide"),
    (X / Y, "true_divide"),
    (ops.transpose(X, (1, 0, 2, 3)), "transpose"),
    (ops.reshape(X, (-1, 3)), "reshape"),
    (ops.expand_dims(X, 0), "expand_dims"),
    (ops.relu(WHOLE), "relu"),
    (ops.image.resize(X, (2, 2)), "image.resize"),
    # Layers heed the mask, and operations do not.
    (ops.mean(MASKED, axis=1), "mean"),
    (ops.relu(keras.layers.Dropout(0.1)(MASKED)), "relu"),
]


@pytest.mark.parametrize(("tensor", "name"), OTHERWISE)
def test_what_no_layer_does_stays_a_placeholder_under_its_public_name(tensor, name):
    told = parse_model(keras.Model(keras.utils.get_source_inputs(tensor), tensor).to_json(), DECK)

    foreign = [card.type for card in told.graph.cards.values() if card.type not in DECK]
    assert foreign == [f"keras.ops.{name}"]
    assert f"keras.ops.{name}" in told.lost[0]
    assert callable(attrgetter(name)(ops))
