"""Layerdeck's canvas against its peers, in one run: `make bench`.

Each editor is measured in a process of its own, the editors taking turns; a figure is the median
of the rounds. `--rounds`, `--counts` and `--only` shorten a run.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
PEERS = ("NodeGraphQt", "OdenGraphQt")
EDITORS = ("Layerdeck", *PEERS)
STEPS = {
    "create": "create (ms)",
    "load": "load from a file (ms)",
    "zoom": "zoom step, all visible (ms)",
    "drag": "drag of one card (ms)",
    "zoom_close": "zoom step at 1:1 (ms)",
    "add": "one card more (ms)",
    "memory": "memory above empty (MiB)",
}
AIMS = {"create": 100, "load": 100, "zoom": 20, "memory": 20}
"""How many times a peer's figure must be ours."""

Figures = dict[str, float]


def main() -> int:
    """Measure, print the table, write the figures; 1 where an aim is missed."""
    options = _options()
    runs: dict[tuple[int, str], list[Figures]] = {}
    for turn in range(options.rounds):
        for count in options.counts:
            for editor in options.only:
                print(f"round {turn + 1}: {count} cards in {editor}", file=sys.stderr, flush=True)
                runs.setdefault((count, editor), []).append(_run(editor, count))
    figures = {
        count: {editor: _median(runs[count, editor]) for editor in options.only}
        for count in options.counts
    }
    missed = _print(figures)
    results = HERE / "results"
    results.mkdir(exist_ok=True)
    (results / "canvas.json").write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    return 1 if missed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--counts", type=int, nargs="+", default=[100, 500])
    parser.add_argument("--only", nargs="+", choices=EDITORS, default=list(EDITORS))
    return parser.parse_args()


def _run(editor: str, count: int) -> Figures:
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "chain.layerdeck")
        if editor in PEERS:
            python = str(HERE / ".venv/bin/python")
            command = [python, str(HERE / "canvas_peer.py"), editor, str(count), file]
        else:
            command = [sys.executable, str(HERE / "canvas_ours.py"), str(count), file]
        done = subprocess.run(
            command,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            check=False,
        )
    for line in done.stdout.splitlines():
        if line.startswith("figures "):
            figures: Figures = json.loads(line.removeprefix("figures "))
            return figures
    raise SystemExit(f"{editor} with {count} cards failed:\n{done.stderr[-2000:]}")


def _median(runs: list[Figures]) -> Figures:
    return {step: statistics.median(run[step] for run in runs) for step in STEPS}


def _print(figures: dict[int, dict[str, Figures]]) -> list[str]:
    missed = []
    for count, by_editor in figures.items():
        editors = list(by_editor)
        print(f"\n| {count} cards | {' | '.join(editors)} |")
        print("|---|" + "---:|" * len(editors))
        for step, title in STEPS.items():
            ours = by_editor.get("Layerdeck", {}).get(step)
            cells = []
            for editor in editors:
                cell = f"{by_editor[editor][step]:,.1f}"
                if ours and editor != "Layerdeck":
                    ratio = by_editor[editor][step] / ours
                    cell += f" ({ratio:,.0f} ×)"
                    if ratio < AIMS.get(step, 0):
                        missed.append(f"{title}, {count} cards: {ratio:.0f} × {editor}'s")
                cells.append(cell)
            print(f"| {title} | {' | '.join(cells)} |")
    print()
    for line in missed:
        print(f"Below the aim: {line}")
    return missed


if __name__ == "__main__":
    sys.exit(main())
