"""Opening, saving, leaving, exporting: what fails says why, and no work is lost."""

import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox, QWidget

from layerdeck.editor.exporting.code import export_code
from layerdeck.editor.exporting.model import save_model
from layerdeck.editor.exporting.picture import save_picture
from layerdeck.files import read_project, write_project
from making import CONV, INPUT, OUTPUT, card, graph, line
from person import Person

Button = QMessageBox.StandardButton
ANY = Qt.KeyboardModifier.NoModifier


def network(name: str = "made"):
    cards = (
        card("x", INPUT, shape=[8, 8, 8, 1]),
        card("a", CONV, filters=4, kernel_size=3),
        card("y", OUTPUT),
    )
    return line(*(one.with_(at=(310.0 * at, 60.0)) for at, one in enumerate(cards)), name=name)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "network.layerdeck"
    write_project(network("network"), path)
    return path


@pytest.fixture
def row(person: Person, project: Path) -> Person:
    """A project that was opened, with one unsaved change."""
    assert person.window.files.open(project)
    person.window.view.fit()
    person.settle()
    person.type_value("a.filters", "5")
    return person


def filters(path: Path) -> object:
    return read_project(path).cards["a"].values["filters"]


def test_a_project_is_opened_and_saved(person: Person, project: Path) -> None:
    assert person.window.files.open(project)
    assert person.window.windowTitle() == "network.layerdeck[*] — Layerdeck"
    assert not person.window.isWindowModified()
    assert set(person.window.canvas.cards) == {"x", "a", "y"}
    person.window.view.fit()
    person.type_value("a.filters", "5")
    assert person.window.isWindowModified()
    person.key("Ctrl+S")
    assert filters(project) == 5
    assert not person.window.isWindowModified()
    assert person.window.status.currentMessage() == "Saved network.layerdeck."
    person.key("Ctrl+Z")
    assert person.window.isWindowModified()
    person.key("Ctrl+Shift+Z")
    assert not person.window.isWindowModified()


def test_saving_under_another_name_goes_on_there(row: Person, tmp_path: Path) -> None:
    other = tmp_path / "other.layerdeck"
    assert row.window.files.save_to(other)
    assert row.window.windowTitle() == "other.layerdeck[*] — Layerdeck"
    row.type_value("a.filters", "6")
    row.key("Ctrl+S")
    assert filters(other) == 6
    assert filters(tmp_path / "network.layerdeck") == 4


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "bad.layerdeck"),
        (b"\x00\xff\x00", "bad.layerdeck"),
        (b'{"layerdeck": 1, "cards": 3}', 'bad.layerdeck, the key "cards": it must be a list'),
        (b'{"layerdeck": 99, "cards": []}', "bad.layerdeck"),
        (None, "bad.layerdeck"),
    ],
)
def test_a_bad_file_is_told_in_one_sentence_and_the_work_stays(
    person: Person, tmp_path: Path, content: bytes | None, said: str
) -> None:
    person.open(network())
    before = person.graph
    path = tmp_path / "bad.layerdeck"
    if content is not None:
        path.write_bytes(content)
    opened: list[bool] = []
    text = person.answer(Button.Ok, lambda: opened.append(person.window.files.open(path)))
    assert opened == [False]
    assert text.startswith(said)
    assert text.endswith(".")
    assert "Traceback" not in text
    assert "\n" not in text
    assert person.graph is before
    assert person.window.session.document.path is None


def test_unsaved_work_is_saved_when_asked_so(row: Person, project: Path) -> None:
    text = row.answer(Button.Save, lambda: row.key("Ctrl+N"))
    assert text == "Save the changes to network.layerdeck before going on?"
    assert filters(project) == 5
    assert not row.graph.cards
    assert row.window.windowTitle() == "untitled.layerdeck[*] — Layerdeck"


def test_unsaved_work_is_let_go_when_asked_so(row: Person, project: Path) -> None:
    row.answer(Button.Discard, lambda: row.key("Ctrl+N"))
    assert filters(project) == 4
    assert not row.graph.cards


