"""Several cards in the inspector: what they share is edited at once, and undone at once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton

from layerdeck.deck import Kind, Port
from layerdeck.editor.panels.inspector import Inspector
from layerdeck.editor.panels.shared_ports import SEVERAL, common_port, shared_ports
from layerdeck.editor.panels.totals import Totals, totals_of
from layerdeck.graph import End
from layerdeck.graph.edits import connect
from layerdeck.program import Facts, Report
from making import CALL, CONV, DECK, DENSE, HE, INPUT, OUTPUT, TIME, UP, card, graph
from person import Person

LEFT = Qt.MouseButton.LeftButton
CONV_2D = "keras.layers.Conv2D"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def row(person: Person) -> Person:
    """Three convolutions; `b` has other strides, a wired initializer and no bias."""
    person.open(
        graph(
            card("he", HE),
            card("x", INPUT, shape=[8, 8, 8, 1]),
            card("a", CONV, filters=4, kernel_size=3),
            card("b", CONV, filters=8, kernel_size=3, strides=2, use_bias=False),
            card("c", UP, filters=4, kernel_size=3, padding="same"),
            card("y", OUTPUT),
            wires=["x.output > a.input", "a.output > b.input", "b.output > c.input",
                   "c.output > y.input", "he.initializer > b.kernel_initializer"],
        ),
        across=250,
    )  # fmt: skip
    return person


@pytest.fixture
def many(row: Person) -> Inspector:
    """The inspector with `a`, `b` and `c` selected by clicks."""
    row.window.view.fit()
    row.click(row.grab_head("a"))
    row.click(row.grab_head("b"), CTRL)
    row.click(row.grab_head("c"), CTRL)
    assert row.window.session.selected == ("a", "b", "c")
    return row.window.inspector


def line(inspector: Inspector, port: str) -> QLineEdit:
    found = inspector.rows[port].editor
    assert isinstance(found, QLineEdit)
    return found


def write(found: QLineEdit, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    QTest.mouseClick(found, LEFT)
    found.selectAll()
    QTest.keyClicks(found, text)
    QTest.keyClick(found, key)


def values(person: Person, port: str) -> list[object]:
    return [person.graph.cards[name].values.get(port) for name in "abc"]


def test_the_head_says_how_many_of_what(row: Person, many: Inspector) -> None:
    assert many.title.text() == "3 cards selected"
    assert many.path.text() == "2 × Convolution 3D, 1 × Transposed convolution 3D"
    assert not many.name.isVisible()


def test_the_inputs_that_all_have_show_and_no_others(row: Person, many: Inspector) -> None:
    session = row.window.session
    kinds = [session.deck[CONV].inputs, session.deck[UP].inputs]
    ours, theirs = ({port.id for port in kind} for kind in kinds)
    assert set(many.rows) == ours & theirs
    assert "output_padding" in theirs - ours
    row.click(row.grab_head("he"), CTRL)
    assert list(many.rows) == []


def test_a_common_value_shows_and_others_are_told_to_differ(row: Person, many: Inspector) -> None:
    assert line(many, "kernel_size").text() == "3, 3, 3"
    assert (line(many, "filters").text(), line(many, "filters").placeholderText()) == (
        "",
        "several values",
    )
    bias = many.rows["use_bias"].editor
    assert isinstance(bias, QCheckBox)
    assert bias.checkState() is Qt.CheckState.PartiallyChecked
    padding = many.rows["padding"].editor
    assert isinstance(padding, QComboBox)
    assert (padding.currentIndex(), padding.placeholderText()) == (-1, "several values")
    trainable = many.rows["trainable"].editor
    assert isinstance(trainable, QCheckBox)
    assert trainable.checkState() is Qt.CheckState.Checked


def test_the_words_for_several_are_drawn_faint_in_a_choice(row: Person, many: Inspector) -> None:
    theme = row.window.theme
    text, back = theme.color("text").lightness(), theme.color("field").lightness()

    def strongest(port: str) -> float:
        box = many.rows[port].editor
        picture = box.grab().toImage()
        inked = [
            abs(picture.pixelColor(x, y).lightness() - back)
            for x in range(8, box.width() - 30)
            for y in range(6, box.height() - 6)
        ]
        return max(inked) / abs(text - back)

    assert 0.2 < strongest("padding") < 0.7 < strongest("dtype")


def test_a_value_is_given_to_all_in_one_step(row: Person, many: Inspector) -> None:
    before = row.undo_steps()
    write(line(many, "filters"), "16")
    assert values(row, "filters") == [16, 16, 16]
    assert row.window.session.document.undo_label == "Set filters of 3 cards"
    assert row.undo_steps() == before + 1
    assert line(many, "filters").text() == "16"
    row.key("Ctrl+Z")
    assert values(row, "filters") == [4, 8, 4]
    assert line(many, "filters").text() == ""


def test_a_tick_in_between_is_set_by_the_first_click(row: Person, many: Inspector) -> None:
    box = many.rows["use_bias"].editor
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert values(row, "use_bias") == [None, None, None], "on is the default of all"
    assert box.checkState() is Qt.CheckState.Checked
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert values(row, "use_bias") == [False, False, False]
    assert box.checkState() is Qt.CheckState.Unchecked, "it is in between no more"


def test_a_choice_is_taken_by_all(row: Person, many: Inspector) -> None:
    box = many.rows["padding"].editor
    box.setFocus()
    QTest.keyClicks(box, "same")
    assert values(row, "padding") == ["same", "same", "same"]
    assert box.currentText() == "Same"


def test_reset_takes_all_back_in_one_step(row: Person, many: Inspector) -> None:
    (reset,) = [
        button
        for button in many.rows["strides"].children()
        if button.objectName() == "clear" and button.isVisible()
    ]
    QTest.mouseClick(reset, LEFT)
    assert values(row, "strides") == [None, None, None]
    assert row.window.session.document.undo_label == "Reset strides of 3 cards"
    assert line(many, "strides").text() == "1, 1, 1"
    assert not reset.isVisible()


def test_an_empty_text_that_nobody_typed_gives_nothing(row: Person, many: Inspector) -> None:
    before = row.graph
    QTest.mouseClick(line(many, "filters"), LEFT)
    QTest.keyClick(line(many, "filters"), Qt.Key.Key_Return)
    QTest.keyClick(line(many, "filters"), Qt.Key.Key_Tab)
    assert row.graph is before


def test_escape_shows_again_that_they_differ(row: Person, many: Inspector) -> None:
    write(line(many, "filters"), "99", Qt.Key.Key_Escape)
    assert line(many, "filters").text() == ""
    assert values(row, "filters") == [4, 8, 4]


def test_wires_are_told_and_left_alone(row: Person, many: Inspector) -> None:
    found = many.rows["kernel_initializer"]
    assert found.note == "wired in 1 of 3"
    box = found.editor
    assert isinstance(box, QComboBox)
    assert box.currentText() == "Glorot uniform"
    box.setFocus()
    QTest.keyClicks(box, "he n")
    assert values(row, "kernel_initializer") == ["he_normal", None, "he_normal"]
    assert row.window.session.document.undo_label == "Set kernel initializer of 2 cards"
    tensors = many.rows["input"].editor
    assert isinstance(tensors, QLabel)
    assert tensors.text() == "wired in all 3"


def test_one_source_of_all_is_named_and_leads_there(row: Person, many: Inspector) -> None:
    session = row.window.session
    ends = End("he", "initializer"), End("a", "kernel_initializer")
    assert session.edit("Connect", connect, session.deck, *ends) == ""
    row.window.session.select(["a", "b"])
    pill = many.rows["kernel_initializer"].editor
    assert isinstance(pill, QPushButton)
    assert pill.text() == "← he"
    QTest.mouseClick(pill, LEFT)
    assert row.window.session.selected == ("he",)


def test_a_value_that_one_card_refuses_is_given_to_none(person: Person) -> None:
    person.open(
        graph(card("a", CONV, filters=4, kernel_size=3), card("b", CONV_2D, filters=4),
              card("c", CONV_2D, filters=4))
    )  # fmt: skip
    person.window.session.select(["a", "b", "c"])
    inspector = person.window.inspector
    kernel = line(inspector, "kernel_size")
    before = person.graph
    write(kernel, "2, 3")
    assert person.graph is before
    reason = "Kernel size takes 3 values (depth, height, width), and got 2: 2, 3."
    assert kernel.property("refused") is True
    assert kernel.toolTip() == reason
    assert person.window.status.currentMessage() == reason
    assert kernel.text() == "2, 3", "what was typed is not lost"
    write(kernel, "5")
    assert not kernel.property("refused")
    assert values(person, "kernel_size") == [(5, 5, 5), (5, 5), (5, 5)]
    assert kernel.text() == "5"


def test_what_is_typed_goes_to_the_cards_it_was_typed_for(row: Person, many: Inspector) -> None:
    found = line(many, "filters")
    QTest.mouseClick(found, LEFT)
    QTest.keyClicks(found, "24")
    row.window.session.select(["a"])
    assert values(row, "filters") == [24, 24, 24]
    found = line(many, "filters")
    QTest.mouseClick(found, LEFT)
    found.selectAll()
    QTest.keyClicks(found, "12")
    row.window.session.select(["b"])
    assert values(row, "filters") == [12, 24, 24]
    assert line(many, "filters").text() == "24"


def test_what_was_refused_does_not_go_along_to_another_card(row: Person, many: Inspector) -> None:
    row.window.session.select(["a"])
    write(line(many, "filters"), "many")
    assert line(many, "filters").property("refused") is True
    row.window.session.select(["b"])
    assert line(many, "filters").text() == "8"
    assert not line(many, "filters").property("refused")
    assert values(row, "filters") == [4, 8, 4]


def test_the_focused_input_of_several_is_explained(row: Person, many: Inspector) -> None:
    QTest.mouseClick(line(many, "dilation_rate"), LEFT)
    assert QApplication.focusWidget() is line(many, "dilation_rate")
    assert "Dilation rate" in many.help.text()
    row.click(row.grab_head("x"))
    assert "Dilation rate" not in many.help.text()


def test_the_totals_of_the_selection(row: Person, many: Inspector) -> None:
    facts = {
        name: Facts((None, 8, 8), (), "float32", size, size - 1, 10 * size, 100 * size)
        for name, size in zip("xabc", (1, 20, 300, 4000), strict=True)
    }
    row.window.session.take_report(Report(0, facts))
    labels = [label.text() for label in many.facts.findChildren(QLabel) if label.isVisible()]
    assert labels == [
        "Parameters", "4,320", "Trainable", "4,317", "Activations", "43.2 kB / sample",
        "Multiply-adds", "432 k",
    ]  # fmt: skip


def test_all_rows_stand_in_two_columns(row: Person, many: Inspector) -> None:
    rows = many.rows.values()
    lefts = {found.editor.mapTo(many, found.editor.rect().topLeft()).x() for found in rows}
    boxes = {found.editor for found in rows if isinstance(found.editor, QCheckBox)}
    rights = {
        found.editor.mapTo(many, found.editor.rect().topRight()).x()
        for found in rows
        if found.editor not in boxes
    }
    assert len(lefts) == 1
    assert len(rights) == 1


# What cards share, without a window.


def shared(*names: str, **cards) -> dict[str, object]:
    made = graph(*cards.values())
    return {state.port.id: state for state in shared_ports(made, DECK, names or list(cards))}


def test_values_are_the_same_only_if_they_are_of_one_type() -> None:
    found = shared(a=card("a", DENSE, units=1), b=card("b", DENSE, units=1))
    assert found["units"].value == 1
    found = shared(a=card("a", DENSE, units=1), b=card("b", DENSE, units=2))
    assert found["units"].value is SEVERAL
    assert not found["units"].changed, "it has no default to go back to"


def test_a_card_that_is_not_known_shares_nothing() -> None:
    made = graph(card("a", DENSE, units=1), card("b", DENSE, units=1))
    strange = made.cards["b"].with_(type="elsewhere.Layer")
    made = made.with_(cards={**made.cards, "b": strange})
    assert shared_ports(made, DECK, ["a", "b"]) == ()
    assert shared_ports(made, DECK, []) == ()


@pytest.mark.parametrize(
    ("one", "other", "choices"),
    [
        (("valid", "same"), ("valid", "same", "causal"), ("valid", "same")),
        (("valid",), ("causal",), None),
        (("valid",), (), None),
    ],
)
def test_choices_are_those_that_all_have(one, other, choices) -> None:
    ports = [
        Port(id="p", title="P", kind=Kind.STRING, default="valid", choices=given)
        for given in (one, other)
    ]
    found = common_port(ports)
    assert (found.choices if found else None) == choices


def test_none_is_a_value_where_all_take_it() -> None:
    ports = [
        Port(id="p", title="P", kind=Kind.INTEGER, default=None, none_text="auto"),
        Port(id="p", title="P", kind=Kind.INTEGER, default=3),
    ]
    for given in (ports, ports[::-1]):
        found = common_port(given)
        assert found
        assert not found.takes_none
    assert common_port([ports[0], Port(id="p", title="P", kind=Kind.FLOAT)]) is None


def test_shared_weights_count_once() -> None:
    made = graph(
        card("x", INPUT, shape=[4]), card("dense", DENSE, units=1), card("one", CALL),
        card("two", CALL), card("steps", TIME), card("inner", DENSE, units=2),
        wires=["x.output > dense.input", "dense.layer > one.layer", "dense.layer > two.layer",
               "x.output > one.input", "x.output > two.input", "inner.layer > steps.layer",
               "x.output > steps.input"],
    )  # fmt: skip
    facts = {
        name: Facts(parameters=5, trainable_parameters=5)
        for name in ("dense", "one", "two", "steps", "inner")
    }
    assert totals_of(made, DECK, ["one", "two"], facts) == Totals(2, 5, 5)
    assert totals_of(made, DECK, ["dense", "one", "two"], facts) == Totals(3, 5, 5)
    assert totals_of(made, DECK, ["steps", "inner"], facts) == Totals(2, 5, 5)
    assert totals_of(made, DECK, ["inner"], facts) == Totals(1, 5, 5)
    assert totals_of(made, DECK, ["x"], facts) == Totals()


def test_the_cells_of_a_stack_are_counted_in_it() -> None:
    cell = "keras.layers.LSTMCell"
    made = graph(
        card("one", cell, units=2), card("two", cell, units=2),
        card("both", "keras.layers.StackedRNNCells"),
        wires=["one.layer > both.cells", "two.layer > both.cells"],
    )  # fmt: skip
    facts = {"one": Facts(parameters=3), "two": Facts(parameters=4), "both": Facts(parameters=7)}
    assert totals_of(made, DECK, list(facts), facts).parameters == 7
    assert totals_of(made, DECK, ["one", "two"], facts).parameters == 7
