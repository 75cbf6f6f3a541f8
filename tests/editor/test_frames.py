"""Frames: drawn, made, written in, moved with what lies in them, resized, deleted."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from layerdeck.editor.canvas.area_editor import FrameEditor
from layerdeck.editor.canvas.area_layout import frame_words
from layerdeck.editor.exporting.picture import save_picture
from layerdeck.editor.fonts import text_width
from layerdeck.graph import Frame
from layerdeck.graph.areas import add_frame, add_note
from layerdeck.graph.edits import bend, move
from making import network, wire
from person import NO_KEY, Person

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def row(person: Person) -> Person:
    """An Input, a convolution in a frame called Encoder, and an Output, in a row."""
    person.open(network())
    session = person.window.session
    session.edit("Move", move, {"x": (0, 0), "a": (330, 0), "y": (700, 0)})
    session.edit("Frame", lambda graph: add_frame(graph, (300, -60), (340, 360), "Encoder")[0])
    person.window.view.centerOn(400, 100)
    person.settle()
    return person


def item(person: Person, area: str = "frame"):
    found = person.window.canvas.areas.items[area]
    assert found.area == person.graph.item(area), "it is drawn otherwise than it is"
    assert found.scenePos() == QPointF(*found.area.at)
    return found


def editor(person: Person) -> FrameEditor:
    found = person.window.view.editor
    assert isinstance(found, FrameEditor)
    return found


def write(person: Person, title: str, text: str = "", key: Qt.Key = Qt.Key.Key_Return) -> None:
    fields = editor(person)
    fields.title.selectAll()
    QTest.keyClicks(fields.title, title)
    if text:
        QTest.keyClick(fields.title, Qt.Key.Key_Tab)
        assert fields.text.hasFocus()
        QTest.keyClicks(fields.text, text)
    QTest.keyClick(QApplication.focusWidget(), key)
    person.settle()


def test_a_frame_is_drawn_behind_its_cards_with_its_title(row: Person) -> None:
    theme = row.window.theme
    frame = item(row)
    assert frame.zValue() < 0
    picture, view = row.picture(), row.window.view
    inside, outside = (picture.pixelColor(view.mapFromScene(QPointF(x, 280))) for x in (310, 290))
    assert inside.blue() > outside.blue() + 5
    ink = theme.color("text")
    assert any(row.color_near(QPointF(x, -42), ink, 1) for x in range(316, 380, 2))
    card = row.window.canvas.cards["a"]
    assert row.color_near(card.pos() + QPointF(150, 25), theme.color("card_head"))


def test_a_press_on_the_head_selects_the_frame_alone(row: Person) -> None:
    row.click(row.grab_head("x"))
    row.click(row.head_of("frame"))
    session = row.window.session
    assert (session.selected, session.selected_areas) == ((), ("frame",))
    assert item(row).selected
    assert row.color_near(QPointF(300, 100), row.window.theme.color("card_selected"))
    row.click(row.grab_head("a"))
    assert (session.selected, session.selected_areas) == (("a",), ())


def test_ctrl_adds_a_frame_to_what_is_selected(row: Person) -> None:
    row.click(row.grab_head("x"))
    row.click(row.head_of("frame"), CTRL)
    assert row.window.session.chosen == ("x", "frame")
    row.click(row.head_of("frame"), CTRL)
    assert row.window.session.chosen == ("x",)


def test_the_inside_of_a_frame_is_open_canvas(row: Person) -> None:
    """A rubber band drawn inside selects what it meets; the frame only if it holds all of it."""
    row.drag(row.on_area("frame", 0.03, 0.95), row.on_area("frame", 0.5, 0.7), NO_KEY)
    assert row.window.session.chosen == ("a",)
    start = row.on_area("frame", 0, 0) - QPoint(15, 15)
    row.drag(start, row.on_area("frame", 1, 1) + QPoint(15, 15), NO_KEY)
    assert row.window.session.chosen == ("a", "frame")
    assert row.undo_steps() == 2


def test_a_frame_takes_along_what_lies_in_it(row: Person) -> None:
    session = row.window.session
    session.edit("Note", lambda graph: add_note(graph, (320, 250), (100, 40), "in it")[0])
    session.edit("Note", lambda graph: add_note(graph, (900, 0), (100, 40), "not in it")[0])
    session.edit("Bend", bend, wire("a.output > y.input"), [(620, 200), (680, 150)])
    steps = row.undo_steps()
    start = row.head_of("frame")
    row.drag(start, start + QPoint(40, 72))
    graph = row.graph
    assert graph.frames["frame"].at == (340, 12)
    assert graph.cards["a"].at == (370, 72)
    assert graph.notes["note"].at == (360, 322)
    assert graph.notes["note_2"].at == (900, 0)
    assert graph.cards["x"].at == (0, 0)
    assert graph.cards["y"].at == (700, 0)
    assert graph.bends[wire("a.output > y.input")] == ((660, 272), (680, 150))
    assert row.undo_steps() == steps + 1
    for area in ("frame", "note"):
        item(row, area)
    row.key("Ctrl+Z")
    assert row.graph.cards["a"].at == (330, 0)
    assert row.graph.bends[wire("a.output > y.input")] == ((620, 200), (680, 150))


def test_while_it_is_dragged_all_of_it_follows(row: Person) -> None:
    start = row.head_of("frame")
    row.press(start)
    row.move(start + QPoint(25, 30), CTRL)
    row.move(start + QPoint(50, 60), CTRL)
    canvas = row.window.canvas
    assert canvas.areas.items["frame"].scenePos() == QPointF(350, 0)
    assert canvas.cards["a"].scenePos() == QPointF(380, 60)
    curve = canvas.wires[wire("x.output > a.input")].path
    assert curve.currentPosition() == canvas.cards["a"].socket_place("input", is_input=True)
    row.key("Esc")
    item(row)
    assert canvas.cards["a"].scenePos() == QPointF(330, 0)
    row.release(start)


def test_a_frame_in_a_frame_goes_along_and_is_taken_hold_of_alone(row: Person) -> None:
    session = row.window.session
    session.edit("Frame", lambda graph: add_frame(graph, (-40, -140), (1000, 500), "All")[0])
    row.settle()
    start = row.head_of("frame")
    row.drag(start, start + QPoint(0, 20))
    assert row.graph.frames["frame"].at == (300, -40)
    assert row.graph.frames["frame_2"].at == (-40, -140)
    start = row.head_of("frame_2")
    row.drag(start, start + QPoint(10, 0))
    assert row.graph.frames["frame"].at == (310, -40)
    assert row.graph.cards["y"].at == (710, 0)


@pytest.mark.parametrize(
    ("across", "down", "at", "size"),
    [
        (1, 0.7, (300, -60), (374, 360)),
        (0, 0.7, (334, -60), (306, 360)),
        (0.5, 1, (300, -60), (340, 386)),
        (0.5, 0, (300, -34), (340, 334)),
        (1, 1, (300, -60), (374, 386)),
        (0, 0, (334, -34), (306, 334)),
        (1, 0, (300, -34), (374, 334)),
        (0, 1, (334, -60), (306, 386)),
    ],
)
def test_edges_and_corners_draw_it_larger_and_smaller(row: Person, across, down, at, size) -> None:
    start = row.on_area("frame", across, down)
    steps = row.undo_steps()
    row.drag(start, start + QPoint(34, 26))
    frame = row.graph.frames["frame"]
    assert (frame.at, frame.size) == (at, size)
    assert row.graph.cards["a"].at == (330, 0), "what lies in it stays"
    assert row.undo_steps() == steps + 1
    item(row)


def test_edges_go_onto_the_grid_and_never_meet(row: Person) -> None:
    start = row.on_area("frame", 1, 1)
    row.drag(start, start + QPoint(33, 25), NO_KEY)
    frame = row.graph.frames["frame"]
    assert [edge % 8 for edge in (frame.at[0] + frame.size[0], frame.at[1] + frame.size[1])] == [
        0,
        0,
    ]
    start = row.on_area("frame", 0, 0)
    row.drag(start, start + QPoint(900, 900))
    frame = row.graph.frames["frame"]
    assert frame.size == (120, 72)
    row.key("Ctrl+Z")
    start = row.on_area("frame", 1, 1)
    row.press(start)
    row.move(start + QPoint(50, 50))
    row.key("Esc")
    row.release(start)
    assert item(row).area == row.graph.frames["frame"]


def test_the_mouse_shows_what_a_press_would_do(row: Person) -> None:
    def shape(place: QPoint) -> Qt.CursorShape:
        row.move(place)
        return row.viewport.cursor().shape()

    shapes = Qt.CursorShape
    assert shape(row.on_area("frame", 1, 0.8)) is shapes.SizeHorCursor
    assert shape(row.on_area("frame", 0.5, 1)) is shapes.SizeVerCursor
    assert shape(row.on_area("frame", 0, 0)) is shapes.SizeFDiagCursor
    assert shape(row.on_area("frame", 0, 1)) is shapes.SizeBDiagCursor
    assert shape(row.on_area("frame", 0.5, 0.9)) is shapes.ArrowCursor
    assert shape(row.on_area("frame", 1, 1) + QPoint(60, 60)) is shapes.ArrowCursor


def test_a_frame_is_put_round_what_is_selected(row: Person) -> None:
    row.key("Ctrl+A")
    row.click(row.head_of("frame"), CTRL)
    assert row.window.session.chosen == ("x", "a", "y")
    box = row.window.canvas.box_of("xay")
    row.key("Ctrl+Shift+F")
    write(row, "All of it", "from end to end")
    made = row.graph.frames["frame_2"]
    assert (made.title, made.text) == ("All of it", "from end to end")
    assert QRectF(*made.at, *made.size).contains(box)
    assert row.window.session.chosen == ("frame_2",)
    row.key("Ctrl+Z")
    assert row.graph.frames["frame_2"].title == ""
    row.key("Ctrl+Z")
    assert "frame_2" not in row.graph.frames


def test_with_nothing_selected_a_frame_comes_into_the_middle(person: Person) -> None:
    person.key("Ctrl+Shift+F")
    write(person, "Begin")
    middle = person.window.view.middle()
    frame = person.graph.frames["frame"]
    assert (QRectF(*frame.at, *frame.size).center() - middle).manhattanLength() < 4
    assert item(person).selected


@pytest.mark.parametrize("way", ["double click", "F2", "Return"])
def test_title_and_text_are_written_in_place(row: Person, way: str) -> None:
    steps = row.undo_steps()
    if way == "double click":
        row.double_click(row.head_of("frame"))
    else:
        row.click(row.head_of("frame"))
        row.key(way)
    assert editor(row).title.text() == "Encoder"
    assert editor(row).geometry().top() == pytest.approx(row.on_area("frame", 0, 0).y(), abs=6)
    write(row, "Up", "doubles it")
    frame = row.graph.frames["frame"]
    assert (frame.title, frame.text) == ("Up", "doubles it")
    assert row.undo_steps() == steps + 1
    assert row.window.view.editor is None
    assert row.window.view.hasFocus()


def test_escape_leaves_it_as_it_was_and_a_click_elsewhere_takes_it(row: Person) -> None:
    before = row.graph
    row.double_click(row.head_of("frame"))
    write(row, "Other", key=Qt.Key.Key_Escape)
    assert row.graph is before
    row.double_click(row.head_of("frame"))
    QTest.keyClicks(editor(row).title, "Other")
    row.click(row.on_area("frame", 0.5, 1) + QPoint(0, 60))
    assert row.graph.frames["frame"].title == "Other"


def test_letters_typed_into_a_title_are_no_keys_of_the_canvas(row: Person) -> None:
    row.double_click(row.head_of("frame"))
    write(row, "Full Nelson, 1 L")
    assert row.graph.frames["frame"].title == "Full Nelson, 1 L"
    assert not row.graph.notes


def test_delete_takes_the_frame_and_leaves_what_lies_in_it(row: Person) -> None:
    row.click(row.head_of("frame"))
    row.key("Del")
    assert not row.graph.frames
    assert set(row.graph.cards) == {"x", "a", "y"}
    assert not row.window.canvas.areas.items.shown
    row.key("Ctrl+Z")
    assert item(row).area.title == "Encoder"


def test_select_all_and_nudging_take_frames_too(row: Person) -> None:
    row.key("Ctrl+A")
    assert row.window.session.chosen == ("x", "a", "y", "frame")
    row.key("Right")
    assert row.graph.frames["frame"].at == (308, -60)
    assert row.graph.cards["a"].at == (338, 0), "what is selected and lies in it moves once"
    row.click(row.head_of("frame"))
    row.key("Down")
    assert row.graph.cards["a"].at == (338, 8)


def test_long_words_never_leave_the_frame(row: Person) -> None:
    long = "supercalifragilistic " * 12
    for enlarged in (1.0, 1.3, 1.6):
        for width in (40, 120, 200, 480, 2000):
            frame = Frame("f", long, long, (0, 0), (width, 100))
            title, text, beside = frame_words(frame, enlarged)
            title_width = text_width(title, round(14 * enlarged), bold=True)
            assert 16 + title_width <= width - 16 or not title
            assert not text or beside + text_width(text, round(12 * enlarged)) <= width - 16
            if title and text:
                assert 16 + title_width < beside
    frame = Frame("f", "Up", long, (0, 0), (480, 100))
    assert frame_words(frame)[1].endswith("…")


@pytest.mark.parametrize("scale", [0.6, 0.35, 0.12, 0.05])
def test_titles_can_be_read_at_every_scale(row: Person, scale: float) -> None:
    view = row.window.view
    view.zoom_from_middle(scale)
    view.centerOn(450, 100)
    picture = row.picture()
    corner = view.mapFromScene(QPointF(300, -60))
    ink = row.window.theme.color("text").lightnessF()
    rows = {
        y
        for x in range(corner.x(), corner.x() + 70)
        for y in range(corner.y() - 18, corner.y() + 24)
        if abs(picture.pixelColor(x, y).lightnessF() - ink) < 0.12
    }
    wide = 340 * scale
    assert len(rows) >= 7 if wide > 30 else True, "the title is not as high as letters one can read"


def test_frames_are_in_pictures(row: Person, tmp_path) -> None:
    path = tmp_path / "picture.svg"
    assert save_picture(row.window, path)
    assert "Encoder" in path.read_text()
    row.key("Ctrl+A")
    row.click(row.head_of("frame"), CTRL)
    row.key("Del")
    assert set(row.graph.cards) == set()
    path = tmp_path / "alone.png"
    assert save_picture(row.window, path), "a frame alone is something to draw"
    assert not QImage(str(path)).isNull()


def test_a_tip_says_all_of_what_is_written(row: Person) -> None:
    from layerdeck.editor.canvas.tips import tip_at  # noqa: PLC0415

    row.double_click(row.head_of("frame"))
    write(row, "Up", "and a long text " * 20)
    words = tip_at(row.window.canvas, QPointF(360, -42))
    assert words.startswith("Up\nand a long text")
    assert len(words) > 300


def test_tidying_up_keeps_cards_in_their_frame_and_fits_it_in_one_step(row: Person) -> None:
    session = row.window.session
    session.edit("Move", move, {"a": (380, 180), "y": (1500, 500)})
    session.edit("Note", lambda graph: add_note(graph, (320, 250), (100, 40), "in it")[0])
    steps = row.undo_steps()
    row.key("L")
    frame = row.window.canvas.contents.body("frame")
    for inner in ("a", "note"):
        assert frame.contains(row.window.canvas.contents.body(inner))
    for outer in ("x", "y"):
        assert not frame.intersects(row.window.canvas.contents.body(outer))
    item(row)
    assert row.undo_steps() == steps + 1
    before = row.graph
    row.key("L")
    assert row.graph == before
