"""Every problem seen without Keras: on its card and port, in words, with ways out that work."""

import pytest
from hypothesis import given

from layerdeck.deck import CardType, Catalogue, Kind, Needs, NotAbove, Port, Role, Rule
from layerdeck.graph import Card, Graph
from layerdeck.graph.fixes import apply
from layerdeck.program import Problem, lower
from making import (
    ADD,
    CONV,
    DECK,
    DENSE,
    INPUT,
    OUTPUT,
    PARAMETER,
    TIME,
    UP,
    card,
    graph,
    graphs,
    line,
)


def problems(made: Graph) -> tuple[Problem, ...]:
    return lower(made, DECK).problems


def around(middle: Card) -> Graph:
    return line(card("x", INPUT, shape=[8, 8, 8, 6]), middle, card("y", OUTPUT))


def conv(**values: object) -> Graph:
    """A convolution with values as a file may give them, also such as do not fit."""
    given = {"filters": 6, "kernel_size": (3, 3, 3), **values}
    return around(Card("conv", CONV, (0, 0), given))


STATIC = {
    "strides with dilation": (
        conv(strides=(2, 2, 2), dilation_rate=(1, 2, 2)),
        "conv.strides",
        "Strides 2 and dilation rate 1, 2, 2 exclude each other: only one of them may be above 1.",
        ["Set strides to 1", "Set dilation rate to 1"],
    ),
    "groups that do not divide": (
        conv(groups=4),
        "conv.groups",
        "Groups 4 does not divide filters 6: every group makes the same number of them.",
        ["Set groups to 3", "Set filters to 8"],
    ),
    "output padding not below the stride": (
        around(card("up", UP, filters=2, kernel_size=3, strides=2, output_padding=[0, 1, 2])),
        "up.output_padding",
        "Output padding 0, 1, 2 is not below strides 2, 2, 2 on every axis.",
        ["Set output padding to 0, 1, 1"],
    ),
    "an unknown padding": (
        conv(padding="reflect"),
        "conv.padding",
        "Padding takes Valid, Same, and got 'reflect'.",
        [],
    ),
    "a list of the wrong length": (
        conv(strides=(2, 2)),
        "conv.strides",
        "Strides takes 3 values (depth, height, width), and got 2: 2, 2.",
        [],
    ),
    "a number out of range": (
        conv(filters=0),
        "conv.filters",
        "Filters must be at least 1, and got 0.",
        [],
    ),
    "a required value missing": (
        around(Card("conv", CONV, (0, 0), {"filters": 6})),
        "conv.kernel_size",
        "Kernel size needs a value or a wire.",
        [],
    ),
    "a value the card does not have": (
        conv(kernel=3),
        "conv.",
        "The file gives kernel, which Convolution 3D does not have.",
        [],
    ),
    "an unconnected input": (
        graph(
            card("x", INPUT, shape=[4]), card("dense", DENSE, units=1), card("y", OUTPUT),
            wires=["x.output > y.input"],
        ),
        "dense.input",
        "Input is not connected: wire a tensor to it",
        [],
    ),
    "a wrapper without a layer": (
        around(card("each", TIME)),
        "each.layer",
        "Layer is not connected: wire the Layer instance of a layer card to it.",
        [],
    ),
    "a card of a package that is not here": (
        around(Card("mine", "their.layers.Attention", (0, 0))),
        "mine.",
        "The deck has no card their.layers.Attention.",
        ["Take it away and join what it was between"],
    ),
    "a circle": (
        graph(
            card("x", INPUT, shape=[4]), card("a", ADD), card("b", DENSE, units=1),
            card("y", OUTPUT),
            wires=["x.output > a.inputs", "a.output > b.input", "b.output > a.inputs",
                   "x.output > y.input"],
        ),
        "a.",
        "a feeds itself, or hangs on cards that do: a model has no circles.",
        [],
    ),
    "no output": (
        graph(card("x", INPUT, shape=[4])),
        ".",
        "The graph has no Output card, so no model can be built.",
        [],
    ),
    "no input": (
        graph(card("y", OUTPUT)),
        ".",
        "The graph has no Input card, so no model can be built.",
        [],
    ),
    "a name used twice": (
        line(
            card("x", INPUT, shape=[4]),
            card("a", DENSE, units=1, name="dense"),
            card("b", DENSE, units=1, name="dense"),
            card("y", OUTPUT),
        ),
        "b.name",
        "The name dense is taken by a already: every layer needs its own.",
        [],
    ),
    "layers that no output needs": (
        graph(
            card("x", INPUT, shape=[4]), card("a", DENSE, units=1), card("b", DENSE, units=1),
            card("used", DENSE, units=1), card("y", OUTPUT),
            wires=["x.output > used.input", "used.output > y.input", "used.output > a.input",
                   "a.output > b.input"],
        ),
        "b.",
        "Nothing uses what b gives, so it is no part of the model.",
        ["Take b and 1 before it away"],
    ),
    "a parameter whose name is none in Python": (
        graph(
            card("n", PARAMETER, name="a=1); print(", default=2), card("x", INPUT, shape=[4]),
            card("y", OUTPUT), wires=["x.output > y.input"],
        ),
        "n.name",
        "“a=1); print(” cannot name an argument of build_model",
        [],
    ),
    "a wire of the wrong type": (
        graph(
            card("x", INPUT, shape=[4]), card("dense", DENSE, units=1), card("y", OUTPUT),
            wires=["x.output > dense.input", "x.output > dense.units", "dense.output > y.input"],
        ),
        "dense.units",
        "Units: This input takes an Integer, and the output gives a Tensor.",
        [],
    ),
    "a wire to an input that is not there": (
        graph(
            card("x", INPUT, shape=[4]), card("dense", DENSE, units=1), card("y", OUTPUT),
            wires=["x.output > dense.inputs", "dense.output > y.input"],
        ),
        "dense.inputs",
        "The wire from x.output ends at an input that Dense does not have.",
        [],
    ),
    "two wires where one may end": (
        graph(
            card("a", INPUT, shape=[4]), card("b", INPUT, shape=[4]), card("y", OUTPUT),
            wires=["a.output > y.input", "b.output > y.input"],
        ),
        "y.input",
        "Data: Several wires end here, and it takes one.",
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", STATIC)
def test_a_problem_sits_on_its_port_and_says_what_was_received(case):
    made, place, message, fixes = STATIC[case]

    found = problems(made)[0]

    assert f"{found.card}.{found.port}" == place
    assert found.message.startswith(message)
    assert [fix.title for fix in found.fixes] == fixes


@pytest.mark.parametrize("case", [case for case, row in STATIC.items() if row[3]])
def test_each_fix_makes_its_problem_go(case):
    made, _, message, _ = STATIC[case]
    found = problems(made)[0]

    for fix in found.fixes:
        mended = apply(made, DECK, fix)
        assert not any(other.message.startswith(message) for other in problems(mended)), fix.title


def own_card(rule: Rule) -> Catalogue:
    """A deck of one card with two numbers, a text and a rule between them."""
    ports = (
        Port(id="low", title="Low", kind=Kind.FLOAT, default=0.0),
        Port(id="high", title="High", kind=Kind.FLOAT, default=1.0),
        Port(id="mode", title="Mode", kind=Kind.STRING, default="off"),
    )
    made = CardType(
        id="own.Card", title="Own", category="Own", role=Role.OBJECT, inputs=ports, outputs=(
            Port(id="constraint", title="Constraint instance", kind=Kind.CONSTRAINT),
        ), rules=(rule,),
    )  # fmt: skip
    return Catalogue([made])


@pytest.mark.parametrize(
    ("rule", "values", "message"),
    [
        (NotAbove("low", "high"), {"low": 2.0}, "Low 2 is above high 1."),
        (Needs("low", "mode", "on"), {"low": 2.0}, "Low needs mode on, and got off."),
    ],
)
def test_rules_of_anybodys_cards_are_held(rule, values, message):
    deck = own_card(rule)
    made = graph(Card("own", "own.Card", (0, 0), values))

    found = [problem for problem in lower(made, deck).problems if problem.card]

    assert [problem.port for problem in found] == ["low"]
    assert found[0].message.startswith(message)
    for fix in found[0].fixes:
        mended = lower(apply(made, deck, fix), deck).problems
        assert not any(problem.card for problem in mended)


def test_a_good_graph_has_no_problems():
    assert problems(conv()) == ()
    assert problems(Graph()) == ()


def test_a_bad_value_that_comes_by_a_wire_names_where_it_comes_from():
    made = graph(
        card("none", "layerdeck.Integer", value=0), card("x", INPUT, shape=[4]),
        card("dense", DENSE), card("y", OUTPUT),
        wires=["none.value > dense.units", "x.output > dense.input", "dense.output > y.input"],
    )  # fmt: skip

    assert [problem.message for problem in problems(made)] == [
        "Units must be at least 1, and got 0. It comes from none."
    ]


@given(graphs())
def test_problems_are_sentences_on_cards_that_exist(made):
    for problem in problems(made):
        assert problem.card in made.cards or problem.card == ""
        assert problem.message.endswith(".")
        assert "\n" not in problem.message.replace("\\n", "")
