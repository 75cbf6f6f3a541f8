"""First drafts of declarations, from the signatures and docstrings of the installed Keras.

Names, order, kinds and defaults come out right; the words for people are Keras' own after a TODO.
"""

import inspect
import re
from collections.abc import Iterator
from textwrap import shorten
from typing import Any

import black

from layerdeck.deck import BadValueError, Port, normalise
from layerdeck.deck.making import common
from layerdeck_cards import _ports, _weights

from .faults import CARRIED, COMMON
from .walk import arguments, call_arguments, takes_anything

IMPORTS = """
from dataclasses import replace

from layerdeck.deck import Kind, Port, layer_card, object_card, tensor
from layerdeck.deck.making import common
from layerdeck_cards._ports import *
from layerdeck_cards._weights import *
"""
"""What drafts stand on; a family file names what it uses."""
_HELPERS = {
    "filters": "filters()", "kernel_size": "kernel_size({rank})", "strides": "strides({rank})",
    "padding": "padding({rank})", "data_format": "data_format()", "seed": "seed()",
    "dilation_rate": "dilation_rate({rank})", "use_bias": "use_bias()",
}  # fmt: skip
_OBJECTS = ("initializer", "regularizer", "constraint")
_MAKERS = {bool: "flag", int: "integer", float: "number"}
_KINDS = {bool: "BOOLEAN", int: "INTEGER", float: "FLOAT", str: "STRING"}


def draft(path: str, thing: Any) -> str:
    """The declaration of a class, ready to be pasted into the file of its family."""
    name = thing.__name__
    title = _constant(name).replace("_", " ").capitalize()
    family = path.split(".")[1]
    about = _todo(inspect.getdoc(thing) or "", name)
    ports = [port for port, _ in _ports_of(thing)]
    if family != "layers":
        kind = family.removesuffix("s").upper()
        parts = [repr(path), repr(title), f"Kind.{kind}", repr(about), *ports]
        return _formatted(f"{_constant(name)} = object_card({', '.join(parts)},)")
    keywords = [word for word in COMMON if takes_anything(thing) or word in arguments(thing)]
    calls = _calls(thing)
    parts = [
        repr(path), repr(title), '"TODO category"', repr(about),
        f"ports=({''.join(f'{port},' for port in ports)})",
        f"takes=({''.join(f'{port},' for port in calls)})",
        'gives="TODO: the shape of the output."',
        *([f"keywords={tuple(keywords)!r}"] if tuple(keywords) != COMMON else []),
        f"rank={_rank(name)}",
    ]  # fmt: skip
    return _formatted(f"{_constant(name)} = layer_card({', '.join(parts)},)")


def draft_of_argument(thing: Any, name: str) -> str:
    """The port of one argument of a class, or of a layer's call."""
    found = {argument: port for port, argument in _ports_of(thing)}
    return _formatted(found[name] if name in found else _call_port(thing, name))


def _ports_of(thing: Any) -> Iterator[tuple[str, str]]:
    """The source of each port, and the argument that it stands for."""
    words = _described(thing)
    for name, parameter in arguments(thing).items():
        if name in COMMON and parameter.default == common((name,))[0].default:
            yield f"*common({(name,)!r})", name
        else:
            yield _port(name, parameter, words.get(name, ""), _rank(thing.__name__)), name


def _port(name: str, parameter: inspect.Parameter, words: str, rank: int) -> str:
    default, text = parameter.default, _todo(words, name)
    shared = _shared(name, default, rank)
    if shared:
        return shared
    if default is inspect.Parameter.empty:
        return _plain(name, text, "INTEGER", "", ", main=True")
    if type(default) in _MAKERS:
        return f"{_MAKERS[type(default)]}({name!r}, {text!r}, {default!r})"
    if isinstance(default, str) and name.endswith(_OBJECTS):
        kind = name.rpartition("_")[2].upper()
        return _plain(name, text, kind, repr(default), f", choices={(default,)!r}")
    if isinstance(default, str):
        return f"choice({name!r}, {text!r}, {(default,)!r}, {default!r})"
    if isinstance(default, (tuple, list)):
        pairs = bool(default) and isinstance(default[0], tuple)
        first = default[0][0] if pairs else (default or ("",))[0]
        more = ", list=True, pairs=True" if pairs else ", list=True"
        return _plain(name, text, _KINDS.get(type(first), "STRING"), repr(tuple(default)), more)
    kind = name.rpartition("_")[2].upper() if name.endswith(_OBJECTS) else "INTEGER"
    return _plain(name, text, kind, "None", "")


def _plain(name: str, text: str, kind: str, default: str, more: str) -> str:
    given = f", default={default}" if default else ""
    title = _ports.title_of(name)
    return f"Port(id={name!r}, title={title!r}, kind=Kind.{kind}{given}{more}, help={text!r})"


def _shared(name: str, default: Any, rank: int) -> str:
    """The helper that declares such an argument with this default, if there is one."""
    weight, _, noun = name.rpartition("_")
    source = _HELPERS.get(name, "").format(rank=rank or 3)
    if noun in _OBJECTS and weight in (*_weights._WEIGHTS, "activity"):
        source = f"{noun}({weight!r}, {default!r})" if default else f"{noun}({weight!r})"
    if name in ("activation", "recurrent_activation") and default is not inspect.Parameter.empty:
        source = f"activation({default!r}, {name!r})"
    return source if source and _says(source, default) else ""


def _says(source: str, default: Any) -> bool:
    """Whether the port that a helper makes has this default."""
    try:
        port: Port = eval(source, {**vars(_ports), **vars(_weights)})
        if default is inspect.Parameter.empty:
            return port.required
        return not port.required and port.is_default(normalise(port, default))
    except (BadValueError, TypeError):
        return False


def _calls(thing: Any) -> list[str]:
    """The arguments of a layer's call: its first is a tensor."""
    _, *others = call_arguments(thing) or ("inputs",)
    named = [name for name in others if name not in CARRIED]
    takes = 'tensor("TODO: what the axes are.", 16, 16, 16, 2)'
    return [takes, *(_call_port(thing, name) for name in named)]


def _call_port(thing: Any, name: str) -> str:
    default = call_arguments(thing)[name].default
    if isinstance(default, bool):
        return f"replace(flag({name!r}, {_todo('', name)!r}, {default!r}), call=True)"
    given = "" if default is inspect.Parameter.empty else "None"
    return _plain(name, _todo("", name), "TENSOR", given, "")


def _described(thing: Any) -> dict[str, str]:
    """What the docstring says of each argument."""
    text = inspect.getdoc(thing) or ""
    listed = re.search(r"^Args:\n((?:[ \t]+.*\n|\n)+)", text + "\n", re.MULTILINE)
    found = re.findall(r"^ {4}(\w+):((?:.*\n(?: {5,}.*\n)*))", listed[1], re.M) if listed else []
    return {name: " ".join(words.split()) for name, words in found}


def _todo(words: str, name: str) -> str:
    first = " ".join(words.split("\n\n", maxsplit=1)[0].split()).replace("`", "")
    return f"TODO: {shorten(first, 160, placeholder=' …') or name}"


def _rank(name: str) -> int:
    found = re.search(r"([123])D", name)
    return int(found[1]) if found else 0


def _constant(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z0-9])|(?<=[A-Z0-9])(?=[A-Z][a-z])", "_", name).upper()


def _formatted(source: str) -> str:
    return black.format_str(source, mode=black.Mode(line_length=100))
