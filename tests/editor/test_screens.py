"""Screens of all kinds: at each size and scale every control has room, and so has its text."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

import fitting
from layerdeck.editor.window import Window


@pytest.mark.parametrize(
    ("screen", "scale", "theme", "seen"),
    [
        # The canvas keeps the most of a small screen, and a large one is not filled.
        ("1280x720", "1", "night", "1280x720 at 1, window 1280x720, panels 260 356 183"),
        ("1280x720", "1", "paper-contrast", "1280x720 at 1, window 1280x720"),
        ("3840x2160", "3", "night-contrast", "1280x720 at 3, window 1280x720"),
        ("3840x2160", "2", "paper", "1920x1080 at 2, window 1600x1000, panels 260 356 254"),
        ("3840x2160", "1", "night", "3840x2160 at 1, window 2688x1512, panels 340 460 384"),
        ("2560x1440", "1.5", "paper", "1707x960 at 1.5, window 1600x960"),
        ("1920x1080", "1.25", "night", "1536x864 at 1.25, window 1536x864"),
    ],
)  # fmt: skip
def test_everything_has_room(screen: str, scale: str, theme: str, seen: str) -> None:
    run = subprocess.run(
        [sys.executable, str(Path(fitting.__file__)), screen, scale, theme],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    first, *faults = run.stdout.splitlines()
    assert first.startswith(seen)
    assert not faults


# The check itself.


@pytest.fixture
def sheet(window: Window) -> QWidget:
    """A widget that nobody lays out, in the window."""
    made = QWidget(window)
    made.setObjectName("sheet")
    made.resize(200, 100)
    return made


def faults_on(sheet: QWidget) -> list[str]:
    sheet.show()
    return fitting.faults_of(sheet)


def test_the_check_finds_what_leaves_its_parent(sheet: QWidget) -> None:
    child = QWidget(sheet)
    child.setGeometry(150, 10, 60, 20)
    assert faults_on(sheet) == ["QWidget leaves QWidget “sheet”: 150, 10, 60 × 20"]
    child.move(140, 10)
    assert faults_on(sheet) == []


def test_the_check_finds_what_lies_on_something_else(sheet: QWidget) -> None:
    one, other = QWidget(sheet), QWidget(sheet)
    one.setObjectName("one")
    other.setObjectName("other")
    one.setGeometry(0, 0, 50, 50)
    other.setGeometry(49, 49, 50, 50)
    assert faults_on(sheet) == ["QWidget “one” lies on QWidget “other”"]
    other.move(50, 50)
    assert faults_on(sheet) == []


def test_the_check_finds_text_that_is_cut(sheet: QWidget) -> None:
    button, label = QPushButton("Export code", sheet), QLabel("Words on several lines", sheet)
    label.setWordWrap(True)
    button.setGeometry(0, 0, 60, 30)
    label.setGeometry(0, 40, 60, 20)
    assert faults_on(sheet) == [
        "“Export code” is cut in QPushButton “Export code”",
        "“Words on several lines” is cut in QLabel “Words on several lines”",
    ]
    button.resize(button.sizeHint())
    label.resize(60, label.heightForWidth(60))
    label.move(QPoint(120, 10))
    assert faults_on(sheet) == []


def test_the_check_lets_a_list_be_longer_than_what_shows_of_it_but_not_wider(
    sheet: QWidget,
) -> None:
    area, inside = QScrollArea(sheet), QWidget()
    inside.setLayout(QVBoxLayout())
    inside.resize(80, 1000)
    area.setWidget(inside)
    area.resize(100, 90)
    assert faults_on(sheet) == []
    inside.resize(150, 1000)
    assert len(faults_on(sheet)) == 1
