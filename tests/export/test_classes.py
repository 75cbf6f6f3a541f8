"""Code as classes, and with all names of arguments: read line by line, and back to the cards."""

import subprocess
import sys

from hypothesis import given

from laid_out import assert_valid_and_laid_out
from layerdeck.export import Arguments, Flavour, Line, Manner, Module, Style, export
from layerdeck.export.reserved import ATTRIBUTES
from layerdeck.graph import Graph
from layerdeck.program import lower
from making import (
    CALL,
    CONV,
    DECK,
    DENSE,
    EMBEDDING,
    INPUT,
    JOIN,
    LSTM,
    OUTPUT,
    PARAMETER,
    TIME,
    block_card,
    card,
    double_convolution,
    graph,
    graphs,
    line,
)

CLASS = Manner(style=Style.CLASS)
ALL_NAMES = Manner(arguments=Arguments.KEYWORD)
MANNERS = [
    Manner(Flavour.TF_KERAS, Style.CLASS),
    Manner(Flavour.KERAS, Style.CLASS, Arguments.KEYWORD),
    ALL_NAMES,
]


def exported(made: Graph, manner: Manner = CLASS) -> Module:
    return export(lower(made, DECK).program, manner)


def network() -> Graph:
    """Two inputs, a block used twice, a shared layer, a wrapper, a parameter."""
    return graph(
        card("width", PARAMETER, default=8),
        card("left", INPUT, shape=[8, 8, 8, 1]),
        card("right", INPUT, shape=[8, 8, 8, 1]),
        block_card("wide", "double", width=8),
        card("shared", CONV, filters=2, kernel_size=[1, 2, 3], padding="same"),
        card("again", CALL),
        card("joined", JOIN),
        card("y", OUTPUT),
        wires=[
            "width.value > wide.width", "left.output > wide.x", "wide.y > shared.input",
            "shared.layer > again.layer", "right.output > joined.inputs",
            "shared.output > joined.inputs", "wide.y > again.input", "again.output > joined.inputs",
            "joined.output > y.input",
        ],
        name="two heads",
    ).with_(blocks={"double": double_convolution()})  # fmt: skip


def test_a_network_with_a_block_reads_as_an_engineer_would_type_it():
    assert (
        exported(network()).text
        == '''\
"""The two_heads model."""

import keras
from keras import layers


class Double(keras.layers.Layer):
    def __init__(self, width: int = 4, **kwargs) -> None:
        super().__init__(**kwargs)
        self.first = layers.Conv3D(width, 3, padding="same")
        self.second = layers.Conv3D(width, 3, padding="same")

    def call(self, x, training=None):
        first = self.first(x)
        second = self.second(first)
        return second


class TwoHeads(keras.Model):
    def __init__(self, width: int = 8, **kwargs) -> None:
        super().__init__(**kwargs)
        self.wide = Double(width=width, name="wide")
        self.shared_layer = layers.Conv3D(2, (1, 2, 3), padding="same")
        self.joined = layers.Concatenate()

    def call(self, inputs, training=None):
        left, right = inputs
        wide = self.wide(left)
        shared = self.shared_layer(wide)
        again = self.shared_layer(wide)
        joined = self.joined([right, shared, again])
        return joined


def build_model(width: int = 8) -> keras.Model:
    left = keras.Input(shape=(8, 8, 8, 1))
    right = keras.Input(shape=(8, 8, 8, 1))
    model = TwoHeads(width, name="two_heads")
    model([left, right])
    return model


if __name__ == "__main__":
    build_model().summary()
'''
    )


def test_with_all_names_the_first_arguments_have_theirs_too():
    plain, named = exported(network(), Manner()).text, exported(network(), ALL_NAMES).text

    assert named == (
        plain.replace("Conv3D(width, 3,", "Conv3D(filters=width, kernel_size=3,")
        .replace("Conv3D(2, (1, 2, 3),", "Conv3D(filters=2, kernel_size=(1, 2, 3),")
        .replace(
            'keras.Model([left, right], joined, name="two_heads")',
            'keras.Model(inputs=[left, right], outputs=joined, name="two_heads")',
        )
    )
    both = exported(network(), Manner(style=Style.CLASS, arguments=Arguments.KEYWORD)).text
    assert 'TwoHeads(width=width, name="two_heads")' in both


def test_every_line_of_a_class_knows_its_cards():
    module = exported(network())
    lines = module.text.splitlines()

    def of(card_id: str, function: str = "build_model") -> list[str]:
        return [lines[number].strip() for number in module.lines_of(card_id, function)]

    assert len(module.lines) == len(lines)
    assert of("wide") == ['self.wide = Double(width=width, name="wide")', "wide = self.wide(left)"]
    assert of("again") == ["again = self.shared_layer(wide)"]
    assert of("left") == [
        "left, right = inputs",
        "left = keras.Input(shape=(8, 8, 8, 1))",
        "model([left, right])",
    ]
    assert of("width") == [
        "def __init__(self, width: int = 8, **kwargs) -> None:",
        "def build_model(width: int = 8) -> keras.Model:",
        'model = TwoHeads(width, name="two_heads")',
    ]
    assert of("y") == ["return joined"]
    assert of("x", "double") == ["def call(self, x, training=None):"]
    assert lines[module.start_of("double") or 0] == "class Double(keras.layers.Layer):"
    assert lines[module.start_of("build_model") or 0] == "class TwoHeads(keras.Model):"
    assert {each.function for each in module.lines} == {"", "double", "build_model"}
    assert module.lines[0] == Line()


