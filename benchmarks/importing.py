"""Importing a large model, and laying it out, against Keras reading the same text.

The two largest of `keras.applications` by their layers, as `to_json()` writes them. Ours: from the
text to cards in their places, as the window does it. Theirs: `model_from_json`. In one process, in
turn, medians.
"""

import gc
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from layerdeck.deck import load_catalogue
from layerdeck.editor.app import make_application
from layerdeck.editor.canvas.look import with_places
from layerdeck.engine.backend import keras
from layerdeck.files.importing import parse_model

HERE = Path(__file__).parent
MODELS = ("NASNetLarge", "EfficientNetV2L")
ROUNDS = 3
AIM = 2.0
DECK = load_catalogue()


def main() -> int:
    """Measure, print, write the figures; 1 where the aim is missed."""
    application = make_application()
    print("| model | layers | Keras (ms) | import (ms) | layout (ms) | ratio |")
    print("|---|---:|---:|---:|---:|---:|")
    results = {name: _measure(name) for name in MODELS}
    folder = HERE / "results"
    folder.mkdir(exist_ok=True)
    (folder / "importing.json").write_text(json.dumps(results, indent=1) + "\n", "utf-8")
    del application
    worst = max(figures["ratio"] for figures in results.values())
    print(f"\nratio {worst:.3f}, to stay below {AIM}")
    return 1 if worst > AIM else 0


def _measure(name: str) -> dict[str, float]:
    text = getattr(keras.applications, name)(weights=None).to_json()
    theirs, importing, placing = list[float](), list[float](), list[float]()
    layers = 0
    for _ in range(ROUNDS):
        keras.utils.clear_session()
        taken, model = _timed(lambda: keras.models.model_from_json(text))
        theirs.append(taken)
        layers = len(model.layers)
        del model
        taken, told = _timed(lambda: parse_model(text, DECK))
        importing.append(taken)
        assert not told.lost
        taken, _ = _timed(lambda: with_places(told.graph, DECK))  # noqa: B023 - called at once
        placing.append(taken)
    keras_ms, import_ms, layout_ms = map(statistics.median, (theirs, importing, placing))
    ratio = (import_ms + layout_ms) / keras_ms
    shown = f"{keras_ms:.0f} | {import_ms:.0f} | {layout_ms:.0f} | {ratio:.3f}"
    print(f"| {name} | {layers} | {shown} |", flush=True)
    return {"keras": keras_ms, "import": import_ms, "layout": layout_ms, "ratio": ratio}


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """How long something takes, in ms, and what it gives."""
    gc.collect()
    start = time.perf_counter()
    made = work()
    return (time.perf_counter() - start) * 1000, made


if __name__ == "__main__":
    sys.exit(main())
