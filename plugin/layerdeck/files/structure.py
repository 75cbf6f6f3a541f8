"""Cards and wires out of plain values, each checked and named where it does not hold."""

import math
from typing import Any

from layerdeck.deck import Catalogue, Value
from layerdeck.graph import Card, End, Position, Wire, Wires
from layerdeck.graph.blocks import block_of
from layerdeck.graph.naming import is_identifier
from layerdeck.graph.placed import FARTHEST
from layerdeck.graph.values import fitted

from .decoding import check_keys, frozen
from .errors import FileError, shown

TWO_NUMBERS = f"two finite numbers of pixels within ±{FARTHEST:.0f}"

_CARD_KEYS = ("id", "card", "at", "collapsed", "bypassed", "weights", "values")


def read_cards(raw_cards: list[Any], deck: Catalogue) -> dict[str, Card]:
    """Every card by its id."""
    cards: dict[str, Card] = {}
    for number, raw in enumerate(raw_cards, 1):
        where = f"card {number}"
        if not isinstance(raw, dict):
            raise FileError(f"a card must be an object, and got {shown(raw)}.", where)
        card_id = raw.get("id")
        if not isinstance(card_id, str) or not is_identifier(card_id):
            raise FileError(
                "its id must be a Python name (letters, digits and _, no digit first, no word of "
                f"Python), and got {shown(card_id)}.",
                where,
            )
        where = f"{where} ({card_id if len(card_id) <= 40 else f'{card_id[:40]}…'})"
        check_keys(raw, where)
        if card_id in cards:
            raise FileError("its id is taken by an earlier card; give it another.", where)
        cards[card_id] = _card(raw, card_id, where, deck)
    return cards


def rest(raw: dict[str, Any], known: tuple[str, ...], where: str) -> dict[str, Value]:
    """What an object says beyond the known keys, to be written back."""
    return {
        str(frozen(key, where)): frozen(value, where)
        for key, value in raw.items()
        if key not in known
    }


def _card(raw: dict[str, Any], card_id: str, where: str, deck: Catalogue) -> Card:
    card_type = frozen(raw.get("card"), where)
    if not isinstance(card_type, str) or not card_type:
        raise FileError(
            f'"card" must name its type, such as keras.layers.Conv3D, and got {shown(card_type)}.',
            where,
        )
    values = raw.get("values", {})
    if not isinstance(values, dict):
        raise FileError(f'"values" must be an object, and got {shown(values)}.', where)
    check_keys(values, where)
    read = {
        str(frozen(key, where)): frozen(value, f"{where}, {shown(key)}")
        for key, value in values.items()
    }
    declared = deck.get(card_type)
    # Of a card that nobody knows, values that are there and empty are kept so.
    known = _CARD_KEYS[:-1] if "values" in raw and not (read or declared) else _CARD_KEYS
    return Card(
        card_id,
        card_type,
        _at(raw["at"], where) if "at" in raw else None,
        fitted(declared, read) if declared else read,
        rest(raw, known, where),
        _flag(raw, "collapsed", where),
        _flag(raw, "bypassed", where),
        _layer(raw.get("weights", []), where),
    )


def _flag(raw: dict[str, Any], key: str, where: str) -> bool:
    found = raw.get(key, False)
    if not isinstance(found, bool):
        raise FileError(f'"{key}" must be true or false, and got {shown(found)}.', where)
    return found


def _layer(raw: Any, where: str) -> tuple[str, ...]:
    """The layer that a card was: its name, or those of the models it is in and its own."""
    names = frozen([raw] if isinstance(raw, str) else raw, where)
    if not isinstance(names, tuple) or not all(name and isinstance(name, str) for name in names):
        raise FileError(
            f'"weights" must be the name of a layer, or a list of names, and got {shown(raw)}.',
            where,
        )
    return tuple(map(str, names))


def _at(raw: Any, where: str) -> Position:
    at = pixels(raw)
    if at is None:
        raise FileError(
            f'"at" must be {TWO_NUMBERS}, and got {pair(raw)}; correct it, or leave it out to have '
            "the card laid out.",
            where,
        )
    return at


def pixels(raw: Any) -> Position | None:
    """Two numbers that can be a place or a size; None where they are none."""
    numbers = raw if isinstance(raw, list) and len(raw) == 2 else ()
    if numbers and all(isinstance(item, float) or type(item) is int for item in numbers):
        x, y = (float(item) for item in numbers)
        if math.isfinite(x) and math.isfinite(y) and max(abs(x), abs(y)) <= FARTHEST:
            return x, y
    return None


def pair(raw: Any) -> str:
    """What was received in the place of two numbers."""
    numbers = raw if isinstance(raw, list) and len(raw) == 2 else ()
    return f"[{', '.join(map(shown, numbers))}]" if numbers else shown(raw)


def read_wires(raw_wires: list[Any], cards: dict[str, Card], deck: Catalogue) -> Wires:
    """Every wire in order, but for those that only repeat an earlier one."""
    made: list[Wire] = []
    seen: set[Wire] = set()
    for number, raw in enumerate(raw_wires, 1):
        where = f"wire {number}"
        if not isinstance(raw, list) or len(raw) != 2:
            raise FileError(
                f'a wire must be ["card.output", "card.input"], and got {shown(raw)}.', where
            )
        wire = Wire(read_end(raw[0], where), read_end(raw[1], where))
        for end in wire:
            if end.card not in cards:
                raise FileError(
                    f"it names {shown(end.card)}, which is no card of this project; add the card "
                    "or take the wire away.",
                    where,
                )
        if wire not in seen or _takes_many(wire.target, cards, deck):
            made.append(wire)
        seen.add(wire)
    return Wires(made)


def read_end(raw: Any, where: str) -> End:
    """An end of a wire, at a card that need not be there."""
    card_id, _, port = raw.partition(".") if isinstance(raw, str) else ("", "", "")
    if not card_id or not port.isidentifier():
        raise FileError(f"an end must read card.port, and got {shown(raw)}.", where)
    return End(card_id, port)


def _takes_many(end: End, cards: dict[str, Card], deck: Catalogue) -> bool:
    card_type = cards[end.card].type
    if block_of(card_type):
        return False
    declared = deck.get(card_type)
    port = declared.input(end.port) if declared else None
    return declared is None or (port is not None and port.takes_many_wires)
