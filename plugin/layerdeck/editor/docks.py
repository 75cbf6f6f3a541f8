"""The panels of the window in their places around the canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QTabWidget, QWidget

if TYPE_CHECKING:
    from .window import Window


def make_tabs(window: Window) -> QTabWidget:
    """The tabs below the canvas."""
    tabs = QTabWidget()
    tabs.setObjectName("tabs")
    tabs.setAccessibleName("Code, summary, problems and training")
    tabs.setDocumentMode(True)
    tabs.tabBar().setDrawBase(False)
    tabs.setUsesScrollButtons(False)
    tabs.addTab(window.code, "Code")
    tabs.addTab(window.summary, "Summary")
    tabs.addTab(window.problems, "Problems 0")
    tabs.addTab(window.training, "Training")
    corner = QWidget()
    row = QHBoxLayout(corner)
    row.setContentsMargins(0, 0, 0, 0)
    for panel in (window.code, window.summary):
        row.addWidget(panel.corner)
    tabs.setCornerWidget(corner)

    def show_corner() -> None:
        for panel in (window.code, window.summary):
            panel.corner.setVisible(tabs.currentWidget() is panel)
        corner.setVisible(tabs.currentWidget() in (window.code, window.summary))

    show_corner()
    tabs.currentChanged.connect(show_corner)
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
    return tuple(made)


def first_size(window: Window) -> None:
    """Give the window the size that a screen bears, where none is remembered.

    A large screen is not filled, and on a small one the canvas keeps the most of it.
    """
    screen = window.screen().availableGeometry()
    wide = min(max(1600, screen.width() * 7 // 10), screen.width())
    tall = min(max(1000, screen.height() * 7 // 10), screen.height())
    window.resize(wide, tall)
