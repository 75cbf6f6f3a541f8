"""Cards laid out: left to right, apart from each other, and the same the second time."""

import time
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layerdeck.files import give_places, lay_out, tidy
from layerdeck.files.spread import spread
from layerdeck.graph import Graph
from layerdeck.graph.areas import add_frame, add_note
from layerdeck.graph.edits import bend, move
from layerdeck.graph.walk import in_order
from making import ADD, CONV, DECK, DENSE, HE, INPUT, OUTPUT, card, graph, graphs, line, residual


def sizes_of(made: Graph) -> dict[str, tuple[float, float]]:
    """Sizes as different as real cards are: as tall as the type has inputs."""
    return {
        item.id: (240.0, 60.0 + 12.0 * len(DECK[item.type].inputs)) for item in made.cards.values()
    }


def overlaps(made: Graph, sizes: dict[str, tuple[float, float]]) -> list[tuple[str, str]]:
    def apart(a: str, b: str) -> bool:
        return any(
            made.cards[one].at[axis] + sizes[one][axis] <= made.cards[other].at[axis]
            for axis in (0, 1)
            for one, other in ((a, b), (b, a))
        )

    return [pair for pair in combinations(made.cards, 2) if not apart(*pair)]


@given(graphs())
def test_no_two_cards_lie_on_each_other_and_tensors_flow_right(made):
    sizes = sizes_of(made)
    laid = lay_out(made, sizes)

    assert overlaps(laid, sizes) == []
    for wire in made.wires:
        source, target = laid.cards[wire.source.card], laid.cards[wire.target.card]
        assert source.at[0] + 240 <= target.at[0], wire


@given(graphs())
def test_a_second_run_changes_nothing(made):
    laid = lay_out(made, sizes_of(made))

    assert lay_out(laid, sizes_of(made)) == laid


@given(graphs(), st.data())
def test_only_the_chosen_cards_move(made, data):
    chosen = data.draw(st.sets(st.sampled_from(sorted(made.cards)))) if made.cards else set()
    laid = lay_out(made, only=chosen)

    assert all(laid.cards[item] is made.cards[item] for item in made.cards if item not in chosen)
    assert lay_out(laid, only=chosen) == laid
    assert laid.wires == made.wires


def test_an_initializer_stands_left_of_the_first_card_it_feeds():
    made = graph(
        card("x", INPUT), card("a", DENSE, units=1), card("b", DENSE, units=1),
        card("c", DENSE, units=1), card("he", HE),
        wires=["x.output > a.input", "a.output > b.input", "b.output > c.input",
               "he.initializer > b.kernel_initializer", "he.initializer > c.kernel_initializer"],
    )  # fmt: skip

    laid = lay_out(made)

    assert laid.cards["he"].at[0] == laid.cards["a"].at[0]
    assert laid.cards["he"].at[1] > laid.cards["a"].at[1]
    heights = [laid.cards[item].at[1] for item in "xabc"]
    assert max(heights) - min(heights) <= 1, "the flow is a straight line"


def test_the_block_keeps_its_corner():
    made = line(card("x", INPUT), card("a", DENSE, units=1), card("y", OUTPUT))
    made = move(made, {"x": (500, 300), "a": (100, 900), "y": (700, -50)})

    laid = lay_out(made)

    assert min(item.at[0] for item in laid.cards.values()) == 100
    assert min(item.at[1] for item in laid.cards.values()) == -50


def test_cards_without_a_place_go_below_those_that_have_one():
    made = line(card("x", INPUT), card("a", DENSE, units=1), card("y", OUTPUT))
    made = made.with_(cards={**made.cards, "y": made.cards["y"].with_(at=None)})

    laid = give_places(made, sizes_of(made))

    assert laid.cards["x"] is made.cards["x"]
    assert laid.cards["y"].at[1] > 0
    assert give_places(laid) is laid


def test_a_circle_of_a_broken_file_is_laid_out_as_well():
    made = graph(
        card("a", ADD), card("b", ADD), wires=["a.output > b.inputs", "b.output > a.inputs"]
    )
    assert in_order(made)[1] == {"a", "b"}

    assert overlaps(lay_out(made), sizes_of(made)) == []


def test_a_chain_of_5000_cards_and_a_card_that_feeds_them_all():
    layers = [card("c", CONV).with_(id=f"c{number}") for number in range(5000)]
    wires = [f"c{number}.output > c{number + 1}.input" for number in range(4999)]
    wires += [f"he.initializer > c{number}.kernel_initializer" for number in range(5000)]
    made = graph(*layers, card("he", HE), wires=wires)

    start = time.perf_counter()
    laid = lay_out(made)
    taken = time.perf_counter() - start

    assert laid.cards["c4999"].at[0] > laid.cards["c4998"].at[0]
    assert taken < 5


