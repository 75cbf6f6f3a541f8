"""Imported models are the models: shapes, parameters and numbers of every layer are Keras' own."""

import base64
import marshal

import keras
import numpy as np
import pytest

from layerdeck.engine.build import build
from layerdeck.engine.infer import infer
from layerdeck.export import export
from layerdeck.files.importing import parse_model
from layerdeck.files.importing.names import identifier
from layerdeck.files.importing.saved import snake
from layerdeck.program import lower, targets
from models import DECK, FOREIGN, WHOLE, figures_of, given, imported, layer, model


@pytest.mark.parametrize("figures", WHOLE)
def test_every_layer_has_the_shape_and_parameters_that_keras_says(figures):
    told = figures_of(figures)
    lowered = lower(imported(WHOLE[figures]).graph, DECK)
    report = infer(lowered.program, DECK)

    assert (lowered.problems, report.problems) == ((), ())
    assert (report.parameters, report.trainable_parameters) == (
        told["total_params"],
        told["trainable"],
    )
    for one in told["layers"]:
        facts = report.facts[identifier(one["name"], snake(one["cls"]))]
        shape = one["output"][0] if isinstance(one["output"][0], list) else one["output"]
        assert (list(facts.output_shape), facts.parameters) == (shape, one["params"]), one
    outputs = [list(report.facts[out.card].output_shape) for out in lowered.program.outputs]
    assert outputs == told["output"]


@pytest.mark.parametrize("name", FOREIGN)
def test_before_and_behind_a_placeholder_all_is_known_and_the_problem_is_on_it(name):
    graph = imported(name).graph
    lowered = lower(graph, DECK)
    report = infer(lowered.sketch, DECK)

    foreign = {card.id for card in graph.cards.values() if card.type not in DECK}
    assert {problem.card for problem in lowered.problems} == foreign
    assert report.problems == ()
    for one in figures_of(name)["layers"]:
        card = identifier(one["name"], snake(one["cls"]))
        fact = report.facts[card]
        shape = one["output"][0] if isinstance(one["output"][0], list) else one["output"]
        assert list(fact.output_shape) == shape
        if card not in foreign:
            assert fact.parameters == one["params"]
    # All that is known counts, before a placeholder as well as behind it.
    cards = {card: fact for card, fact in report.facts.items() if card not in foreign}
    assert report.parameters == sum(fact.parameters or 0 for fact in cards.values())
    # Of the input, nobody knows how much is seen through a layer that nobody knows.
    last = report.facts[lowered.sketch.outputs[0].card]
    assert [field.size for field in last.fields] == [None]


def test_what_hangs_on_a_placeholder_is_no_part_of_the_code_and_the_model():
    lowered = lower(imported("cm3d_seresnet18").graph, DECK)

    assert len(lowered.program.statements) < len(lowered.sketch.statements)
    assert lowered.program.outputs == () and len(lowered.sketch.outputs) == 1
    assert "nknown" not in export(lowered.program).text
    made = {name for item in lowered.program.statements for name in targets(item)}
    assert set(lowered.variables.values()) == made


def test_a_placeholder_in_a_row_and_a_lambda_of_keras_2_know_their_shapes():
    row = {"class_name": "Sequential", "config": {"name": "row", "layers": [
        given("x", 6), layer("Odd", "odd"),
        layer("Dense", "dense", units=2) | {"build_config": {"input_shape": [None, 5]}},
        layer("Lambda", "last", output_shape=[7], output_shape_type="raw"),
    ]}}  # fmt: skip

    lowered = lower(imported(row).graph, DECK)

    facts = infer(lowered.sketch, DECK).facts
    shapes = {card: facts[card].output_shape for card in ("odd", "dense", "last", "result")}
    assert shapes == {"odd": (None, 5), "dense": (None, 2), "last": (None, 7), "result": (None, 7)}
    assert facts["dense"].parameters == 12


def test_shared_layers_inner_models_wrappers_and_states_give_the_same():
    left, right = keras.Input((6, 4), name="left"), keras.Input((6, 4), name="right")
    tile = keras.Input((6, 4))
    inner = keras.layers.Conv1D(3, 2, activation="relu", name="conv")(tile)
    encoder = keras.Model(tile, [inner, keras.layers.GlobalMaxPooling1D()(inner)], name="encoder")
    row = keras.Sequential([keras.layers.Dense(4), keras.layers.ReLU(6.0)], name="row")
    whole, peak = encoder(left)
    again, _ = encoder(right)
    states = keras.layers.LSTM(3, return_state=True)(whole)[1:]
    read = keras.layers.LSTM(3, return_sequences=True)(again, initial_state=states)
    both = keras.layers.Bidirectional(keras.layers.GRU(2, return_sequences=True))(read)
    steps = keras.layers.TimeDistributed(row)(both)
    attended = keras.layers.MultiHeadAttention(2, 3)(steps, key=again, value=again)
    gone = keras.layers.Attention()([steps, attended], use_causal_mask=True)
    joined = keras.layers.Concatenate(axis=1)([steps, attended, gone])
    theirs = keras.Model([right, left], {"steps": joined, "peak": peak}, name="all_at_once")

    ours = _rebuilt(theirs)

    data = [np.random.default_rng(1).random((2, 6, 4), np.float32) for _ in range(2)]
    assert list(ours.output) == list(theirs.output) == ["steps", "peak"]
    assert [one.name for one in ours.inputs] == ["right", "left"]
    assert ours.count_params() == theirs.count_params()
    _gives_the_same(theirs, ours, data)


