"""Layerdeck's canvas against its peers, and its whole window at scale, in one run: `make bench`.

Each editor is measured in a process of its own, the editors taking turns; a figure is the median
of the rounds. `--rounds`, `--counts`, `--only` and `--scale` shorten a run.
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

SCALE = {
    "open": "open a project (ms)",
    "open_longest": "longest turn after opening (ms)",
    "pan_fit": "pan step, all visible (ms)",
    "fit_whole": "repaint of the whole, all visible (ms)",
    "pan_close": "pan step at 1:1 (ms)",
    "edit": "edit of one value (ms)",
    "undo": "undo (ms)",
    "redo": "redo (ms)",
    "edit_longest": "longest turn after an edit (ms)",
    "drag_500_fit": "drag of 500 selected cards, all visible (ms)",
    "heat_on": "heat, all visible (ms)",
    "heat_whole": "with heat: repaint of the whole (ms)",
    "heat_pan_fit": "with heat: pan step, all visible (ms)",
    "heat_pan_close": "with heat: pan step at 1:1 (ms)",
    "heat_edit": "with heat: edit of one value (ms)",
}
FRAME = 16.0
"""Milliseconds that what a person does may take until it is painted."""
IN_A_FRAME = (
    "pan_fit",
    "pan_close",
    "edit",
    "undo",
    "redo",
    "drag_500_fit",
    "heat_pan_fit",
    "heat_pan_close",
    "heat_edit",
)
MOST_GROWTH = 1.5
"""How many times a pan step at 1:1 may take with the most cards, against the least."""

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
    turns = [
        {count: _run("Scale", count) for count in options.scale} for _ in range(options.rounds)
    ]
    scale = {count: _median([turn[count] for turn in turns]) for count in options.scale}
    missed = [*_print(figures), *_print_scale(scale)]
    for line in missed:
        print(f"Below the aim: {line}")
    results = HERE / "results"
    results.mkdir(exist_ok=True)
    (results / "canvas.json").write_text(json.dumps([figures, scale], indent=1) + "\n", "utf-8")
    return 1 if missed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--counts", type=int, nargs="+", default=[100, 500])
    parser.add_argument("--scale", type=int, nargs="*", default=[1000, 10_000])
    parser.add_argument("--only", nargs="+", choices=EDITORS, default=list(EDITORS))
    return parser.parse_args()


def _run(editor: str, count: int) -> Figures:
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "chain.layerdeck")
        if editor in PEERS:
            python = str(HERE / ".venv/bin/python")
            command = [python, str(HERE / "canvas_peer.py"), editor, str(count), file]
        else:
            script = "scale_ours.py" if editor == "Scale" else "canvas_ours.py"
            command = [sys.executable, str(HERE / script), str(count), file]
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
    return {step: statistics.median(run[step] for run in runs) for step in runs[0]}


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
    return missed


def _print_scale(figures: dict[int, Figures]) -> list[str]:
    """The whole window by the number of cards, each with its growth from the smallest."""
    if not figures:
        return []
    counts = sorted(figures)
    least, most = counts[0], counts[-1]
    print(f"| the whole window | {' | '.join(f'{count:,} cards' for count in counts)} | growth |")
    print("|---|" + "---:|" * (len(counts) + 1))
    for step, title in SCALE.items():
        cells = [f"{figures[count][step]:,.1f}" for count in counts]
        growth = figures[most][step] / figures[least][step]
        print(f"| {title} | {' | '.join(cells)} | {growth:.1f} × |")
    print()
    missed = [
        f"{SCALE[step]}, {count:,} cards: {figures[count][step]:.1f} ms"
        for step in IN_A_FRAME
        for count in counts
        if figures[count][step] > FRAME
    ]
    growth = figures[most]["pan_close"] / figures[least]["pan_close"]
    if growth > MOST_GROWTH:
        missed.append(f"{SCALE['pan_close']} grows {growth:.1f} times to {most:,} cards")
    return missed


if __name__ == "__main__":
    sys.exit(main())
