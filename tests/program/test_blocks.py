"""Blocks in a Program: a function each, laid out where it is called."""

import pytest
from msgspec import json

from layerdeck.export import Flavour, Manner, export
from layerdeck.graph import Graph
from layerdeck.graph.blocks import with_blocks
from layerdeck.graph.fixes import apply
from layerdeck.program import Apply, Argument, Make, Program, Ref, flatten, lower, trim
from making import (
    CALL,
    CONV,
    DECK,
    INPUT,
    OUTPUT,
    TIME,
    block_card,
    card,
    double_convolution,
    graph,
    wire,
)

DOUBLE = double_convolution()


def twice(**blocks: Graph) -> Graph:
    return graph(
        card("volume", INPUT, shape=[8, 8, 8, 1]),
        block_card("wide", "double", width=8),
        block_card("deep", "double"),
        card("mask", OUTPUT),
        wires=["volume.output > wide.x", "wide.y > deep.x", "deep.y > mask.input"],
    ).with_(blocks={"double": DOUBLE, **blocks})


def test_a_block_is_one_function_called_wherever_its_card_is_used():
    lowered = lower(twice(), DECK)

    assert lowered.problems == ()
    (function,) = lowered.program.functions
    assert lowered.functions == {"double": "double"}
    assert (function.name, function.inputs) == ("double", (Ref("x"),))
    assert [item.layer for item in lowered.program.statements[1:]] == [Ref("double")] * 2
    assert lowered.program.statements[1].arguments == (
        Argument("input", Ref("volume"), True),
        Argument("width", 8),
    )


def test_a_way_out_of_what_is_wrong_inside_is_offered_outside():
    """Groups inside can be set; the filters come from the block's own parameter."""
    made = twice(double=double_convolution(groups=3))
    told = lower(made, DECK).problems
    assert [problem.card for problem in told] == ["wide", "deep"]
    for problem in told:
        assert "Groups 3 does not divide filters 4" in problem.message
        (fix,) = problem.fixes
        assert fix.title == "Set groups to 4"
        mended = apply(made, with_blocks(DECK, made), fix)
        assert lower(mended, DECK).problems == ()
        assert mended.blocks["double"].cards["first"].values["groups"] == 4


def test_the_code_reads_as_a_person_would_have_written_it():
    text = export(lower(twice(), DECK).program).text

    assert (
        """
def double(x: keras.KerasTensor, width: int = 4) -> keras.KerasTensor:
    first = layers.Conv3D(width, 3, padding="same")(x)
    second = layers.Conv3D(width, 3, padding="same")(first)
    return second


def build_model() -> keras.Model:
    volume = keras.Input(shape=(8, 8, 8, 1))
    wide = double(volume, width=8)
    deep = double(wide)
    return keras.Model(volume, deep, name="made")
"""
        in text
    )


@pytest.mark.parametrize("flavour", list(Flavour))
def test_every_line_still_belongs_to_its_card(flavour):
    module = export(lower(twice(), DECK).program, Manner(flavour))
    lines = module.text.split("\n")

    assert [lines[number].strip() for number in module.lines_of("wide")] == [
        "wide = double(volume, width=8)"
    ]
    assert module.lines_of("first") == []
    inside = {card: module.lines_of(card, "double") for card in ("x", "width", "first", "y")}
    assert {card: [lines[number] for number in found] for card, found in inside.items()} == {
        "x": ["def double(x: keras.KerasTensor, width: int = 4) -> keras.KerasTensor:"],
        "width": ["def double(x: keras.KerasTensor, width: int = 4) -> keras.KerasTensor:"],
        "first": ['    first = layers.Conv3D(width, 3, padding="same")(x)'],
        "y": ["    return second"],
    }


def test_a_function_that_nothing_needs_yet_is_printed_where_it_is_shown():
    unused = twice()
    unused = unused.with_(wires=(wire("volume.output > mask.input"),))
    program = lower(unused, DECK).program

    assert "def double" not in export(program).text
    assert export(program, shown="double").start_of("double") is not None


def test_laid_out_its_cards_are_named_by_their_way():
    flat = flatten(lower(twice(), DECK).program)

    assert [item.card for item in flat.program.statements] == [
        "volume", "wide/first", "wide/second", "deep/first", "deep/second",
    ]  # fmt: skip
    assert flat.blocks == {"wide": "wide/second", "deep": "deep/second"}
    assert flat.program.functions == ()
    assert flat.program.outputs[0].value == Ref("deep/second")
    first = flat.program.statements[1]
    assert isinstance(first, Apply)
    assert first.layer.arguments[0].value == 8
    assert first.arguments[0].value == Ref("volume")


