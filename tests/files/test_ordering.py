"""Few wires cross, long ones run straight, and no card lies on a wire that passes its column."""

import random
import time
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from layerdeck.files import lay_out
from layerdeck.files.ordering import crossings, order
from layerdeck.files.spread import nearest_gap
from layerdeck.graph import Graph
from making import ADD, CONV, HE, INPUT, JOIN, OUTPUT, PARAMETER, TIME, UP, card, graph, residual

SOCKET = 60
"""Above a card's lower edge, in pixels: where tensors enter and leave."""


def sizes_of(made: Graph) -> dict[str, tuple[float, float]]:
    heights = {CONV: 274, UP: 250, ADD: 106, JOIN: 130}
    return {item.id: (240.0, heights.get(item.type, 154)) for item in made.cards.values()}


def unet(depth: int = 3) -> Graph:
    cards, wires, last = [card("x", INPUT, shape=[64, 64, 64, 1])], [], "x"
    for level in range(depth):
        cards += [card(f"enc{level}", CONV), card(f"down{level}", CONV)]
        wires += [f"{last}.output > enc{level}.input", f"enc{level}.output > down{level}.input"]
        last = f"down{level}"
    for level in reversed(range(depth)):
        cards += [card(f"up{level}", UP), card(f"join{level}", JOIN), card(f"dec{level}", CONV)]
        wires += [
            f"{last}.output > up{level}.input",
            f"enc{level}.output > join{level}.inputs",
            f"up{level}.output > join{level}.inputs",
            f"join{level}.output > dec{level}.input",
        ]
        last = f"dec{level}"
    return graph(*cards, card("y", OUTPUT), wires=[*wires, f"{last}.output > y.input"])


def lines(laid: Graph) -> dict[str, float]:
    sizes = sizes_of(laid)
    return {item.id: item.at[1] + sizes[item.id][1] - SOCKET for item in laid.cards.values()}


def behind(laid: Graph) -> list[tuple[str, str, str]]:
    """Straight wires between tensors that pass behind a card."""
    sizes, line, hidden = sizes_of(laid), lines(laid), []
    for wire in laid.wires:
        source, target = laid.cards[wire.source.card], laid.cards[wire.target.card]
        for other in laid.cards.values():
            if source.at[0] < other.at[0] < target.at[0] and other.id != source.id:
                share = (other.at[0] - source.at[0]) / (target.at[0] - source.at[0])
                y = line[source.id] + share * (line[target.id] - line[source.id])
                if other.at[1] < y < other.at[1] + sizes[other.id][1]:
                    hidden.append((source.id, target.id, other.id))
    return hidden


@st.composite
def layered(draw: st.DrawFn) -> tuple[list[int], list[tuple[int, int]]]:
    column = sorted(draw(st.lists(st.integers(0, 5), max_size=16)))
    pairs = [(a, b) for a, b in combinations(range(len(column)), 2) if column[a] < column[b]]
    return column, draw(st.lists(st.sampled_from(pairs), unique=True) if pairs else st.just([]))


@given(layered())
def test_every_node_has_its_column_and_wires_join_neighbouring_columns(drawn):
    column, wires = drawn

    found = order(column, wires)

    where = {node: index for index, nodes in enumerate(found.columns) for node in nodes}
    assert len(where) == sum(map(len, found.columns)) == len(found.left)
    assert [where[node] for node in range(len(column))] == column
    for node, ends in enumerate(found.right):
        assert all(where[end] == where[node] + 1 and node in found.left[end] for end in ends)
    assert len(where) - len(column) == sum(column[b] - column[a] - 1 for a, b in wires)
    assert order(column, wires) == found


@given(layered())
def test_crossings_are_counted_right(drawn):
    found = order(*drawn)

    count = 0
    for nodes, following in pairwise(found.columns):
        ends = [(i, following.index(end)) for i, n in enumerate(nodes) for end in found.right[n]]
        count += sum((a[0] - b[0]) * (a[1] - b[1]) < 0 for a, b in combinations(ends, 2))
    assert crossings(found) == count


