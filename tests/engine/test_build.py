"""Building and saving: the model really made, under the names of a fresh process."""

from pathlib import Path

import numpy as np
import pytest

from engine.networks import CONV, DECK, chain, network, program, report
from layerdeck.engine import build as building
from layerdeck.engine.backend import keras
from layerdeck.engine.build import BuildError, build, save
from layerdeck.graph import Graph

# Keras' own way of reading a weight for saving, with NumPy 2.
pytestmark = pytest.mark.filterwarnings(
    "ignore:__array__ implementation doesn't accept a copy keyword:DeprecationWarning"
)

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


def test_a_saved_model_gives_what_it_gave(tmp_path: Path):
    model = build(program(SMALL), DECK)
    save(model, tmp_path / "net.keras")
    batch = np.random.default_rng(1).standard_normal((1, 8, 8, 8, 1)).astype("float32")
    again = keras.models.load_model(tmp_path / "net.keras")
    np.testing.assert_array_equal(again(batch), model(batch))
    assert [path.name for path in tmp_path.iterdir()] == ["net.keras"]


def test_a_failed_save_keeps_the_old_file(tmp_path: Path, monkeypatch):
    target = tmp_path / "net.keras"
    target.write_bytes(b"the model of yesterday")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(building, "_settle", full)
    with pytest.raises(BuildError) as caught:
        save(build(program(SMALL), DECK), target)
    assert str(caught.value) == "net.keras could not be saved: no space left on device."
    assert target.read_bytes() == b"the model of yesterday"
    assert [path.name for path in tmp_path.iterdir()] == ["net.keras"]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("nowhere/net.keras", "net.keras could not be saved: no such file or directory."),
        ("net.h5", "A saved model's name ends in .keras, and this is net.h5."),
    ],
)
def test_a_place_that_cannot_be_written(path: str, message: str, tmp_path: Path):
    with pytest.raises(BuildError) as caught:
        save(build(program(SMALL), DECK), tmp_path / path)
    assert str(caught.value) == message
