"""The bar below the code in which a text is found."""

from PySide6.QtWidgets import QWidget

from layerdeck.editor.find_bar import FindBar

from .code_search import Place, find_all, nearest
from .code_view import CodeView


class CodeFinder(FindBar):
    """Finds in a code view, from where the selection begins."""

    def __init__(self, view: CodeView, parent: QWidget | None = None) -> None:
        super().__init__("Find in the code", parent)
        self._view = view
        self._found: list[Place] = []
        self._now = -1
        self.setObjectName("panel")
        view.changed.connect(self._find_again)

    def open(self) -> None:
        """Come up with what is selected in the code, ready to be typed over."""
        selected = self._view.textCursor().selectedText()
        if selected and "\u2029" not in selected:
            self.wanted.setText(selected)
        super().open()

    def forget(self) -> None:
        """Light nothing, with the cursor in the code at what was found last."""
        self._view.show_found((), 0, -1)
        self._view.setFocus()

    def look(self) -> None:
        """Find what is typed, and go to the first from where the selection begins."""
        cursor = self._view.textCursor()
        cursor.setPosition(cursor.selectionStart())
        self._look_from(Place(cursor.blockNumber(), cursor.positionInBlock()))
        if self._found:
            self._view.select(self._found[self._now], len(self.wanted.text()))

    def step(self, by: int) -> None:
        """Go on by so many of what was found."""
        if self._found:
            self._now = (self._now + by) % len(self._found)
            self._view.select(self._found[self._now], len(self.wanted.text()))
            self._tell()

    def _find_again(self) -> None:
        """The code is other code now: find in it, and stay where one is."""
        if self.isVisible():
            self._look_from(self._found[self._now] if self._found else Place(0, 0))

    def _look_from(self, place: Place) -> None:
        self._found = find_all(self._view.lines, self.wanted.text())
        self._now = nearest(self._found, place) if self._found else -1
        self._tell()

    def _tell(self) -> None:
        self._view.show_found(self._found, len(self.wanted.text()), self._now)
        self.tell(self._now, len(self._found))
