"""The Training tab: settings that a person sets, and what a training step takes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from layerdeck.editor.panels.training_panel import TrainingPanel
from layerdeck.graph import Card
from layerdeck.program import Facts, Report, Training
from making import (
    CONV,
    INPUT,
    OUTPUT,
    block_card,
    card,
    double_convolution,
    graph,
    line,
    network,
)
from person import LEFT, Person
from trained import MANY, ROW, facts, report


@pytest.fixture
def trainer(person: Person) -> Person:
    """Two layers, what the engine says of them, and the Training tab in front."""
    person.open(ROW)
    person.window.session.take_report(report(x=0, first=1000, second=2000))
    person.show_tab("Training")
    return person


def panel(person: Person) -> TrainingPanel:
    return person.window.training


def shown(person: Person) -> dict[str, str]:
    """The figures by their names, in sight, as they stand beside each other."""
    labels = [each for each in panel(person).figures.findChildren(QLabel) if each.isVisible()]
    names = [each for each in labels if each.objectName() == "soft"]
    sizes = [each for each in labels if each.objectName() == "figure"]
    return {
        name.text(): size.text()
        for name in names
        for size in sizes
        if abs(middle(name) - middle(size)) < 4
    }


def middle(widget: QWidget) -> int:
    return widget.mapToGlobal(widget.rect().center()).y()


def type_into(field: QWidget, text: str) -> None:
    QTest.mouseClick(field, LEFT, pos=QPoint(20, field.height() // 2))
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def pick(field: QWidget, words: str) -> None:
    """Choose with the keyboard, by the first letters."""
    field.setFocus()
    QTest.keyClicks(field, words)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_the_parts_add_up_to_what_is_used(trainer: Person) -> None:
    assert shown(trainer) == {
        "Weights + optimizer (Adam)": "36.0 kB",
        "Gradients of weights": "8.0 kB",
        "Activations kept, batch 1": "12.0 MB",
        "Temporary buffers": "8.0 MB",
        "Largest batch in 16.0 GB": "799",
    }
    assert panel(trainer).place.text() == "second"
    assert panel(trainer).used.text() == "20.0 MB of 16.0 GB"
    assert panel(trainer).note.isHidden()


def test_a_batch_that_is_typed(trainer: Person) -> None:
    type_into(panel(trainer).batch, "10")
    figures = shown(trainer)
    assert figures["Activations kept, batch 10"] == "120.0 MB"
    assert figures["Weights + optimizer (Adam)"] == "36.0 kB"
    assert panel(trainer).used.text() == "200.0 MB of 16.0 GB"


def test_a_policy_and_an_optimizer_that_are_chosen(trainer: Person) -> None:
    pick(panel(trainer).optimizer, "SGD")
    assert shown(trainer)["Weights + optimizer (SGD)"] == "12.0 kB"
    pick(panel(trainer).policy, "mixed_b")
    assert panel(trainer).policy.currentText() == "mixed_bfloat16"
    figures = shown(trainer)
    assert figures["Temporary buffers"] == "4.0 MB"
    assert figures["Weights + optimizer (SGD)"] == "18.0 kB", "a copy of two bytes"


def test_a_memory_that_is_too_small(trainer: Person) -> None:
    fill = trainer.window.theme.color
    type_into(panel(trainer).batch, "10")
    assert bar_colour(trainer) == fill("good")
    type_into(panel(trainer).memory, "0.1")
    assert shown(trainer)["Largest batch in 100.0 MB"] == "4"
    assert panel(trainer).note.text().startswith("It does not fit")
    assert bar_colour(trainer) == fill("bad"), "the bar is full, and says so in its colour"


def test_an_activation_larger_than_the_memory_that_is_set_is_warned_of(trainer: Person) -> None:
    told = trainer.window.session.problems_of
    assert not told("first")
    type_into(panel(trainer).memory, "0.1")
    assert not told("first"), "4 MB of 100"
    type_into(panel(trainer).batch, "30")
    assert [problem.short for problem in told("first")] == ["120.0 MB for a batch of 30"]
    pick(panel(trainer).policy, "mixed_f")
    assert not told("first"), "half of that"


def bar_colour(person: Person):
    bar = panel(person).bar
    person.settle()
    return bar.grab().toImage().pixelColor(3, bar.height() // 2)


def test_the_card_of_the_peak_is_a_click_away(trainer: Person) -> None:
    QTest.mouseClick(panel(trainer).place, LEFT)
    trainer.settle()
    assert trainer.window.session.selected == ("second",)


def test_a_card_inside_a_block_is_sought_on_the_block(person: Person) -> None:
    made = graph(
        card("x", INPUT, shape=[8, 8, 8, 1]), block_card("wide", "double"), card("y", OUTPUT),
        wires=["x.output > wide.x", "wide.y > y.input"],
    ).with_(blocks={"double": double_convolution()})  # fmt: skip
    person.open(made)
    told = report(x=0, **{"wide/first": 10, "wide/second": 10})
    person.window.session.take_report(told)
    person.show_tab("Training")

    assert panel(person).place.text() == "wide › second"
    QTest.mouseClick(panel(person).place, LEFT)
    person.settle()
    assert person.window.session.selected == ("wide",)


def test_it_follows_the_graph(trainer: Person) -> None:
    trainer.window.session.take_report(report(x=0, first=1000, second=10**9))
    assert panel(trainer).place.text() == "the optimizer's step"
    assert not panel(trainer).place.isEnabled()
    assert shown(trainer)["Weights + optimizer (Adam)"] == "12.0 GB"


def test_before_there_is_anything_to_train(person: Person) -> None:
    person.show_tab("Training")
    assert panel(person).note.text() == "The engine has not said anything of this graph yet."
    person.open(line(card("x", INPUT, shape=[8])))
    person.window.session.take_report(report(x=0))
    assert panel(person).note.text().startswith("No layer leads from an Input card")


def test_axes_of_any_size_are_named(trainer: Person) -> None:
    open_ = Facts((None, None, 1), tuple("BTC"), "float32", training=Training())
    trainer.window.session.take_report(Report(0, {"x": facts(), "first": open_, "second": open_}))
    assert panel(trainer).note.text().startswith("2 cards left out")
    assert "at least " in trainer.window.status.totals.toolTip()


def test_what_errors_hide_is_not_said_to_be_nothing(person: Person) -> None:
    cards = card("x", INPUT, shape=[8]), Card("odd", "some.where.Odd"), card("y", OUTPUT)
    person.open(graph(*cards, wires=["x.output > odd.input", "odd.output > y.input"]))
    person.window.session.take_report(Report(0, {"x": Facts((None, 8), ("B", "C"), "float32")}))
    person.show_tab("Training")
    assert panel(person).used.text() == "at least 0 B of 16.0 GB"
    assert shown(person)["Largest batch in 16.0 GB"] == "not known"
    assert panel(person).note.text().startswith("1 card with errors")
    assert panel(person).note.text().endswith("is not known: odd.")


def test_the_settings_are_remembered(programs: Callable[..., Person], tmp_path: Path) -> None:
    first = programs()
    first.show_tab("Training")
    type_into(panel(first).batch, "12")
    type_into(panel(first).memory, "24")
    pick(panel(first).optimizer, "RMS")
    pick(panel(first).policy, "bf")

    again = panel(programs())
    assert again.batch.value() == 12
    assert again.memory.text() == "24.0 GB"
    assert again.optimizer.currentText() == "RMSprop"
    assert again.policy.currentText() == "bfloat16"


def test_settings_that_are_none_are_left_at_their_defaults(programs: Callable[..., Person]) -> None:
    store = programs().window.settings
    for name, value in (("batch", "many"), ("policy", "float8"), ("memory", "0")):
        store.setValue(f"training/{name}", value)
    again = panel(programs())
    assert (again.batch.value(), again.policy.currentText()) == (1, "float32")
    assert again.memory.text() == "16.0 GB"


def test_the_wheel_over_a_number_leaves_it(trainer: Person) -> None:
    field = panel(trainer).batch
    trainer.window.view.setFocus()
    trainer.wheel_over(field, field.rect().center(), 3)
    assert field.value() == 1


def test_the_status_bar_says_it_where_there_is_room(trainer: Person) -> None:
    status = trainer.window.status
    type_into(panel(trainer).batch, "10")
    assert status.totals.text().endswith(" · 200.0 MB to train, batch 10")
    trainer.window.session.engine.state_changed.emit("failed", "The engine has ended " * 9)
    trainer.window.resize(1280, 720)
    trainer.settle()
    assert "to train" not in status.totals.text()
    assert status.totals.toolTip() == "200.0 MB to train, batch 10"


def test_a_large_graph_is_walked_through_in_slices(person: Person, qtbot) -> None:
    names = [f"c{number}" for number in range(200)]
    layers = [card(name, CONV, filters=1, kernel_size=1) for name in names]
    person.open(line(card("x", INPUT, shape=[100, 100, 100, 1]), *layers, card("y", OUTPUT)))
    _ = person.window.session.lowered
    person.window.session.take_report(report(x=0, **dict.fromkeys(names, 10)))
    budgeting = panel(person).budgeting

    qtbot.waitUntil(lambda: budgeting.budget is not None and budgeting.budget.card == "c199")
    assert budgeting.budget.kept == 201 * MANY * 4
    assert (budgeting.budget.weights, budgeting.budget.gradients) == (200 * 10 * 4, 40)


def test_with_the_engine_an_edit_changes_it(user: Person, qtbot) -> None:
    """Twice the filters: twice the weights, and twice the temporary buffers at the peak."""
    user.open(network())
    user.show_tab("Training")
    qtbot.waitUntil(user.shapes_are_new, timeout=30_000)
    before = user.window.training.budgeting.budget
    assert (before.card, before.weights) == ("a", (27 * 4 + 4) * 4)
    assert before.kept == (8**3 + 6**3 * 4) * 4, "the batch, and what should come out"

    user.type_value("a.filters", "8")
    qtbot.waitUntil(user.shapes_are_new, timeout=30_000)
    after = user.window.training.budgeting.budget
    assert after.weights == 2 * before.weights
    assert after.temporary == 2 * before.temporary
    user.show_tab("Code")
