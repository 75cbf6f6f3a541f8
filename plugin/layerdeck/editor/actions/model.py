"""What becomes of the model: code, a saved model; the engine that knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .action import Action, Entry

if TYPE_CHECKING:
    from layerdeck.editor.window import Window


def actions(window: Window) -> tuple[Entry, ...]:
    """The menu Model."""

    def no_model() -> str:
        empty = "The canvas is empty. Drag an Input and a layer onto it first."
        return "" if window.session.whole.cards else empty

    return (
        Action(
            "model.export_code",
            "Export code…",
            "Model",
            window.export_code,
            "Ctrl+E",
            why_not=no_model,
            button="Export code",
            primary=True,
            also=("Python", "write"),
        ),
        Action(
            "model.save",
            "Save model…",
            "Model",
            window.files.save_model,
            "Ctrl+Shift+E",
            why_not=no_model,
            button="Save model",
            also=("keras", "build"),
        ),
        Action(
            "model.restart_engine",
            "Restart engine",
            "Model",
            window.session.engine.restart,
            gap=True,
        ),
    )
