"""What a graph means: the statements, their names and their order."""

import pytest
from hypothesis import given

from layerdeck.deck import load_catalogue
from layerdeck.graph import Graph
from layerdeck.graph.edits import add
from layerdeck.program import (
    Apply,
    Argument,
    Assign,
    Call,
    Make,
    Program,
    Ref,
    lower,
    targets,
    uses,
)
from layerdeck.program.program import trim
from making import (
    ADD,
    CALL,
    CONV,
    DECK,
    DENSE,
    HE,
    INPUT,
    JOIN,
    LSTM,
    OUTPUT,
    PARAMETER,
    TIME,
    card,
    graph,
    graphs,
    line,
    network,
    residual,
)


def program(made: Graph) -> Program:
    return lower(made, DECK).program


def statements(made: Graph) -> dict[str, object]:
    return {item.card: item for item in program(made).statements}


def test_a_used_output_applies_the_layer_at_once():
    made = line(card("x", INPUT, shape=[4]), card("dense", DENSE, units=3), card("y", OUTPUT))

    assert program(made).statements == (
        Make("x", Call("keras.Input", (Argument("shape", (4,)),)), "x"),
        Apply(
            ("dense",),
            Call("keras.layers.Dense", (Argument("units", 3, True),)),
            (Argument("input", Ref("x"), True),),
            "dense",
        ),
    )
    assert program(made).inputs == (Ref("x"),)
    assert [output.value for output in program(made).outputs] == [Ref("dense")]


def test_a_layer_that_only_a_wrapper_takes_is_made_and_not_applied():
    made = graph(
        card("x", INPUT, shape=[7, 8, 8, 8, 1]), card("conv", CONV, filters=2, kernel_size=3),
        card("each", TIME), card("y", OUTPUT),
        wires=["conv.layer > each.layer", "x.output > each.input", "each.output > y.input"],
    )  # fmt: skip

    found = statements(made)

    assert isinstance(found["conv"], Make)
    assert found["each"].layer.arguments == (Argument("layer", Ref("conv"), True),)
    assert lower(made, DECK).problems == ()


def test_a_layer_that_is_both_applied_and_handed_on_is_one_layer():
    made = graph(
        card("a", INPUT, shape=[4]), card("b", INPUT, shape=[4]), card("arm", DENSE, units=3),
        card("again", CALL), card("both", ADD), card("y", OUTPUT),
        wires=["a.output > arm.input", "arm.layer > again.layer", "b.output > again.input",
               "arm.output > both.inputs", "again.output > both.inputs", "both.output > y.input"],
    )  # fmt: skip

    lowered = lower(made, DECK)
    applied = [item for item in lowered.program.statements if isinstance(item, Apply)]

    assert lowered.problems == ()
    assert [item.layer for item in applied[:2]] == [Ref("arm_layer")] * 2


def test_a_parameter_becomes_an_argument_and_is_passed_on():
    made = graph(
        card("n", PARAMETER, name="base_filters", default=16), card("x", INPUT, shape=[4]),
        card("dense", DENSE), card("y", OUTPUT),
        wires=["n.value > dense.units", "x.output > dense.input", "dense.output > y.input"],
    )  # fmt: skip

    made_program = program(made)

    assert made_program.parameters[0].name == "base_filters"
    assert made_program.parameters[0].default == 16
    assert statements(made)["dense"].layer.arguments == (
        Argument("units", Ref("base_filters"), True),
    )


def test_one_initializer_serves_many_layers():
    made = graph(
        card("he", HE, seed=7), card("x", INPUT, shape=[4]), card("a", DENSE, units=3),
        card("b", DENSE, units=3), card("y", OUTPUT),
        wires=["he.initializer > a.kernel_initializer", "he.initializer > b.kernel_initializer",
               "x.output > a.input", "a.output > b.input", "b.output > y.input"],
    )  # fmt: skip

    found = statements(made)

    assert isinstance(found["he"], Make)
    assert found["a"].layer.arguments[-1] == Argument("kernel_initializer", Ref("he"))
    assert found["b"].layer.arguments[-1] == Argument("kernel_initializer", Ref("he"))


def test_a_value_card_is_a_literal_with_a_name():
    made = graph(
        card("width", "layerdeck.Integer", value=9), card("x", INPUT, shape=[4]),
        card("dense", DENSE), wires=["width.value > dense.units", "x.output > dense.input"],
    )  # fmt: skip

    assert statements(made)["width"] == Assign("width", 9, "width")


