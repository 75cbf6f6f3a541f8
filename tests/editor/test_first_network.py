"""A person's path from an empty window to Python that runs."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor

from layerdeck.editor.exporting.code import export_code
from layerdeck.editor.window import Window
from layerdeck.graph import End, Wire
from person import Person


def build_by_hand(person: Person) -> None:
    """Drag five cards, give values in place, wire them."""
    person.window.view.centerOn(520, 200)
    assert person.drag_from_deck("Input", (40, 80)) == "inputs"
    assert person.drag_from_deck("Convolution 3D", (340, 40)) == "conv3d"
    assert person.drag_from_deck("Transposed convolution 3D", (640, 40)) == "conv3d_transpose"
    assert person.drag_from_deck("He normal", (40, 330)) == "he_normal"
    assert person.drag_from_deck("Output", (960, 120)) == "result"
    person.type_value("inputs.shape", "8, 8, 8, 1")
    person.type_value("conv3d.filters", "4")
    person.type_value("conv3d.kernel_size", "3")
    person.choose("conv3d.padding", "Same")
    person.choose("conv3d.activation", "ReLU")
    person.type_value("conv3d_transpose.filters", "2")
    person.wire("inputs.output", "conv3d.input")
    person.wire("conv3d.output", "conv3d_transpose.input")
    person.wire("conv3d_transpose.output", "result.input")
    person.open_inputs("conv3d")
    person.wire("he_normal.initializer", "conv3d.kernel_initializer")
    person.open_inputs("conv3d")


def test_from_an_empty_window_to_code_that_runs(
    engine: Window, person: Person, qtbot, tmp_path: Path
) -> None:
    build_by_hand(person)
    graph = person.graph
    assert dict(graph.cards["conv3d"].values) == {
        "filters": 4,
        "kernel_size": (3, 3, 3),
        "padding": "same",
        "activation": "relu",
    }
    assert set(graph.wires) == {
        Wire(End("inputs", "output"), End("conv3d", "input")),
        Wire(End("conv3d", "output"), End("conv3d_transpose", "input")),
        Wire(End("conv3d_transpose", "output"), End("result", "input")),
        Wire(End("he_normal", "initializer"), End("conv3d", "kernel_initializer")),
    }

    # A wrong wire is refused, with the reason, and changes nothing.
    said: list[str] = []
    person.window.session.said.connect(said.append)
    person.wire("he_normal.initializer", "conv3d.filters")
    assert person.graph is graph
    assert said == ["Filters: This input takes an Integer, and the output gives an Initializer."]

    # The shapes come from the engine and stand on the cards.
    session = person.window.session
    qtbot.waitUntil(lambda: session.report is not None and not session.stale, timeout=30_000)
    assert person.window.canvas.cards["conv3d"].look.shape == "8×8×8×4"
    assert person.window.canvas.cards["conv3d_transpose"].look.shape == "16×16×16×2"
    assert session.problems == ()

    # Undo everything, redo everything.
    document = session.document
    steps = 0
    while document.undo_label:
        person.key("Ctrl+Z")
        steps += 1
    assert steps == 14  # five cards, five values that differ from a new card's, four wires
    assert not person.graph.cards
    assert not person.window.canvas.cards
    while document.redo_label:
        person.key("Ctrl+Shift+Z")
    assert person.graph == graph
    assert set(person.window.canvas.cards) == set(graph.cards)

    # Save, reopen.
    path = tmp_path / "first.layerdeck"
    assert person.window.files.save_to(path)
    person.key("Ctrl+N")
    assert not person.graph.cards
    assert person.window.files.open(path)
    assert person.graph.cards == graph.cards
    assert person.graph.wires == graph.wires

    # Export, run.
    code = tmp_path / "first.py"
    qtbot.waitUntil(lambda: not session.stale, timeout=30_000)
    assert export_code(person.window, code)
    run = subprocess.run(
        [sys.executable, str(code)], capture_output=True, text=True, timeout=120, check=False
    )
    assert run.returncode == 0, run.stderr
    assert "(None, 16, 16, 16, 2)" in run.stdout


def test_what_is_drawn_is_what_the_graph_says(engine: Window, person: Person, qtbot) -> None:
    build_by_hand(person)
    theme = person.window.theme
    picture = person.picture()
    colors = {
        picture.pixelColor(x, y).rgb()
        for x in range(0, picture.width(), 3)
        for y in range(0, picture.height(), 3)
    }
    assert len(colors) > 40, "the canvas is blank"

    conv = person.window.canvas.cards["conv3d"]
    edge = conv.pos() + QPointF(0, 16)
    red: QColor = theme.color("card_error")
    assert not person.color_near(edge, red)
    person.type_value("conv3d.strides", "2")
    person.open_inputs("conv3d")
    person.type_value("conv3d.dilation_rate", "2")
    person.window.session.select([])
    assert [problem.card for problem in person.window.session.problems] == ["conv3d"]
    assert conv.look.problem == "Strides 2 and dilation 2 exclude each other"
    assert person.color_near(edge, red), "the error edge is not red"

    # The way out is in the Problems tab, and it can be taken back.
    problem = person.window.session.problems[0]
    person.window.session.fix(problem.fixes[0])
    assert person.window.session.problems == ()
    assert not person.color_near(edge, red)
    person.key("Ctrl+Z")
    assert person.window.session.problems != ()
