"""A Program printed as classes: a layer for each block, a model for the whole."""

import builtins
import keyword
import re
from collections.abc import Collection, Generator

from msgspec import structs

from layerdeck.program import (
    Argument,
    Function,
    Make,
    Output,
    Program,
    Ref,
    targets,
)

from .expressions import arguments, results
from .manner import Arguments, Manner
from .page import Line, Owners, Page
from .parts import (
    BUILD,
    calls,
    no_model,
    one_or_all,
    parameter,
    results_return,
    signature,
    statement,
)
from .planning import ClassName, Plan, class_name, plan_steps
from .renaming import renamed_ref
from .style import INDENT, formatted

_TWICE = INDENT * 2
_WORD = re.compile(r"[^\W_]+")
_COMPUTE_MASK = f"""
{INDENT}def compute_mask(self, inputs, previous_mask):
{_TWICE}return None  # the layers within have set the masks of what they give"""
"""Without it Keras would hand the mask of a block's input on to what the block gives."""


def class_steps(
    page: Page, program: Program, bare: Collection[str], manner: Manner
) -> Generator[None, None, None]:
    """Print the classes, blocks first, and `build_model`, in steps of a statement each."""
    classes: dict[str, ClassName] = {}
    taken = {name for function in (*program.functions, program) for name in _names(function)}
    taken |= {call.path.rpartition(".")[2] for call in calls(program)}
    yield
    makes_masks = _makes_masks(program)
    yield
    for function in (*program.functions, program):
        whole = isinstance(function, Program)
        name = BUILD if whole else function.name
        wanted = _camel(function.name, "Model" if whole else "Block", taken)
        own = classes[name] = class_name(function, wanted)
        plan = yield from plan_steps(function, own, classes)
        page.begin()
        base = "keras.Model" if whole else "keras.layers.Layer"
        page.add(f"class {own.name}({base}):", Line(name))
        masked = makes_masks and not whole
        yield from _print_init(page, name, own, plan, (bare, masked))
        page.add("")
        yield from _print_call(page, name, function, plan, bare)
        if masked:
            page.add(_COMPUTE_MASK, Line(name))
    yield from _print_build(page, program, own, plan, (bare, manner))


def _print_init(
    page: Page, name: str, own: ClassName, plan: Plan, how: tuple[Collection[str], bool]
) -> Generator[None, None, None]:
    """The method that makes the layers; those of a block may be reached by masks."""
    bare, masked = how
    taken = [structs.replace(item, name=own.arguments[item.name]) for item in plan.parameters]
    owners = [(item.name, item.card) for item in taken]
    given = ", ".join(["self", *map(parameter, taken), "**kwargs"])
    page.add_owned(formatted(f"def __init__({given}) -> None:", INDENT), name, owners)
    page.add(f"{_TWICE}super().__init__(**kwargs)", Line(name))
    if masked:
        page.add(f"{_TWICE}self.supports_masking = True", Line(name))
    for inner, attribute in plan.kept.items():
        page.add_owned(f"{_TWICE}self.{attribute} = {own.arguments[inner]}", name, owners)
    for item in plan.init:
        page.add_code(statement(item, bare), Line(name, (item.card,)), _TWICE)
        yield


def _print_call(
    page: Page, name: str, function: Function, plan: Plan, bare: Collection[str]
) -> Generator[None, None, None]:
    """The method that applies them."""
    inputs = [renamed_ref(ref, plan.within).name for ref in function.inputs]
    owners = _input_owners(function, plan)
    together = isinstance(function, Program) and len(inputs) > 1
    # A model takes its tensors as one argument, as it does where a function makes it.
    taken = ["inputs"] if together else inputs
    given = ", ".join(["self", *taken, "training=None"])
    page.add_owned(formatted(f"def call({given}):", INDENT), name, owners)
    if together:
        page.add_owned(formatted(f"{', '.join(inputs)} = inputs", _TWICE), name, owners)
    for item in plan.call:
        page.add_code(statement(item, bare), Line(name, (item.card,)), _TWICE)
        yield
    outputs = tuple(
        structs.replace(item, value=renamed_ref(item.value, plan.within))
        for item in function.outputs
    )
    page.add_owned(_last(function, outputs), name, [(o.value.name, o.card) for o in outputs])


def _last(function: Function, outputs: tuple[Output, ...]) -> str:
    """What `call` gives, in its last line."""
    if not isinstance(function, Program):
        return results_return(structs.replace(function, outputs=outputs), _TWICE)
    if not outputs:
        return no_model(_TWICE)
    return formatted(f"return {results(outputs)}", _TWICE)


def _print_build(
    page: Page,
    program: Program,
    own: ClassName,
    plan: Plan,
    how: tuple[Collection[str], Manner],
) -> Generator[None, None, None]:
    """The function that makes the model and, by applying it to its inputs, all its weights."""
    bare, manner = how
    owners = [(item.name, item.card) for item in program.parameters]
    page.begin()
    page.add_owned(signature(program), BUILD, owners)
    for item in plan.before:
        page.add_code(statement(item, bare), Line(BUILD, (item.card,)), INDENT)
        yield
    short = manner.arguments is Arguments.SHORT
    values = tuple(
        Argument(own.arguments[item.name], Ref(item.name), short) for item in plan.parameters
    )
    made = arguments((*values, Argument("name", program.name)))
    page.add_owned(formatted(f"model = {own.name}({made})", INDENT), BUILD, owners)
    applied = formatted(f"model({one_or_all(program.inputs)})", INDENT)
    page.add_owned(applied, BUILD, _input_owners(program, plan))
    page.add(f"{INDENT}return model", Line(BUILD))


def _input_owners(function: Function, plan: Plan) -> Owners:
    """The names of the tensors that a function takes, each with its Input card."""
    if not isinstance(function, Program):
        return [(renamed_ref(ref, plan.within).name, ref.name) for ref in function.inputs]
    makers = {item.target: item.card for item in plan.before if isinstance(item, Make)}
    return [
        (name, makers[ref.name])
        for ref in function.inputs
        for name in {ref.name, renamed_ref(ref, plan.within).name}
    ]


def _makes_masks(program: Program) -> bool:
    """Whether any layer marks steps of sequences to be left out."""
    return any(
        call.path == "keras.layers.Masking"
        or any(given.name == "mask_zero" for given in call.arguments)
        for call in calls(program)
    )


def _names(function: Function) -> list[str]:
    """All names in a function."""
    parameters = [item.name for item in function.parameters]
    made = [name for item in function.statements for name in targets(item)]
    return [function.name, *parameters, *made, *(ref.name for ref in function.inputs)]


def _camel(name: str, kind: str, taken: set[str]) -> str:
    """A name for a class: `double_conv` becomes `DoubleConv`."""
    wanted = "".join(word[0].upper() + word[1:] for word in _WORD.findall(name))
    if not wanted.isidentifier():
        wanted = f"{kind}{wanted}"
    if keyword.iskeyword(wanted) or hasattr(builtins, wanted):
        wanted = f"{wanted}{kind}"
    chosen, number = wanted, 2
    while chosen in taken:
        chosen, number = f"{wanted}{number}", number + 1
    taken.add(chosen)
    return chosen
