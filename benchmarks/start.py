"""From process start to a window that takes a drag, against `import tensorflow`.

Both are started in turn, after one start each that is not counted; the figures are medians.
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
EXAMPLE = HERE.parent / "examples" / "unet3d.layerdeck"
ROUNDS = 7
AIM = 0.5
COMMANDS = {
    "Layerdeck takes a drag": [sys.executable, str(HERE / "start_ours.py"), str(EXAMPLE)],
    "import tensorflow": [
        sys.executable,
        "-c",
        "import tensorflow; print('ready', flush=True)",
    ],
}


def main() -> int:
    """Measure, print, write the figures; 1 where the aim is missed."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    with tempfile.TemporaryDirectory() as home:
        for turn in range(ROUNDS + 1):
            for name, command in COMMANDS.items():
                taken = _time_to_ready(name, command, home)
                if turn:
                    times[name].append(taken)
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    ours, theirs = medians.values()
    print(f"\n| start | median of {ROUNDS} (s) | least | most |")
    print("|---|---:|---:|---:|")
    for name, taken in times.items():
        print(f"| {name} | {medians[name]:.2f} | {min(taken):.2f} | {max(taken):.2f} |")
    print(f"\nratio {ours / theirs:.2f}, to stay below {AIM}")
    results = HERE / "results"
    results.mkdir(exist_ok=True)
    (results / "start.json").write_text(json.dumps(times, indent=1) + "\n", "utf-8")
    return 0 if ours < AIM * theirs else 1


def _time_to_ready(name: str, command: list[str], home: str) -> float:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": home}
    start = time.perf_counter()
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        line = process.stdout.readline()
        taken = time.perf_counter() - start
        if line.strip() != "ready":
            raise SystemExit(f"{name} did not get ready:\n{process.stderr.read()[-2000:]}")
        process.communicate()
    return taken


if __name__ == "__main__":
    sys.exit(main())
