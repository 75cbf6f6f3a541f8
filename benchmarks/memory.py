"""The memory budget against what TensorFlow allocates in one training step, network by network.

    python benchmarks/memory.py [--runs 5] [--only NAME] [--policy NAME] [--optimizer NAME]

Every step runs in a process of its own. TensorFlow runs operations that do not wait for each other
in any order, so that its peak differs from run to run: the median counts. Aim: each estimate within
20% of it.
"""

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
NAMES = ("classifier", "unet", "residual", "transposed", "dense", "video")
AIM = 0.2


def run(name: str, *options: str) -> dict[str, int | str]:
    command = [sys.executable, HERE / "memory_ours.py", name, *options]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{name} failed:\n{done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", choices=NAMES)
    parser.add_argument("--policy", default="float32")
    parser.add_argument("--optimizer", default="adam")
    told = parser.parse_args()
    options = ("--policy", told.policy, "--optimizer", told.optimizer)
    print("| network | batch | estimated (MB) | allocated (MB) | least – most | estimate |")
    print("|---|---:|---:|---:|---:|---:|")
    missed = False
    for name in [told.only] if told.only else NAMES:
        found = [run(name, *options) for _ in range(told.runs)]
        measured = sorted(each["measured"] / 1e6 for each in found)
        middle, estimate = statistics.median(measured), found[0]["estimate"] / 1e6
        off = estimate / middle - 1
        missed |= abs(off) > AIM
        print(
            f"| {name} | {found[0]['batch']} | {estimate:.0f} | {middle:.0f} "
            f"| {measured[0]:.0f} – {measured[-1]:.0f} | {off:+.1%} |",
            flush=True,
        )
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