def test_bare_operations_are_the_layers_that_do_the_same():
    x, y = keras.Input((3, 4), name="x"), keras.Input((3, 4), name="y")
    theirs = keras.Model(
        [x, y],
        [x + y, x - y, x * y, x + 3.0, 3.0 - x, x * 0.5, 2 * y, x - 1.0, keras.ops.maximum(x, y)],
        name="operations",
    )

    ours = _rebuilt(theirs)

    kinds = [type(one).__name__ for one in ours.layers[2:]]
    assert sorted(kinds) == sorted(["Add", "Subtract", "Multiply", *["Rescaling"] * 5, "Maximum"])
    rng = np.random.default_rng(4)
    _gives_the_same(theirs, ours, [rng.random((2, 3, 4), np.float32) for _ in range(2)])


@pytest.mark.parametrize("shape", [(4,), (1, 1, 4)])
def test_operations_that_no_layer_does_stay_placeholders(shape):
    x, y = keras.Input((3, 4), name="x"), keras.Input(shape, name="y")
    whole = keras.Input((3, 4), dtype="int32", name="whole")
    theirs = keras.Model([x, y, whole], [x + y, whole + 1, keras.ops.power(x, 2.0)])

    told = parse_model(theirs.to_json(), DECK)

    foreign = [card.type for card in told.graph.cards.values() if card.type not in DECK]
    assert len(foreign) == 3


def test_objects_policies_and_frozen_layers_come_over():
    volume = keras.Input((4, 4, 4, 2), batch_size=3, name="volume")
    out = keras.layers.Conv3D(
        4, (1, 2, 3), (1, 2, 1), "same", groups=2, trainable=False, dtype="mixed_float16",
        kernel_initializer=keras.initializers.RandomNormal(stddev=0.5, seed=3),
        kernel_regularizer=keras.regularizers.L1L2(0.1, 0.2),
        bias_constraint=keras.constraints.MaxNorm(3),
    )(volume)  # fmt: skip
    theirs = keras.Model(volume, out, name="objects")

    ours = _rebuilt(theirs)

    mine, other = ours.layers[-1].get_config(), theirs.layers[-1].get_config()
    assert {**mine, "name": ""} == {**other, "name": ""}
    assert ours.input_shape == theirs.input_shape == (3, 4, 4, 4, 2)


def test_the_code_of_a_lambda_is_never_run(tmp_path):
    canary = tmp_path / "run"
    code = compile(f"open({str(canary)!r}, 'w').close()", "x", "exec")
    function = {
        "class_name": "__lambda__",
        "config": {"code": base64.b64encode(marshal.dumps(code)).decode()},
    }
    made = model(
        given("volume", 4),
        layer("Lambda", "evil", "volume", function=function),
        layer("Dense", "dense", "evil", units=2),
        outputs=[["dense", 0, 0]],
    )

    told = imported(made)
    infer(lower(told.graph, DECK).program, DECK)

    assert not canary.exists()
    assert told.lost == (
        "evil: a Lambda runs Python code, which was not run; a placeholder keeps its "
        "configuration.",
    )
    assert told.graph.cards["evil"].values["function"] == function


def _rebuilt(theirs):
    """A model, written by Keras, imported, and built by the engine."""
    told = parse_model(theirs.to_json(), DECK)
    lowered = lower(told.graph, DECK)
    assert (lowered.problems, told.lost) == ((), ())
    return build(lowered.program, DECK)


def _gives_the_same(theirs, ours, data):
    """With weights of its own in order, which a different model would not take."""
    rng = np.random.default_rng(2)
    weights = [rng.normal(0.1, 0.3, one.shape).astype(one.dtype) ** 2 for one in theirs.weights]
    theirs.set_weights(weights)
    by_shape = [one.shape for one in ours.weights]
    assert by_shape == [one.shape for one in theirs.weights]
    ours.set_weights(weights)
    expected, got = keras.tree.flatten(theirs(data)), keras.tree.flatten(ours(data))
    for one, other in zip(expected, got, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-5, atol=1e-6)
