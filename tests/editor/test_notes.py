"""Notes: made, written, drawn without ever overflowing, moved, resized, deleted."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from layerdeck.editor.canvas.area_editor import NoteEditor
from layerdeck.editor.canvas.area_layout import NOTE_PAD, fitting_lines, line_height, note_height
from layerdeck.editor.exporting.picture import save_picture
from layerdeck.editor.fonts import text_width
from layerdeck.graph import Note
from layerdeck.graph.areas import add_note
from layerdeck.graph.edits import move
from layerdeck.graph.merging import with_note
from making import network
from person import Person

CTRL = Qt.KeyboardModifier.ControlModifier
PROSE = "The encoder halves the volume three times, and the decoder doubles it again. " * 3


@pytest.fixture
def row(person: Person) -> Person:
    """An Input, a convolution and an Output in a row, and a note below them."""
    person.open(network())
    session = person.window.session
    session.edit("Move", move, {"x": (0, 0), "a": (330, 0), "y": (700, 0)})
    session.edit("Note", lambda graph: add_note(graph, (40, 280), (232, 96), "Mind this")[0])
    person.window.view.centerOn(400, 150)
    person.settle()
    return person


def item(person: Person, area: str = "note"):
    found = person.window.canvas.areas.items[area]
    assert found.area == person.graph.item(area), "it is drawn otherwise than it is"
    assert found.scenePos() == QPointF(*found.area.at)
    return found


def editor(person: Person) -> NoteEditor:
    found = person.window.view.editor
    assert isinstance(found, NoteEditor)
    return found


def test_n_adds_a_note_in_the_middle_and_writes_in_it(person: Person) -> None:
    person.key("N")
    assert set(person.graph.notes) == {"note"}
    assert person.window.session.chosen == ("note",)
    QTest.keyClicks(editor(person), "First line")
    QTest.keyClick(editor(person), Qt.Key.Key_Return)
    QTest.keyClicks(editor(person), "N, L, F and 2nd line")
    QTest.keyClick(editor(person), Qt.Key.Key_Return, CTRL)
    person.settle()
    note = person.graph.notes["note"]
    assert note.text == "First line\nN, L, F and 2nd line"
    assert set(person.graph.notes) == {"note"}, "letters typed are no keys of the canvas"
    assert fitting_lines(note, 12) == ("First line", "N, L, F and 2nd line")
    body = person.window.canvas.contents.body("note")
    assert person.color_near(body.center() + QPointF(0, 30), person.window.theme.color("note"))
    assert person.undo_steps() == 2
    person.key("Ctrl+Z")
    assert person.graph.notes["note"].text == ""
    person.key("Ctrl+Z")
    assert not person.graph.notes


def test_a_new_note_lies_on_no_card(row: Person) -> None:
    row.window.view.centerOn(row.window.canvas.cards["a"].body().center())
    row.key("N")
    QTest.keyClick(editor(row), Qt.Key.Key_Escape)
    bodies = [row.window.canvas.contents.body(key) for key in row.graph.cards]
    made = row.window.canvas.contents.body("note_2")
    assert not any(made.intersects(body) for body in bodies)


def test_a_note_grows_with_what_is_written_in_one_step(row: Person) -> None:
    steps = row.undo_steps()
    row.double_click(row.on_area("note"))
    small = editor(row).height()
    editor(row).selectAll()
    QTest.keyClicks(editor(row), PROSE)
    row.settle()
    assert editor(row).height() > small
    QTest.keyClick(editor(row), Qt.Key.Key_Return, CTRL)
    row.settle()
    note = row.graph.notes["note"]
    assert note.size == (232, note_height(PROSE, 232))
    assert " ".join(fitting_lines(note, 12)) == PROSE.strip()
    assert row.undo_steps() == steps + 1
    item(row)


@pytest.mark.parametrize("way", ["double click", "F2", "Enter", "Return"])
def test_a_note_is_opened_by_mouse_and_by_key_and_escape_takes_it(row: Person, way: str) -> None:
    before = row.graph.notes["note"].text
    if way == "double click":
        row.double_click(row.on_area("note"))
    else:
        row.click(row.on_area("note"))
        row.key(way)
    QTest.keyClicks(editor(row), "something else")
    QTest.keyClick(editor(row), Qt.Key.Key_Escape)
    assert row.graph.notes["note"].text == "something else"
    assert row.window.view.editor is None
    assert row.window.view.hasFocus()
    row.key("Ctrl+Z")
    assert row.graph.notes["note"].text == before


def test_a_click_elsewhere_takes_what_was_written(row: Person) -> None:
    row.double_click(row.on_area("note"))
    QTest.keyClicks(editor(row), "Other words")
    row.click(row.grab_head("y"))
    assert row.graph.notes["note"].text == "Other words"
    assert row.window.session.chosen == ("y",)


def test_a_note_is_dragged_from_anywhere_alone_and_with_cards(row: Person) -> None:
    start = row.on_area("note", 0.5, 0.8)
    row.drag(start, start + QPoint(60, 20))
    assert row.graph.notes["note"].at == (100, 300)
    item(row)
    row.click(row.grab_head("x"))
    row.click(row.on_area("note"), CTRL)
    row.move_card("x", 10, 30)
    assert row.graph.notes["note"].at == (110, 330)
    assert row.graph.cards["x"].at == (10, 30)
    assert row.graph.cards["a"].at == (330, 0)


def test_corners_draw_it_larger(row: Person) -> None:
    start = row.on_area("note", 1, 1)
    row.drag(start, start + QPoint(48, 24))
    assert row.graph.notes["note"].size == (280, 120)
    start = row.on_area("note", 0, 0)
    row.drag(start, start + QPoint(900, 900))
    note = row.graph.notes["note"]
    assert note.size == (96, 48), "it stays large enough to be taken hold of"


def test_rubber_band_select_all_nudge_and_delete(row: Person) -> None:
    row.drag(row.on_area("note", 1, 1) + QPoint(30, 30), row.on_area("note", 0.9, 0.9))
    assert row.window.session.chosen == ("note",)
    row.key("Left")
    assert row.graph.notes["note"].at == (32, 280)
    row.key("Ctrl+A")
    row.key("Del")
    assert (dict(row.graph.cards), dict(row.graph.notes)) == ({}, {})
    assert not row.window.canvas.areas.items.shown
    row.key("Ctrl+Z")
    assert item(row).area.text == "Mind this"


@pytest.mark.parametrize("text", [PROSE, "x" * 300, "a\n\n\nb\nc\nd\ne\nf", "", "one", "\n" * 9])
@pytest.mark.parametrize("size", [(96, 48), (232, 96), (150, 60), (600, 400)])
@pytest.mark.parametrize("letters", [12, 20])
def test_text_never_leaves_the_note(text: str, size: tuple[float, float], letters: int) -> None:
    note = Note("n", text, (0, 0), size)
    lines = fitting_lines(note, letters)
    assert all(text_width(line, letters) <= size[0] - 2 * NOTE_PAD + 0.01 for line in lines)
    assert len(lines) <= 1 or len(lines) * line_height(letters) <= size[1] - 2 * NOTE_PAD
    shown = "".join(lines)
    if len(shown.replace(" ", "")) < len("".join(text.split())):
        assert lines[-1].endswith("…"), "what is missing is not told"


def test_what_is_drawn_stays_inside(row: Person) -> None:
    """The pixels round a note that is too small for its text are those of the bare canvas."""
    session = row.window.session
    session.edit("Note", lambda graph: add_note(graph, (500, 290), (104, 52), PROSE)[0])
    row.settle()
    view = row.window.view
    for scale in (1.0, 0.5, 0.3):
        view.zoom_from_middle(scale / view.scale_factor)
        row.settle()
        session.select([])
        with_note = row.picture()
        corner = view.mapFromScene(QPointF(500, 290))
        end = view.mapFromScene(QPointF(604, 342))
        session.edit("Delete", lambda graph: graph.with_(notes={"note": graph.notes["note"]}))
        without = row.picture()
        row.key("Ctrl+Z")
        for x in range(corner.x() - 40, end.x() + 40, 2):
            for y in range(corner.y() - 30, end.y() + 30, 2):
                if corner.x() - 3 <= x <= end.x() + 3 and corner.y() - 3 <= y <= end.y() + 3:
                    continue
                assert with_note.pixelColor(x, y) == without.pixelColor(x, y), (x, y, scale)


@pytest.mark.parametrize("scale", [1.0, 0.3, 0.1])
def test_notes_are_seen_near_and_from_afar(row: Person, scale: float) -> None:
    row.window.view.zoom_from_middle(scale)
    row.window.view.centerOn(300, 200)
    place = QPointF(40 + 8, 280 + 48)
    assert row.color_near(place, row.window.theme.color("note"), 1)


def test_notes_are_in_pictures(row: Person, tmp_path) -> None:
    path = tmp_path / "picture.svg"
    assert save_picture(row.window, path)
    assert "Mind this" in path.read_text()


@pytest.mark.parametrize("theme", ["night", "paper"])
def test_what_a_merge_left_is_a_problem_that_leads_to_its_note(person: Person, theme: str) -> None:
    person.window.choose_theme(theme)
    person.open(with_note(network(), ["a.filters: base 1, ours 2, theirs 3"]))
    person.show_tab("Problems")
    tree = person.window.problems.tree
    (line,) = tree.findItems("note", Qt.MatchFlag.MatchExactly)
    assert line.text(1).startswith("A merge left conflicts")
    person.window.view.resetTransform()
    person.window.view.scale(0.08, 0.08)
    person.settle()
    above = QPointF(*person.graph.notes["note"].at) + QPointF(4, -9) / 0.08
    assert person.color_near(above, person.window.theme.color("warn"), 6), "it is seen from afar"

    place = tree.visualItemRect(line).center()
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    person.settle()
    assert person.window.session.chosen == ("note",)
    assert person.window.view.scale_factor == 1.0
    person.window.view.setFocus()
    person.key("Del")
    assert not tree.findItems("note", Qt.MatchFlag.MatchExactly)
    person.key("Ctrl+Z")
    assert tree.findItems("note", Qt.MatchFlag.MatchExactly)
