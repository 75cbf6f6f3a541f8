"""A person who peeks at wires."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from layerdeck.editor.peek import PeekPanel
from layerdeck.editor.peek.stage import Stage
from layerdeck.graph import Graph
from making import CONV, INPUT, OUTPUT, card, line
from person import Person

SIDE = 12
LARGE = [
    card(f"c{number}", CONV, filters=16, kernel_size=3, padding="same") for number in range(40)
]


def row(*layers, shape=(SIDE, SIDE, SIDE, 1)) -> Graph:
    return line(card("x", INPUT, shape=shape), *layers, card("y", OUTPUT))


def heavy() -> Graph:
    """What takes a while and must be agreed."""
    return row(*LARGE, shape=(64, 64, 64, 1))


def select_wire(person: Person, source: str) -> None:
    wire = next(each for each in person.graph.wires if each.source.card == source)
    person.window.canvas.lighting.select_wires([wire])


class Peeker:
    """A person who peeks."""

    def __init__(self, person: Person, qtbot) -> None:
        self.person, self.bot = person, qtbot

    @property
    def panel(self) -> PeekPanel:
        return self.person.window.peek

    @property
    def stage(self) -> Stage:
        return self.panel.peeking.stage

    def at(self, source: str) -> None:
        """Select the wire that leaves a card and press P."""
        select_wire(self.person, source)
        self.person.key("P")
        assert self.panel.isVisible()

    def wait(self, *stages: Stage) -> None:
        self.bot.waitUntil(
            lambda: (
                self.stage in (stages or (Stage.SHOWN,))
                and not (self.stage is Stage.SHOWN and self.panel.peeking.stale)
            ),
            timeout=60_000,
        )
        self.settle()

    def settle(self) -> None:
        """Until no slice is under way."""
        peeking = self.panel.peeking
        self.bot.waitUntil(lambda: not peeking._under_way and peeking._wanted is None)
        self.person.settle()

    def feed(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Press File… and choose one."""
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
        QTest.mouseClick(self.panel.sources.file, Qt.MouseButton.LeftButton)
        self.wait(Stage.SHOWN, Stage.STOPPED)

    def drawn(self) -> np.ndarray:
        """The grey of each pixel of the slice, taken from the middle of it on the screen."""
        picture = self.panel.picture
        image, area = picture.grab().toImage(), picture.area
        rows, columns = self.panel.peeking.slice.sizes
        ratio = image.devicePixelRatio()
        return np.array(
            [
                [
                    QColor(
                        image.pixel(
                            int((area.left() + (column + 0.5) * area.width() / columns) * ratio),
                            int((area.top() + (place + 0.5) * area.height() / rows) * ratio),
                        )
                    ).red()
                    for column in range(columns)
                ]
                for place in range(rows)
            ]
        )

    @property
    def said(self) -> str:
        return self.panel.telling.words.text()
