"""The themes: every panel wears its colours, and no text on any card is clipped or covered."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

import text_on_cards
from layerdeck.deck import Kind, load_catalogue
from layerdeck.editor import theme as theme_module
from layerdeck.editor.assets import theme_names
from layerdeck.editor.theme import load_theme, pick_theme, when_system_changes
from layerdeck.editor.window import Window
from making import CONV, network
from person import Person

HIGH = Qt.ContrastPreference.HighContrast


def lightness(image: QImage) -> float:
    found = [
        image.pixelColor(x, y).lightnessF()
        for x in range(2, image.width(), 5)
        for y in range(2, image.height(), 5)
    ]
    return sum(found) / len(found)


@pytest.fixture
def row(person: Person) -> Person:
    person.open(network())
    return person


def panels(person: Person) -> dict[str, float]:
    """How light each part of the window is drawn."""
    window = person.window
    parts = {
        "canvas": window.view,
        "minimap": window.view.minimap,
        "deck": window.deck,
        "inspector": window.inspector,
        "status bar": window.status,
        "menu bar": window.menuBar(),
    }
    found = {}
    person.click(person.grab_head("a"))
    for name, part in parts.items():
        found[name] = lightness(part.grab().toImage())
    for index in range(window.tabs.count()):
        window.tabs.setCurrentIndex(index)
        person.settle()
        found[window.tabs.tabText(index)] = lightness(window.tabs.grab().toImage())
    window.tabs.setCurrentIndex(0)
    return found


def test_switching_the_theme_changes_every_panel_at_once(row: Person) -> None:
    night = panels(row)
    assert max(night.values()) < 0.4, night
    row.window.choose_theme("paper")
    paper = panels(row)
    assert min(paper.values()) > 0.6, paper
    row.window.choose_theme("night")
    assert panels(row) == pytest.approx(night, abs=0.02)


def test_cards_and_wires_wear_the_colours_of_the_theme(row: Person) -> None:
    # Wires of a selected card are drawn in their full colour.
    row.click(row.grab_head("a"))
    for name in ("paper", "night"):
        row.window.choose_theme(name)
        theme = load_theme(name)
        item = row.window.canvas.cards["a"]
        socket = item.layout.row("filters", is_input=True)
        assert row.color_near(item.pos() + socket.socket, theme.kind(socket.port.kind), reach=7)
        middle = next(iter(row.window.canvas.wires.values())).path.pointAtPercent(0.5)
        assert row.color_near(middle, theme.kind(item.layout.row("input", is_input=True).port.kind))


def look(person: Person) -> str:
    return person.window.theme.id


def test_high_contrast_is_ticked_in_the_menu_and_remembered(
    row: Person, qapp: QApplication, tmp_path: Path
) -> None:
    actions = row.window.all_actions
    shown = actions.of_qt("view.high_contrast")
    shown.trigger()
    assert look(row) == "night-contrast"
    row.window.choose_theme("paper")
    assert look(row) == "paper-contrast"
    actions.refresh()
    assert shown.isChecked()
    assert actions.of_qt("view.theme_paper").isChecked()
    again = Window(load_catalogue(), row.window.settings)
    assert again.theme.id == "paper-contrast"
    again.session.engine.stop()
    again.deleteLater()
    shown.trigger()
    assert look(row) == "paper"


def test_the_theme_follows_the_system_while_the_window_is_open(
    row: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    hints = QApplication.styleHints()
    system = {"colours": "night", "contrast": False}
    monkeypatch.setattr(theme_module, "_system_colours", lambda: system["colours"])
    monkeypatch.setattr(theme_module, "_system_contrast", lambda: system["contrast"])

    def change(signal: object, **changed: object) -> None:
        system.update(changed)
        signal.emit(hints.colorScheme() if signal is scheme else HIGH)  # type: ignore[attr-defined]
        row.settle()

    scheme = hints.colorSchemeChanged
    contrast = hints.accessibility().contrastPreferenceChanged
    change(contrast, contrast=True)
    assert look(row) == "night-contrast", "the contrast was not chosen by anybody"
    change(scheme, colours="paper")
    assert look(row) == "night-contrast", "night was chosen"
    row.window.choose_theme("")
    assert look(row) == "paper-contrast"
    change(scheme, colours="night")
    assert look(row) == "night-contrast"
    row.window.choose_contrast(False)
    change(contrast, contrast=True)
    assert look(row) == "night", "what a person chose stays"
    row.window.choose_theme("")
    assert look(row) == "night-contrast", "following the system means all of it"


def test_what_is_open_for_a_moment_does_not_stay_in_the_theme_before(row: Person) -> None:
    row.double_click(QPoint(300, 420))
    assert row.popup is not None
    row.window.choose_theme("paper")
    row.settle()
    assert row.popup is None, "its lines would be written in the letters of the night"


def test_an_older_qt_that_tells_nothing_of_contrast_is_plain(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Hints:
        """The hints of Qt 6.9."""

        colorSchemeChanged = QApplication.styleHints().colorSchemeChanged  # noqa: N815

        def colorScheme(self) -> Qt.ColorScheme:
            return Qt.ColorScheme.Light

    monkeypatch.setattr(theme_module.QGuiApplication, "styleHints", Hints)
    assert pick_theme("", None).id == "paper"
    assert pick_theme("night", True).id == "night-contrast"
    when_system_changes(lambda: None)


def test_an_open_choice_wears_the_theme(row: Person) -> None:
    row.window.choose_theme("paper")
    row.click(row.chip("a.activation"))
    assert lightness(row.window.view.editor.grab().toImage()) > 0.6


def test_all_themes_name_the_same_tokens() -> None:
    night, *others = map(load_theme, theme_names())
    for other in others:
        assert list(night.tokens) == list(other.tokens)
        assert list(night.types) == list(other.types) == list(Kind)
        assert list(night.categories) == list(other.categories)
    assert {card_type.category for card_type in load_catalogue().values()} <= set(night.categories)


@pytest.mark.parametrize("card_id", list(load_catalogue()))
def test_no_text_on_a_card_is_clipped_or_covered(qapp: object, card_id: str) -> None:
    theme = load_theme("night")
    faults = [
        f"{way}: {fault}"
        for way, look in text_on_cards.looks_of(load_catalogue()[card_id])
        for fault in text_on_cards.faults_of(look, theme)
    ]
    assert not faults


def test_the_check_finds_what_is_clipped_or_covered(qapp: object) -> None:
    """A card that is too narrow, and one whose rows lie closer than their letters are tall."""
    ((_, look), *_) = text_on_cards.looks_of(load_catalogue()[CONV])
    theme, layout = load_theme("night"), text_on_cards.card_layout(look)
    narrow = replace(layout, width=layout.width - 40)
    assert "“Output” leaves the card" in text_on_cards.faults_of(look, theme, narrow)
    first, second, *others = layout.rows
    nearer = replace(second, socket=second.socket - QPointF(0, 18), chip=None)
    close = replace(layout, rows=(first, nearer, *others))
    assert "“Kernel size” lies on “Filters”" in text_on_cards.faults_of(look, theme, close) or (
        "“Filters” lies on “Kernel size”" in text_on_cards.faults_of(look, theme, close)
    )


def test_cards_are_whole_on_a_fine_screen_in_both_themes() -> None:
    run = subprocess.run(
        [sys.executable, str(Path(text_on_cards.__file__))],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "QT_SCALE_FACTOR": "2", "QT_QPA_PLATFORM": "offscreen"},
    )
    assert run.returncode == 0, run.stderr
    first, *faults = run.stdout.splitlines()
    assert first == "ratio 2.0"
    assert not faults
