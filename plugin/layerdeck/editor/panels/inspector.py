"""The inspector: facts, problems, every input with its editor, and what it is for."""

from collections import Counter

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from layerdeck.deck import CardType, Value
from layerdeck.editor.session import Session
from layerdeck.editor.theme import Theme
from layerdeck.editor.words import plural
from layerdeck.graph import Card
from layerdeck.graph.edits import reset_values, set_values

from .documentation import about_card, about_placeholder, about_port
from .elided import ElidedLabel
from .facts_grid import FactsGrid
from .outline import Outline
from .port_list import PortLists
from .port_row import PortRow
from .problem_box import ProblemBox
from .shared_ports import shared_ports


class Inspector(QWidget):
    """Looks at the selected cards, of several at what they share; at the model if none is."""

    card_wanted = Signal(str)
    """The id of a card to be brought into view."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        self._cards: tuple[str, ...] = ()
        self._told: object = None
        self.setObjectName("panel")
        self.title, self.path, self.name = QLabel(), ElidedLabel(), QLineEdit()
        self.problems, self.facts = ProblemBox(), FactsGrid(session)
        self.lists, self.outline = PortLists(theme), Outline(session)
        self.help = QLabel()
        self._make_widgets()
        self._connect()
        self.fill()

    @property
    def rows(self) -> dict[str, PortRow]:
        """The rows on show, by the ids of their inputs."""
        return self.lists.rows if self._cards else {}

    def set_theme(self, theme: Theme) -> None:
        """Show in another theme's colours."""
        self._theme, self._told = theme, None
        self.lists.set_theme(theme)
        self.fill()

    def fill(self) -> None:
        """Show what is selected as it is now."""
        session = self._session
        if session.selected != self._cards:
            self._leave()
        self._cards = session.selected
        states = shared_ports(session.graph, session.deck, self._cards)
        self.lists.setVisible(bool(self._cards))
        self.outline.setVisible(not self._cards)
        if self._cards:
            self.lists.display(states)
        else:
            self.outline.fill()
        self._head()
        self._tell()
        self._document()

    def explain(self, port_id: str) -> None:
        """Show what a port is for."""
        found = self.lists.looked_at(port_id) if self._cards else None
        if found:
            port, part = found
            self.help.setText(about_port(port, self._theme, part))
            self.help.setVisible(True)

    def _make_widgets(self) -> None:
        self.title.setObjectName("title")
        self.title.setWordWrap(True)
        self.path.setObjectName("path")
        self.path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.name.setAccessibleName("Name")
        self.name.setToolTip("A card's name is its variable in the exported code")
        self.help.setObjectName("help")
        self.help.setWordWrap(True)
        inside = QWidget()
        inside.setObjectName("panel")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.lists)
        column.addWidget(self.outline)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAccessibleName("Inputs of the card")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        caption = QLabel("INSPECTOR")
        caption.setObjectName("caption")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 8, 12)
        layout.setSpacing(6)
        for widget in (caption, self.title, self.path, self.name, self.problems, self.facts):
            layout.addWidget(widget)
        layout.addWidget(area, 1)
        layout.addWidget(self.help)

    def _connect(self) -> None:
        session, lists = self._session, self.lists
        self.name.editingFinished.connect(self._rename)
        self.problems.fixed.connect(session.fix)
        self.outline.followed.connect(self.card_wanted)
        lists.committed.connect(self._commit)
        lists.reset.connect(self._reset)
        lists.refused.connect(session.said)
        lists.focused.connect(self.explain)
        lists.followed.connect(self.card_wanted)
        session.selection_changed.connect(self.fill)
        session.graph_changed.connect(self.fill)
        session.answers_changed.connect(self._tell)

    def _leave(self) -> None:
        """Take what is being typed for the cards that were selected: the rows go to others now."""
        focused = QApplication.focusWidget()
        if focused and self.lists.isAncestorOf(focused):
            focused.clearFocus()
        self.lists.restore()

    def _only(self) -> tuple[Card | None, CardType | None]:
        """The selected card and what it is, where there is one alone."""
        if len(self._cards) != 1:
            return None, None
        card = self._session.graph.cards[self._cards[0]]
        return card, self._session.deck.get(card.type)

    def _head(self) -> None:
        session, count = self._session, len(self._cards)
        card, declared = self._only()
        if count > 1:
            self.title.setText(f"{count:,} cards selected")
            self.path.setText(self._kinds())
        elif card is None:
            self.title.setText(session.graph.name)
            self.path.setText("a block" if session.path else "the whole model")
        else:
            self.title.setText(declared.title if declared else card.type.rpartition(".")[2])
            package = session.deck.package_of(card.type)
            self.path.setText(f"{card.type}\nfrom {package}" if package else card.type)
        self.name.setVisible(count < 2)
        if not self.name.hasFocus():
            self.name.setText(card.id if card else session.graph.name)

    def _kinds(self) -> str:
        """How many of the selected cards are what: “2 × Convolution 3D, 1 × Input”."""
        session = self._session
        types = Counter(session.graph.cards[card].type for card in self._cards)
        deck = session.deck
        named = {name: deck[name].title if name in deck else name for name in types}
        return ", ".join(f"{count:,} × {named[name]}" for name, count in types.most_common())

    def _tell(self) -> None:
        """Show facts and problems as they are known now."""
        self.facts.fill()
        alone = self._cards[0] if len(self._cards) == 1 else ""
        self.problems.tell(self._session.problems_of(alone) if alone else ())
        if not self._cards:
            self.outline.fill()

    def _document(self) -> None:
        """Say what the card is for, until a port is looked at; that stays until another card is."""
        card, declared = self._only()
        told = (self._cards, card.type if card else "")
        if told == self._told:
            return
        self._told = told
        if card and declared is None:
            self.help.setText(about_placeholder(card, self._theme))
        else:
            self.help.setText(about_card(declared, self._theme) if declared else "")
        self.help.setVisible(bool(self.help.text()))

    def _commit(self, port_id: str, wrapped: tuple[Value]) -> None:
        row = self.rows[port_id]
        label, cards = self._meant("Set", row)
        value = row.state.for_each(wrapped[0])
        problem = self._session.edit(label, set_values, self._session.deck, cards, port_id, value)
        if problem:
            row.refuse(problem)
        else:
            self.fill()

    def _reset(self, port_id: str) -> None:
        label, cards = self._meant("Reset", self.rows[port_id])
        self._session.edit(label, reset_values, cards, port_id)

    def _meant(self, verb: str, row: PortRow) -> tuple[str, list[str]]:
        """What an edit of a row is called, and the cards that it is for: what is wired is left."""
        graph, title = self._session.graph, row.port.title.lower()
        cards = [card for card in self._cards if not graph.into(card, row.port.id)]
        several = f" of {plural(len(cards), 'card')}" if len(self._cards) > 1 else ""
        return f"{verb} {title}{several}", cards

    def _rename(self) -> None:
        """Give the card, or where none is selected the model, the name that was typed."""
        if not self.name.isModified():
            return
        card, _ = self._only()
        wanted = self.name.text().strip()
        if card is None:
            if wanted and not self._cards:
                self._session.edit("Name", lambda graph: graph.with_(name=wanted))
            return
        if wanted == card.id:
            return
        focused = self.name.hasFocus()
        problem = self._session.rename(card.id, wanted)
        if not problem:
            self._session.select([wanted])
        if focused:
            self.name.setFocus()
        self.name.setText(card.id if problem else wanted)
