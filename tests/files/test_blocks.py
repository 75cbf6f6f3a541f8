"""Blocks in a project file: one card or wire a line, kept whole, refused by name."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerdeck.files import FileError
from layerdeck.files.reading import parse_project
from layerdeck.files.writing import project_text
from layerdeck.graph import EditError
from layerdeck.graph.grouping import group
from making import DECK, INPUT, block_card, card, double_convolution, graph, network
from strategies import whole_graphs

PROJECT = """{"layerdeck": 1, "name": "net",
 "cards": [
  {"id": "head", "card": "block:head", "values": {"width": 8}, "colour": "red"}
 ],
 "wires": [],
 "blocks": [
  {"block": "head", "name": "Head",
   "cards": [
    {"id": "width", "card": "layerdeck.Parameter", "values": {"default": 4}},
    {"id": "strange", "card": "somebody.Else", "at": [1.5, 2], "values": {"deep": {"a": [1, null]}}}
   ],
   "wires": [
    ["width.value", "strange.what"]
   ],
   "author": "somebody"}
 ]}
"""


def test_a_project_with_blocks_is_written_back_as_it_was():
    assert project_text(parse_project(PROJECT, DECK)) == PROJECT


def test_without_blocks_a_file_says_nothing_of_them():
    assert "blocks" not in project_text(network())


def test_what_a_block_s_card_says_is_kept_though_it_is_the_block_s_default():
    """The default may change with the block, and what a person gave must not."""
    made = graph(block_card("one", "double", width=4), block_card("two", "double", width=[1, 2]))
    made = made.with_(blocks={"double": double_convolution(4)})

    assert parse_project(project_text(made), DECK).cards["one"].values == {"width": 4}
    assert project_text(parse_project(project_text(made), DECK)) == project_text(made)


def test_a_wire_to_a_block_is_said_once():
    made = graph(
        card("x", INPUT), block_card("one", "double"), wires=["x.output > one.x"] * 2
    ).with_(blocks={"double": double_convolution()})

    assert parse_project(project_text(made), DECK).wires == made.wires[:1]


@given(whole_graphs(DECK), st.data())
def test_whatever_is_grouped_reads_back(made, data):
    chosen = data.draw(st.sets(st.sampled_from(list(made.cards))))
    try:
        grouped, _ = group(
            made, DECK, chosen, data.draw(st.sampled_from(["Block", "Ünit 3", "if"]))
        )
    except EditError:
        return
    assert parse_project(project_text(grouped), DECK) == grouped


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"blocks": {}}, 'the key "blocks": it must be a list'),
        ({"blocks": [3]}, "block 1: a block must be an object"),
        ({"blocks": [{}]}, 'block 1: "block" must be a Python name, and got null'),
        ({"blocks": [{"block": "import"}]}, 'must be a Python name, and got "import"'),
        ({"blocks": [{"block": "a"}, {"block": "a"}]}, "block 2: its id a is taken"),
        ({"blocks": [{"block": "a", "name": 3}]}, "block 1: its name must be a text, and got 3"),
        ({"blocks": [{"block": "a", "cards": [{"id": "1"}]}]}, "block 1 (a), card 1: its id must"),
        ({"blocks": [{"block": "a", "wires": [["b.c", "d.e"]]}]}, "block 1 (a), wire 1: it names"),
    ],
)
def test_a_bad_block_is_refused_with_its_place(change, told):
    with pytest.raises(FileError) as error:
        parse_project(json.dumps({"layerdeck": 1, **change}), DECK)
    assert told in str(error.value)
