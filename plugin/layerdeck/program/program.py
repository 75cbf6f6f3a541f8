"""The Program: the ordered calls and variables that a Graph means.

`lower` makes it, `export` prints it, `engine` runs it; nothing else knows what a Graph means.
Every statement carries the id of the card it came from. The values are msgspec structs, so that a
Program travels to the engine's process as JSON.
"""

from collections.abc import Generator, Iterable, Iterator

from msgspec import Struct, structs

from layerdeck.graph.steps import finish

MODEL = "keras.Model"
"""The one class that a Program constructs without a card of its own: a block as a layer."""

Scalar = None | bool | int | float | str
Literal = Scalar | tuple[Scalar | tuple[Scalar, ...], ...]


class Ref(Struct, frozen=True, tag="ref"):
    """A variable made by an earlier statement, or a parameter of the program."""

    name: str


Expression = Ref | Scalar | tuple[Ref | Scalar | tuple[Scalar, ...], ...]
"""What an argument may be: a variable, a literal, or a tuple of these."""


class Argument(Struct, frozen=True):
    """An argument of a call. `positional`: written without its name."""

    name: str
    value: Expression
    positional: bool = False


class Call(Struct, frozen=True, tag="call"):
    """The construction of an object: `path` is the dotted name of a class or function.

    `carried`: exported code holds the source of the class instead of importing it.
    """

    path: str
    arguments: tuple[Argument, ...] = ()
    carried: bool = False


class Assign(Struct, frozen=True, tag="assign"):
    """A literal with a name: `rate = 0.5`."""

    target: str
    value: Literal
    card: str


class Make(Struct, frozen=True, tag="make"):
    """A constructed object: `conv = layers.Conv3D(…)`, `volume = keras.Input(…)`."""

    target: str
    call: Call
    card: str


class Apply(Struct, frozen=True, tag="apply"):
    """A layer applied to tensors: `x = conv(volume)`, `x = layers.Conv3D(…)(volume)`.

    Attributes:
        targets: variables of the outputs, in Keras' order.
        arguments: of the call, the tensors first: `attention(query, value, key=key)`.
        open_ended: whether the layer returns more than the targets name.
    """

    targets: tuple[str, ...]
    layer: Ref | Call
    arguments: tuple[Argument, ...]
    card: str
    open_ended: bool = False

    @property
    def inputs(self) -> tuple[str, ...]:
        """The variables that the layer is applied to, in order."""
        return tuple(_refs(self.arguments))


Statement = Assign | Make | Apply


class Parameter(Struct, frozen=True):
    """An argument of `build_model`. `type` is a port type's name, such as “List of Integer”."""

    name: str
    type: str
    default: Literal
    card: str


class Output(Struct, frozen=True):
    """A tensor that the model returns, under a name where one was given."""

    name: str
    value: Ref
    card: str


class Function(Struct, frozen=True):
    """What a block means: tensors and values in, tensors out.

    An `Apply` whose layer is a Ref of this name calls it. `inputs` are the names of its tensors.
    """

    name: str
    parameters: tuple[Parameter, ...] = ()
    statements: tuple[Statement, ...] = ()
    inputs: tuple[Ref, ...] = ()
    outputs: tuple[Output, ...] = ()


class Program(Function, frozen=True):
    """What a Graph means, in the order in which it can be run.

    Attributes:
        inputs: the variables that are the model's inputs.
        functions: what its blocks mean, those that others call first.
    """

    functions: tuple[Function, ...] = ()


def targets(statement: Statement) -> tuple[str, ...]:
    """The variables that a statement makes."""
    return statement.targets if isinstance(statement, Apply) else (statement.target,)


def uses(statement: Statement) -> Iterator[str]:
    """The variables that a statement reads."""
    if isinstance(statement, Assign):
        return
    call = statement.call if isinstance(statement, Make) else statement.layer
    if isinstance(call, Ref):
        yield call.name
    else:
        yield from _refs(call.arguments)
    if isinstance(statement, Apply):
        yield from _refs(statement.arguments)


def _refs(arguments: Iterable[Argument]) -> Iterator[str]:
    for argument in arguments:
        value = argument.value
        if isinstance(value, Ref):
            yield value.name
        elif isinstance(value, tuple):
            yield from (item.name for item in value if isinstance(item, Ref))


def trim(program: Program) -> Program:
    """The Program without what no output needs; inputs and parameters stay, and whole functions."""
    return finish(trim_steps(program))


def trim_steps(program: Program) -> Generator[None, None, Program]:
    """`trim` in steps of a statement each, for those who must not be kept waiting."""
    kept = yield from _needed_steps(program)
    if not program.functions:
        return structs.replace(program, statements=kept)
    functions: list[Function] = []
    called = {name for item in kept for name in uses(item)}
    for function in reversed(program.functions):
        if function.name in called:
            functions.append(function)
            called.update(name for item in function.statements for name in uses(item))
    return structs.replace(program, statements=kept, functions=tuple(reversed(functions)))


def upto(program: Program, variable: str) -> Program:
    """The Program cut down to what one of its variables needs, which becomes its one output.

    No card stands for that output.
    """
    cut = trim(structs.replace(program, inputs=(), outputs=(Output("", Ref(variable), ""),)))
    made = {name for statement in cut.statements for name in targets(statement)}
    return structs.replace(cut, inputs=tuple(ref for ref in program.inputs if ref.name in made))


def needed_statements(function: Function) -> tuple[Statement, ...]:
    """The statements that the outputs of a function or Program need, in order."""
    return finish(_needed_steps(function))


def _needed_steps(function: Function) -> Generator[None, None, tuple[Statement, ...]]:
    needed = {ref.name for ref in function.inputs} | {out.value.name for out in function.outputs}
    kept: list[Statement] = []
    for statement in reversed(function.statements):
        if not needed.isdisjoint(targets(statement)):
            kept.append(statement)
            needed.update(uses(statement))
        yield
    return tuple(reversed(kept))
