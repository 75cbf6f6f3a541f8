"""Classes of our own against those of Keras 2 that they stand in for."""

import itertools
from pathlib import Path

import keras
import numpy as np
import pytest
import tf_keras
from keras.src.applications.convnext import LayerScale as ScaleOfConvNeXt

from layerdeck.constraints import RadialConstraint
from layerdeck.layers import LayerScale, LocallyConnected1D, LocallyConnected2D, ThresholdedReLU

RANDOM = np.random.default_rng(3)
OURS = {1: LocallyConnected1D, 2: LocallyConnected2D}
THEIRS = {1: tf_keras.layers.LocallyConnected1D, 2: tf_keras.layers.LocallyConnected2D}
WINDOWS = [
    *((1, kernel, step) for kernel, step in itertools.product((1, 2, 3), (1, 2, 3))),
    *((2, kernel, step) for kernel in (1, 3, (2, 3)) for step in (1, 2, (1, 3))),
]


@pytest.mark.parametrize("order", ["channels_last", "channels_first"])
@pytest.mark.parametrize(("rank", "kernel", "step"), WINDOWS)
def test_local_convolutions_give_the_same_numbers(rank, kernel, step, order: str) -> None:
    sizes = (7, 8)[:rank]
    shape = (*sizes, 3) if order == "channels_last" else (3, *sizes)
    data = RANDOM.normal(size=(2, *shape)).astype("float32")
    given = {"data_format": order, "activation": "tanh", "strides": step}
    ours, theirs = OURS[rank](4, kernel, **given), THEIRS[rank](4, kernel, **given)
    ours.build((None, *shape))
    theirs.build((None, *shape))
    weights = [RANDOM.normal(size=item.shape).astype("float32") for item in theirs.get_weights()]
    ours.set_weights(weights)
    theirs.set_weights(weights)

    made = ours(data).numpy()

    np.testing.assert_allclose(made, theirs(data).numpy(), rtol=1e-5, atol=1e-6)
    assert ours.compute_output_shape((2, *shape)) == made.shape


@pytest.mark.parametrize("theta", [0.0, 0.5, 1.0])
def test_thresholded_relu_gives_the_same_numbers(theta: float) -> None:
    data = np.array([-2, -0.5, 0, 0.5, 0.75, 1, 3], dtype="float32")
    expected = tf_keras.layers.ThresholdedReLU(theta=theta)(data).numpy()

    np.testing.assert_array_equal(ThresholdedReLU(theta)(data).numpy(), expected)


def test_layer_scale_gives_the_same_numbers() -> None:
    data = RANDOM.normal(size=(2, 3, 4)).astype("float32")
    ours, theirs = LayerScale(0.5, 4), ScaleOfConvNeXt(0.5, 4)
    np.testing.assert_array_equal(ours(data).numpy(), theirs(data).numpy())
    factors = [RANDOM.normal(size=4).astype("float32")]
    ours.set_weights(factors)
    theirs.set_weights(factors)

    np.testing.assert_array_equal(ours(data).numpy(), theirs(data).numpy())
    assert ours.compute_output_shape(data.shape) == data.shape
    assert {**ours.get_config(), "name": ""} == {**theirs.get_config(), "name": ""}


def test_layer_scale_refuses_other_channels_in_a_sentence() -> None:
    with pytest.raises(ValueError, match="the input has 3, and it is 4"):
        LayerScale(0.5, 4)(np.zeros((2, 3), "float32"))


@pytest.mark.parametrize("size", [2, 3, 4, 5, 6, 7])
def test_the_radial_constraint_gives_the_same_numbers(size: int) -> None:
    kernel = RANDOM.normal(size=(size, size, 2, 3)).astype("float32")
    expected = tf_keras.constraints.RadialConstraint()(tf_keras.backend.constant(kernel))

    np.testing.assert_array_equal(RadialConstraint()(kernel), expected)


@pytest.mark.parametrize("shape", [(3, 3, 4), (2, 3, 1, 1)])
def test_the_radial_constraint_refuses_other_kernels_in_a_sentence(shape) -> None:
    with pytest.raises(ValueError, match="square kernels"):
        RadialConstraint()(np.zeros(shape, "float32"))


# Keras 3 reads TensorFlow's variables in a way that NumPy 2 warns of.
@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
@pytest.mark.parametrize("order", ["channels_last", "channels_first"])
def test_a_model_learns_and_is_loaded_as_it_was_saved(tmp_path: Path, order: str) -> None:
    inputs = keras.Input((6, 6, 2))
    held = RadialConstraint()
    made = keras.layers.Conv2D(2, 3, padding="same", kernel_constraint=held)(inputs)
    made = LocallyConnected2D(
        3, (3, 2), data_format=order, kernel_regularizer="l2", activity_regularizer="l1"
    )(made)
    made = keras.layers.Reshape((-1, 3))(made)
    made = ThresholdedReLU(0.1)(LocallyConnected1D(2, 3, 2)(made))
    model = keras.Model(inputs, made)
    before = [item.copy() for item in model.get_weights()]
    model.compile("sgd", "mse")
    data = RANDOM.normal(size=(4, 6, 6, 2)).astype("float32")
    model.fit(data, np.ones((4, *made.shape[1:]), "float32"), epochs=2, verbose=0)
    path = tmp_path / "model.keras"
    model.save(path)

    loaded = keras.saving.load_model(path)

    np.testing.assert_array_equal(loaded.predict(data, verbose=0), model.predict(data, verbose=0))
    assert [layer.get_config() for layer in loaded.layers] == [
        layer.get_config() for layer in model.layers
    ]
    assert all((old != new).any() for old, new in zip(before, model.get_weights(), strict=True))


def test_sizes_must_be_known_and_large_enough() -> None:
    with pytest.raises(ValueError, match="all sizes of the input"):
        LocallyConnected1D(2, 3).build((None, None, 2))
    with pytest.raises(ValueError, match="larger than the input"):
        LocallyConnected2D(2, 5).build((None, 4, 8, 2))
