"""Of a long wire only what is to be painted anew is painted: it looks as if all of it were."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from layerdeck.editor.canvas.boxes import Boxes
from layerdeck.editor.canvas.curves import Piece, boxes, curve, joined, pieces
from layerdeck.graph.edits import set_value
from making import ADD, CONV, HE, INPUT, card, graph
from person import Person

_PLACE = st.builds(QPointF, st.integers(-6000, 6000), st.integers(-6000, 6000))
_POINTS = st.lists(_PLACE, min_size=2, max_size=4).filter(
    # Of a line that turns back upon itself, Qt paints the turn only in pieces.
    lambda points: len({point.y() for point in points}) == len(points)
)
_REACH = 8.0


@given(_POINTS, _PLACE)
@example([QPointF(-5000, 40), QPointF(5000, 60)], QPointF(0, 0))
def test_the_pieces_that_meet_an_area_are_all_that_is_seen_there(
    points: list[QPointF], corner: QPointF
) -> None:
    area = QRectF(corner.x(), corner.y(), 300, 200)
    lying: Boxes[str] = Boxes()
    lying.put("wire", *(box.adjusted(-_REACH, -_REACH, _REACH, _REACH) for box in boxes(points)))
    numbers = {number for _, number in lying.met(area)}
    parts = _all_pieces(points)
    whole = _painted(joined(parts, parts), area)
    assert pieces(points, numbers) == {number: parts[number] for number in numbers}
    assert _off(whole, _painted(joined(parts, numbers), area)) < 8


@given(_POINTS)
def test_the_pieces_are_the_curve(points: list[QPointF]) -> None:
    parts = _all_pieces(points)
    whole, made = curve(points), joined(parts, parts)
    assert made.length() == pytest.approx(whole.length(), rel=0.01)
    assert made.currentPosition() == whole.currentPosition()
    # A line takes one element, a cubic curve three.
    assert made.elementCount() == 1 + sum(len(part) - 1 for part in parts.values()), "it has a seam"


def test_most_of_a_long_wire_is_straight_lines_and_looks_as_before() -> None:
    points = [QPointF(0, 0), QPointF(12_000, 330)]
    parts = _all_pieces(points)
    assert sum(len(part) == 2 for part in parts.values()) > 0.8 * len(parts)
    for left in range(-100, 12_000, 700):
        area = QRectF(left, -20, 700, 370)
        every = joined(parts, parts)
        # A tenth of a pixel, as Qt makes lines of the whole curve in its own way.
        assert _off(_painted(curve(points), area), _painted(every, area)) < 25


def _all_pieces(points: list[QPointF]) -> dict[int, Piece]:
    return pieces(points, range(len(boxes(points))))


def _painted(path: QPainterPath, area: QRectF) -> QImage:
    image = QImage(area.size().toSize(), QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor("white"), 2.2))
        painter.translate(-area.topLeft())
        painter.drawPath(path)
    return image


def _off(one: QImage, other: QImage) -> int:
    """By how much the two differ where they differ most: a curve in pieces is flattened anew."""
    one, other = (image.convertedTo(QImage.Format.Format_Grayscale8) for image in (one, other))
    pairs = zip(bytes(one.constBits()), bytes(other.constBits()), strict=True)
    return max(abs(a - b) for a, b in pairs)


class Painted(QObject):
    """Notes how much of the canvas is painted anew."""

    def __init__(self, person: Person) -> None:
        super().__init__(person.viewport)
        self.area = 0
        person.viewport.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.area += sum(rect.width() * rect.height() for rect in event.region())
        return False


def far_apart(person: Person) -> None:
    """Long wires across the view in both directions, and cards in the middle of it."""
    cards = (
        card("x", INPUT, shape=[8, 8, 8, 1]),
        card("he", HE),
        *(card(f"conv{number}", CONV, filters=4, kernel_size=3) for number in range(4)),
        card("far", CONV),
        card("sum", ADD),
    )
    places = [(-4000, 0), (300, -3000), *((-200, 300 * n) for n in range(4)), (4000, 200), (600, 0)]
    wires = [f"x.output > conv{number}.input" for number in range(4)]
    wires += [f"he.initializer > conv{number}.kernel_initializer" for number in range(4)]
    wires += ["conv1.output > far.input", "conv2.output > sum.inputs", "far.output > sum.inputs"]
    made = graph(*cards, wires=wires)
    placed = {
        one.id: one.with_(at=(float(x), float(y)))
        for one, (x, y) in zip(made.cards.values(), places, strict=True)
    }
    person.window.session.document.load(made.with_(cards=placed), None)
    person.window.view.zoom_to_one()
    person.window.view.centerOn(200, 300)
    for _ in range(3):
        person.settle()


def on_screen(person: Person) -> QImage:
    """What the screen holds of the canvas: parts of it were painted long ago."""
    window, viewport = person.window, person.viewport
    at = viewport.mapTo(window, QPoint())
    place = (at.x(), at.y(), viewport.width(), viewport.height())
    return window.screen().grabWindow(window.winId(), *place).toImage()


def test_after_panning_the_screen_holds_what_it_would_if_painted_anew(person: Person) -> None:
    far_apart(person)
    middle, at = Qt.MouseButton.MiddleButton, person.viewport.rect().center()
    QTest.mousePress(person.viewport, middle, Qt.KeyboardModifier.NoModifier, at)
    for _ in range(20):
        at += QPoint(-17, -9)
        QTest.mouseMove(person.viewport, at)
        QApplication.processEvents()
    panned = on_screen(person)
    person.viewport.update()
    QApplication.processEvents()
    assert _off(panned, on_screen(person)) < 8
    QTest.mouseRelease(person.viewport, middle, Qt.KeyboardModifier.NoModifier, at)


def test_an_edit_paints_only_the_cards_that_it_concerns(person: Person) -> None:
    far_apart(person)
    session = person.window.session
    before, painted = on_screen(person), Painted(person)
    session.edit("Set", set_value, session.deck, "conv1", "filters", 7)
    QApplication.processEvents()
    assert 0 < painted.area < person.viewport.width() * person.viewport.height() / 4
    assert on_screen(person) != before
    edited = on_screen(person)
    person.viewport.update()
    QApplication.processEvents()
    assert _off(edited, on_screen(person)) < 8
