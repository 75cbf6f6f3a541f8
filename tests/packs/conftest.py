"""Packs installed with pip, each test's into a folder of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from packs.made import Files, run

Install = Callable[..., Path]


@pytest.fixture(scope="session")
def install(tmp_path_factory: pytest.TempPathFactory) -> Install:
    """Installs packages into a folder, which is to be put onto the path; needs no network."""

    def install_there(*packages: Files) -> Path:
        folder = tmp_path_factory.mktemp("installed")
        sources = []
        for number, files in enumerate(packages):
            source = tmp_path_factory.mktemp(f"source{number}-")
            for name, text in files.items():
                (source / name).parent.mkdir(exist_ok=True)
                (source / name).write_text(text, "utf-8")
            sources.append(source)
        options = ["--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--no-cache-dir"]
        run(["-m", "pip", "install", *options, "--target", folder, *sources])
        return folder

    return install_there
