"""Making a block of the selected cards, and opening one up, from the window."""

from PySide6.QtWidgets import QInputDialog, QWidget

from layerdeck.graph import EditError, End, Graph
from layerdeck.graph.blocks import block_of
from layerdeck.graph.grouping import group
from layerdeck.graph.opening import ungroup

from .session import Session


def no_cards_for_a_block(session: Session) -> str:
    """Why no block can be made."""
    return "" if session.selected else "Select the cards that are to be a block."


def no_blocks_to_open(session: Session) -> str:
    """Why no block can be opened up."""
    graph, chosen = session.graph, session.selected
    if chosen and all(block_of(graph.cards[card].type) for card in chosen):
        return ""
    return "Select the card of a block to open it up."


def no_one_block(session: Session) -> str:
    """Why no block can be entered."""
    if len(session.selected) == 1 and block_of(session.graph.cards[session.selected[0]].type):
        return ""
    return "Select the card of a block to look inside."


def no_block_entered(session: Session) -> str:
    """Why no block can be left."""
    return "" if session.path else "The whole project is looked at: there is no block to leave."


def make_block(session: Session, parent: QWidget) -> None:
    """Ask for a name and put a block in the place of the selected cards."""
    try:
        group(session.graph, session.deck, session.selected)
    except EditError as error:
        session.said.emit(str(error))
        return
    name, given = QInputDialog.getText(parent, "Make a block", "Name of the block:", text="Block")
    if not given or not name.strip():
        return
    made = ""

    def grouped(graph: Graph) -> Graph:
        nonlocal made
        graph, made = group(graph, session.deck, session.selected, name.strip(), _shapes(session))
        return graph

    if not session.edit("Make a block", grouped):
        session.select([made])


def open_blocks(session: Session) -> None:
    """Put the cards of every selected block in the place of its card, and select them."""
    before = set(session.graph.cards)

    def opened(graph: Graph) -> Graph:
        for card in session.selected:
            graph = ungroup(graph, session.deck, card)
        return graph

    if not session.edit("Open a block up", opened):
        session.select([card for card in session.graph.cards if card not in before])


def enter_block(session: Session) -> None:
    """Look at the inside of the selected block."""
    session.enter(session.selected[0])


def leave_block(session: Session) -> None:
    """Look at what holds the block that is looked at."""
    session.go_to(session.path[:-1])


def _shapes(session: Session) -> dict[End, tuple[int | None, ...]]:
    """The shapes of the first outputs of the cards, without the batch, as far as they are known."""
    found: dict[End, tuple[int | None, ...]] = {}
    for card in session.graph.cards.values():
        facts, declared = session.facts_of(card.id), session.deck.get(card.type)
        if facts and facts.output_shape and declared:
            first = next((port for port in declared.outputs if port.id != "layer"), None)
            if first:
                found[End(card.id, first.id)] = facts.output_shape[1:]
    return found
