"""A Program with every function laid out where it is called: what the engine runs.

A card within a block is named by its way there: the `conv` of the block card `encoder` is
`encoder/conv`, and so are its variables. The order is that of the exported code, so that Keras'
automatic names are the same.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from msgspec import structs

from layerdeck.graph.blocks import WITHIN

from .program import (
    Apply,
    Argument,
    Assign,
    Call,
    Expression,
    Function,
    Make,
    Program,
    Ref,
    Statement,
)


@dataclass(frozen=True, slots=True)
class Flat:
    """A Program without functions.

    Attributes:
        blocks: by the path of a block's card, the variable of its first output.
        originals: by the path of a card inside a block, the card of the function that it is.
        handed: the arguments inside that a block is given, each by its card's path and name.
    """

    program: Program
    blocks: Mapping[str, str]
    originals: Mapping[str, str] = field(default_factory=dict)
    handed: frozenset[tuple[str, str]] = frozenset()


@dataclass(slots=True)
class _Flattening:
    functions: Mapping[str, Function]
    statements: list[Statement] = field(default_factory=list)
    blocks: dict[str, str] = field(default_factory=dict)
    originals: dict[str, str] = field(default_factory=dict)
    handed: set[tuple[str, str]] = field(default_factory=set)


def flatten(program: Program) -> Flat:
    """Lay out the functions of a Program."""
    work = _Flattening({function.name: function for function in program.functions})
    known: dict[str, Expression] = {}
    _lay_out(work, program, known, "")
    outputs = tuple(
        structs.replace(output, value=_ref(output.value, known, "")) for output in program.outputs
    )
    flat = structs.replace(
        program, statements=tuple(work.statements), outputs=outputs, functions=()
    )
    return Flat(flat, work.blocks, work.originals, frozenset(work.handed))


def _lay_out(
    work: _Flattening, function: Function, known: dict[str, Expression], path: str
) -> None:
    """Add the statements of a function; `known` says what its names stand for outside."""
    for item in function.statements:
        card = f"{path}{item.card}"
        if path:
            work.originals[card] = f"{function.name}{WITHIN}{item.card}"
            work.handed |= {(card, name) for name in _handed(item, known)}
        if isinstance(item, Assign):
            work.statements.append(Assign(f"{path}{item.target}", item.value, card))
        elif isinstance(item, Make):
            call = _call(item.call, known, path)
            work.statements.append(Make(f"{path}{item.target}", call, card))
        elif isinstance(item.layer, Ref) and item.layer.name in work.functions:
            _call_function(work, item, known, path)
        else:
            layer = item.layer
            made = (
                _call(layer, known, path) if isinstance(layer, Call) else _ref(layer, known, path)
            )
            work.statements.append(
                Apply(
                    tuple(f"{path}{target}" for target in item.targets),
                    made,
                    _arguments(item.arguments, known, path),
                    card,
                    item.open_ended,
                )
            )


def _call_function(work: _Flattening, item: Apply, known: dict[str, Expression], path: str) -> None:
    assert isinstance(item.layer, Ref)
    function = work.functions[item.layer.name]
    given = _arguments(item.arguments, known, path)
    inner: dict[str, Expression] = {
        parameter.name: parameter.default for parameter in function.parameters
    }
    tensors = [argument.value for argument in given if argument.positional]
    inner |= dict(zip((ref.name for ref in function.inputs), tensors, strict=True))
    inner |= {argument.name: argument.value for argument in given if not argument.positional}
    within = f"{path}{item.card}{WITHIN}"
    _lay_out(work, function, inner, within)
    results = [_ref(output.value, inner, within) for output in function.outputs]
    known |= dict(zip(item.targets, results, strict=True))
    if results:
        work.blocks[f"{path}{item.card}"] = results[0].name


def _call(call: Call, known: Mapping[str, Expression], path: str) -> Call:
    return structs.replace(call, arguments=_arguments(call.arguments, known, path))


def _arguments(
    arguments: tuple[Argument, ...], known: Mapping[str, Expression], path: str
) -> tuple[Argument, ...]:
    return tuple(
        structs.replace(item, value=_within(item.value, known, path)) for item in arguments
    )


def _within(value: Expression, known: Mapping[str, Expression], path: str) -> Expression:
    """What an argument is outside: a variable by its way, a tensor or value that was handed in."""
    if isinstance(value, Ref):
        return known.get(value.name, Ref(f"{path}{value.name}"))
    if isinstance(value, tuple):
        return tuple(_within(item, known, path) for item in value)  # type: ignore[misc]
    return value


def _handed(item: Statement, known: Mapping[str, Expression]) -> Iterator[str]:
    """The arguments of a layer that come from outside."""
    call = None if isinstance(item, Assign) else item.call if isinstance(item, Make) else item.layer
    for argument in call.arguments if isinstance(call, Call) else ():
        if _is_known(argument.value, known):
            yield argument.name


def _is_known(value: Expression, known: Mapping[str, Expression]) -> bool:
    """Whether a value comes from outside."""
    if isinstance(value, tuple):
        return any(_is_known(item, known) for item in value)
    return isinstance(value, Ref) and value.name in known


def _ref(ref: Ref, known: Mapping[str, Expression], path: str) -> Ref:
    found = known.get(ref.name, Ref(f"{path}{ref.name}"))
    assert isinstance(found, Ref), f"{ref.name} is a tensor or a layer, and {found!r} is neither"
    return found
