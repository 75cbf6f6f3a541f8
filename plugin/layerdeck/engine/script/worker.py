"""The process in which a script is run: with its own group, no input, and what it prints read."""

import faulthandler
import os
import signal
import sys
import threading
from pathlib import Path

from layerdeck.engine.replies import Replies
from layerdeck.files.importing.scripts import Began

from .drain import BEGINNING


def work(path: Path, name: str) -> None:
    """Run a script, and say what models it has; then this process ends."""
    replies = Replies()
    _end_with_parent()
    if sys.platform != "win32":
        faulthandler.register(signal.SIGUSR1, all_threads=True)
    # A plot is nothing to look at here, and showing it would wait for a person.
    os.environ.setdefault("MPLBACKEND", "Agg")
    # Imported here: a parent that dies while TensorFlow loads must not leave this process behind.
    from .finding import found_in  # noqa: PLC0415
    from .running import run  # noqa: PLC0415

    os.write(2, BEGINNING)
    replies.send(Began())
    replies.send(found_in(run(path), name))
    sys.stdout.flush()
    sys.stderr.flush()
    # Nothing of the script's own is done at the end, nor waited for.
    os._exit(0)


def _end_with_parent() -> None:
    """End this process and all that it has started when its parent does; no script reads there."""
    parent = os.dup(0)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)

    def wait() -> None:
        while os.read(parent, 1000):
            pass
        if sys.platform != "win32" and os.getpgrp() == os.getpid():
            os.killpg(0, signal.SIGKILL)
        os._exit(1)

    threading.Thread(target=wait, name="parent", daemon=True).start()


if __name__ == "__main__":
    work(Path(sys.argv[1]), sys.argv[2])