def test_equal_values_for_every_axis_are_written_once():
    made = line(
        card("x", INPUT, shape=[8, 8, 8, 1]),
        card("conv", CONV, filters=2, kernel_size=[3, 3, 3], strides=[1, 2, 2]),
    )

    assert statements(made)["conv"].layer.arguments == (
        Argument("filters", 2, True),
        Argument("kernel_size", 3, True),
        Argument("strides", (1, 2, 2)),
    )


def test_states_get_names_and_what_is_left_of_them_is_caught():
    lstm = card("lstm", LSTM, units=2, return_state=True)
    made = graph(
        card("x", INPUT, shape=[5, 3]), lstm, card("y", OUTPUT),
        wires=["x.output > lstm.input", "lstm.state_c > y.input"],
    )  # fmt: skip

    assert statements(made)["lstm"].targets == ("lstm", "lstm_state_h", "lstm_state_c")
    assert program(made).outputs[0].value == Ref("lstm_state_c")


def test_several_inputs_and_outputs_keep_the_order_of_their_cards():
    made = graph(
        card("b", INPUT, shape=[4]), card("a", INPUT, shape=[4]), card("both", JOIN),
        card("late", OUTPUT, name="late"), card("early", OUTPUT, name="early"),
        wires=["a.output > both.inputs", "b.output > both.inputs", "both.output > early.input",
               "both.output > late.input"],
    )  # fmt: skip

    assert program(made).inputs == (Ref("b"), Ref("a"))
    assert [output.name for output in program(made).outputs] == ["late", "early"]
    assert statements(made)["both"].inputs == ("a", "b")


def test_names_stay_clear_of_python_and_of_the_module():
    ids = ("layers", "keras", "len", "print", "_", "x", "__debug__")
    made = graph(*(card(name, HE, seed=1) for name in ids))

    names = [targets(item)[0] for item in program(made).statements]

    assert names == ["layers_", "keras_", "len_", "print_", "__", "x", "__debug___"]


def test_what_no_output_needs_is_trimmed():
    made = graph(
        card("x", INPUT, shape=[4]), card("used", DENSE, units=1), card("idle", DENSE, units=1),
        card("y", OUTPUT), card("he", HE),
        wires=["x.output > used.input", "x.output > idle.input", "used.output > y.input"],
    )  # fmt: skip

    assert [item.card for item in trim(program(made)).statements] == ["x", "used"]


def test_an_unfinished_graph_keeps_all_that_stands():
    made = line(
        card("x", INPUT, shape=[4]),
        card("good", DENSE, units=1),
        card("bad", DENSE).with_(values={}),
        card("behind", DENSE, units=1),
        card("y", OUTPUT),
    )

    lowered = lower(made, DECK)

    assert [item.card for item in lowered.program.statements] == ["x", "good"]
    assert [(problem.card, problem.port) for problem in lowered.problems] == [("bad", "units")]


@given(graphs())
def test_every_variable_is_made_once_and_before_its_use(made):
    ready: set[str] = set()
    lowered = lower(made, DECK)
    ready.update(parameter.name for parameter in lowered.program.parameters)
    for item in lowered.program.statements:
        assert ready.issuperset(uses(item))
        assert ready.isdisjoint(targets(item))
        ready.update(targets(item))
    assert all(output.value.name in ready for output in lowered.program.outputs)


def test_1000_residual_blocks_are_lowered():
    lowered = lower(residual(1000), DECK)

    assert lowered.problems == ()
    assert len(lowered.program.statements) == 2001


def test_a_parameter_keeps_its_name_and_other_cards_give_way() -> None:
    deck = load_catalogue()
    graph, _ = add(Graph(), deck, "keras.initializers.HeNormal", (0, 0), {}, "width")
    graph, _ = add(graph, deck, "layerdeck.Parameter", (0, 0), {"name": "width", "default": 4})
    program = lower(graph, deck).program
    assert [parameter.name for parameter in program.parameters] == ["width"]
    assert [target for item in program.statements for target in targets(item)] == ["width_2"]


@pytest.mark.parametrize(
    ("title", "name"),
    [("unet3d", "unet3d"), ("a/b", "a_b"), ("my model", "my_model"), ("Größe", "Gr__e"),
     ("", "model"), ("_m", "model_m"), ("Leaky ReLU", "Leaky_ReLU")],
)  # fmt: skip
def test_a_model_has_a_name_with_which_tensorflow_runs_it(title, name):
    assert lower(network().with_(name=title), DECK).program.name == name
