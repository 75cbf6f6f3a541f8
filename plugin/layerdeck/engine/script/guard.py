"""The guard of a script: ends it when it takes too much, or when nobody waits for it any more."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import psutil

from layerdeck.files import FileError
from layerdeck.files.importing.scripts import GIGABYTE, Began, Limits, Ran, read_answer

from .drain import BEGINNING, Drain
from .words import ENDED_ITSELF, readable, sentence

_BEAT = 0.1
"""Seconds between two looks at what the script takes."""
_START = 180.0
"""Seconds that importing Keras may take; on a slow disk it can be a minute."""
_MOST_ANSWER, _MOST_PRINTED = 40_000_000, 16_000
_TOLD = 0.5
"""Seconds that a process has to say where it is."""
_WAY_OUT = 'Allow more, or put what takes it under `if __name__ == "__main__":`, which is not run.'


def guard(path: Path, name: str, limits: Limits) -> None:
    """Run a script and write what came of it to standard output, a line of JSON each.

    It ends at once, and writes nothing more, when standard input does.
    """
    left = threading.Event()
    threading.Thread(target=_wait_for_end, args=(left,), daemon=True).start()
    with _worker(path, name) as worker, contextlib.suppress(KeyboardInterrupt, BrokenPipeError):
        answers = Drain(worker.stdout, _MOST_ANSWER)
        printed = Drain(worker.stderr, _MOST_PRINTED, keep_end=True)
        tree = Tree(worker.pid)
        began = False
        failed = ""
        deadline = time.monotonic() + _START
        while not (failed or tree.over):
            if left.wait(_BEAT):
                return
            if not began and b"\n" in answers.data:
                began = True
                deadline = time.monotonic() + limits.seconds
                _write(Began())
            if tree.bytes > limits.gigabytes * GIGABYTE:
                failed = f"it took more than {limits.gigabytes:g} GB of memory and was ended."
            elif time.monotonic() > deadline:
                failed = f"it ran longer than {limits.seconds:g} s and was ended."
                if not began:
                    failed = "Keras could not be imported in time; try again."
        said = printed.data
        if failed and began:
            failed += f"{_place(worker, path, printed)} {_WAY_OUT}"
        tree.end()
        answers.finish()
        printed.finish()
        ran = Ran(failed=failed) if failed else _answer(answers.data, worker)
        text = _as_text(said if failed else printed.data)
        if ENDED_ITSELF in ran.failed and text:
            # As argparse does, which prints why.
            last = sentence(text.splitlines()[-1])
            ran = msgspec.structs.replace(ran, failed=f"{ran.failed} It said: {last}")
        _write(msgspec.structs.replace(ran, printed=text))


class Tree:
    """A process with all that it has started, also what has left it since."""

    def __init__(self, pid: int) -> None:
        self._root = psutil.Process(pid)
        self._seen = {self._root}

    @property
    def over(self) -> bool:
        """Whether the process itself has ended."""
        try:
            return bool(self._root.status() == psutil.STATUS_ZOMBIE)
        except psutil.NoSuchProcess:
            return True

    @property
    def bytes(self) -> int:
        """The memory that all of them take now."""
        with contextlib.suppress(psutil.Error):
            self._seen.update(self._root.children(recursive=True))
        taken = 0
        for process in self._seen:
            with contextlib.suppress(psutil.Error):
                taken += process.memory_info().rss
        return taken

    def end(self) -> None:
        """End all of them."""
        with contextlib.suppress(psutil.Error):
            self._seen.update(self._root.children(recursive=True))
        for process in self._seen:
            with contextlib.suppress(psutil.Error):
                process.kill()
        if sys.platform != "win32":
            # Nobody has waited for the first of the group yet, so its number is nobody else's.
            with contextlib.suppress(OSError):
                os.killpg(self._root.pid, signal.SIGKILL)


@contextlib.contextmanager
def _worker(path: Path, name: str) -> Iterator[subprocess.Popen[bytes]]:
    """The process that runs the script, in a group of its own; it is gone afterwards."""
    start = [sys.executable, "-P", "-m", "layerdeck.engine.script.worker", str(path), name]
    worker = subprocess.Popen(
        start,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    tree = Tree(worker.pid)
    try:
        yield worker
    finally:
        tree.end()
        worker.wait()
        for stream in (worker.stdin, worker.stdout, worker.stderr):
            assert stream
            with contextlib.suppress(OSError):
                stream.close()


def _answer(data: bytes, worker: subprocess.Popen[bytes]) -> Ran:
    with contextlib.suppress(FileError, IndexError):
        ran = read_answer(data.splitlines()[1])
        if isinstance(ran, Ran):
            return ran
    status = worker.wait()
    how = f"by signal {signal.Signals(-status).name}" if status < 0 else f"with status {status}"
    return Ran(failed=f"the process that ran it ended {how} before the script was done.")


def _place(worker: subprocess.Popen[bytes], path: Path, printed: Drain) -> str:
    """At which of its lines a script is, as a sentence where that can be known."""
    if sys.platform == "win32":
        return ""
    worker.send_signal(signal.SIGUSR1)
    time.sleep(_TOLD)
    # The innermost call comes first.
    lines = re.findall(rb'File "([^"\n]+)", line (\d+)', printed.data)
    found = (number for file, number in lines if Path(os.fsdecode(file)) == path)
    number = next(found, None)
    return f" It was at line {int(number)}." if number else ""


def _wait_for_end(left: threading.Event) -> None:
    # Not by sys.stdin, whose lock would be held when this process ends.
    while os.read(0, 1000):
        pass
    left.set()


def _write(answer: Began | Ran) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(answer) + b"\n")
    sys.stdout.buffer.flush()


def _as_text(printed: bytes) -> str:
    """What the script printed."""
    return readable(printed.split(BEGINNING, 1)[-1].decode("utf-8", "replace")).strip()
