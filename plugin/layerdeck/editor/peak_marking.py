"""When the card of the memory's peak is marked: while one looks at memory."""

from PySide6.QtCore import QObject

from layerdeck.program import WITHIN, Measure

from .budgeting import Budgeting
from .canvas.peak_mark import PeakMark
from .canvas.scene import CanvasScene


class PeakMarking(QObject):
    """Marks it while the budget is looked at, or cards have the colours of their memory."""

    def __init__(self, scene: CanvasScene, budgeting: Budgeting, parent: QObject) -> None:
        super().__init__(parent)
        self._scene, self._budgeting = scene, budgeting
        self._looked_at = False
        self.mark = PeakMark(scene)
        for told in (budgeting.changed, scene.heat.changed, scene.arranged, scene.session.entered):
            told.connect(self._settle)

    def look(self, on: bool) -> None:
        """The budget is looked at from now on, or no longer."""
        self._looked_at = on
        self._settle()

    def _settle(self) -> None:
        budget = self._budgeting.budget
        wanted = self._looked_at or self._scene.heat.measure is Measure.MEMORY
        card = budget.card.partition(WITHIN)[0] if budget is not None and wanted else ""
        self.mark.lie_on(card)
