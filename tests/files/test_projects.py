"""Projects read and written: nothing is lost, nothing is changed that need not be."""

import math
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerdeck.files import parse_project, project_text, read_project, write_project
from layerdeck.files.writing import Writer
from layerdeck.graph import EditError, Graph
from making import CONV, DECK, HE, PARAMETER, card, edited, graph, graphs, grouped, wire

EXAMPLES = sorted(Path(__file__).parents[2].joinpath("examples").glob("*.layerdeck"))

CONTRACT = """\
{"layerdeck": 1, "name": "unet3d",
 "cards": [
  {"id": "volume", "card": "keras.Input", "at": [0, 0], "values": {"shape": [64, 64, 64, 1]}},
  {"id": "enc1", "card": "keras.layers.Conv3D", "at": [280, 0], "values": {"filters": 16, \
"kernel_size": [3, 3, 3], "padding": "same"}},
  {"id": "mask", "card": "layerdeck.Output", "at": [560, 0], "values": {"name": "mask"}}
 ],
 "wires": [
  ["volume.output", "enc1.input"],
  ["enc1.output", "mask.input"]
 ]}
"""

STRANGE = """\
{"layerdeck": 1, "name": "été",
 "cards": [
  {"id": "mine", "card": "their.layers.Attention", "at": [0.5, -3], "values": {"heads": 8, \
"rate": 0.1, "scale": 1.0, "inner": {"deep": [1, [2, null]], "flag": true}}, "colour": "red"}
 ],
 "wires": [],
 "views": [{"title": "Encoder", "cards": ["mine"]}],
 "theme": "night"}
"""


LOOK = """\
{"layerdeck": 1, "name": "look",
 "cards": [
  {"id": "a", "card": "keras.layers.Dense", "at": [0, 0], "collapsed": true, "bypassed": true, \
"values": {"units": 8}, "colour": "red"},
  {"id": "b", "card": "block:part", "at": [300, 0]}
 ],
 "wires": [
  ["a.output", "b.x"]
 ],
 "frames": [
  {"id": "frame", "title": "Encoder", "text": "halves\\neach axis", "at": [-10.5, 0], \
"size": [400, 300], "colour": "blue"}
 ],
 "notes": [
  {"id": "note", "text": "été", "at": [0, 400], "size": [120, 60]}
 ],
 "bends": [
  ["a.output", "b.x", [10, 20], [30.5, 40]]
 ],
 "blocks": [
  {"block": "part", "name": "Part",
   "cards": [
    {"id": "x", "card": "keras.Input"},
    {"id": "y", "card": "layerdeck.Output"}
   ],
   "wires": [
    ["x.output", "y.input"]
   ],
   "notes": [
    {"id": "note", "text": "inside", "at": [0, 0], "size": [1, 1]}
   ],
   "bends": [
    ["x.output", "y.input", [1, 2]]
   ]}
 ]}
"""


def read(text: str | bytes) -> Graph:
    return parse_project(text, DECK)


@pytest.mark.parametrize("text", [CONTRACT, STRANGE, LOOK], ids=["contract", "strange", "look"])
def test_a_canonical_text_is_written_back_byte_by_byte(text):
    assert project_text(read(text)) == text


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_is_canonical(path):
    assert project_text(read_project(path)).encode() == path.read_bytes()


@given(graphs())
def test_what_is_written_is_read_back_the_same(made):
    text = project_text(made)

    assert read(text) == made
    assert project_text(read(text)) == text
    assert text.endswith("}\n")
    assert text.count("\n") >= len(made.cards) + len(made.wires)


@given(st.data())
def test_each_state_is_written_as_if_there_had_been_no_other_before_it(data):
    writer, made, seen = Writer(), Graph(), [Graph()]
    for _ in range(12):
        made = data.draw(st.one_of(edited(made), grouped(made), st.sampled_from(seen)))
        seen.append(made)
        assert "\n".join([*chain.from_iterable(writer.parts(made)), ""]) == project_text(made)


def test_the_least_project():
    assert read('{"layerdeck": 1}') == Graph()
    assert (
        project_text(Graph())
        == '{"layerdeck": 1, "name": "untitled",\n "cards": [],\n "wires": []}\n'
    )


def test_a_hand_written_card_needs_neither_place_nor_values():
    made = read('{"layerdeck": 1, "cards": [{"id": "gap", "card": "keras.layers.Flatten"}]}')

    assert made.cards["gap"].at is None
    assert dict(made.cards["gap"].values) == {}
    assert '{"id": "gap", "card": "keras.layers.Flatten"}' in project_text(made)


