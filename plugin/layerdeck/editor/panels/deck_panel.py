"""The deck: every card by category, searched, dragged onto the canvas or added with Enter."""

import html

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from layerdeck.deck import CardType, Catalogue
from layerdeck.editor.fonts import font
from layerdeck.editor.theme import Theme

_CARD = Qt.ItemDataRole.UserRole


class DeckPanel(QWidget):
    """Search above, cards by category below, and a few words about the current one."""

    chosen = Signal(str)
    """A card type's id, to be added where there is room."""
    dragged = Signal(str, QPoint)
    """A card type's id and the cursor's place on the screen, while it is dragged."""
    dropped = Signal(str, QPoint)
    """A card type's id and the place on the screen where it was let go."""
    kept = Signal()
    """The card that was dragged stays in the deck after all."""

    def __init__(self, deck: Catalogue, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._deck, self._theme = deck, theme
        self.setObjectName("panel")
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search cards  ·  Ctrl+K")
        self.search.setAccessibleName("Search cards")
        self.search.setClearButtonEnabled(True)
        self.tree = _CardTree(self)
        self.about = QLabel()
        self.about.setWordWrap(True)
        self.about.setTextFormat(Qt.TextFormat.RichText)
        self.about.setObjectName("about")
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.about.setMinimumHeight(120)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 10, 12)
        layout.setSpacing(8)
        title = QLabel("DECK")
        title.setObjectName("caption")
        for widget in (title, self.search):
            layout.addWidget(widget)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self.about)
        self.search.textChanged.connect(self.fill)
        self.search.installEventFilter(self)
        self.tree.currentItemChanged.connect(self._describe)
        self.tree.itemEntered.connect(self._describe)
        self.tree.itemActivated.connect(self._choose)
        self.fill()

    def set_theme(self, theme: Theme) -> None:
        """Show the cards in another theme's colours."""
        self._theme = theme
        self.fill()

    def fill(self) -> None:
        """List the cards that the search finds, by category; the best one becomes current."""
        found = self._deck.search(self.search.text())
        self.tree.clear()
        groups: dict[str, QTreeWidgetItem] = {}
        order = {card.category: None for card in self._deck.values()}
        kept = {card.category for card in found}
        for category in order:
            if category in kept:
                groups[category] = QTreeWidgetItem(self.tree, [category])
                groups[category].setForeground(0, self._theme.color("text_soft"))
                groups[category].setFont(0, font(12, bold=True))
                groups[category].setFlags(Qt.ItemFlag.ItemIsEnabled)
        entries = {}
        for card in found:
            entry = QTreeWidgetItem(groups[card.category], [card.title])
            entry.setData(0, _CARD, card.id)
            entry.setIcon(0, _mark(self._theme.category(card.category)))
            entry.setToolTip(0, card.help)
            entries[card.id] = entry
        self.tree.expandAll()
        if found and self.search.text():
            self.tree.setCurrentItem(entries[found[0].id])
        self._describe(self.tree.currentItem())

    def current(self) -> CardType | None:
        """The card that Enter would add."""
        return self._card_of(self.tree.currentItem())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter in the search field move through the cards and add one."""
        pressed = event.type() is QEvent.Type.KeyPress
        if watched is self.search and pressed and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                QApplication.sendEvent(self.tree, event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose()
                return True
        return super().eventFilter(watched, event)

    def _choose(self) -> None:
        card = self.current()
        if card:
            self.chosen.emit(card.id)

    def _card_of(self, entry: QTreeWidgetItem | None) -> CardType | None:
        return self._deck.get(entry.data(0, _CARD) or "") if entry else None

    def _describe(self, entry: QTreeWidgetItem | None) -> None:
        """Say a few words about the current card, or the one under the cursor."""
        card = self._card_of(entry)
        soft = self._theme.tokens["text_soft"]
        if card is None:
            words = "Drag a card onto the canvas."
            if not self.tree.topLevelItemCount():
                words = f"No card is called “{html.escape(self.search.text())}”."
            self.about.setText(f'<span style="color:{soft}">{words}</span>')
            return
        also = f" · also {', '.join(card.aliases[:2])}" if card.aliases else ""
        self.about.setText(
            f"<b>{card.title}</b><br>"
            f'<span style="color:{soft}">{card.help}<br>{card.id}{also}<br><br>'
            "Drag onto the canvas, or press Enter</span>"
        )


class _CardTree(QTreeWidget):
    """The list of cards; a drag is followed with the mouse itself, within the window."""

    def __init__(self, panel: DeckPanel) -> None:
        super().__init__(panel)
        self._panel = panel
        self._pressed: QPoint | None = None
        self._held = ""
        self.setHeaderHidden(True)
        self.setIndentation(10)
        self.setIconSize(QSize(8, 16))
        self.setRootIsDecorated(False)
        self.setAccessibleName("Cards")
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember which card was pressed: a drag may begin."""
        super().mousePressEvent(event)
        entry = self.itemAt(event.position().toPoint())
        self._held = (entry.data(0, _CARD) or "") if entry else ""
        self._pressed = event.position().toPoint() if self._held else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Once far enough from where it was pressed, the card is dragged along."""
        if self._pressed is None:
            super().mouseMoveEvent(event)
            return
        far = (event.position().toPoint() - self._pressed).manhattanLength()
        if far >= QApplication.startDragDistance():
            self._panel.dragged.emit(self._held, event.globalPosition().toPoint())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from card to card, over the categories; Esc keeps a card that is dragged."""
        if event.key() == Qt.Key.Key_Escape and self._pressed is not None:
            self._pressed = None
            self._panel.kept.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            onward = self.itemBelow if event.key() == Qt.Key.Key_Down else self.itemAbove
            current = self.currentItem()
            entry = onward(current) if current else self.topLevelItem(0)
            while entry and not entry.data(0, _CARD):
                entry = onward(entry)
            if entry:
                self.setCurrentItem(entry)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the card go where the cursor is."""
        pressed, self._pressed = self._pressed, None
        super().mouseReleaseEvent(event)
        if pressed is not None:
            self._panel.dropped.emit(self._held, event.globalPosition().toPoint())


def _mark(color: QColor) -> QIcon:
    pixmap = QPixmap(16, 32)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRoundedRect(4, 5, 8, 22, 3, 3)
    painter.end()
    pixmap.setDevicePixelRatio(2)
    return QIcon(pixmap)
