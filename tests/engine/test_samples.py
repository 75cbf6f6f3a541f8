"""Files as samples: what fits is taken, all else is said in a sentence, and nothing is believed."""

import gzip
import io
import os
import pickle
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import nibabel
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from layerdeck.engine.samples import Fit, SampleError, arrays_of, draw, fit

BALL = np.arange(2 * 3 * 4, dtype="float32").reshape(2, 3, 4)
VOLUME, AXES = (2, 3, 4, 1), ("D", "H", "W", "C")


def read(path: Path, name: str = "", item: int | None = None) -> np.ndarray:
    return arrays_of(path)[name].read(item)


def refusal(path: Path) -> str:
    """What is said of a file that is read to its end, without room for more than a few pieces."""
    tracemalloc.start()
    try:
        with pytest.raises(SampleError) as caught:
            for stored in arrays_of(path).values():
                stored.read()
        assert tracemalloc.get_traced_memory()[1] < 8_000_000
    finally:
        tracemalloc.stop()
    text = str(caught.value)
    assert text[-1] == "."
    assert "\n" not in text
    return text


@settings(max_examples=30)
@given(
    array=arrays.arrays(
        st.sampled_from(["<f4", ">f4", "f8", "f2", "i1", "<i4", ">u2", "?", "<U3", "c8"]),
        arrays.array_shapes(min_dims=0, max_dims=5, max_side=4),
    ),
    fortran=st.booleans(),
)
def test_arrays_of_numpy_are_read_as_numpy_reads_them(
    tmp_path_factory: pytest.TempPathFactory, array: np.ndarray, fortran: bool
) -> None:
    folder = tmp_path_factory.mktemp("arrays")
    array = np.asarray(array, order="F" if fortran else "C")
    np.save(folder / "one.npy", array)
    np.testing.assert_array_equal(read(folder / "one.npy"), array)
    for save in (np.savez, np.savez_compressed):
        save(folder / "two.npz", image=array, other=array)
        assert list(arrays_of(folder / "two.npz")) == ["image", "other"]
        np.testing.assert_array_equal(read(folder / "two.npz", "other"), array)
        if array.ndim:
            np.testing.assert_array_equal(read(folder / "two.npz", "image", 0), array[0])


@settings(max_examples=30)
@given(
    array=arrays.arrays(
        st.sampled_from(["u1", "<i2", ">i2", "<i4", "<f4", ">f8", "i1", "u2"]),
        arrays.array_shapes(min_dims=3, max_dims=5, max_side=4),
        elements={"allow_nan": False, "allow_infinity": False, "min_value": 0, "max_value": 99},
    ),
    packed=st.booleans(),
    scaled=st.booleans(),
)
def test_volumes_are_read_as_nibabel_reads_them(
    tmp_path_factory: pytest.TempPathFactory, array: np.ndarray, packed: bool, scaled: bool
) -> None:
    path = tmp_path_factory.mktemp("volumes") / ("a.nii.gz" if packed else "a.nii")
    image = nibabel.Nifti1Image(array, np.eye(4), dtype=array.dtype)
    if scaled and array.dtype.kind in "iu":
        image.header.set_slope_inter(0.5, -3)
    nibabel.save(image, path)
    there = nibabel.load(path)
    np.testing.assert_allclose(read(path), there.get_fdata(), rtol=1e-6)


@pytest.mark.parametrize("name", ["example4d.nii.gz", "anatomical.nii"])
def test_scans_of_people_are_read_as_nibabel_reads_them(name: str) -> None:
    path = Path(nibabel.__file__).parent / "tests" / "data" / name
    np.testing.assert_allclose(read(path), nibabel.load(path).get_fdata(), rtol=1e-6)


def test_one_of_many_samples_is_read_without_the_others(tmp_path: Path) -> None:
    many = np.arange(100 * 1000, dtype="int32").reshape(100, 1000)
    np.save(tmp_path / "many.npy", many)
    with (tmp_path / "many.npy").open("rb+") as file:
        file.truncate(128 + 60 * 4000)
        file.truncate(128 + 100 * 4000)
    np.testing.assert_array_equal(read(tmp_path / "many.npy", item=59), many[59])


