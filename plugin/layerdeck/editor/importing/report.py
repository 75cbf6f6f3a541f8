"""What is told of an import: what came over, what did not, and why; to be read again and copied."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QTextBrowser, QVBoxLayout

if TYPE_CHECKING:
    from layerdeck.editor.theme import Theme
    from layerdeck.editor.window import Window
    from layerdeck.files.importing import Imported


@dataclass(frozen=True, slots=True)
class Report:
    """What is told of the import of a file.

    Attributes:
        file: its name.
        told: what came over, in a sentence.
        lost: what did not, or came otherwise, a sentence each.
        printed: what the script has printed that was run for it.
        aside: what is worth knowing though all is as it was, a sentence each.
    """

    file: str
    told: str
    lost: tuple[str, ...] = ()
    printed: str = ""
    aside: tuple[str, ...] = ()

    @classmethod
    def of(cls, file: str, imported: Imported, printed: str = "") -> Report:
        """What is told of an import."""
        return cls(file, imported.told, imported.lost, printed, imported.aside)

    @property
    def is_worth_reading(self) -> bool:
        """Whether it says more than how much came over."""
        return bool(self.lost or self.aside)

    @property
    def as_text(self) -> str:
        """The report as it is copied."""
        parts = [f"Import of {self.file}", self.told, *self.aside]
        parts += [f"- {text}" for text in self.lost]
        if self.printed:
            parts += ["", "The script printed:", self.printed]
        return "\n".join(parts) + "\n"


def placeholders(window: Window) -> tuple[str, ...]:
    """The cards of the whole model, blocks left out, that stand for what has no card."""
    deck, cards = window.session.deck, window.session.whole.cards.values()
    return tuple(card.id for card in cards if card.type not in deck)


class ReportSheet(QDialog):
    """Shows a report beside the window, so that one can look at the cards meanwhile."""

    def __init__(self, window: Window, report: Report) -> None:
        super().__init__(window)
        self._window, self._report = window, report
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Import report")
        self.text = QTextBrowser()
        self.text.setAccessibleName("Import report")
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(12)
        self.text.anchorClicked.connect(self._show)
        self._fill()
        window.files.loaded.connect(self.close)
        layout = QVBoxLayout(self)
        layout.addWidget(self.text)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for title, act in (("Copy as text", self._copy), ("Close", self.close)):
            button = QPushButton(title)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            buttons.addWidget(button)
        layout.addLayout(buttons)
        self.resize(min(620, window.width() - 60), min(440, window.height() - 80))

    def changeEvent(self, event: QEvent) -> None:
        """Show in the window's colours, which may be others now."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._fill()

    def _fill(self) -> None:
        self.text.setHtml(as_html(self._report, placeholders(self._window), self._window.theme))

    def _show(self, link: QUrl) -> None:
        self._window.session.go_to(())
        self._window.view.reveal(link.fragment())

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report.as_text)
        self._window.session.said.emit("The import report is on the clipboard, as text.")


def as_html(report: Report, cards: tuple[str, ...], theme: Theme) -> str:
    """The report to be read; what a file or a script says is no markup."""
    soft = theme.tokens["text_soft"]
    head = f'<p style="color:{soft}; font-weight:600; margin:14px 0 4px 0">'
    parts = [
        f'<p style="font-size:15px; font-weight:600; margin:0 0 6px 0">{escape(report.file)}</p>',
        *(f"<p>{escape(text)}</p>" for text in (report.told, *report.aside)),
    ]
    if report.lost:
        points = "".join(f'<li style="margin-bottom:6px">{escape(t)}</li>' for t in report.lost)
        parts.append(f"{head}WHAT CAME OTHERWISE</p><ul style='margin-left:-20px'>{points}</ul>")
    if cards:
        links = ", ".join(f'<a href="#{escape(card)}">{escape(card)}</a>' for card in cards)
        parts.append(f"{head}PLACEHOLDERS</p><p>{links}</p>")
    if report.printed:
        printed = escape(report.printed).replace("\n", "<br>")
        parts.append(
            f"{head}WHAT THE SCRIPT PRINTED</p>"
            f'<p style="font-family:JetBrains Mono; font-size:12px">{printed}</p>'
        )
    return "".join(parts)


def show_report(window: Window) -> None:
    """Show the report of the import that the window's project came from."""
    report = window.files.report
    if report is None:
        return
    sheet = window.findChild(ReportSheet) or ReportSheet(window, report)
    sheet.show()
    sheet.raise_()
    sheet.activateWindow()
