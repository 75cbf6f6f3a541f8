"""The source of classes that exported code carries, read without importing them."""

import ast
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

KERAS_IMPORT = "import keras"


def sources(paths: Iterable[str]) -> tuple[list[str], list[str]]:
    """What the code must hold to have these classes: lines of imports, and definitions in order.

    A definition comes with those of its module that it uses, and they with theirs. `import keras`
    is left out, as the code has its own.
    """
    wanted: dict[str, list[str]] = {}
    for path in paths:
        module, _, name = path.rpartition(".")
        wanted.setdefault(module, []).append(name)
    imports: dict[str, None] = {}
    definitions: list[str] = []
    for module, names in wanted.items():
        text = _text(module)
        body = ast.parse(text).body
        needed = _needed(body, names)
        definitions += [_segment(text, item) for item in body if needed & _defines(item)]
        for item in body:
            if isinstance(item, (ast.Import, ast.ImportFrom)):
                bound = {alias.asname or alias.name.partition(".")[0] for alias in item.names}
                line = ast.unparse(item)
                if needed & bound and line != KERAS_IMPORT:
                    imports[line] = None
    return sorted(imports), definitions


@cache
def _text(module: str) -> str:
    spec = find_spec(module)
    assert spec is not None, f"{module} is not installed"
    assert spec.origin is not None, f"{module} has no source"
    return Path(spec.origin).read_text("utf-8")


def _needed(body: list[ast.stmt], names: Iterable[str]) -> set[str]:
    """The names that these use, and what those use, as far as the module knows them."""
    by_name = {name: item for item in body for name in _defines(item)}
    needed: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in needed:
            continue
        needed.add(name)
        if name in by_name:
            used = ast.walk(by_name[name])
            waiting += [node.id for node in used if isinstance(node, ast.Name)]
    return needed


def _defines(item: ast.stmt) -> set[str]:
    if isinstance(item, (ast.ClassDef, ast.FunctionDef)):
        return {item.name}
    if isinstance(item, ast.Assign):
        return {target.id for target in item.targets if isinstance(target, ast.Name)}
    if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name):
        return {item.target.id}
    return set()


def _segment(text: str, item: ast.stmt) -> str:
    """The source of a definition with its decorators."""
    decorators = getattr(item, "decorator_list", [])
    first = min([item.lineno, *(each.lineno for each in decorators)])
    return "\n".join(text.split("\n")[first - 1 : item.end_lineno])
