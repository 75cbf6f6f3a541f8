"""Files of models that are broken or mean harm: refused in a sentence, or read, and no more."""

import io
import json
import os
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import h5py
import pytest
from hypothesis import given as anything
from hypothesis import settings
from hypothesis import strategies as st

from layerdeck.files import FileError, parse_project, project_text
from layerdeck.files.importing import import_model, parse_model
from making import DECK
from models import FOREIGN, WHOLE, called, given, imported, layer, model, text_of

ROUNDS = int(os.environ.get("LAYERDECK_MODELS", "60"))
GOOD = json.dumps(model(given("x", 4), layer("Dense", "d", "x", units=2), outputs=[["d", 0, 0]]))
CONFIGS = {name: json.loads(text_of(name)) for name in (*WHOLE.values(), *FOREIGN)}
ODD = (
    None, True, False, 0, -1, 2**70, 1e308, float("nan"), "", "x", "__keras_tensor__", "../../a",
    "import os", "é", "\ud800", [], {}, [[]], [None], [["x", 0, 0]], ["x", 0, 0], {"class_name": 5},
    {"class_name": "Dense", "config": {}}, {"class_name": "Lambda", "config": []},
    {"class_name": "__tuple__", "items": 3}, {"class_name": "Sequential", "config": [1]},
)  # fmt: skip


def _refused(path: Path) -> str:
    with pytest.raises(FileError) as caught:
        import_model(path, DECK)
    message = str(caught.value)
    assert "\n" not in message and message.endswith(".") and len(message) < 400
    return message


def _archive(path: Path, *members: tuple[str, bytes], packed: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", packed) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


def test_a_description_for_another_program_is_no_model(tmp_path):
    path = tmp_path / "modelAE.json"
    path.write_text(text_of("brainchop_conversion_modelAE"))

    assert _refused(path) == (
        "modelAE.json: it is no Keras model: that is an object with the keys class_name and "
        "config, as to_json() writes it, and this is one with the keys header, "
        "bnorm, gelu and others."
    )


def test_a_keras_archive_is_read_without_its_weights(tmp_path):
    path = _archive(tmp_path / "net.keras", ("config.json", GOOD.encode()), ("w.h5", b"\x89HDF"))

    assert import_model(path, DECK).graph == parse_model(GOOD, DECK).graph
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.json", b"", "the file is empty"),
        ("a.json", b"{", "this is not JSON"),
        ("a.json", b"\xff\xfe", "is not UTF-8"),
        ("a.json", b"[]", "this is a list of 0"),
        ("a.json", b"3", "this is 3"),
        ("a.keras", b"PK\x03\x04 and no more", "the archive is damaged"),
        ("a.json", b"[" * 10_000 + b"]" * 10_000, "nested deeper than 100 levels"),
        ("a.json", b'{"class_name": "Net", "config": {}}', "its Net does not tell its layers"),
        ("a.json", b'{"class_name": "Sequential", "config": 5}', "must be a list, and got 5"),
    ],
)
def test_what_is_no_model_is_refused_in_a_sentence(tmp_path, name, content, words):
    path = tmp_path / name
    path.write_bytes(content)

    assert words in _refused(path)


def test_folders_pipes_and_missing_files_are_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe.json")

    for name in ("", "pipe.json", "none.json"):
        _refused(tmp_path / name)


def test_archives_that_are_none_of_keras_are_refused(tmp_path):
    outside = _archive(tmp_path / "up.keras", ("../config.json", GOOD.encode()))
    strange = _archive(tmp_path / "lzma.keras", ("config.json", b"{}"), packed=zipfile.ZIP_LZMA)
    broken = bytearray(_archive(tmp_path / "x.keras", ("config.json", b"{}" * 99)).read_bytes())
    broken[60:66] = b"\xff" * 6
    (tmp_path / "x.keras").write_bytes(broken)

    assert "holds no config.json" in _refused(outside)
    assert "packed as Keras never does" in _refused(strange)
    assert "the archive is damaged" in _refused(tmp_path / "x.keras")
    assert not (tmp_path.parent / "config.json").exists()


