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

    def no_save() -> str:
        return "" if window.session.engine.is_building else "No model is being saved."

    def find_in_code() -> None:
        window.docks[2].show()
        window.tabs.setCurrentWidget(window.code)
        window.code.open_find()

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
            "model.copy_code",
            "Copy code",
            "Model",
            window.code.copy_all,
            why_not=no_model,
            also=("Python", "clipboard"),
        ),
        Action(
            "model.copy_selected_code",
            "Copy the selected code",
            "",
            window.code.copy_selection,
            why_not=window.code.why_no_selection,
            also=("Python", "clipboard"),
        ),
        Action(
            "model.find_in_code",
            "Find in the code…",
            "Model",
            find_in_code,
            also=("Python", "search"),
        ),
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
            "model.save",
            "Save model…",
            "Model",
            window.files.save_model,
            "Ctrl+Shift+E",
            why_not=no_model,
            gap=True,
            button="Save model",
            also=("keras", "build"),
        ),
        Action(
            "model.cancel_save",
            "Cancel saving the model",
            "Model",
            window.session.engine.cancel_builds,
            why_not=no_save,
            also=("stop", "abort", "build", "keras"),
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
