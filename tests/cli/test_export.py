"""Code from the command line, in every manner."""

import json
from pathlib import Path

import pytest

from layerdeck.cli import main

CONV2 = str(Path(__file__).parents[2] / "examples" / "conv3d_2.layerdeck")


@pytest.mark.parametrize(
    ("options", "start"),
    [
        ([], "import keras\n"),
        (["--flavour", "keras"], "import keras\n"),
        (["--flavour", "tf.keras"], "from tensorflow import keras\n"),
    ],
)
def test_export_prints_the_code(options, start, capsys):
    assert main(["export", CONV2, *options]) == 0

    code = capsys.readouterr().out
    assert code.split("\n\n", 1)[1].startswith(start)
    compile(code, "exported.py", "exec")


def test_export_writes_the_code(tmp_path, capsys):
    path = tmp_path / "net.py"

    assert main(["export", CONV2, "-o", str(path)]) == 0

    told = capsys.readouterr()
    assert (told.out, told.err) == ("", f"layerdeck: wrote Python code to {path}.\n")
    assert path.read_text().startswith('"""The conv3d_2 model."""')


def test_export_writes_code_in_other_manners(capsys):
    assert main(["export", CONV2, "--style", "class", "--arguments", "keyword"]) == 0

    code = capsys.readouterr().out
    assert "class Conv3d2(keras.Model):" in code
    assert "layers.Conv3D(filters=2, kernel_size=3, " in code


def test_export_writes_a_notebook(tmp_path, capsys):
    path = tmp_path / "net.ipynb"

    assert main(["export", CONV2, "-o", str(path), "--flavour", "tf.keras"]) == 0

    assert capsys.readouterr().err == f"layerdeck: wrote a notebook to {path}.\n"
    assert json.loads(path.read_text())["nbformat"] == 4
    assert "from tensorflow import keras" in path.read_text()
