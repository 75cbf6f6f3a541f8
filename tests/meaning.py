"""What a Program computes, apart from how its variables are called and where its parts lie."""

from typing import Any

from layerdeck.program import (
    Apply,
    Argument,
    Assign,
    Call,
    Expression,
    Lowered,
    Make,
    Problem,
    Program,
    Ref,
    Severity,
    flatten,
    trim,
)


def errors(lowered: Lowered) -> list[Problem]:
    """The problems that keep a model from being built."""
    return [problem for problem in lowered.problems if problem.severity is Severity.ERROR]


def meaning(program: Program) -> list[Any]:
    """By output, the tree of calls that leads to it, with parameters at their defaults.

    A layer that is applied more than once is the same object in the tree wherever it stands.
    """
    flat = trim(flatten(program).program)
    known: dict[str, Any] = {item.name: _literal(item.default) for item in flat.parameters}
    for number, item in enumerate(flat.statements):
        if isinstance(item, Assign):
            known[item.target] = _literal(item.value)
        elif isinstance(item, Make):
            known[item.target] = _call(item.call, known)
        else:
            made = _apply(item, known, number)
            known |= {target: (made, place) for place, target in enumerate(item.targets)}
    return [known[output.value.name] for output in flat.outputs]


def _apply(item: Apply, known: dict[str, Any], number: int) -> Any:
    shared = isinstance(item.layer, Ref)
    layer = known[item.layer.name] if shared else _call(item.layer, known)
    return ("apply", layer, _arguments(item.arguments, known))


def _call(call: Call, known: dict[str, Any]) -> Any:
    return (call.path, _arguments(call.arguments, known))


def _arguments(arguments: tuple[Argument, ...], known: dict[str, Any]) -> Any:
    return tuple((item.name, _value(item.value, known)) for item in arguments)


def _value(value: Expression, known: dict[str, Any]) -> Any:
    if isinstance(value, Ref):
        return known[value.name]
    if isinstance(value, tuple) and any(isinstance(item, Ref) for item in value):
        return [_value(item, known) for item in value]
    return _literal(value)


def _literal(value: Any) -> Any:
    """A list of equal numbers and the number mean one thing to Keras."""
    if isinstance(value, tuple) and value and all(item == value[0] for item in value):
        return value[0]
    return value
