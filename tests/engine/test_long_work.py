"""Work that takes its time: told, given up, refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.second_process import Engine
from layerdeck.engine.memory import why_too_large
from layerdeck.program import (
    CANCELLED,
    Build,
    Built,
    Cancel,
    Facts,
    Failed,
    Infer,
    Ping,
    Pong,
    Progress,
    Ready,
    Report,
    lower,
)
from making import DECK, DENSE, INPUT, OUTPUT, card, line, widening

LONG = lower(widening(1200), DECK).program
SHORT = lower(widening(4), DECK).program


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    made = Engine(tmp_path_factory.mktemp("engine") / "errors.txt")
    # It answers while it imports TensorFlow.
    made.ask(Ping())
    assert made.reply() == Pong()
    assert isinstance(made.reply(), Ready)
    yield made
    made.close()


def dense(units: int) -> object:
    made = line(card("x", INPUT, shape=[units]), card("a", DENSE, units=units), card("y", OUTPUT))
    return lower(made, DECK).program


def test_a_newer_graph_stops_the_work_on_an_older(engine: Engine):
    engine.ask(Infer(1, LONG))
    first = engine.reply()
    assert isinstance(first, Progress)
    assert first.job == 0
    assert 0 < first.done < first.count == 1201

    engine.ask(Ping(), Infer(2, SHORT))
    replies = [engine.reply()]
    while not isinstance(replies[-1], Report):
        replies.append(engine.reply())
    assert Pong() in replies
    assert replies[-1].revision == 2
    told = [reply for reply in replies if isinstance(reply, Progress)]
    assert all(reply.done < reply.count for reply in told)


def test_a_save_is_taken_back(engine: Engine, tmp_path: Path):
    path = tmp_path / "model.keras"
    engine.ask(Build(7, LONG, str(path)))
    reply = engine.reply()
    assert isinstance(reply, Progress)

    engine.ask(Build(8, SHORT, str(tmp_path / "other.keras")), Cancel(7), Cancel(8))
    engine.ask(Build(9, SHORT, str(tmp_path / "third.keras")))
    told = {}
    while 9 not in told:
        reply = engine.reply()
        if not isinstance(reply, Progress):
            told[reply.job] = reply
    assert told[7] == Failed(7, CANCELLED)
    assert told[8] == Failed(8, CANCELLED)
    assert isinstance(told[9], Built)
    assert [each.name for each in tmp_path.iterdir()] == ["third.keras"]


def test_a_model_too_large_for_this_machine_is_refused_and_not_tried(
    engine: Engine, tmp_path: Path
):
    engine.ask(Build(10, dense(1_000_000), str(tmp_path / "model.keras")))
    reply = engine.reply()
    assert isinstance(reply, Failed)
    assert reply.message.startswith("The model's weights take 4.0 TB, and 12.0 TB while they are")
    assert "this machine has" in reply.message
    assert list(tmp_path.iterdir()) == []


def test_what_a_model_needs_is_held_against_what_there_is():
    report = Report(0, {"a": Facts(parameters=100), "b": Facts(parameters=50)}, parameters=150)
    assert why_too_large(report, 4 * (150 + 2 * 100)) == ""
    assert "take 600 B, and 1.4 kB while" in why_too_large(report, 1000)