@pytest.mark.parametrize(
    ("stored", "wanted", "expected"),
    [
        ((2, 3, 4, 1), VOLUME, Fit()),
        ((2, 3, 4), VOLUME, Fit(channel=3)),
        ((5, 2, 3, 4, 1), VOLUME, Fit(batch=True)),
        ((5, 2, 3, 4), VOLUME, Fit(batch=True, channel=3)),
        ((9, 9, 9), (None, None, None, 1), Fit(channel=3)),
        ((9, 9, 9, 1), (None, None, None, 1), Fit()),
        ((2, 3, 4), (2, 3, 5, 1), None),
        ((2, 3, 4), (2, 3, 4, 2), None),
        ((0, 2, 3, 4), VOLUME, None),
        ((0, 3, 4), (None, 3, 4, 1), None),
        ((), VOLUME, None),
    ],
)
def test_only_what_is_plain_is_done_to_make_it_fit(
    stored: tuple[int, ...], wanted: tuple[int | None, ...], expected: Fit | None
) -> None:
    assert fit(stored, wanted, AXES) == expected


def test_a_channel_that_comes_first_is_added_in_front() -> None:
    assert fit((2, 3, 4), (1, 2, 3, 4), ("C", "D", "H", "W")) == Fit(channel=0)


def test_random_numbers_are_the_same_for_the_same_seed_and_name() -> None:
    first = draw("x", (4, 4), "float32", 0)
    np.testing.assert_array_equal(first, draw("x", (4, 4), "float32", 0))
    assert not np.array_equal(first, draw("x", (4, 4), "float32", 1))
    assert not np.array_equal(first, draw("y", (4, 4), "float32", 0))
    assert draw("x", (1000,), "int32", 0, 3).max() == 2
    assert draw("x", (1000,), "int8", 0, 100_000).max() <= 127


# Files that mean harm.


def npy(header: str, body: bytes = b"", version: int = 1) -> bytes:
    text = header.encode()
    size = struct.pack("<H" if version == 1 else "<I", len(text))
    return b"\x93NUMPY" + bytes([version, 0]) + size + text + body


def claims(shape: str, dtype: str = "<f4") -> str:
    return f"{{'descr': '{dtype}', 'fortran_order': False, 'shape': {shape}, }}\n"


class Harmful:
    def __reduce__(self) -> tuple[Callable[..., object], tuple[str]]:
        return os.mkdir, ("harm_was_done",)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is no array that NumPy has saved"),
        (b"PK\x03\x04 not at all", "is no array that NumPy has saved"),
        (npy(claims("(100000, 100000, 250)"), b"\0" * 64), "10.0 TB of numbers, and has 64 B"),
        (npy(claims("(" + "9999999999, " * 40 + ")"), b"\0" * 64), "PB of numbers"),
        (npy(claims("(4, 4)"), b"\0" * 60), "64 B of numbers, and has 60 B"),
        (npy(claims("(-4, -4)"), b"\0" * 64), "is no array that NumPy has saved"),
        (npy("{" * 6000, version=1), "is no array that NumPy has saved"),
        (npy("(" * 9000 + ")" * 6000, version=1), "is no array that NumPy has saved"),
        (npy("__import__('os').mkdir('harm_was_done')"), "is no array that NumPy has saved"),
        (b"\x93NUMPY\x02\x00\xff\xff\xff\xff{", "is no array that NumPy has saved"),
        (npy(claims("(2,)", "|O")) + pickle.dumps([Harmful()]), "holds Python objects"),
        (
            npy("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,)}", b"\0" * 4),
            "holds records",
        ),
        (npy(claims("(1000000000000,)", "|V0")), "no plain number"),
        (npy(claims("(99999999999999,)", "|S0")), "no plain number"),
    ],
)
def test_a_hostile_npy_is_refused_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.npy").write_bytes(content)
    assert message in refusal(tmp_path / "bad.npy")
    assert not Path("harm_was_done").exists()


def test_a_file_of_holes_takes_no_memory(tmp_path: Path) -> None:
    """A header that claims four gigabytes of itself, in a file that has them, as holes."""
    with (tmp_path / "bad.npy").open("wb") as file:
        file.write(b"\x93NUMPY\x02\x00\xff\xff\xff\xff")
        file.truncate(1 << 32)
    assert "is no array" in refusal(tmp_path / "bad.npy")


def bomb(path: Path, header: str, zeros: int) -> None:
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("image.npy", "w", force_zip64=True) as member,
    ):
        member.write(npy(header))
        for _ in range(zeros >> 20):
            member.write(bytes(1 << 20))