def test_values_come_in_the_form_and_order_the_deck_wants():
    made = read(
        '{"layerdeck": 1, "cards": [{"id": "c", "card": "keras.layers.Conv3D",'
        ' "values": {"padding": "valid", "strides": 2, "kernel_size": [3, 3, 3], "filters": 8}}]}'
    )

    values = made.cards["c"].values
    assert list(values.items()) == [
        ("filters", 8),
        ("kernel_size", (3, 3, 3)),
        ("strides", (2, 2, 2)),
    ]


def test_what_an_older_layerdeck_kept_without_knowing_it_is_read_again():
    """It may have named a card as a frame is, and have taken a wire away and left its bends."""
    text = LOOK.replace('"id": "a"', '"id": "frame"').replace("a.output", "frame.output", 1)

    made = read(text)

    assert list(made.frames) == ["frame_2"] and made.frames["frame_2"].title == "Encoder"
    assert made.bends == {}
    assert list(made.blocks["part"].bends) == [wire("x.output > y.input")]
    assert read(project_text(made)) == made


def test_what_is_written_by_hand_of_frames_and_notes_may_be_short():
    made = read(
        '{"layerdeck": 1, "frames": [{"at": [0, 0], "size": [9, 9]}, {"at": [1, 1], "size": [1, 1],'
        ' "id": "frame", "text": "two"}], "notes": [{"at": [0, 0], "size": [3, 4], "id": "frame"}]}'
    )

    assert list(made.frames) == ["frame", "frame_2"]
    assert made.notes["frame_3"].size == (3.0, 4.0)
    assert read(project_text(made)) == made


def test_a_value_that_does_not_fit_is_kept_as_it_was_read():
    text = CONTRACT.replace('"filters": 16', '"filters": "16"').replace('"same"', '["same"]')

    values = read(text).cards["enc1"].values

    assert values["filters"] == "16"
    assert values["padding"] == ("same",)
    assert project_text(read(text)) == text


def test_integers_stay_integers_and_floats_floats():
    text = STRANGE.replace('"heads": 8', '"heads": [8, 8.0, -0.0, 1e-07, 1e+22, 9007199254740993]')

    heads = read(text).cards["mine"].values["heads"]

    assert [type(item) for item in heads] == [int, float, float, float, float, int]
    assert math.copysign(1, heads[2]) == -1
    assert project_text(read(text)) == text


def test_an_integer_given_to_a_float_becomes_one():
    made = read(
        '{"layerdeck":1,"cards":[{"id":"d","card":"keras.layers.Dropout","values":{"rate":0}}]}'
    )

    assert repr(made.cards["d"].values["rate"]) == "0.0"


def test_a_parameter_is_read_by_its_own_type():
    values = {"type": "List of Float", "default": [1, 2]}
    made = read(project_text(graph(card("p", PARAMETER, **values))).replace("[1.0, 2.0]", "[1, 2]"))

    assert made.cards["p"].values["default"] == (1.0, 2.0)


def test_a_byte_order_mark_of_windows_is_no_harm():
    assert read(b"\xef\xbb\xbf" + CONTRACT.encode()) == read(CONTRACT)
    assert read(CONTRACT.replace("\n", "\r\n")) == read(CONTRACT)


def test_a_wire_said_twice_is_one_but_x_may_be_added_to_itself():
    once = '["volume.output", "enc1.input"],'
    assert read(CONTRACT.replace(once, once * 2)) == read(CONTRACT)

    added = CONTRACT.replace("keras.layers.Conv3D", "keras.layers.Add").replace(
        "enc1.input", "enc1.inputs"
    )
    twice = added.replace(
        '["volume.output", "enc1.inputs"],', '["volume.output", "enc1.inputs"],' * 2
    )
    assert read(twice).wires[:2] == (wire("volume.output > enc1.inputs"),) * 2


def test_a_file_without_a_name_gets_its_own(tmp_path):
    path = tmp_path / "brain.layerdeck"
    path.write_text('{"layerdeck": 1}')

    assert read_project(path).name == "brain"


def test_a_number_that_no_file_takes_is_taken_by_no_card():
    made = graph(card("he", HE, seed=2**63 - 1))
    assert read(project_text(made)) == made

    with pytest.raises(
        EditError, match="Seed must be at most 9,223,372,036,854,775,807, and got more"
    ):
        card("he", HE, seed=2**63)


def test_half_a_character_does_not_keep_a_project_from_its_file():
    made = Graph("half \ud800")

    assert read(project_text(made)).name == "half ?"


def test_5000_cards_are_written_and_read_at_once(tmp_path):
    cards = [
        card("c", CONV, filters=4, kernel_size=3).with_(id=f"c{number}") for number in range(5000)
    ]
    made = graph(
        *cards, wires=[f"c{number}.output > c{number + 1}.input" for number in range(4999)]
    )

    write_project(made, tmp_path / "long.layerdeck")

    assert read_project(tmp_path / "long.layerdeck") == made
