"""Receptive field and stride against the gradient, for random networks with branches."""

import os
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from engine.networks import errors, program, report
from layerdeck.deck import Catalogue
from layerdeck.engine.backend import keras, tf
from layerdeck.engine.build import build
from layerdeck.graph import Graph
from volumes import SIDE, random_volumes

PARTS = 4
NETWORKS = int(os.environ.get("LAYERDECK_NETWORKS", "52"))
"""How many networks, in parts so that they spread over processes."""
MAXIMA, AVERAGES = "keras.layers.MaxPooling3D", "keras.layers.AveragePooling3D"


def with_averages(graph: Graph) -> Graph:
    """The same windows with averages, since a maximum's gradient shows one voxel of a window."""
    cards = dict(graph.cards)
    for name, card in graph.cards.items():
        if card.type == MAXIMA:  # its default size is no default of an average's
            values = {"pool_size": (2, 2, 2), **card.values}
            cards[name] = replace(card, type=AVERAGES, values=values)
    return graph.with_(cards=cards)


def seen(model: keras.Model, voxels: int) -> list[np.ndarray]:
    """By input: the first and last place that output voxels see, as voxel × axis × 2.

    Weights and inputs are above zero, so that nothing cancels. One sample for each of the output
    voxels, which lie on a diagonal through the middle, shows them all in one gradient.
    """
    for layer in model.layers:
        layer.set_weights([np.ones_like(each) for each in layer.get_weights()])
    random = np.random.default_rng(1)
    given = [
        tf.constant(random.uniform(1, 2, (voxels, *each.shape[1:])).astype("float32"))
        for each in model.inputs
    ]
    with tf.GradientTape() as tape:
        tape.watch(given)
        made = model(given if len(given) > 1 else given[0])
        starts = [size // 2 - voxels // 2 for size in made.shape[1:-1]]
        places = [(n, *(start + n for start in starts)) for n in range(voxels)]
        total = tf.reduce_sum(tf.gather_nd(made, places))
    return [_ends(slope.numpy().max(axis=-1) > 0) for slope in tape.gradient(total, given)]


def _ends(moved: np.ndarray) -> np.ndarray:
    """The first and last place that is true, as sample × axis × 2."""
    found = []
    for axis in (1, 2, 3):
        along = moved.any(axis=tuple({1, 2, 3} - {axis}))
        assert along.any(axis=1).all()
        last = along.shape[1] - 1 - along[:, ::-1].argmax(axis=1)
        found.append(np.stack([along.argmax(axis=1), last], axis=-1))
    return np.stack(found, axis=1)


@pytest.mark.parametrize("part", range(PARTS))
def test_fields_are_what_the_gradient_reaches(part: int, deck: Catalogue):
    for seed in range(part, NETWORKS, PARTS):
        graph, period = random_volumes(seed)
        found = report(graph)
        assert not errors(found.problems)
        facts = found.facts["result"]
        inputs = [name for name, card in graph.cards.items() if card.type == "keras.Input"]
        fields = {each.input: each for each in facts.fields}
        assert list(fields) and set(fields) == set(inputs), seed

        model = build(program(with_averages(graph)), deck)
        for name, ends in zip(inputs, seen(model, 2 * period), strict=True):
            side = graph.cards[name].values["shape"][0]
            assert ends.min() > 0 and ends.max() < side - 1, (seed, "the input is too small")
            widths = (ends[..., 1] - ends[..., 0] + 1).max(axis=0)
            steps = ends[period:] - ends[:-period]
            assert fields[name].size == tuple(widths), (seed, name)
            assert (steps == steps[0]).all(), seed
            strides = tuple(Fraction(int(step), period) for step in steps[0, :, 0])
            assert fields[name].stride == strides, (seed, name)
        assert max(facts.receptive_field) <= SIDE