def test_bombs_take_no_memory(tmp_path):
    _archive(tmp_path / "bomb.keras", ("config.json", b"0" * 100_000_000))
    with zipfile.ZipFile(tmp_path / "many.keras", "w") as archive:
        for number in range(60_000):
            archive.writestr(f"{number:0>60}", b"")
    with (tmp_path / "sparse.json").open("wb") as file:
        file.truncate(2_000_000_000)
    with (tmp_path / "sparse.keras").open("wb") as file:
        file.write(b"PK")
        file.truncate(2_000_000_000)
    (tmp_path / "wide.json").write_bytes(b"[" + b"[]," * 1_600_000 + b"[]]")
    with h5py.File(tmp_path / "wide.h5", "w") as file:
        file.attrs["model_config"] = "0" * 400_000_000

    done = subprocess.run(
        [sys.executable, "-c", _IN_LITTLE, *map(str, sorted(tmp_path.iterdir()))],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 6


_IN_LITTLE = """
import resource, sys
from layerdeck.files import FileError
from layerdeck.files.importing import import_model
resource.setrlimit(resource.RLIMIT_DATA, (300_000_000, 300_000_000))
for path in sys.argv[1:]:
    try:
        import_model(path)
    except FileError as error:
        print(error)
"""


def test_layers_in_a_circle_are_refused():
    made = model(
        given("x", 4),
        layer("Add", "a", "x", "b"),
        layer("Dense", "b", "a", units=2),
        outputs=[["b", 0, 0]],
    )

    with pytest.raises(FileError, match="net: the layer a is fed by itself, in a circle"):
        imported(made)


@pytest.mark.parametrize("source", ["none", "d|1", "d|-1"])
def test_a_call_that_is_not_there_is_refused(source):
    made = model(
        given("x", 4),
        layer("Dense", "d", "x", units=2),
        called("Dense", "e", [[source]], units=2),
        outputs=[["e", 0, 0]],
    )

    with pytest.raises(FileError, match=r"e: it takes|a call takes what"):
        imported(made)


def test_models_in_models_are_refused_where_they_go_too_deep():
    made = model(given("x", 4), outputs=[["x", 0, 0]], name="m")
    for _ in range(3_000):
        made = {"class_name": "Sequential", "config": [made]}
        text = None
    sys.setrecursionlimit(20_000)
    try:
        text = json.dumps(made)
    finally:
        sys.setrecursionlimit(1_000)

    with pytest.raises(FileError, match="nested deeper"):
        parse_model(text, DECK)


@settings(max_examples=ROUNDS, deadline=None)
@anything(st.sampled_from(sorted(CONFIGS)), st.randoms(use_true_random=False), st.integers(1, 6))
def test_a_model_with_anything_anywhere_is_read_or_refused_in_a_sentence(name, chance, changes):
    made = json.loads(json.dumps(CONFIGS[name]))
    for _ in range(changes):
        _change(made, chance)

    _read_or_refused(json.dumps(made))


@settings(max_examples=ROUNDS, deadline=None)
@anything(st.randoms(use_true_random=False), st.binary(max_size=300), st.booleans())
def test_an_archive_with_any_bytes_changed_is_read_or_refused(chance, junk, cut):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("config.json", GOOD)
    data = bytearray(packed.getvalue())
    start = chance.randrange(len(data))
    data[start : None if cut else start + len(junk)] = junk
    path = Path(f"/proc/self/fd/{_held(bytes(data))}")

    try:
        import_model(path, DECK)
    except FileError as error:
        assert "\n" not in str(error)
    finally:
        os.close(int(path.name))


def _held(data: bytes) -> int:
    handle = os.memfd_create("model")
    os.write(handle, data)
    return handle


def _change(made: object, chance: random.Random) -> None:
    """Put something odd in a place of a value, or let two of its places be as one of them is."""
    places = []
    waiting = [made]
    while waiting:
        item = waiting.pop()
        keys = list(item) if isinstance(item, dict) else range(len(item))
        for key in keys:
            places.append((item, key))
            if isinstance(item[key], (dict, list)):
                waiting.append(item[key])
    holder, key = chance.choice(places)
    what = chance.choice(("odd", "gone", "other"))
    if what == "gone" and isinstance(holder, dict):
        del holder[key]
    elif what == "other":
        other, place = chance.choice(places)
        holder[key] = json.loads(json.dumps(other[place]))
    else:
        holder[key] = chance.choice(ODD)


def _read_or_refused(text: str) -> None:
    try:
        told = parse_model(text, DECK)
    except FileError as error:
        assert "\n" not in str(error)
        assert len(str(error)) < 500
        return
    assert parse_project(project_text(told.graph), DECK) == told.graph
    assert all("\n" not in sentence for sentence in told.lost)
