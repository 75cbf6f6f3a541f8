"""Saving a model: every format read again gives the numbers of Keras, and nothing is half there."""

from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest

from engine.networks import CONV, DECK, chain, network, program
from layerdeck.engine.backend import keras, tf
from layerdeck.engine.between import Cancelled
from layerdeck.engine.build import BuildError, build
from layerdeck.engine.saving import save, writing
from layerdeck.graph import Graph
from layerdeck.program import Format, why_not_written

# Keras' own way of reading a weight for saving, with NumPy 2.
pytestmark = pytest.mark.filterwarnings(
    "ignore:__array__ implementation doesn't accept a copy keyword:DeprecationWarning"
)

SMALL = chain(("Conv3D", CONV), ("Conv3D", CONV), shape=(8, 8, 8, 1))
UNET = network(
    {
        "volume": ("Input", {"shape": (8, 8, 8, 1), "name": "volume"}),
        "down": ("Conv3D", {"filters": 4, "kernel_size": 3, "padding": "same", "strides": 2}),
        "norm": ("BatchNormalization", {}),
        "up": ("Conv3DTranspose", {"filters": 3, "kernel_size": 2, "strides": 2}),
        "skip": ("Concatenate", {}),
        "mask": ("Output", {"name": "mask"}),
        "low": ("Output", {"name": "low"}),
    },
    "volume > down", "down > norm", "norm > up", "volume > skip.inputs", "up > skip.inputs",
    "skip > mask", "norm > low",
)  # fmt: skip
WORDS = network(
    {
        "words": ("Input", {"shape": (None,), "dtype": "int32"}),
        "side": ("Input", {"shape": (3,), "name": "side"}),
        "table": ("Embedding", {"input_dim": 7, "output_dim": 4}),
        "read": ("GRU", {"units": 3}),
        "sum": ("Add", {}),
        "result": ("Output", {}),
    },
    "words > table", "table > read", "read > sum.inputs", "side > sum.inputs", "sum > result",
)  # fmt: skip
FIXED = chain(("Dense", {"units": 2}), shape=(3,), batch_size=4)
NETWORKS = {"unet": UNET, "words": WORDS, "fixed": FIXED}


def batch(model: Any) -> list[Any]:
    """Random data for each input, of two samples unless their number is fixed."""
    random = np.random.default_rng(3)
    shapes = [
        (each.shape[0] or 2, *(size or 5 for size in each.shape[1:])) for each in model.inputs
    ]
    return [
        random.integers(0, 7, shape, "int32")
        if each.dtype == "int32"
        else random.standard_normal(shape, "float32")
        for each, shape in zip(model.inputs, shapes, strict=True)
    ]


def given_by(model: Any, data: list[Any]) -> list[Any]:
    """What a model gives, in the order of its outputs."""
    given = model(data[0] if len(data) == 1 else data)
    return [np.asarray(each) for each in keras.tree.flatten(given)]


@pytest.mark.parametrize("graph", NETWORKS.values(), ids=NETWORKS)
def test_a_saved_model_of_tensorflow_gives_what_keras_gives(graph: Graph, tmp_path: Path):
    model = build(program(graph), DECK)
    data = batch(model)
    save(model, tmp_path / "net", Format.SAVED_MODEL)
    wanted = given_by(model, data)

    # Its variables go with what was loaded.
    loaded = tf.saved_model.load(str(tmp_path / "net"))
    found = given_by(loaded.serve, data)

    for one, other in zip(wanted, found, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-5, atol=1e-6)
    assert [path.name for path in tmp_path.iterdir()] == ["net"]


@pytest.mark.parametrize("graph", NETWORKS.values(), ids=NETWORKS)
def test_onnxruntime_gives_what_keras_gives(graph: Graph, tmp_path: Path):
    model = build(program(graph), DECK)
    data = batch(model)
    save(model, tmp_path / "net.onnx", Format.ONNX)

    session = onnxruntime.InferenceSession(str(tmp_path / "net.onnx"))
    assert [each.name for each in session.get_inputs()] == [each.name for each in model.inputs]
    names = [each.name for each in model.inputs]
    found = session.run(None, dict(zip(names, data, strict=True)))
    wanted = sorted(model.output) if isinstance(model.output, dict) else model.output_names
    assert [each.name for each in session.get_outputs()] == wanted
    for each in (*session.get_inputs(), *session.get_outputs()):
        assert each.shape[0] == ("batch" if model.inputs[0].shape[0] is None else 4)

    for one, other in zip(given_by(model, data), found, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-4, atol=1e-5)
    assert [path.name for path in tmp_path.iterdir()] == ["net.onnx"]


