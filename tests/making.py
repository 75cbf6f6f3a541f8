"""Graphs for tests: written down in a line a card, or drawn at random through the real edits."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from layerdeck.deck import Kind, Port, Value, load_catalogue
from layerdeck.graph import Card, EditError, End, Graph, Wire
from layerdeck.graph.areas import add_frame, add_note, resize, write
from layerdeck.graph.blocks import with_blocks
from layerdeck.graph.bypass import bypass, why_not_bypass
from layerdeck.graph.edits import (
    add,
    bend,
    collapse,
    connect,
    move,
    remove,
    rename,
    set_value,
)
from layerdeck.graph.grouping import group
from layerdeck.graph.naming import fresh_id

DECK = load_catalogue()

INPUT, OUTPUT, PARAMETER = "keras.Input", "layerdeck.Output", "layerdeck.Parameter"
CONV, UP, DENSE = "keras.layers.Conv3D", "keras.layers.Conv3DTranspose", "keras.layers.Dense"
ADD, JOIN, HE = "keras.layers.Add", "keras.layers.Concatenate", "keras.initializers.HeNormal"
TIME, LSTM, CALL = "keras.layers.TimeDistributed", "keras.layers.LSTM", "layerdeck.CallLayer"
EMBEDDING = "keras.layers.Embedding"


def card(card_id: str, card_type: str, **values: Any) -> Card:
    """A card with its values in the form the deck keeps them in."""
    graph, _ = add(Graph(), DECK, card_type, (0, 0), values, card_id)
    return graph.cards[card_id]


def wire(text: str) -> Wire:
    """`a.output > b.input`."""
    source, target = (End(*end.split(".")) for end in text.split(" > "))
    return Wire(source, target)


def graph(*cards: Card, wires: Iterable[str] = (), name: str = "made") -> Graph:
    return Graph(name, {item.id: item for item in cards}, tuple(map(wire, wires)))


def line(*cards: Card, name: str = "made") -> Graph:
    """Cards in a row, each fed by the one before it."""
    pairs = pairwise(cards)
    return graph(*cards, wires=[f"{a.id}.output > {b.id}.input" for a, b in pairs], name=name)


def double_convolution(width: int = 4, **first: Any) -> Graph:
    """A block of two convolutions of as many filters; `first` are further values of the first."""
    return graph(
        card("x", INPUT, shape=[8, 8, 8, 1]),
        card("width", PARAMETER, default=width),
        card("first", CONV, filters=1, **{"kernel_size": 3, "padding": "same", **first}),
        card("second", CONV, filters=1, kernel_size=3, padding="same"),
        card("y", OUTPUT),
        wires=["x.output > first.input", "width.value > first.filters",
               "first.output > second.input", "width.value > second.filters",
               "second.output > y.input"],
        name="Double convolution",
    )  # fmt: skip


def block_card(card_id: str, block: str, **values: Any) -> Card:
    """The card of a block."""
    return Card(card_id, f"block:{block}", (0.0, 0.0), values)


def network(**values: Any) -> Graph:
    """An Input, a Convolution 3D with these values too, and an Output in a row."""
    return line(
        card("x", INPUT, shape=[8, 8, 8, 1]),
        card("a", CONV, filters=4, kernel_size=3, **values),
        card("y", OUTPUT),
    )


def residual(blocks: int) -> Graph:
    """A residual network: in each block x goes through a layer and is added to the result."""
    cards, wires, last = [card("x", INPUT, shape=[8, 8, 8, 4])], [], "x"
    for number in range(blocks):
        layer, total = f"conv{number}", f"sum{number}"
        cards += [card(layer, CONV, filters=4, kernel_size=3, padding="same"), card(total, ADD)]
        wires += [
            f"{last}.output > {layer}.input",
            f"{last}.output > {total}.inputs",
            f"{layer}.output > {total}.inputs",
        ]
        last = total
    return graph(*cards, card("y", OUTPUT), wires=[*wires, f"{last}.output > y.input"])


def widening(layers: int) -> Graph:
    """A chain of convolutions and normalizations in turn, no two of the same width."""
    pairs = [
        each
        for number in range(layers // 2)
        for each in (
            card(f"conv{number}", CONV, filters=4 + number, kernel_size=3, padding="same"),
            card(f"norm{number}", "keras.layers.BatchNormalization"),
        )
    ]
    return line(card("x", INPUT, shape=[8, 8, 8, 1]), *pairs, card("y", OUTPUT))


def values_of(port: Port) -> st.SearchStrategy[Value]:
    """Values that a port takes."""
    if port.choices:
        return st.sampled_from(port.choices)
    if port.kind.is_object or port.kind.wire_only:
        return st.just(None)
    low = None if port.minimum is None else int(port.minimum)
    high = None if port.maximum is None else int(port.maximum)
    single: dict[Kind, st.SearchStrategy[Any]] = {
        Kind.INTEGER: st.integers(low if low is not None else -5, high if high is not None else 40),
        Kind.FLOAT: st.floats(low if low is not None else -4, high if high is not None else 4),
        Kind.BOOLEAN: st.booleans(),
        Kind.STRING: st.text(max_size=12),
    }
    item = single[port.kind]
    if port.pairs:
        item = st.tuples(item, item)
    if not port.list:
        return item
    count = len(port.axes)
    return st.lists(item, min_size=count, max_size=count or 5).map(tuple)


@st.composite
def edited(draw: st.DrawFn, start: Graph | None = None) -> Graph:
    """The graph after one more edit; the same graph where the edit is refused."""
    old = start or Graph()
    deck = with_blocks(DECK, old)
    ids = sorted(old.cards)
    kinds = ["add", "value", "wire", "wire", "wire", "move", "rename", "remove", "look", "look"]
    kind = draw(st.sampled_from(kinds))
    if not ids or kind == "add":
        chosen = draw(st.sampled_from(sorted(DECK)))
        return add(old, DECK, chosen, (draw(_PIXELS), draw(_PIXELS)))[0]
    one = draw(st.sampled_from(ids))
    other = draw(st.sampled_from(ids))
    try:
        match kind:
            case "look":
                return draw(looked_after(old))
            case "value":
                inputs = deck[old.cards[one].type].inputs
                if inputs:
                    port = draw(st.sampled_from(inputs))
                    return set_value(old, deck, one, port.id, draw(values_of(port)))
            case "wire":
                outputs = deck[old.cards[one].type].outputs
                inputs = deck[old.cards[other].type].inputs
                if outputs and inputs:
                    source = End(one, draw(st.sampled_from(outputs)).id)
                    return connect(old, deck, source, End(other, draw(st.sampled_from(inputs)).id))
            case "move":
                return move(old, {one: (draw(_PIXELS), draw(_PIXELS))})
            case "rename":
                return rename(old, one, fresh_id(old, draw(st.sampled_from(["x", "été", "len"]))))
            case "remove":
                return remove(old, [one])
    except EditError:
        pass
    return old


@st.composite
def grouped(draw: st.DrawFn, old: Graph) -> Graph:
    """The graph with some of its cards made a block; the same graph where that is refused."""
    chosen = draw(st.sets(st.sampled_from(sorted(old.cards)))) if old.cards else set()
    try:
        return group(old, DECK, chosen, draw(st.sampled_from(["Block", "Ünit 3"])))[0]
    except EditError:
        return old


@st.composite
def looked_after(draw: st.DrawFn, old: Graph) -> Graph:
    """The graph after one edit of frames, notes, bends, collapsed or bypassed cards."""
    at, size = (draw(_PIXELS), draw(_PIXELS)), (draw(_SIDES), draw(_SIDES))
    areas = [*old.frames, *old.notes]
    kinds = ["frame", "note"] + ["write", "resize", "move", "remove"] * bool(areas)
    kinds += ["bend", "bend"] * bool(old.wires) + ["collapse", "bypass"] * bool(old.cards)
    match draw(st.sampled_from(kinds)):
        case "frame":
            made = add_frame(old, at, size, draw(_TEXTS), draw(_TEXTS))[0]
        case "note":
            made = add_note(old, at, size, draw(_TEXTS))[0]
        case "write":
            area = draw(st.sampled_from(areas))
            parts = ["title", "text"] if area in old.frames else ["text"]
            made = write(old, area, draw(st.sampled_from(parts)), draw(_TEXTS))
        case "resize":
            made = resize(old, draw(st.sampled_from(areas)), size, at)
        case "move":
            made = move(old, {draw(st.sampled_from(areas)): at})
        case "remove":
            made = remove(old, [draw(st.sampled_from(areas))])
        case "bend":
            points = draw(st.lists(st.tuples(_PIXELS, _PIXELS), max_size=3))
            made = bend(old, draw(st.sampled_from(old.wires)), points)
        case "collapse":
            made = collapse(old, [draw(st.sampled_from(sorted(old.cards)))], draw(st.booleans()))
        case _:
            chosen = draw(st.sampled_from(sorted(old.cards)))
            able = not why_not_bypass(old, DECK, chosen)
            made = bypass(old, DECK, [chosen], able and draw(st.booleans()))
    return made


@st.composite
def graphs(draw: st.DrawFn, most: int = 25) -> Graph:
    """A graph made by up to `most` random edits over the whole deck."""
    made = Graph(draw(st.text(max_size=10)))
    for _ in range(draw(st.integers(0, most))):
        made = draw(edited(made))
    return made


_TEXTS = st.text(max_size=8)
_SIDES = st.one_of(st.integers(1, 2000), st.floats(0.5, 2000))
_PIXELS = st.one_of(st.integers(-2000, 2000), st.floats(-2000, 2000))
