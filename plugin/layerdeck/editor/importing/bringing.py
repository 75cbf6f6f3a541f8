"""A model out of whatever file holds it, or builds it: everything that may fail is told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from shiboken6 import isValid

from layerdeck.editor.questions import sorry
from layerdeck.files import FileError, read_bytes
from layerdeck.files.importing import import_model
from layerdeck.files.importing.scripts import Limits, Ran, ScriptModel, import_found, is_script

from .asking import ChoiceDialog, RunDialog
from .report import Report
from .sheet import RunSheet

if TYPE_CHECKING:
    from layerdeck.editor.window import Window
    from layerdeck.files.importing import Imported


def bring_in(window: Window, path: Path) -> tuple[Imported, Report] | None:
    """Import the model of a file; a script is run, if a person says so.

    Returns:
        None where a person thinks again, or where there is no model, which is told then.
    """
    try:
        if is_script(path):
            return _out_of_script(window, path)
        imported = import_model(path, window.catalogue)
    except FileError as error:
        sorry_for(window, str(error))
        return None
    return imported, Report.of(path.name, imported)


def sorry_for(window: Window, sentence: str, printed: str = "") -> None:
    """Say that a model was not imported, and why; `printed` is what its script said."""
    window.session.said.emit(sentence)
    sorry(window, "The model was not imported", sentence, printed)


def _out_of_script(window: Window, path: Path) -> tuple[Imported, Report] | None:
    read_bytes(path)  # what cannot be read is not worth a question
    asked = RunDialog(path, window)
    agreed, limits = asked.exec(), asked.limits
    asked.deleteLater()
    if not agreed:
        return None
    ran = _run(window, path, limits)
    if ran and not ran.models and ran.functions:
        question = (
            f"{path.name} builds no model by itself. Which of its functions builds one? It will be "
            "run once more, and the function called."
        )
        name = _choose(window, question, ran.functions, tuple(f"{n}()" for n in ran.functions))
        ran = _run(window, path, limits, name) if name else None
    if ran is None:
        return None
    if not ran.models:
        sorry_for(window, str(FileError(ran.failed, file=path)), ran.printed)
        return None
    model = _one_of(window, path, ran)
    if model is None:
        return None
    imported = import_found(ran, model, path, window.catalogue)
    return imported, Report.of(path.name, imported, ran.printed)


def _run(window: Window, path: Path, limits: Limits, name: str = "") -> Ran | None:
    sheet = RunSheet(path, limits, name, window)
    ran = sheet.run()
    if not isValid(window) or window.leaving:
        return None
    sheet.deleteLater()
    if ran is None:
        window.session.said.emit(f"Running {path.name} was cancelled.")
    return ran


def _one_of(window: Window, path: Path, ran: Ran) -> ScriptModel | None:
    if len(ran.models) == 1:
        return ran.models[0]
    names = tuple(model.name for model in ran.models)
    lines = tuple(f"{model.name}  –  {model.kind}" for model in ran.models)
    chosen = _choose(window, f"{path.name} builds several models. Which one?", names, lines)
    return next((model for model in ran.models if model.name == chosen), None)


def _choose(window: Window, question: str, names: tuple[str, ...], lines: tuple[str, ...]) -> str:
    """The name of what a person chooses; empty where one thinks again."""
    asked = ChoiceDialog(question, lines, window)
    name = names[asked.list.currentRow()] if asked.exec() else ""
    asked.deleteLater()
    return name
