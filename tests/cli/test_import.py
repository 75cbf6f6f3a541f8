"""`layerdeck import`: a model's file in, a project out, and a report on stderr."""

import io
import json
import zipfile
from itertools import product
from pathlib import Path

import h5py
import numpy as np
import pytest

from commands import layerdeck
from layerdeck.cli import main
from layerdeck.files import read_project
from models import given, imported, layer, model, text_of

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture
def lambda_model(tmp_path) -> str:
    path = tmp_path / "se.json"
    path.write_text(text_of("cm3d_seresnet18"))
    return str(path)


def test_a_model_becomes_a_project_that_checks(tmp_path):
    (tmp_path / "3dcnn.json").write_text(text_of("kerasio_3dcnn"))
    out = tmp_path / "3dcnn.layerdeck"

    done = layerdeck("import", str(tmp_path / "3dcnn.json"), "-o", str(out))

    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "layerdeck: 17 layers came over.\n"
    graph = imported("kerasio_3dcnn").graph
    assert read_project(out) == graph.with_(rest={"imported": "3dcnn.json"})
    checked = layerdeck("check", str(out), "--json")
    assert json.loads(checked.stdout) == {"problems": []}


@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
def test_a_project_builds_with_the_weights_of_its_model(tmp_path, capsys, monkeypatch):
    first, project, second = (tmp_path / name for name in ("a.keras", "net.layerdeck", "b.keras"))
    assert main(["build", str(EXAMPLES / "conv3d_2.layerdeck"), "-o", str(first)]) == 0
    assert main(["import", str(first), "-o", str(project)]) == 0
    # The project finds its model from wherever it is called.
    monkeypatch.chdir("/")

    assert main(["build", str(project), "-o", str(second)]) == 0

    assert "layerdeck: The weights of 1 layer came from a.keras.\n" in capsys.readouterr().err
    packed = [zipfile.ZipFile(path).read("model.weights.h5") for path in (first, second)]
    kernels = [h5py.File(io.BytesIO(data))["layers/conv3d/vars/0"][:] for data in packed]
    assert np.array_equal(*kernels)

    first.unlink()
    assert main(["build", str(project), "-o", str(second)]) == 0
    assert capsys.readouterr().err == (
        "layerdeck: No weights came from a.keras, and all are fresh: it cannot be read: no such "
        "file or directory.\n"
        f"layerdeck: wrote a Keras model (56 parameters) to {second}.\n"
    )


@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
def test_a_build_of_what_came_without_weights_says_that_all_are_fresh(tmp_path, capsys):
    text, project = tmp_path / "net.json", tmp_path / "net.layerdeck"
    dense = layer("Dense", "dense", "x", units=2)
    text.write_text(json.dumps(model(given("x", 4), dense, outputs=[["dense", 0, 0]])))
    assert main(["import", str(text), "-o", str(project)]) == 0
    capsys.readouterr()

    for name, told in (("net.keras", True), ("a.json", False)):
        assert main(["build", str(project), "-o", str(tmp_path / name)]) == 0
        said = capsys.readouterr().err
        assert ("layerdeck: All weights are fresh: net.json has none.\n" in said) == told
        assert said.endswith(f"{tmp_path / name}.\n")


def test_what_has_no_card_is_told_and_the_status_is_good(lambda_model, tmp_path, capsys):
    assert main(["import", lambda_model, "-o", str(tmp_path / "se.layerdeck")]) == 0

    assert capsys.readouterr().err.splitlines() == [
        "layerdeck: 134 layers came over, and 8 placeholders stand for what has no card.",
        "layerdeck: lambda, lambda_1, lambda_2 and 5 more: a Lambda runs Python code, which was "
        "not run; a placeholder keeps its configuration.",
    ]


def test_what_is_no_model_is_one_sentence_and_writes_nothing(tmp_path, capsys):
    path, out = tmp_path / "ae.json", tmp_path / "ae.layerdeck"
    path.write_text(text_of("brainchop_conversion_modelAE"))

    assert main(["import", str(path), "-o", str(out)]) == 2

    message = capsys.readouterr().err
    assert message.startswith(f"layerdeck: {path}: it is no Keras model: ")
    assert message.count("\n") == 1
    assert not out.exists()


@pytest.mark.parametrize("output", ["se.json", "se.keras"])
def test_an_output_that_is_no_project_is_refused(lambda_model, tmp_path, output, capsys):
    assert main(["import", lambda_model, "-o", str(tmp_path / output)]) == 2

    assert capsys.readouterr().err.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["se.json"]


