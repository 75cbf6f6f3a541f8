"""Ports of blocks, called otherwise and in another order, with all the block's cards following."""

import pytest

from layerdeck.graph import EditError, Graph, diff
from layerdeck.graph.block_ports import count_instances, rename_port, reorder, reorder_ports
from layerdeck.graph.blocks import block_type
from layerdeck.graph.edits import bend
from layerdeck.program import lower
from making import (
    ADD,
    CONV,
    DECK,
    INPUT,
    OUTPUT,
    PARAMETER,
    block_card,
    card,
    double_convolution,
    graph,
    network,
    wire,
)
from meaning import meaning


def project() -> Graph:
    """A block used in the project, with a value and a wired width, and in another block."""
    outer = graph(
        card("i", INPUT), block_card("inner", "double", width=2), card("o", OUTPUT),
        wires=["i.output > inner.x", "inner.y > o.input"], name="Outer",
    )  # fmt: skip
    made = graph(
        card("x", INPUT, shape=[8, 8, 8, 1]), card("w", PARAMETER, default=3),
        block_card("one", "double", width=5), block_card("two", "double"),
        block_card("deep", "outer"), card("y", OUTPUT),
        wires=["x.output > one.x", "one.y > two.x", "w.value > two.width", "two.y > deep.i",
               "deep.o > y.input"],
    )  # fmt: skip
    made = made.with_(blocks={"double": double_convolution(), "outer": outer})
    return bend(made, wire("one.y > two.x"), [(1, 2)])


@pytest.mark.parametrize(
    ("name", "new"), [("x", "volume"), ("width", "filters"), ("y", "result"), ("y", "layer")]
)
def test_a_port_is_renamed_and_means_what_it_meant(name, new):
    made = rename_port(project(), DECK, "double", name, new)

    assert new in made.blocks["double"].cards and name not in made.blocks["double"].cards
    assert lower(made, DECK).problems == ()
    assert meaning(lower(made, DECK).program) == meaning(lower(project(), DECK).program)
    assert len(made.bends) == 1


def test_a_parameter_with_a_name_of_its_own_gets_another_one():
    named = double_convolution()
    width = named.cards["width"].with_(values={"name": "channels", "default": 4})
    named = named.with_(cards={**named.cards, "width": width})
    made = graph(block_card("one", "double", channels=7)).with_(blocks={"double": named})

    made = rename_port(made, DECK, "double", "width", "filters")

    assert made.blocks["double"].cards["width"].values["name"] == "filters"
    assert made.cards["one"].values == {"filters": 7}
    with pytest.raises(EditError, match="“2d” cannot name a port"):
        rename_port(made, DECK, "double", "width", "2d")


@pytest.mark.parametrize(
    ("block", "name", "new", "told"),
    [
        ("gone", "x", "volume", "no block called gone"),
        ("double", "first", "volume", "no port that comes from a card called first"),
        ("double", "x", "first", "a card called first already"),
        ("double", "x", "width", "a port called width already"),
        ("double", "x", "class", "cannot name a port"),
    ],
)
def test_what_cannot_be_renamed_says_why(block, name, new, told):
    with pytest.raises(EditError, match=told):
        rename_port(project(), DECK, block, name, new)


def test_a_port_that_keeps_its_name_changes_nothing():
    assert rename_port(project(), DECK, "double", "x", "x") == project()


def two_inputs() -> Graph:
    block = graph(
        card("a", INPUT), card("first", PARAMETER, default=1), card("b", INPUT),
        card("conv", CONV, filters=1, kernel_size=1), card("sum", ADD), card("y", OUTPUT),
        card("second", PARAMETER, default=2),
        wires=["a.output > conv.input", "conv.output > sum.inputs", "b.output > sum.inputs",
               "first.value > conv.filters", "second.value > conv.kernel_size",
               "sum.output > y.input"],
        name="Two",
    )  # fmt: skip
    made = graph(
        card("m", INPUT, shape=[8, 8, 8, 1]), card("n", INPUT, shape=[8, 8, 8, 1]),
        block_card("one", "two", second=3), card("y", OUTPUT),
        wires=["m.output > one.a", "n.output > one.b", "one.y > y.input"],
    )  # fmt: skip
    return made.with_(blocks={"two": block})


def test_ports_come_in_another_order_and_mean_the_same():
    made = reorder_ports(two_inputs(), "two", ["second", "b", "first", "a"])

    ports = [port.id for port in block_type("two", made.blocks["two"], DECK).inputs]
    assert ports == ["second", "first", "b", "a"]
    assert list(made.blocks["two"].cards)[3:6] == ["conv", "sum", "y"]
    assert meaning(lower(made, DECK).program) == meaning(lower(two_inputs(), DECK).program)
    assert made != two_inputs()
    assert diff(two_inputs(), made).changed == ("one",)


def test_inputs_of_a_model_take_each_other_s_places():
    made = reorder(two_inputs(), ["n", "m"])

    assert [ref.name for ref in lower(made, DECK).program.inputs] == ["n", "m"]
    with pytest.raises(EditError, match="Each card in the new order must be there, once"):
        reorder(made, ["n", "n"])
    with pytest.raises(EditError, match="Each card in the new order"):
        reorder_ports(two_inputs(), "two", ["a", "gone"])


def test_instances_are_counted_in_the_whole_project():
    assert count_instances(project()) == {"double": 3, "outer": 1}
    assert count_instances(network()) == {}
