"""Collapsing and bypassing the selected cards, from the window."""

from layerdeck.graph.bypass import bypass, why_not_bypass
from layerdeck.graph.edits import collapse

from .session import Session

_ASKED = 50
"""Of so many cards it is asked beforehand whether they can be bypassed; else the edit says so."""


def collapse_chosen(session: Session) -> None:
    """Let the selected cards show their heads alone, or open them where all do already."""
    on = not all_collapsed(session)
    session.edit("Collapse" if on else "Expand", collapse, session.selected, on)


def bypass_chosen(session: Session) -> None:
    """Bypass the selected cards, or take them back in where all are bypassed already."""
    on = not all_bypassed(session)
    label = "Bypass" if on else "Take back in"
    session.edit(label, bypass, session.deck, session.selected, on)


def all_collapsed(session: Session) -> bool:
    """Whether all selected cards, and one at least, show their heads alone."""
    cards = session.graph.cards
    return bool(session.selected) and all(cards[key].collapsed for key in session.selected)


def all_bypassed(session: Session) -> bool:
    """Whether all selected cards, and one at least, are bypassed."""
    cards = session.graph.cards
    return bool(session.selected) and all(cards[key].bypassed for key in session.selected)


def nothing_to_collapse(session: Session) -> str:
    """Why nothing can be collapsed, or an empty text."""
    return "" if session.selected else "Select the cards that are to show their heads alone."


def nothing_to_bypass(session: Session) -> str:
    """Why the selected cards cannot be bypassed, or an empty text."""
    if not session.selected:
        return "Select the layers that are to be bypassed."
    if all_bypassed(session) or len(session.selected) > _ASKED:
        return ""
    graph, deck = session.graph, session.deck
    reasons = (why_not_bypass(graph, deck, card) for card in session.selected)
    return next(filter(None, reasons), "")
