"""Everything that can be taken away, in one menu; and how the code in it is written."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from layerdeck.editor.exporting.code import export_code, export_notebook
from layerdeck.editor.exporting.model import save_model
from layerdeck.editor.exporting.picture import ask_for_picture
from layerdeck.editor.exporting.summary import export_summary, why_no_summary
from layerdeck.program import ABOUT, Format, why_not_written

from .action import Action, Entry
from .summary import MENU as SUMMARY

if TYPE_CHECKING:
    from layerdeck.editor.window import Window

MENU = "File > Export"
_ALSO = ("export", "write", "save")


def actions(window: Window) -> tuple[Entry, ...]:
    """The menu Export within File."""

    def no_model() -> str:
        empty = "The canvas is empty. Drag an Input and a layer onto it first."
        return "" if window.session.whole.cards else empty

    def no_save() -> str:
        return "" if window.session.engine.is_building else "No model is being saved."

    def exporting(wanted: Format, *also: str) -> Action:
        return Action(
            f"export.{wanted}",
            f"Export {ABOUT[wanted].title}…",
            MENU,
            partial(save_model, window, wanted),
            why_not=lambda: no_model() or why_not_written(wanted),
            also=(*_ALSO, *also),
        )

    return (
        Action(
            "model.export_code",
            "Export code…",
            MENU,
            partial(export_code, window),
            "Ctrl+E",
            why_not=no_model,
            button="Export code",
            primary=True,
            also=(*_ALSO, "Python", "module"),
        ),
        Action(
            "export.notebook",
            "Export notebook…",
            MENU,
            partial(export_notebook, window),
            why_not=no_model,
            also=(*_ALSO, "Jupyter", "ipynb"),
        ),
        Action(
            "model.save",
            "Save model…",
            MENU,
            partial(save_model, window),
            "Ctrl+Shift+E",
            why_not=no_model,
            gap=True,
            button="Save model",
            also=("export", "keras", "build"),
        ),
        exporting(Format.JSON, "to_json"),
        exporting(Format.SAVED_MODEL, "TensorFlow", "serving", "tf"),
        exporting(Format.ONNX, "onnxruntime"),
        Action(
            "model.cancel_save",
            "Cancel saving the model",
            MENU,
            window.session.engine.cancel_builds,
            why_not=no_save,
            also=("stop", "abort", "build", "keras"),
        ),
        Action(
            "file.export_picture",
            "Export picture…",
            MENU,
            partial(ask_for_picture, window),
            why_not=partial(nothing_to_draw, window),
            gap=True,
            also=("PNG", "SVG", "PDF", "screenshot"),
        ),
        Action(
            "summary.export",
            "Export summary…",
            MENU,
            partial(export_summary, window),
            why_not=partial(why_no_summary, window),
            also=("table", "summary", "CSV", "Markdown", "LaTeX", "write"),
            also_in=SUMMARY,
        ),
    )


def nothing_to_draw(window: Window) -> str:
    """Why there is no picture; empty where there is one."""
    empty = "The canvas is empty: there is nothing to draw."
    return "" if window.session.graph.cards else empty