def test_outputs_of_one_name_in_keras_get_names_of_their_own_in_onnx(tmp_path: Path):
    given = keras.Input((3,))
    layer = keras.layers.Dense(2, name="twice")
    once = layer(given)
    model = keras.Model(given, [once, layer(keras.layers.Dense(3)(once))])
    save(model, tmp_path / "net.onnx", Format.ONNX)

    session = onnxruntime.InferenceSession(str(tmp_path / "net.onnx"))
    assert [each.name for each in session.get_outputs()] == ["twice", "twice_2"]
    data = np.ones((2, 3), "float32")
    for one, other in zip(
        given_by(model, [data]), session.run(None, {given.name: data}), strict=True
    ):
        np.testing.assert_allclose(one, other, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize(
    ("layer", "message"),
    [
        (
            ("RandomSaturation", {"factor": 0.5}),
            "ONNX has no HSVToRGB, no RGBToHSV and no StatelessRandomUniformV2, which this model "
            "needs, so nothing could run the file. Save a SavedModel, which holds everything.",
        ),
        (
            ("Normalization", {"mean": 0.5, "variance": 2.0}),
            "The converter to ONNX leaves out numbers that are part of this model, so nothing "
            "could run the file. Save a SavedModel, which holds everything.",
        ),
    ],
)
def test_what_could_not_be_run_as_onnx_is_refused(layer: Any, message: str, tmp_path: Path):
    model = build(program(chain(layer, shape=(8, 8, 3))), DECK)

    with pytest.raises(BuildError) as caught:
        save(model, tmp_path / "net.onnx", Format.ONNX)

    assert str(caught.value) == message
    assert list(tmp_path.iterdir()) == []


def test_without_the_packages_onnx_is_refused_with_what_to_do(tmp_path: Path, monkeypatch):
    model = build(program(FIXED), DECK)
    monkeypatch.setattr("layerdeck.program.formats.find_spec", lambda name: None)

    with pytest.raises(BuildError) as caught:
        save(model, tmp_path / "net.onnx", Format.ONNX)

    assert str(caught.value) == (
        "ONNX needs tf2onnx and onnx, which are not installed: run “pip install tf2onnx onnx”."
    )
    assert why_not_written(Format.SAVED_MODEL) == ""


def test_json_is_the_same_each_time_and_builds_the_same_layers(tmp_path: Path):
    for name in ("one.json", "two.json"):
        save(build(program(UNET), DECK), tmp_path / name, Format.JSON)
    text = (tmp_path / "one.json").read_text()

    assert text == (tmp_path / "two.json").read_text()
    assert text.startswith('{\n  "module": ')
    assert text.endswith("}\n")
    assert f"{keras.models.model_from_json(text).to_json(indent=2)}\n" == text


def test_a_saved_model_takes_the_place_of_one_and_of_nothing_else(tmp_path: Path):
    model, target = build(program(FIXED), DECK), tmp_path / "net"
    target.mkdir()
    save(model, target, Format.SAVED_MODEL)
    before = (target / "saved_model.pb").stat().st_ino
    save(model, target, Format.SAVED_MODEL)
    assert (target / "saved_model.pb").stat().st_ino != before
    (target / "notes.txt").write_text("mine")

    with pytest.raises(BuildError) as caught:
        save(model, target, Format.SAVED_MODEL)

    assert str(caught.value) == (
        "net could not be saved: the folder holds notes.txt, which would be lost. Give another "
        "name."
    )
    assert (target / "notes.txt").read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["net"]


@pytest.mark.parametrize("wanted", Format)
def test_taken_back_while_it_is_written_nothing_is_left(wanted: Format, tmp_path: Path):
    target = tmp_path / {Format.KERAS: "net.keras", Format.SAVED_MODEL: "net"}.get(wanted, "net.x")
    save(build(program(FIXED), DECK), target, wanted)
    before = sorted(each.stat().st_ino for each in tmp_path.rglob("*"))

    def taken_back(_done: int, _count: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        save(build(program(FIXED), DECK), target, wanted, taken_back)

    assert sorted(each.stat().st_ino for each in tmp_path.rglob("*")) == before


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

    monkeypatch.setattr(writing, "_settle", full)
    with pytest.raises(BuildError) as caught:
        save(build(program(SMALL), DECK), target)
    assert str(caught.value) == "net.keras could not be saved: the disk is full."
    assert target.read_bytes() == b"the model of yesterday"
    assert [path.name for path in tmp_path.iterdir()] == ["net.keras"]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("nowhere/net.keras", "net.keras could not be saved: the folder does not exist."),
        ("net.h5", "A saved model's name ends in .keras, and this is net.h5."),
    ],
)
def test_a_place_that_cannot_be_written(path: str, message: str, tmp_path: Path):
    with pytest.raises(BuildError) as caught:
        save(build(program(SMALL), DECK), tmp_path / path)
    assert str(caught.value) == message
