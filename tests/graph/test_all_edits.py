"""All edits in any order, with undo, redo, saving and loading between: nothing is ever broken."""

import inspect
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

import every_edit
from every_edit import ADDING, BLOCKS, CHANGING, EDITS_OF_ALL, LOOKING, STARTS, WIRING, Draw, Edit
from layerdeck.files import parse_project, project_text
from layerdeck.graph import Document, EditError, Graph, Wire, diff
from layerdeck.graph.blocks import inside_of, put_back, with_blocks
from layerdeck.graph.values import fitted
from layerdeck.program import lower
from making import DECK

ROOMS = ("areas", "arrange", "block_ports", "bringing", "bypass", "clipping", "edits", "grouping",
         "loose_ends", "opening", "splice")  # fmt: skip
PARTS = {"bring_blocks", "clip", "cut_out", "rewired", "with_types", "without_bypassed"}
"""Functions that make graphs for the edits and for lowering, and are none themselves."""


class View:
    """What a canvas holds: it learns of all by `diff` alone."""

    def __init__(self) -> None:
        self.cards: dict[str, Any] = {}
        self.areas: dict[str, Any] = {}
        self.wires: set[Wire] = set()
        self.bends: dict[Wire, Any] = {}

    def follow(self, old: Graph, new: Graph) -> None:
        changes = diff(old, new)
        assert changes.touched <= new.cards.keys()
        assert {*changes.moved, *changes.folded, *changes.reordered} <= old.cards.keys()
        if not changes.of_meaning and old.name == new.name:
            assert lower(new, DECK) == lower(old, DECK)
        for key in (*changes.removed, *changes.areas_removed):
            self.cards.pop(key, None) or self.areas.pop(key)
        for wire in changes.wires_removed:
            self.wires.remove(wire)
            self.bends.pop(wire, None)
        self.cards |= {key: new.cards[key] for key in (*changes.added, *changes.changed)}
        self.areas |= {key: new.item(key) for key in (*changes.areas_added, *changes.areas_changed)}
        self.wires |= set(changes.wires_added)
        for wire in changes.bends:
            self.bends.pop(wire, None)
            if wire in new.bends:
                self.bends[wire] = new.bends[wire]

    def assert_shows(self, graph: Graph) -> None:
        assert self.cards == graph.cards
        assert self.areas == {**graph.frames, **graph.notes}
        assert self.wires == set(graph.wires)
        assert self.bends == graph.bends


