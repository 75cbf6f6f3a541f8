"""A git repository of a test's own, that no configuration of this machine reaches."""

import os
import subprocess
from pathlib import Path

import pytest

from layerdeck.files import read_project, write_project
from layerdeck.graph import Graph


class Repository:
    """A new repository, in which the test then is; `home` holds the configuration of its user."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.home = folder / "home"
        self.top = folder / "a repository"
        self.home.mkdir()
        self.top.mkdir()
        for name in [name for name in os.environ if name.startswith("GIT_")]:
            monkeypatch.delenv(name)
        for name, value in {
            "HOME": str(self.home),
            "XDG_CONFIG_HOME": str(self.home / ".config"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_PAGER": "cat",
            "GIT_EDITOR": "true",
            **{f"GIT_{who}_{what}": f"{what}@example.org".lower()
               for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
        }.items():  # fmt: skip
            monkeypatch.setenv(name, value)
        monkeypatch.chdir(self.top)
        self.git("init", "-q", "-b", "main")

    def run(self, *words: str, status: int | None = 0) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(words, cwd=self.top, capture_output=True, text=True, check=False)
        assert status is None or done.returncode == status, done.stdout + done.stderr
        return done

    def git(self, *words: str, status: int | None = 0) -> str:
        return self.run("git", *words, status=status).stdout

    def write(self, graph: Graph, name: str = "net.layerdeck") -> None:
        write_project(graph, self.top / name)

    def read(self, name: str = "net.layerdeck") -> Graph:
        return read_project(self.top / name)

    def commit(self, graph: Graph, message: str, name: str = "net.layerdeck") -> None:
        self.write(graph, name)
        self.git("add", ".")
        self.git("commit", "-q", "-m", message)
