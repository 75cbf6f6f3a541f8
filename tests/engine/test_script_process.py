"""A script under guard, in processes of their own: it takes no more than it may, and is gone."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from layerdeck.files.importing.scripts import (
    Began,
    Limits,
    Ran,
    command,
    read_answer,
)
from layerdeck.files.python_path import python_path

Start = Callable[..., subprocess.Popen[bytes]]
DEFAULTS = Limits()
CHILDREN = """
import subprocess
for number in range(2):
    child = subprocess.Popen(["sleep", "600"], start_new_session=bool(number))
    print("child", child.pid, flush=True)
"""


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts the guard of a script."""
    guards = []

    def started(text: str, limits: Limits = DEFAULTS) -> subprocess.Popen[bytes]:
        path = tmp_path / "model.py"
        path.write_text(text)
        guard = subprocess.Popen(
            command(path, limits),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": python_path()},
        )  # fmt: skip
        guards.append(guard)
        assert guard.stdout
        assert isinstance(read_answer(guard.stdout.readline()), Began)
        return guard

    yield started
    for guard in guards:
        guard.kill()
        guard.wait()
        guard.stdin.close()
        guard.stdout.close()


def end_of(guard: subprocess.Popen[bytes]) -> Ran:
    assert guard.stdout
    ran = read_answer(guard.stdout.readline())
    assert isinstance(ran, Ran)
    assert guard.wait(10) == 0
    return ran


def gone(processes: list[psutil.Process], patience: float = 3.0) -> bool:
    end = time.monotonic() + patience
    while time.monotonic() < end and any(map(alive, processes)):
        time.sleep(0.02)
    return not any(map(alive, processes))


def alive(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_an_endless_loop_ends_and_what_it_prints_is_bounded(start: Start):
    guard = start("print('x' * 5_000_000)\nwhile True:\n    pass\n", Limits(1.5))
    began = time.monotonic()
    (worker,) = psutil.Process(guard.pid).children()

    ran = end_of(guard)

    assert ran.failed.startswith("it ran longer than 1.5 s and was ended. It was at line ")
    assert time.monotonic() - began < 8
    assert gone([worker])
    assert len(ran.printed) <= 16_000 and set(ran.printed) <= {"x"}


def test_a_hog_ends_before_it_takes_the_machine(start: Start):
    hog = "kept = []\nwhile True:\n    kept.append(bytearray(4_000_000))\n"
    guard = start(hog, Limits(30, 1.5))
    (worker,) = psutil.Process(guard.pid).children()
    peak = 0
    while alive(worker):
        try:
            peak = max(peak, worker.memory_info().rss)
        except psutil.NoSuchProcess:
            break
        time.sleep(0.01)

    assert end_of(guard).failed.startswith(
        "it took more than 1.5 GB of memory and was ended. It was at line 3. Allow more, "
    )
    assert 1.4e9 < peak < 4e9


@pytest.mark.parametrize("ends", ["input closed", "guard killed"])
def test_nothing_is_left_when_nobody_waits_for_it(start: Start, ends: str):
    guard = start(f"{CHILDREN}\nwhile True:\n    pass\n")
    time.sleep(0.3)
    processes = psutil.Process(guard.pid).children(recursive=True)
    worker = psutil.Process(guard.pid).children()[0].pid

    if ends == "input closed":
        assert guard.stdin
        guard.stdin.close()
        assert guard.wait(5) == 0
        assert len(processes) == 3
    else:
        guard.send_signal(signal.SIGKILL)
        # What has left the group is known to the guard alone.
        detached = next(one for one in processes if one.pid == os.getsid(one.pid) != worker)
        processes.remove(detached)
        detached.kill()

    assert gone(processes)


def test_a_script_that_ends_python_is_told_and_what_it_has_started_is_gone(start: Start):
    ran = end_of(start(f"{CHILDREN}\nimport os, time\ntime.sleep(0.5)\nos._exit(7)\n"))

    assert ran.failed == "the process that ran it ended with status 7 before the script was done."
    children = [int(line.split()[1]) for line in ran.printed.splitlines()]
    assert len(children) == 2
    assert not any(psutil.pid_exists(child) and alive(psutil.Process(child)) for child in children)