def test_blocks_lie_in_blocks():
    outer = graph(
        card("a", INPUT, shape=[8, 8, 8, 1]),
        block_card("inner", "double", width=2),
        card("b", OUTPUT),
        wires=["a.output > inner.x", "inner.y > b.input"],
        name="outer",
    )
    made = graph(
        card("volume", INPUT, shape=[8, 8, 8, 1]),
        block_card("whole", "outer"),
        card("mask", OUTPUT),
        wires=["volume.output > whole.a", "whole.b > mask.input"],
    ).with_(blocks={"outer": outer, "double": DOUBLE})
    program = lower(made, DECK).program

    assert [function.name for function in program.functions] == ["double", "outer"]
    assert [item.card for item in flatten(program).program.statements] == [
        "volume", "whole/inner/first", "whole/inner/second",
    ]  # fmt: skip


def test_as_a_layer_a_block_is_a_model_of_its_own():
    made = graph(
        card("video", INPUT, shape=[4, 8, 8, 8, 1]), block_card("frame", "double", width=2),
        card("steps", TIME), card("mask", OUTPUT),
        wires=["frame.layer > steps.layer", "video.output > steps.input",
               "steps.output > mask.input"],
    ).with_(blocks={"double": DOUBLE})  # fmt: skip
    text = export(lower(made, DECK).program).text

    assert (
        """
    frame_x = keras.Input(shape=(8, 8, 8, 1))
    frame_y = double(frame_x, width=2)
    frame = keras.Model(frame_x, frame_y, name="frame")
    steps = layers.TimeDistributed(frame)(video)
"""
        in text
    )


def test_a_block_applied_and_called_again_is_one_layer():
    made = graph(
        card("left", INPUT, shape=[8, 8, 8, 1]), card("right", INPUT, shape=[8, 8, 8, 1]),
        block_card("arm", "double"), card("again", CALL), card("a", OUTPUT), card("b", OUTPUT),
        wires=["left.output > arm.x", "arm.layer > again.layer", "right.output > again.input",
               "arm.y > a.input", "again.output > b.input"],
    ).with_(blocks={"double": DOUBLE})  # fmt: skip
    program = lower(made, DECK).program
    makes = [item.call.path for item in program.statements if isinstance(item, Make)]

    assert makes.count("keras.Model") == 1
    assert "arm = arm_layer(left)" in export(program).text
    assert "again = arm_layer(right)" in export(program).text


def test_what_no_output_needs_inside_or_outside_is_left_out():
    idle = DOUBLE.with_(
        cards={**DOUBLE.cards, "idle": card("idle", CONV, filters=1, kernel_size=1)}
    )
    idle = idle.with_(wires=(*idle.wires, *graph(wires=["x.output > idle.input"]).wires))
    made = twice(double=idle, unused=DOUBLE)
    program = trim(lower(made, DECK).program)

    assert [function.name for function in program.functions] == ["double"]
    assert [item.card for item in program.functions[0].statements] == ["first", "second"]


def test_a_fault_inside_is_told_on_every_card_of_the_block():
    broken = DOUBLE.with_(cards={**DOUBLE.cards, "first": card("first", CONV).with_(values={})})
    problems = lower(twice(double=broken), DECK).problems

    assert [problem.card for problem in problems] == ["wide", "deep"]
    assert problems[0].message == (
        "The block Double convolution cannot be used: at first: Kernel size needs a value or a "
        "wire."
    )


def test_a_block_that_holds_itself_is_told():
    loop = graph(block_card("again", "double"), name="loop")
    problems = lower(twice(double=loop), DECK).problems

    assert any("holds itself" in problem.message for problem in problems)


def test_a_block_that_is_not_there_is_kept_and_told():
    made = twice().with_(blocks={})

    assert "no block called double" in lower(made, DECK).problems[0].message


def test_a_function_never_takes_the_name_of_a_variable():
    made = graph(
        card("volume", INPUT, shape=[8, 8, 8, 1]),
        block_card("double", "double"),
        card("mask", OUTPUT),
        wires=["volume.output > double.x", "double.y > mask.input"],
    ).with_(blocks={"double": DOUBLE})

    assert "    double = double_block(volume)" in export(lower(made, DECK).program).text


def test_a_program_with_blocks_travels_as_json():
    program = lower(twice(), DECK).program

    assert json.decode(json.encode(program), type=Program) == program


def test_what_lies_in_a_block_that_is_not_used_changes_no_name():
    made = graph(block_card("one", "double")).with_(
        blocks={"double": double_convolution(), "unused": Graph()}
    )
    inside = graph(card("double", CONV))
    other = made.with_(blocks={**made.blocks, "unused": inside})

    assert lower(other, DECK) == lower(made, DECK)
