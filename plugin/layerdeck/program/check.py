"""What can be said of one card's values without Keras: missing, malformed, or at odds."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from layerdeck.deck import (
    Below,
    CardType,
    Divides,
    Exclusive,
    Needs,
    NotAbove,
    Port,
    Rule,
    Value,
    show,
)
from layerdeck.graph.fixes import setting

from .problems import Problem

Values = Mapping[str, Value]
"""By port id, what each argument is: written, wired from a value card, or its default."""

_SHORT = 45
"""Characters that fit the foot of a card."""


def check_rules(
    card: str, declared: CardType, values: Values, wired: Collection[str]
) -> list[Problem]:
    """Hold the card's values against the rules its type declares.

    What a wire gives is not offered to be set, as that would change nothing.
    """
    found = (_check(card, declared, rule, values) for rule in declared.rules)
    return [_settable(problem, wired) for problem in found if problem]


def _settable(problem: Problem, wired: Collection[str]) -> Problem:
    fixes = (fix for fix in problem.fixes if not any(item.port in wired for item in fix.changes))
    return replace(problem, fixes=tuple(fixes))


def _check(card: str, declared: CardType, rule: Rule, values: Values) -> Problem | None:
    match rule:
        case Exclusive(first, second):
            return _exclusive(card, declared, first, second, values)
        case Divides(divisor, number):
            return _divides(card, declared, divisor, number, values)
        case Below(small, large):
            return _below(card, declared, small, large, values)
        case NotAbove(small, large):
            return _not_above(card, declared, small, large, values)
        case Needs():
            return _needs(card, declared, rule, values)


def _port(declared: CardType, port_id: str) -> Port:
    port = declared.input(port_id)
    assert port is not None, f"{declared.id} has a rule about {port_id}, which it does not have"
    return port


def _items(value: Value) -> tuple[int, ...]:
    items = value if isinstance(value, tuple) else (value,)
    return tuple(item for item in items if isinstance(item, int))


def _exclusive(
    card: str, declared: CardType, first: str, second: str, values: Values
) -> Problem | None:
    one, other = _items(values.get(first)), _items(values.get(second))
    if max(one, default=1) <= 1 or max(other, default=1) <= 1:
        return None
    ports = _port(declared, first), _port(declared, second)
    return Problem(
        card,
        first,
        f"{ports[0].title} {_shown(one)} and {ports[1].title.lower()} {_shown(other)} exclude each "
        "other: only one of them may be above 1. Set one of them to 1.",
        f"{ports[0].title} {_shown(one)} and {_noun(ports[1])} {_shown(other)} exclude each other",
        fixes=tuple(setting(f"Set {port.title.lower()} to 1", card, port.id, 1) for port in ports),
    )


def _noun(port: Port) -> str:
    return port.title.lower().removesuffix(" rate")


def _shown(items: tuple[int, ...]) -> str:
    return str(items[0]) if len(set(items)) == 1 else ", ".join(map(str, items))


def _divides(
    card: str, declared: CardType, divisor: str, number: str, values: Values
) -> Problem | None:
    small, large = values.get(divisor), values.get(number)
    if not isinstance(small, int) or not isinstance(large, int) or small < 1 or large % small == 0:
        return None
    small_port, large_port = _port(declared, divisor), _port(declared, number)
    fitting = _nearest_divisor(large, small)
    multiple = max(round(large / small), 1) * small
    text = f"{small_port.title} {small} does not divide {large_port.title.lower()} {large}"
    return Problem(
        card,
        divisor,
        f"{text}: every group makes the same number of them. Choose a divisor of {large}.",
        text if len(text) <= _SHORT else f"{small} does not divide {large}",
        fixes=(
            setting(f"Set {small_port.title.lower()} to {fitting}", card, divisor, fitting),
            setting(f"Set {large_port.title.lower()} to {multiple}", card, number, multiple),
        ),
    )


def _nearest_divisor(number: int, wanted: int) -> int:
    """Of the divisors of a number the nearest to another, of two the greater."""
    divisors = [each for each in range(1, number + 1) if number % each == 0]
    return min(divisors, key=lambda each: (abs(each - wanted), -each))


def _below(card: str, declared: CardType, small: str, large: str, values: Values) -> Problem | None:
    less, more = _items(values.get(small)), _items(values.get(large))
    if not less or len(less) != len(more) or all(a < b for a, b in zip(less, more, strict=True)):
        return None
    small_port, large_port = _port(declared, small), _port(declared, large)
    items = tuple(min(a, b - 1) for a, b in zip(less, more, strict=True))
    mended = items if small_port.list else items[0]
    return Problem(
        card,
        small,
        f"{small_port.title} {show(small_port, less)} is not below {large_port.title.lower()} "
        f"{show(large_port, more)} on every axis. Make it smaller than the {_noun(large_port)}.",
        f"{small_port.title} {_shown(less)} is not below {large_port.title.lower()} {_shown(more)}",
        fixes=(
            setting(
                f"Set {small_port.title.lower()} to {show(small_port, mended)}",
                card,
                small,
                mended,
            ),
        ),
    )


def _not_above(
    card: str, declared: CardType, small: str, large: str, values: Values
) -> Problem | None:
    low, high = values.get(small), values.get(large)
    if not isinstance(low, (int, float)) or not isinstance(high, (int, float)) or low <= high:
        return None
    titles = _port(declared, small).title, _port(declared, large).title.lower()
    text = f"{titles[0]} {low:g} is above {titles[1]} {high:g}"
    return Problem(card, small, f"{text}. Lower the first or raise the second.", text)


def _needs(card: str, declared: CardType, rule: Needs, values: Values) -> Problem | None:
    port, other = _port(declared, rule.port), _port(declared, rule.other)
    if values.get(rule.port) == port.default or values.get(rule.other) == rule.value:
        return None
    text = f"{port.title} needs {other.title.lower()} {show(other, rule.value)}"
    return Problem(
        card,
        rule.port,
        f"{text}, and got {show(other, values.get(rule.other))}.",
        text,
        fixes=(
            setting(
                f"Set {other.title.lower()} to {show(other, rule.value)}",
                card,
                rule.other,
                rule.value,
            ),
        ),
    )
