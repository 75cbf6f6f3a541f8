"""The Summary for others: in the clipboard and in files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from layerdeck.editor.questions import ask_where, sorry
from layerdeck.editor.words import plural
from layerdeck.export import ENDINGS, Form
from layerdeck.files import FileError, write_atomically

if TYPE_CHECKING:
    from layerdeck.editor.window import Window

_KINDS = (
    "Tables (*.csv *.tsv *.md *.tex *.txt);;CSV (*.csv);;Tab-separated (*.tsv);;"
    "Markdown (*.md);;LaTeX (*.tex);;Text (*.txt)"
)


def serve_summary(window: Window) -> None:
    """Have the Summary tab copy and export."""
    window.summary.copy_wanted.connect(lambda: copy_summary(window))
    window.summary.export_wanted.connect(lambda: export_summary(window))


def why_no_summary(window: Window) -> str:
    """Why there is nothing to copy or write; empty where there is."""
    report = window.session.report
    return "" if report and report.facts else "Nothing is known of the cards yet."


def copy_summary(window: Window, form: Form = Form.TSV) -> None:
    """Put the selected lines of the Summary into the clipboard, or all where none is selected."""
    session = window.session
    known = session.report.facts if session.report else {}
    chosen = {card for card in session.selected if card in known}
    QGuiApplication.clipboard().setText(window.summary.text(form, chosen))
    what = plural(len(chosen), "line") if chosen else "All lines"
    verb = "is" if len(chosen) == 1 else "are"
    session.said.emit(f"{what} of the summary {verb} in the clipboard.")


def export_summary(window: Window, path: Path | None = None) -> bool:
    """Write the Summary as it shows to a file whose ending says the form; tells whether it is."""
    document = window.session.document
    folder = document.path.parent if document.path else Path.cwd()
    suggested = folder / f"{window.session.graph.name}.csv"
    path = path or ask_where(window, "Export summary", suggested, _KINDS)
    if path is None:
        return False
    form = ENDINGS.get(path.suffix.lower())
    known = f"{', '.join(list(ENDINGS)[:-1])} or {list(ENDINGS)[-1]}"
    wrong = "" if form else f"A summary ends in {known}, and “{path.name}” does not. Rename it."
    if form:
        try:
            write_atomically(path, window.summary.text(form).encode())
        except FileError as error:
            wrong = str(error)
    window.session.said.emit(wrong or f"Wrote {path.name}.")
    if wrong:
        sorry(window, "The summary was not exported", wrong)
    return not wrong
