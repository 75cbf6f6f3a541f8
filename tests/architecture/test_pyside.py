"""PySide6 must not lose references to None, True and False, as 6.12.0 does below Python 3.12.

There every call takes one reference too many from them; at zero the interpreter dies, within
seconds of drawing. From Python 3.12 on these three are immortal.
"""

import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
CALLS = 20_000
# Beside the calls, Qt's own caches take or give a few.
SLACK = 500

SCRIPT = f"""
import sys
from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import (
    QApplication, QGraphicsItem, QGraphicsScene, QGraphicsView, QLabel, QLineEdit,
)

app = QApplication([])
label, field = QLabel("x"), QLineEdit()
image = QImage(8, 8, QImage.Format.Format_ARGB32)
painter = QPainter(image)
scene = QGraphicsScene()

class Item(QGraphicsItem):
    def boundingRect(self):
        return QRectF(0, 0, 4, 4)

    def paint(self, painter, option, widget=None):
        painter.drawRect(0, 0, 2, 2)

    def itemChange(self, change, value):
        return super().itemChange(change, value)

item = Item()
item.setFlag(QGraphicsItem.GraphicsItemFlag.ItemSendsGeometryChanges)
scene.addItem(item)

calls = {{
    "returns None": lambda: label.setText("x"),
    "takes True": lambda: field.setReadOnly(True),
    "takes False": lambda: field.setReadOnly(False),
    "returns a bool": lambda: field.isReadOnly(),
    "takes None": lambda: field.setValidator(None),
    "gives None for no object": lambda: label.parentWidget(),
    "paints": lambda: painter.drawPoint(QPointF(1, 1)),
    "calls back": lambda: item.setPos(QPointF(scene.width() % 2, 1)),
    "renders": lambda: scene.render(painter),
}}
for name in calls:
    before = [sys.getrefcount(thing) for thing in (None, True, False)]
    for _ in range({CALLS}):
        calls[name]()
    after = [sys.getrefcount(thing) for thing in (None, True, False)]
    lost = [b - a for b, a in zip(before, after)]
    if max(lost) > {SLACK}:
        print(f"a call that {{name}} lost references to None, True, False: {{lost}}", flush=True)
painter.end()
"""


def test_no_references_are_lost():
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False
    )
    assert done.stdout == ""
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("python, allowed", [("3.11", False), ("3.12", True), ("3.13", True)])
def test_the_release_that_does_is_not_asked_for(python: str, allowed: bool):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [Requirement(text) for text in project["dependencies"]]
    qt = [
        one
        for one in wanted
        if one.name == "PySide6-Essentials"
        and (one.marker is None or one.marker.evaluate({"python_version": python}))
    ]
    assert len(qt) == 1
    assert qt[0].specifier.contains("6.12.0") is allowed


def test_the_release_that_does_is_not_installed():
    assert sys.version_info >= (3, 12) or version("PySide6_Essentials") != "6.12.0"
