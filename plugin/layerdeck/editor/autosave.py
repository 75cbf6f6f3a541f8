"""Keeps the work of one window in a journal, after every change, for as long as it is unsaved."""

from pathlib import Path

from PySide6.QtCore import QSettings

from layerdeck.files import FileError
from layerdeck.files.journal import Journal

from .session import Session


def journal_folder(settings: QSettings) -> Path:
    """Where journals lie: beside the settings."""
    return Path(settings.fileName()).parent / "journal"


class Autosave:
    """Follows the document. That it cannot write is said once, and tried again at every change."""

    def __init__(self, session: Session, folder: Path) -> None:
        self._session = session
        self._journal = Journal(folder)
        self._failed = False
        session.document.on_change(lambda *_: self.catch_up())

    @property
    def holds(self) -> bool:
        """Whether all that is unsaved would outlive a crash."""
        return not self._failed

    def catch_up(self) -> None:
        """Keep the work as it is now, or forget it if it is saved."""
        document = self._session.document
        if not document.unsaved:
            self._journal.forget()
            self._journal.prepare(document.graph)
            self._failed = False
            return
        try:
            self._journal.keep(document.graph, document.path)
        except FileError as error:
            if not self._failed:
                self._session.said.emit(
                    f"Your work cannot be kept safe from a crash meanwhile, so save it often: "
                    f"{error}"
                )
            self._failed = True
        else:
            self._failed = False

    def stop(self) -> None:
        """Forget the work: it is saved, or somebody has decided against it."""
        self._journal.forget()
