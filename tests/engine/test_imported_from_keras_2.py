"""Models that Keras 2 wrote: imported and built by Keras 3, they give what Keras 2 gives."""

import numpy as np
import pytest
import tf_keras

from layerdeck.engine.build import build
from layerdeck.files.importing import parse_model
from layerdeck.program import lower
from models import DECK

layers = tf_keras.layers


def test_a_model_of_everything_gives_the_same():
    left, right = tf_keras.Input((6, 4), name="left"), tf_keras.Input((6, 4), name="right")
    tile = tf_keras.Input((6, 4))
    inner = layers.Conv1D(3, 2, activation="relu", name="conv")(tile)
    encoder = tf_keras.Model(tile, [inner, layers.GlobalMaxPooling1D()(inner)], name="encoder")
    row = tf_keras.Sequential(
        [layers.Dense(4, input_shape=(5, 4)), layers.LeakyReLU(0.2)], name="row"
    )
    whole, peak = encoder(left)
    again, _ = encoder(right)
    states = layers.LSTM(3, return_state=True)(whole)[1:]
    read = layers.LSTM(3, return_sequences=True)(again, initial_state=states)
    both = layers.Bidirectional(layers.GRU(2, return_sequences=True))(read)
    dense = layers.Dense(
        4, kernel_regularizer=tf_keras.regularizers.L2(1e-3),
        kernel_initializer=tf_keras.initializers.RandomNormal(stddev=0.2),
    )  # fmt: skip
    steps = row(layers.TimeDistributed(dense)(both))
    attended = layers.MultiHeadAttention(2, 3)(steps, again, return_attention_scores=False)
    gone = layers.Attention()([steps, attended])
    joined = layers.SeparableConv1D(3, 2)(layers.Concatenate(axis=1)([steps, attended, gone]))
    theirs = tf_keras.Model(
        [right, left], [layers.Dropout(0.5)(layers.BatchNormalization()(joined)), peak]
    )

    data = [np.random.default_rng(1).random((2, 6, 4), np.float32) for _ in range(2)]
    _gives_the_same(theirs, data)


def test_depthwise_convolutions_and_an_old_row_give_the_same():
    theirs = tf_keras.Sequential(
        [
            layers.InputLayer((9, 9, 2)),
            layers.ZeroPadding2D(((0, 1), (0, 1))),
            layers.DepthwiseConv2D(3, 2, depth_multiplier=2, use_bias=False),
            layers.BatchNormalization(epsilon=0.01),
            layers.ReLU(6.0),
            layers.Conv2DTranspose(3, 2, 2, activation="swish"),
            layers.Reshape((1, 64, 3)),
            layers.Flatten(),
            layers.Dense(4, "softmax"),
        ]
    )

    _gives_the_same(theirs, np.random.default_rng(1).random((2, 9, 9, 2), np.float32))


@pytest.mark.parametrize("flag", [True, False])
def test_what_a_call_is_told_of_training_is_told_where_it_matters(flag):
    volume = tf_keras.Input((4,))
    theirs = tf_keras.Model(volume, layers.Dropout(0.5, name="drop")(volume, training=flag))

    told = parse_model(theirs.to_json(), DECK)

    assert told.lost == (f"drop: it is called with training={flag}, which did not come over.",)


def _gives_the_same(theirs, data):
    told = parse_model(theirs.to_json(), DECK)
    lowered = lower(told.graph, DECK)
    assert (lowered.problems, told.lost) == ((), ())
    ours = build(lowered.program, DECK)
    rng = np.random.default_rng(2)
    weights = [rng.random(one.shape) * 0.5 for one in theirs.weights]
    theirs.set_weights(weights)
    ours.set_weights(weights)
    expected, got = theirs(data), ours(data)
    pairs = zip(expected, got, strict=True) if isinstance(expected, list) else [(expected, got)]
    for one, other in pairs:
        np.testing.assert_allclose(one, other, rtol=1e-4, atol=1e-5)
