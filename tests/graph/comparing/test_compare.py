"""What changed in meaning: laws, and the plain cases in words."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from every_edit import (
    ADDING,
    BLOCKS,
    CHANGING,
    EDITS_OF_ALL,
    LOOKING,
    STARTS,
    WIRING,
    pass_by,
    write_it,
)
from layerdeck.graph import Card, EditError, End, Graph, Wires, diff
from layerdeck.graph.areas import add_frame, add_note, write
from layerdeck.graph.block_ports import reorder
from layerdeck.graph.blocks import with_blocks
from layerdeck.graph.bypass import bypass
from layerdeck.graph.comparing import Told, What, compare, tell
from layerdeck.graph.edits import (
    add,
    collapse,
    connect,
    disconnect,
    move,
    remove,
    rename,
    reset_value,
    set_value,
)
from layerdeck.program import lower
from making import (
    DECK,
    DENSE,
    INPUT,
    JOIN,
    OUTPUT,
    block_card,
    card,
    double_convolution,
    graph,
    graphs,
    line,
    network,
    residual,
    wire,
)
from meaning import meaning

LOOKS = tuple(edit for edit in LOOKING if edit not in (pass_by, write_it))


def told(old: Graph, new: Graph) -> list[str]:
    return [f"{each.what} {each.line}" for each in tell(compare(old, new), old, new, DECK)]


@st.composite
def steps(draw: st.DrawFn, kinds: tuple) -> tuple[Graph, Graph]:
    """A graph, and the same after a few edits of some kinds."""
    start = draw(st.one_of(st.sampled_from(STARTS), graphs(6)))
    made = start
    for edit in draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=3)):
        try:
            made = edit(draw, made, with_blocks(DECK, made))
        except EditError:
            continue
    return start, made


@settings(max_examples=40)
@given(graphs(15))
def test_a_graph_does_not_differ_from_itself(made):
    again = Graph(made.name, dict(made.cards), Wires(made.wires), made.blocks)

    assert not compare(made, made)
    assert not compare(made.with_(frames={}, notes={}, bends={}), again)
    assert told(made, made) == []


@given(steps(LOOKS))
def test_what_only_looks_otherwise_is_no_difference(pair):
    old, new = pair
    bare = {area.id: "" for area in (*new.frames.values(), *new.notes.values())}
    found = compare(old, new)

    assert {area.id for area in found.written} <= bare.keys()
    assert not compare(old.with_(frames={}, notes={}), new.with_(frames={}, notes={}))


@settings(max_examples=60)
@given(steps((*ADDING, *WIRING, *CHANGING, *BLOCKS, *EDITS_OF_ALL, pass_by)))
def test_every_edit_of_the_meaning_is_found_and_told(pair):
    old, new = pair
    changes = diff(old, new)
    assume(changes.of_meaning or old.blocks != new.blocks)
    said = [
        [(card.type, card.values, card.bypassed, card.rest) for card in graph.cards.values()]
        for graph in (old, new)
    ]

    found = compare(old, new)

    # An order counts only among inputs, outputs and parameters, and at one input.
    if said[0] != said[1] and set(old.cards) == set(new.cards) and not changes.reordered:
        assert found and told(old, new)
    if changes.added or changes.removed or changes.wires_added or changes.wires_removed:
        assert found and told(old, new)
    if meaning(lower(old, DECK).program) != meaning(lower(new, DECK).program):
        assert found and told(old, new)
    assert all(line.isprintable() for line in told(old, new))


@settings(max_examples=40)
@given(graphs(10), graphs(10))
def test_any_two_graphs_can_be_told_apart_and_back(one, other):
    there, back = compare(one, other), compare(other, one)

    assert bool(there) == bool(back)
    assert set(there.renamed.values()) == set(back.renamed)
    assert len(there.added) == len(back.removed)
    assert len(told(one, other)) >= bool(there)


def test_values_are_told_with_what_they_were_and_defaults_by_their_value():
    old = network()
    new = set_value(old, DECK, "a", "filters", 32)
    new = set_value(new, DECK, "a", "padding", "same")

    assert told(old, new) == ["changed a (Convolution 3D): filters 4 -> 32; padding valid -> same"]
    assert told(new, reset_value(new, "a", "padding")) == [
        "changed a (Convolution 3D): padding same -> valid"
    ]


def test_cards_that_are_new_or_gone_are_told_with_what_they_say():
    old = line(card("x", INPUT, shape=[4]), card("a", DENSE, units=3), card("y", OUTPUT))
    new = remove(old, ["a"])
    new, _ = add(new, DECK, "keras.layers.Dropout", (0, 0), {"rate": 0.25}, "drop")
    new = connect(new, DECK, End("x", "output"), End("drop", "input"))

    assert told(old, new) == [
        "added drop (Dropout): rate 0.25; input from x",
        "removed a (Dense)",
        "changed y (Output): data no longer wired to a",
    ]


def test_wires_are_told_by_the_input_and_in_their_order():
    old = graph(
        card("x", INPUT, shape=[4]), card("z", INPUT, shape=[4]), card("join", JOIN),
        wires=["x.output > join.inputs", "z.output > join.inputs"],
    )  # fmt: skip
    turned = old.with_(wires=old.wires[::-1])

    assert told(old, turned) == ["changed join (Concatenate): inputs x, z -> z, x"]
    assert told(old, disconnect(old, old.wires[0])) == [
        "changed join (Concatenate): inputs x, z -> z"
    ]
    assert told(old.with_(wires=()), old) == ["changed join (Concatenate): inputs wired to x, z"]


def test_the_order_of_wires_at_different_inputs_is_none():
    old = residual(2)
    by_port = sorted(old.wires, key=lambda wire: wire.target)

    assert not compare(old, old.with_(wires=by_port))


def test_a_renamed_card_is_one_card():
    old = residual(3)
    new = rename(old, "conv1", "stem")

    assert told(old, new) == ["changed stem (Convolution 3D): renamed from conv1"]


def test_a_card_renamed_changed_and_branched_off_is_one_card():
    old = residual(3)
    new = set_value(rename(old, "conv1", "stem"), DECK, "stem", "filters", 8)
    new, _ = add(new, DECK, "keras.layers.Dropout", (0, 0), {}, "drop")
    new = connect(new, DECK, End("stem", "output"), End("drop", "input"))

    assert told(old, new) == [
        "added drop (Dropout): input from stem",
        "changed stem (Convolution 3D): renamed from conv1; filters 4 -> 8",
    ]


def test_a_network_of_which_every_card_is_renamed_is_the_same_network():
    old = residual(4)
    new = Graph(old.name)
    called = {key: f"my_{key}" for key in reversed(old.cards)}
    new = graph(
        *(old.cards[key].with_(id=name) for key, name in called.items()),
        wires=[
            f"{called[a.card]}.{a.port} > {called[b.card]}.{b.port}" for a, b in old.wires
        ],
    )  # fmt: skip

    found = compare(old, new)

    assert found.renamed == called
    assert not (found.added or found.removed or found.rewired)


def test_what_could_be_several_cards_is_taken_for_none():
    x, y = card("x", INPUT, shape=[4]), card("y", OUTPUT)
    ends = ["x.output > {0}.input", "x.output > {1}.input"]
    old = graph(x, card("a", DENSE, units=3), card("b", DENSE, units=4), y,
                wires=[each.format("a", "b") for each in ends])  # fmt: skip
    new = graph(x, card("c", DENSE, units=5), card("d", DENSE, units=6), y,
                wires=[each.format("c", "d") for each in ends])  # fmt: skip

    assert compare(old, new).renamed == {}


def test_cards_of_another_type_are_never_one():
    old = line(card("x", INPUT, shape=[4]), card("a", DENSE, units=3), card("y", OUTPUT))
    new = line(card("x", INPUT, shape=[4]), card("b", "keras.layers.Flatten"), card("y", OUTPUT))

    assert compare(old, new).renamed == {}


def test_bypassed_cards_are_told():
    old = network(padding="same")

    assert told(old, bypass(old, DECK, ["a"])) == ["changed a (Convolution 3D): bypassed"]
    assert told(bypass(old, DECK, ["a"]), old) == ["changed a (Convolution 3D): no longer bypassed"]


def test_inputs_in_another_order_are_told():
    old = graph(card("x", INPUT, shape=[4]), card("z", INPUT, shape=[4]), card("y", OUTPUT))

    assert told(old, reorder(old, ["z", "x"])) == ["changed the order of the inputs: x, z -> z, x"]


def test_words_on_the_canvas_are_told_and_their_places_not():
    old, note = add_note(network(), (0, 0), (50, 50), "try\nmore filters")
    new, _ = add_frame(move(old, {note: (9, 9)}), (0, 0), (50, 50), "Encoder")
    new = write(new, note, "text", "enough")

    assert told(old, new) == [
        "added frame: “Encoder”",
        "changed note: “try more filters” -> “enough”",
    ]
    assert told(old, move(collapse(old, ["a"]), {note: (9, 9), "a": (7, 7)})) == []


def test_what_happens_in_a_block_is_told_there():
    def project(block: Graph, name: str = "double") -> Graph:
        made = line(card("x", INPUT, shape=[8, 8, 8, 1]), block_card("b", name), card("y", OUTPUT))
        return made.with_(blocks={name: block})

    old = project(double_convolution())
    inner = set_value(double_convolution(), DECK, "second", "padding", "valid")

    assert told(old, project(inner)) == [
        "changed double: second (Convolution 3D): padding same -> valid"
    ]
    assert told(old, project(double_convolution(), "twice")) == [
        "changed twice: the block: renamed from double"
    ]
    assert told(old.with_(blocks={}), old) == ["added double: the block is new: 5 cards"]


def test_a_card_that_nobody_knows_is_told_by_its_own_words():
    old = graph(Card("odd", "my.Layer", values={"depth": (1, 2), "deep": {"a": 1}}))
    new = graph(Card("odd", "my.Layer", values={"depth": (1, 3), "deep": {"a": 2}}))

    assert told(old, new) == [
        "changed odd (my.Layer): depth [1, 2] -> [1, 3]; deep {a: 1} -> {a: 2}"
    ]


def test_where_weights_come_from_is_told():
    old = residual(1).with_(weights="/models/a.keras")
    cards = {**old.cards, "conv0": old.cards["conv0"].with_(weights=("encoder", "conv"))}

    assert told(old, old.with_(weights="", cards=cards)) == [
        "changed the file of the weights: /models/a.keras -> nothing",
        "changed conv0 (Convolution 3D): weights from nothing -> encoder/conv",
    ]


@pytest.mark.parametrize("text", ["\x1b[2J", "a\nb", "x" * 500])
def test_a_text_never_commands_a_terminal_nor_fills_it(text):
    old = line(card("x", INPUT, shape=[4]), card("y", OUTPUT))
    new = set_value(old, DECK, "y", "name", text).with_(name=text)

    lines = told(old, new)

    assert len(lines) == 2
    assert all(line.isprintable() and len(line) < 200 for line in lines)


def test_lines_say_where_they_belong():
    old, new = residual(1), set_value(residual(1), DECK, "conv0", "filters", 8)

    assert tell(compare(old, new), old, new, DECK) == [
        Told(What.CHANGED, "", "conv0", "conv0 (Convolution 3D)", ("filters 4 -> 8",))
    ]


def test_a_thousand_cards_are_compared_at_once():
    old = residual(500)
    new = set_value(old, DECK, "conv250", "filters", 8)

    assert compare(old, new).touched == {"conv250": None}
    assert wire("sum1.output > sum2.inputs") in new.wires