def test_unsaved_work_stays_when_one_thinks_again(row: Person, project: Path) -> None:
    before = row.graph
    row.answer(Button.Cancel, lambda: row.key("Ctrl+N"))
    assert row.graph is before
    assert filters(project) == 4
    text = row.answer(Button.Cancel, row.window.close)
    assert text == "Save the changes to network.layerdeck before closing?"
    assert row.window.isVisible()
    row.answer(Button.Cancel, lambda: row.window.files.open(project))
    assert row.graph is before


def test_a_file_that_cannot_be_read_is_not_worth_a_question(row: Person, tmp_path: Path) -> None:
    before, broken = row.graph, tmp_path / "broken.layerdeck"
    broken.write_text('{"layerdeck": 1, "cards"')
    text = row.answer(Button.Ok, lambda: row.window.files.open(broken))
    assert "broken.layerdeck" in text
    assert row.graph is before
    assert row.window.isWindowModified()


def test_what_is_saved_before_it_is_opened_again_is_what_opens(row: Person, project: Path) -> None:
    text = row.answer(Button.Save, lambda: row.window.files.open(project))
    assert text == "Save the changes to network.layerdeck before opening network.layerdeck?"
    assert filters(project) == 5
    assert row.graph.cards["a"].values["filters"] == 5
    assert not row.window.isWindowModified()


def test_a_window_is_closed_once_the_work_is_saved(row: Person, project: Path) -> None:
    row.answer(Button.Save, row.window.close)
    assert not row.window.isVisible()
    assert filters(project) == 5


def test_what_is_saved_is_not_asked_about(person: Person, project: Path) -> None:
    assert person.window.files.open(project)
    person.key("Ctrl+N")
    assert not person.graph.cards


