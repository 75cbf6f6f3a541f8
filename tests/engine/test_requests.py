"""Which requests are worked, and in which order."""

import msgspec

from engine.networks import CONV, chain, program
from layerdeck.deck import load_catalogue
from layerdeck.engine.infer import infer
from layerdeck.engine.requests import Waiting, read_requests
from layerdeck.graph.sample import sample
from layerdeck.program import Build, Infer, Reply, lower

RUN = program(chain(("Conv3D", CONV), shape=(8, 8, 8, 1)))


def taken(*requests: Infer | Build) -> list[Infer | Build]:
    waiting = Waiting()
    for request in requests:
        waiting.add(request)
    found = []
    while waiting.waits:
        found.append(waiting.take())
    return found


def test_only_the_newest_infer_is_worked():
    assert taken(*(Infer(revision, RUN) for revision in range(5))) == [Infer(4, RUN)]


def test_no_build_is_left_out():
    first, second = Build(1, RUN, "a.keras"), Build(2, RUN, "b.keras")
    assert taken(Infer(1, RUN), first, Infer(2, RUN), second) == [first, Infer(2, RUN), second]


def test_the_end_of_the_lines_is_told(capsys):
    ended: list[bool] = []
    lines = [b"\n", b'{"type": "infer"}\n', b"\xff\xfe\n", b"[" * 100_000 + b"\n"]
    waiting = Waiting()
    read_requests(lines, waiting, lambda: ended.append(True))
    assert ended == [True]
    assert not waiting.waits
    assert capsys.readouterr().err.count("This line is no request") == 3


def test_a_fix_of_texts_comes_over_the_pipe() -> None:
    deck = load_catalogue()
    graph, _ = sample(deck, deck["keras.layers.StringLookup"], {"vocabulary": ("a", "b", "a")})
    report = infer(lower(graph, deck).program, deck)
    assert report.problems[0].fixes[0].changes[0].value == ("a", "b")

    assert msgspec.json.decode(msgspec.json.encode(report), type=Reply) == report
