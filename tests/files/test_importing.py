"""Models of Keras become projects: cards, values, wires, blocks, and a report of what did not."""

import re

import pytest

from layerdeck.files import parse_project, project_text
from making import DECK
from models import FOREIGN, WHOLE, called, given, imported, layer, model

RELU = {"class_name": "function", "config": "relu", "module": "builtins"}


def _wires(graph):
    return [f"{wire.source} > {wire.target}" for wire in graph.wires]


def _values(graph):
    return {card.id: dict(card.values) for card in graph.cards.values()}


@pytest.mark.parametrize("name", [*WHOLE.values(), *FOREIGN])
def test_what_comes_in_is_what_a_file_gives_back(name):
    graph = imported(name).graph

    assert parse_project(project_text(graph), DECK) == graph


@pytest.mark.parametrize("name", WHOLE.values())
def test_every_value_of_a_whole_model_fits_its_card(name):
    graph = imported(name).graph

    for card in graph.cards.values():
        declared = DECK[card.type]
        assert all(declared.input(port) for port in card.values), card


def test_only_what_differs_from_the_default_is_written():
    graph = imported("kerasio_3dcnn").graph

    values = _values(graph)
    assert values["input_layer"] == {"shape": (128, 128, 128, 1)}
    assert values["conv3d"] == {"filters": 16, "kernel_size": (3, 3, 3), "activation": "relu"}
    assert values["batch_normalization"] == {}
    assert values["max_pooling3d"] == {}
    assert values["dropout"] == {"rate": 0.3}


def test_names_that_keras_would_not_find_again_are_kept():
    graph = imported("brainchop_mnm_38cube.tfjs").graph

    assert graph.cards["conv3d_17"].values["name"] == "17"
    assert graph.cards["input"].values["name"] == "input"
    assert "name" not in imported("kerasio_3dcnn").graph.cards["conv3d_1"].values


def test_a_name_of_another_class_makes_all_names_of_that_class_be_kept():
    graph = imported(
        model(
            given("volume", 4),
            layer("Dense", "activation_1", "volume", units=3),
            layer("Activation", "activation", "activation_1", activation=RELU),
            outputs=[["activation", 0, 0]],
        )
    ).graph

    assert graph.cards["activation"].values == {"name": "activation", "activation": "relu"}


def test_a_sequential_is_a_row_whose_input_the_first_layer_tells():
    old = {
        "class_name": "Sequential",
        "config": [
            {"class_name": "Dense", "config": {"batch_input_shape": [None, 5], "units": 3}},
            {"class_name": "LeakyReLU", "config": {"alpha": 0.2, "name": "leak"}},
        ],
        "keras_version": "2.2.4",
    }

    graph = imported(old).graph

    assert _values(graph) == {
        "inputs": {"shape": (5,)},
        "layer_1": {"units": 3},
        "leak": {"name": "leak", "negative_slope": 0.2},
        "result": {},
    }
    assert _wires(graph) == [
        "inputs.output > layer_1.input",
        "layer_1.output > leak.input",
        "leak.output > result.input",
    ]


def test_several_inputs_and_outputs_keep_their_order_and_names():
    made = model(
        given("b", 4), given("a", 4),
        layer("Dense", "low", "a", units=2), layer("Dense", "high", "b", units=3),
        outputs={"second": ["high", 0, 0], "first": ["low", 0, 0]},
    )  # fmt: skip
    made["config"]["input_layers"].reverse()

    graph = imported(made).graph

    assert list(graph.cards) == ["a", "b", "low", "high", "second", "first"]
    assert graph.cards["first"].values == {"name": "first"}


