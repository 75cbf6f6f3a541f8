"""A wheel built from this checkout, installed away from it."""

import os
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, made from the source distribution, so that this one is complete too."""
    folder = tmp_path_factory.mktemp("dist")
    _run([sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT])
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="session")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with nothing but the wheel and what it depends on.

    The dependencies are those of the environment the tests run in, lent by one line of a .pth
    file: Python reads no .pth file inside a folder that came in this way, so the checkout, which
    is in that environment as an editable install, does not come along.
    """
    folder = tmp_path_factory.mktemp("installed") / "env"
    _run([sys.executable, "-m", "venv", "--without-pip", folder])
    python = folder / "bin" / "python"
    options = ["--quiet", "--no-deps", "--no-index", "--disable-pip-version-check"]
    _run([sys.executable, "-m", "pip", "--python", python, "install", *options, wheel])
    site = _run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"])
    lent = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (Path(site.stdout.strip()) / "lent.pth").write_text("\n".join(sorted(lent)) + "\n", "utf-8")
    return folder


@pytest.fixture
def run(environment: Path, tmp_path: Path) -> Run:
    """Runs a program of that environment, in an empty folder."""

    def run_there(program: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return _run([environment / "bin" / program, *arguments], cwd=tmp_path)

    return run_there


def _run(command: list[str | Path], cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    if cwd is not None:
        environment |= {"PYTHONSAFEPATH": "1", "XDG_CONFIG_HOME": str(cwd / "config")}
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done
