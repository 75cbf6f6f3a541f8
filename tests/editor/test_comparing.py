"""Comparing the window with another version: marks on the canvas, a list, and the way out."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QTreeWidget

from layerdeck.editor.comparing.panel import DifferencesPanel
from layerdeck.files import write_project
from layerdeck.graph import End, Graph
from layerdeck.graph.comparing import What
from layerdeck.graph.edits import add, connect, move, remove, rename, set_value
from making import (
    CONV,
    DECK,
    INPUT,
    OUTPUT,
    block_card,
    card,
    double_convolution,
    line,
)
from models import given as given_input
from models import layer, model
from person import Person


def network() -> Graph:
    made = line(
        card("x", INPUT, shape=[8, 8, 8, 1]),
        card("conv1", CONV, filters=16, kernel_size=3),
        card("conv2", CONV, filters=16, kernel_size=3),
        card("y", OUTPUT),
        name="net",
    )
    places = {key: (place * 300.0, 60.0) for place, key in enumerate(made.cards)}
    return made.with_(cards={key: made.cards[key].with_(at=at) for key, at in places.items()})


@pytest.fixture
def other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file with the network, which is what a person chooses from the dialog."""
    path = tmp_path / "other.layerdeck"
    write_project(network(), path)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    return path


def edited() -> Graph:
    """The network without its second layer, with other values in the first, and with a dropout."""
    made = set_value(network(), DECK, "conv1", "filters", 32)
    made = set_value(made, DECK, "conv1", "padding", "same")
    made, _ = add(remove(made, ["conv2"]), DECK, "keras.layers.Dropout", (600, 300), None, "drop")
    return connect(made, DECK, End("conv1", "output"), End("drop", "input"))


@pytest.fixture
def comparer(person: Person, other: Path) -> Person:
    """A person who has compared the edited network with the file."""
    person.window.session.document.load(edited(), None)
    person.window.view.fit_all()
    person.settle()
    person.menu("File", "Compare with…")
    return person


def tree(person: Person) -> QTreeWidget:
    panel = person.window.comparing.panel
    assert isinstance(panel, DifferencesPanel) and panel.isVisible()
    return panel.tree


def lines(person: Person) -> list[tuple[str, str]]:
    found = tree(person)
    entries = (found.topLevelItem(at) for at in range(found.topLevelItemCount()))
    return [(entry.text(0), entry.text(1)) for entry in entries]


def click(person: Person, subject: str) -> None:
    found = tree(person)
    (entry,) = found.findItems(subject, Qt.MatchFlag.MatchStartsWith)
    found.scrollToItem(entry)
    place = found.visualItemRect(entry).center()
    QTest.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=place)
    person.settle()


def edge(person: Person, item: str) -> QPointF:
    """A point of the edge round something that is marked: right of its head."""
    body = person.window.canvas.contents.body(item)
    return QPointF(body.right() + 3, body.top() + 20)


def ended(person: Person) -> bool:
    comparing, titles = person.window.comparing, person.window.tabs
    tabs = [titles.tabText(at) for at in range(titles.count())]
    return not (
        comparing.going_on
        or comparing.marks.marks
        or comparing.ghosts.ghosts
        or any(title.startswith("Differences") for title in tabs)
        or person.window.notices.compared.isVisible()
    )


def test_the_differences_are_listed_counted_and_in_front(comparer: Person) -> None:
    assert lines(comparer) == [
        ("drop (Dropout)", "rate 0.5; input from conv1"),
        ("conv2 (Convolution 3D)", "removed"),
        ("conv1 (Convolution 3D)", "filters 16 -> 32; padding valid -> same"),
        ("y (Output)", "data no longer wired to conv2"),
    ]
    assert comparer.window.tabs.tabText(comparer.window.tabs.currentIndex()) == "Differences 4"
    assert comparer.window.notices.compared.text == (
        "Compared with other.layerdeck: 1 added, 1 removed, 2 changed."
    )
    assert tree(comparer).hasFocus()


@pytest.mark.parametrize("theme", ["night", "paper"])
def test_cards_are_marked_by_colour_and_letter(comparer: Person, theme: str) -> None:
    comparer.window.choose_theme(theme)
    comparer.settle()
    colours = comparer.window.theme

    marks = comparer.window.comparing.marks.marks
    assert {key: mark.what for key, mark in marks.items()} == {
        "drop": What.ADDED, "conv1": What.CHANGED, "y": What.CHANGED,
    }  # fmt: skip
    assert marks["conv1"].words == "filters 16 -> 32 · and 1 more"
    assert comparer.color_near(edge(comparer, "drop"), colours.color("added"))
    assert comparer.color_near(edge(comparer, "conv1"), colours.color("changed"))
    assert not comparer.color_near(edge(comparer, "x"), colours.color("changed"))
    ghost = comparer.window.comparing.ghosts.ghosts["conv2"].body
    assert (ghost.x(), ghost.y()) == (600.0, 60.0)
    assert comparer.color_near(ghost.topRight() + QPointF(-40, -3), colours.color("removed"), 8)
    letter = tree(comparer).topLevelItem(0).icon(0).pixmap(16, 16).toImage()
    assert letter.pixelColor(2, 8).name() == colours.color("added").name()