def test_a_bomb_in_a_npz_is_not_unpacked(tmp_path: Path) -> None:
    bomb(tmp_path / "honest.npz", claims("(100, 1048576)", "|u1"), 100 << 20)
    assert (tmp_path / "honest.npz").stat().st_size < 200_000
    # Its size is known from its header, so that who asks for it knows what it takes.
    assert arrays_of(tmp_path / "honest.npz")["image"].bytes == 100 << 20
    bomb(tmp_path / "lying.npz", claims("(4, 4)"), 100 << 20)
    assert "says it holds 64 B of numbers, and has" in refusal(tmp_path / "lying.npz")
    bomb(tmp_path / "greedy.npz", claims("(100000, 100000, 250)"), 1 << 20)
    assert "says it holds 10.0 TB of numbers" in refusal(tmp_path / "greedy.npz")


def zipped(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(f"{name}.npy", content)
    return path


def test_a_hostile_npz_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "bad.npz"
    assert "holds no arrays" in refusal(zipped(path))
    held = npy(claims("(2,)", "|O")) + pickle.dumps([Harmful()])
    assert "image.npy of bad.npz holds Python objects" in refusal(zipped(path, image=held))

    whole = io.BytesIO()
    np.savez_compressed(whole, image=np.random.default_rng(1).random((50, 50)))
    for cut in (10, 100, len(whole.getvalue()) - 30):
        path.write_bytes(whole.getvalue()[:cut])
        assert "is damaged" in refusal(path)
    broken = bytearray(whole.getvalue())
    broken[5000:5100] = bytes(100)
    path.write_bytes(broken)
    assert "is damaged" in refusal(path)

    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("image.npy", npy(claims("(4, 4)"), bytes(64)))
    assert "packed in a way that NumPy never uses" in refusal(path)
    locked = bytearray(zipped(path, image=npy(claims("(4, 4)"), bytes(64))).read_bytes())
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(sign) + place] |= 1
    path.write_bytes(locked)
    assert "is locked with a password" in refusal(path)


def test_a_zip_of_very_many_names_is_not_listed(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "many.npz", "w") as archive:
        for number in range(30_000):
            archive.writestr(f"{number}.npy", b"")
    assert "list of contents is too long" in refusal(tmp_path / "many.npz")


def nifti(**changes: tuple[int, str, object]) -> bytes:
    """A volume of 2×3×4 floats with some bytes of its header changed."""
    content = bytearray(nibabel.Nifti1Image(BALL, np.eye(4)).to_bytes())
    for place, form, value in changes.values():
        struct.pack_into(form, content, place, value)
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\x5c\x01", "too short"),
        (bytes(400), "is no NIfTI-1 volume"),
        (nifti(size=(0, "<i", 540)), "is NIfTI-2"),
        (nifti(magic=(344, "4s", b"ni1\0")), "without its numbers"),
        (nifti(rank=(40, "<h", 77)), "makes no sense"),
        (nifti(side=(42, "<h", -5)), "makes no sense"),
        (nifti(start=(108, "<f", float("nan"))), "makes no sense"),
        (nifti(start=(108, "<f", 4e8)), "it is not whole"),
        (nifti(kind=(70, "<h", 128)), "holds colours"),
        (nifti(kind=(70, "<h", 999)), "not read here"),
        (nifti(side=(42, "<h", 32000), other=(44, "<h", 32000)), "it is not whole"),
        (nifti()[:-1], "says it holds 96 B of numbers, and has 95 B"),
    ],
)
def test_a_hostile_nifti_is_refused_in_a_sentence(
    tmp_path: Path, content: bytes, message: str
) -> None:
    (tmp_path / "bad.nii").write_bytes(content)
    assert message in refusal(tmp_path / "bad.nii")
    (tmp_path / "bad.nii.gz").write_bytes(gzip.compress(content))
    assert refusal(tmp_path / "bad.nii.gz")


def test_a_packed_volume_that_is_cut_or_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.nii.gz"
    path.write_bytes(gzip.compress(nifti())[:-20])
    assert "ends before its last number" in refusal(path)
    path.write_bytes(b"this is not packed")
    assert "cannot be read" in refusal(path)
    path.write_bytes(gzip.compress(bytes(100 << 20)))
    assert "is no NIfTI-1 volume" in refusal(path)


def test_what_is_no_file_is_said(tmp_path: Path) -> None:
    assert "There is no file" in refusal(tmp_path / "nowhere.npy")
    (tmp_path / "text.csv").write_text("1,2")
    assert "text.csv is no .npy, .npz, .nii or .nii.gz" in refusal(tmp_path / "text.csv")
    os.mkfifo(tmp_path / "endless.npy")
    assert "There is no file" in refusal(tmp_path / "endless.npy")
