"""Whether every control of the window has room: in its parent, beside its neighbours, for its text.

Run as a program it opens the window on a screen of its own and prints what has no room there::

    python tests/fitting.py 1280x720 3 night --picture /tmp/window.png

The screen's pixels, the scale (so many of them for each pixel at 1:1), the theme.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRect, QSettings, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QGraphicsView,
    QLabel,
    QLineEdit,
    QMenuBar,
    QScrollArea,
    QScrollBar,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QTabWidget,
    QTreeView,
    QWidget,
)

from layerdeck.editor.panels.elided import ElidedButton, ElidedLabel
from layerdeck.editor.panels.value_fields import Choice

EXTENSIONS = ("qt_toolbar_ext_button", "qt_menubar_ext_button")
"""The buttons of what a bar has no room for."""

HANDLES = ("qt_qmainwindow_extended_splitter",)
"""By these the docks are made larger; they are wider than they look."""


def faults_of(window: QWidget) -> list[str]:
    """What in a window has too little room."""
    faults = []
    for widget in _in_sight(window):
        faults += _outside(widget)
        faults += _overlaps(widget)
        faults += _cut_text(widget)
        if widget.objectName() in EXTENSIONS:
            faults.append(f"{_name(widget.parentWidget())} has no room for all it holds")
    return faults


def shown_windows() -> list[QWidget]:
    """The window and the dialogs over it."""
    return [window for window in QApplication.topLevelWidgets() if window.isVisible()]


def _in_sight(window: QWidget) -> Iterator[QWidget]:
    yield window
    for child in window.children():
        if isinstance(child, QWidget) and child.isVisible() and not child.isWindow():
            yield from _in_sight(child)


def _floats(widget: QWidget) -> bool:
    """Whether a widget lies above others on purpose, or has no place of its own."""
    parent = widget.parentWidget()
    return (
        isinstance(parent, QGraphicsView)
        or isinstance(widget, QScrollBar)
        or widget.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        or widget.objectName() in (*EXTENSIONS, *HANDLES, "overlay", "popup", "start")
        or (isinstance(parent, QAbstractScrollArea) and not isinstance(widget, QAbstractScrollArea))
        or isinstance(parent, QLineEdit | QComboBox)
        or "QRubberBand" in type(widget).__name__
    )


def _outside(widget: QWidget) -> list[str]:
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or _floats(widget):
        return []
    room, box = parent.rect(), widget.geometry()
    area = parent.parentWidget()
    if isinstance(area, QScrollArea) and area.viewport() is parent:
        # What is scrolled may be longer than what shows of it, but not wider.
        room.setTop(box.top())
        room.setBottom(box.bottom())
    return [] if room.contains(box) else [f"{_name(widget)} leaves {_name(parent)}: {_at(box)}"]


def _overlaps(parent: QWidget) -> list[str]:
    inside = [
        child
        for child in parent.children()
        if isinstance(child, QWidget)
        and child.isVisible()
        and not child.isWindow()
        and not _floats(child)
    ]
    if isinstance(parent, QGraphicsView | QTabBar) or _stacks(parent):
        return []
    return [
        f"{_name(one)} lies on {_name(other)}"
        for one, other in combinations(inside, 2)
        if one.geometry().intersects(other.geometry())
    ]


def _stacks(parent: QWidget) -> bool:
    """A tab widget lays its corner over the row of its tabs, where there is room."""
    if not isinstance(parent, QTabWidget):
        return False
    corner, bar = parent.cornerWidget(), parent.tabBar()
    last = bar.tabRect(bar.count() - 1).translated(bar.pos())
    return corner is None or not corner.isVisible() or corner.x() >= last.right()


def _cut_text(widget: QWidget) -> list[str]:
    return [f"“{text}” is cut in {_name(widget)}" for text in _cut(widget)]


def _cut(widget: QWidget) -> Iterator[str]:
    """The texts of a control that have too little room."""
    if isinstance(widget, QLabel) and widget.text():
        if not isinstance(widget, ElidedLabel) and _is_short(widget, wrapped=widget.wordWrap()):
            yield widget.text()
    elif isinstance(widget, QAbstractButton) and widget.text():
        if _is_short(widget) and not isinstance(widget, ElidedButton):
            yield widget.text()
    elif isinstance(widget, QComboBox):
        short = _width(widget, widget.currentText()) > _field_of(widget).width()
        # A choice in the inspector ends in … and tells all of itself in a tip.
        if short and not isinstance(widget, Choice):
            yield widget.currentText()
    elif isinstance(widget, QLineEdit) and not widget.text():
        if _width(widget, widget.placeholderText()) > widget.width() - 16:
            yield widget.placeholderText()
    elif isinstance(widget, QTabBar):
        rooms = [(widget.tabText(index), widget.tabRect(index)) for index in range(widget.count())]
        yield from (text for text, rect in rooms if _width(widget, text) + 20 > rect.width())
    elif isinstance(widget, QTreeView) and widget.model().columnCount() == 1:
        if widget.sizeHintForColumn(0) > widget.viewport().width():
            yield "a line"
    elif isinstance(widget, QMenuBar):
        rooms = [(action.text(), widget.actionGeometry(action)) for action in widget.actions()]
        yield from (text for text, rect in rooms if not widget.rect().contains(rect))


def _is_short(widget: QWidget, *, wrapped: bool = False) -> bool:
    if wrapped:
        return widget.heightForWidth(widget.width()) > widget.height()
    hint = widget.sizeHint()
    return hint.width() > widget.width() or hint.height() > widget.height()


def _width(widget: QWidget, text: str) -> int:
    """How wide a text is at its heaviest."""
    font = widget.font()
    if isinstance(widget, QTabBar):
        font.setWeight(QFont.Weight.DemiBold)
    return QFontMetrics(font).horizontalAdvance(text)


def _field_of(box: QComboBox) -> QRect:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    field = QStyle.SubControl.SC_ComboBoxEditField
    kind = QStyle.ComplexControl.CC_ComboBox
    return box.style().subControlRect(kind, option, field, box)


def _name(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    words = text() if callable(text) and not isinstance(widget, QLineEdit) else ""
    said = widget.accessibleName() or words or widget.objectName()
    return f"{type(widget).__name__}{f' “{said}”' if said else ''}"


def _at(box: QRect) -> str:
    return f"{box.x()}, {box.y()}, {box.width()} × {box.height()}"


def states_of(window: Any) -> Iterator[str]:
    """Bring the window into the states a person meets; gives the name of each."""
    from layerdeck.editor.panels.picture_dialog import PictureDialog  # noqa: PLC0415
    from layerdeck.editor.start_page import show_start_page  # noqa: PLC0415

    yield "empty"
    window.files.open(Path(__file__).parents[1] / "examples" / "unet3d.layerdeck")
    yield "a project"
    window.session.select(["enc1"])
    for index in range(window.tabs.count()):
        window.tabs.setCurrentIndex(index)
        yield f"a card, {window.tabs.tabText(index)}"
    window.tabs.setCurrentIndex(0)
    window.deck.search.setText("transposed convolution")
    window.session.select(["up1"])
    yield "searching"
    window.code.open_find()
    yield "searching the code"
    window.all_actions.of_qt("card.add").trigger()
    yield "adding a card"
    for name in ("help.types", "help.key_sheet", "help.keys"):
        window.all_actions.of_qt(name).trigger()
        yield name
        QApplication.activeModalWidget().close()
    dialog = PictureDialog(window.canvas, window)
    dialog.open()
    yield "a picture"
    dialog.close()
    window.comparing.with_saved()
    yield "a comparison"
    window.comparing.stop()
    window.notices.disk.say(
        "unet3d.layerdeck changed on disk, and there are unsaved changes to it here.",
        {"Load it again": window.notices.disk.close_up, "Keep mine": window.notices.disk.close_up},
    )
    yield "a notice"
    show_start_page(window)
    yield "the start page"


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("screen")
    asked.add_argument("scale")
    asked.add_argument("theme")
    asked.add_argument("--picture", default="")
    given = asked.parse_args()
    wide, tall = map(int, given.screen.split("x"))
    screen = {"name": "one", "x": 0, "y": 0, "width": wide, "height": tall, "dpr": 1}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "screen.json"
        file.write_text(json.dumps({"screens": [screen]}))
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={file}"
        os.environ["QT_SCALE_FACTOR"] = given.scale
        _look(Path(folder), given.theme, given.picture)
    sys.stdout.flush()
    # A program that only looks has nothing to close.
    os._exit(0)


def _look(folder: Path, theme: str, picture: str) -> None:
    from layerdeck.deck import load_catalogue  # noqa: PLC0415
    from layerdeck.editor.app import make_application  # noqa: PLC0415
    from layerdeck.editor.window import Window  # noqa: PLC0415

    application = make_application()
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    settings.setValue("theme", theme.partition("-")[0])
    settings.setValue("contrast", "high" if "-" in theme else "plain")
    window = Window(load_catalogue(), settings)
    window.show()
    QApplication.processEvents()
    size = application.primaryScreen().availableGeometry().size()
    deck, inspector, tabs = window.docks
    print(
        f"{size.width()}x{size.height()} at {window.devicePixelRatioF():g}, window "
        f"{window.width()}x{window.height()}, panels {deck.width()} {inspector.width()} "
        f"{tabs.height()}"
    )
    for place, state in enumerate(states_of(window)):
        for _ in range(8):
            QApplication.processEvents()
        for shown in shown_windows():
            for fault in faults_of(shown):
                print(f"{state}: {fault}")
        if picture:
            top = QApplication.activeModalWidget() or window
            top.grab().save(picture.replace(".png", f"-{place}.png"))


if __name__ == "__main__":
    main()
