"""Files gone wrong: each opens, or is refused in one sentence with the place."""

import copy
import json
import os
import random
import re
import time
from pathlib import Path
from typing import Any

import pytest

from layerdeck.export import export
from layerdeck.files import FileError, lay_out, parse_project, project_text, read_project
from layerdeck.graph.areas import add_frame, add_note
from layerdeck.graph.bypass import bypass
from layerdeck.graph.edits import bend, collapse
from layerdeck.program import lower
from making import DECK, network

EXAMPLES = sorted(Path(__file__).parents[2].joinpath("examples").glob("*.layerdeck"))
MUTATIONS, LONGEST = 1000, 2.0
PLACE = re.compile(
    r"^(line \d+, (?!column))?(block \d+( \(.+?\))?(, |(?=: )))?"
    r"(line \d+(, column \d+)?|card \d+( \(.+?\))?(, .+?)?|(wire|frame|note|bend) \d+|the name"
    r'|the project|the key "\w+")?: '
)

CANARY = "canary-of-a-bad-file"
HOSTILE: list[Any] = [
    None, True, False, 0, -1, 1, 2.5, 1e300, -0.0, 2**31, 2**63, -(2**63), 2**70, 10**400,
    float("inf"), float("nan"), "", "x", "é\u2028", "\x00", "a.b", "class", "a" * 5000,
    f"__import__('pathlib').Path('{CANARY}').touch()", f"'; open('{CANARY}', 'w') #", "os.system",
    "builtins.exec", "keras.layers.Conv3D", "layerdeck.Parameter", [], {}, [[]], [None], [1, 2],
    [1, 2, 3, 4, 5], [[1, 2], [3, 4], [5, 6]], {"a": 1}, {"__class__": "os.system"},
]  # fmt: skip


def looked_at() -> bytes:
    """A small network with a frame, a note, bends, a collapsed card and a bypassed one."""
    made, _ = add_frame(network(), (-10, -10), (400, 300), "Encoder", "halves each axis")
    made, _ = add_note(made, (0, 400), (120, 60), "look here")
    made = bend(made, made.wires[0], [(10, 20), (30, 40)])
    return project_text(bypass(collapse(made, ["x"]), DECK, ["a"])).encode()


def opens_or_is_refused(data: bytes) -> str:
    """Take the whole way from the file to the code; gives the refusal, or an empty text."""
    start = time.perf_counter()
    refusal = ""
    try:
        graph = parse_project(data, DECK)
    except FileError as error:
        refusal = str(error)
        assert PLACE.match(refusal), refusal
        assert refusal.endswith(".")
        assert ". " not in PLACE.sub("", refusal), "one sentence"
        assert len(refusal) < 400
        assert refusal.isprintable()
    else:
        lowered = lower(graph, DECK)
        for problem in lowered.problems:
            assert problem.card in graph.cards or not problem.card
        compile(export(lowered.program).text, "exported.py", "exec")
        assert parse_project(project_text(lay_out(graph)), DECK).cards.keys() == graph.cards.keys()
    assert time.perf_counter() - start < LONGEST
    return refusal


def broken_bytes(good: bytes, rng: random.Random) -> bytes:
    """The file after one to four accidents: bytes flipped, lost, doubled, or foreign."""
    data = bytearray(good)
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(data) or 1)
        to = at + rng.choice([1, 1, 2, 8, 200])
        match rng.randrange(6):
            case 0:
                data[at : at + 1] = bytes([rng.randrange(256)])
            case 1:
                del data[at:to]
            case 2:
                data[at:at] = data[at:to]
            case 3:
                data[at:at] = rng.choice(
                    [b"\x00", b"\xff\xfe", b'"', b"{", b"[" * 300, b"1e999", b"//"]
                )
            case 4:
                del data[at:]
            case 5:
                digit = re.search(rb"\d+", data[at:])
                if digit:
                    found = slice(at + digit.start(), at + digit.end())
                    data[found] = rng.choice([b"-1", b"1.5", b"NaN", b"9" * 30, b"9" * 5000, b"00"])
    return bytes(data)


def broken_structure(good: dict[str, Any], rng: random.Random) -> bytes:
    """Good JSON whose parts are lost, exchanged, doubled, or of another kind."""
    project = copy.deepcopy(good)
    for _ in range(rng.randint(1, 3)):
        holder, key = rng.choice(list(_places(project)))
        match rng.randrange(6):
            case 0 | 1:
                holder[key] = copy.deepcopy(rng.choice(HOSTILE))
            case 2:
                del holder[key]
            case 3:
                other, other_key = rng.choice(list(_places(project)))
                holder[key] = copy.deepcopy(other[other_key])
            case 4:
                if isinstance(holder, list):
                    holder.insert(key, copy.deepcopy(holder[key]))
                else:
                    holder[rng.choice(["id", "card", "at", "values", "name", "x y", ""])] = 3
            case 5:
                if isinstance(holder, list):
                    rng.shuffle(holder)
                else:
                    holder[f"{key}_"] = holder.pop(key)
        if not list(_places(project)):
            break
    return json.dumps(project).encode()


