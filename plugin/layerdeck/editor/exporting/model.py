"""Models from the window: the engine builds and writes them, while one goes on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from layerdeck.editor.questions import tell
from layerdeck.files import FileError, refuse_folder
from layerdeck.program import ABOUT, CANCELLED, SAVED_MODEL_PARTS, Build, Format, origin_of

from .asking import may_export, refuse, where

if TYPE_CHECKING:
    from layerdeck.editor.window import Window


def save_model(window: Window, wanted: Format = Format.KERAS, path: Path | None = None) -> bool:
    """Have the engine build and save the model; the status bar says when it is done.

    Args:
        window: whose model.
        wanted: in which format.
        path: where to; asked for where it is not said. A SavedModel is a folder.

    Returns:
        Whether it was begun.
    """
    session, about = window.session, ABOUT[wanted]
    session.go_to(())
    if not may_export(window, "No model was saved"):
        return False
    kinds = f"{about.title} (*{about.ending})" if about.ending else "A folder (*)"
    path = path or where(window, f"Save {about.what}", f"{session.whole.name}{about.ending}", kinds)
    if path is None:
        return False
    if wanted is Format.SAVED_MODEL:
        try:
            refuse_folder(path, SAVED_MODEL_PARTS)
        except FileError as error:
            refuse(window, "No model was saved", str(error))
            return False
    target = path

    def done(message: str, told: tuple[str, ...]) -> None:
        if message == CANCELLED:
            session.said.emit(f"Saving {target.name} was cancelled.")
        elif message:
            refuse(window, "The model was not saved", message)
        else:
            session.said.emit(" ".join((f"Saved the model as {target}.", *told[:1])))
            if told[1:]:
                tell(window, f"Saved {target.name}", told)

    session.said.emit(f"Building {target.name}…")
    origin = origin_of(session.whole) if about.has_weights else None
    request = Build(0, session.lowered.program, str(target), origin, wanted)
    session.engine.build(request, done)
    return True
