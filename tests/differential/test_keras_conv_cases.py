"""The cases of Keras' own tests of Conv3D and Conv3DTranspose, each put together from cards.

Listed after keras/src/layers/convolutional/conv_test.py and conv_transpose_test.py, of which every
case of volumes is here. Each is inferred, built, exported and executed, and held against the class
called by hand and against the sums in `conv_by_hand`.
"""

from itertools import product
from typing import Any

import numpy as np
import pytest

from differential.agreement import built_by_the_code, built_in_the_app
from differential.conv_by_hand import CONV, UP, Array, Case, wanted
from engine.networks import errors
from layerdeck.deck import Catalogue
from layerdeck.engine.backend import keras, tf
from layerdeck.engine.infer import infer
from layerdeck.graph import End, Graph
from layerdeck.graph.edits import add, connect
from layerdeck.program import Severity, lower

BATCH = 2


FIVE, FOUR = (5, 5, 5, 4), (4, 4, 4, 4)
ODD = {"kernel": (2, 2, 3), "strides": (2, 1, 2), "rate": (1, 1, 1)}

CASES = (
    Case("test_conv3d_basic", CONV, 5, 2, takes=FIVE, gives=(4, 4, 4, 5)),
    Case("test_conv3d_basic", CONV, 6, 2, padding="same", rate=(2, 2, 2), groups=2, takes=FOUR,
         gives=(4, 4, 4, 6)),
    Case("test_conv3d_basic", CONV, 6, groups=2, takes=FIVE, gives=(2, 4, 2, 6), **ODD),
    Case("test_conv3d", CONV, 5, 2),
    Case("test_conv3d", CONV, 6, 2, padding="same", rate=(2, 2, 2), groups=2),
    Case("test_conv3d", CONV, 6, 2, padding="same", rate=(2, 3, 4), groups=2),
    Case("test_conv3d", CONV, 6, groups=2, **ODD),
    Case("test_conv3d", CONV, 6, groups=2, order="channels_first", takes=(4, 8, 8, 8), **ODD),
    Case("test_enable_lora", CONV, 6, 3, takes=FIVE, gives=(3, 3, 3, 6)),
    Case("test_enable_lora", CONV, 6, 2, strides=2, groups=2, takes=FIVE, gives=(2, 2, 2, 6)),
    Case("test_conv3d_transpose_basic", UP, 5, 2, strides=2, gives=(16, 16, 16, 5)),
    Case("test_conv3d_transpose_basic", UP, 6, 2, strides=3, padding="same", output_padding=2,
         rate=(1, 1, 1), gives=(23, 23, 23, 6)),
    Case("test_conv3d_transpose_basic", UP, 6, gives=(16, 9, 17, 6), **ODD),
    Case("test_conv3d_transpose", UP, 5, 2, strides=2),
    Case("test_conv3d_transpose", UP, 6, 2, strides=3, padding="same", output_padding=2,
         rate=(1, 1, 1)),
    Case("test_conv3d_transpose", UP, 6, **ODD),
)  # fmt: skip


def network(deck: Catalogue, case: Case) -> Graph:
    """An Input, the layer, an Output."""
    graph, _ = add(Graph("case"), deck, "keras.Input", (0, 0), {"shape": case.takes}, "volume")
    graph, _ = add(
        graph, deck, f"keras.layers.{case.layer}", (0, 0), {**case.values, "name": "layer"}, "layer"
    )
    graph, _ = add(graph, deck, "layerdeck.Output", (0, 0), {}, "result")
    graph = connect(graph, deck, End("volume", "output"), End("layer", "input"))
    return connect(graph, deck, End("layer", "output"), End("result", "input"))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_case_of_keras_means_the_same_in_cards(case: Case, deck: Catalogue) -> None:
    lowered = lower(network(deck, case), deck)
    assert not errors(lowered.problems)
    report = infer(lowered.program, deck)
    assert not errors(report.problems)
    by_hand = getattr(keras.layers, case.layer)(name="layer", **case.values)
    built = built_in_the_app(lowered.program, deck)
    exported = built_by_the_code(lowered.program)
    random = np.random.default_rng(5)
    volume = random.standard_normal((BATCH, *case.takes)).astype("float32")
    by_hand.build((None, *case.takes))
    kernel, bias = (
        random.standard_normal(each.shape).astype("float32") for each in by_hand.weights
    )
    expected = wanted(case, volume, kernel, bias)
    shape = (None, *(case.gives or expected.shape[1:]))

    for layer in (by_hand, built.layers[1], exported.layers[1]):
        layer.set_weights([kernel, bias])
        assert layer.get_config() == by_hand.get_config()
    for made in (by_hand(volume), built(volume), exported(volume)):
        np.testing.assert_allclose(made, expected, rtol=1e-3, atol=1e-4)

    assert report.facts["layer"].output_shape == shape == built.output_shape
    assert report.parameters == kernel.size + bias.size
    if case.test == "test_enable_lora":
        exported.layers[1].enable_lora(2)
        assert len(exported.trainable_weights) == 3
        assert len(exported.non_trainable_weights) == 1
        np.testing.assert_allclose(exported(volume), expected, rtol=1e-3, atol=1e-4)


