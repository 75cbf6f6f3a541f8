"""Things in line, evenly apart, moved together, and what a frame holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerdeck.graph import EditError, Graph
from layerdeck.graph.areas import add_frame, add_note
from layerdeck.graph.arrange import align, distribute, frame_contents, shift
from layerdeck.graph.edits import bend, move
from making import CONV, HE, card, graph, graphs, network, wire

SIZES = {"a": (100.0, 50.0), "b": (60.0, 30.0), "c": (20.0, 90.0)}


def three() -> Graph:
    made = graph(card("a", CONV), card("b", HE), card("c", HE))
    return move(made, {"a": (0, 0), "b": (200, 10), "c": (150, 300)})


def places(made: Graph) -> list[tuple[float, float] | None]:
    return [item.at for item in made.cards.values()]


@pytest.mark.parametrize(
    ("side", "starts"),
    [
        ("left", [0, 0, 0]), ("right", [160, 200, 240]), ("centre", [80, 100, 120]),
        ("top", [0, 0, 0]), ("bottom", [340, 360, 300]), ("middle", [170, 180, 150]),
    ],
)  # fmt: skip
def test_things_are_put_in_line_along_all_they_cover(side, starts):
    made = align(three(), SIZES, ["a", "b", "c"], side)

    axis = 0 if side in ("left", "right", "centre") else 1
    assert [at[axis] for at in places(made)] == starts
    assert [at[1 - axis] for at in places(made)] == [at[1 - axis] for at in places(three())]
    assert align(made, SIZES, ["a", "b", "c"], side) == made


def test_frames_and_notes_are_put_in_line_by_their_own_sizes():
    made, _ = add_frame(three(), (500, 0), (100, 40))
    made, _ = add_note(made, (900, 7), (10, 10))

    made = align(made, SIZES, ["b", "frame", "note"], "right")

    assert made.cards["b"].at == (850.0, 10.0)
    assert made.frames["frame"].at == (810.0, 0.0)
    assert made.notes["note"].at == (900.0, 7.0)


def test_gaps_are_made_equal_between_the_two_at_the_ends():
    across = distribute(three(), SIZES, ["a", "b", "c"], "horizontal")
    assert places(across) == [(0.0, 0.0), (200.0, 10.0), (140.0, 300.0)]

    down = distribute(three(), SIZES, ["a", "b", "c"], "vertical")
    assert places(down) == [(0.0, 0.0), (200.0, 160.0), (150.0, 300.0)]
    assert distribute(down, SIZES, ["c", "b", "a"], "vertical") == down


def test_where_there_is_no_room_for_gaps_the_middles_are_evenly_apart():
    wide = {**SIZES, "c": (120.0, 90.0)}
    made = distribute(move(three(), {"c": (95, 300)}), wide, ["a", "b", "c"], "horizontal")
    assert places(made) == [(0.0, 0.0), (200.0, 10.0), (80.0, 300.0)]

    stacked = move(three(), {"a": (0, 0), "b": (0, 0), "c": (0, 0)})
    made = distribute(stacked, SIZES, ["a", "b", "c"], "horizontal")
    assert places(made) == [(0.0, 0.0), (0.0, 0.0), (0.0, 0.0)]


def test_too_few_are_refused_in_words():
    homeless = three().with_(cards={"d": card("d", HE).with_(at=None), **three().cards})

    with pytest.raises(EditError, match="Select two or more things to put in line"):
        align(homeless, SIZES, ["a", "d", "gone"], "left")
    with pytest.raises(EditError, match="Select three or more things to put evenly apart"):
        distribute(homeless, SIZES, ["a", "b", "d"], "vertical")


@given(graphs(12), st.data(), st.sampled_from(["horizontal", "vertical"]))
def test_distributing_again_changes_nothing(made, data, axis):
    sizes = {key: (data.draw(st.integers(1, 300)), 40.0) for key in made.cards}
    ids = [*made.cards, *made.frames, *made.notes]
    if len(ids) < 3:
        return
    once = distribute(made, sizes, ids, axis)

    again = distribute(once, sizes, ids, axis)
    for key in ids:
        assert again.item(key).at == pytest.approx(once.item(key).at, abs=0.11)


def test_what_moves_together_takes_its_bends_along():
    made = bend(bend(network(), wire("x.output > a.input"), [(1, 1)]),
                wire("a.output > y.input"), [(2, 2)])  # fmt: skip
    made, frame = add_frame(made, (0, 0), (10, 10))

    moved = shift(made, ["x", "a", frame], (10, 20))

    assert moved.cards["x"].at == moved.frames[frame].at == (10.0, 20.0)
    assert moved.cards["y"].at == (0.0, 0.0)
    assert list(moved.bends.values()) == [((11.0, 21.0),), ((2.0, 2.0),)]
    assert shift(moved, ["x", "a", frame], (-10, -20)) == made


def test_a_frame_holds_what_lies_in_it():
    made, outer = add_frame(three(), (-10, -10), (180, 120))
    made, inner = add_frame(made, (0, 0), (20, 20))
    made, beside = add_frame(made, (100, 0), (90, 20))
    made, note = add_note(made, (160, 0), (10, 10))

    assert frame_contents(made, SIZES, outer) == ("a", inner, note)
    assert frame_contents(made, SIZES, inner) == ()
    wide = {**SIZES, "a": (330.0, 50.0)}
    assert frame_contents(made, wide, outer) == ("a", inner, note)
    assert frame_contents(made, {**SIZES, "a": (400.0, 50.0)}, outer) == (inner, note)
    assert beside not in frame_contents(made, SIZES, outer)
