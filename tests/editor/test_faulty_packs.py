"""A pack of cards that could not be loaded: the window says so once, and works."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from layerdeck.deck import Catalogue, load_catalogue
from layerdeck.editor.exporting.code import export_code
from layerdeck.editor.window import Window
from person import Person

FAULTS = (
    "The cards of volumekit could not be loaded: No module named 'scipy'.",
    "The card keras.layers.Dense of thief is left out: layerdeck offers a card of this id already.",
)


@pytest.fixture
def warned(qapp: QApplication, tmp_path: Path, no_leaks: None) -> Iterator[Window]:
    """A window whose deck had trouble with two packs."""
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    made = Window(Catalogue(load_catalogue().values(), FAULTS), settings)
    made.resize(1600, 1000)
    made.show()
    qapp.processEvents()
    yield made
    made.finish_typing()
    made.session.document.mark_saved(tmp_path / "done.layerdeck")
    made.close()
    made.deleteLater()


def listed(window: Window) -> list[str]:
    """What the Problems tab tells."""
    Person(window).show_tab("Problems")
    tree = window.problems.tree
    return [tree.topLevelItem(line).text(1) for line in range(tree.topLevelItemCount())]


def test_the_status_bar_says_it_and_the_problems_tab_keeps_it(warned: Window) -> None:
    assert warned.status.currentMessage() == f"{FAULTS[0]} And 1 more: see the Problems tab."
    assert listed(warned) == list(FAULTS)
    assert warned.tabs.tabText(2) == "Problems 2"


def test_it_is_said_once_however_much_is_done(warned: Window) -> None:
    person = Person(warned)
    person.drag_from_deck("Input", (40, 80))
    person.drag_from_deck("Dense", (340, 80))
    person.key("Ctrl+Z")

    assert sorted(text for text in listed(warned) if text in FAULTS) == sorted(FAULTS)


def test_it_keeps_nobody_from_exporting(warned: Window, tmp_path: Path) -> None:
    person = Person(warned)
    person.drag_from_deck("Input", (40, 80))
    person.drag_from_deck("Output", (340, 80))
    person.wire("inputs.output", "result.input")

    assert warned.session.errors == 0
    assert export_code(warned, tmp_path / "model.py")
    assert "keras.Input" in (tmp_path / "model.py").read_text("utf-8")
