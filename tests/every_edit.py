"""Every edit there is, as a person might make it: each draws what it needs from what there is."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from layerdeck.deck import Catalogue, visible_outputs
from layerdeck.files import lay_out
from layerdeck.graph import EditError, End, Graph
from layerdeck.graph.areas import add_frame, add_note, resize, write
from layerdeck.graph.arrange import align, distribute, shift
from layerdeck.graph.block_ports import rename_inside, rename_port, reorder, reorder_ports
from layerdeck.graph.blocks import block_of, border, with_blocks
from layerdeck.graph.bringing import take_block
from layerdeck.graph.bypass import bypass
from layerdeck.graph.clipping import duplicate, paste
from layerdeck.graph.edits import (
    add,
    bend,
    collapse,
    connect,
    disconnect,
    move,
    remove,
    rename,
    reset_value,
    reset_values,
    set_value,
    set_values,
)
from layerdeck.graph.fitting import Fitting
from layerdeck.graph.fixes import Change, Fix, apply
from layerdeck.graph.grouping import group
from layerdeck.graph.loose_ends import add_wired, fitting_card_types
from layerdeck.graph.opening import ungroup
from layerdeck.graph.splice import insert, remove_joining
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
    block_card,
    double_convolution,
    graph,
    network,
    residual,
    values_of,
)

Draw = Callable[..., Any]
Edit = Callable[[Draw, Graph, Catalogue], Graph]

COMMON = (INPUT, OUTPUT, PARAMETER, CONV, CONV, DENSE, LSTM, ADD, JOIN, HE, TIME, CALL,
          "layerdeck.Integer")  # fmt: skip
PIXELS = st.one_of(st.integers(-500, 500), st.floats(-500, 500))
PLACES = st.tuples(PIXELS, PIXELS)
SIZES = st.tuples(st.integers(1, 400), st.floats(1, 400))
NAMES = st.sampled_from(["x", "conv", "été", "len", "class", "conv_2", ""])
TEXTS = st.text(max_size=5)
CLIPS = (
    residual(1),
    network(activation="relu"),
    graph(block_card("deep", "outer")).with_(
        blocks={
            "outer": graph(block_card("inner", "double")),
            "double": double_convolution(),
        }
    ),
)
STARTS = (*CLIPS, Graph("empty"), residual(2))


def one(draw: Draw, things: Any) -> Any:
    """One of some things; where there is none, the edit cannot be made."""
    listed = list(things)
    if not listed:
        raise EditError("There is nothing to choose from.")
    return draw(st.sampled_from(listed))


def some(draw: Draw, made: Graph) -> list[str]:
    """Some of all that has an id, in any order."""
    ids = [*made.cards, *made.frames, *made.notes]
    return draw(st.lists(st.sampled_from(ids), unique=True)) if ids else []


def outputs(made: Graph, deck: Catalogue) -> list[End]:
    known = (card for card in made.cards.values() if card.type in deck)
    return [
        End(card.id, port.id)
        for card in known
        for port in visible_outputs(deck[card.type], card.values)
    ]


def inputs(made: Graph, deck: Catalogue) -> list[End]:
    known = (card for card in made.cards.values() if card.type in deck)
    return [End(card.id, port.id) for card in known for port in deck[card.type].inputs]


# ---------------------------------------------------------------- the edits of one graph


def add_a_card(draw: Draw, made: Graph, deck: Catalogue) -> Graph:
    own = [kind for kind in deck if block_of(kind)]
    kinds = st.one_of(st.sampled_from([*COMMON, *own]), st.sampled_from(list(DECK)))
    return add(made, deck, draw(kinds), draw(PLACES))[0]


def wire_what_fits(draw: Draw, made: Graph, deck: Catalogue) -> Graph:
    source = one(draw, outputs(made, deck))
    fits = Fitting(made, deck, source, from_output=True)
    return connect(made, deck, source, one(draw, (e for e in inputs(made, deck) if e in fits)))


def wire_anything(draw: Draw, made: Graph, deck: Catalogue) -> Graph:
    return connect(made, deck, one(draw, outputs(made, deck)), one(draw, inputs(made, deck)))


def let_go(draw: Draw, made: Graph, deck: Catalogue) -> Graph:
    return disconnect(made, one(draw, made.wires))


def give_a_value(draw: Draw, made: Graph, deck: Catalogue) -> Graph:
    end = one(draw, inputs(made, deck))
    port = deck[made.cards[end.card].type].input(end.port)
    return set_value(made, deck, *end, draw(values_of(port)))


def give_several_a_value(draw: Draw, made: Graph, deck: Catalogue) -> Graph:
    end = one(draw, inputs(made, deck))
    kind = made.cards[end.card].type
    alike = [card.id for card in made.cards.values() if card.type == kind]
    if draw(st.booleans()):
        return reset_values(made, alike, end.port)
    return set_values(made, deck, alike, end.port, draw(values_of(deck[kind].input(end.port))))


def take_a_value_away(draw: Draw, made: Graph, deck: Catalogue) -> Graph:
    given = [(card.id, key) for card in made.cards.values() for key in card.values]
    return reset_value(made, *one(draw, given))


def rename_a_card(draw: Draw, made: Graph, deck: Catalogue) -> Graph:
    return rename(made, one(draw, made.cards), draw(NAMES))


def remove_some(draw: Draw, made: Graph, deck: Catalogue) -> Graph:
    return remove(made, some(draw, made)[:2], draw(st.sampled_from([(), made.wires[:1]])))


def remove_some_joining(draw: Draw, made: Graph, deck: Catalogue) -> Graph:
    return remove_joining(made, deck, some(draw, made)[:2])


def move_things(draw: Draw, made: Graph, deck: Catalogue) -> Graph:
    led = {wire: draw(st.lists(PLACES, max_size=2)) for wire in made.wires[:1]}
    return move(made, {key: draw(PLACES) for key in some(draw, made)}, led)


def shift_things(draw: Draw, made: Graph, deck: Catalogue) -> Graph:
    return shift(made, some(draw, made), draw(PLACES))


def put_in_line(draw: Draw, made: Graph, deck: Catalogue) -> Graph:
    side = draw(st.sampled_from(["left", "centre", "right", "top", "middle", "bottom"]))
    return align(made, dict.fromkeys(made.cards, (200.0, 90.0)), some(draw, made), side)


def put_apart(draw: Draw, made: Graph, deck: Catalogue) -> Graph:
    axis = draw(st.sampled_from(["horizontal", "vertical"]))
    return distribute(made, dict.fromkeys(made.cards, (200.0, 90.0)), some(draw, made), axis)


def lay_all_out(draw: Draw, made: Graph, deck: Catalogue) -> Graph:
    return lay_out(made)


def bend_a_wire(draw: Draw, made: Graph, deck: Catalogue) -> Graph:
    return bend(made, one(draw, made.wires), draw(st.lists(PLACES, max_size=3)))


def fold(draw: Draw, made: Graph, deck: Catalogue) -> Graph:
    return collapse(made, some(draw, made), draw(st.booleans()))


def pass_by(draw: Draw, made: Graph, deck: Catalogue) -> Graph:
    return bypass(made, deck, [one(draw, made.cards)], draw(st.integers(0, 3)) > 0)


def frame_it(draw: Draw, made: Graph, deck: Catalogue) -> Graph:
    return add_frame(made, draw(PLACES), draw(SIZES), draw(TEXTS), draw(TEXTS))[0]


def note_it(draw: Draw, made: Graph, deck: Catalogue) -> Graph:
    return add_note(made, draw(PLACES), draw(SIZES), draw(TEXTS))[0]


def write_it(draw: Draw, made: Graph, deck: Catalogue) -> Graph:
    area = one(draw, (*made.frames, *made.notes))
    return write(made, area, draw(st.sampled_from(["title", "text"])), draw(TEXTS))


def resize_it(draw: Draw, made: Graph, deck: Catalogue) -> Graph:
    at = draw(st.none() | PLACES)
    return resize(made, one(draw, (*made.frames, *made.notes)), draw(SIZES), at)


def put_into_a_wire(draw: Draw, made: Graph, deck: Catalogue) -> Graph:
    return insert(made, deck, one(draw, made.cards), one(draw, made.wires))


def add_at_a_loose_end(draw: Draw, made: Graph, deck: Catalogue) -> Graph:
    forwards = draw(st.booleans())
    end = one(draw, outputs(made, deck) if forwards else inputs(made, deck))
    kind, _ = one(draw, fitting_card_types(made, deck, end, forwards))
    return add_wired(made, deck, kind.id, draw(PLACES), end, forwards)[0]


def make_a_block(draw: Draw, made: Graph, deck: Catalogue) -> Graph:
    return group(made, deck, some(draw, made), draw(st.sampled_from(["Block", "Ünit 3", "if"])))[0]


def open_a_block(draw: Draw, made: Graph, deck: Catalogue) -> Graph:
    blocks = [card.id for card in made.cards.values() if block_of(card.type)]
    return ungroup(made, deck, one(draw, blocks))


def paste_something(draw: Draw, made: Graph, deck: Catalogue) -> Graph:
    return paste(made, deck, draw(st.sampled_from(CLIPS)), draw(PLACES))[0]


def duplicate_some(draw: Draw, made: Graph, deck: Catalogue) -> Graph:
    return duplicate(made, deck, some(draw, made)[:3], (20, 20))[0]


def take_from_the_library(draw: Draw, made: Graph, deck: Catalogue) -> Graph:
    library = draw(st.sampled_from([double_convolution(), double_convolution(2), CLIPS[2]]))
    made, block = take_block(made, library)
    return add(made, with_blocks(DECK, made), f"block:{block}", (0, 0))[0]


def wrap_in_time(draw: Draw, made: Graph, deck: Catalogue) -> Graph:
    return apply(made, deck, Fix("", (Change("wrap_in_time_distributed", one(draw, made.cards)),)))


def change_the_order(draw: Draw, made: Graph, deck: Catalogue) -> Graph:
    return reorder(made, draw(st.permutations(list(made.cards)[:4])))


ADDING: tuple[Edit, ...] = (
    add_a_card, add_a_card, add_at_a_loose_end, put_into_a_wire, paste_something, duplicate_some,
)  # fmt: skip
WIRING: tuple[Edit, ...] = (wire_what_fits, wire_what_fits, wire_what_fits, wire_anything, let_go)
CHANGING: tuple[Edit, ...] = (
    give_a_value, give_several_a_value, take_a_value_away, rename_a_card, wrap_in_time,
    change_the_order, remove_some, remove_some_joining,
)  # fmt: skip
LOOKING: tuple[Edit, ...] = (
    move_things, shift_things, put_in_line, put_apart, lay_all_out, bend_a_wire, bend_a_wire, fold,
    frame_it, note_it, write_it, resize_it, pass_by, pass_by,
)  # fmt: skip
BLOCKS: tuple[Edit, ...] = (
    make_a_block, make_a_block, make_a_block, open_a_block, take_from_the_library,
)  # fmt: skip


# ---------------------------------------------------------------- the edits of a whole project


def rename_a_port(draw: Draw, made: Graph, deck: Catalogue) -> Graph:
    block = one(draw, made.blocks)
    ports = border(made.blocks[block], deck)
    return rename_port(made, deck, block, one(draw, (*ports.inputs, *ports.outputs)), draw(NAMES))


def rename_a_card_of_a_block(draw: Draw, made: Graph, deck: Catalogue) -> Graph:
    block = one(draw, made.blocks)
    return rename_inside(made, deck, block, one(draw, made.blocks[block].cards), draw(NAMES))


def change_the_order_of_ports(draw: Draw, made: Graph, deck: Catalogue) -> Graph:
    block = one(draw, made.blocks)
    ports = border(made.blocks[block], deck)
    return reorder_ports(made, block, draw(st.permutations([*ports.inputs, *ports.outputs])))


EDITS_OF_ALL: tuple[Edit, ...] = (
    rename_a_port,
    rename_a_card_of_a_block,
    change_the_order_of_ports,
)
