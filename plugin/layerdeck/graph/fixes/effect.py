"""What a fix does to a graph, in the few words that stand beside its title."""

from layerdeck.deck import Catalogue
from layerdeck.graph.blocks import WITHIN
from layerdeck.graph.edits import EditError
from layerdeck.graph.graph import Graph

from .edits import TIME_DISTRIBUTED
from .fix import Fix
from .within import blocks_changed


def effect(fix: Fix, graph: Graph, deck: Catalogue) -> str:
    """`changes 1 value`, `adds Cropping 3D`; the fix's own note where it has one.

    Of a fix that changes a block it says so, as that changes all of the block's cards.
    """
    try:
        blocks = list(blocks_changed(graph, deck, fix))
    except EditError:  # it no longer fits
        return ""
    words = fix.note or _words(fix, deck)
    if not blocks:
        return words
    named = [f"{name} ({count} cards)" if count > 1 else name for name, count in blocks]
    inside = " and ".join(named)
    only_values = all(change.edit == "set_value" for change in fix.changes)
    return f"changes {inside}" if only_values else f"{words} in {inside}"


def _words(fix: Fix, deck: Catalogue) -> str:
    added = [_added(change.edit, change.new) for change in fix.changes]
    titles = [_title(card_type, deck) for card_type in added if card_type]
    values = len({(item.card, item.port) for item in fix.changes if item.edit == "set_value"})
    words = [f"adds {_counted(titles, title)}" for title in dict.fromkeys(titles)]
    removed = [item.card for item in fix.changes if item.edit in ("remove", "unwrap", "take_out")]
    gone = [card.rpartition(WITHIN)[2] for card in removed]
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
