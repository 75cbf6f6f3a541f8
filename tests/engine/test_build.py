"""Building: the model really made, under the names of a fresh process."""

import numpy as np
import pytest

from engine.networks import CONV, DECK, chain, network, program, report
from layerdeck.engine.build import BuildError, build
from layerdeck.graph import Graph

SMALL = chain(("Conv3D", CONV), ("Conv3D", CONV), shape=(8, 8, 8, 1))


def outputs(*names: str) -> Graph:
    """One Dense for each Output."""
    cards: dict = {"vector": ("Input", {"shape": (4,)})}
    wires = []
    for number, name in enumerate(names):
        cards |= {
            f"dense{number}": ("Dense", {"units": 2 + number}),
            f"out{number}": ("Output", {"name": name}),
        }
        wires += [f"vector > dense{number}", f"dense{number} > out{number}"]
    return network(cards, *wires)


def test_weights_are_there():
    model = build(program(SMALL), DECK)
    assert model.name == "net"
    assert model.output_shape == (None, 4, 4, 4, 6)
    assert model(np.ones((2, 8, 8, 8, 1), "float32")).shape == (2, 4, 4, 4, 6)
    assert report(SMALL).parameters == model.count_params()


def test_names_are_those_of_a_fresh_process():
    for _ in range(2):
        model = build(program(SMALL), DECK)
        assert [layer.name for layer in model.layers] == ["input_layer", "conv3d", "conv3d_1"]


def test_parameters_stand_at_their_defaults():
    graph = network(
        {
            "filters": ("Parameter", {"type": "Integer", "default": 5}),
            "volume": ("Input", {"shape": (8, 8, 8, 1)}),
            "conv": ("Conv3D", {"filters": 1, "kernel_size": 3}),
            "result": ("Output", {}),
        },
        "filters.value > conv.filters", "volume > conv", "conv > result",
    )  # fmt: skip
    assert build(program(graph), DECK).output_shape == (None, 6, 6, 6, 5)


def test_one_output_is_a_tensor():
    assert build(program(outputs("")), DECK).output_shape == (None, 2)


def test_several_outputs_are_a_list_in_order():
    assert build(program(outputs("", "")), DECK).output_shape == [(None, 2), (None, 3)]


def test_named_outputs_are_a_dict():
    model = build(program(outputs("mask", "")), DECK)
    assert {key: each.shape for key, each in model.output.items()} == {
        "mask": (None, 2),
        "out1": (None, 3),
    }


@pytest.mark.parametrize(
    ("graph", "message"),
    [
        (Graph(), "The graph has no Output card, so there is no model to build."),
        (
            chain(("Conv3D", {**CONV, "groups": 3}), shape=(8, 8, 8, 4)),
            "first: Groups 3 does not divide the 4 channels that volume gives: every group takes "
            "the same number of them. Choose a divisor of 4.",
        ),
    ],
)
def test_what_cannot_be_built_is_refused_in_a_sentence(graph: Graph, message: str):
    with pytest.raises(BuildError) as caught:
        build(program(graph), DECK)
    assert str(caught.value) == message


def test_a_warning_does_not_stop_a_build():
    frozen = chain(("ConvLSTM3D", {**CONV, "trainable": False}), shape=(2, 4, 4, 4, 1))
    assert build(program(frozen), DECK).count_params() > 0
