"""The view on the canvas: looking around, the grid, hints, values edited in place."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QTransform,
)
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsView, QToolTip, QWidget

from layerdeck.editor.theme import Theme

from .accessible import CanvasTree
from .area_editor import open_area_editor
from .backdrop import paint_beginning, paint_grid
from .card_item import CardItem
from .edge_scroll import EdgeScroll
from .editors import Editor
from .heat_legend import HeatLegend
from .hint import Hint
from .keys import Keys
from .layout import Row
from .looking import LookingView
from .minimap import Minimap
from .panning import Panning
from .room import NEW_CARD, beside, free_place
from .scene import CanvasScene
from .spots import Spot
from .tips import tip_at
from .value_editor import open_editor
from .walking import Walking


class CanvasView(LookingView):
    """Shows the scene; wheel zooms at the cursor, middle button or Space-drag pans."""

    escaped = Signal()
    """Esc was pressed where there was nothing to let go of."""
    settled = Signal()
    """Another part of the canvas shows, or at another scale."""

    def __init__(self, scene: CanvasScene, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self.editor: Editor | None = None
        """The editor of a value, a frame or a note, while one is open."""
        self.panning = Panning(self)
        self._empty = True
        self.setAccessibleName("Canvas")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontAdjustForAntialiasing)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.viewport().setMouseTracking(True)
        # A file may be dropped here too: the window takes it.
        self.viewport().setAcceptDrops(False)
        # The background fills all of it, which a style sheet hides from Qt: so it may be scrolled.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.hint = Hint(self)
        self._edge = EdgeScroll(self)
        self.minimap = Minimap(self)
        self.legend = HeatLegend(self)
        self.walking = Walking(self)
        Keys(self.walking)
        self.tree = CanvasTree(self)
        scene.hint_changed.connect(self.say)
        scene.value_pressed.connect(self.edit_value)
        scene.area_pressed.connect(self.edit_area)
        # A value that is being edited may be another by now, or gone.
        scene.session.graph_changed.connect(self.close_editor)
        # However many cards were arranged, room is made once, when all of it is done.
        self._arranging = QTimer(self)
        self._arranging.setSingleShot(True)
        self._arranging.timeout.connect(self._rearranged)
        scene.arranged.connect(self._arranging.start)
        scene.arranged.connect(self._show_area)
        self.make_room()

    def set_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        self.canvas.set_theme(theme)
        self.minimap.renew()
        self.legend.update()

    def fit(self) -> None:
        """Show what is selected, or all there is, no larger than 1:1."""
        chosen = self.canvas.session.chosen
        if chosen:
            self._fit(self.canvas.box_of(chosen))
        else:
            self.fit_all()

    def fit_all(self) -> None:
        """Show all there is, no larger than 1:1, whatever is selected."""
        self._fit(self.canvas.content_rect().united(self.canvas.beside))

    def _fit(self, box: QRectF) -> None:
        if box.isEmpty():
            self.setTransform(QTransform())
            self.centerOn(0, 0)
            return
        self.show_box(box.adjusted(-40, -40, 40, 40))

    def reveal(self, card_id: str, port_id: str = "") -> None:
        """Bring a card, or a note, into the middle, large enough to read; mark an input."""
        contents = self.canvas.contents
        if card_id in contents.cards or card_id in contents.areas:
            self.canvas.session.select([card_id])
            self.come_near(contents.body(card_id))
            if port_id:
                self.canvas.mark(card_id, port_id)

    def come_near(self, box: QRectF) -> None:
        """Bring a box of the scene into the middle, large enough to read."""
        if self.scale_factor < 0.6:
            self.setTransform(QTransform())
        self.make_room()
        self.centerOn(box.center())
        self.settle()

    def free_place(self) -> QPointF:
        """A place for a new card: beside the selected one, else in the middle of the view."""
        chosen = self.canvas.session.selected[-1:]
        if chosen:
            return free_place(self.canvas.contents, beside(self.canvas.box_of(chosen), NEW_CARD))
        return self.free_middle(NEW_CARD)

    def free_middle(self, size: QSizeF) -> QPointF:
        """A place for something of a size, in the middle of the view or below that."""
        wanted = QRectF(QPointF(), size)
        wanted.moveCenter(self.middle())
        return free_place(self.canvas.contents, wanted)

    def edit_value(self, item: CardItem, row: Row) -> None:
        """Open the editor of a value in its place."""
        self.close_editor()
        self.editor = open_editor(self, item, row)
        self.walking.note(Spot(item.card_id, (row.port.id, True)))

    def edit_area(self, area_id: str) -> None:
        """Open the editor of a frame or note in its place."""
        self.close_editor()
        self.editor = open_area_editor(self, area_id)

    def edit_next(self, item: CardItem, row: Row, step: int) -> None:
        """Go on to the next value on the card that has an editor."""
        rows = [other for other in item.layout.rows if other.chip and not other.is_tick]
        ids = [other.port.id for other in rows]
        if row.port.id in ids and len(rows) > 1:
            self.edit_value(item, rows[(ids.index(row.port.id) + step) % len(rows)])

    def close_editor(self) -> None:
        """Close the editor of a value, if one is open; what it holds is let go."""
        editor, self.editor = self.editor, None
        if editor:
            # A click elsewhere has given the focus away already.
            focused = QApplication.focusWidget()
            if focused and (focused is editor or editor.isAncestorOf(focused)):
                self.setFocus()
            editor.hide()
            editor.deleteLater()
            self.say("", False, QPointF())

    def finish_editor(self) -> None:
        """Close the editor of a value, if one is open, and take what it holds where that fits."""
        if self.editor:
            self.editor.finish()

    def say(self, text: str, refusal: bool, place: QPointF) -> None:
        """Show a hint at a place of the scene, or hide it."""
        self.hint.say(text, refusal, self.mapFromScene(place))

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what lies under a resting cursor."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            text = tip_at(self.canvas, self.mapToScene(event.pos()))
            QToolTip.showText(event.globalPos(), text, self.viewport())
            return True
        if event.type() is QEvent.Type.Leave:
            self.canvas.hover.leave()
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to pan with the middle button or Space; else hand on to the scene."""
        self.walking.rest()
        self.finish_editor()
        if not self.panning.press(event):
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan, or hand on to the scene."""
        self.notice(event.position().toPoint())
        if not self.panning.move(event):
            super().mouseMoveEvent(event)
            self._edge.follow(event.position().toPoint())

    def leaveEvent(self, event: QEvent) -> None:
        """The cursor is after nothing here any more."""
        super().leaveEvent(event)
        self.notice(QPoint(-1000, -1000))

    def notice(self, cursor: QPoint) -> None:
        """Have what lies over the canvas fade where the cursor is near it."""
        self.minimap.notice(cursor)
        self.legend.notice(cursor)

    def step_aside(self, on: bool) -> None:
        """Take away what lies over the canvas while that is dragged."""
        self.minimap.step_aside(on)
        self.legend.step_aside(on)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End panning, or hand on to the scene."""
        if not self.panning.release():
            super().mouseReleaseEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the minimap in its corner."""
        super().resizeEvent(event)
        self.make_room()
        self.settle()

    def showEvent(self, event: QShowEvent) -> None:
        """Give the minimap its place for the first time."""
        super().showEvent(event)
        self.settle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say which parts are painted anew: a scroll uncovers strips, not the box around them."""
        # A region goes through its parts, which its types do not say.
        rects = list(event.region())  # type: ignore[call-overload]
        self.canvas.exposure.begin(self.mapToScene(rect).boundingRect() for rect in rects)
        super().paintEvent(event)
        self.canvas.exposure.end()

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """The grid, as far as its lines stand apart on screen."""
        paint_grid(painter, QRectF(rect), self.canvas.theme, self.scale_factor)

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """An empty canvas says how to begin."""
        super().drawForeground(painter, rect)
        if not self.canvas.cards:
            paint_beginning(painter, self.viewport().rect(), self.canvas.theme)

    def _rearranged(self) -> None:
        """Cards came, went or moved."""
        empty = not self.canvas.cards
        if empty != self._empty:
            self._empty = empty
            self.viewport().update()
        self.make_room()
        self.settle()

    def settle(self) -> None:
        """Another part of the canvas shows."""
        self._show_area()
        self.minimap.settle()
        self.legend.settle()
        self.walking.settle()
        if self.editor:
            self.editor.settle()
        self.settled.emit()

    def _show_area(self) -> None:
        """Have the scene show what is in sight."""
        area = self.mapToScene(self.viewport().rect()).boundingRect()
        self.canvas.show_area(area, self.scale_factor)
