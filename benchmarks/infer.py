"""Live inference against building the same model by hand in Keras, and what an edit costs.

Chains of Convolution 3D and Batch normalization in turn, of volumes of 32×32×32×4. In *different*
each convolution has a width of its own (8, 9, 10 …), so that no two layers are alike; in *alike*
all have 8 filters, and equal layers are run once. All in one process, in turn, medians.
"""

import gc
import json
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path

import msgspec

from layerdeck.deck import load_catalogue
from layerdeck.engine.backend import keras
from layerdeck.engine.infer import infer
from layerdeck.engine.memo import Memo
from layerdeck.graph import Card, End, Graph, Wire
from layerdeck.graph.edits import set_value
from layerdeck.program import Infer, Program, Report, lower

HERE = Path(__file__).parent
ROUNDS = 7
SHAPE = (32, 32, 32, 4)
DECK = load_catalogue()
FULL_AIM, EDIT_AIM = 1 / 4, 1 / 50


def width(pair: int, alike: bool) -> int:
    """Filters of a convolution."""
    return 8 if alike else 8 + pair


def chain(layers: int, alike: bool) -> Graph:
    """The chain as cards."""
    cards = [Card("volume", "keras.Input", (0.0, 0.0), {"shape": SHAPE})]
    for pair in range(layers // 2):
        values = {"filters": width(pair, alike), "kernel_size": (3, 3, 3), "padding": "same"}
        cards.append(Card(f"conv{pair}", "keras.layers.Conv3D", (0.0, 0.0), values))
        cards.append(Card(f"norm{pair}", "keras.layers.BatchNormalization", (0.0, 0.0), {}))
    cards.append(Card("mask", "layerdeck.Output", (0.0, 0.0), {}))
    wires = [Wire(End(one.id, "output"), End(other.id, "input")) for one, other in pairwise(cards)]
    return Graph("chain", {card.id: card for card in cards}, tuple(wires))


def by_hand(layers: int, alike: bool) -> object:
    """The chain as somebody would write it."""
    keras.utils.clear_session(free_memory=False)
    volume = x = keras.Input(SHAPE)
    for pair in range(layers // 2):
        x = keras.layers.Conv3D(width(pair, alike), 3, padding="same")(x)
        x = keras.layers.BatchNormalization()(x)
    return keras.Model(volume, x)


def timed(step: Callable[[], object]) -> float:
    """Milliseconds."""
    gc.collect()
    start = time.perf_counter()
    step()
    return (time.perf_counter() - start) * 1000


def program_of(graph: Graph) -> Program:
    """What a graph means."""
    return lower(graph, DECK).program


def against_keras(alike: bool) -> dict[str, float]:
    """200 layers: by hand, inferred in full, and after an edit at the end."""
    graph = chain(200, alike)
    program = program_of(graph)
    edited = [
        program_of(set_value(graph, DECK, "conv99", "filters", 300 + turn))
        for turn in range(ROUNDS + 1)
    ]
    times: dict[str, list[float]] = {"by hand": [], "in full": [], "an edit at the end": []}
    for turn, after in enumerate(edited):
        memo = Memo()
        taken = {
            "by hand": timed(partial(by_hand, 200, alike)),
            "in full": timed(partial(infer, program, DECK, memo)),
            "an edit at the end": timed(partial(infer, after, DECK, memo)),
        }
        if turn:
            for name, milliseconds in taken.items():
                times[name].append(milliseconds)
    return {name: statistics.median(each) for name, each in times.items()}


def of_a_thousand() -> tuple[dict[str, float], dict[str, int]]:
    """1,000 layers, no two alike: times, and how many statements were run."""
    graph, memo = chain(1000, alike=False), Memo()
    program = program_of(graph)
    times = {"in full": timed(partial(infer, program, DECK, memo))}
    counts = {"in full": memo.worked}
    for name, port, value in (
        ("padding in the middle: all downstream", "padding", "valid"),
        ("filters in the middle: up to the next convolution", "filters", 2000),
        ("a bias in the middle", "use_bias", False),
        ("nothing", "padding", "same"),
    ):
        infer(program, DECK, memo)
        after = program_of(set_value(graph, DECK, "conv250", port, value))
        times[name] = timed(partial(infer, after, DECK, memo))
        counts[name] = memo.worked
    report = infer(program, DECK, memo)
    request, answer = msgspec.json.encode(Infer(1, program)), msgspec.json.encode(report)
    times["lowering"] = timed(partial(lower, graph, DECK))
    times[f"writing the Program as {len(request) // 1000} kB of JSON"] = timed(
        partial(msgspec.json.encode, Infer(1, program))
    )
    times["reading it"] = timed(partial(msgspec.json.decode, request, type=Infer))
    times[f"writing the report as {len(answer) // 1000} kB of JSON"] = timed(
        partial(msgspec.json.encode, report)
    )
    times["reading it "] = timed(partial(msgspec.json.decode, answer, type=Report))
    return times, counts


def main() -> int:
    """Measure, print, write the figures; 1 where an aim is missed."""
    results: dict[str, object] = {}
    missed = False
    for name, alike in (("different", False), ("alike", True)):
        figures = against_keras(alike)
        results[name] = figures
        hand = figures["by hand"]
        print(f"\n| 200 layers, {name} | median of {ROUNDS} (ms) | of by hand |")
        print("|---|---:|---:|")
        for step, milliseconds in figures.items():
            print(f"| {step} | {milliseconds:.1f} | {milliseconds / hand:.3f} |")
        missed |= figures["in full"] > FULL_AIM * hand
        missed |= figures["an edit at the end"] > EDIT_AIM * hand
    times, counts = of_a_thousand()
    results["1000"] = {"times": times, "statements run": counts}
    print("\n| 1,000 layers, different | ms | statements run |")
    print("|---|---:|---:|")
    for step, milliseconds in times.items():
        print(f"| {step} | {milliseconds:.1f} | {counts.get(step, '')} |")
    print(f"\naims: in full at most {FULL_AIM}, an edit at the end at most {EDIT_AIM}")
    folder = HERE / "results"
    folder.mkdir(exist_ok=True)
    (folder / "infer.json").write_text(json.dumps(results, indent=1) + "\n", "utf-8")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
