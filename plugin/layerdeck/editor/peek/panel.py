"""The panel of a peek, which floats over the canvas beside the wire that is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from layerdeck.editor.announcing import announce
from layerdeck.editor.theme import Theme
from layerdeck.graph import End, Wire
from layerdeck.program import Peeked

from .figures import figures_of, number_text
from .histogram import Histogram
from .peeking import Peeking
from .picture import SlicePicture
from .placing import best_corner
from .pointing import pointed_at
from .sliders import Sliders
from .sources import Sources
from .stage import Stage
from .telling import Telling

if TYPE_CHECKING:
    from layerdeck.editor.canvas.view import CanvasView

_WIDE = 292
_TALL = 560
_MARGIN = 14
_GUTTER = 10
"""Where the scroll bar lies, if there is one."""
_COMMAND = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class PeekPanel(QFrame):
    """Shows what a wire carries. Esc or its cross closes it."""

    def __init__(self, view: CanvasView, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self.peeking = Peeking(view.canvas.session)
        self._grabbed: QPoint | None = None
        self._fitted: Peeked | None = None
        """The tensor that the sliders are right for."""
        self._spoken = ""
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.setAccessibleName("Peek")
        self.title, self.what, self.figures = QLabel(), QLabel(), QLabel()
        self.title.setObjectName("name")
        self.what.setObjectName("soft")
        self.figures.setObjectName("path")
        for label in (self.what, self.figures):
            label.setWordWrap(True)
        self.end = QToolButton()
        self.end.setObjectName("clear")
        self.end.setText("×")
        self.end.setAccessibleName("Close the peek")
        self.end.setToolTip("Close (Esc)")
        self.picture, self.histogram = SlicePicture(theme), Histogram(theme)
        self.sliders, self.sources = Sliders(), Sources(self.peeking)
        self.own = QCheckBox("Own contrast for each slice")
        self.telling = Telling(self.peeking)
        self.room = QScrollArea()
        self._lay_out()
        self.end.clicked.connect(self.close_up)
        self.sliders.moved.connect(self._look)
        self.own.toggled.connect(self._look)
        self.picture.turned.connect(self.sliders.step)
        self.peeking.changed.connect(self.fill)
        self.peeking.sliced.connect(self._show_slice)
        self.peeking.ended.connect(self._shut)
        view.settled.connect(self._keep_inside)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme's colours."""
        self.picture.set_theme(theme)
        self.histogram.set_theme(theme)

    def open(self) -> None:
        """Peek at what is pointed at, beside it."""
        end, wire = pointed_at(self._view)
        if end is None:
            return
        new, self._spoken = self.isHidden(), ""
        self._name(end, wire)
        self.peeking.begin(end)
        if new:
            self.sliders.start_over()
            self.resize(_WIDE, min(_TALL, self._view.viewport().height() - 2 * _MARGIN))
            self.move(best_corner(self._view, end, wire, self.size()))
        self.show()
        self.raise_()
        self.end.setFocus()
        self._hand_on_focus()

    def close_up(self) -> None:
        """Look at nothing more."""
        self.peeking.leave()

    def event(self, event: QEvent) -> bool:
        """Keep plain keys from the canvas below: arrows, Home and End are the sliders'."""
        override = event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if override and not event.modifiers() & _COMMAND:  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round within the panel, from above to below; Esc leaves it."""
        able = [each for each in self._controls() if each.isVisible() and each.isEnabled()]
        focused = QApplication.focusWidget()
        here = able.index(focused) if focused in able else -1 if forward else 0
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        following = able[(here + (1 if forward else -1)) % len(able)]
        following.setFocus(reason)
        if following is not self.end:
            self.room.ensureWidgetVisible(following, 0, 6)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; nothing goes on to the canvas."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of it: it can be put elsewhere."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._grabbed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go along with the mouse."""
        if self._grabbed is not None:
            self.move(self.mapToParent(event.position().toPoint()) - self._grabbed)
            self._keep_inside()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        self._grabbed = None

    def fill(self) -> None:
        """Show how far it is, and what has been found."""
        peeking, told = self.peeking, self.peeking.told
        if told is not None:
            self.what.setText(
                f"sample {peeking.seed} · {_by(told.shape)} · {told.dtype}"
                if peeking.samples.keys().isdisjoint(peeking.inputs)
                else f"{_by(told.shape)} · {told.dtype}"
            )
            self.figures.setText(figures_of(told))
            if told is not self._fitted and peeking.held:
                self._fitted = told
                self.sliders.fit(told)
        else:
            self.what.setText("")
            self.figures.setText("")
            self.picture.show_slice(None)
        self.histogram.show_counts(told)
        self.sources.fill()
        self.picture.dim(peeking.stale)
        for widget in (self.sliders, self.own):
            widget.setEnabled(peeking.held)
        for part in (self.sliders, self.own, self.histogram, self.figures):
            part.setVisible(told is not None)
        self.telling.fill()
        self._hand_on_focus()
        self._speak()

    def _speak(self) -> None:
        """Have spoken what comes of it, once: no control that has the focus would say it."""
        stage = self.peeking.stage
        words = ""
        if stage is Stage.SHOWN and not self.peeking.stale:
            words = f"{self.title.text()}, {self.what.text()}: {self.figures.text()}"
        elif stage in (Stage.WAITING, Stage.STOPPED):
            words = self.telling.words.text()
        if words and words != self._spoken:
            announce(self, words)
            self._spoken = words

    def _shut(self) -> None:
        focused = QApplication.focusWidget()
        if focused and self.isAncestorOf(focused):
            self._view.setFocus()
        self.hide()

    def _show_slice(self) -> None:
        taken = self.peeking.slice
        self.picture.show_slice(taken)
        if taken:
            words = (
                f"{self.sliders.words}: from {number_text(taken.low)} to {number_text(taken.high)}"
            )
            self.picture.setAccessibleDescription(words)
            thinned = [step for step in taken.steps if step > 1]
            self.picture.setToolTip(
                f"Black is {number_text(taken.low)}, white is {number_text(taken.high)}."
                + (f" Every {max(thinned)}th number is shown." if thinned else "")
            )

    def _look(self) -> None:
        self.peeking.look(self.sliders.at, self.own.isChecked())

    def _name(self, end: End, wire: Wire | None) -> None:
        self.title.setText(
            f"Peek · {end.card} → {wire.target.card}" if wire else f"Peek · {end.card}"
        )

    def _controls(self) -> tuple[QWidget, ...]:
        """All that can have the focus, from above to below."""
        telling = self.telling
        return (self.end, *self.sliders.controls, self.own, *self.sources.controls, telling.stop,
                telling.run)  # fmt: skip

    def _hand_on_focus(self) -> None:
        """From the cross, which alone can always have it, to what one wants to use."""
        wanted = (*self.sliders.sliders, self.telling.run, self.telling.stop, self.own)
        able = [each for each in wanted if each.isVisible() and each.isEnabled()]
        if able and self.end.hasFocus():
            able[0].setFocus()

    def _keep_inside(self) -> None:
        """Stay within the view when that becomes smaller."""
        if self.isVisible():
            room = self._view.viewport().rect()
            self.resize(_WIDE, min(_TALL, room.height() - 2 * _MARGIN))
            self.move(
                max(min(self.x(), room.right() - self.width()), 0),
                max(min(self.y(), room.bottom() - self.height()), 0),
            )

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, _GUTTER, 0)
        head.addWidget(self.title, 1)
        head.addWidget(self.end)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, _GUTTER, 0)
        column.setSpacing(6)
        column.addWidget(self.picture, 1)
        for widget in (
            self.sliders,
            self.own,
            self.histogram,
            self.figures,
            self.sources,
            self.telling,
        ):
            column.addWidget(widget)
        self.room.setWidget(inside)
        self.room.setWidgetResizable(True)
        self.room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14 - _GUTTER, 12)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self.what)
        layout.addWidget(self.room, 1)


def _by(shape: tuple[int, ...]) -> str:
    return "×".join(map(str, shape)) or "a single number"
