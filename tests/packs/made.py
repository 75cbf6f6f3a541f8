"""Packs as people make them, and Python processes that find them."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs" / "own-cards.md"
Files = dict[str, str]

PROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "{name}"
version = "1.0"

[project.entry-points."layerdeck.cards"]
{name} = "{name}.cards:CARDS"
"""


def documented() -> Files:
    """The package that the page shows, file by file: each text in the page's own words."""
    text = DOCS.read_text("utf-8")
    blocks = dict(re.findall(r"\(`([\w./]+)`\):\n\n```\w+\n(.*?)^```", text, re.M | re.S))
    return {"volumekit/__init__.py": "", **blocks}


def pack(name: str, cards: str) -> Files:
    """A package whose module of cards has this text."""
    return {
        "pyproject.toml": PROJECT.format(name=name),
        f"{name}/__init__.py": "",
        f"{name}/cards.py": cards,
    }


def run(
    arguments: list[str | Path], path: tuple[Path, ...] = (), cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run Python in a process that finds what is installed in the folders of `path` too."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, path))}
    done = subprocess.run(
        [sys.executable, *map(str, arguments)],
        env=environment,
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done
