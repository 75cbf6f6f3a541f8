"""Ways out of a problem: told at its card, seen on the canvas, taken, and taken back."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from layerdeck.editor.panels.problem_sheet import ProblemSheet
from layerdeck.graph import Graph
from layerdeck.program import Severity
from making import CONV, INPUT, OUTPUT, block_card, card, double_convolution, graph, line
from person import Person

LEFT = Qt.MouseButton.LeftButton
AT = {
    "volume": (-300.0, 0.0), "enc1": (0.0, 0.0), "pool1": (0.0, 280.0), "up1": (280.0, 280.0),
    "skip1": (640.0, 150.0), "mask": (960.0, 150.0),
}  # fmt: skip


def odd_unet() -> Graph:
    """A skip that does not meet: 63 voxels are halved to 31, and doubled to 62."""
    made = graph(
        card("volume", INPUT, shape=(63, 63, 63, 1)),
        card("enc1", CONV, filters=16, kernel_size=3, padding="same"),
        card("pool1", "keras.layers.MaxPooling3D"),
        card("up1", "keras.layers.Conv3DTranspose", filters=16, kernel_size=2, strides=2),
        card("skip1", "keras.layers.Concatenate"),
        card("mask", OUTPUT),
        wires=["volume.output > enc1.input", "enc1.output > pool1.input",
               "pool1.output > up1.input", "enc1.output > skip1.inputs",
               "up1.output > skip1.inputs", "skip1.output > mask.input"],
    )  # fmt: skip
    return made.with_(cards={key: item.with_(at=AT[key]) for key, item in made.cards.items()})


def foot(person: Person, card_id: str) -> QPoint:
    item = person.window.canvas.cards[card_id]
    return person.window.view.mapFromScene(item.mapToScene(QPointF(60, item.layout.foot + 10)))


def sheet(person: Person) -> ProblemSheet:
    found = person.window.fixing.sheet
    assert found is not None and found.isVisible(), "no sheet is open"
    return found


def titles(person: Person) -> list[str]:
    return [item.title for item in sheet(person).lines]


@pytest.fixture
def unmet(user: Person, qtbot: object) -> Person:
    """A skip that does not meet, in sight, as the engine tells of it."""
    window = user.window
    window.session.document.load(odd_unet(), None)
    window.view.centerOn(QPointF(480, 300))
    qtbot.waitUntil(user.shapes_are_new, timeout=60_000)  # type: ignore[attr-defined]
    user.settle()
    return user


@pytest.fixture
def excluded(person: Person) -> Person:
    """Strides and a dilation that exclude each other: what shows without the engine."""
    person.open(
        line(
            card("x", INPUT, shape=(8, 8, 8, 1)),
            card("a", CONV, filters=4, kernel_size=3, strides=2, dilation_rate=2),
            card("y", OUTPUT),
        )
    )
    return person


def test_a_click_on_the_foot_tells_the_cause_and_the_ways_out(unmet: Person) -> None:
    unmet.click(foot(unmet, "skip1"))

    told = sheet(unmet)
    assert told.title.text() == "The inputs differ along depth, height and width"
    assert told.sentence.text() == (
        "enc1 gives 63×63×63×16, up1 gives 62×62×62×16. They part at pool1, the first pooling: "
        "63 is odd, and the half is rounded down."
    )
    assert [(item.title, item.note) for item in told.lines] == [
        ("Output padding 1, 1, 1 on up1", "changes 1 value"),
        ("Crop enc1 by one voxel at the end", "adds Cropping 3D"),
        ("Pad up1 with zeros by one voxel at the end", "adds Zero padding 3D"),
        ("Input of 64×64×64 instead of 63×63×63", "divides by 2 at every level"),
        ("Input of 62×62×62 instead of 63×63×63", "divides by 2 at every level"),
    ]
    assert told.list.hasFocus() and told.accessibleName().startswith("Error at skip1: ")
    for label in (told.title, told.sentence, told.foot):
        assert label.heightForWidth(label.width()) <= label.height(), "the words are cut off"
    assert not told.geometry().intersects(
        unmet.window.view.mapFromScene(unmet.window.canvas.contents.body("skip1")).boundingRect()
    ), "it lies on the card that it tells of"


def test_arrows_show_each_way_out_and_esc_leaves_all_as_it_was(unmet: Person) -> None:
    session, fixing = unmet.window.session, unmet.window.fixing
    before, whole = session.graph, session.whole
    unmet.window.session.select(["skip1"])
    unmet.click(foot(unmet, "skip1"))
    accent = unmet.window.theme.color("accent")

    shown = fixing.foreseen
    assert shown is not None and set(shown.cards) == {"up1"}
    assert shown.cards["up1"].changed == ("output_padding",)
    row = shown.cards["up1"].layout.row("output_padding", is_input=True)
    assert row is not None and row.text == "1, 1, 1"
    edge = unmet.window.canvas.contents.body("up1").topLeft() + QPointF(-1, 40)
    assert unmet.color_near(edge, accent, reach=8), "nothing is drawn round up1"

    unmet.strike("Down")
    shown = fixing.foreseen
    assert shown is not None
    (added,) = shown.cards.values()
    assert added.new and added.look.type_id == "keras.layers.Cropping3D"
    assert (len(shown.wires), len(shown.cut)) == (2, 1)
    assert unmet.color_near(added.at + QPointF(-1, 20), accent, reach=8)
    assert not unmet.color_near(edge, accent, reach=8), "what was shown before is still there"

    assert session.graph is before and session.whole is whole
    assert session.document.undo_label == ""
    unmet.strike("Esc")
    assert fixing.sheet is None and fixing.foreseen is None
    assert not unmet.color_near(added.at + QPointF(-1, 20), accent, reach=8)
    assert session.graph is before and unmet.undo_steps() == 0
    assert unmet.window.view.hasFocus()


def test_enter_takes_the_way_out_as_one_step(unmet: Person, qtbot: object) -> None:
    before = unmet.graph
    unmet.click(foot(unmet, "skip1"))
    unmet.strike("Down")
    place = next(iter(unmet.window.fixing.foreseen.cards.values())).at
    unmet.strike("Return")

    (added,) = set(unmet.graph.cards) - set(before.cards)
    assert unmet.graph.cards[added].at == (place.x(), place.y())
    assert unmet.window.fixing.sheet is None and unmet.window.fixing.foreseen is None
    qtbot.waitUntil(unmet.shapes_are_new, timeout=60_000)  # type: ignore[attr-defined]
    assert unmet.window.session.problems == ()
    assert unmet.undo_steps() == 1
    unmet.key("Ctrl+Z")
    assert unmet.graph == before


def test_whoever_takes_a_way_out_far_away_is_at_the_card_in_question_again(unmet: Person) -> None:
    view, canvas = unmet.window.view, unmet.window.canvas
    view.centerOn(QPointF(860, 300))
    unmet.click(foot(unmet, "skip1"))
    before = view.middle()
    for _ in range(3):
        unmet.strike("Down")
    assert view.middle() != before, "the Input card is not shown"
    unmet.strike("Return")
    assert (view.middle() - before).manhattanLength() < 4
    assert (
        view.viewport().rect().contains(view.mapFromScene(canvas.contents.body("skip1").center()))
    )
    status = unmet.window.status.currentMessage()
    assert status == "Done at volume: Input of 64×64×64 instead of 63×63×63."


def test_the_mouse_shows_what_it_is_over_and_a_click_takes_it(unmet: Person, qtbot: object) -> None:
    unmet.click(foot(unmet, "skip1"))
    found = sheet(unmet)
    places = [found.list.visualRect(found.list.model().index(row, 0)) for row in range(5)]
    assert all(found.list.viewport().rect().contains(place) for place in places)

    QTest.mouseMove(found.list.viewport(), places[3].center())
    unmet.settle()
    shown = unmet.window.fixing.foreseen
    assert shown is not None and set(shown.cards) == {"volume"}
    QTest.mouseClick(found.list.viewport(), LEFT, pos=places[3].center())
    unmet.settle()

    assert unmet.graph.cards["volume"].values["shape"] == (64, 64, 64, 1)
    qtbot.waitUntil(unmet.shapes_are_new, timeout=60_000)  # type: ignore[attr-defined]
    assert unmet.window.session.problems == ()


def test_a_key_opens_the_first_problem_and_goes_there(excluded: Person) -> None:
    excluded.window.view.centerOn(QPointF(5000, 5000))
    excluded.window.session.select([])
    excluded.key("Ctrl+.")

    assert excluded.window.session.selected == ("a",)
    assert titles(excluded) == ["Set strides to 1", "Set dilation rate to 1"]
    excluded.strike("Down", "Return")
    assert "dilation_rate" not in excluded.graph.cards["a"].values
    excluded.key("Ctrl+.")
    assert excluded.window.fixing.sheet is None
    assert excluded.said == "No card has a problem."


def test_the_problems_tab_opens_it_at_its_card(excluded: Person) -> None:
    excluded.show_tab("Problems")
    tree = excluded.window.problems.tree
    tree.setFocus()
    tree.setCurrentItem(tree.topLevelItem(0))
    excluded.strike("Return")

    assert titles(excluded) == ["Set strides to 1", "Set dilation rate to 1"]
    assert excluded.window.session.selected == ("a",)


def test_a_press_elsewhere_leaves(excluded: Person) -> None:
    excluded.click(foot(excluded, "a"))
    assert sheet(excluded)
    excluded.click(excluded.grab_head("x"))

    assert excluded.window.fixing.sheet is None and excluded.window.fixing.foreseen is None
    assert excluded.undo_steps() == 0


def test_a_card_is_dragged_by_its_foot_as_by_any_part(excluded: Person) -> None:
    start = foot(excluded, "a")
    x, y = excluded.graph.cards["a"].at
    excluded.drag(start, start + QPoint(40, 24))

    assert excluded.graph.cards["a"].at == (x + 40, y + 24)
    assert excluded.window.fixing.sheet is None


def test_several_problems_of_a_card_are_told_one_after_the_other(person: Person) -> None:
    person.open(
        line(
            card("x", INPUT, shape=(8, 8, 8, 1)),
            card("a", CONV, filters=4, kernel_size=3, strides=2, dilation_rate=2, groups=3),
            card("y", OUTPUT),
        )
    )
    person.click(foot(person, "a"))
    first = titles(person)
    assert sheet(person).foot.text().endswith("Tab: 1 of 2 problems")
    person.strike("Tab")
    assert titles(person) == ["Set groups to 4", "Set filters to 3"] != first
    assert sheet(person).foot.text().endswith("Tab: 2 of 2 problems")
    person.strike("Shift+Tab")
    assert titles(person) == first


def test_a_way_out_inside_a_block_is_shown_and_taken_from_outside(person: Person) -> None:
    made = graph(
        card("x", INPUT, shape=[8, 8, 8, 1]), block_card("wide", "double"), card("y", OUTPUT),
        wires=["x.output > wide.x", "wide.y > y.input"],
    ).with_(blocks={"double": double_convolution(groups=3)})  # fmt: skip
    person.open(made)
    session, before = person.window.session, person.graph
    person.click(foot(person, "wide"))
    assert [(item.title, item.note) for item in sheet(person).lines] == [
        ("Set groups to 4", "changes Double convolution")
    ]
    shown = person.window.fixing.foreseen
    assert shown is not None and set(shown.cards) == {"wide"}, "the card that it would change"
    assert shown.cards["wide"].error, "its foot tells of an error still"

    person.strike("Return")
    assert session.path == (), "one stays where one is"
    assert session.whole.blocks["double"].cards["first"].values["groups"] == 4
    assert session.problems_of("wide") == [] and person.undo_steps() == 1
    person.key("Ctrl+Z")
    assert session.whole == before
    assert session.path == ("double",), "undo leads to where it changes something, as ever"


def test_a_problem_without_a_way_out_says_so(person: Person) -> None:
    person.open(graph(card("a", CONV, filters=4, kernel_size=3), card("x", INPUT, shape=(8, 1))))
    assert [item.severity for item in person.window.session.problems_of("a")] == [Severity.ERROR]
    person.click(foot(person, "a"))

    assert titles(person) == [] and not sheet(person).list.isVisible()
    assert sheet(person).foot.text().startswith("No way out is known")
    person.strike("Esc")
    assert person.window.fixing.sheet is None


@pytest.mark.parametrize("high", [0.3, 0.5, 0.7])
def test_it_hides_nothing_of_its_card_wherever_that_lies(unmet: Person, high: float) -> None:
    view, body = unmet.window.view, unmet.window.canvas.contents.body("skip1")
    view.centerOn(body.center() + QPointF(0, view.viewport().height() * (0.5 - high)))
    unmet.settle()
    unmet.click(foot(unmet, "skip1"))
    there = view.mapFromScene(body).boundingRect()
    assert view.viewport().rect().contains(there)
    assert not sheet(unmet).geometry().intersects(there)


def test_it_goes_along_with_its_card_and_stays_in_the_view(excluded: Person) -> None:
    excluded.click(foot(excluded, "a"))
    there = sheet(excluded).pos()
    view = excluded.window.view
    excluded.wheel(QPoint(300, 300), -2)
    assert sheet(excluded).pos() != there
    view.centerOn(view.mapToScene(view.viewport().rect().center()) + QPointF(0, -400))
    excluded.settle()
    assert view.rect().contains(sheet(excluded).geometry())
    QApplication.processEvents()