def test_from_afar_a_letter_and_an_edge_are_left(comparer: Person) -> None:
    comparer.window.view.scale(0.2, 0.2)
    comparer.settle()

    assert comparer.window.canvas.far.isVisible()
    assert comparer.color_near(edge(comparer, "drop"), comparer.window.theme.color("added"), 4)


def test_a_click_leads_to_the_card_and_enter_too(comparer: Person) -> None:
    comparer.window.view.centerOn(9000, 9000)

    click(comparer, "conv1")
    assert comparer.window.session.selected == ("conv1",)
    body = comparer.window.canvas.contents.body("conv1")
    assert comparer.viewport.rect().contains(comparer.window.view.mapFromScene(body.center()))

    tree(comparer).setFocus()
    comparer.strike("Up", "Up", "Return")
    assert comparer.window.session.selected == ("drop",)


def test_a_click_leads_to_where_a_card_was(comparer: Person) -> None:
    comparer.window.view.centerOn(9000, 9000)

    click(comparer, "conv2")

    ghost = comparer.window.comparing.ghosts.ghosts["conv2"].body
    place = comparer.window.view.mapFromScene(ghost.center())
    assert comparer.viewport.rect().contains(place)
    assert comparer.window.session.selected == ()


@pytest.mark.parametrize("theme", ["night", "paper"])
@pytest.mark.parametrize("scale", [1.0, 0.3, 0.1])
def test_what_is_gone_is_seen_where_another_card_took_its_place(
    person: Person, other: Path, theme: str, scale: float
) -> None:
    person.window.choose_theme(theme)
    before = network()
    # As imported: no card has a place, so what follows a removed card lies in its place.
    write_project(before.with_(cards={key: before.cards[key].with_(at=None) for key in
                                      before.cards}), other)  # fmt: skip
    person.open(edited())
    comparing, view = person.window.comparing, person.window.view
    person.menu("File", "Compare with…")
    gone = comparing.ghosts.ghosts["conv2"].body
    person.window.session.edit("Move", move, {"drop": (gone.x() + 20, gone.y() + 30)})
    person.settle()

    ghost = comparing.ghosts.ghosts["conv2"].body
    bodies = [placed.body for placed in person.window.canvas.contents.cards.values()]
    assert not any(ghost.intersects(body) for body in bodies)
    assert ghost.x() == gone.x() and ghost.y() > gone.y()
    view.fit_all()
    assert person.viewport.rect().contains(view.mapFromScene(ghost).boundingRect())
    view.resetTransform()
    view.scale(scale, scale)
    view.centerOn(ghost.center())
    person.settle()
    place = ghost.topLeft() + (QPointF(0, 12) if scale < 0.16 else QPointF(-2, -9)) / scale
    assert person.color_near(place, person.window.theme.color("removed"), 4)


def test_what_is_gone_covers_nothing_else_that_is_gone(person: Person, other: Path) -> None:
    write_project(move(network(), {"conv1": (600, 60), "conv2": (610, 80)}), other)
    person.open(remove(network(), ["conv1", "conv2"]))
    person.menu("File", "Compare with…")

    one, two = (ghost.body for ghost in person.window.comparing.ghosts.ghosts.values())
    assert not one.intersects(two)


def test_a_click_on_what_is_gone_comes_near_enough_to_read_it(comparer: Person) -> None:
    comparer.window.view.scale(0.1, 0.1)

    click(comparer, "conv2")

    assert comparer.window.view.scale_factor == 1.0


def test_escape_in_the_list_ends_it(comparer: Person) -> None:
    tree(comparer).setFocus()
    comparer.strike("Esc")

    assert ended(comparer)
    assert comparer.window.view.hasFocus()
    assert not comparer.color_near(edge(comparer, "drop"), comparer.window.theme.color("added"), 2)


def test_the_tab_from_before_comes_back_and_a_closed_panel_opens(
    person: Person, other: Path
) -> None:
    person.open(edited())
    person.show_tab("Problems")
    person.window.docks[2].close()

    person.menu("File", "Compare with…")
    assert tree(person).isVisible()
    person.strike("Esc")

    assert ended(person)
    assert person.window.tabs.currentWidget() is person.window.problems


def test_escape_on_the_canvas_lets_go_of_a_card_first(comparer: Person) -> None:
    comparer.click(comparer.grab_head("conv1"))
    comparer.key("Esc")
    assert comparer.window.session.selected == () and comparer.window.comparing.going_on
    comparer.key("Esc")
    assert ended(comparer)


