"""Controls of the window: what has the focus is seen, and so are their states, in every theme."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QScrollBar, QWidget

from colours import changed
from layerdeck.editor.assets import theme_names
from making import network
from person import Person


def focusable(window: QWidget) -> list[QWidget]:
    """The controls in sight that the Tab key may reach."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not isinstance(widget, QScrollBar)
        and not widget.visibleRegion().isEmpty()
    ]


@pytest.mark.parametrize("name", theme_names())
def test_what_has_the_focus_is_seen(person: Person, name: str) -> None:
    window = person.window
    window.choose_theme(name.removesuffix("-contrast"))
    window.choose_contrast(name.endswith("-contrast"))
    person.open(network())
    person.click(person.grab_head("a"))
    QApplication.setCursorFlashTime(0)
    unseen = []
    found = focusable(window)
    assert len(found) > 20
    for widget in found:
        window.setFocus()
        person.settle()
        assert not widget.hasFocus()
        place = QRect(widget.mapTo(window, QPoint()), widget.size())
        before = window.grab(place).toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        person.settle()
        assert widget.hasFocus(), widget
        if changed(before, window.grab(place).toImage(), 3) < 24:
            unseen.append(f"{type(widget).__name__} “{widget.accessibleName()}”")
    assert not unseen


def test_a_tick_box_shows_its_three_states_and_whether_it_may_be_used(person: Person) -> None:
    pictures = []
    for state in (
        Qt.CheckState.Unchecked,
        Qt.CheckState.PartiallyChecked,
        Qt.CheckState.Checked,
    ):
        for enabled in (True, False):
            box = QCheckBox("Trainable", person.window)
            box.setTristate(True)
            box.setCheckState(state)
            box.setEnabled(enabled)
            box.resize(120, 24)
            pictures.append(box.grab().toImage())
            box.deleteLater()
    for index, one in enumerate(pictures):
        for other in pictures[:index]:
            assert changed(one, other) > 20
