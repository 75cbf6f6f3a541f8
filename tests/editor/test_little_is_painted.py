"""An edit of one value paints what it changed, and nothing else in the window."""

from collections import Counter

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QTabWidget, QWidget

from layerdeck.editor.panels.port_row import PortRow
from making import CONV, INPUT, card, line
from person import Person


class Painted(QObject):
    """What is painted while it watches the application: how often, by widget."""

    def __init__(self) -> None:
        super().__init__()
        self.times: Counter[QWidget] = Counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and isinstance(watched, QWidget):
            self.times[watched] += 1
        return False


@pytest.fixture
def chosen(person: Person) -> Person:
    person.open(line(card("x", INPUT, shape=[8, 8, 8, 1]), card("a", CONV, filters=4)))
    person.click(person.grab_head("a"))
    person.type_value("a.filters", "5")
    QApplication.processEvents()
    return person


def painted_by_undo(person: Person) -> Counter[QWidget]:
    application = QApplication.instance()
    assert application
    watch = Painted()
    application.installEventFilter(watch)
    # The code follows later, in slices: here the turn of the edit alone is watched.
    person.window.session.document.undo()
    for _ in range(3):
        QApplication.sendPostedEvents()
    application.removeEventFilter(watch)
    assert person.graph.cards["a"].values["filters"] == 4
    return watch.times


def test_of_the_rows_the_one_that_changed_is_painted(chosen: Person) -> None:
    rows = chosen.window.inspector.rows

    times = painted_by_undo(chosen)

    assert [widget for widget in times if isinstance(widget, PortRow)] == [rows["filters"]]


def test_the_tabs_are_not_laid_out_anew(chosen: Person) -> None:
    times = painted_by_undo(chosen)

    assert times[chosen.viewport] == 1
    assert not [widget for widget in times if isinstance(widget, QTabWidget)]