class Editing(RuleBasedStateMachine):
    """A person at work on one document, who looks at the whole or into a block."""

    def __init__(self) -> None:
        super().__init__()
        self.document = Document()
        self.view = View()
        self.path: tuple[str, ...] = ()
        self.document.on_change(self.view.follow)
        self.first = b""
        self.saved = b""

    @initialize(start=st.sampled_from(STARTS))
    def open(self, start: Graph) -> None:
        self.document.load(start, None)
        self.first = self.saved = self.bytes

    @property
    def bytes(self) -> bytes:
        return project_text(self.document.graph).encode()

    def edit(self, edit: Edit, draw: Draw) -> None:
        whole = self.document.graph
        looked_at = inside_of(whole, self.path[-1]) if self.path else whole
        try:
            made = edit(draw, looked_at, with_blocks(DECK, looked_at))
        except EditError as error:
            assert str(error).endswith((".", "?"))
            return
        self.document.apply("Edit", put_back(whole, self.path[-1], made) if self.path else made)

    @rule(edit=st.sampled_from(ADDING), data=st.data())
    def add(self, edit: Edit, data: st.DataObject) -> None:
        self.edit(edit, data.draw)

    @rule(edits=st.lists(st.sampled_from(WIRING), min_size=1, max_size=4), data=st.data())
    def wire(self, edits: list[Edit], data: st.DataObject) -> None:
        for edit in edits:
            self.edit(edit, data.draw)

    @rule(edit=st.sampled_from(CHANGING), data=st.data())
    def change(self, edit: Edit, data: st.DataObject) -> None:
        self.edit(edit, data.draw)

    @rule(edit=st.sampled_from(LOOKING), data=st.data())
    def look(self, edit: Edit, data: st.DataObject) -> None:
        self.edit(edit, data.draw)

    @rule(edit=st.sampled_from(BLOCKS), data=st.data())
    def make_and_open_blocks(self, edit: Edit, data: st.DataObject) -> None:
        self.edit(edit, data.draw)

    @rule(edit=st.sampled_from(EDITS_OF_ALL), data=st.data())
    @precondition(lambda self: self.document.graph.blocks)
    def edit_all(self, edit: Edit, data: st.DataObject) -> None:
        whole = self.document.graph
        try:
            self.document.apply("Edit", edit(data.draw, whole, with_blocks(DECK, whole)))
        except EditError as error:
            assert str(error).endswith(".")

    @rule(data=st.data())
    @precondition(lambda self: self.document.graph.blocks)
    def enter_or_leave(self, data: st.DataObject) -> None:
        blocks = [(), *((key,) for key in self.document.graph.blocks)]
        self.path = data.draw(st.sampled_from(blocks))

    @rule(steps=st.lists(st.booleans(), max_size=5))
    def undo_and_redo(self, steps: list[bool]) -> None:
        for back in steps:
            (self.document.undo if back else self.document.redo)()
        self.path = ()

    @rule(again=st.booleans())
    def save(self, again: bool) -> None:
        self.saved = self.bytes
        if again:
            self.document.load(parse_project(self.saved, DECK), Path("net.layerdeck"))
            self.path, self.first = (), self.bytes
            assert self.first == self.saved
        else:
            self.document.mark_saved(Path("net.layerdeck"))
        assert not self.document.unsaved

    @invariant()
    def every_graph_is_whole(self) -> None:
        graph = self.document.graph
        for held in (graph, *graph.blocks.values()):
            ids = [*held.cards, *held.frames, *held.notes]
            assert len(ids) == len(set(ids))
            assert all(held.item(key).id == key for key in ids)
            assert all(end.card in held.cards for wire in held.wires for end in wire)
            assert all(points and wire in held.wires for wire, points in held.bends.items())
            for card in held.cards.values():
                if card.type in DECK:
                    assert dict(card.values) == fitted(DECK[card.type], card.values)
        assert all(block.blocks == {} for block in graph.blocks.values())

    @invariant()
    def the_file_holds_all(self) -> None:
        read = parse_project(self.bytes, DECK)
        assert read == self.document.graph
        assert project_text(read).encode() == self.bytes
        assert self.document.unsaved == (self.bytes != self.saved)

    @invariant()
    def it_can_be_lowered(self) -> None:
        graph = self.document.graph
        lower(graph, DECK)
        for block in graph.blocks:
            lower(inside_of(graph, block), DECK)

    @invariant()
    def the_view_has_followed(self) -> None:
        self.view.assert_shows(self.document.graph)

    def teardown(self) -> None:
        states = [self.bytes]
        while self.document.undo_label:
            self.document.undo()
            states.append(self.bytes)
        assert self.bytes == self.first
        self.view.assert_shows(self.document.graph)
        for state in reversed(states[:-1]):
            self.document.redo()
            assert self.bytes == state
        self.view.assert_shows(self.document.graph)


Editing.TestCase.settings = settings(
    max_examples=100,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestEditing = Editing.TestCase


def edits_of(room: str) -> list[Callable[..., Any]]:
    found = vars(import_module(f"layerdeck.graph.{room}")).values()
    functions = (item for item in found if inspect.isfunction(item) and room in item.__module__)
    return [
        function
        for function in functions
        if not function.__name__.startswith("_")
        and str(function.__annotations__.get("return")).find("Graph") >= 0
    ]


@pytest.mark.parametrize("room", ROOMS)
def test_no_edit_is_forgotten(room):
    named = {edit.__name__ for edit in edits_of(room)} - PARTS

    assert named and named <= vars(every_edit).keys()