def test_it_follows_what_is_done_and_undone(comparer: Person, qtbot: object) -> None:
    def counted() -> str:
        tabs = comparer.window.tabs
        return tabs.tabText(tabs.count() - 1)

    comparer.type_value("conv1.filters", "16")
    qtbot.waitUntil(lambda: len(lines(comparer)) == 4 and "16 ->" not in str(lines(comparer)))  # type: ignore[attr-defined]
    comparer.key("Ctrl+Z")
    qtbot.waitUntil(lambda: "16 -> 32" in str(lines(comparer)))  # type: ignore[attr-defined]
    comparer.window.session.edit("Delete", remove, ["drop"])
    qtbot.waitUntil(lambda: counted() == "Differences 3")  # type: ignore[attr-defined]
    assert "drop" not in comparer.window.comparing.marks.there()


def test_marks_go_where_cards_are_dragged(comparer: Person) -> None:
    comparer.move_card("drop", 120, 40)

    assert comparer.color_near(edge(comparer, "drop"), comparer.window.theme.color("added"))


def test_the_work_is_compared_with_the_saved_file(person: Person, tmp_path: Path) -> None:
    path = tmp_path / "net.layerdeck"
    write_project(network(), path)
    assert person.window.files.open(path)
    person.window.session.edit("Set", set_value, DECK, "conv1", "filters", 32)

    person.menu("File", "Compare with the saved file")

    assert lines(person) == [("conv1 (Convolution 3D)", "filters 16 -> 32")]
    assert person.window.notices.compared.text == (
        "Compared with net.layerdeck as it is on disk: 1 changed."
    )
    person.key("Ctrl+S")
    assert lines(person) == [("", "No differences in meaning.")]


def test_without_a_saved_file_that_is_said(person: Person) -> None:
    person.open(network())
    action = person.window.all_actions["file.compare_saved"]

    assert action.why_not() == "This project was not saved yet."


def test_a_model_of_keras_can_be_compared_with(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "net.json"
    path.write_text(json.dumps(model(given_input("x", 4), layer("Dense", "d", "x", units=3),
                                     outputs=[["d", 0, 0]])))  # fmt: skip
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    assert person.window.files.open(path)
    person.window.session.edit("Set", set_value, DECK, "d", "units", 5)

    person.menu("File", "Compare with…")

    assert lines(person) == [("d (Dense)", "units 3 -> 5")]
    assert person.window.session.graph.cards["d"].values["units"] == 5


def test_a_file_that_is_no_project_is_told_and_nothing_begins(person: Person, other: Path) -> None:
    person.open(network())
    other.write_text("<<<<<<<")

    told = person.answer(
        QMessageBox.StandardButton.Ok, lambda: person.menu("File", "Compare with…")
    )

    assert told.startswith("other.layerdeck, line 1")
    assert ended(person)


def test_what_changed_in_a_block_is_marked_on_its_card_and_inside(
    person: Person, other: Path
) -> None:
    def project(block: Graph) -> Graph:
        made = line(card("x", INPUT, shape=[8, 8, 8, 1]), block_card("b", "double"))
        return made.with_(name="net", blocks={"double": block})

    inner = remove(set_value(double_convolution(), DECK, "first", "padding", "valid"), ["y"])
    write_project(project(double_convolution()), other)
    person.open(project(inner))
    person.menu("File", "Compare with…")
    comparing = person.window.comparing

    assert {key: mark.words for key, mark in comparing.marks.marks.items()} == {
        "b": "changed inside"
    }
    click(person, "double: first")
    assert person.window.session.path == ("double",)
    assert person.window.session.selected == ("first",)
    assert comparing.marks.marks["first"].words == "padding same -> valid"
    assert set(comparing.ghosts.ghosts) == {"y"}


def test_another_project_ends_it(comparer: Person) -> None:
    comparer.window.files.restore(network(), None)

    assert ended(comparer)


def test_the_bar_leads_to_the_list_and_out(comparer: Person) -> None:
    comparer.show_tab("Code")
    show, stop = comparer.window.notices.compared.answers

    QTest.mouseClick(show, Qt.MouseButton.LeftButton)
    assert tree(comparer).isVisible()
    QTest.mouseClick(stop, Qt.MouseButton.LeftButton)
    comparer.settle()
    assert ended(comparer)


def test_many_differences_are_listed_bit_by_bit(person: Person, other: Path) -> None:
    cards = [card(f"a{number}", CONV, filters=1, kernel_size=3) for number in range(70)]
    write_project(line(*cards, name="net"), other)
    person.open(Graph("net"))
    person.menu("File", "Compare with…")

    assert len(lines(person)) == 51
    assert lines(person)[-1] == ("", "And 20 more differences. Show more")
    found = tree(person)
    last = found.topLevelItem(50)
    found.scrollToItem(last)
    place = found.visualItemRect(last).center()
    QTest.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, place.y()))
    person.settle()
    assert len(lines(person)) == 70


def test_a_renamed_card_is_marked_with_its_old_name(person: Person, other: Path) -> None:
    person.open(rename(network(), "conv1", "stem"))
    person.menu("File", "Compare with…")

    assert lines(person) == [("stem (Convolution 3D)", "renamed from conv1")]
    assert person.window.comparing.marks.marks["stem"].words == "renamed from conv1"
