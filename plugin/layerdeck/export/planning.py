"""What of a function becomes what of a class: layers are made in `__init__`, applied in `call`."""

from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from msgspec import structs

from layerdeck.program import (
    MODEL,
    Apply,
    Argument,
    Assign,
    Call,
    Function,
    Make,
    Parameter,
    Program,
    Ref,
    Statement,
    targets,
    uses,
)

from .renaming import renamed_statement
from .reserved import ATTRIBUTES, LOCALS, PARAMETERS


@dataclass(frozen=True, slots=True)
class ClassName:
    """What the class of a function is called, and by its parameters what `__init__` calls them."""

    name: str
    arguments: Mapping[str, str]


@dataclass(slots=True)
class Plan:
    """A function as a class.

    Attributes:
        parameters: those of the function that the class needs.
        kept: by those of them that `call` needs, their attributes.
        init: the statements of `__init__`; what is an attribute is called `self.conv`.
        call: those of `call`.
        before: those that make a model's inputs, and what these need: no part of the class.
        names: how the variables of the function are called in `__init__`, if not as there.
        within: the same in `call`.
        made: by the first variable that a layer gives, the layer, where it is made for that alone.
    """

    parameters: tuple[Parameter, ...] = ()
    kept: dict[str, str] = field(default_factory=dict)
    init: list[Statement] = field(default_factory=list)
    call: list[Statement] = field(default_factory=list)
    before: list[Statement] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    within: dict[str, str] = field(default_factory=dict)
    made: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Uses:
    """What is read where, by the names of variables.

    Attributes:
        inputs: what the function takes; no part of the class.
        symbolic: tensors of models that are made within `__init__`.
        applied: layers that `call` applies.
    """

    inputs: set[str]
    symbolic: set[str] = field(default_factory=set)
    applied: set[str] = field(default_factory=set)
    in_init: set[str] = field(default_factory=set)
    in_call: set[str] = field(default_factory=set)
    before: set[str] = field(default_factory=set)

    def is_symbolic(self, item: Apply) -> bool:
        """Whether it is applied within `__init__`."""
        return bool(self.symbolic.intersection(item.inputs))


def class_name(function: Function, name: str) -> ClassName:
    """What the class of a function and the arguments of its `__init__` are called.

    An argument is called as its parameter, unless Keras gives that name a meaning.
    """
    taken = set(_variables(function.statements))
    arguments = {}
    for parameter in function.parameters:
        given = parameter.name
        if given in PARAMETERS:
            given = _free(f"{given}_", taken)
        elif given.startswith("__"):  # Python would put the name of the class in front
            given = _free(f"value{given}", taken)
        arguments[parameter.name] = given
    return ClassName(name, arguments)


def plan_steps(
    function: Function, own: ClassName, classes: Mapping[str, ClassName]
) -> Generator[None, None, Plan]:
    """Plan the class of a function, in steps of a statement each.

    Args:
        function: a block's, or the Program.
        own: what its class is called.
        classes: the same of the functions that it may call, by their names.
    """
    statements: list[Statement] = []
    for item in function.statements:
        statements.append(_with_class(item, classes))
        yield
    used = yield from _uses(function, statements)
    plan = Plan()
    whole = isinstance(function, Program)
    read = used.in_init | used.in_call
    plan.parameters = tuple(p for p in function.parameters if not whole or p.name in read)
    yield from _choose_names(plan, own, statements, used)
    for item in statements:
        yield
        if isinstance(item, Assign):
            _place_value(plan, item, used)
        elif isinstance(item, Make):
            if item.target in used.inputs:
                plan.before.append(item)
            else:
                plan.init.append(renamed_statement(item, plan.names))
        elif used.is_symbolic(item):
            plan.init.append(renamed_statement(item, plan.names))
        else:
            _place_layer(plan, item)
    return plan


