"""The card of the memory's peak is marked on the canvas, from near and from afar."""

import pytest
from PySide6.QtCore import QPoint, QPointF

from layerdeck.editor.canvas.peak_mark import PeakMark
from layerdeck.program import Measure
from person import Person
from trained import ROW, report


@pytest.fixture
def trainer(person: Person) -> Person:
    person.open(ROW)
    person.window.session.take_report(report(x=0, first=1000, second=2000))
    person.settle()
    return person


def mark(person: Person) -> PeakMark:
    return person.window.training.marking.mark


def upper_right(person: Person, card_id: str) -> QPointF:
    return person.window.canvas.contents.body(card_id).topRight()


def test_it_lies_on_the_card_while_the_training_tab_is_in_front(trainer: Person) -> None:
    assert not mark(trainer).isVisible()
    trainer.show_tab("Training")
    assert mark(trainer).isVisible() and mark(trainer).card == "second"
    assert mark(trainer).pos().y() == upper_right(trainer, "second").y()
    trainer.show_tab("Code")
    assert not mark(trainer).isVisible()


def test_and_while_cards_have_the_colours_of_their_memory(trainer: Person) -> None:
    heat = trainer.window.canvas.heat
    heat.show(Measure.PARAMETERS)
    assert not mark(trainer).isVisible()
    heat.show(Measure.MEMORY)
    assert mark(trainer).card == "second"
    heat.show(None)
    assert not mark(trainer).isVisible()


def test_it_goes_where_the_budget_and_the_card_go(trainer: Person) -> None:
    trainer.show_tab("Training")
    head, before = trainer.grab_head("second"), mark(trainer).scenePos()
    there = head + QPoint(40, 50)
    trainer.press(head)
    trainer.move(there)
    assert mark(trainer).scenePos() != before, "it goes along while its card is dragged"
    trainer.release(there)
    body = trainer.window.canvas.contents.body("second")
    assert mark(trainer).scenePos().y() == body.top() and mark(trainer).parentItem() is None

    trainer.window.session.take_report(report(x=0, first=1000, second=0))
    assert mark(trainer).card == "first"
    trainer.window.session.select(["first"])
    trainer.key("Del")
    assert not mark(trainer).isVisible()


@pytest.mark.parametrize("scale", [1.0, 0.1])
def test_it_is_as_large_from_afar(trainer: Person, scale: float) -> None:
    trainer.show_tab("Training")
    view = trainer.window.view
    view.resetTransform()
    view.scale(scale, scale)
    trainer.settle()
    box = mark(trainer).deviceTransform(view.viewportTransform()).mapRect(
        mark(trainer).boundingRect()
    )  # fmt: skip
    assert 16 <= box.height() <= 20
    assert view.viewport().rect().intersects(box.toRect())
