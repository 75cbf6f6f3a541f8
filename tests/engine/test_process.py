"""The engine as a second process, talked to over pipes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from engine.networks import CONV, chain, program
from engine.second_process import REPLIES, Engine
from layerdeck.program import Build, Built, Failed, Format, Infer, Ready, Report

RUN = program(chain(("Conv3D", CONV), shape=(8, 8, 8, 1)))


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    running = Engine(tmp_path / "errors.txt")
    yield running
    running.process.kill()
    running.close()


def test_a_conversation(engine: Engine, tmp_path: Path):
    ready = engine.answer()
    assert isinstance(ready, Ready)
    assert ready.keras.startswith("3.")

    engine.ask(Infer(7, RUN))
    report = engine.answer()
    assert isinstance(report, Report)
    assert report.revision == 7
    assert report.facts["first"].output_shape == (None, 6, 6, 6, 6)

    engine.write(b"{this is no request")
    engine.write(b'{"type": "infer", "revision": "seven"}')
    engine.ask(Infer(8, RUN))
    assert engine.answer() == msgspec.structs.replace(report, revision=8)
    assert engine.errors.read_text().count("This line is no request, and is left out") == 2

    target = str(tmp_path / "net.keras")
    engine.ask(Build(1, RUN, target))
    assert engine.answer() == Built(1, target)
    assert Path(target).stat().st_size > 1000
    folder = str(tmp_path / "net")
    engine.ask(Build(3, RUN, folder, format=Format.SAVED_MODEL))
    assert engine.answer() == Built(3, folder)
    assert (tmp_path / "net" / "saved_model.pb").exists()
    engine.ask(Build(2, RUN, str(tmp_path / "nowhere" / "net.keras")))
    assert engine.answer() == Failed(2, "net.keras could not be saved: the folder does not exist.")


def test_what_waited_while_tensorflow_loaded_is_not_worked_twice(engine: Engine, tmp_path: Path):
    target = str(tmp_path / "net.keras")
    engine.ask(*(Infer(number, RUN) for number in range(50)), Build(1, RUN, target))
    engine.ask(Infer(50, RUN))
    assert isinstance(engine.answer(), Ready)
    answers = [engine.answer(), engine.answer()]
    assert isinstance(answers[0], Built)
    assert isinstance(answers[1], Report)
    assert answers[1].revision == 50


def test_it_ends_when_its_parent_has_gone(engine: Engine):
    assert isinstance(engine.answer(), Ready)
    start = time.monotonic()
    assert engine.process.stdin
    engine.process.stdin.close()
    assert engine.process.wait(10) == 0
    assert time.monotonic() - start < 2


def test_it_ends_though_tensorflow_is_not_loaded_yet(engine: Engine):
    assert engine.process.stdin
    engine.process.stdin.close()
    assert engine.process.wait(10) == 0


def test_killed_it_loses_nothing(engine: Engine, tmp_path: Path):
    """All that it knew came with the requests, so that another one answers alike."""
    assert isinstance(engine.answer(), Ready)
    engine.ask(Infer(1, RUN))
    before = engine.answer()
    os.kill(engine.process.pid, signal.SIGKILL)
    assert engine.process.wait(10) == -signal.SIGKILL
    assert engine.process.stdout
    assert engine.process.stdout.readline() == b""

    another = Engine(tmp_path / "other.txt")
    try:
        assert isinstance(another.answer(), Ready)
        another.ask(Infer(1, RUN))
        assert another.answer() == before
    finally:
        another.process.kill()
        another.close()


def test_prints_do_not_reach_the_replies(tmp_path: Path):
    """Whatever a library prints, in Python or in C, goes to standard error."""
    script = (
        "import os, sys\n"
        "from layerdeck.engine import server\n"
        "replies = server.Replies()\n"
        "print('from Python', flush=True)\n"
        "os.write(1, b'from C\\n')\n"
        "replies.send(server.Ready('2', '3'))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert REPLIES.decode(done.stdout) == Ready("2", "3")
    assert done.stderr.split() == [b"from", b"Python", b"from", b"C"]


def test_the_engine_never_imports_qt():
    script = (
        "import sys\n"
        "import layerdeck.engine.server, layerdeck.engine.infer, layerdeck.engine.build\n"
        "print([name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))])\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"
