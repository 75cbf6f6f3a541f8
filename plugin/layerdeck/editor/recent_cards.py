"""The cards that were added last, remembered from one start to the next."""

import json

from PySide6.QtCore import QSettings

MOST = 8
_KEY = "deck/recent"


def recent_cards(settings: QSettings) -> list[str]:
    """Ids of card types, the latest first; a project's blocks among them, which others lack."""
    try:
        kept = json.loads(str(settings.value(_KEY) or "[]"))
    except ValueError:
        return []
    return [str(card) for card in kept] if isinstance(kept, list) else []


def remember_card(settings: QSettings, card_type: str) -> None:
    """Put a card type in front."""
    others = [other for other in recent_cards(settings) if other != card_type]
    # As one text: a list of one would come back as no list.
    settings.setValue(_KEY, json.dumps([card_type, *others][:MOST]))
