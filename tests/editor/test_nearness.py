"""The nearest card, against looking at every card."""

from collections.abc import Iterable
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from layerdeck.editor.canvas.boxes import Boxes
from layerdeck.editor.canvas.contents import BEYOND
from layerdeck.editor.canvas.nearness import near_first, nearest_to

PLACES = st.integers(-3000, 3000)
BOXES = st.lists(
    st.tuples(PLACES, PLACES, st.integers(20, 400), st.integers(20, 400)), min_size=1, max_size=40
)


def laid(boxes: Iterable[tuple[int, int, int, int]]) -> SimpleNamespace:
    cards = {f"c{place}": SimpleNamespace(body=QRectF(*box)) for place, box in enumerate(boxes)}
    found: Boxes[str] = Boxes()
    for name, placed in cards.items():
        found.put(name, placed.body.adjusted(-BEYOND, -BEYOND, BEYOND, BEYOND))
    return SimpleNamespace(
        cards=cards,
        card_boxes=found,
        rect=found.bounds,
        areas={},
        area_boxes=Boxes(),
        body=lambda name: cards[name].body,
    )


def gap(one: QRectF, other: QRectF) -> float:
    across = max(one.left() - other.right(), other.left() - one.right(), 0)
    down = max(one.top() - other.bottom(), other.top() - one.bottom(), 0)
    return max(across, down)


@given(BOXES)
def test_near_first_gives_every_card_once_in_order(boxes) -> None:
    contents = laid(boxes)
    here = contents.cards["c0"].body
    order = list(near_first(contents, here))
    assert sorted(order) == sorted(contents.cards)
    away = [gap(here, contents.cards[name].body) for name in order]
    assert away == sorted(away)


@given(BOXES, st.sampled_from([(1, 0), (-1, 0), (0, 1), (0, -1)]))
def test_the_nearest_card_that_way_is_that_of_all(boxes, way) -> None:
    contents = laid(boxes)
    here = contents.cards["c0"].body
    across, down = way

    def cost(name: str) -> float:
        there = contents.cards[name].body
        between = there.center() - here.center()
        onward = between.x() * across + between.y() * down
        aside = abs(between.x() * down + between.y() * across)
        flat = QRectF(0, there.y(), 1, there.height()), QRectF(0, here.y(), 1, here.height())
        tall = QRectF(there.x(), 0, there.width(), 1), QRectF(here.x(), 0, here.width(), 1)
        off = gap(*(flat if across else tall))
        return onward + 2 * off + 0.1 * aside if 0 < onward >= off else float("inf")

    costs = {name: cost(name) for name in contents.cards}
    least = min(costs.values())
    found = nearest_to(contents, "c0", across, down)
    assert (costs[found] == least) if least < float("inf") else found == ""


def test_a_step_among_many_cards_looks_at_few() -> None:
    """One thousand boxes a row: what is far is not asked."""
    contents = laid((x * 320, y * 260, 240, 200) for x in range(100) for y in range(100))

    class Counted(dict):
        asked = 0

        def __getitem__(self, key):
            Counted.asked += 1
            return super().__getitem__(key)

    counted = Counted(contents.cards)
    contents.body = lambda name: counted[name].body
    assert nearest_to(contents, "c5050", 1, 0) == "c5150"
    assert nearest_to(contents, "c5050", 0, 1) == "c5051"
    assert Counted.asked < 100
