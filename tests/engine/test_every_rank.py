"""What is known of convolutions, poolings and reshapings of sequences, images and volumes."""

import numpy as np
import pytest

from engine.networks import DECK, chain, errors, program, report
from layerdeck.engine.backend import keras, tf
from layerdeck.engine.build import build

SHAPES = {1: (29, 3), 2: (29, 31, 3), 3: (17, 19, 21, 3)}


def positive(model: keras.Model) -> None:
    """Weights of one, so that nothing a place sees is lost by a product with zero or less."""
    for layer in model.layers:
        layer.set_weights([np.ones_like(each) for each in layer.get_weights()])


def seen(model: keras.Model) -> tuple[int, ...]:
    """The most places along each axis that the middle of an output sees, by a gradient.

    A few neighbours of the middle are tried, since what is enlarged repeats with a period.
    """
    positive(model)
    random = np.random.default_rng(3)
    volume = tf.constant(random.uniform(1, 2, (1, *model.input.shape[1:])).astype("float32"))
    rank = len(model.input.shape) - 2
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(volume)
        made = model(volume)
        middle = [size // 2 for size in made.shape[1:-1]]
        picked = [
            tf.reduce_sum(made[(0, *(place + shift for place in middle))]) for shift in range(-3, 3)
        ]
    widths = np.zeros(rank, int)
    for each in picked:
        slope = np.abs(np.asarray(tape.gradient(each, volume)))[0].max(axis=-1) > 1e-5
        for axis in range(rank):
            rest = tuple(other for other in range(rank) if other != axis)
            places = np.flatnonzero(slope.any(axis=rest))
            widths[axis] = max(widths[axis], places[-1] - places[0] + 1)
    return tuple(int(width) for width in widths)


FIELDS = [
    (1, ("Conv1D", {"filters": 2, "kernel_size": 4}), ("Conv1D", {"filters": 2, "kernel_size": 3})),
    (1, ("Conv1D", {"filters": 2, "kernel_size": 3, "dilation_rate": 4, "padding": "causal"}),),
    (1, ("Conv1D", {"filters": 2, "kernel_size": 3, "padding": "causal"}), ("MaxPooling1D", {}),
     ("Conv1D", {"filters": 2, "kernel_size": 2, "padding": "causal"})),
    (1, ("DepthwiseConv1D", {"kernel_size": 5, "strides": 2, "dilation_rate": 2}),),
    (1, ("Conv1DTranspose", {"filters": 2, "kernel_size": 5, "strides": 2}),
     ("Conv1D", {"filters": 2, "kernel_size": 3})),
    (1, ("AveragePooling1D", {"pool_size": 3, "strides": 2}), ("UpSampling1D", {"size": 3}),
     ("Conv1D", {"filters": 2, "kernel_size": 3})),
    (1, ("Conv1D", {"filters": 2, "kernel_size": 3}), ("Cropping1D", {"cropping": (2, 1)}),
     ("ZeroPadding1D", {"padding": (0, 1)})),
    (1, ("AdaptiveAveragePooling1D", {"output_size": 12}),),
    (1, ("AdaptiveAveragePooling1D", {"output_size": 12}),
     ("Conv1D", {"filters": 2, "kernel_size": 2})),
    (1, ("UpSampling1D", {}), ("AdaptiveAveragePooling1D", {"output_size": 17})),
    (2, ("DepthwiseConv2D", {"kernel_size": (3, 5), "padding": "same"}),
     ("DepthwiseConv2D", {"kernel_size": 2, "depth_multiplier": 2})),
    (2, ("SeparableConv2D", {"filters": 2, "kernel_size": 3, "strides": 2}),
     ("SeparableConv2D", {"filters": 2, "kernel_size": 3, "dilation_rate": 2})),
    (2, ("Conv2DTranspose", {"filters": 2, "kernel_size": (4, 3), "strides": 2, "padding": "same"}),
     ("Conv2D", {"filters": 2, "kernel_size": 2})),
    (2, ("UpSampling2D", {"interpolation": "bilinear"}),
     ("Conv2D", {"filters": 2, "kernel_size": 2})),
    (2, ("UpSampling2D", {"interpolation": "bilinear", "size": (3, 1)}),),
    (2, ("AdaptiveAveragePooling2D", {"output_size": (9, 31)}),),
    (3, ("AdaptiveAveragePooling3D", {"output_size": (7, 8, 21)}),),
    (3, ("Conv3D", {"filters": 2, "kernel_size": 2}),
     ("AdaptiveAveragePooling3D", {"output_size": 5})),
]  # fmt: skip


@pytest.mark.parametrize(("rank", "layers"), [(rank, layers) for rank, *layers in FIELDS], ids=str)
def test_a_receptive_field_is_what_the_gradient_reaches(rank, layers):
    graph = chain(*layers, shape=SHAPES[rank])
    found = report(graph)
    assert not errors(found.problems)

    assert found.facts["result"].receptive_field == seen(build(program(graph), DECK))


def test_a_receptive_field_follows_the_axes_that_are_swapped():
    conv = ("Conv2D", {"filters": 2, "kernel_size": (2, 5)})
    graph = chain(conv, ("Permute", {"dims": (2, 1, 3)}), shape=SHAPES[2])
    facts = report(graph).facts

    assert facts["first"].receptive_field == seen(build(program(graph), DECK)) == (2, 5)
    assert (facts["second"].axes, facts["second"].receptive_field) == (tuple("BWHC"), (5, 2))


@pytest.mark.parametrize(
    ("interpolation", "wide"),
    [("nearest", 1), ("bilinear", 2), ("bicubic", 4), ("lanczos3", 6), ("lanczos5", 10)],
)
def test_an_enlargement_blends_the_neighbours_of_its_kernel(interpolation, wide):
    layer = ("UpSampling2D", {"interpolation": interpolation})
    graph = chain(layer, shape=(24, 24, 1))
    assert report(graph).facts["result"].receptive_field == (wide, wide)
    assert seen(build(program(graph), DECK)) == (wide, wide)


@pytest.mark.parametrize(
    ("layer", "shape", "wanted"),
    [
        (("Conv1D", {"filters": 6, "kernel_size": 5, "groups": 2}), (20, 4), 16 * 5 * 2 * 6),
        (("Conv1D", {"filters": 6, "kernel_size": 5, "padding": "causal", "strides": 3}), (20, 4),
         7 * 5 * 4 * 6),
        (("Conv2D", {"filters": 6, "kernel_size": (3, 2)}), (9, 8, 4), 7 * 7 * 6 * 4 * 6),
        (("Conv2D", {"filters": 6, "kernel_size": 3, "data_format": "channels_first"}), (4, 9, 8),
         7 * 6 * 9 * 4 * 6),
        (("Conv1DTranspose", {"filters": 5, "kernel_size": 4, "strides": 2}), (9, 3),
         9 * 4 * 3 * 5),
        (("Conv2DTranspose", {"filters": 5, "kernel_size": 3, "strides": 2}), (6, 7, 3),
         42 * 9 * 3 * 5),
        (("DepthwiseConv2D", {"kernel_size": 3, "depth_multiplier": 2}), (9, 8, 4),
         7 * 6 * 9 * 4 * 2),
        (("DepthwiseConv1D", {"kernel_size": 3, "data_format": "channels_first"}), (4, 9),
         7 * 3 * 4),
        (("SeparableConv1D", {"filters": 5, "kernel_size": 3}), (9, 4), 7 * (3 * 4 + 4 * 5)),
        (("SeparableConv2D", {"filters": 5, "kernel_size": 3, "strides": 2, "depth_multiplier": 3}),
         (9, 8, 4), 4 * 3 * (9 * 4 * 3 + 4 * 3 * 5)),
        (("SeparableConv2D", {"filters": 5, "kernel_size": 3}), (None, 8, 4), None),
        (("AdaptiveMaxPooling2D", {"output_size": 3}), (9, 8, 4), 0),
        (("UpSampling2D", {}), (9, 8, 4), 0),
        (("UpSampling2D", {"interpolation": "bicubic"}), (9, 8, 4), None),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) and isinstance(value[0], str) else "",
)  # fmt: skip
def test_multiply_adds_by_hand(layer, shape, wanted):
    found = report(chain(layer, shape=shape))
    assert found.facts["first"].multiply_adds == wanted


@pytest.mark.parametrize(
    ("layer", "shape"),
    [
        (("Conv2D", {"filters": 6, "kernel_size": 3, "strides": 2, "padding": "same"}), (9, 8, 4)),
        (("DepthwiseConv2D", {"kernel_size": 3, "depth_multiplier": 2}), (9, 8, 4)),
        (("SeparableConv2D", {"filters": 5, "kernel_size": 3, "depth_multiplier": 2}), (9, 8, 4)),
        (("Conv1D", {"filters": 6, "kernel_size": 5, "padding": "causal"}), (20, 4)),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) and isinstance(value[0], str) else "",
)
def test_tensorflow_counts_the_same(layer, shape):
    """Two operations of TensorFlow's profiler are one multiply-add. It counts no dilation right."""
    name, values = layer
    graph = chain((name, {**values, "use_bias": False}), shape=shape)
    model = build(program(graph), DECK)
    traced = tf.function(model).get_concrete_function(tf.TensorSpec((1, *shape)))
    options = tf.compat.v1.profiler.ProfileOptionBuilder
    quiet = options(options.float_operation()).with_empty_output().build()
    counted = tf.compat.v1.profiler.profile(traced.graph, options=quiet).total_float_ops

    assert report(graph).facts["first"].multiply_adds == counted / 2


@pytest.mark.parametrize(
    ("layer", "shape", "axes"),
    [
        (("Conv1D", {"filters": 2, "kernel_size": 1}), (8, 4), "BTC"),
        (("Conv1D", {"filters": 2, "kernel_size": 1, "data_format": "channels_first"}), (4, 8),
         "BCT"),
        (("DepthwiseConv2D", {"kernel_size": 1, "data_format": "channels_first"}), (4, 8, 8),
         "BCHW"),
        (("AdaptiveMaxPooling3D", {"output_size": 2}), (8, 8, 8, 4), "BDHWC"),
        (("GlobalMaxPooling2D", {}), (8, 8, 4), "BC"),
        (("GlobalMaxPooling2D", {"keepdims": True}), (8, 8, 4), "BHWC"),
        (("Permute", {"dims": (4, 1, 2, 3)}), (8, 8, 8, 4), "BCDHW"),
        (("RepeatVector", {"n": 3}), (4,), "BTC"),
        (("Reshape", {"target_shape": (4, 4, -1)}), (8, 8), "BHWC"),
        (("UpSampling1D", {}), (8, 4), "BTC"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) and isinstance(value[0], str) else "",
)  # fmt: skip
def test_axes(layer, shape, axes):
    assert "".join(report(chain(layer, shape=shape)).facts["first"].axes) == axes


@pytest.mark.parametrize(
    ("layer", "shape", "arrives"),
    [
        (("MaxPooling2D", {}), (8, 8, 1), "int32"),
        (("GlobalMaxPooling1D", {}), (8, 1), "int32"),
        (("AdaptiveMaxPooling1D", {"output_size": 2}), (8, 1), "int32"),
        (("RepeatVector", {"n": 2}), (8,), "int32"),
        (("UpSampling2D", {"interpolation": "bilinear"}), (8, 8, 1), "int32"),
        (("GlobalAveragePooling2D", {}), (8, 8, 1), "float32"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) and isinstance(value[0], str) else "",
)
def test_integers_that_only_pass_through_stay_integers(layer, shape, arrives):
    """A convolution after them is refused where, and only where, it would fail on its batch."""
    graph = chain(layer, shape=shape, dtype="int32")
    assert report(graph).problems == ()
    batch = np.ones((1, *shape), "int32")

    assert np.asarray(build(program(graph), DECK)(batch)).dtype == arrives

    conv = ("Conv1D", {"filters": 1, "kernel_size": 1})
    longer = chain(layer, ("Reshape", {"target_shape": (-1, 1)}), conv, shape=shape, dtype="int32")
    assert bool(report(longer).problems) == (arrives == "int32")