def _places(node: Any) -> Any:
    """Every place in a JSON value: what holds it and its key."""
    keys = range(len(node)) if isinstance(node, list) else list(node)
    for key in keys:
        yield node, key
        if isinstance(node[key], (list, dict)):
            yield from _places(node[key])


@pytest.fixture
def canary(tmp_path, monkeypatch):
    """A folder in which code of a file, were any run, would leave a trace."""
    monkeypatch.chdir(tmp_path)
    yield
    assert not list(tmp_path.rglob(CANARY))


@pytest.mark.usefixtures("canary")
def test_1000_files_with_broken_bytes():
    rng = random.Random(1)
    goods = [*(path.read_bytes() for path in EXAMPLES), *[looked_at()] * 4]

    refusals = [opens_or_is_refused(broken_bytes(rng.choice(goods), rng)) for _ in range(MUTATIONS)]

    assert 0.3 < sum(map(bool, refusals)) / MUTATIONS < 0.99


@pytest.mark.usefixtures("canary")
def test_1000_files_with_broken_structure():
    rng = random.Random(2)
    goods = [json.loads(path.read_bytes()) for path in EXAMPLES] + [json.loads(looked_at())] * 4

    refusals = [
        opens_or_is_refused(broken_structure(rng.choice(goods), rng)) for _ in range(MUTATIONS)
    ]

    assert 0.1 < sum(map(bool, refusals)) / MUTATIONS < 0.9


def project(**changes: Any) -> bytes:
    good = {"layerdeck": 1, "name": "n", "cards": [{"id": "a", "card": "x"}], "wires": []}
    return json.dumps({**good, **changes}).encode()


def with_card(**keys: Any) -> bytes:
    return project(cards=[{"id": "a", "card": "x", **keys}])


REFUSED = {
    b"": "line 1, column 1: this is not JSON: the file is empty.",
    b'{\n "layerdeck": 1,\n}': """\
line 3, column 1: this is not JSON: expecting property name enclosed in double quotes, and \
found "}".""",
    b'{"layerdeck": 1': "line 1, column 16: this is not JSON: it ends too early.",
    b'{"layerdeck":\n 1, "name": "\xff"}': """\
line 2, column 14: byte 0xff is not UTF-8; save the file as UTF-8.""",
    b"\xff\xfe{": "line 1, column 1: byte 0xff is not UTF-8; save the file as UTF-8.",
    b"[" * 100_000: """\
line 1: lists and objects are nested deeper than 100 levels; a project needs five.""",
    b"[]": "line 1: a project is one JSON object, and got a list of 0.",
    b"{}": """\
the key "layerdeck": it gives the version of a project and is missing; write "layerdeck": 1 \
if this is one.""",
    project(layerdeck=7): """\
the key "layerdeck": the file is of version 7 and this Layerdeck reads up to 1; install a newer \
Layerdeck.""",
    project(layerdeck="1"): """\
the key "layerdeck": the version must be a whole number from 1 to 1, and got "1".""",
    project(name=3): "the name: it must be a text, and got 3.",
    project(cards={}): 'the key "cards": it must be a list, and got an object.',
    project(cards=[3]): "card 1: a card must be an object, and got 3.",
    with_card(id="2d"): """\
card 1: its id must be a Python name (letters, digits and _, no digit first, no word of Python), \
and got "2d".""",
    project(cards=[{"id": "a", "card": "x"}] * 2): """\
card 2 (a): its id is taken by an earlier card; give it another.""",
    with_card(card=None): """\
card 1 (a): "card" must name its type, such as keras.layers.Conv3D, and got null.""",
    with_card(values=[1]): 'card 1 (a): "values" must be an object, and got a list of 1.',
    with_card(at=[0]): """\
card 1 (a): "at" must be two finite numbers of pixels within ±1000000000, and got a list of 1; \
correct it, or leave it out to have the card laid out.""",
    with_card(values={"n": 2**63}): """\
card 1 (a), "n": a whole number does not fit in 64 bits; give a smaller one.""",
    with_card(values={"n": [1e999]}): """\
card 1 (a), "n": a number is infinite or not a number; give a finite one.""",
    b'{"layerdeck": 1, "name": "\\ud800"}': """\
the name: a text holds half a character (a lone surrogate); take it out.""",
    b'{"layerdeck": 1, "cards": [], "cards": []}': """\
the project: the key "cards" occurs twice; take one away.""",
    with_card(collapsed=1): 'card 1 (a): "collapsed" must be true or false, and got 1.',
    with_card(bypassed="no"): 'card 1 (a): "bypassed" must be true or false, and got "no".',
    project(frames={}): 'the key "frames": it must be a list, and got an object.',
    project(frames=[3]): "frame 1: a frame must be an object, and got 3.",
    project(frames=[{"id": "1"}]): """\
frame 1: its id must be a Python name, and got "1"; correct it or leave it out.""",
    project(frames=[{"title": 3}]): 'frame 1: "title" must be a text, and got 3.',
    project(notes=[{"text": []}]): 'note 1: "text" must be a text, and got a list of 0.',
    project(notes=[{"at": [0, 0], "size": [9, 9], "unsettled": 1}]): """\
note 1: "unsettled" must be true or false, and got 1.""",
    project(notes=[{"size": [1, 1]}]): """\
note 1: "at" must be two finite numbers of pixels within ±1000000000, and got null.""",
    project(notes=[{"at": [0, 0], "size": [0, 1]}]): """\
note 1: "size" must be two finite numbers of pixels within ±1000000000, above 0, and got \
[0, 1].""",
    project(bends=[["a.y", "a.x"]]): """\
bend 1: the bends of a wire must be ["card.output", "card.input", [x, y], …], and got a list of \
2.""",
    project(bends=[["a.y", "a.x", [1, True]]]): """\
bend 1: a point must be two finite numbers of pixels within ±1000000000, and got [1, true].""",
    project(bends=[["a.y", 3, [1, 1]]]): "bend 1: an end must read card.port, and got 3.",
    project(wires=[["a.y"]]): """\
wire 1: a wire must be ["card.output", "card.input"], and got a list of 1.""",
    project(wires=[["a.y", "a"]]): 'wire 1: an end must read card.port, and got "a".',
    project(wires=[["a.y", "b.x"]]): """\
wire 1: it names "b", which is no card of this project; add the card or take the wire away.""",
}


