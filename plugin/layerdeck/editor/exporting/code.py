"""Code from the window: a module or a notebook, written as the Code tab shows it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from layerdeck.export import export, notebook
from layerdeck.files import FileError, write_atomically
from layerdeck.graph.blocks import id_of_name

from .asking import may_export, refuse, where

if TYPE_CHECKING:
    from layerdeck.editor.window import Window


def export_code(window: Window, path: Path | None = None) -> bool:
    """Write the module to a file, asking where if it is not said; tells whether it is there."""
    # A module can only be imported under a name of Python's.
    name = f"{id_of_name(window.session.whole.name, 'model')}.py"
    return _write(window, path, (name, "Export code", "Python (*.py)"))


def export_notebook(window: Window, path: Path | None = None) -> bool:
    """Write a notebook to a file, asking where if it is not said; tells whether it is there."""
    name = f"{window.session.whole.name}.ipynb"
    return _write(window, path, (name, "Export notebook", "Notebooks (*.ipynb)"))


def _write(window: Window, path: Path | None, asked: tuple[str, str, str]) -> bool:
    session = window.session
    session.go_to(())
    if not may_export(window, "No code was exported"):
        return False
    name, title, kinds = asked
    path = path or where(window, title, name, kinds)
    if path is None:
        return False
    program, manner = session.lowered.program, window.code.manner
    text = notebook(program, manner) if kinds.endswith("ipynb)") else export(program, manner).text
    try:
        write_atomically(path, text.encode())
    except FileError as error:
        refuse(window, "The code was not exported", str(error))
        return False
    session.said.emit(f"Wrote {path.name}.")
    return True