CONSISTENCY = [
    Case(
        "test_conv1d_transpose_consistency", UP, 1, (kernel, 1, 1), (stride, 1, 1), padding,
        output_padding=None if extra is None else (extra, 0, 0), takes=(3, 1, 1, 1),
    )
    for kernel, stride, padding in product(range(1, 5), range(1, 5), ["same", "valid"])
    for extra in (None, *range(1, stride))
]  # fmt: skip
"""All that Keras does not skip, along the depth of volumes instead of along sequences."""


def test_every_small_transposed_convolution_is_consistent(deck: Catalogue) -> None:
    """All of them in one graph of as many outputs."""
    graph, _ = add(Graph("all"), deck, "keras.Input", (0, 0), {"shape": (3, 1, 1, 1)}, "volume")
    for number, case in enumerate(CONSISTENCY):
        layer, end = f"layer{number}", f"end{number:03}"
        values = {**case.values, "name": layer}
        graph, _ = add(graph, deck, f"keras.layers.{UP}", (0, 0), values, layer)
        graph, _ = add(graph, deck, "layerdeck.Output", (0, 0), {"name": end}, end)
        graph = connect(graph, deck, End("volume", "output"), End(layer, "input"))
        graph = connect(graph, deck, End(layer, "output"), End(end, "input"))
    lowered = lower(graph, deck)
    report = infer(lowered.program, deck)
    assert not errors((*lowered.problems, *report.problems))
    exported = built_by_the_code(lowered.program)
    volume, bias = np.ones((1, 3, 1, 1, 1), "float32"), np.zeros(1, "float32")
    kernels = [ramp(case) for case in CONSISTENCY]
    for number, kernel in enumerate(kernels):
        exported.get_layer(f"layer{number}").set_weights([kernel, bias])
    given = exported(volume)

    for number, (case, kernel) in enumerate(zip(CONSISTENCY, kernels, strict=True)):
        expected = wanted(case, volume, kernel, bias)
        np.testing.assert_allclose(given[f"end{number:03}"], expected, err_msg=str(case))
        assert report.facts[f"layer{number}"].output_shape == (None, *expected.shape[1:])


def ramp(case: Case) -> Array:
    """A kernel of 1, 2, 3 … along the depth."""
    return np.arange(1, case.kernel[0] + 1, dtype="float32").reshape(-1, 1, 1, 1, 1)


@pytest.mark.parametrize("rank", [1, 2, 3])
def test_an_output_padding_is_refused_just_where_tensorflow_fails(
    rank: int, deck: Catalogue
) -> None:
    """Keras builds an even kernel with padding "same" and output padding 0, and cannot run it."""
    ones = np.ones((1, *(3,) * rank, 1), "float32")
    name = f"Conv{rank}DTranspose"
    for kernel, stride, extra in product(range(1, 5), range(1, 4), range(3)):
        if extra >= stride:
            continue
        case = Case("zero", name, 1, kernel, stride, "same", takes=ones.shape[1:])
        case.values["output_padding"] = extra
        problems = infer(lower(network(deck, case), deck).program, deck).problems
        try:
            getattr(keras.layers, name)(**case.values)(ones)
            runs = True
        except tf.errors.InvalidArgumentError:
            runs = False

        assert runs == (not errors(problems)), (kernel, stride, extra)


@pytest.mark.parametrize(
    ("layer", "values"),
    [
        (CONV, {"filters": 0}),
        (CONV, {"kernel_size": (1, 0, 1)}),
        (CONV, {"strides": (1, 0, 1)}),
        (CONV, {"strides": 2, "dilation_rate": (2, 1, 1)}),
        (CONV, {"groups": 0}),
        (CONV, {"filters": 5, "groups": 2}),
        (CONV, {"kernel_size": 9}),
        (UP, {"filters": 0}),
        (UP, {"kernel_size": (1, 0, 1)}),
        (UP, {"strides": (1, 0, 1)}),
        (UP, {"strides": 2, "output_padding": 2}),
        (UP, {"strides": (2, 3, 3), "output_padding": (1, 3, 1)}),
        (UP, {"strides": 2, "dilation_rate": (2, 1, 1)}),
    ],
    ids=str,
)
def test_what_keras_refuses_is_refused_on_the_card(
    layer: str, values: dict[str, Any], deck: Catalogue
) -> None:
    """Keras' tests of bad arguments, which it makes of sequences and images, for volumes."""
    values = {"filters": 2, "kernel_size": 2, **values}
    with pytest.raises(ValueError):
        getattr(keras.layers, layer)(**values)(keras.Input((8, 8, 8, 4)))

    case = Case("refused", layer, 2, 2)
    case.values.update(values)
    try:
        lowered = lower(network(deck, case), deck)
    except ValueError as refusal:
        assert str(refusal).endswith(".")
        return
    found = [*lowered.problems, *infer(lowered.program, deck).problems]
    assert [item.card for item in found if item.severity is Severity.ERROR] == ["layer"]
