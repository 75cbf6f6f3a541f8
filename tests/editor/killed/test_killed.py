"""Killed at any moment, the editor leaves the graph before its last edit or after it.

`LAYERDECK_KILLS=200 pytest tests/editor/killed -s` kills more often and says how it went.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from editor.killed.script import after, beginning, steps
from layerdeck.files import project_text, write_project
from layerdeck.files.journal import leftovers
from layerdeck.graph import Document

KILLS = int(os.environ.get("LAYERDECK_KILLS", "6"))
HERE = Path(__file__).parent
STEPS = 200
"""More than are ever made: each session is killed on its way."""


@dataclass(frozen=True)
class Kill:
    """A session that was killed.

    Attributes:
        told: the last step that it told of, and whether it had begun it or was done with it.
        found: the text of the work that is left.
        source: where it was: in a journal, or in the file because nothing was unsaved.
    """

    seed: int
    told: str
    found: str
    source: str


def texts(seed: int) -> Iterator[str]:
    """The project's text at first and after each step."""
    document = Document(beginning())
    yield project_text(document.graph)
    for step in steps(seed, STEPS):
        after(document, step)
        yield project_text(document.graph)


def killed(folder: Path, seed: int) -> Kill:
    """Let a session run, kill it at a moment drawn from its seed, and look for its work."""
    chance = random.Random(1000 + seed)
    folder.mkdir()
    project = folder / "net.layerdeck"
    write_project(beginning(), project)
    call = [sys.executable, str(HERE / "session.py"), str(folder), str(seed), str(STEPS)]
    paths = os.pathsep.join([str(HERE.parents[1]), *filter(None, sys.path)])
    with subprocess.Popen(
        call,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": paths},
        text=True,
    ) as session:
        last = chance.randrange(2 * STEPS - 60)
        told = ""
        for number, line in enumerate(session.stdout):
            told = line.strip()
            if number == last:
                break
        time.sleep(chance.uniform(0, 0.012))
        session.send_signal(signal.SIGKILL)
        # What it had told before it died is still in the pipe.
        rest = session.stdout.read().split("\n")[:-1]
    found = list(leftovers(folder / "journal"))
    for leftover in found:
        leftover.release()
    assert len(found) <= 1
    assert session.returncode == -signal.SIGKILL
    text = found[0].held.text if found else project.read_text("utf-8")
    return Kill(seed, rest[-1] if rest else told, text, "a journal" if found else "the file")


def outcome(kill: Kill) -> str:
    """Which of the graphs that may be there was found."""
    moment, number = kill.told.split()
    before, after_it = islice(texts(kill.seed), int(number), int(number) + 2)
    # A step is told of before it begins, so after one that is done nothing else has begun.
    if kill.found == after_it:
        return f"{'in' if moment == 'before' else 'between'} edits, after the last, {kill.source}"
    assert moment == "before", f"seed {kill.seed}: step {number} was done, and is not there"
    assert kill.found == before, f"seed {kill.seed}: neither before nor after step {number}"
    return f"in edits, before the last, {kill.source}"


def test_the_work_before_or_after_the_last_edit_is_there(tmp_path):
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        kills = list(pool.map(lambda seed: killed(tmp_path / str(seed), seed), range(KILLS)))
    outcomes = Counter(map(outcome, kills))
    for what, count in sorted(outcomes.items()):
        print(f"{count:5} killed {what}")
    assert outcomes.total() == KILLS