def test_names_that_keras_has_are_left_to_it():
    made = graph(
        card("name", PARAMETER, type="String", default="net"),
        card("training", INPUT, shape=[4]),
        card("call", DENSE, units=2),
        card("_layers", DENSE, units=2),
        card("y", OUTPUT),
        wires=["training.output > call.input", "call.output > _layers.input",
               "_layers.output > y.input", "name.value > call.name"],
        name="none",
    )  # fmt: skip
    text = exported(made).text

    for wanted in (
        "class NoneModel(keras.Model):",
        'def __init__(self, name_: str = "net", **kwargs) -> None:',
        "self.call_layer = layers.Dense(2, name=name_)",
        "self.layer_layers = layers.Dense(2)",
        "def call(self, training_, training=None):",
        "call = self.call_layer(training_)",
        'def build_model(name: str = "net") -> keras.Model:',
        'model = NoneModel(name, name="none")',
    ):
        assert wanted in text, wanted


def test_reserved_names_are_all_that_a_layer_or_model_has():
    import keras  # noqa: PLC0415

    class Net(keras.Model):
        pass

    made = (Net(), keras.layers.Layer(), keras.Model(*[keras.Input((1,))] * 2))
    names = {name for each in made for name in (*dir(each), *vars(each))}
    public = {name for name in names if not name.startswith("_")} - {"operations"}

    assert public <= ATTRIBUTES | {"outputs", "inputs"}


def test_a_class_is_called_as_nothing_else():
    made = graph(
        card("Double", INPUT, shape=[8, 8, 8, 1]), block_card("wide", "double"), card("y", OUTPUT),
        wires=["Double.output > wide.x", "wide.y > y.input"],
        name="double",
    ).with_(blocks={"double": double_convolution()})  # fmt: skip
    text = exported(made).text

    assert "class Double2(keras.layers.Layer):" in text
    assert "class Double3(keras.Model):" in text


def test_values_are_named_where_they_are_read():
    made = graph(
        card("held", PARAMETER, type="Boolean", default=False),
        card("units", "layerdeck.Integer", value=3),
        card("x", INPUT, shape=[4, 4]),
        card("look", "keras.layers.Attention"),
        card("dense", DENSE),
        card("y", OUTPUT),
        wires=["x.output > look.query", "x.output > look.value", "look.output > dense.input",
               "units.value > dense.units", "held.value > look.use_causal_mask",
               "dense.output > y.input"],
    )  # fmt: skip
    text = exported(made).text

    for wanted in (
        "def __init__(self, held: bool = False, **kwargs) -> None:",
        "self.held = held",
        "units = 3",
        "self.dense = layers.Dense(units)",
        "look = self.look([x, x], use_causal_mask=self.held)",
        "model = Made(held, name=",
    ):
        assert wanted in text, wanted


def test_a_block_that_a_wrapper_takes_is_a_model_made_within():
    made = graph(
        card("clip", INPUT, shape=[3, 8, 8, 8, 1]), block_card("each", "double"),
        card("steps", TIME), card("y", OUTPUT),
        wires=["each.layer > steps.layer", "clip.output > steps.input", "steps.output > y.input"],
    ).with_(blocks={"double": double_convolution()})  # fmt: skip

    assert (
        """\
        super().__init__(**kwargs)
        each_x = keras.Input(shape=(8, 8, 8, 1))
        each_y = Double(name="each")(each_x)
        each = keras.Model(each_x, each_y, name="each")
        self.steps = layers.TimeDistributed(each)
"""
        in exported(made).text
    )


def test_masks_pass_through_a_block_as_its_layers_leave_them():
    inner = line(card("x", INPUT, shape=[4, 3]), card("read", LSTM, units=2), card("y", OUTPUT))
    made = graph(
        card("words", INPUT, shape=[4], dtype="int32"),
        card("table", EMBEDDING, input_dim=5, output_dim=3, mask_zero=True),
        block_card("reader", "reading"), card("y", OUTPUT),
        wires=["words.output > table.input", "table.output > reader.x", "reader.y > y.input"],
    ).with_(blocks={"reading": inner})  # fmt: skip

    assert "self.supports_masking = True" in exported(made).text
    assert "masking" not in exported(network()).text


def test_what_is_not_finished_is_printed_all_the_same():
    made = line(card("x", INPUT, shape=[4]), card("dense", DENSE, units=2))
    text = exported(made).text

    assert "self.dense = layers.Dense(2)" in text
    assert "        raise ValueError(\n" in text
    compile(exported(Graph()).text, "empty.py", "exec")


@given(graphs())
def test_code_is_valid_and_laid_out_as_black_would_have_it(made):
    for manner in MANNERS:
        assert_valid_and_laid_out(exported(made, manner), made)


def test_ruff_has_nothing_to_say(tmp_path):
    for number, made in enumerate([network(), Graph()]):
        for place, manner in enumerate(MANNERS):
            tmp_path.joinpath(f"made_{number}_{place}.py").write_text(exported(made, manner).text)

    rules = ["--isolated", "--select", "E,F,W,I,B,UP,N,RUF", "--no-cache"]
    found = subprocess.run(
        [sys.executable, "-m", "ruff", "check", *rules, str(tmp_path)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert found.returncode == 0, found.stdout