@pytest.mark.parametrize("data", REFUSED, ids=lambda data: repr(data[:40]))
def test_a_refusal_says_where_and_what_to_do(data):
    assert opens_or_is_refused(data) == REFUSED[data]


ODD = """\
{ "layerdeck": 1, "more": {"wires": [1, [2, 1e9], "]"]},
  "cards":
    [{"id": "a", "card": "x", "values": {"n": 12}},
     {"id": "b", "card": "x"}], "name": "{", "wires": [
    ["a.y", "b.x"],   ["a.y",
     "b.z"],
    ["a.y", "c.x"]], "blocks": [{"block": "inner", "cards": [], "wires": [
       ]}]
}
"""


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("", "", 'line 7, wire 3: it names "c"'),
        ("       ]}", '       ["u.y", "v.x"]]}', "line 8, block 1 (inner), wire 1: it names"),
        ("12}", "1234567890123456789012345678901}", 'line 3, card 1 (a), "n": a whole number'),
        ('"card": "x"}]', '"card": 0}]', 'line 4, card 2 (b): "card" must name'),
        ('"name": "{"', '"name": 3', "line 4, the name: it must be a text"),
        ('[{"block"', '[{"block": "a"}, {"block"', 'line 7, wire 3: it names "c"'),
    ],
)
def test_a_fault_is_told_with_its_line_however_the_file_is_written(old, new, where):
    with pytest.raises(FileError) as error:
        parse_project(ODD.replace(old, new), DECK)
    assert str(error.value).startswith(where)


def refusal_of(path: Path) -> str:
    with pytest.raises(FileError) as error:
        read_project(path, DECK)
    return str(error.value)


def test_the_file_is_named_with_the_place(tmp_path):
    path = tmp_path / "brain.layerdeck"
    path.write_text("{")

    assert (
        refusal_of(path)
        == "brain.layerdeck, line 1, column 2: this is not JSON: it ends too early."
    )


def test_what_is_no_file_is_refused_without_waiting(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    assert refusal_of(pipe) == "pipe: it is a pipe or device, and no project file."
    assert refusal_of(tmp_path).endswith("it is a folder, and no project file.")
    assert refusal_of(Path("/dev/zero")).endswith("it is a pipe or device, and no project file.")
    assert refusal_of(tmp_path / "no").endswith("it cannot be read: no such file or directory.")


def test_a_giant_file_is_not_read(tmp_path):
    path = tmp_path / "giant"
    with path.open("wb") as file:
        file.truncate(60_000_000)

    assert refusal_of(path) == "giant: it is larger than 50 MB, and so no project file."


def test_a_refusal_names_the_file_and_in_full_its_path(tmp_path):
    path = tmp_path / "net.layerdeck"
    path.write_text("[]")

    with pytest.raises(FileError) as error:
        read_project(path)

    assert str(error.value).startswith("net.layerdeck, line 1: ")
    assert error.value.in_full == str(error.value).replace("net.layerdeck", str(path))
