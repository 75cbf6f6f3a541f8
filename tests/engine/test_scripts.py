"""Scripts as people write them: which models are found, and what is said where there is none."""

import json
from pathlib import Path

import pytest

from layerdeck.files.importing import parse_model
from layerdeck.files.importing.scripts import Ran
from models import DECK
from scripts import run_all

HEAD = "import keras\nfrom keras import layers\n"
NET = HEAD + "x = keras.Input((8, 4))\nnet = keras.Model(x, layers.Dense(3)(x), name='net')\n"
TRAINS = "net.compile('sgd', 'mse')\nnet.fit([[1.0]], [[1.0]], epochs=1000)\n"
NESTED = NET + "both = keras.Sequential([net, layers.ReLU()], name='both')\n"
BUILDS = (
    HEAD
    + """
def build_model(units=3, *, rate=0.5):
    return keras.Sequential([keras.Input((4,)), layers.Dense(units), layers.Dropout(rate)])

def train_model():
    raise AssertionError("this must not be called")

def summary_of():
    return keras.Sequential([keras.Input((9,))])
"""
)
SUBCLASS = (
    HEAD
    + """
class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = layers.Dense(3)

    def call(self, inputs):
        return self.dense(inputs)

model = Net()
"""
)
LOOKS = SUBCLASS.replace("dense(inputs)", "dense(inputs if inputs[0, 0] > 0 else -inputs)")
LOOKS = LOOKS.replace("    def call", "    def build(self, shape):\n        pass\n\n    def call")
LOOKS += "import numpy\nmodel(numpy.zeros((1, 4)))\n"
HOLDER = (
    HEAD
    + """
class Residual(layers.Layer):
    def __init__(self, **named):
        super().__init__(**named)
        self.dense, self.relu, self.add = layers.Dense(4), layers.ReLU(), layers.Add()

    def call(self, inputs):
        return self.add([inputs, self.relu(self.dense(inputs))])

class Weighing(Residual):
    def build(self, shape):
        self.scale = self.add_weight(shape=(4,))

    def call(self, inputs):
        return super().call(inputs) * self.scale

class Net(keras.Model):
    def __init__(self, inner):
        super().__init__(name="net")
        self.inner = inner

    def call(self, inputs):
        return self.inner(inputs)

"""
)
TRAINER = (
    HEAD
    + """
class Trainer(keras.Model):
    def train_step(self, data):
        return {}

x = keras.Input((8, 4))
model = Trainer(x, layers.Dense(3)(x), name="mine")
"""
)
UNTOLD = (
    HEAD
    + """
class Scale(layers.Layer):
    def __init__(self, by, **named):
        super().__init__(**named)
        self.by = by

    def call(self, inputs):
        return inputs * 2

x = keras.Input((8, 4))
model = keras.Model(x, layers.Dense(3)(Scale(object(), name="scale")(x)))
"""
)
MAIN = NET.replace("net =", "def train():\n    net =") + (
    "\n\ndef unet(classes):\n    return keras.Sequential([layers.Dense(classes)])\n\n\n"
    "if __name__ == '__main__':\n    open('run', 'w').close()\n"
)
VGG = HEAD + "def vgg():\n    return keras.Sequential([layers.ReLU()])\n"
SCRIPTS = {
    "plain.py": NET,
    "flavour.py": NET.replace("import keras\n", "from tensorflow import keras\n", 1).replace(
        "from keras import layers", "layers = keras.layers"
    ),
    "trains.py": NET + TRAINS + "raise AssertionError('training went on')\n",
    "goes_on.py": NET + f"try:\n    {TRAINS.splitlines()[1]}\nexcept Exception:\n    net = None\n",
    "by_hand.py": NET + "keras.optimizers.SGD().apply_gradients([])\n",
    "nested.py": NESTED,
    "nested.py --name net": NESTED,
    "local.py": HEAD + "def main():\n"
    "    net = keras.Sequential([keras.Input((2,))], name='local')\n"
    "    net.predict([[1.0]])\n\n\nmain()\n",
    "builds.py": BUILDS,
    "builds.py --name summary_of": BUILDS,
    "builds.py --name none": BUILDS,
    "builds.py --name layers": BUILDS,
    "odd.py": VGG,
    "annotated.py": VGG.replace("()", "() -> keras.Model", 1),
    "subclass.py": SUBCLASS,
    "called.py": HOLDER + "net = Net(Residual())\nnet(keras.Input((8, 4)))\n",
    "built.py": HOLDER + "net = Net(Residual())\nnet.build((None, 8, 4))\n",
    "half.py": HOLDER + "net = Net(Weighing())\nnet(keras.Input((8, 4)))\n",
    "weighs.py": SUBCLASS.replace("self.dense =", "self.w = self.add_weight((3,)); self.x ="),
    "looks.py": LOOKS,
    "adversaries.py": NET + SUBCLASS + "model.compile('sgd', 'mse')\nmodel.fit([[1.0]])\n",
    "trainer.py": TRAINER,
    "untold.py": UNTOLD,
    "needs.py": MAIN,
    "fails.py": NET + "\n\ndef read():\n    return open('no such file.npy')\n\n\nread()\n",
    "in_function.py": HEAD + "def get_model():\n    return layers.Dense(-1)\n",
    "syntax.py": HEAD + "x = (\n",
    "package.py": "import no_such_package\n",
    "status.py": "import sys\nsys.exit(3)\n",
    "package/__init__.py": "",
    "package/inner/__init__.py": "",
    "package/inner/layers.py": "import keras\n\n\nclass Own(keras.layers.Layer):\n"
    "    def call(self, inputs):\n        return inputs\n",
    "package/inner/script.py": "from .layers import Own\n" + NET
    + "net = keras.Model(x, Own(name='own')(x))\n",
    "ends.py": "import sys\nsys.exit('usage: ends.py DATA')\n",
    "ends_well.py": NET + "import sys\nsys.exit(0)\n",
    "reads.py": NET + "input('name? ')\n",
    "keras.py": NET,
    "beside.py": "from trainer import model\nopen('plain.py').close()\n",
    "legacy.py": NET.replace("import keras", "import tf_keras as keras", 1).replace(
        "from keras", "from tf_keras"
    )
    + TRAINS,
    "escape.py": "raise ValueError('\\x1b[2J\\n\\n' + 'long ' * 200)\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scripts")


