"""The panels of the window in their places around the canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QTabWidget, QWidget

if TYPE_CHECKING:
    from .window import Window


def make_tabs(window: Window) -> QTabWidget:
    """The tabs below the canvas."""
    tabs = QTabWidget()
    tabs.setObjectName("tabs")
    tabs.setDocumentMode(True)
    tabs.tabBar().setDrawBase(False)
    tabs.setUsesScrollButtons(False)
    tabs.addTab(window.code, "Code")
    tabs.addTab(window.summary, "Summary")
    tabs.addTab(window.problems, "Problems 0")
    tabs.setCornerWidget(window.code.corner)
    tabs.currentChanged.connect(lambda index: window.code.corner.setVisible(index == 0))
    return tabs


def make_docks(window: Window) -> tuple[QDockWidget, ...]:
    """The panels around the canvas, each in a dock that can be closed and moved."""
    areas = Qt.DockWidgetArea
    made = []
    for title, widget, area in (
        ("Deck", window.deck, areas.LeftDockWidgetArea),
        ("Inspector", window.inspector, areas.RightDockWidgetArea),
        ("Code and problems", window.tabs, areas.BottomDockWidgetArea),
    ):
        dock = QDockWidget(title, window)
        dock.setObjectName(title)
        dock.setWidget(widget)
        dock.setTitleBarWidget(QWidget())
        window.addDockWidget(area, dock)
        made.append(dock)
    for corner, area in (
        (Qt.Corner.BottomLeftCorner, areas.LeftDockWidgetArea),
        (Qt.Corner.BottomRightCorner, areas.RightDockWidgetArea),
    ):
        window.setCorner(corner, area)
    window.resizeDocks(made[:2], [260, 356], Qt.Orientation.Horizontal)
    window.resizeDocks(made[2:], [254], Qt.Orientation.Vertical)
    return tuple(made)
