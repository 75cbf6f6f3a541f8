"""Large projects: what takes a while is done in slices, and nothing asks for it sooner."""

from collections.abc import Callable
from pathlib import Path

import pytest

from layerdeck.editor import meaning
from layerdeck.files import write_project
from making import INPUT, OUTPUT, card, line
from person import Person


def test_a_large_project_one_starts_with_is_printed_when_its_meaning_is_found(
    programs: Callable[[Path], Person],
    tmp_path: Path,
    qtbot: object,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The window would stand still if the code asked for it sooner."""
    large = line(
        card("x", INPUT, shape=(8,)),
        *(card(f"d{n}", "keras.layers.Dense", units=n + 1) for n in range(99)),
        card("y", OUTPUT),
    )
    write_project(large, tmp_path / "large.layerdeck")
    forced: list[object] = []
    monkeypatch.setattr(meaning, "finish", forced.append)
    person = programs(tmp_path / "large.layerdeck")
    code = person.window.code
    qtbot.waitUntil(lambda: "d98" in code.page.module.text)  # type: ignore[attr-defined]
    assert not forced
