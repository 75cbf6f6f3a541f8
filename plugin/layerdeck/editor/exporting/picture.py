"""Pictures from the window: asked for, drawn while it goes on, put into a file or the clipboard."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtGui import QGuiApplication

from layerdeck.editor.drawing import Picture, area_of, chosen_items, draw_image, note_on_size
from layerdeck.editor.panels.picture_dialog import PictureDialog, Wish
from layerdeck.editor.progress import watch
from layerdeck.editor.questions import ask_where, sorry
from layerdeck.editor.render import RenderError, apart, refuse_empty, write_picture
from layerdeck.editor.theme import Theme

if TYPE_CHECKING:
    from layerdeck.editor.window import Window

Done = TypeVar("Done")
_KINDS = "Pictures (*.png *.svg *.pdf)"


def ask_for_picture(window: Window) -> bool:
    """Ask what a picture is to show, then save or copy it; tells whether that was done."""
    if area_of(window.canvas, Picture()).isEmpty():
        _sorry(window, "There is nothing to draw: the graph is empty.")
        return False
    asked = PictureDialog(window.canvas, window)
    wish, picture, theme = asked.exec(), asked.picture, asked.theme
    asked.deleteLater()
    if wish == Wish.COPY:
        return copy_picture(window, picture, theme)
    if wish != Wish.SAVE:
        return False
    document = window.session.document
    folder = document.path.parent if document.path else Path.cwd()
    suggested = folder / f"{window.session.graph.name}.png"
    path = ask_where(window, "Export picture", suggested, _KINDS)
    return path is not None and save_picture(window, path, picture, theme)


def save_picture(
    window: Window, path: Path, picture: Picture | None = None, theme: Theme | None = None
) -> bool:
    """Draw the canvas, or some of its cards, into a PNG, SVG or PDF; tells whether it is there."""
    try:
        with apart(window.canvas, theme or window.theme) as scene:
            note = write_picture(scene, path, picture or Picture(), lambda it: _watch(window, it))
    except RenderError as error:
        _sorry(window, str(error))
        return False
    if note is None:
        return False
    window.session.said.emit(f"Drew {path.name}. {note}".strip())
    return True


def copy_picture(
    window: Window, picture: Picture | None = None, theme: Theme | None = None
) -> bool:
    """Lay a picture into the clipboard: as asked, or of the selected cards, or of all."""
    picture = picture or Picture(chosen_items(window.canvas) or None)
    try:
        with apart(window.canvas, theme or window.theme) as scene:
            refuse_empty(scene, picture)
            image = _watch(window, draw_image(scene, picture))
            note = note_on_size(scene, picture)
    except RenderError as error:
        window.session.said.emit(str(error))
        return False
    if image is None:
        return False
    QGuiApplication.clipboard().setImage(image)
    window.session.said.emit(f"The picture is in the clipboard. {note}".strip())
    return True


def _watch(window: Window, steps: Generator[float, None, Done]) -> Done | None:
    return watch(window, "Drawing the picture…", steps)


def _sorry(window: Window, sentence: str) -> None:
    window.session.said.emit(sentence)
    sorry(window, "The picture was not drawn", sentence)
