"""The inspector: facts, every port with its editor, documentation, and the card's name."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
)

from layerdeck.deck import load_catalogue
from layerdeck.editor.panels.documentation import about_card, about_port
from layerdeck.editor.panels.inspector import Inspector
from layerdeck.editor.theme import load_theme
from layerdeck.program import Facts, Field, Report
from making import ADD, CONV, HE, INPUT, OUTPUT, PARAMETER, card, graph
from person import Person

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def row(person: Person) -> Person:
    person.open(
        graph(
            card("x", INPUT, shape=[8, 8, 8, 1]),
            card("he", HE),
            card("a", CONV, filters=4, kernel_size=3),
            card("y", OUTPUT),
            wires=[
                "x.output > a.input",
                "he.initializer > a.kernel_initializer",
                "a.output > y.input",
            ],
        ),
        across=250,
    )
    return person


@pytest.fixture
def inspector(row: Person) -> Inspector:
    """The inspector with the convolution selected."""
    row.click(row.grab_head("a"))
    return row.window.inspector


def field(inspector: Inspector, port: str) -> QLineEdit:
    """The line of a port, clicked."""
    found = inspector.rows[port].editor
    assert isinstance(found, QLineEdit)
    QTest.mouseClick(found, LEFT)
    assert QApplication.focusWidget() is found
    return found


def resets(inspector: Inspector, port: str) -> list[QToolButton]:
    """The button that takes a value back, where it shows."""
    found = inspector.rows[port].findChildren(QToolButton)
    return [button for button in found if button.isVisible()]


def write(line: QLineEdit, text: str) -> None:
    line.selectAll()
    QTest.keyClicks(line, text)


def value(person: Person, port: str) -> object:
    return person.graph.cards["a"].values.get(port)


def test_it_shows_every_port_with_its_title_and_value(row: Person, inspector: Inspector) -> None:
    declared = row.window.session.deck[CONV]
    assert list(inspector.rows) == [port.id for port in declared.inputs]
    for port in declared.inputs:
        row_of_port = inspector.rows[port.id]
        assert row_of_port.editor.accessibleName() == port.title
        assert row_of_port.tip(100) == port.help
        assert row_of_port.tip(5) == str(port.type)
    assert inspector.title.text() == "Convolution 3D"
    assert inspector.path.text() == "keras.layers.Conv3D"
    assert inspector.rows["filters"].editor.text() == "4"
    assert inspector.rows["strides"].editor.text() == "1, 1, 1"
    assert inspector.rows["padding"].editor.currentText() == "Valid"
    assert inspector.rows["use_bias"].editor.isChecked()


def test_enter_takes_a_text_and_keeps_the_cursor_there(row: Person, inspector: Inspector) -> None:
    line = field(inspector, "filters")
    write(line, "16")
    assert value(row, "filters") == 4, "nothing is taken while one types"
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert value(row, "filters") == 16
    assert QApplication.focusWidget() is line
    assert row.window.canvas.cards["a"].layout.row("filters", is_input=True).text == "16"
    assert row.undo_steps() == 1


def test_tab_takes_a_text_and_goes_on(row: Person, inspector: Inspector) -> None:
    line = field(inspector, "filters")
    write(line, "16")
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert value(row, "filters") == 16
    assert QApplication.focusWidget() is inspector.rows["kernel_size"].editor


def test_escape_restores_the_text(row: Person, inspector: Inspector) -> None:
    before = row.graph
    line = field(inspector, "filters")
    write(line, "99")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert line.text() == "4"
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert row.graph is before


def test_wrong_text_is_marked_with_the_reason_and_changes_nothing(
    row: Person, inspector: Inspector
) -> None:
    before = row.graph
    line = field(inspector, "strides")
    write(line, "1, 2")
    QTest.keyClick(line, Qt.Key.Key_Return)
    reason = "Strides takes 3 values (depth, height, width), and got 2: 1, 2."
    assert line.property("refused") is True
    assert line.text() == "1, 2"
    assert line.toolTip() == reason
    assert row.window.status.currentMessage() == reason
    assert row.graph is before
    bad = row.window.theme.color("bad")
    assert line.grab().toImage().pixelColor(line.width() // 2, 0) == bad
    write(line, "2")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert value(row, "strides") == (2, 2, 2)
    assert not line.property("refused")
    assert line.text() == "2, 2, 2"


def test_a_choice_is_taken_at_once(row: Person, inspector: Inspector) -> None:
    box = inspector.rows["padding"].editor
    assert isinstance(box, QComboBox)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert value(row, "padding") == "same"
    box = inspector.rows["activation"].editor
    box.setFocus()
    QTest.keyClicks(box, "relu")
    assert value(row, "activation") == "relu"


def test_a_turn_of_the_wheel_changes_no_choice(row: Person, inspector: Inspector) -> None:
    before = row.graph
    box = inspector.rows["padding"].editor
    row.wheel_over(box, box.rect().center(), -3)
    assert row.graph is before


def test_a_tick_is_taken_at_once(row: Person, inspector: Inspector) -> None:
    box = inspector.rows["use_bias"].editor
    assert isinstance(box, QCheckBox)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert value(row, "use_bias") is False
    assert not box.isChecked()


def test_a_value_is_taken_back_to_its_default(row: Person, inspector: Inspector) -> None:
    line = field(inspector, "dilation_rate")
    assert resets(inspector, "dilation_rate") == []
    write(line, "2")
    QTest.keyClick(line, Qt.Key.Key_Return)
    (reset,) = resets(inspector, "dilation_rate")
    QTest.mouseClick(reset, LEFT)
    assert value(row, "dilation_rate") is None
    assert line.text() == "1, 1, 1"
    assert resets(inspector, "dilation_rate") == []


def test_a_wired_port_names_its_source_and_leads_there(row: Person, inspector: Inspector) -> None:
    pill = inspector.rows["kernel_initializer"].editor
    assert isinstance(pill, QPushButton)
    assert "he" in pill.text()
    QTest.mouseClick(pill, LEFT)
    assert row.window.session.selected == ("he",)
    assert inspector.title.text() == "He normal"


def test_a_wire_that_goes_gives_the_port_its_editor_back(row: Person, inspector: Inspector) -> None:
    row.key("Ctrl+A")
    row.click(row.grab_head("he"))
    row.key("Del")
    row.click(row.grab_head("a"))
    assert not isinstance(inspector.rows["kernel_initializer"].editor, QPushButton)
    row.key("Ctrl+Z")
    row.click(row.grab_head("a"))
    assert isinstance(inspector.rows["kernel_initializer"].editor, QPushButton)


def test_the_focused_port_is_explained(row: Person, inspector: Inspector) -> None:
    port = row.window.session.deck[CONV].input("dilation_rate")
    field(inspector, "dilation_rate")
    assert inspector.help.isVisible()
    assert port.title in inspector.help.text()
    assert port.help in inspector.help.text()
    assert str(port.type) in inspector.help.text()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert "Groups" in inspector.help.text()


def test_a_card_that_is_shown_for_the_first_time_is_explained_itself(person: Person) -> None:
    person.open(graph(card("a", CONV)))
    person.click(person.grab_head("a"))
    person.settle()
    help_ = person.window.inspector.help.text()
    assert person.window.session.deck[CONV].help in help_
    assert "Dilation rate" not in help_


def test_a_bypassed_card_says_that_it_is(row: Person, inspector: Inspector) -> None:
    row.key("B")
    row.settle()
    said = [label.text() for label in inspector.facts.findChildren(QLabel) if label.isVisible()]
    assert said == ["Bypassed", "the model is made without it"]


@pytest.mark.parametrize("port", ["padding", "use_bias"])
def test_a_choice_and_a_tick_are_explained_too(
    row: Person, inspector: Inspector, port: str
) -> None:
    field(inspector, "filters")
    inspector.rows[port].editor.setFocus(Qt.FocusReason.TabFocusReason)
    assert row.window.session.deck[CONV].input(port).help in inspector.help.text()


def rename(person: Person, name: str) -> None:
    line = person.window.inspector.name
    QTest.mouseClick(line, LEFT)
    write(line, name)
    QTest.keyClick(line, Qt.Key.Key_Return)
    person.settle()


def test_a_card_is_renamed_with_its_wires(row: Person, inspector: Inspector) -> None:
    rename(row, "encoder")
    assert "encoder" in row.graph.cards
    assert "a" not in row.graph.cards
    assert {found.target.card for found in row.graph.wires} == {"encoder", "y"}
    assert row.window.session.selected == ("encoder",)
    assert row.window.canvas.cards["encoder"].look.title == "encoder · Convolution 3D"
    assert QApplication.focusWidget() is inspector.name
    assert row.undo_steps() == 1


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("class", "“class” cannot name a card"),
        ("3d", "“3d” cannot name a card"),
        ("two words", "“two words” cannot name a card"),
        ("", "“” cannot name a card"),
        ("he", "There is a card called he already."),
    ],
)
def test_a_name_that_will_not_do_is_refused_in_words(
    row: Person, inspector: Inspector, name: str, said: str
) -> None:
    before = row.graph
    line = inspector.name
    QTest.mouseClick(line, LEFT)
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClicks(line, name)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert row.graph is before
    assert row.window.status.currentMessage().startswith(said)
    assert line.text() == "a"


def test_nothing_selected_shows_the_whole_model(row: Person) -> None:
    inspector = row.window.inspector
    assert inspector.title.text() == "made"
    assert inspector.path.text() == "the whole model"


def test_what_is_typed_is_taken_when_another_card_is_clicked(
    row: Person, inspector: Inspector
) -> None:
    write(field(inspector, "filters"), "24")
    row.click(row.grab_head("x"))
    assert value(row, "filters") == 24
    assert row.window.session.selected == ("x",)


def test_the_default_of_a_parameter_is_edited_as_its_type(person: Person) -> None:
    person.open(graph(card("p", PARAMETER, name="n", default=8)))
    person.click(person.grab_head("p"))
    inspector = person.window.inspector
    kind = inspector.rows["type"].editor
    kind.setFocus()
    QTest.keyClicks(kind, "bool")
    assert person.graph.cards["p"].values["type"] == "Boolean"
    assert isinstance(inspector.rows["default"].editor, QCheckBox)


def test_every_editor_lies_within_the_panel(row: Person, inspector: Inspector) -> None:
    for port, line in inspector.rows.items():
        right = line.editor.mapTo(inspector, line.editor.rect().topRight()).x()
        assert right < inspector.width(), f"the editor of {port} is cut off"
        assert line.tip(100) == line.port.help, f"the title of {port} is cut off"


@pytest.mark.parametrize(
    ("field", "figure", "word"),
    [((7,), "7", "steps"), ((3, 5), "3 × 5", "pixels"), ((3, 3, 9), "3 × 3 × 9", "voxels")],
)
def test_a_receptive_field_is_counted_in_what_the_data_is_made_of(
    row: Person, inspector: Inspector, field: tuple[int, ...], figure: str, word: str
) -> None:
    row.window.session.take_report(Report(0, {"a": Facts(fields=(Field("x", field),))}))
    [shown] = [label for label in inspector.facts.findChildren(QLabel) if label.text() == figure]
    assert shown.toolTip() == word


def test_a_field_moves_by_its_stride_and_is_told_for_each_input(
    row: Person, inspector: Inspector
) -> None:
    def shown() -> list[str]:
        return [each.text() for each in inspector.facts.findChildren(QLabel) if each.isVisible()]

    one = Field("x", (3, 3, 5), (2.0, 0.5, 4 / 3))
    row.window.session.take_report(Report(0, {"a": Facts(fields=(one,))}))
    assert shown()[-4:] == ["Receptive field", "3 × 3 × 5", "Field stride", "2 × 1/2 × 4/3"]
    two = Field("mask", (1, 1, 1), (1.0, 1.0, 1.0))
    row.window.session.take_report(Report(0, {"a": Facts(fields=(one, two, Field("lost")))}))
    assert shown()[-4:] == [
        "Field in x", "3 × 3 × 5, stride 2 × 1/2 × 4/3",
        "Field in mask", "1 × 1 × 1, stride 1 × 1 × 1",
    ]  # fmt: skip


def test_an_input_with_several_wires_names_the_first_of_its_sources(person: Person) -> None:
    person.open(
        graph(
            card("x", INPUT, shape=[4]),
            card("z", INPUT, shape=[4]),
            card("sum", ADD),
            wires=["x.output > sum.inputs", "z.output > sum.inputs"],
        )
    )
    person.window.session.select(["sum"])
    pill = person.window.inspector.rows["inputs"].editor
    assert pill.text() == "← x +1"
    QTest.mouseClick(pill, Qt.MouseButton.LeftButton)
    assert person.window.session.selected == ("x",)


def test_words_that_people_know_from_elsewhere_are_told() -> None:
    deck, theme = load_catalogue(), load_theme("night")

    about = about_card(deck["keras.layers.Add"], theme)
    shape = deck["keras.layers.Reshape"].input("target_shape")

    assert "Looking for Input A and Input B? Any number of tensors are wired to Inputs" in about
    assert shape and "Also known as Target reshape." in about_port(shape, theme)
