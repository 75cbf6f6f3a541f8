"""Cards of a package that is missing: they stand in their place, and the file stays as it was."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from layerdeck.deck import Kind
from layerdeck.editor.theme import load_theme
from making import CONV, HE, card, graph
from person import Person

PROJECT = """\
{"layerdeck": 1, "name": "missing",
 "cards": [
  {"id": "volume", "card": "keras.Input", "at": [0, 60], "values": {"shape": [64, 64, 64, 1]}},
  {"id": "scale", "card": "volumekit.layers.Scale", "at": [300, 60], "values": {"factor": 1e5, \
"mode": "größer", "axes": [1, [2, null]]}, "colour": "red"},
  {"id": "result", "card": "layerdeck.Output", "at": [620, 60]}
 ],
 "wires": [
  ["volume.output", "scale.query"],
  ["volume.output", "scale.key"],
  ["scale.scores", "result.input"]
 ],
 "theme": "spring"}
"""


@pytest.fixture
def path(person: Person, tmp_path: Path) -> Path:
    """The project's file, open in the window."""
    made = tmp_path / "missing.layerdeck"
    made.write_text(PROJECT, "utf-8")
    assert person.window.files.open(made)
    person.window.view.zoom_to_one()
    person.settle()
    return made


def saved(person: Person, path: Path) -> str:
    person.key("Ctrl+S")
    return path.read_text("utf-8")


def test_it_shows_the_ports_that_wires_name(person: Person, path: Path) -> None:
    layout = person.window.canvas.cards["scale"].layout

    assert [row.port.id for row in layout.rows if row.is_input] == ["key", "query"]
    assert [row.port.id for row in layout.rows if not row.is_input] == ["scores"]
    assert all(row.connected for row in layout.rows)


@pytest.mark.parametrize("theme", ["night", "paper"])
def test_its_edge_is_dashed(person: Person, path: Path, theme: str) -> None:
    person.window.choose_theme(theme)
    item = person.window.canvas.cards["scale"]
    picture = person.picture()
    ratio = picture.devicePixelRatio()
    edge = load_theme(theme).color("card_error")

    def is_edge(down: int) -> bool:
        place = person.window.view.mapFromScene(item.pos() + QPointF(0, 20 + down))
        near = (picture.pixelColor(round((place.x() + x) * ratio), round(place.y() * ratio))
                for x in (-1, 0, 1))  # fmt: skip
        return any(abs(color.red() - edge.red()) < 30 and color.green() < 160 and
                   abs(color.green() - edge.green()) < 40 for color in near)  # fmt: skip

    drawn = [is_edge(down) for down in range(int(item.layout.height) - 40)]
    assert any(drawn)
    assert not all(drawn)


def test_the_inspector_says_what_is_missing_and_what_is_kept(person: Person, path: Path) -> None:
    person.click(person.grab_head("scale"))
    inspector = person.window.inspector

    assert inspector.title.text() == "Scale"
    assert inspector.path.text() == "volumekit.layers.Scale"
    for words in ("Install the package", "factor = 1e5", "größer", "axes = [1, [2, null]]"):
        assert words in inspector.help.text()
    person.click(person.grab_head("volume"))
    assert "Install the package" not in inspector.help.text()


def test_saved_at_once_the_file_is_the_same(person: Person, path: Path) -> None:
    assert saved(person, path) == PROJECT


def test_what_is_done_and_undone_leaves_the_file_as_it_was(person: Person, path: Path) -> None:
    person.move_card("scale", 40, 24)
    person.click(person.grab_head("scale"))
    name = person.window.inspector.name
    name.setFocus()
    name.selectAll()
    QTest.keyClicks(name, "attention")
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert "attention" in person.graph.cards
    moved = saved(person, path)
    assert moved == PROJECT.replace("[300, 60]", "[340, 84]").replace(
        '"id": "scale"', '"id": "attention"'
    ).replace('"scale.', '"attention.')

    person.type_value("volume.shape", "32, 32, 32, 1")
    person.key("Ctrl+Z")
    person.key("Ctrl+Z")
    person.key("Ctrl+Z")
    assert saved(person, path) == PROJECT


def test_other_cards_are_edited_beside_it(person: Person, path: Path) -> None:
    person.type_value("volume.shape", "32, 32, 32, 1")

    assert saved(person, path) == PROJECT.replace("[64, 64, 64, 1]", "[32, 32, 32, 1]")


def test_no_wire_can_be_made_to_it(person: Person, path: Path) -> None:
    before = person.graph.wires
    person.wire("scale.scores", "result.input")
    person.drag_wire(person.socket("scale.scores", False), person.grab_head("scale"))

    assert person.graph.wires == before


def test_a_wire_takes_the_colour_of_what_it_carries_when_another_file_knows_its_card(
    person: Person,
) -> None:
    known = graph(
        card("he", HE), card("a", CONV, filters=4, kernel_size=3),
        wires=["he.initializer > a.kernel_initializer"],
    )  # fmt: skip
    strange = known.cards["a"].with_(type="other.Layer", values={})
    person.open(known.with_(cards={**known.cards, "a": strange}))
    person.open(known)
    (drawn,) = person.window.canvas.wires.values()
    assert drawn.route.kind is Kind.INITIALIZER