def test_a_tensor_that_every_later_card_takes():
    cards = [card(f"sum{number}", ADD) for number in range(400)]
    wires = [f"x.output > sum{number}.inputs" for number in range(400)]
    wires += [f"sum{number}.output > sum{number + 1}.inputs" for number in range(399)]
    made = graph(card("x", INPUT), *cards, wires=wires)

    start = time.perf_counter()
    lay_out(made)

    assert time.perf_counter() - start < 20


def test_1000_residual_blocks():
    start = time.perf_counter()
    lay_out(residual(1000))

    assert time.perf_counter() - start < 10


_LENGTHS = st.floats(0, 500)


@settings(max_examples=100)
@given(
    st.lists(st.tuples(st.floats(-1e4, 1e4), _LENGTHS, st.floats(0.5, 20)), min_size=1, max_size=9)
)
def test_points_are_pushed_apart_and_no_further(points):
    wanted, steps, weights = zip(*points, strict=True)
    wanted, steps = sorted(wanted), steps[1:]

    places = spread(wanted, steps, weights)

    assert all(b - a >= step - 1e-6 for (a, b), step in zip(pairwise(places), steps, strict=True))
    if all(b - a >= step for (a, b), step in zip(pairwise(wanted), steps, strict=True)):
        assert places == pytest.approx(wanted)


def test_wires_are_led_anew_where_their_cards_are_laid_out():
    made = line(card("x", INPUT, shape=[8]), card("a", DENSE), card("b", DENSE), card("y", OUTPUT))
    for item in made.wires:
        made = bend(made, item, [(1, 2)])

    assert lay_out(made).bends == {}
    assert list(lay_out(made, only=["x"]).bends) == list(made.wires[1:])


def middle_in(made: Graph, sizes: dict[str, tuple[float, float]], key: str, frame: str) -> bool:
    item, box = made.item(key), made.frames[frame]
    size = sizes.get(key) or item.size
    middle = [item.at[axis] + size[axis] / 2 for axis in (0, 1)]
    return all(box.at[axis] <= middle[axis] <= box.at[axis] + box.size[axis] for axis in (0, 1))


@settings(max_examples=100)
@given(graphs())
def test_a_second_tidying_changes_nothing_with_frames_notes_and_bends(made):
    sizes = sizes_of(made)
    once = tidy(made, sizes)

    assert tidy(once, sizes) == once
    assert overlaps(once, sizes) == []
    assert once.wires is made.wires
    assert not once.bends


@given(graphs())
def test_what_lies_in_one_frame_alone_stays_in_it_and_nothing_else_comes_in(made):
    sizes = sizes_of(made)
    once = tidy(made, sizes)

    for key in (*made.cards, *made.notes):
        before = [frame for frame in made.frames if middle_in(made, sizes, key, frame)]
        after = [frame for frame in once.frames if middle_in(once, sizes, key, frame)]
        if not before:
            assert after == []
        if len(before) == 1:
            assert before[0] in after


def test_a_frame_is_fitted_round_what_lies_in_it_and_the_rest_is_laid_out_around_it():
    made = line(card("x", INPUT), card("a", CONV), card("b", CONV), card("y", OUTPUT))
    made = move(made, {"x": (0, 0), "a": (400, 0), "b": (700, 500), "y": (1200, 0)})
    made, frame = add_frame(made, (380, -20), (700, 1000), "Encoder")
    made, note = add_note(made, (400, 800), (100, 60), "in it")
    sizes = sizes_of(made)

    laid = tidy(made, sizes)

    box = laid.frames[frame]
    for key in ("a", "b", note):
        item, size = laid.item(key), sizes.get(key, (100, 60))
        for axis in (0, 1):
            assert box.at[axis] < item.at[axis]
            assert item.at[axis] + size[axis] < box.at[axis] + box.size[axis]
    assert laid.cards["x"].at[0] + 240 < box.at[0]
    assert box.at[0] + box.size[0] < laid.cards["y"].at[0]
    assert laid.cards["a"].at[1] == laid.cards["b"].at[1]
    assert min(item.at[0] for item in (*laid.cards.values(), box)) == 0


def test_frames_in_frames_are_fitted_however_deep_they_lie():
    made = graph(card("a", CONV))
    made = move(made, {"a": (2000, 2000)})
    for depth in range(1200):
        edge = 1990.0 - depth
        made, _ = add_frame(made, (edge, edge), (400.0 + 2 * depth, 600.0 + 2 * depth))

    laid = tidy(made, sizes_of(made))

    widths = [frame.size[0] for frame in laid.frames.values()]
    assert widths == sorted(widths)
    assert len(set(widths)) == 1200


def test_collapsed_cards_are_laid_out_by_their_size():
    made = line(card("x", INPUT), card("a", CONV), card("y", OUTPUT))
    small = {"x": (240.0, 60.0), "a": (120.0, 38.0), "y": (240.0, 60.0)}

    laid = tidy(made, small)

    assert laid.cards["y"].at[0] - laid.cards["a"].at[0] == 120 + 70
    assert tidy(laid, small) == laid
