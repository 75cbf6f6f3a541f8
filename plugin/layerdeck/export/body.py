"""What a module is made of below its first line: imports, carried classes, functions or classes."""

from collections.abc import Generator, Iterable

from msgspec import structs

from layerdeck.program import (
    Argument,
    Assign,
    Call,
    Function,
    Make,
    Program,
    Statement,
    trim_steps,
    uses,
)

from .carried import sources
from .classes import class_steps
from .manner import Arguments, Manner, Style
from .page import Line, Owners, Page
from .parts import (
    BUILD,
    calls,
    imported_alone,
    imports,
    model_return,
    results_return,
    signature,
    statement,
)
from .style import INDENT, members


def needed_steps(program: Program, shown: str = "") -> Generator[None, None, Program]:
    """The Program without what no output needs, save for the function that is shown."""
    if not program.outputs:
        return program
    kept = yield from trim_steps(program)
    wanted = {shown, *(function.name for function in kept.functions)}
    functions: list[Function] = []
    for function in reversed(program.functions):
        if function.name in wanted:
            functions.append(function)
            wanted.update(_used(function))
    return structs.replace(kept, functions=tuple(reversed(functions)))


def head(program: Program, manner: Manner) -> str:
    """The lines that import what the body needs."""
    carried, _ = sources(call.path for call in calls(program) if call.carried)
    return "\n".join([*carried, *imports(program, manner.of_tensorflow)])


def body_steps(page: Page, program: Program, manner: Manner) -> Generator[None, None, None]:
    """Print all definitions, `build_model` last, in steps of a statement each."""
    _, definitions = sources(call.path for call in calls(program) if call.carried)
    for definition in definitions:
        page.begin()
        for number, part in enumerate(members(definition)):
            page.add(f"\n{part}" if number else part)
            yield
    if manner.arguments is Arguments.KEYWORD:
        program = yield from _with_names(program)
    bare = imported_alone(program, manner.of_tensorflow)
    if manner.style is Style.CLASS:
        yield from class_steps(page, program, bare, manner)
        return
    for function in (*program.functions, program):
        whole = isinstance(function, Program)
        name = BUILD if whole else function.name
        page.begin()
        page.add_owned(signature(function), name, _taken(function))
        for item in function.statements:
            page.add_code(statement(item, bare), Line(name, (item.card,)), INDENT)
            yield
        last = model_return(program, manner) if whole else results_return(function, INDENT)
        page.add_owned(last, name, given(function))


def given(function: Function) -> Owners:
    """The variables that a function gives, each with its Output card."""
    return [(item.value.name, item.card) for item in function.outputs]


def _taken(function: Function) -> Owners:
    """The names of what a function takes, each with the card that stands for it."""
    # An Input card of a block is called as its variable is; a model's has a statement of its own.
    inputs = [] if isinstance(function, Program) else [(ref.name,) * 2 for ref in function.inputs]
    return [*inputs, *((item.name, item.card) for item in function.parameters)]


def _used(function: Function) -> Iterable[str]:
    return (name for item in function.statements for name in uses(item))


def _with_names(program: Program) -> Generator[None, None, Program]:
    """The Program with the name of every argument written where an object is constructed."""
    functions: list[Function] = []
    for function in (*program.functions, program):
        statements: list[Statement] = []
        for item in function.statements:
            statements.append(_with_all_names(item))
            yield
        functions.append(structs.replace(function, statements=tuple(statements)))
    *others, whole = functions
    assert isinstance(whole, Program)
    return structs.replace(whole, functions=tuple(others))


def _with_all_names(item: Statement) -> Statement:
    if isinstance(item, Assign):
        return item
    if isinstance(item, Make):
        return structs.replace(item, call=_named(item.call))
    return structs.replace(item, layer=_named(item.layer)) if isinstance(item.layer, Call) else item


def _named(call: Call) -> Call:
    arguments = tuple(Argument(item.name, item.value) for item in call.arguments)
    return structs.replace(call, arguments=arguments)
