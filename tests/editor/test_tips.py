"""What the canvas says of itself: tips under a resting cursor, and the input a problem is about."""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from layerdeck.editor.canvas.tips import tip_at
from layerdeck.editor.window import Window
from making import network
from person import Person

PROBLEMS = 2


def rest_at(person: Person, place: QPoint) -> str:
    """Let the cursor rest at a place of the canvas, and read."""
    event = QHelpEvent(QEvent.Type.ToolTip, place, person.viewport.mapToGlobal(place))
    QApplication.sendEvent(person.viewport, event)
    text = QToolTip.text()
    QToolTip.hideText()
    return text


def test_a_socket_names_its_type(person: Person) -> None:
    person.open(network())
    assert rest_at(person, person.socket("a.kernel_size", True)).startswith(
        "Kernel size: List of Integer\n"
    )
    assert rest_at(person, person.socket("a.layer", False)).startswith("Layer instance: Layer\n")
    assert rest_at(person, person.socket("a.strides", True)).endswith("\nDepth · Height · Width")
    assert rest_at(person, person.grab_head("a")).startswith("a: keras.layers.Conv3D\n")
    assert tip_at(person.window.canvas, person.window.view.mapToScene(3, 3)) == ""


def test_a_wire_says_where_it_leads(person: Person) -> None:
    person.open(network())
    (path,) = (
        item.path for item in person.window.canvas.wires.values() if item.wire.source.card == "x"
    )
    middle = person.window.view.mapFromScene(path.pointAtPercent(0.5))
    assert rest_at(person, middle) == "x · Data → a · Input\nTensor"


def test_the_foot_names_the_axes(user: Person, qtbot) -> None:
    user.open(network())
    qtbot.waitUntil(user.shapes_are_new, timeout=30_000)
    item = user.window.canvas.cards["a"]
    foot = user.window.view.mapFromScene(item.pos().x() + 60, item.pos().y() + item.layout.foot + 8)
    assert rest_at(user, foot) == "depth 6 × height 6 × width 6 × channels 4, float32"


def test_a_click_on_a_problem_marks_its_input(window: Window, person: Person) -> None:
    person.open(network(groups=3))
    (problem,) = window.session.problems
    assert problem.port == "groups"
    window.tabs.setCurrentIndex(PROBLEMS)
    person.settle()
    tree = window.problems.tree
    entry = tree.topLevelItem(0)
    place = tree.visualItemRect(entry).center()
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    item = window.canvas.cards["a"]
    assert item.marked == ("groups", True)
    assert window.inspector.help.text().startswith("<b>Groups</b>")

    ring = item.socket_place("groups", is_input=True)
    before = person.picture()
    window.session.select([])
    after = person.picture()
    assert item.marked is None
    spot = window.view.mapFromScene(ring) + QPoint(8, 0)
    assert before.pixelColor(spot) != after.pixelColor(spot)


def test_the_engine_can_be_restarted_from_the_menu(engine: Window, person: Person, qtbot) -> None:
    person.open(network())
    qtbot.waitUntil(person.shapes_are_new, timeout=30_000)
    first = engine.session.engine.process_id
    person.menu("Model", "Restart engine")
    assert engine.session.engine.process_id != first
    assert "Engine restarting" in engine.status.engine.text()
    person.type_value("a.filters", "7")
    qtbot.waitUntil(lambda: engine.session.engine.ready, timeout=60_000)
    qtbot.waitUntil(person.shapes_are_new, timeout=30_000)
    assert engine.canvas.cards["a"].look.shape == "6×6×6×7"
