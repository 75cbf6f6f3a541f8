"""The exported code: read, line by line, as a good engineer would have typed it."""

import ast
import subprocess
import sys

import pytest
from hypothesis import given

from laid_out import assert_valid_and_laid_out
from layerdeck.export import Flavour, Line, Manner, Module, export
from layerdeck.graph import Graph
from layerdeck.program import lower
from making import (
    ADD,
    CONV,
    DECK,
    DENSE,
    HE,
    INPUT,
    JOIN,
    LSTM,
    OUTPUT,
    PARAMETER,
    UP,
    card,
    graph,
    graphs,
    line,
)

POOL = "keras.layers.MaxPooling3D"


def exported(made: Graph, flavour: Flavour = Flavour.KERAS) -> Module:
    return export(lower(made, DECK).program, Manner(flavour))


def small_unet() -> Graph:
    """The network of the design's picture: down, up, and the skip past both."""
    same = {"padding": "same"}
    return graph(
        card("base_filters", PARAMETER, default=16),
        card("volume", INPUT, shape=[64, 64, 64, 1], name="volume"),
        card("he_normal", HE, seed=7),
        card("enc1", CONV, kernel_size=3, **same, activation="relu", name="enc1_conv"),
        card("pool", POOL),
        card("up", UP, kernel_size=2, strides=2, **same),
        card("skip", JOIN),
        card("mask", OUTPUT, name="mask"),
        wires=[
            "base_filters.value > enc1.filters", "base_filters.value > up.filters",
            "he_normal.initializer > enc1.kernel_initializer", "volume.output > enc1.input",
            "enc1.output > pool.input", "pool.output > up.input", "enc1.output > skip.inputs",
            "up.output > skip.inputs", "skip.output > mask.input",
        ],
        name="unet3d",
    )  # fmt: skip


def test_a_small_unet_reads_as_an_engineer_would_type_it():
    assert (
        exported(small_unet()).text
        == '''\
"""The unet3d model."""

import keras
from keras import initializers, layers


def build_model(base_filters: int = 16) -> keras.Model:
    volume = keras.Input(shape=(64, 64, 64, 1), name="volume")
    he_normal = initializers.HeNormal(seed=7)
    enc1 = layers.Conv3D(
        base_filters,
        3,
        padding="same",
        activation="relu",
        kernel_initializer=he_normal,
        name="enc1_conv",
    )(volume)
    pool = layers.MaxPooling3D()(enc1)
    up = layers.Conv3DTranspose(base_filters, 2, strides=2, padding="same")(pool)
    skip = layers.Concatenate()([enc1, up])
    return keras.Model(volume, skip, name="unet3d")


if __name__ == "__main__":
    build_model().summary()
'''
    )


def test_the_other_flavour_differs_in_its_imports_alone():
    ours = exported(small_unet()).text.splitlines()
    theirs = exported(small_unet(), Flavour.TF_KERAS).text.splitlines()

    assert theirs[2:4] == [
        "from tensorflow import keras",
        "from tensorflow.keras import initializers, layers",
    ]
    assert ours[:2] + ours[4:] == theirs[:2] + theirs[4:]


def test_every_line_knows_the_card_it_came_from():
    module = exported(small_unet())
    lines = module.text.splitlines()

    assert len(module.lines) == len(lines)
    assert [lines[number].strip() for number in module.lines_of("pool")] == [
        "pool = layers.MaxPooling3D()(enc1)"
    ]
    enc1 = module.lines_of("enc1")
    assert enc1 == list(range(enc1[0], enc1[0] + 8))
    assert lines[enc1[0]] == "    enc1 = layers.Conv3D("
    (result,) = module.lines_of("mask")
    assert lines[result] == '    return keras.Model(volume, skip, name="unet3d")'
    assert lines[module.lines_of("base_filters")[0]].startswith("def build_model(base_filters:")
    assert module.start_of("build_model") == module.lines_of("base_filters")[0]
    assert module.lines[0] == Line()
    assert {line.function for line in module.lines} == {"", "build_model"}


def test_arguments_and_outputs_in_lines_of_their_own_know_each_its_card():
    kinds = [
        card(f"p{index}", PARAMETER, name=f"a_rather_long_name_{index}", default=1)
        for index in range(4)
    ]
    ends = [card(f"y{index}", OUTPUT, name=f"a rather long name {index}") for index in range(4)]
    layers = [card(f"dense_{index}", DENSE, units=1) for index in range(4)]
    wires = [f"x.output > dense_{index}.input" for index in range(4)]
    wires += [f"dense_{index}.output > y{index}.input" for index in range(4)]
    made = graph(card("x", INPUT, shape=[4]), *kinds, *layers, *ends, wires=wires)

    module = exported(made)
    lines = module.text.splitlines()

    for index in range(4):
        (argument,), (result,) = module.lines_of(f"p{index}"), module.lines_of(f"y{index}")
        assert lines[argument] == f"    a_rather_long_name_{index}: int = 1,"
        assert lines[result].strip() == f'"a rather long name {index}": dense_{index},'


def test_outputs_in_one_line_share_it():
    made = graph(
        card("x", INPUT, shape=[4]), card("a", OUTPUT), card("b", OUTPUT),
        wires=["x.output > a.input", "x.output > b.input"],
    )  # fmt: skip

    module = exported(made)

    assert module.lines_of("a") == module.lines_of("b")
    assert module.lines[module.lines_of("a")[0]] == Line("build_model", ("a", "b"))


