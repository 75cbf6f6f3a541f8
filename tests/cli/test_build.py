"""Models from the command line: the name of what is written says what it is."""

import json
from pathlib import Path

import numpy as np
import onnxruntime
import pytest

from commands import layerdeck
from layerdeck.cli import main

CONV2 = str(Path(__file__).parents[2] / "examples" / "conv3d_2.layerdeck")

# Keras' own way of reading a weight for saving, with NumPy 2.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


def test_each_format_in_a_process_of_its_own(tmp_path):
    import keras  # noqa: PLC0415

    for name, what in (("net.keras", "a Keras model"), ("net.onnx", "an ONNX model")):
        done = layerdeck("build", CONV2, "-o", str(tmp_path / name))

        told = f"layerdeck: wrote {what} (56 parameters) to {tmp_path / name}.\n"
        assert (done.returncode, done.stdout, done.stderr) == (0, "", told)
    loaded = keras.saving.load_model(tmp_path / "net.keras")
    assert loaded.output_shape == (None, 26, 26, 26, 2)
    session = onnxruntime.InferenceSession(str(tmp_path / "net.onnx"))
    volume = np.zeros((3, 28, 28, 28, 1), "float32")
    (found,) = session.run(None, {session.get_inputs()[0].name: volume})
    assert found.shape == (3, 26, 26, 26, 2)


def test_json_and_a_folder(tmp_path, capsys):
    assert main(["build", CONV2, "-o", str(tmp_path / "net.json")]) == 0
    assert main(["build", CONV2, "-o", str(tmp_path / "net")]) == 0
    assert main(["build", CONV2, "-o", str(tmp_path / "v1.2"), "--format", "saved-model"]) == 0

    assert json.loads((tmp_path / "net.json").read_text())["class_name"] == "Functional"
    for name in ("net", "v1.2"):
        assert (tmp_path / name / "saved_model.pb").exists()
    assert capsys.readouterr().err.splitlines() == [
        f"layerdeck: wrote Keras JSON (56 parameters) to {tmp_path / 'net.json'}.",
        f"layerdeck: wrote a SavedModel (56 parameters) to {tmp_path / 'net'}.",
        f"layerdeck: wrote a SavedModel (56 parameters) to {tmp_path / 'v1.2'}.",
    ]


def test_what_cannot_be_written_is_said_before_anything_is_built(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("layerdeck.program.formats.find_spec", lambda name: None)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").touch()
    monkeypatch.setattr("layerdeck.cli.writing.check", lambda *_: pytest.fail("it was read"))

    assert main(["build", CONV2, "-o", str(tmp_path / "net.onnx")]) == 2
    assert main(["build", CONV2, "-o", str(tmp_path / "mine")]) == 2

    assert capsys.readouterr().err.splitlines() == [
        "layerdeck: ONNX needs tf2onnx and onnx, which are not installed: run “pip install "
        "tf2onnx onnx”.",
        f"layerdeck: {tmp_path / 'mine'}: the folder holds notes.txt, which would be lost. Give "
        "another name.",
    ]