@pytest.fixture(scope="module")
def ran(folder: Path) -> dict[str, Ran]:
    return run_all(folder, SCRIPTS)


@pytest.mark.parametrize(
    "call", ["plain.py", "flavour.py", "ends_well.py", "keras.py", "nested.py --name net"]
)
def test_a_model_in_a_global_name_is_found(ran, call):
    (model,) = ran[call].models

    assert (model.name, model.kind) == ("net", "Functional, 2 layers")
    assert list(parse_model(model.text, DECK).graph.cards) == ["input_layer", "dense", "result"]
    assert (ran[call].told, model.told, ran[call].failed) == ((), (), "")


@pytest.mark.parametrize(
    ("call", "line", "work"),
    [("trains.py", 6, "fit"), ("goes_on.py", 6, "fit"), ("by_hand.py", 5, "apply_gradients")],
)
def test_training_ends_the_script_and_the_model_is_there(ran, call, line, work):
    (model,) = ran[call].models

    assert model.name == "net"
    assert ran[call].told == (
        f"The script was ended at line {line}, where it calls {work}: models are not trained, "
        "evaluated or asked here.",
    )


def test_a_model_that_only_a_function_holds_is_found_where_it_would_be_used(ran):
    (model,) = ran["local.py"].models

    assert model.name == "local"
    assert "at line 5, where it calls predict" in ran["local.py"].told[0]


def test_of_several_models_the_outer_one_comes_first(ran):
    names = [(model.name, model.kind) for model in ran["nested.py"].models]

    assert names == [("both", "Sequential, 2 layers"), ("net", "Functional, 2 layers")]


def test_a_function_that_builds_is_called_and_no_other(ran):
    (model,) = ran["builds.py"].models

    assert model.name == "build_model"
    assert model.told == ()
    assert model.aside == (
        "build_model() was called with its defaults, which are plain values now: units=3, "
        "rate=0.5.",
    )
    assert ran["builds.py --name summary_of"].models[0].kind == "Sequential, 0 layers"
    assert ran["annotated.py"].models[0].name == "vgg"


def test_what_might_build_a_model_is_offered(ran):
    assert (ran["odd.py"].models, ran["odd.py"].functions) == ((), ("vgg",))


def test_a_class_that_only_trains_in_its_own_way_is_a_model_like_others(ran):
    (model,) = ran["trainer.py"].models

    assert json.loads(model.text)["class_name"] == "Functional"
    assert parse_model(model.text, DECK).graph.name == "mine"
    assert ran["beside.py"].models[0].name == "model"