def test_several_named_outputs_are_a_dict_and_unnamed_ones_a_list():
    both = [card("x", INPUT, shape=[4]), card("a", DENSE, units=1), card("b", DENSE, units=2)]
    wires = ["x.output > a.input", "x.output > b.input", "a.output > y.input", "b.output > z.input"]
    named = graph(*both, card("y", OUTPUT, name="mean"), card("z", OUTPUT), wires=wires)
    unnamed = graph(*both, card("y", OUTPUT), card("z", OUTPUT), wires=wires)

    assert 'keras.Model(x, {"mean": a, "z": b}, name="made")' in exported(named).text
    assert 'keras.Model(x, [a, b], name="made")' in exported(unnamed).text


def test_states_have_names_of_their_own():
    lstm = card("lstm", LSTM, units=2, return_state=True)
    made = line(card("x", INPUT, shape=[5, 3]), lstm, card("y", OUTPUT))

    expected = "    lstm, lstm_state_h, lstm_state_c = layers.LSTM(2, return_state=True)(x)\n"
    assert expected in exported(made).text


def test_states_that_a_wrapper_lets_through_are_left_aside():
    made = graph(
        card("x", INPUT, shape=[5, 3]), card("lstm", LSTM, units=2, return_state=True),
        card("both", "keras.layers.Bidirectional"), card("y", OUTPUT),
        wires=["lstm.layer > both.layer", "x.output > both.input", "both.output > y.input"],
    )  # fmt: skip

    assert "    both, *_ = layers.Bidirectional(lstm)(x)\n" in exported(made).text


def test_a_graph_without_an_output_says_so_when_it_runs():
    text = exported(graph(card("x", INPUT, shape=[4]))).text

    names: dict[str, object] = {}
    exec(compile(text, "made.py", "exec"), names)
    with pytest.raises(ValueError, match="No output can be built yet"):
        names["build_model"]()


def test_every_type_of_parameter_is_annotated():
    defaults = {"Integer": 3, "Float": 0.5, "Boolean": True, "String": "same",
                "List of Integer": [1, 2], "List of Float": [0.25]}  # fmt: skip
    cards = [
        card(f"p{index}", PARAMETER, type=kind, default=value)
        for index, (kind, value) in enumerate(defaults.items())
    ]
    x, y = card("x", INPUT, shape=[4]), card("y", OUTPUT)

    text = exported(graph(*cards, x, y, wires=["x.output > y.input"])).text

    assert (
        """\
def build_model(
    p0: int = 3,
    p1: float = 0.5,
    p2: bool = True,
    p3: str = "same",
    p4: tuple[int, ...] = (1, 2),
    p5: tuple[float, ...] = (0.25,),
) -> keras.Model:
"""
        in text
    )


HOSTILE = [
    "__import__('os').system('touch canary')",
    "'); import os; os.system('touch canary') #",
    '"""\nimport os\nos.system("touch canary")\n"""',
    "\\",
    "\\'",
    "{canary}",
    "\x00\x1b[2J\r\n",
    "\u2028\u2029\ufeff\u202e",
    "'" * 9 + '"' * 9,
    "é" * 200,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_a_literal_and_nothing_else(text):
    made = graph(
        card("x", INPUT, shape=[4], name=text), card("dense", DENSE, units=1, name=f"{text}."),
        card("n", PARAMETER, type="String", default=text),
        card("s", "layerdeck.String", value=text),
        card("y", OUTPUT, name=text), card("z", OUTPUT, name="z"),
        wires=["x.output > dense.input", "dense.output > y.input", "dense.output > z.input"],
        name=text,
    )  # fmt: skip

    tree = ast.parse(exported(made).text)

    calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert calls == {
        "keras.Input", "layers.Dense", "layers.Dense(1, name={!r})".format(f"{text}."),
        "keras.Model", "build_model", "build_model().summary",
    }  # fmt: skip
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert text in texts
    imported = [node for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom))]
    assert len(imported) == 2


def test_a_name_that_is_none_in_python_does_not_reach_the_code():
    made = graph(
        card("n", PARAMETER, name="a=print(1)", default=2), card("x", INPUT, shape=[4]),
        card("y", OUTPUT), wires=["x.output > y.input"],
    )  # fmt: skip

    assert "def build_model(n: int = 2) -> keras.Model:" in exported(made).text


@given(graphs())
def test_code_is_valid_and_laid_out_as_black_would_have_it(made):
    for flavour in Flavour:
        assert_valid_and_laid_out(exported(made, flavour), made)


def test_ruff_has_nothing_to_say(tmp_path):
    pytest.importorskip("ruff")
    twice = graph(
        card("x", INPUT, shape=[4]), card("both", ADD), card("y", OUTPUT),
        wires=["x.output > both.inputs", "x.output > both.inputs", "both.output > y.input"],
    )  # fmt: skip
    for number, made in enumerate([small_unet(), twice, Graph()]):
        for flavour in Flavour:
            path = tmp_path / f"made_{number}_{flavour.name.lower()}.py"
            path.write_text(exported(made, flavour).text)

    rules = ["--isolated", "--select", "E,F,W,I,B,UP,N,RUF", "--no-cache"]
    found = subprocess.run(
        [sys.executable, "-m", "ruff", "check", *rules, str(tmp_path)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert found.returncode == 0, found.stdout
