"""The inspector: the selected card's facts, every port with its editor, and what a port is for."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from layerdeck.deck import CardType, Required, Value, followed
from layerdeck.editor.session import Session
from layerdeck.editor.theme import Theme
from layerdeck.graph import Card
from layerdeck.graph.edits import rename, reset_value, set_value

from .documentation import about_card, about_placeholder, about_port
from .facts_grid import FactsGrid
from .port_row import PortRow


class Inspector(QWidget):
    """Looks at the selected card; several at once are named together."""

    card_wanted = Signal(str)
    """The id of a card to be brought into view."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        self._shown: tuple[str, tuple[str, ...]] | None = None
        self.rows: dict[str, PortRow] = {}
        self.setObjectName("panel")
        self.title, self.path, self.name = QLabel(), QLabel(), QLineEdit()
        self.facts = FactsGrid(session)
        self.help = QLabel()
        self._make_widgets()
        session.selection_changed.connect(self.fill)
        session.graph_changed.connect(self.fill)
        session.answers_changed.connect(self.facts.fill)
        self.fill()

    def set_theme(self, theme: Theme) -> None:
        """Show in another theme's colours."""
        self._theme, self._shown = theme, None
        self.fill()

    def fill(self) -> None:
        """Show the selected card as it is now; rows are made anew only for another card type."""
        card = self._card()
        declared = self._session.deck.get(card.type) if card else None
        key = self._key(card, declared)
        if key != self._shown:
            self._shown = key
            self._make_rows(card, declared)
        self._head(card, declared)
        self.facts.fill()
        if card and declared:
            for port_id, row in self.rows.items():
                self._show_row(card, row, port_id)

    def _make_widgets(self) -> None:
        self.title.setObjectName("title")
        self.title.setWordWrap(True)
        self.path.setObjectName("path")
        self.path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.name.setAccessibleName("Name")
        self.name.setToolTip("A card's name is its variable in the exported code")
        self.name.editingFinished.connect(self._rename)
        self.help.setObjectName("help")
        self.help.setWordWrap(True)
        self._list = QWidget()
        self._list.setObjectName("panel")
        self._rows_layout = QVBoxLayout(self._list)
        self._rows_layout.setContentsMargins(0, 6, 8, 6)
        self._rows_layout.setSpacing(3)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAccessibleName("Inputs of the card")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._list)
        caption = QLabel("INSPECTOR")
        caption.setObjectName("caption")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 8, 12)
        layout.setSpacing(6)
        for widget in (caption, self.title, self.path, self.name, self.facts):
            layout.addWidget(widget)
        layout.addWidget(area, 1)
        layout.addWidget(self.help)

    def _card(self) -> Card | None:
        chosen = self._session.selected
        return self._session.graph.cards[chosen[0]] if len(chosen) == 1 else None

    def _key(
        self, card: Card | None, declared: CardType | None
    ) -> tuple[str, tuple[str, ...]] | None:
        """What the rows depend on: the card, and the types of its ports."""
        if card is None or declared is None:
            return None
        kinds = (followed(port, declared, card.values).type for port in declared.inputs)
        return card.id, tuple(str(kind) for kind in kinds)

    def _head(self, card: Card | None, declared: CardType | None) -> None:
        count = len(self._session.selected)
        if card is None:
            self.title.setText(f"{count} cards selected" if count else self._session.graph.name)
            self.path.setText(
                "" if count else "a block" if self._session.path else "the whole model"
            )
        else:
            self.title.setText(declared.title if declared else card.type.rpartition(".")[2])
            package = self._session.deck.package_of(card.type)
            self.path.setText(f"{card.type}\nfrom {package}" if package else card.type)
        self.name.setVisible(count < 2)
        if not self.name.hasFocus():
            self.name.setText(card.id if card else self._session.graph.name)
        self.path.setVisible(bool(self.path.text()))
        if card and declared is None:
            self.help.setText(about_placeholder(card, self._theme))
        elif declared and not self.help.text():
            self.help.setText(about_card(declared, self._theme))
        self.help.setVisible(card is not None and bool(self.help.text()))

    def _make_rows(self, card: Card | None, declared: CardType | None) -> None:
        for row in self.rows.values():
            row.hide()
            row.deleteLater()
        self.rows = {}
        self.help.setText("")
        while self._rows_layout.count():
            self._rows_layout.takeAt(0)
        if card is None or declared is None:
            return
        for port in declared.inputs:
            row = PortRow(followed(port, declared, card.values), self._theme, self._list)
            row.committed.connect(self._commit)
            row.reset.connect(self._reset)
            row.refused.connect(self._session.said)
            row.focused.connect(self.explain)
            row.followed.connect(self.card_wanted)
            self.rows[port.id] = row
            self._rows_layout.addWidget(row)
        self._rows_layout.addStretch(1)

    def _show_row(self, card: Card, row: PortRow, port_id: str) -> None:
        wires = self._session.graph.into(card.id, port_id)
        default: Value = None if isinstance(row.port.default, Required) else row.port.default
        row.display(
            card.values.get(port_id, default),
            changed=port_id in card.values and not row.port.required,
            source=wires[0].source.card if wires else None,
            wires=len(wires),
        )

    def _commit(self, port_id: str, wrapped: tuple[Value]) -> None:
        card = self._card()
        if card:
            label = f"Set {self.rows[port_id].port.title.lower()}"
            deck = self._session.deck
            self._session.edit(label, set_value, deck, card.id, port_id, wrapped[0])
            self.fill()

    def _reset(self, port_id: str) -> None:
        card = self._card()
        if card:
            label = f"Reset {self.rows[port_id].port.title.lower()}"
            self._session.edit(label, reset_value, card.id, port_id)

    def explain(self, port_id: str) -> None:
        """Show what a port is for."""
        row = self.rows.get(port_id)
        if row:
            self.help.setText(about_port(row.port, self._theme, row.part))
            self.help.setVisible(True)

    def _rename(self) -> None:
        """Give the card, or where none is selected the model, the name that was typed."""
        card = self._card()
        wanted = self.name.text().strip()
        if card is None:
            if wanted and not self._session.selected:
                self._session.edit("Name", lambda graph: graph.with_(name=wanted))
            return
        if wanted == card.id:
            return
        focused = self.name.hasFocus()
        problem = self._session.edit("Rename", rename, card.id, wanted)
        if not problem:
            self._session.select([wanted])
        if focused:
            self.name.setFocus()
        self.name.setText(card.id if problem else wanted)