@contextmanager
def no_room() -> Iterator[None]:
    """No file may grow: writing fails as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("place", ["missing/a.layerdeck", "/proc/a.layerdeck", "/dev/full", "."])
def test_a_place_that_takes_nothing_is_told_and_the_work_stays(
    row: Person, tmp_path: Path, project: Path, place: str
) -> None:
    before, saved = row.graph, []
    text = row.answer(Button.Ok, lambda: saved.append(row.window.files.save_to(tmp_path / place)))
    assert saved == [False]
    assert "it cannot be written: " in text
    assert row.graph is before
    assert row.window.isWindowModified()
    assert row.window.session.document.path == project
    assert not list(tmp_path.glob(".layerdeck*"))


def test_a_full_disk_keeps_the_file_and_the_work(row: Person, project: Path) -> None:
    before, written = row.graph, project.read_bytes()
    with no_room():
        text = row.answer(Button.Ok, lambda: row.key("Ctrl+S"))
    assert text.startswith("network.layerdeck: it cannot be written: ")
    assert project.read_bytes() == written
    assert row.graph is before
    assert row.window.isWindowModified()
    row.key("Ctrl+S")
    assert filters(project) == 5


def test_saving_that_fails_does_not_let_one_leave(row: Person, project: Path) -> None:
    project.unlink()
    project.mkdir()
    before = row.graph
    row.answer_all([Button.Save, Button.Ok], row.window.close)
    assert row.window.isVisible()
    assert row.graph is before
    project.rmdir()


def drop(person: Person, over: QWidget, path: Path) -> None:
    """Drag a file from elsewhere and let it go over a part of the window."""
    place = QPointF(over.mapTo(person.window, over.rect().center()))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    handle = person.window.windowHandle()
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    entered = QDragEnterEvent(place.toPoint(), copy, data, left, ANY)
    QApplication.sendEvent(handle, entered)
    QApplication.sendEvent(handle, QDragMoveEvent(place.toPoint(), copy, data, left, ANY))
    QApplication.sendEvent(handle, QDropEvent(place, copy, data, left, ANY))
    person.settle()


@pytest.mark.parametrize("part", ["canvas", "deck", "inspector", "search", "code"])
def test_a_file_dropped_anywhere_on_the_window_is_opened(
    person: Person, project: Path, part: str
) -> None:
    over = {
        "canvas": person.viewport,
        "deck": person.window.deck.tree.viewport(),
        "inspector": person.window.inspector,
        "search": person.window.deck.search,
        "code": person.window.code.view.viewport(),
    }[part]
    drop(person, over, project)
    assert set(person.graph.cards) == {"x", "a", "y"}
    assert person.window.deck.search.text() == ""


def test_another_file_dropped_on_the_window_does_nothing(person: Person, tmp_path: Path) -> None:
    other = tmp_path / "holiday.jpg"
    other.write_bytes(b"\xff\xd8")
    drop(person, person.viewport, other)
    assert not person.graph.cards


def test_a_file_dropped_on_unsaved_work_asks_first(row: Person, project: Path) -> None:
    before = row.graph
    row.answer(Button.Cancel, lambda: drop(row, row.viewport, project))
    assert row.graph is before


def test_every_example_opens_from_the_menu(person: Person) -> None:
    (menu,) = (menu for menu in person.window.findChildren(QMenu) if menu.title() == "Open example")
    menu.aboutToShow.emit()
    assert len(menu.actions()) >= 7
    for action in menu.actions():
        action.trigger()
        person.settle()
        assert person.graph.cards, action.text()
        assert person.window.session.document.path is None, "saving would write over the example"
        assert not person.window.isWindowModified()
        boxes = [item.body() for item in person.window.canvas.cards.values()]
        for place, box in enumerate(boxes):
            assert not any(box.intersects(other) for other in boxes[:place]), action.text()
        seen = person.window.view.mapToScene(person.viewport.rect()).boundingRect()
        assert any(seen.contains(box) for box in boxes), f"nothing of {action.text()} is in sight"


def test_code_with_errors_is_not_exported_and_says_why(person: Person, tmp_path: Path) -> None:
    person.open(graph(card("x", INPUT), card("a", CONV), card("y", OUTPUT)))
    path = tmp_path / "code.py"
    text = person.answer(Button.Ok, lambda: export_code(person.window, path))
    first = f"a: {person.window.session.problems[0].message}"
    assert text.startswith(first)
    assert "see the Problems tab" in text
    assert not path.exists()
    text = person.answer(Button.Ok, lambda: save_model(person.window, path=path))
    assert text.startswith(first)


def test_an_empty_canvas_is_not_exported(person: Person, tmp_path: Path) -> None:
    text = person.answer(Button.Ok, lambda: export_code(person.window, tmp_path / "code.py"))
    assert text == "The canvas is empty. Drag an Input and a layer onto it first."
    text = person.answer(Button.Ok, lambda: save_picture(person.window, tmp_path / "empty.png"))
    assert text.startswith("There is nothing to draw")


def test_code_is_exported(person: Person, tmp_path: Path) -> None:
    person.open(network())
    path = tmp_path / "code.py"
    assert export_code(person.window, path)
    assert "layers.Conv3D(4, 3)" in path.read_text()
    assert person.window.status.currentMessage() == "Wrote code.py."
    text = person.answer(
        Button.Ok, lambda: export_code(person.window, tmp_path / "missing" / "code.py")
    )
    assert "the folder does not exist" in text


def test_a_model_is_saved_that_keras_loads(user: Person, tmp_path: Path, qtbot) -> None:
    user.open(network())
    path = tmp_path / "model.keras"
    assert save_model(user.window, path=path)
    bar = user.window.status
    qtbot.waitUntil(lambda: bar.currentMessage() == f"Saved the model as {path}.", timeout=60_000)
    script = (
        "import sys, keras; model = keras.models.load_model(sys.argv[1]); "
        "print(model.output_shape, model.count_params())"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(path)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.split("\n")[-2] == "(None, 6, 6, 6, 4) 112"


def test_a_model_that_cannot_be_saved_says_why(user: Person, tmp_path: Path, qtbot) -> None:
    user.open(network())
    done: list[str] = []
    user.window.session.said.connect(done.append)

    def save() -> None:
        save_model(user.window, path=tmp_path / "missing" / "model.keras")
        qtbot.waitUntil(lambda: len(done) > 1, timeout=60_000)

    text = user.answer(Button.Ok, save)
    assert "model.keras" in text
    assert "Traceback" not in text
    user.window.session.said.disconnect(done.append)
