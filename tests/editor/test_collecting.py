"""Garbage is collected while the person is away."""

import gc
import weakref
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from layerdeck.editor import collecting
from layerdeck.editor.collecting import collect_at_rest
from layerdeck.graph.edits import set_value
from making import CONV, card, graph
from person import Person


@pytest.fixture(autouse=True)
def soon_at_rest(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As in the program, save that nobody waits a minute here."""
    monkeypatch.setattr(collecting, "_REST_MS", 500)
    often = gc.get_threshold()
    gc.unfreeze()
    collect_at_rest()
    yield
    gc.set_threshold(*often)


class Circle:
    """Garbage that only a full collection finds, once it is no longer young."""

    def __init__(self) -> None:
        self.itself = self


def old_garbage() -> "weakref.ref[Circle]":
    circle = Circle()
    gc.collect()
    return weakref.ref(circle)


def test_a_pause_after_an_edit_is_when_garbage_is_collected(person: Person, qtbot: QtBot) -> None:
    person.open(graph(card("conv", CONV)))
    garbage = old_garbage()
    session = person.window.session
    session.edit("Set", set_value, session.deck, "conv", "filters", 7)
    person.settle()
    assert garbage() is not None, "collected in the middle of the work"
    qtbot.waitUntil(lambda: garbage() is None, timeout=5000)


def test_a_large_project_is_looked_through_once_when_it_is_opened(person: Person) -> None:
    garbage = old_garbage()
    person.open(graph(*(card(f"conv{number}", CONV) for number in range(1000))))
    assert garbage() is None
    assert gc.get_freeze_count() > 10_000
    person.window.session.document.mark_saved(person.window.session.document.path)
    person.window.close()
    assert gc.get_freeze_count() == 0


def test_python_itself_no_longer_begins_full_collections(person: Person) -> None:
    person.settle()
    garbage = old_garbage()
    held = [[] for _ in range(400_000)]
    assert garbage() is not None
    del held
