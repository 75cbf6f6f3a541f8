"""Borders that belong to neither side: a rate must be below 1, a scale above 0."""

import keras
import numpy as np
import pytest

from layerdeck.deck import BadValueError, Catalogue, normalise
from layerdeck.engine.backend import tf
from layerdeck_cards import CARDS

DECK = Catalogue(CARDS)
SEQUENCE = np.ones((2, 5, 4), "float32")


@pytest.mark.parametrize("name", ["AlphaDropout", "GaussianDropout"])
def test_a_rate_of_1_would_divide_by_zero_on_the_first_batch(name: str) -> None:
    card = DECK[f"keras.layers.{name}"]
    layer_class = getattr(keras.layers, name)

    with pytest.raises(ZeroDivisionError):
        layer_class(1.0)(SEQUENCE, training=True)
    with pytest.raises(BadValueError, match="Rate must be below 1"):
        normalise(card.input("rate"), 1.0)

    layer_class(normalise(card.input("rate"), 0.999))(SEQUENCE, training=True)


@pytest.mark.parametrize("name", ["Dropout", "SpatialDropout1D"])
def test_where_nothing_is_divided_everything_may_be_dropped(name: str) -> None:
    rate = normalise(DECK[f"keras.layers.{name}"].input("rate"), 1)
    made = getattr(keras.layers, name)(rate)(SEQUENCE, training=True)

    assert not np.asarray(made).any()


def test_a_scale_of_zero_leaves_nothing_to_draw_from() -> None:
    scale = DECK["keras.initializers.VarianceScaling"].input("scale")

    with pytest.raises(ValueError, match="positive"):
        keras.initializers.VarianceScaling(0.0)
    with pytest.raises(BadValueError, match="Scale must be above 0"):
        normalise(scale, 0)

    keras.initializers.VarianceScaling(normalise(scale, 1e-6))((2, 2))


def test_a_cap_of_zero_would_give_no_numbers() -> None:
    card = DECK["keras.layers.ReversibleEmbedding"]
    layer_class = getattr(keras.layers, "ReversibleEmbedding", None)

    with pytest.raises(BadValueError, match="Logit soft cap must be above 0"):
        normalise(card.input("logit_soft_cap"), 0)
    if layer_class:
        given = np.zeros((1, 3), "float32")
        made = layer_class(5, 3, logit_soft_cap=0.0)(given, reverse=True)
        assert np.isnan(np.asarray(made)).all()


def test_an_alpha_dropout_takes_no_mask_of_no_length() -> None:
    shape = DECK["keras.layers.AlphaDropout"].input("noise_shape")

    with pytest.raises(tf.errors.InvalidArgumentError, match="Incompatible shapes"):
        keras.layers.AlphaDropout(0.5, noise_shape=(0,))(SEQUENCE, training=True)
    with pytest.raises(BadValueError, match="at least 1"):
        normalise(shape, (0,))


def test_shared_axes_count_from_1_since_keras_would_share_others_below() -> None:
    shared = DECK["keras.layers.PReLU"].input("shared_axes")
    slopes = keras.layers.PReLU(shared_axes=(-1,))
    slopes.build((None, 5, 4))

    assert slopes.alpha.shape == (1, 4), "not the last axis, but the one before"
    with pytest.raises(BadValueError, match="at least 1"):
        normalise(shared, (-1,))
