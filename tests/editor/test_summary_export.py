"""The Summary tab taken along: to a spreadsheet, an issue, a paper, a file."""

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QTableView

from layerdeck.cli import main
from layerdeck.editor.exporting.summary import export_summary
from layerdeck.files import write_project
from person import Person
from summaries import LEFT, chain_of_eighty, click_head, give_mixed_facts, middle_of, volume

OK = QMessageBox.StandardButton.Ok


@pytest.fixture
def mixed(person: Person) -> QTableView:
    table = chain_of_eighty(person)
    give_mixed_facts(person)
    return table


def pasted() -> list[list[str]]:
    text = QGuiApplication.clipboard().text()
    return list(csv.reader(text.splitlines(), delimiter="\t"))


def test_ctrl_c_copies_the_selected_lines_with_every_digit(
    person: Person, mixed: QTableView
) -> None:
    QTest.mouseClick(mixed.viewport(), LEFT, pos=middle_of(mixed, 2))
    QTest.mouseClick(
        mixed.viewport(), LEFT, Qt.KeyboardModifier.ControlModifier, middle_of(mixed, 0)
    )
    person.strike("Ctrl+C")
    head, *rows = pasted()
    assert head[:4] == ["Card", "Layer", "Output", "Parameters"]
    assert rows == [
        ["c0", "Convolution 3D", "8x8", "800", "0", "0", "0", "3x3"],
        ["c2", "Convolution 3D", "8x8", "780", "0", "8", "18", "3x3"],
    ]
    assert person.window.status.currentMessage() == "2 lines of the summary are in the clipboard."


def test_all_is_copied_as_it_shows_where_nothing_is_selected(
    person: Person, mixed: QTableView
) -> None:
    click_head(person, mixed, "Parameters")
    person.menu("Model", "Summary", "Columns", "Column output")
    mixed.setFocus()
    person.strike("Ctrl+C")
    head, first, *rest = pasted()
    assert "Output" not in head
    assert first == ["c7", "Convolution 3D", *map(str, (10**9, 10**9, 10**8, 10**12)), "5x5"]
    assert len(rest) == 79
    person.menu("Model", "Summary", "Columns", "Column output")


def test_it_is_copied_for_an_issue_and_for_a_paper(person: Person, mixed: QTableView) -> None:
    person.show_tab("Code")
    person.window.session.select(["c7"])
    person.menu("Model", "Summary", "Copy as Markdown")
    assert "| c7 | Convolution 3D | 512×512 | 1,000," in QGuiApplication.clipboard().text()
    person.window.session.select([])
    person.menu("Model", "Summary", "Copy as LaTeX")
    assert "Total & " in QGuiApplication.clipboard().text()


@pytest.mark.parametrize(
    ("ending", "form"), [("csv", "csv"), ("tsv", "tsv"), ("md", "markdown"), ("tex", "latex"),
                         ("txt", "text")]
)  # fmt: skip
def test_the_window_and_the_command_line_write_the_same(
    user: Person, qtbot, tmp_path: Path, monkeypatch, capsys, ending: str, form: str
) -> None:
    project, target = tmp_path / "net.layerdeck", tmp_path / f"ours.{ending}"
    write_project(volume(8, 8, 8, 1), project)
    user.open(volume(8, 8, 8, 1))
    qtbot.waitUntil(user.shapes_are_new, timeout=30_000)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    user.menu("File", "Export", "Export summary…")
    assert user.window.status.currentMessage() == f"Wrote {target.name}."
    assert main(["summary", str(project), "--format", form]) == 0
    assert capsys.readouterr().out.encode() == target.read_bytes()
    assert b"112" in target.read_bytes()


def test_an_ending_that_says_nothing_is_refused(
    person: Person, mixed: QTableView, tmp_path
) -> None:
    path = tmp_path / "net.xlsx"
    said = person.answer(OK, lambda: export_summary(person.window, path))
    assert said == (
        "A summary ends in .txt, .csv, .tsv, .md or .tex, and “net.xlsx” does not. Rename it."
    )
    assert not path.exists()


def test_a_folder_that_is_not_there_is_told(
    person: Person, mixed: QTableView, tmp_path: Path
) -> None:
    path = tmp_path / "gone" / "net.csv"
    said = person.answer(OK, lambda: export_summary(person.window, path))
    assert "the folder does not exist" in said


def test_before_anything_is_known_the_menu_says_so(person: Person) -> None:
    action = person.window.all_actions.of_qt("summary.export")
    assert not action.isEnabled()
    assert action.toolTip() == "Nothing is known of the cards yet."