def test_wires_that_need_not_cross_do_not():
    shuffled = random.Random(3)
    for _ in range(20):
        # Three chains whose cards are given in any order.
        column = [index for index in range(8) for _ in range(3)]
        wires = []
        for index in range(7):
            targets = shuffled.sample(range(3), 3)
            wires += [(3 * index + chain, 3 * index + 3 + targets[chain]) for chain in range(3)]
        assert crossings(order(column, wires)) == 0
    tree = [(node, child) for node in range(31) for child in (2 * node + 1, 2 * node + 2)]
    depth = [(node + 1).bit_length() - 1 for node in range(63)]
    assert crossings(order(depth, shuffled.sample(tree, len(tree)))) == 0


def test_a_u_net_is_laid_out_as_a_u():
    made = unet()

    laid = lay_out(made, sizes_of(made))

    line = lines(laid)
    for level in range(3):
        assert line[f"enc{level}"] == line[f"join{level}"] == line[f"dec{level}"], "skips are level"
    assert line["enc0"] < line["enc1"] < line["enc2"] < line["up2"], "deeper is lower"
    assert behind(laid) == []


def test_skips_of_residual_blocks_pass_over_what_they_skip():
    made = residual(30)

    laid = lay_out(made, sizes_of(made))

    line = lines(laid)
    assert len({line[f"sum{number}"] for number in range(30)}) == 1
    assert behind(laid) == []


def test_parameters_stand_above_and_initializers_below_the_wire_into_what_they_feed():
    made = graph(
        card("x", INPUT, shape=[8, 8, 8, 1]), card("n", PARAMETER, name="n", default=4),
        card("he", HE), card("a", CONV), card("b", CONV),
        wires=["x.output > a.input", "a.output > b.input", "n.value > a.filters",
               "he.initializer > a.kernel_initializer"],
    )  # fmt: skip

    laid = lay_out(made, sizes_of(made))

    assert laid.cards["n"].at[1] < laid.cards["x"].at[1] < laid.cards["he"].at[1]
    assert len({laid.cards[item].at[0] for item in ("x", "n", "he")}) == 1
    assert len({lines(laid)[item] for item in "xab"}) == 1


def test_a_wrapped_layer_stands_just_left_of_its_wrapper():
    made = graph(
        card("x", INPUT, shape=[7, 8, 8, 8, 1]), card("first", CONV), card("second", CONV),
        card("a", TIME), card("b", TIME),
        wires=["x.output > a.input", "a.output > b.input", "first.layer > a.layer",
               "second.layer > b.layer"],
    )  # fmt: skip

    laid = lay_out(made, sizes_of(made))

    assert laid.cards["first"].at[0] == laid.cards["x"].at[0]
    assert laid.cards["second"].at[0] == laid.cards["a"].at[0]
    assert len({lines(laid)[item] for item in "xab"}) == 1


def test_cards_that_only_feed_values_are_laid_out_alone():
    made = graph(card("he", HE), card("a", CONV), wires=["he.initializer > a.kernel_initializer"])

    assert lay_out(made, only=["he"]).cards["he"].at == (0, 0)


def test_a_wide_fan_takes_no_time():
    width = 1000
    made = graph(
        card("x", INPUT), *[card("c", CONV).with_(id=f"c{n}") for n in range(width)],
        *[card("h", HE).with_(id=f"h{n}") for n in range(width)], card("s", ADD),
        wires=[f"x.output > c{n}.input" for n in range(width)]
        + [f"c{n}.output > s.inputs" for n in range(width)]
        + [f"h{n}.initializer > c{n}.kernel_initializer" for n in range(width)],
    )  # fmt: skip

    start = time.perf_counter()
    laid = lay_out(made)

    assert time.perf_counter() - start < 5
    assert len({item.at for item in laid.cards.values()}) == 2 * width + 2


def test_everything_wired_to_everything_ends():
    cards = [card("s", ADD).with_(id=f"s{number}") for number in range(150)]
    wires = [f"s{a}.output > s{b}.inputs" for a, b in combinations(range(150), 2)]

    start = time.perf_counter()
    lay_out(graph(*cards, wires=wires))

    assert time.perf_counter() - start < 10


def test_the_nearest_gap():
    taken = [(0.0, 10.0), (30.0, 40.0), (44.0, 50.0)]

    assert nearest_gap(taken, 12, 10) == 12
    assert nearest_gap(taken, 25, 10) == 20
    assert nearest_gap(taken, 38, 10) == 50
    assert nearest_gap(taken, 2, 25) == -25
    assert nearest_gap([], 7, 5) == 7