def _with_class(item: Statement, classes: Mapping[str, ClassName]) -> Statement:
    """A call of a function as a layer of its class that is applied."""
    if not isinstance(item, Apply) or not isinstance(item.layer, Ref):
        return item
    known = classes.get(item.layer.name)
    if known is None:
        return item
    values = tuple(
        Argument(known.arguments[given.name], given.value)
        for given in item.arguments
        if not given.positional
    )
    # With a name of its own it takes none of those that Keras counts.
    call = Call(known.name, (*values, Argument("name", item.card)), carried=True)
    tensors = tuple(given for given in item.arguments if given.positional)
    return structs.replace(item, layer=call, arguments=tensors)


def _uses(function: Function, statements: list[Statement]) -> Generator[None, None, _Uses]:
    used = _Uses({ref.name for ref in function.inputs})
    for item in statements:
        if isinstance(item, Make) and item.call.path == MODEL:
            value = next(given.value for given in item.call.arguments if given.name == "inputs")
            refs = value if isinstance(value, tuple) else (value,)
            used.symbolic.update(ref.name for ref in refs if isinstance(ref, Ref))
    yield
    for item in statements:
        yield
        if isinstance(item, Make):
            (used.before if item.target in used.inputs else used.in_init).update(uses(item))
        elif isinstance(item, Apply):
            if used.is_symbolic(item):
                used.symbolic.update(item.targets)
                used.in_init.update(uses(item))
                continue
            used.in_call.update(item.inputs)
            if isinstance(item.layer, Ref):
                used.applied.add(item.layer.name)
            else:
                used.in_init.update(uses(Make("", item.layer, item.card)))
    return used


def _choose_names(
    plan: Plan, own: ClassName, statements: list[Statement], used: _Uses
) -> Generator[None, None, None]:
    variables = {*used.inputs, *_variables(statements), *own.arguments, *own.arguments.values()}

    def attribute(name: str) -> str:
        if name in ATTRIBUTES:
            return _free(f"{name}_layer", variables)
        return _free(f"layer{name}", variables) if name.startswith("_") else name

    for name in variables & LOCALS:
        plan.names[name] = plan.within[name] = _free(f"{name}_", variables)
    for parameter in plan.parameters:
        name = parameter.name
        plan.names[name] = own.arguments[name]
        if name in used.in_call:
            plan.kept[name] = attribute(own.arguments[name])
            plan.within[name] = f"self.{plan.kept[name]}"
    for item in statements:
        yield
        if isinstance(item, Make) and item.target in used.applied:
            name = f"self.{attribute(item.target)}"
            plan.names[item.target] = plan.within[item.target] = name
        elif isinstance(item, Apply) and isinstance(item.layer, Call):
            plan.made[item.targets[0]] = f"self.{attribute(item.targets[0])}"


def _place_value(plan: Plan, item: Assign, used: _Uses) -> None:
    """Give a literal its name wherever it is read."""
    if item.target in used.before:
        plan.before.append(item)
    if item.target in used.in_call:
        plan.call.append(renamed_statement(item, plan.within))
    if item.target in used.in_init or item.target not in used.in_call | used.before:
        plan.init.append(renamed_statement(item, plan.names))


def _place_layer(plan: Plan, item: Apply) -> None:
    """Make a layer in `__init__`, where it is not made there yet, and apply it in `call`."""
    if isinstance(item.layer, Call):
        name = plan.made[item.targets[0]]
        made = Make(item.targets[0], item.layer, item.card)
        # Its own name is that of what it gives, which may be another.
        plan.init.append(structs.replace(renamed_statement(made, plan.names), target=name))
        item = structs.replace(item, layer=Ref(name))
    plan.call.append(renamed_statement(item, plan.within))


def _variables(statements: Iterable[Statement]) -> Iterator[str]:
    return (name for item in statements for name in targets(item))


def _free(name: str, taken: set[str]) -> str:
    """A name that is not taken, which is then: with underscores where it was."""
    while name in taken or name in ATTRIBUTES:
        name = f"{name}_"
    taken.add(name)
    return name