def test_a_layer_called_again_is_one_card_and_call_layers():
    graph = imported(
        model(
            given("left", 4),
            given("right", 4),
            called("Dense", "dense", [["left"], ["right"]], units=2),
            layer("Subtract", "subtract", "dense|0", "dense|1"),
            outputs=[["subtract", 0, 0]],
        )
    ).graph

    assert graph.cards["dense_again"].type == "layerdeck.CallLayer"
    assert _wires(graph) == [
        "dense.layer > dense_again.layer",
        "left.output > dense.input",
        "right.output > dense_again.input",
        "dense.output > subtract.inputs",
        "dense_again.output > subtract.inputs",
        "subtract.output > result.input",
    ]


def test_a_nested_model_is_a_block():
    inner = model(
        given("tile", 4), layer("Dense", "dense", "tile", units=2), outputs=[["dense", 0, 0]],
        name="encoder",
    )  # fmt: skip
    inner |= {"name": "encoder", "inbound_nodes": called("x", "x", [["image"]])["inbound_nodes"]}

    # Keras counts the model's own making among its calls where it tells the outputs.
    told = imported(model(given("image", 4), inner, outputs=[["encoder", 1, 0]]))

    assert told.graph.cards["encoder"].type == "block:encoder"
    assert list(told.graph.blocks["encoder"].cards) == ["tile", "dense", "result"]
    assert _wires(told.graph) == [
        "image.output > encoder.tile",
        "encoder.result > result.input",
    ]
    assert told.told == "3 layers came over; 1 nested model as a block."


def test_objects_are_names_where_they_can_be_and_cards_where_they_cannot():
    def saved(family, name, **config):
        return {"module": f"keras.{family}", "class_name": name, "config": config}

    graph = imported(
        model(
            given("volume", 4),
            layer(
                "Dense",
                "dense",
                "volume",
                units=2,
                kernel_initializer=saved("initializers", "HeNormal", seed=None),
                bias_initializer=saved("initializers", "Constant", value=0.5),
                kernel_regularizer=saved("regularizers", "L2", l2=0.01),
                bias_regularizer=saved("regularizers", "L2", l2=0.5),
                kernel_constraint=saved("constraints", "NonNeg"),
            ),
            outputs=[["dense", 0, 0]],
        )
    ).graph

    assert graph.cards["dense"].values == {
        "units": 2,
        "kernel_initializer": "he_normal",
        "kernel_regularizer": "l2",
        "kernel_constraint": "non_neg",
    }
    assert graph.cards["dense_bias_initializer"].values == {"value": 0.5}
    assert graph.cards["dense_bias_regularizer"].values == {"l2": 0.5}
    assert "dense_bias_initializer.initializer > dense.bias_initializer" in _wires(graph)


def test_wrappers_hold_their_layer_and_not_the_copy_that_keras_makes():
    graph = imported("fdeep_recurrent").graph

    held = [wire for wire in _wires(graph) if re.match(r".*> bidirectional_1\.", wire)]
    assert held == [
        "lstm_7.layer > bidirectional_1.layer",
        "bidirectional.output > bidirectional_1.input",
    ]
    cells = [wire for wire in _wires(graph) if wire.endswith(".cells")]
    assert len(cells) == 5


def test_states_go_from_port_to_port():
    graph = imported(
        model(
            given("words", 5, 4),
            layer("LSTM", "encoder", "words", units=3, return_state=True),
            layer("LSTM", "decoder", "words", "encoder|0|1", "encoder|0|2", units=3),
            outputs=[["decoder", 0, 0]],
        )
    ).graph

    assert _wires(graph)[1:4] == [
        "words.output > decoder.input",
        "encoder.state_h > decoder.initial_state",
        "encoder.state_c > decoder.initial_state",
    ]


@pytest.mark.parametrize(("name", "count"), [*zip(FOREIGN, (13, 8), strict=True)])
def test_foreign_layers_are_placeholders_with_their_configuration_and_wires(name, count):
    told = imported(name)

    foreign = [card for card in told.graph.cards.values() if card.type not in DECK]
    assert len(foreign) == count
    for card in foreign:
        assert card.values["name"]
        assert card.rest["keras"]["class_name"] == card.type.rpartition(".")[2]
        assert told.graph.into(card.id, "input") and told.graph.out_of(card.id, "output")
    assert len(told.lost) == 1
    assert f"{count} placeholders stand for what has no card." in told.told
    assert f"and {count - 3} more: " in told.lost[0]


