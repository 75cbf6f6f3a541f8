"""The way to the block that is looked at, above the canvas; each step of it leads back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from .card_item import CardItem

if TYPE_CHECKING:
    from .view import CanvasView

_MARGIN = 14


class Breadcrumb(QWidget):
    """`unet3d › Up › Double convolution`, while a block is looked at from inside.

    A double click on a block's card enters it.
    """

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self._view = view
        self._session = view.canvas.session
        self.setObjectName("breadcrumb")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("The way to this block")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 4, 8, 4)
        self._row.setSpacing(2)
        self.move(_MARGIN, _MARGIN)
        self.hide()
        self._session.entered.connect(self.fill)
        self._session.graph_changed.connect(self._rename)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter the block whose card is double-clicked, but for its values."""
        if event.type() is QEvent.Type.MouseButtonDblClick and isinstance(event, QMouseEvent):
            item = self._view.itemAt(event.position().toPoint())
            if isinstance(item, CardItem):
                place = item.mapFromScene(self._view.mapToScene(event.position().toPoint()))
                if not item.chip_at(place) and not item.more_at(place):
                    return self._session.enter(item.card_id)
        return super().eventFilter(watched, event)

    def fill(self) -> None:
        """Show the way anew, and all of what lies there."""
        while (item := self._row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        path = self._session.path
        for depth, title in enumerate(self._titles()):
            if depth:
                self._row.addWidget(QLabel("›"))
            self._row.addWidget(self._step(title, path[:depth], last=depth == len(path)))
        self.setVisible(bool(path))
        self.adjustSize()
        self._view.fit()

    def _rename(self) -> None:
        steps = self.findChildren(QToolButton)
        if self._session.path and [step.text() for step in steps] != self._titles():
            for step, title in zip(steps, self._titles(), strict=False):
                step.setText(title)
            self.adjustSize()

    def _titles(self) -> list[str]:
        whole = self._session.whole
        return [whole.name, *(whole.blocks[block].name or block for block in self._session.path)]

    def _step(self, title: str, path: tuple[str, ...], last: bool) -> QToolButton:
        step = QToolButton()
        step.setText(title)
        step.setEnabled(not last)
        step.setAccessibleName(f"Go to {title}")
        step.clicked.connect(lambda: self._session.go_to(path))
        return step
