"""Lines of the Summary, and their order."""

import pytest

from layerdeck.graph.graph import Graph
from layerdeck.program import COLUMNS, Facts, Report, in_order_of, summary_lines
from making import CONV, DECK, INPUT, card, graph

BY = {column.id: column for column in COLUMNS}


def lines_of(made: Graph, facts: dict[str, Facts]):
    return summary_lines(made, DECK, Report(0, facts))


def ordered(column: str, *, falling: bool = False, **facts: Facts) -> list[str]:
    made = graph(*(card(key, CONV, filters=1) for key in facts))
    found = in_order_of(lines_of(made, facts), BY[column], falling=falling)
    return [line.card for line in found]


def test_a_line_for_each_card_of_which_anything_is_known_in_the_order_of_the_graph() -> None:
    made = graph(card("x", INPUT), card("b", CONV), card("a", CONV))
    found = lines_of(made, {"a": Facts(), "x": Facts()})
    assert [(line.card, line.layer) for line in found] == [("x", "Input"), ("a", "Convolution 3D")]


def test_figures_are_in_order_of_size_and_equals_stay_as_they_were() -> None:
    facts = {
        "a": Facts(parameters=5), "b": Facts(parameters=40), "c": Facts(parameters=5),
        "d": Facts(parameters=300),
    }  # fmt: skip
    assert ordered("parameters", **facts) == ["a", "c", "b", "d"]
    assert ordered("parameters", falling=True, **facts) == ["d", "b", "a", "c"]


@pytest.mark.parametrize("falling", [False, True])
def test_what_is_not_known_comes_last(falling: bool) -> None:
    facts = {
        "a": Facts(), "b": Facts(activation_bytes=0), "c": Facts(),
        "d": Facts(activation_bytes=3),
    }  # fmt: skip
    known = ["d", "b"] if falling else ["b", "d"]
    assert ordered("activation_bytes", falling=falling, **facts) == [*known, "a", "c"]


def test_numbers_in_names_count_as_numbers() -> None:
    facts = dict.fromkeys(("c10", "c9", "C1", "c", "b2"), Facts())
    assert ordered("card", **facts) == ["b2", "c", "C1", "c9", "c10"]


def test_shapes_are_in_order_of_the_values_they_hold() -> None:
    facts = {
        "a": Facts((None, 9, 9)), "b": Facts((None, 100)), "c": Facts((None,)),
        "d": Facts((None, None, 50)),
    }  # fmt: skip
    assert ordered("output", **facts) == ["c", "d", "a", "b"]
