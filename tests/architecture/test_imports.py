"""Who imports whom, proved on the source (contracts) and on running processes (sys.modules)."""

import json
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

import layerdeck

ROOT = Path(__file__).parents[2]
HEAVY = ("keras", "tensorflow", "PySide6", "shiboken6", "numpy", "black", "typer")


def _modules(package: str) -> list[str]:
    folder = Path(layerdeck.__path__[0]) / package
    prefix = f"layerdeck.{package}."
    inside = [name for _, name, _ in pkgutil.walk_packages([str(folder)], prefix)]
    # Importing a program's entry would run it.
    names = [name for name in inside if not name.endswith("__main__")]
    return [f"layerdeck.{package}", *names]


def _loaded_after(modules: list[str]) -> set[str]:
    """What a fresh process has loaded once it has imported these."""
    script = (
        "import importlib, json, sys\n"
        f"for name in {modules!r}:\n"
        "    importlib.import_module(name)\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


def _packages(loaded: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in loaded}


def test_contracts_hold():
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"[1-9]\d* kept, 0 broken", done.stdout)


def test_editor_runs_without_keras_and_starts_without_what_it_needs_later():
    modules = ["layerdeck.cli", *_modules("editor")]
    assert len(modules) > 10
    slow_to_import = {"black", "pydantic", "scipy"}
    assert not _packages(_loaded_after(modules)) & {"keras", "tensorflow", *slow_to_import}


def test_engine_runs_without_qt():
    modules = _modules("engine")
    assert len(modules) > 5
    assert not _packages(_loaded_after(modules)) & {"PySide6", "shiboken6"}


@pytest.mark.parametrize("room", ["deck", "graph", "program"])
def test_the_lower_rooms_are_light(room: str):
    assert not _packages(_loaded_after(_modules(room))) & set(HEAVY)


def test_command_line_loads_only_what_a_command_needs():
    assert not _packages(_loaded_after(["layerdeck.cli"])) & {"keras", "tensorflow", "PySide6"}


def test_cards_see_the_deck_and_no_other_room():
    loaded = _loaded_after(["layerdeck_cards"])
    ours = {name for name in loaded if name.startswith("layerdeck.")}
    assert {".".join(name.split(".")[:2]) for name in ours} == {"layerdeck.deck"}
    assert not _packages(loaded) & set(HEAVY)
