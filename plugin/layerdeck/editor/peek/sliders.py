"""The sliders of a slice: across which axis it is cut, and the place along those not drawn."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QSlider, QWidget

from layerdeck.editor.words import axis_title
from layerdeck.program import Peeked

from .slicing import Cut, cuts_of, place_in, places_for

_NUMBER_WIDE = 34


class Sliders(QWidget):
    """A line for each axis: its name, a slider, its number. The first line chooses the axis."""

    moved = Signal()
    """Another slice is wanted."""

    def __init__(self) -> None:
        super().__init__()
        self.across = QComboBox()
        self.across.setAccessibleName("Slice across")
        self.across.setToolTip("The axis that the slice is taken across")
        self.across.currentIndexChanged.connect(lambda _: self._lay_out())
        name_choice(self.across, self)
        self.sliders: list[QSlider] = []
        """Those that show, in the order of the lines."""
        self._axes: tuple[str, ...] = ()
        self._shape: tuple[int, ...] = ()
        self._places: tuple[int, ...] = ()
        self._cuts: tuple[Cut, ...] = ()
        self._lines: list[tuple[QLabel, QSlider, QLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self.across, 0, 0)

    @property
    def at(self) -> tuple[int | None, ...]:
        """The slice that is wanted."""
        return place_in(self._cut, self._places) if self._cuts else ()

    @property
    def words(self) -> str:
        """Which slice that is: `Depth 31, Channel 2`."""
        if not self._cuts:
            return ""
        moved = self._cut.moved
        return ", ".join(
            f"{axis_title(self._axes[axis], axis)} {self._places[axis]}" for axis in moved
        )

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What can have the focus, in order."""
        return (self.across, *self.sliders)

    def start_over(self) -> None:
        """Forget what was chosen for another tensor."""
        self._axes = ()

    def fit(self, told: Peeked) -> None:
        """Be right for a tensor: stay at the places of before as far as they are there."""
        if told.axes != self._axes:
            self._cuts = cuts_of(told.axes)
            self.across.blockSignals(True)
            self.across.clear()
            self.across.addItems([cut.across for cut in self._cuts if cut.across])
            self.across.blockSignals(False)
        same = told.axes == self._axes
        self._places = places_for(told.shape, told.axes, self._places if same else ())
        self._axes, self._shape = told.axes, told.shape
        self._lay_out()

    def step(self, by: int) -> None:
        """Go on by so many slices."""
        if self.sliders:
            self.sliders[0].setValue(self.sliders[0].value() + by)

    @property
    def _cut(self) -> Cut:
        return self._cuts[max(self.across.currentIndex(), 0)]

    def _lay_out(self) -> None:
        if not self._cuts:
            return
        cut = self._cut
        while len(self._lines) < len(cut.moved):
            self._add_line()
        self.across.setVisible(bool(cut.across))
        self.sliders = []
        for place, (name, slider, number) in enumerate(self._lines):
            used = place < len(cut.moved)
            named = bool(cut.across) and place == 0
            name.setVisible(used and not named)
            slider.setVisible(used)
            number.setVisible(used)
            if used:
                axis = cut.moved[place]
                title = axis_title(self._axes[axis], axis)
                name.setText(title)
                slider.setAccessibleName(title)
                slider.blockSignals(True)
                slider.setRange(0, max(self._shape[axis] - 1, 0))
                slider.setPageStep(max(self._shape[axis] // 10, 1))
                slider.setValue(self._places[axis])
                slider.blockSignals(False)
                slider.setEnabled(self._shape[axis] > 1)
                number.setText(str(self._places[axis]))
                self.sliders.append(slider)
        self.moved.emit()

    def _add_line(self) -> None:
        row = len(self._lines)
        name, slider, number = QLabel(), QSlider(Qt.Orientation.Horizontal), QLabel()
        name.setObjectName("soft")
        number.setObjectName("figure")
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        number.setMinimumWidth(_NUMBER_WIDE)
        slider.valueChanged.connect(lambda value, row=row: self._go_to(row, value))
        for column, widget in enumerate((name, slider, number)):
            self._grid.addWidget(widget, row, column)
        self._lines.append((name, slider, number))

    def _go_to(self, row: int, value: int) -> None:
        axis = self._cut.moved[row]
        self._places = (*self._places[:axis], value, *self._places[axis + 1 :])
        self._lines[row][2].setText(str(value))
        self.moved.emit()


def name_choice(choice: QComboBox, home: QWidget) -> None:
    """Give a choice its name where screen readers take that of a label, which nobody sees."""
    label = QLabel(choice.accessibleName(), home)
    label.setBuddy(choice)
    label.hide()
