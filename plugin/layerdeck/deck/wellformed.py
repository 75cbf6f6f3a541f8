"""Whether a card of a stranger's is well formed, so that a faulty one is told before it is used."""

from collections.abc import Iterator, Mapping
from dataclasses import fields

from .ports import CardType, Port, Role
from .rules import Needs, Rule
from .types import Kind
from .values import BadValueError, normalise

_NEEDED: Mapping[Role, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Role.INPUT: ((), ("output",)),
    Role.OUTPUT: (("input",), ()),
    Role.PARAMETER: (("name", "type", "default"), ("value",)),
    Role.VALUE: (("value",), ("value",)),
    Role.CALL: (("layer", "input"), ("output",)),
}
"""By role, the inputs and outputs without which it means nothing."""
_CONSTRUCTED = (Role.LAYER, Role.OBJECT, Role.INPUT)


def why_malformed(card: CardType) -> str:
    """What is wrong with a card, as the rest of a sentence about it; empty for a sound one."""
    try:
        return next(_faults(card), "")
    except Exception as error:  # whatever else stands where a port or a text should
        return f"it cannot be read ({type(error).__name__}: {error})"


def _faults(card: CardType) -> Iterator[str]:
    yield from _faults_of_names(card)
    for word, ports in (("input", card.inputs), ("output", card.outputs)):
        seen: set[str] = set()
        for port in ports:
            if not isinstance(port, Port):
                yield f"one of its {word}s is {port!r}, which is no Port"
            if not port.id.isidentifier():
                yield f"the id of its {word} {port.id!r} is no Python name"
            if port.id in seen:
                yield f"it has two {word}s called {port.id}"
            seen.add(port.id)
            yield from _faults_of_port(card, port)
    for ports, ids in zip((card.inputs, card.outputs), _NEEDED.get(card.role, ()), strict=False):
        missing = [port_id for port_id in ids if port_id not in {port.id for port in ports}]
        if missing:
            yield f"a card with the role {card.role} needs a port called {missing[0]}"
    for rule in card.rules:
        for name in _ports_of(rule):
            if card.input(name) is None:
                yield f"a rule is about {name}, an input that it does not have"


def _faults_of_names(card: CardType) -> Iterator[str]:
    if not isinstance(card.role, Role) or card.role is Role.BLOCK:
        yield f"its role is {card.role!r}, which no card of a package has"
    parts = card.id.split(".")
    if card.role in _CONSTRUCTED and not (len(parts) > 1 and all(map(str.isidentifier, parts))):
        yield "its id must be the dotted path of a class, such as mypackage.layers.Scale"
    for name in ("id", "title", "category"):
        text = getattr(card, name)
        if not isinstance(text, str) or not text.strip():
            yield f"its {name} must be a text, and is {text!r}"
    if not card.outputs and card.role is not Role.OUTPUT:
        yield "it has no output"


def _faults_of_port(card: CardType, port: Port) -> Iterator[str]:
    if not isinstance(port.kind, Kind):
        yield f"the kind of {port.id} is {port.kind!r}, which is no Kind"
    if not isinstance(port.title, str) or not isinstance(port.help, str):
        yield f"the title and help of {port.id} must be texts"
    for name in (port.follows, port.when):
        if name and card.input(name) is None:
            yield f"{port.id} looks at {name}, an input that it does not have"
    if port.follows:
        return
    for word, value in (("default", port.default), ("first value", port.initial)):
        if value is None or (word == "default" and port.required):
            continue
        try:
            normalise(port, value)
        except BadValueError as error:
            yield f"the {word} of {port.id} does not fit it ({str(error).rstrip('.')})"


def _ports_of(rule: Rule) -> tuple[str, ...]:
    if isinstance(rule, Needs):
        return rule.port, rule.other
    if not isinstance(rule, Rule):
        raise TypeError(f"{rule!r} is no rule")
    return tuple(getattr(rule, item.name) for item in fields(rule))
