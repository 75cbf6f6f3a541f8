"""Runs many Python scripts for their models in one process, which imports Keras once.

The process is a fresh one: running a script changes the working directory, the paths and Keras.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import msgspec

from layerdeck.files.importing.scripts import Ran

_RUN = """
import json, os, sys
from pathlib import Path
from layerdeck.engine.backend import fresh_names
from layerdeck.engine.script.finding import found_in
from layerdeck.engine.script.running import run
import msgspec
paths, folder = list(sys.path), sys.argv[1]
for line in sys.stdin.read().splitlines():
    path, name = json.loads(line)
    sys.path[:] = paths
    fresh_names()
    before = set(sys.modules)
    answer = msgspec.json.encode(found_in(run(Path(path)), name)).decode()
    for own in set(sys.modules) - before:
        if str(getattr(sys.modules[own], "__file__", None)).startswith(folder):
            del sys.modules[own]
    print("\\n\\0" + answer, flush=True)
"""


def run_all(folder: Path, scripts: Mapping[str, str]) -> dict[str, Ran]:
    """What came of scripts, by their names; `model.py --name net` asks for a name as well."""
    asked = []
    for call, text in scripts.items():
        file, _, name = call.partition(" --name ")
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        asked.append(json.dumps([str(path), name]))
    done = subprocess.run(
        [sys.executable, "-P", "-c", _RUN, str(folder)],
        input="\n".join(asked), capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    answers = [line[1:] for line in done.stdout.splitlines() if line.startswith("\0")]
    assert len(answers) == len(asked), done.stderr[-3000:]
    return {
        call: msgspec.json.decode(a, type=Ran) for call, a in zip(scripts, answers, strict=True)
    }
