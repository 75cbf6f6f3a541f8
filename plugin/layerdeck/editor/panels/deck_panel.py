"""The deck: every card by category, searched, dragged onto the canvas or added with Enter."""

from html import escape

from PySide6.QtCore import QEvent, QObject, QPoint, QSettings, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QTreeWidgetItem, QVBoxLayout, QWidget

from layerdeck.deck import CardType, Catalogue, Hit
from layerdeck.editor.theme import Theme

from .card_tree import CardTree

_OPEN_AT_FIRST = ("Model", "Blocks", "Convolution")
_REMEMBERED = "deck/open"
_SIMILAR = "Spelt similarly"


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

    def __init__(
        self,
        deck: Catalogue,
        theme: Theme,
        settings: QSettings | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._deck, self._theme, self._settings = deck, theme, settings
        self._open = self._remembered()
        self.setObjectName("panel")
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search cards  ·  Ctrl+K")
        self.search.setAccessibleName("Search cards")
        self.search.setClearButtonEnabled(True)
        self.tree = CardTree(self)
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
        self._connect()
        self.fill()

    def set_theme(self, theme: Theme) -> None:
        """Show the cards in another theme's colours."""
        self._theme = theme
        self.fill()

    def set_deck(self, deck: Catalogue) -> None:
        """List other cards, if they are others: a project's blocks come and go."""
        if deck is not self._deck:
            self._deck = deck
            self.fill()

    def fill(self) -> None:
        """List the cards that the search finds, by category; the best one becomes current."""
        searching = bool(self.search.text().strip())
        before = self.current()
        groups = self._groups(searching)
        self.tree.passes_groups = searching
        self.tree.show_groups(groups, None if searching else self._open, self._theme)
        wanted = groups[0][1][0].card if searching and groups else before
        if wanted and (searching or wanted.category in self._open):
            entry = self.tree.entry_of(wanted.id)
            if entry:
                self.tree.setCurrentItem(entry)
        self._describe(self.tree.currentItem())

    def current(self) -> CardType | None:
        """The card that Enter would add."""
        hit = self.tree.hit_of(self.tree.currentItem())
        return hit.card if hit else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter in the search field move through the cards and add one."""
        pressed = event.type() is QEvent.Type.KeyPress
        if watched is self.search and pressed and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.tree.step(event.key() == Qt.Key.Key_Down)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose()
                return True
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        self.search.textChanged.connect(self.fill)
        self.search.installEventFilter(self)
        self.tree.currentItemChanged.connect(self._describe)
        self.tree.itemEntered.connect(self._describe)
        self.tree.itemActivated.connect(self._choose)
        self.tree.dragged.connect(self.dragged)
        self.tree.dropped.connect(self.dropped)
        self.tree.kept.connect(self.kept)
        self.tree.folded.connect(self._remember)

    def _groups(self, searching: bool) -> list[tuple[str, list[Hit]]]:
        """All categories in their order; of what is sought, the one with the best card first."""
        if not searching:
            by_category = self._deck.by_category()
            return [(name, [Hit(card) for card in cards]) for name, cards in by_category.items()]
        groups: dict[str, list[Hit]] = {}
        for hit in self._deck.hits(self.search.text()):
            name = _SIMILAR if hit.similar else hit.card.category
            groups.setdefault(name, []).append(hit)
        return list(groups.items())

    def _choose(self) -> None:
        card, entry = self.current(), self.tree.currentItem()
        if card:
            self.chosen.emit(card.id)
        elif entry:
            entry.setExpanded(not entry.isExpanded())

    def _remembered(self) -> set[str]:
        """The categories that are not folded; at first those that every model begins with."""
        kept = self._settings.value(_REMEMBERED) if self._settings else None
        if kept is None:
            return set(_OPEN_AT_FIRST)
        return set(kept if isinstance(kept, list) else str(kept).split("\n"))

    def _remember(self, category: str, opened: bool) -> None:
        if not self.tree.passes_groups:
            self._open = self._open | {category} if opened else self._open - {category}
            if self._settings:
                self._settings.setValue(_REMEMBERED, "\n".join(sorted(self._open)))

    def _describe(self, entry: QTreeWidgetItem | None) -> None:
        """Say a few words about the current card, or the one under the cursor."""
        hit = self.tree.hit_of(entry)
        soft = self._theme.tokens["text_soft"]
        if hit is None:
            words = "Drag a card onto the canvas."
            if not self.tree.topLevelItemCount():
                words = f"No card is called “{escape(self.search.text())}”."
            self.about.setText(f'<span style="color:{soft}">{words}</span>')
            return
        self.about.setText(
            f"<b>{escape(hit.card.title)}</b><br>"
            f'<span style="color:{soft}">{"<br>".join(map(escape, self._words(hit)))}<br><br>'
            "Drag onto the canvas, or press Enter</span>"
        )
        # It grows for a wordy card and stays so: a list that jumps under the cursor is worse.
        needed = self.about.heightForWidth(self.about.width())
        self.about.setMinimumHeight(max(self.about.minimumHeight(), needed))

    def _words(self, hit: Hit) -> list[str]:
        card = hit.card
        package = self._deck.package_of(card.id)
        also = f" · also {', '.join(card.aliases[:2])}" if card.aliases else ""
        origin = f" · from the package {package}" if package else ""
        lines = [card.help, f"{card.id}{origin}{also}"]
        if "formerly" in hit.reason:
            became = card.formerly.get(hit.reason.removeprefix("formerly "), "")
            lines.append(f"{hit.reason[0].upper()}{hit.reason[1:]}{': ' if became else ''}{became}")
        return lines
