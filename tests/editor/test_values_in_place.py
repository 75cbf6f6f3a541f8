"""Values typed, chosen and ticked on the card itself."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QWidget

from making import CONV, INPUT, PARAMETER, card, graph
from person import Person


@pytest.fixture
def conv(person: Person) -> Person:
    """An Input and a convolution."""
    person.open(
        graph(card("x", INPUT, shape=[8, 8, 8, 1]), card("a", CONV, filters=4, kernel_size=3))
    )
    return person


def values(person: Person, card_id: str = "a") -> dict[str, object]:
    return dict(person.graph.cards[card_id].values)


def editor(person: Person) -> QWidget:
    """The editor that is open; it has the focus."""
    found = person.window.view.editor
    assert found is not None, "no editor is open"
    assert found is QApplication.focusWidget()
    return found


def line(person: Person) -> QLineEdit:
    found = editor(person)
    assert isinstance(found, QLineEdit)
    return found


def write(person: Person, text: str) -> None:
    line(person).selectAll()
    QTest.keyClicks(line(person), text)


def press(person: Person, key: Qt.Key) -> None:
    """Press a key where the focus is."""
    QTest.keyClick(QApplication.focusWidget(), key)
    person.settle()


def chip_box(person: Person, end: str):
    card_id, port = end.split(".")
    item = person.window.canvas.cards[card_id]
    chip = item.layout.row(port, is_input=True).chip
    return person.window.view.mapFromScene(item.mapRectToScene(chip)).boundingRect()


def test_enter_takes_the_text_and_closes(conv: Person) -> None:
    conv.type_value("a.filters", "16")
    assert values(conv)["filters"] == 16
    assert conv.window.view.editor is None
    assert QApplication.focusWidget() is conv.window.view
    assert conv.undo_steps() == 1


def test_tab_takes_the_text_and_goes_on_to_the_next_value(conv: Person) -> None:
    conv.click(conv.chip("a.filters"))
    write(conv, "16")
    press(conv, Qt.Key.Key_Tab)
    assert values(conv)["filters"] == 16
    assert line(conv).accessibleName() == "Kernel size of a"
    write(conv, "5")
    press(conv, Qt.Key.Key_Tab)
    assert values(conv)["kernel_size"] == (5, 5, 5)
    assert line(conv).accessibleName() == "Strides of a"
    press(conv, Qt.Key.Key_Tab)
    assert isinstance(editor(conv), QListWidget), "Tab did not reach the choice of Padding"
    press(conv, Qt.Key.Key_Down)
    press(conv, Qt.Key.Key_Tab)
    assert values(conv)["padding"] == "same"
    assert editor(conv).accessibleName() == "Activation of a"
    press(conv, Qt.Key.Key_Backtab)
    assert editor(conv).accessibleName() == "Padding of a"
    press(conv, Qt.Key.Key_Escape)
    assert conv.undo_steps() == 3


def test_escape_leaves_the_value_alone(conv: Person) -> None:
    before = conv.graph
    conv.click(conv.chip("a.filters"))
    write(conv, "99")
    press(conv, Qt.Key.Key_Escape)
    assert conv.graph is before
    assert conv.window.view.editor is None


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_wrong_text_stays_open_and_says_why(conv: Person, key: Qt.Key) -> None:
    before = conv.graph
    conv.click(conv.chip("a.filters"))
    write(conv, "many")
    press(conv, key)
    assert line(conv).text() == "many"
    assert line(conv).property("refused") is True
    assert conv.hint is not None
    assert conv.hint.text() == "Filters takes a whole number, and got “many”."
    assert not conv.hint.geometry().intersects(line(conv).geometry())
    assert conv.viewport.geometry().contains(conv.hint.geometry())
    assert conv.graph is before
    write(conv, "0")
    press(conv, key)
    assert conv.hint is not None
    assert conv.hint.text() == "Filters must be at least 1, and got 0."
    write(conv, "7")
    press(conv, key)
    assert values(conv)["filters"] == 7
    assert conv.hint is None or not conv.hint.property("refusal"), "it is still refused"


def test_one_number_in_a_list_of_three_stands_for_each(conv: Person) -> None:
    conv.type_value("a.strides", "2")
    assert values(conv)["strides"] == (2, 2, 2)
    conv.type_value("a.strides", "1, 2 3")
    assert values(conv)["strides"] == (1, 2, 3)
    conv.click(conv.chip("a.strides"))
    write(conv, "1, 2")
    press(conv, Qt.Key.Key_Return)
    assert conv.hint is not None
    assert conv.hint.text() == "Strides takes 3 values (depth, height, width), and got 2: 1, 2."


def test_a_click_elsewhere_takes_the_text(conv: Person) -> None:
    conv.click(conv.chip("a.filters"))
    write(conv, "12")
    conv.click(QPoint(40, 40))
    assert values(conv)["filters"] == 12
    assert conv.window.view.editor is None


def test_a_click_on_another_value_takes_the_text_and_opens_that(conv: Person) -> None:
    conv.click(conv.chip("a.filters"))
    write(conv, "12")
    conv.click(conv.chip("a.strides"))
    assert values(conv)["filters"] == 12
    assert line(conv).accessibleName() == "Strides of a"


def test_a_click_in_another_panel_takes_the_text(conv: Person) -> None:
    conv.click(conv.chip("a.filters"))
    write(conv, "12")
    QTest.mouseClick(conv.window.deck.search, Qt.MouseButton.LeftButton)
    assert values(conv)["filters"] == 12
    assert conv.window.view.editor is None
    assert QApplication.focusWidget() is conv.window.deck.search


def test_a_click_elsewhere_lets_go_of_wrong_text(conv: Person) -> None:
    before = conv.graph
    conv.click(conv.chip("a.filters"))
    write(conv, "many")
    conv.click(QPoint(40, 40))
    assert conv.graph is before
    assert conv.window.view.editor is None
    assert conv.hint is None


def test_a_choice_is_taken_by_mouse_at_once(conv: Person) -> None:
    conv.choose("a.padding", "Same")
    assert values(conv)["padding"] == "same"
    assert conv.window.view.editor is None
    conv.choose("a.padding", "Valid")
    assert "padding" not in values(conv), "a value at its default is not kept"


def test_a_choice_by_keys(conv: Person) -> None:
    conv.click(conv.chip("a.activation"))
    choices = editor(conv)
    assert isinstance(choices, QListWidget)
    assert choices.currentItem().text() == "none"
    QTest.keyClicks(choices, "elu")
    assert choices.currentItem().text() == "ELU"
    press(conv, Qt.Key.Key_Up)
    press(conv, Qt.Key.Key_Down)
    assert choices.currentItem().text() == "ELU"
    press(conv, Qt.Key.Key_Return)
    assert values(conv)["activation"] == "elu"
    assert conv.window.view.editor is None


def test_escape_leaves_a_choice_alone(conv: Person) -> None:
    before = conv.graph
    conv.click(conv.chip("a.activation"))
    press(conv, Qt.Key.Key_Down)
    press(conv, Qt.Key.Key_Escape)
    assert conv.graph is before
    assert conv.window.view.editor is None


@pytest.mark.parametrize("letter", ["l", "f", "e", "Del"])
def test_what_is_typed_into_a_choice_is_no_key_of_the_canvas(conv: Person, letter: str) -> None:
    """L would tidy up, F would fit, E would open the inputs, and Delete would delete the card."""
    before, scale = conv.graph, conv.window.view.scale_factor
    rows = len(conv.window.canvas.cards["a"].layout.rows)
    conv.click(conv.chip("a.activation"))
    QTest.keySequence(editor(conv), letter)
    conv.settle()
    assert conv.window.view.editor is not None, "the list was closed"
    assert conv.graph is before
    assert conv.window.view.scale_factor == scale
    assert len(conv.window.canvas.cards["a"].layout.rows) == rows


def test_the_list_of_choices_lies_in_the_canvas(conv: Person) -> None:
    conv.click(conv.chip("a.activation"))
    choices = editor(conv)
    assert conv.viewport.rect().contains(choices.geometry())
    assert not choices.geometry().intersects(chip_box(conv, "a.activation"))


def test_a_tick_box_acts_at_once(conv: Person) -> None:
    conv.open_inputs("a")
    conv.click(conv.chip("a.use_bias"))
    assert values(conv)["use_bias"] is False
    assert conv.window.view.editor is None
    conv.click(conv.chip("a.use_bias"))
    assert "use_bias" not in values(conv)


@pytest.mark.parametrize("scale", [0.5, 2.0])
def test_the_editor_lies_over_its_value_at_any_scale(conv: Person, scale: float) -> None:
    view = conv.window.view
    view.zoom_from_middle(scale)
    view.centerOn(conv.window.canvas.cards["a"])
    conv.click(conv.chip("a.filters"))
    assert line(conv).geometry().contains(chip_box(conv, "a.filters"))
    assert abs(line(conv).geometry().center().y() - chip_box(conv, "a.filters").center().y()) <= 1
    write(conv, "32")
    press(conv, Qt.Key.Key_Return)
    assert values(conv)["filters"] == 32
    conv.choose("a.padding", "Same")
    assert values(conv)["padding"] == "same"


def test_the_editor_stays_over_its_value_while_one_looks_around(conv: Person) -> None:
    conv.click(conv.chip("a.filters"))
    write(conv, "64")
    conv.wheel(QPoint(500, 300), 2)
    assert line(conv).text() == "64"
    assert line(conv).geometry().contains(chip_box(conv, "a.filters"))
    bar = conv.window.view.horizontalScrollBar()
    bar.setValue(bar.value() + 70)
    conv.settle()
    assert line(conv).geometry().contains(chip_box(conv, "a.filters"))
    conv.key("Ctrl+1")
    press(conv, Qt.Key.Key_Return)
    assert values(conv)["filters"] == 64


def test_undo_while_an_editor_is_open(conv: Person) -> None:
    conv.type_value("a.strides", "2")
    conv.click(conv.chip("a.filters"))
    conv.tool("Undo")
    assert "strides" not in values(conv)
    assert conv.window.view.editor is None or line(conv).geometry().contains(
        chip_box(conv, "a.filters")
    )
    assert values(conv)["filters"] == 4


def test_undo_of_the_card_whose_editor_is_open(person: Person) -> None:
    person.drag_from_deck("Convolution 3D", (300, 60))
    person.click(person.chip("conv3d.filters"))
    person.tool("Undo")
    assert not person.graph.cards
    assert person.window.view.editor is None
    person.tool("Redo")
    person.type_value("conv3d.filters", "5")
    assert values(person, "conv3d")["filters"] == 5


def test_undo_in_the_text_takes_back_letters(conv: Person) -> None:
    conv.type_value("a.strides", "2")
    conv.click(conv.chip("a.filters"))
    write(conv, "99")
    QTest.keySequence(line(conv), "Ctrl+Z")
    assert line(conv).text() != "99"
    assert values(conv)["strides"] == (2, 2, 2)


def test_saving_takes_what_is_being_typed(conv: Person, tmp_path) -> None:
    path = tmp_path / "typed.layerdeck"
    assert conv.window.files.save_to(path)
    conv.click(conv.chip("a.filters"))
    write(conv, "21")
    QTest.keySequence(line(conv), "Ctrl+S")
    assert values(conv)["filters"] == 21
    assert '"filters": 21' in path.read_text()
    assert not conv.window.isWindowModified()


def test_the_value_of_a_parameter_follows_its_type(person: Person) -> None:
    person.open(graph(card("p", PARAMETER, name="n", default=8)))
    assert values(person, "p")["default"] == 8
    person.type_value("p.default", "16")
    person.choose("p.type", "List of integer")
    person.type_value("p.default", "1, 2, 3")
    assert values(person, "p")["default"] == (1, 2, 3)
    person.choose("p.type", "Boolean")
    item = person.window.canvas.cards["p"]
    row = item.layout.row("default", is_input=True)
    assert row.is_tick
    person.click(person.chip("p.default"))
    assert values(person, "p")["default"] in (True, False)
    person.choose("p.type", "String")
    person.type_value("p.default", "same")
    assert values(person, "p")["default"] == "same"
    while person.window.session.document.undo_label:
        person.key("Ctrl+Z")
    assert values(person, "p")["default"] == 8


def test_double_click_on_a_value_opens_one_editor(conv: Person) -> None:
    place = conv.chip("a.filters")
    conv.click(place)
    # The second click meets the editor, which lies there by now.
    QTest.mouseDClick(line(conv), Qt.MouseButton.LeftButton, pos=line(conv).rect().center())
    conv.settle()
    found = [child for child in conv.viewport.findChildren(QLineEdit) if child.isVisible()]
    assert found == [line(conv)]
    assert line(conv).selectedText() == "4"


def test_a_drag_from_a_value_opens_nothing_and_moves_nothing(conv: Person) -> None:
    before = conv.graph
    conv.drag_wire(conv.chip("a.filters"), QPoint(60, 500))
    assert conv.window.view.editor is None
    assert conv.graph is before
