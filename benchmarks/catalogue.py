"""What the deck costs: loading the catalogue at start, searching it, and a keystroke in its list.

The load is timed inside fresh processes without Keras, as a ratio to what a bare Python process
takes; the two take turns. A keystroke is timed from the key to the repainted list.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
ROUNDS = 15
AIM_LOAD_MS = 100.0
AIM_KEY_MS = 16.0
LOAD = """
import sys, time
start = time.perf_counter()
from layerdeck.deck import load_catalogue
deck = load_catalogue()
taken = time.perf_counter() - start
assert not {"keras", "tensorflow", "PySide6"} & set(sys.modules)
print(taken, len(deck))
"""


def main() -> int:
    """Measure, print, write the figures; 1 where an aim is missed."""
    processes, loads, cards = [], [], 0
    with tempfile.TemporaryDirectory() as compiled:
        for turn in range(ROUNDS + 1):
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", "pass"], check=True)
            process = 1000 * (time.perf_counter() - start)
            taken, cards = _load(compiled)
            if turn:
                processes.append(process)
                loads.append(taken)
    keys = json.loads(
        subprocess.run(
            [sys.executable, HERE / "catalogue_ours.py"],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            check=True,
            capture_output=True,
            text=True,
        ).stdout.splitlines()[-1]
    )
    load, process = statistics.median(loads), statistics.median(processes)
    print(f"\n| the deck of {cards} cards | median (ms) | most (ms) |")
    print("|---|---:|---:|")
    print(f"| a bare Python process | {process:.1f} | {max(processes):.1f} |")
    print(f"| load_catalogue(), imports and all | {load:.1f} | {max(loads):.1f} |")
    for name, figures in keys["figures"].items():
        print(f"| {name} | {statistics.median(figures):.2f} | {max(figures):.2f} |")
    print(
        f"\nratio of load to process start {load / process:.1f}; the load to stay below "
        f"{AIM_LOAD_MS:.0f} ms, a keystroke among {keys['cards']} cards below {AIM_KEY_MS:.0f} ms"
    )
    results = HERE / "results"
    results.mkdir(exist_ok=True)
    figures = {"process": processes, "load": loads, "cards": cards, **keys}
    (results / "catalogue.json").write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    slow = load > AIM_LOAD_MS or statistics.median(keys["figures"]["a keystroke"]) > AIM_KEY_MS
    return 1 if slow else 0


def _load(compiled: str) -> tuple[float, int]:
    """Load in a process that finds its modules compiled, as from the second start on."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": compiled}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-c", LOAD]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    seconds, cards = done.stdout.split()
    return 1000 * float(seconds), int(cards)


if __name__ == "__main__":
    sys.exit(main())
