"""The popup with a field and a list: keys, clicks, and what closes it."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from layerdeck.editor.popup import Popup
from layerdeck.editor.popup_lines import ROW, Line
from layerdeck.editor.window import Window
from making import network
from person import LEFT, Person

FRUIT = [Line(f"Fruit {number}", "Sort", data=number) for number in range(40)]


@pytest.fixture
def popup(window: Window) -> Popup:
    made = Popup(window.view, "Choose a fruit", window.theme)
    made.show_lines(FRUIT)
    made.open_at(QPoint(300, 200))
    return made


@pytest.fixture
def heard(popup: Popup) -> list[object]:
    """What the one who opened it hears."""
    told: list[object] = []
    popup.closed.connect(lambda: told.append("closed"))
    popup.chosen.connect(lambda line: told.append(line.data))
    popup.turned.connect(lambda: told.append("turned"))
    popup.typed.connect(told.append)
    return told


def press(popup: Popup, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(popup.field, key)


def test_arrows_and_pages_move_and_enter_chooses(popup: Popup, heard: list[object]) -> None:
    keys = Qt.Key
    assert popup.field.hasFocus()
    assert popup.current is FRUIT[0]
    press(popup, keys.Key_Up)
    assert popup.current is FRUIT[0]
    press(popup, keys.Key_Down, keys.Key_Down)
    assert popup.current is FRUIT[2]
    press(popup, keys.Key_PageDown)
    assert popup.current is FRUIT[2 + popup.list.viewport().height() // ROW - 1]
    press(popup, *[keys.Key_PageDown] * 9)
    assert popup.current is FRUIT[-1]
    assert popup.list.viewport().rect().contains(popup.list.visualRect(popup.list.currentIndex()))
    press(popup, keys.Key_PageUp, keys.Key_Return)
    assert heard == ["closed", 40 - popup.list.viewport().height() // ROW]
    assert not popup.isVisible()


def test_a_click_chooses_and_the_field_keeps_the_focus(popup: Popup, heard: list[object]) -> None:
    place = popup.list.visualRect(popup.list.model().index(3, 0)).center()
    QTest.mousePress(popup.list.viewport(), LEFT, pos=place)
    assert popup.field.hasFocus()
    QTest.mouseRelease(popup.list.viewport(), LEFT, pos=place)
    assert heard == ["closed", 3]


def test_escape_closes_and_gives_the_focus_back(
    popup: Popup, heard: list[object], person: Person
) -> None:
    press(popup, Qt.Key.Key_Escape)
    assert heard == ["closed"]
    assert person.window.view.hasFocus()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert person.window.findChild(Popup) is None


def test_a_press_elsewhere_closes(popup: Popup, heard: list[object], person: Person) -> None:
    person.click(QPoint(40, 40))
    assert heard == ["closed"]


def test_a_press_on_its_own_ground_does_nothing(
    popup: Popup, heard: list[object], person: Person
) -> None:
    person.open(network())
    person.window.session.select(["a"])
    QTest.mouseClick(popup.foot, LEFT)
    QTest.mouseClick(popup, LEFT, pos=QPoint(3, 3))
    assert heard == []
    assert person.window.session.selected == ("a",)


def test_letters_and_keys_of_the_canvas_belong_to_the_field(
    popup: Popup, heard: list[object], person: Person
) -> None:
    person.open(network())
    before = person.graph
    popup.field.setFocus()
    QTest.keyClicks(popup.field, "el")
    press(popup, Qt.Key.Key_Tab, Qt.Key.Key_Delete)
    assert popup.field.text() == "el"
    assert heard == ["e", "el", "turned"]
    assert person.graph is before


def test_the_first_line_that_is_not_dimmed_is_current(popup: Popup, heard: list[object]) -> None:
    popup.show_lines([Line("One", dimmed=True), Line("Two"), Line("Three")])
    assert popup.current == Line("Two")
    popup.show_lines([Line("One", dimmed=True, data=1)])
    press(popup, Qt.Key.Key_Return)
    assert heard == ["closed", 1], "what is dimmed may be chosen all the same"


def test_with_nothing_to_list_enter_does_nothing(popup: Popup, heard: list[object]) -> None:
    popup.show_lines([])
    assert popup.current is None
    press(popup, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert heard == []


@pytest.mark.parametrize("leftwards", [False, True])
@pytest.mark.parametrize("place", [(-50, -50), (300, 200), (5000, 5000)])
def test_it_lies_within_what_it_opens_in(
    person: Person, place: tuple[int, int], leftwards: bool
) -> None:
    view = person.window.view
    popup = Popup(view, "Choose", person.window.theme)
    popup.show_lines(FRUIT)
    popup.open_at(QPoint(*place), leftwards=leftwards)
    assert view.rect().contains(popup.geometry())
    if view.rect().contains(QPoint(*place)) and not leftwards:
        first = popup.list.visualRect(popup.list.model().index(0, 0))
        line = QRect(popup.list.viewport().mapTo(view, first.topLeft()), first.size())
        assert line.top() <= place[1] <= line.bottom(), "the first line is not at the place"


def test_what_is_wanted_stands_in_the_field_and_covers_no_letter(popup: Popup) -> None:
    popup.say("takes a Tensor", "Enter adds")
    typed = popup.field.textMargins().right()
    assert popup.head.isVisible()
    assert popup.field.width() - popup.head.x() <= typed + 8
    popup.say("", "Enter adds")
    assert not popup.head.isVisible()
    assert popup.field.textMargins().right() == 0


def test_lines_are_drawn_with_their_marks_notes_and_dimmed(popup: Popup, window: Window) -> None:
    theme = window.theme
    mark = theme.category("Convolution")
    bright = Line("Convolution", "Layers", mark)
    pictures = []
    for line in (bright, Line("Convolution", "", mark), Line("Convolution", "Layers", mark, True)):
        popup.show_lines([Line("First"), line])
        pictures.append(popup.list.viewport().grab(QRect(0, ROW, 300, ROW)).toImage())
    colours = [
        {picture.pixelColor(x, y).name() for x in range(300) for y in range(ROW)}
        for picture in pictures
    ]
    assert mark.name() in colours[0]
    assert pictures[0] != pictures[1], "the note is not drawn"
    assert theme.color("text").name() in colours[0]
    assert theme.color("text").name() not in colours[2], "what is dimmed looks like the rest"