def test_an_operation_is_no_layer_of_the_same_name():
    plus = layer("Add", "add", "a", "b") | {"module": "keras.src.ops.numpy"}

    graph = imported(model(given("a", 4), given("b", 4), plus, outputs=[["add", 0, 0]])).graph

    assert graph.cards["add"].type == "keras.ops.add"


def test_an_argument_that_its_card_has_not_is_kept_and_told():
    told = imported(
        model(
            given("volume", 4),
            layer("Dense", "dense", "volume", units=2, magic=3, activation="mine", use_bias=1),
            outputs=[["dense", 0, 0]],
        )
    )

    values = {"units": 2, "activation": "mine", "use_bias": 1, "magic": 3}
    assert told.graph.cards["dense"].values == values
    assert [text.split(";")[0] for text in told.lost] == [
        "dense: its Dense takes no such magic",
        "dense: its Dense takes no such activation",
        "dense: its Dense takes no such use_bias",
    ]


def test_what_is_said_at_a_call_is_told_where_no_port_says_it():
    frozen = layer("Dropout", "dropout", "volume", rate=0.5)
    frozen["inbound_nodes"][0]["kwargs"] = {"training": True, "mask": None}

    told = imported(model(given("volume", 4), frozen, outputs=[["dropout", 0, 0]]))

    assert told.lost == (
        "dropout: it is called with training=True, which did not come over.",
    )  # fmt: skip


def test_names_that_are_code_become_plain_ids():
    names = ["import os; os.system('x')", "$(rm -rf /)", "class", "", "é", "a/b", "\n", "layer"]
    row = [given("volume", 4)]
    for name in names:
        row.append(layer("Dense", name, row[-1]["name"] or "layer_5", units=2))

    told = imported(model(*row, outputs=[["layer", 0, 0]]))

    for card_id, card in told.graph.cards.items():
        assert re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", card_id)
        assert re.fullmatch(r"[A-Za-z0-9_.>-]*", str(card.values.get("name", "")))
    assert all("\n" not in text for text in told.lost)


def test_equal_names_in_two_inner_models_part():
    def inner(name, source):
        made = model(given("tile", 4), layer("Dense", "fc", "tile", units=2),
                     outputs=[["fc", 0, 0]], name=name)  # fmt: skip
        return made | {"name": name, "inbound_nodes": called("", "", [[source]])["inbound_nodes"]}

    told = imported(model(given("x", 4), inner("one", "x"), inner("two", "one"),
                          outputs=[["two", 1, 0]]))  # fmt: skip

    kept = [block.cards["fc"].values["name"] for block in told.graph.blocks.values()]
    assert kept == ["fc", "fc_2"]
    assert any("another layer of the file has this name" in text for text in told.lost)


@pytest.mark.parametrize(
    ("kept", "meant"),
    [
        (0.009999999776482582, "l1"),
        (0.30000001192092896, 0.3),
        (0.1, 0.1),
        (1e-05, 1e-05),
        (0.3333333432674408, 0.33333334),
        (1e300, 1e300),
    ],
)
def test_what_keras_has_rounded_is_the_number_that_was_meant(kept, meant):
    regularizer = {
        "module": "keras.regularizers",
        "class_name": "L1",
        "config": {"l1": kept},
        "registered_name": None,
    }
    dense = layer("Dense", "dense", "x", units=2, kernel_regularizer=regularizer)

    graph = imported(model(given("x", 4), dense, outputs=[["dense", 0, 0]])).graph

    if meant == "l1":
        assert graph.cards["dense"].values["kernel_regularizer"] == "l1"
    else:
        assert graph.cards["dense_kernel_regularizer"].values == {"l1": meant}
