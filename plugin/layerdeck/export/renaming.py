"""Statements with other names in them: a variable of a function is an attribute in its class."""

from collections.abc import Mapping

from msgspec import structs

from layerdeck.program import Argument, Assign, Call, Expression, Make, Ref, Statement

Names = Mapping[str, str]
"""By variable, what it is called; those that are left out keep their name."""


def renamed_statement(item: Statement, names: Names) -> Statement:
    """A statement with the variables that it makes and reads renamed."""
    if not names:
        return item
    if isinstance(item, Assign):
        return structs.replace(item, target=names.get(item.target, item.target))
    if isinstance(item, Make):
        target = names.get(item.target, item.target)
        return structs.replace(item, target=target, call=_call(item.call, names))
    layer = item.layer
    return structs.replace(
        item,
        targets=tuple(names.get(name, name) for name in item.targets),
        layer=_call(layer, names) if isinstance(layer, Call) else renamed_ref(layer, names),
        arguments=_arguments(item.arguments, names),
    )


def renamed_ref(ref: Ref, names: Names) -> Ref:
    """A variable by its other name."""
    return Ref(names.get(ref.name, ref.name))


def _call(call: Call, names: Names) -> Call:
    return structs.replace(call, arguments=_arguments(call.arguments, names))


def _arguments(arguments: tuple[Argument, ...], names: Names) -> tuple[Argument, ...]:
    return tuple(structs.replace(item, value=_value(item.value, names)) for item in arguments)


def _value(value: Expression, names: Names) -> Expression:
    if isinstance(value, Ref):
        return renamed_ref(value, names)
    if isinstance(value, tuple):
        return tuple(renamed_ref(item, names) if isinstance(item, Ref) else item for item in value)
    return value
