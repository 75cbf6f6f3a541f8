"""Peeks of the engine as a second process: what it says, what it takes, how it ends."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest

from balls import ball
from engine.networks import CONV, chain, network, program
from engine.peeks import cut
from engine.second_process import Engine
from layerdeck.program import (
    CANCELLED,
    Build,
    Built,
    Declined,
    Infer,
    Leave,
    Look,
    Peek,
    Peeked,
    Priced,
    Ready,
    Reply,
    Report,
    Running,
    Sample,
    Slice,
)

SMALL = chain(("Conv3D", CONV), ("MaxPooling3D", {}), shape=(8, 8, 8, 1))
LONG = chain(
    *[("Conv3D", {"filters": 8, "kernel_size": 3, "padding": "same"})] * 5, shape=(64, 64, 64, 1)
)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    running = Engine(tmp_path_factory.mktemp("engine") / "errors.txt")
    assert isinstance(running.reply(), Ready)
    yield running
    running.process.kill()
    running.close()


def until(engine: Engine, kind: type) -> list[Reply]:
    """The replies up to one of a kind."""
    replies = [engine.reply()]
    while not isinstance(replies[-1], kind):
        assert kind is Declined or not isinstance(replies[-1], Declined), replies[-1]
        replies.append(engine.reply())
    return replies


def test_a_wire_is_looked_at(engine: Engine, tmp_path: Path) -> None:
    volume = ball(16)
    np.save(tmp_path / "ball.npy", volume)
    wire = cut(chain(("Cropping3D", {"cropping": 4}), shape=(16, 16, 16, 1)), "first.output")
    engine.ask(Peek(1, wire, samples=(Sample("volume", str(tmp_path / "ball.npy")),)))
    told = until(engine, Peeked)[-1]
    assert told.shape == (8, 8, 8, 1)
    engine.ask(Look(1, (None, 2, None, 0), own_range=True))
    shown = engine.reply()
    assert isinstance(shown, Slice)
    inside = volume[4:-4, 6, 4:-4]
    assert (shown.low, shown.high) == (inside.min(), inside.max())
    levels = np.rint((inside - shown.low) / (shown.high - shown.low) * 253)
    assert list(shown.levels) == levels.ravel().tolist()


def test_a_peek_is_left_in_the_midst_of_it(engine: Engine) -> None:
    engine.ask(Peek(2, cut(LONG, "fifth.output"), agreed=True))
    until(engine, Running)
    engine.ask(Leave(2))
    assert until(engine, Declined)[-1] == Declined(2, CANCELLED)
    engine.ask(Infer(1, program(SMALL)), Peek(3, cut(SMALL, "first.output")))
    replies = until(engine, Peeked)
    assert replies[-1].peek == 3
    assert not [item for item in replies if isinstance(item, Peeked) and item.peek == 2]
    assert [item for item in replies if isinstance(item, Report)]


def test_all_else_is_answered_while_a_peek_runs(engine: Engine, tmp_path: Path) -> None:
    engine.ask(Peek(4, cut(LONG, "fifth.output"), agreed=True))
    until(engine, Running)
    target = str(tmp_path / "net.keras")
    engine.ask(Infer(2, program(SMALL)), Build(1, program(SMALL), target))
    replies = until(engine, Peeked)
    kinds = [type(item) for item in replies]
    assert kinds.index(Report) < kinds.index(Built) < kinds.index(Peeked)


def test_a_newer_peek_takes_the_place_of_an_earlier_one(engine: Engine) -> None:
    engine.ask(*(Peek(number, cut(SMALL, "second.output")) for number in range(10, 30)))
    told = until(engine, Peeked)[-1]
    while told.peek != 29:
        told = until(engine, Peeked)[-1]


@pytest.mark.parametrize(
    ("layer", "values", "side"),
    [
        ("Conv3D", {"filters": 32, "kernel_size": 3, "padding": "same"}, 64),
        ("Conv3DTranspose", {"filters": 16, "kernel_size": 3, "strides": 2}, 48),
        ("LayerNormalization", {}, 96),
        ("UpSampling3D", {}, 64),
    ],
)
def test_the_cost_is_an_upper_bound(engine: Engine, layer: str, values: dict, side: int) -> None:
    """Of what the process takes at its highest, and not a wild one."""
    graph = network(
        {
            "volume": ("Input", {"shape": (side, side, side, 4)}),
            "mid": ("Conv3D", {"filters": 8, "kernel_size": 1}),
            "last": (layer, values),
            "result": ("Output", {}),
        },
        "volume > mid", "mid > last", "last > result",
    )  # fmt: skip
    # What TensorFlow takes once for all is not counted.
    engine.ask(Peek(100, cut(SMALL, "second.output")))
    until(engine, Peeked)
    process = psutil.Process(engine.process.pid)
    before = process.memory_info().rss
    Path(f"/proc/{process.pid}/clear_refs").write_text("5")
    engine.ask(Peek(101, cut(graph, "last.output"), agreed=True))
    (priced, *_) = until(engine, Peeked)
    assert isinstance(priced, Priced)
    status = Path(f"/proc/{process.pid}/status").read_text()
    peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
    taken = peak * 1024 - before
    assert taken < priced.bytes
    print(f"{layer}: {taken / 1e6:.0f} MB of at most {priced.bytes / 1e6:.0f} MB")
    engine.ask(Leave(101))