def test_a_layer_that_does_not_tell_how_it_was_made_is_a_placeholder(ran):
    (model,) = ran["untold.py"].models
    graph = parse_model(model.text, DECK).graph

    assert graph.cards["scale"].type == "untold.Scale"
    assert model.told == (
        "scale: its class Scale does not tell how it was made (it has no get_config), so its "
        "placeholder holds its name alone.",
    )


def test_models_of_keras_2_are_found_and_not_trained(ran):
    (model,) = ran["legacy.py"].models

    assert list(parse_model(model.text, DECK).graph.cards) == ["input_1", "dense", "result"]
    assert "at line 6, where it calls fit" in ran["legacy.py"].told[0]


def test_a_model_of_which_nothing_tells_the_inputs_has_no_cards_but_others_have(ran):
    why = (
        "model is of the class Net, whose layers only its Python code joins, and nothing tells its "
        "inputs: call it once on them, as in model(keras.Input((32, 32, 3))); cards are made of "
        "models with inputs and outputs, or Sequential."
    )

    assert (ran["subclass.py"].models, ran["subclass.py"].failed) == ((), why)
    (model,) = ran["adversaries.py"].models
    assert (model.name, ran["adversaries.py"].told[-1]) == ("net", why)


@pytest.mark.parametrize("call", ["called.py", "built.py"])
def test_a_model_whose_code_joins_layers_is_followed(ran, call):
    (model,) = ran[call].models

    graph = parse_model(model.text, DECK).graph
    assert [card.type.split(".")[-1] for card in graph.cards.values()] == [
        "Input", "Dense", "ReLU", "Add", "Output",
    ]  # fmt: skip
    assert graph.cards[next(iter(graph.cards))].values["shape"] == (8, 4)
    assert model.told == (
        "net is of the class Net: its layers came over as its call joins them, and nothing else "
        "of its code.",
    )


@pytest.mark.parametrize(
    ("call", "why"),
    [
        ("looks.py", "its code does more than join layers"),
        ("weighs.py", "it has weights of its own"),
    ],
)
def test_a_model_whose_code_does_more_has_no_cards(ran, call, why):
    assert ran[call].models == ()
    assert f"joins, and {why}; cards are made of" in ran[call].failed


def test_a_layer_with_weights_of_its_own_stays_whole_though_it_holds_others(ran):
    (model,) = ran["half.py"].models

    types = [card.type for card in parse_model(model.text, DECK).graph.cards.values()]
    assert types == ["keras.Input", "half.Weighing", "layerdeck.Output"]


def test_a_script_of_a_package_imports_what_lies_beside_it(ran, folder):
    (model,) = ran["package/inner/script.py"].models

    assert parse_model(model.text, DECK).graph.cards["own"].type == "package.inner.layers.Own"


NONE = (
    "it builds no Keras model: no global name holds one, and no function such as build_model() "
    "gives one without arguments."
)


@pytest.mark.parametrize(
    ("call", "failed"),
    [
        ("fails.py", "line 8: FileNotFoundError: [Errno 2] No such file or directory: "
                     "'no such file.npy'."),
        ("in_function.py", "line 4: ValueError: "),
        ("syntax.py", "line 3: SyntaxError: '(' was never closed."),
        ("package.py", "line 1: ModuleNotFoundError: No module named 'no_such_package'. The script "
                       "runs with the Python that runs Layerdeck: install what it needs there."),
        ("ends.py", "line 2: the script ended itself: usage: ends.py DATA."),
        ("status.py", "line 2: the script ended itself: status 3."),
        ("reads.py", "line 5: EOFError: EOF when reading a line. A script cannot ask here: write "
                     "the answer into it."),
        ("escape.py", "line 1: ValueError: long long"),
        ("odd.py", NONE),
        ("needs.py", f"{NONE} unet() needs classes: give it a default, or assign what it returns "
                     'to a global name. What stands under `if __name__ == "__main__":` was not '
                     "run."),
        ("builds.py --name none", "it has no none; it has build_model(), train_model(), "
                                  "summary_of()."),
        ("builds.py --name layers", "its layers is of the class module, and no Keras model."),
    ],
)  # fmt: skip
def test_why_there_is_no_model_is_one_sentence_with_the_line(ran, call, failed):
    told = ran[call].failed

    assert ran[call].models == ()
    assert told.startswith(failed)
    assert told.isprintable()
    assert len(told) < 500


def test_what_stands_under_main_is_not_run_and_nothing_is_left_beside(ran, folder):
    assert ran["needs.py"].failed
    left = {path.name for path in folder.iterdir()} - {call.split(" ")[0] for call in SCRIPTS}
    assert left == {"package"}