def test_names_that_are_commands_of_the_terminal_are_told_on_one_line(tmp_path, capsys):
    made = model(
        given("x", 4), layer("Odd", "\x1b[2J\n$(id)", "x"), outputs=[["\x1b[2J\n$(id)", 0, 0]]
    )
    (tmp_path / "odd.json").write_text(json.dumps(made))

    main(["import", str(tmp_path / "odd.json"), "-o", str(tmp_path / "odd.layerdeck")])

    told = capsys.readouterr().err
    assert len(told.splitlines()) == 2
    assert "\x1b" not in told


@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
def test_a_model_where_a_project_is_wanted_says_how_it_becomes_one(tmp_path, capsys):
    keras, text = tmp_path / "net.keras", tmp_path / "net.json"
    assert main(["build", str(EXAMPLES / "conv3d_2.layerdeck"), "-o", str(keras)]) == 0
    text.write_text(text_of("kerasio_3dcnn"))
    capsys.readouterr()

    for command, path in product(("summary", "text"), (keras, text)):
        assert main([command, str(path)]) == 2
        assert capsys.readouterr().err == (
            f"layerdeck: {path}: it is a Keras model, and no project: make one of it with "
            f"`layerdeck import {path} -o {path.with_suffix('.layerdeck')}`.\n"
        )

    # And the other way round, as well as what only looks like a model.
    keras.write_bytes(keras.read_bytes()[:-200])
    (tmp_path / "empty.keras").touch()
    (tmp_path / "text.h5").write_text("a letter")
    project = str(EXAMPLES / "conv3d_2.layerdeck")
    refused = {
        project: "it is a project already, and no Keras model to make one of.",
        str(keras): "the archive is damaged: its end is missing; copy or save it again.",
        str(tmp_path / "empty.keras"): "it is no Keras archive, though it is called so: it is "
        "empty. Save the model again.",
        str(tmp_path / "text.h5"): "it is no HDF5 file, though it is called so: it does not begin "
        "as one does. Save the model again.",
        str(tmp_path / "gone.py"): "it cannot be read: no such file or directory.",
    }
    for path, why in refused.items():
        assert main(["import", path, "-o", str(tmp_path / "out.layerdeck")]) == 2
        assert capsys.readouterr().err == f"layerdeck: {path}: {why}\n"


SCRIPT = """import keras


def build_model(units=3):
    return keras.Sequential([keras.Input((4,)), keras.layers.Dense(units)], name="net")
"""


@pytest.fixture
def script(tmp_path) -> str:
    path = tmp_path / "net.py"
    path.write_text(SCRIPT)
    return str(path)


def test_a_script_is_run_only_when_it_is_said_so(script, tmp_path, capsys):
    (tmp_path / "net.py").write_text(f"open({str(tmp_path / 'run')!r}, 'w').close()")

    assert main(["import", script, "-o", str(tmp_path / "net.layerdeck")]) == 2

    assert capsys.readouterr().err == (
        f"layerdeck: {script} is a Python script: to know its model it has to be run, and may do "
        "anything that you may. Add --run if you trust it.\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["net.py"]


def test_the_model_of_a_script_becomes_a_project(script, tmp_path, capfd):
    out = tmp_path / "net.layerdeck"

    assert main(["import", script, "-o", str(out), "--run"]) == 0

    assert capfd.readouterr().err.splitlines() == [
        "layerdeck: 2 layers came over.",
        "layerdeck: build_model() was called with its defaults, which are plain values now: "
        "units=3.",
    ]
    graph = read_project(out)
    assert (graph.name, list(graph.cards)) == ("net", ["input_layer", "dense", "result"])


def test_of_several_models_one_has_to_be_chosen(script, tmp_path, capfd):
    (tmp_path / "net.py").write_text(f"{SCRIPT}\none, two = build_model(), build_model(5)\n")
    out = tmp_path / "net.layerdeck"

    assert main(["import", script, "-o", str(out), "--run"]) == 2
    assert capfd.readouterr().err == (
        f"layerdeck: {script}: it builds several models: one (Sequential, 1 layer), two "
        "(Sequential, 1 layer). Choose one with --name.\n"
    )
    assert not out.exists()

    assert main(["import", script, "-o", str(out), "--run", "--name", "two"]) == 0
    assert read_project(out).cards["dense_1"].values["units"] == 5


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["none.py", "--run"], "none.py: it cannot be read: no such file or directory."),
        (["net.json", "--run"], "net.json is no .py script, so there is nothing to --run."),
        (["net.py", "--run", "--time-limit", "0"], "--time-limit"),
    ],
)
def test_what_cannot_be_run_is_one_sentence(arguments, why, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    assert main(["import", *arguments, "-o", "net.layerdeck"]) == 2

    told = capsys.readouterr().err
    assert why in told
    assert told.count("\n") == 1
