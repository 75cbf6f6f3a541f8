"""The model: its problems, and the engine that knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .action import Action, Entry

if TYPE_CHECKING:
    from layerdeck.editor.window import Window


def actions(window: Window) -> tuple[Entry, ...]:
    """The menu Model."""
    return (
        Action(
            "model.fix",
            "Ways out of a problem…",
            "Model",
            window.fixing.open_next,
            "Ctrl+.",
            why_not=window.fixing.why_none,
            also=("fix", "error", "warning", "mend", "repair", "quick fix"),
        ),
        Action(
            "model.restart_engine",
            "Restart engine",
            "Model",
            window.session.engine.restart,
            gap=True,
            also=("kill", "TensorFlow", "Keras"),
        ),
    )
