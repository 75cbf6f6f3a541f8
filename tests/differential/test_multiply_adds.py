"""Multiply-adds against the count of TensorFlow's profiler, for random convolutional networks.

The profiler counts floating-point operations of one kind of TensorFlow operation at a time: a
multiplication and an addition apart, so two for each multiply-add, and biases, poolings, sums and
normalizations as operations of their own. What is compared is exact but for three things that it
does not count as they are:

- A transposed convolution is the gradient of a convolution from its output to its input. In three
  dimensions the profiler has no count for it, in fewer a rounded one: that convolution is counted.
- A dilated one is cut into pieces with borders of their own, which count. With padding "same" an
  undilated one has as many places and as large a kernel: that is counted.
- One with groups is, on the CPU, in a function of XLA's, into which the profiler does not look. The
  same operation is counted by itself.
"""

import os
from itertools import chain as joined
from random import Random
from typing import Any

import pytest

from engine.networks import chain, errors, program, report
from layerdeck.deck import Catalogue
from layerdeck.engine.backend import keras, tf
from layerdeck.engine.build import build
from layerdeck.engine.kinds import SLIDING, TRANSPOSED
from layerdeck.graph import Graph
from volumes import random_volumes

NETWORKS = int(os.environ.get("LAYERDECK_NETWORKS", "40"))
MULTIPLYING = ("Conv2D", "Conv3D", "DepthwiseConv2dNative", "MatMul", "BatchMatMulV2")

profiler = tf.compat.v1.profiler


def random_row(seed: int) -> Graph:
    """Layers with windows in a row, of any rank, with groups, strides and every padding."""
    random = Random(seed)
    rank = random.choice([1, 2, 3])
    kinds = ["Conv", "Conv", "ConvTranspose", "AveragePooling", "Dense"]
    kinds += ["DepthwiseConv", "SeparableConv"] if rank < 3 else []
    layers = [_layer(random, random.choice(kinds), rank) for _ in range(random.randint(2, 5))]
    return chain(*layers, shape=(*(random.randint(70, 80) for _ in range(rank)), 4))


def random_branches(seed: int) -> Graph:
    """Volumes with branches."""
    return random_volumes(seed)[0]


def _layer(random: Random, kind: str, rank: int) -> tuple[str, dict[str, Any]]:
    if kind == "Dense":
        return "Dense", {"units": 4}
    sizes = tuple(random.choice([1, 2, 3]) for _ in range(rank))
    size = sizes if rank > 1 else sizes[0]
    padding = random.choice(["same", "valid"])
    strides = random.choice([1, 1, 2])
    if kind == "AveragePooling":
        return f"{kind}{rank}D", {"pool_size": size, "strides": 1, "padding": padding}
    values: dict[str, Any] = {"kernel_size": size, "padding": padding, "strides": strides}
    if kind == "ConvTranspose":
        return f"Conv{rank}DTranspose", {**values, "filters": 4}
    if kind != "DepthwiseConv":
        values["filters"] = random.choice([4, 8])
    if kind != "Conv":
        values["depth_multiplier"] = random.choice([1, 2])
    else:
        values["groups"] = random.choice([1, 2, 4])
        if random.random() < 0.2:
            values |= {"padding": "same", "strides": 1, "dilation_rate": 2, "groups": 1}
    return f"{kind}{rank}D", values


def operations(function: Any, *specs: Any) -> dict[str, int]:
    """What the profiler counts for one sample, by kind of operation."""
    graph = tf.function(function).get_concrete_function(*specs).graph
    build_options = profiler.ProfileOptionBuilder(profiler.ProfileOptionBuilder.float_operation())
    options = build_options.with_empty_output().build()
    found: dict[str, int] = {}
    waiting = [profiler.profile(graph, cmd="op", options=options)]
    while waiting:
        node = waiting.pop()
        found[node.name] = node.float_ops
        waiting += node.children
    return found


def multiplied(function: Any, *specs: Any) -> int:
    found = operations(function, *specs)
    return sum(found.get(name, 0) for name in MULTIPLYING)


def one(tensor: Any) -> Any:
    return tf.TensorSpec((1, *tensor.shape[1:]), tensor.dtype)


def counted(model: keras.Model) -> int:
    """The operations that multiply and add, both counted."""
    for layer in model.layers:
        if isinstance(layer, SLIDING) and any(rate > 1 for rate in layer.dilation_rate):
            assert layer.padding == "same"
            layer.dilation_rate = (1,) * layer.rank
    whole = multiplied(_called(model), *map(one, model.inputs))
    backwards = [layer for layer in model.layers if isinstance(layer, TRANSPOSED)]
    grouped = [layer for layer in model.layers if getattr(layer, "groups", 1) > 1]
    return whole + sum(map(_of_the_gradient, backwards)) + sum(map(_in_groups, grouped))


def _in_groups(layer: Any) -> int:
    """The count of a convolution in groups."""
    padding = layer.padding.upper()
    return multiplied(
        lambda given: tf.nn.convolution(given, layer.kernel, layer.strides, padding),
        one(layer.input),
    )


def _called(model: keras.Model) -> Any:
    return model if len(model.inputs) == 1 else lambda *given: model(list(given))


def _of_the_gradient(layer: Any) -> int:
    """The count of the convolution that a transposed one is the gradient of."""
    kind = {1: keras.layers.Conv1D, 2: keras.layers.Conv2D, 3: keras.layers.Conv3D}[layer.rank]
    channels = layer.input.shape[-1]
    forward = kind(channels, layer.kernel_size, layer.strides, layer.padding, use_bias=False)
    made = forward(layer.output)
    assert made.shape[1:-1] == layer.input.shape[1:-1]
    return multiplied(forward, one(layer.output))


@pytest.mark.parametrize("source", [random_row, random_branches])
def test_the_profiler_counts_as_many(source: Any, deck: Catalogue):
    for seed in range(NETWORKS // 2):
        graph = source(seed)
        found = report(graph)
        assert not errors(found.problems)
        wanted = counted(build(program(graph), deck))
        assert 2 * found.multiply_adds == pytest.approx(wanted, rel=0.001), seed


def test_biases_are_left_out(deck: Catalogue):
    """The profiler counts an addition for each number of the output."""
    values = {"filters": 5, "kernel_size": 3}
    graph = chain(("Conv3D", values), ("Conv3DTranspose", values), shape=(9, 8, 7, 4))
    model = build(program(graph), deck)
    found = operations(model, *map(one, model.inputs))

    biases = sum(tf.size(tf.zeros(layer.output.shape[1:])) for layer in model.layers[1:])
    assert found["BiasAdd"] == biases == 7 * 6 * 5 * 5 + 9 * 8 * 7 * 5
    others = set(joined(found)) - {"BiasAdd", *MULTIPLYING}
    assert not any(found[name] for name in others if not name.startswith("_"))
