"""What a layer without a card gives, where a file told it: for facts, and no part of the model."""

from collections.abc import Iterable, Mapping

from msgspec import structs

from layerdeck.graph import Card

from .program import Argument, Call, Make, Program, Ref, Statement, targets, uses

UNKNOWN = "layerdeck.Unknown"
"""The path of a tensor of which nothing is known but its shape and its number type."""

Given = tuple[tuple[int | None, ...], str]
"""The shape of a tensor, its batch first, and its number type."""


def given_by(card: Card) -> tuple[Given, ...]:
    """The tensors that a placeholder gives, as far as the file that it came from told of them."""
    kept = card.rest.get("keras")
    told = kept.get("gives") if isinstance(kept, Mapping) else None
    found: list[Given] = []
    for item in told if isinstance(told, tuple) else ():
        shape = item.get("shape") if isinstance(item, Mapping) else None
        if not isinstance(shape, tuple) or not all(map(_is_size, shape)):
            return tuple(found)
        assert isinstance(item, Mapping)
        found.append((shape, str(item.get("dtype", "float32"))))  # type: ignore[arg-type]
    return tuple(found)


def unknown(
    target: str, given: Given, behind: Iterable[str], fed: Iterable[str], card: str
) -> Make:
    """The statement of a tensor that a placeholder gives.

    `behind` are the Inputs that feed it, `fed` the variables that go into it.
    """
    shape, dtype = given
    arguments = (
        Argument("shape", shape),
        Argument("dtype", dtype),
        Argument("behind", tuple(behind)),
        Argument("fed", tuple(map(Ref, fed))),
        Argument("name", f"{target}.unknown"),
    )
    return Make(target, Call(UNKNOWN, arguments), card)


def without_unknown(program: Program) -> Program:
    """The Program without what hangs on a layer that nobody knows; itself where nothing does."""
    if not any(map(_is_unknown, program.statements)):
        return program
    dropped: set[str] = set()
    kept = []
    for item in program.statements:
        if _is_unknown(item) or dropped.intersection(uses(item)):
            dropped.update(targets(item))
        else:
            kept.append(item)
    outputs = tuple(out for out in program.outputs if out.value.name not in dropped)
    return structs.replace(program, statements=tuple(kept), outputs=outputs)


def _is_unknown(statement: Statement) -> bool:
    return isinstance(statement, Make) and statement.call.path == UNKNOWN


def _is_size(size: object) -> bool:
    return size is None or (type(size) is int and size >= 0)
