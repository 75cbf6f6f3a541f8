"""What a fix does to a graph, in the few words that stand beside its title."""

from layerdeck.deck import Catalogue

from .edits import TIME_DISTRIBUTED
from .fix import Fix


def effect(fix: Fix, deck: Catalogue) -> str:
    """`changes 1 value`, `adds Cropping 3D`; the fix's own note where it has one."""
    if fix.note:
        return fix.note
    added = [_added(change.edit, change.new) for change in fix.changes]
    titles = [_title(card_type, deck) for card_type in added if card_type]
    values = len({(item.card, item.port) for item in fix.changes if item.edit == "set_value"})
    words = [f"adds {_counted(titles, title)}" for title in dict.fromkeys(titles)]
    gone = [item.card for item in fix.changes if item.edit in ("remove", "unwrap")]
    words += [f"takes {', '.join(gone[:2])}{' …' if len(gone) > 2 else ''} away"] if gone else []
    if values:
        words.append(f"changes {values} {'value' if values == 1 else 'values'}")
    return ", ".join(words)


def _added(edit: str, new: str) -> str:
    return TIME_DISTRIBUTED if edit == "wrap_in_time_distributed" else new


def _title(card_type: str, deck: Catalogue) -> str:
    declared = deck.get(card_type)
    return declared.title if declared else card_type


def _counted(titles: list[str], title: str) -> str:
    count = titles.count(title)
    return title if count == 1 else f"{count} × {title}"
