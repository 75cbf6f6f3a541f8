"""Finds the models of a script that was run: in its global names, else by its functions."""

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from layerdeck.files.importing.scripts import Ran, ScriptModel

from .running import Script, model_classes
from .telling import UntoldError, as_text, inner_models, kind_of

_BUILDS = re.compile(r"model|net|^(build|create|make|construct)$", re.IGNORECASE)
_DOES_MORE = re.compile(r"^(_|main|train|test|eval|fit|run|save|load|plot|show|print|download)")
_MAIN = re.compile(rb"^if\s+__name__\s*==", re.MULTILINE)
_MOST = 20


@dataclass(slots=True)
class Telling:
    """The models that can be told as layers, and of the others why they cannot."""

    models: list[ScriptModel] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def add(self, name: str, model: Any, aside: tuple[str, ...] = ()) -> None:
        """Tell a model, and what is worth knowing of it."""
        try:
            text, lost = as_text(model)
        except UntoldError as error:
            self.problems.append(f"{name} {error}")
        else:
            self.models.append(ScriptModel(name, kind_of(model), text, lost, aside))


def found_in(script: Script, wanted: str = "") -> Ran:
    """What models a script has.

    Global names come first. Where there is none, functions of its own are called that can be
    called without arguments and by their names build a model.

    Args:
        script: as it was run.
        wanted: the one global name or function to look at, where a person has said it.
    """
    if script.failed:
        return Ran(failed=script.failed)
    held = vars(script.module)
    if wanted and wanted not in held:
        names = ", ".join([*_named(held), *(f"{name}()" for name in _callable(script))][:_MOST])
        has = f"it has {names}" if names else "it has no model at all"
        return Ran(failed=f"it has no {wanted}; {has}.")
    if wanted:
        models = _named({wanted: held[wanted]})
        functions = [wanted] if callable(held[wanted]) and not models else []
        if not models and not functions:
            kind = type(held[wanted]).__name__
            return Ran(failed=f"its {wanted} is of the class {kind}, and no Keras model.")
    else:
        models = _named(held)
        if script.trained is not None:
            models = {**models, **_trained(script, models)}
        functions = [] if models else [n for n in _callable(script) if _likely(n, held[n])]
    telling = Telling()
    for name, model in _in_order(models, script.trained):
        telling.add(name, model)
    for name in functions:
        _build(script, name, telling)
    told = tuple(f"{text}." for text in script.told)
    if telling.models:
        return Ran(models=tuple(telling.models[:_MOST]), told=(*told, *telling.problems))
    if telling.problems:
        return Ran(told=told, failed=telling.problems[0])
    rest = () if wanted else tuple(name for name in _callable(script) if name not in functions)
    return Ran(functions=rest[:_MOST], told=told, failed=_why_none(script, wanted))


def _named(held: Mapping[str, Any]) -> dict[str, Any]:
    """The models that global names hold, each under its first name."""
    names: dict[int, str] = {}
    for name, thing in held.items():
        if isinstance(thing, model_classes()):
            names.setdefault(id(thing), name)
    return {name: held[name] for name in names.values()}


def _trained(script: Script, models: Mapping[str, Any]) -> dict[str, Any]:
    """The model that would have been trained, where no global name holds it."""
    model = script.trained
    return {} if any(model is one for one in models.values()) else {str(model.name): model}


def _in_order(models: Mapping[str, Any], trained: Any) -> list[tuple[str, Any]]:
    """The models, the one that would be trained first, and those within others last."""
    inner = {id(one) for model in models.values() for one in inner_models(model)}
    return sorted(models.items(), key=lambda item: (item[1] is not trained, id(item[1]) in inner))


def _callable(script: Script) -> list[str]:
    """Names of the script's own functions that can be called without arguments."""
    return [
        name
        for name, thing in vars(script.module).items()
        if inspect.isfunction(thing)
        and thing.__module__ == script.module.__name__
        and not _required(thing)
    ]


def _required(function: Callable[..., Any]) -> list[str]:
    """Names of the arguments that a function cannot do without."""
    optional = inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD
    return [
        name
        for name, one in inspect.signature(function).parameters.items()
        if one.default is inspect.Parameter.empty and one.kind not in optional
    ]


def _likely(name: str, function: Callable[..., Any]) -> bool:
    """Whether a function is there to build a model, by its name or what it says it returns."""
    if _DOES_MORE.match(name):
        return False
    returned = getattr(function, "__annotations__", {}).get("return", "")
    return bool(_BUILDS.search(name)) or "Model" in getattr(returned, "__name__", str(returned))


def _build(script: Script, name: str, telling: Telling) -> None:
    """Call a function, and tell the model that it gives or would have trained, if it does."""
    function = vars(script.module)[name]
    given = script.attempt(function)
    model = script.trained if given is None else given
    if isinstance(model, model_classes()):
        telling.add(name, model, _defaults(name, function))
    script.trained = None


def _defaults(name: str, function: Callable[..., Any]) -> tuple[str, ...]:
    arguments = [
        f"{one.name}={one.default!r}"[:40]
        for one in inspect.signature(function).parameters.values()
        if one.default is not inspect.Parameter.empty
    ]
    if not arguments:
        return ()
    listed = ", ".join(arguments)
    return (f"{name}() was called with its defaults, which are plain values now: {listed}.",)


def _why_none(script: Script, wanted: str) -> str:
    if script.failed:
        return script.failed
    if wanted:
        return f"{wanted}() gives no Keras model."
    needy = next(
        (
            f" {name}() needs {', '.join(_required(thing))}: give {_them(thing)} a default, or "
            f"assign what it returns to a global name."
            for name, thing in vars(script.module).items()
            if inspect.isfunction(thing)
            and thing.__module__ == script.module.__name__
            and _required(thing)
            and _likely(name, thing)
        ),
        "",
    )
    main = ""
    if _MAIN.search(script.path.read_bytes()):
        main = ' What stands under `if __name__ == "__main__":` was not run.'
    return (
        "it builds no Keras model: no global name holds one, and no function such as "
        f"build_model() gives one without arguments.{needy}{main}"
    )


def _them(function: Callable[..., Any]) -> str:
    return "it" if len(_required(function)) == 1 else "each"
