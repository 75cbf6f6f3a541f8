"""The notebook: what Jupyter takes, the module's own code, and cells that run one after another."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
from hypothesis import given

from layerdeck.export import Flavour, Manner, Style, export, notebook
from layerdeck.files import read_project
from layerdeck.graph import Graph
from layerdeck.program import lower
from making import DECK, DENSE, INPUT, JOIN, OUTPUT, PARAMETER, card, graph, graphs, line

EXAMPLES = Path(__file__).parents[2] / "examples"
RUN = Path(__file__).with_name("run_notebooks.py")


def written(made: Graph, manner: Manner | None = None) -> str:
    return notebook(lower(made, DECK).program, manner or Manner())


def code_of(text: str) -> dict[str, str]:
    """By the ids of cells of code, their code."""
    cells = json.loads(text)["cells"]
    return {each["id"]: "".join(each["source"]) for each in cells if each["cell_type"] == "code"}


def several() -> Graph:
    """Three inputs of all sorts, and two outputs with names."""
    return graph(
        card("width", PARAMETER, default=3),
        card("rng", INPUT, shape=[None, 4]),
        card("np", INPUT, shape=[4], dtype="int32", batch_size=2),
        card("flags", INPUT, shape=[4], dtype="bool", batch_size=2),
        card("joined", JOIN),
        card("cast", DENSE, units=1),
        card("wide", DENSE, units=2),
        card("a", OUTPUT, name="first one"),
        card("b", OUTPUT),
        wires=[
            "rng.output > wide.input", "np.output > joined.inputs", "flags.output > joined.inputs",
            "width.value > cast.units", "joined.output > cast.input", "wide.output > a.input",
            "cast.output > b.input",
        ],
    )  # fmt: skip


def test_a_notebook_in_full():
    made = line(card("volume", INPUT, shape=[8, 8, 8, 1]), card("y", OUTPUT), name="net_1")

    cells = json.loads(written(made))["cells"]

    about = "It is built with fresh weights, summarized, and run once."
    assert [(cell["id"], "".join(cell["source"])) for cell in cells] == [
        ("title", f"# The model `net_1`\n\n{about}"),
        ("imports", "import numpy as np\nimport keras"),
        (
            "definition-1",
            "def build_model() -> keras.Model:\n"
            "    volume = keras.Input(shape=(8, 8, 8, 1))\n"
            '    return keras.Model(volume, volume, name="net_1")',
        ),
        ("build", "model = build_model()"),
        ("summary", "model.summary()"),
        ("run", "One batch of random input, and the shapes of what comes of it:"),
        (
            "batch",
            "rng = np.random.default_rng(0)\n"
            'volume = rng.standard_normal((1, 8, 8, 8, 1), dtype="float32")\n'
            "outputs = model(volume)\n"
            "print(outputs.shape)",
        ),
    ]  # fmt: skip


def test_the_batch_is_made_of_what_each_input_takes():
    assert code_of(written(several()))["batch"] == (
        "rng = np.random.default_rng(0)\n"
        'rng_ = rng.standard_normal((1, 32, 4), dtype="float32")\n'
        'np_ = rng.integers(0, 2, (2, 4)).astype("int32")\n'
        'flags = rng.integers(0, 2, (2, 4)).astype("bool")\n'
        "outputs = model([rng_, np_, flags])\n"
        "for name, tensor in outputs.items():\n"
        "    print(name, tensor.shape)"
    )


def test_a_shape_out_of_parameters_has_their_defaults():
    made = graph(
        card("sides", PARAMETER, type="List of Integer", default=[6, 2]),
        card("x", INPUT, shape=[1]),
        card("y", OUTPUT),
        wires=["sides.value > x.shape", "x.output > y.input"],
    )

    assert "standard_normal((1, 6, 2), " in code_of(written(made))["batch"]


@given(graphs())
def test_it_is_what_jupyter_takes_and_holds_the_code_of_the_module(made):
    program = lower(made, DECK).program
    for manner in (Manner(), Manner(Flavour.TF_KERAS, Style.CLASS)):
        text = notebook(program, manner)
        read: Any = nbformat.reads(text, as_version=4)
        nbformat.validate(read)
        assert (read["nbformat"], read["nbformat_minor"]) == (4, 5)
        cells = code_of(text)
        assert len(set(cells)) == len(cells)
        definitions = [code for name, code in cells.items() if name.startswith("definition-")]
        module = export(program, manner).text
        assert module.split("\n\n\n")[1:-1] == "\n\n\n".join(definitions).split("\n\n\n")
        assert f'"""\n\n{cells["imports"].partition(chr(10))[2]}\n\n\n' in module
        assert notebook(program, manner) == text


def test_its_cells_run_in_order_in_a_process_of_their_own(tmp_path: Path):
    projects = {path.stem: read_project(path) for path in EXAMPLES.glob("*.layerdeck")}
    for name, made in {**projects, "several": several()}.items():
        for manner in (Manner(), Manner(Flavour.TF_KERAS, Style.CLASS)):
            path = tmp_path / f"{name}.{manner.flavour.name}.ipynb"
            path.write_text(written(made, manner))

    done = subprocess.run(
        [sys.executable, RUN, tmp_path], capture_output=True, text=True, check=False, timeout=300
    )

    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[-1])
    for flavour in ("KERAS", "TF_KERAS"):
        assert said[f"unet3d.{flavour}"][-1] == "(1, 64, 64, 64, 1)"
        assert said[f"conv3d_2.{flavour}"][-1] == "(1, 26, 26, 26, 2)"
        assert said[f"several.{flavour}"][-2:] == ["first one (1, 32, 2)", "b (2, 3)"]
        for name in projects:
            assert f'Model: "{name}"' in said[f"{name}.{flavour}"]
            assert any(line.startswith(" Total params: ") for line in said[f"{name}.{flavour}"])
