"""A graph run on one sample: what is shown is what NumPy computes."""

from pathlib import Path

import nibabel
import numpy as np
import pytest

from balls import ball
from engine.networks import CONV, DECK, chain, merged, network
from engine.peeks import cut, declined, peeked, priced, run
from layerdeck.engine import memory
from layerdeck.engine.build import build
from layerdeck.engine.peek import Desk
from layerdeck.engine.samples import draw
from layerdeck.program import (
    CANCELLED,
    Declined,
    Infer,
    Leave,
    Look,
    Peek,
    Peeked,
    Running,
    Sample,
    lower,
)
from layerdeck.program.peeks import INFINITE, LEVELS, NOT_A_NUMBER
from making import block_card, card, double_convolution, graph

SMALL = chain(("Conv3D", CONV), ("MaxPooling3D", {}), shape=(8, 8, 8, 1))


@pytest.fixture
def desk() -> Desk:
    return Desk(DECK)


def levels(numbers: np.ndarray, low: float, high: float) -> np.ndarray:
    return np.rint((numbers - low) / (high - low) * (LEVELS - 1)).astype("uint8")


@pytest.mark.parametrize(
    ("layer", "values", "expected"),
    [
        ("AveragePooling3D", {"pool_size": 1}, lambda x: x),
        ("ZeroPadding3D", {"padding": ((1, 1), (2, 2), (3, 3))},
         lambda x: np.pad(x, ((1, 1), (2, 2), (3, 3), (0, 0)))),
        ("Cropping3D", {"cropping": ((4, 4), (4, 4), (4, 4))}, lambda x: x[4:-4, 4:-4, 4:-4]),
        ("AveragePooling3D", {"pool_size": 2},
         lambda x: x.reshape(8, 2, 8, 2, 8, 2, 1).mean((1, 3, 5))),
    ],
)  # fmt: skip
@pytest.mark.parametrize("ending", [".npy", ".npz", ".nii", ".nii.gz"])
def test_a_slice_is_the_one_that_numpy_computes(
    desk: Desk, tmp_path: Path, layer: str, values: dict, expected, ending: str
) -> None:
    volume = ball(16)
    path = tmp_path / f"ball{ending}"
    match ending:
        case ".npy":
            np.save(path, volume)
        case ".npz":
            np.savez_compressed(path, image=volume, other=volume[:3])
        case _:
            nibabel.save(nibabel.Nifti1Image(volume, np.eye(4)), path)
    program = cut(chain((layer, values), shape=(16, 16, 16, 1)), "first.output")
    wanted = expected(volume[..., None])
    told = peeked(run(desk, Peek(1, program, samples=(Sample("volume", str(path)),))))
    assert told.shape == wanted.shape
    assert told.axes == ("D", "H", "W", "C")
    assert told.low == wanted.min()
    assert told.high == wanted.max()
    assert told.mean == pytest.approx(wanted.mean(dtype="f8"))
    assert sum(told.histogram) == wanted.size
    for axis in range(3):
        place = wanted.shape[axis] // 2
        at = tuple(place if each == axis else 0 if each == 3 else None for each in range(4))
        shown = desk.take(Look(1, at))
        flat = wanted.take(place, axis)[..., 0]
        assert shown.sizes == flat.shape
        np.testing.assert_array_equal(
            np.frombuffer(shown.levels, "uint8").reshape(flat.shape),
            levels(flat, wanted.min(), wanted.max()),
        )


def test_what_is_found_is_what_the_built_model_finds(desk: Desk) -> None:
    """The weights differ, so that they are made alike: initializers without chance."""
    ones = chain(
        ("Conv3D", {**CONV, "kernel_initializer": "ones", "activation": "relu"}),
        ("BatchNormalization", {}),
        ("Conv3DTranspose", {"filters": 2, "kernel_size": 2, "strides": 2,
                             "kernel_initializer": "ones"}),
        ("Dropout", {"rate": 0.5}),
        shape=(8, 8, 8, 1),
    )  # fmt: skip
    told = peeked(run(desk, Peek(1, cut(ones, "fourth.output"), seed=3)))
    sample = draw("volume", (1, 8, 8, 8, 1), "float32", 3)
    result = build(lower(ones, DECK).program, DECK)(sample).numpy()[0]
    assert told.shape == result.shape
    assert told.high == pytest.approx(result.max(), rel=1e-5)
    assert told.mean == pytest.approx(result.mean(dtype="f8"), rel=1e-5)


def test_the_same_seed_gives_the_same_numbers_whatever_else_is_there(desk: Desk) -> None:
    first = peeked(run(desk, Peek(1, cut(SMALL, "first.output"))))
    other = network(
        {
            "volume": ("Input", {"shape": (8, 8, 8, 1)}),
            "before": ("Conv3D", {**CONV, "padding": "same"}),
            "first": ("Conv3D", CONV),
            "result": ("Output", {}),
        },
        "volume > before", "volume > first", "first > result",
    )  # fmt: skip
    again = peeked(run(desk, Peek(1, cut(other, "first.output"))))
    assert again == first
    assert peeked(run(desk, Peek(1, cut(SMALL, "first.output"), seed=1))) != first


def test_nothing_is_run_that_the_wire_does_not_need(desk: Desk) -> None:
    program = cut(SMALL, "first.output")
    assert [item.card for item in program.statements] == ["volume", "first"]
    assert cut(SMALL, "volume.output").statements[0].card == "volume"
    # An error that lies elsewhere does not matter.
    wrong = chain(("Conv3D", CONV), ("Conv3D", {**CONV, "kernel_size": 9}), shape=(8, 8, 8, 1))
    assert peeked(run(desk, Peek(1, cut(wrong, "first.output"))))
    told = declined(run(desk, Peek(2, cut(wrong, "second.output"))))
    assert told.card == "second"
    assert told.message.startswith("second: ")


def test_inside_and_outside_of_blocks(desk: Desk) -> None:
    whole = graph(
        card("v", "keras.Input", shape=[8, 8, 8, 1]),
        block_card("one", "double"),
        card("out", "layerdeck.Output"),
        wires=["v.output > one.x", "one.y > out.input"],
    ).with_(blocks={"double": double_convolution()})
    assert peeked(run(desk, Peek(1, cut(whole, "one.y")))).shape == (8, 8, 8, 4)


def test_axes_of_any_size_are_given_one(desk: Desk) -> None:
    free = chain(("Conv3D", CONV), shape=(None, None, None, 1))
    replies = run(desk, Peek(1, cut(free, "first.output")))
    assert peeked(replies).shape == (30, 30, 30, 6)
    assert priced(replies).fed[0].words == (
        "random numbers of mean 0, deviation 1; 32 for depth, height, width, which may be any"
    )


def test_several_inputs_are_each_fed(desk: Desk, tmp_path: Path) -> None:
    np.save(tmp_path / "b.npy", np.full((5, 4, 4), 7.0))
    both = merged(("Concatenate", {}), (4, 4, 1), (4, 4, 1))
    sample = Sample("b", str(tmp_path / "b.npy"), item=4)
    replies = run(desk, Peek(1, cut(both, "merge.output"), samples=(sample,)))
    assert [fed.words for fed in priced(replies).fed] == [
        "random numbers of mean 0, deviation 1",
        "b.npy, 5×4×4; sample 4 of 5; an axis for its one channel is added",
    ]
    shown = desk.take(Look(1, (None, None, 1)))
    assert shown.high == 7.0
    assert set(shown.levels) == {LEVELS - 1}


@pytest.mark.parametrize(
    ("shape", "dtype", "layer", "looks"),
    [
        ((12,), "float32", ("Dense", {"units": 5}), (None,)),
        ((7, 3), "float32", ("LSTM", {"units": 4, "return_sequences": True}), (None, None)),
        ((9,), "int32", ("Embedding", {"input_dim": 3, "output_dim": 4}), (None, None)),
        ((6, 6, 3), "uint8", ("Rescaling", {"scale": 0.1}), (None, None, 2)),
        ((2, 6, 6, 6, 1), "float32", ("ConvLSTM3D", CONV), (1, None, None, 2)),
        ((4,), "bfloat16", ("Dense", {"units": 3, "dtype": "bfloat16"}), (None,)),
        ((4,), "bool", ("Flatten", {}), (None,)),
        ((4, 4, 2), "float32", ("GlobalAveragePooling2D", {}), (None,)),
    ],
)
def test_tensors_of_every_rank_and_type(desk: Desk, shape, dtype, layer, looks) -> None:
    made = chain(layer, shape=shape, dtype=dtype)
    told = peeked(run(desk, Peek(1, cut(made, "first.output"))))
    assert len(told.axes) == len(told.shape) == len(looks)
    shown = desk.take(Look(1, looks))
    assert len(shown.levels) == np.prod(shown.sizes)
    assert told.nans == 0


def test_what_is_not_finite_is_counted_and_seen(desk: Desk, tmp_path: Path) -> None:
    odd = np.array([[np.nan, np.inf, -np.inf], [0, 1, 2]], "float32")
    np.save(tmp_path / "odd.npy", odd)
    program = cut(chain(("Flatten", {}), shape=(2, 3)), "volume.output")
    told = peeked(run(desk, Peek(1, program, samples=(Sample("volume", f"{tmp_path}/odd.npy"),))))
    assert (told.nans, told.infinities, told.low, told.high, told.mean) == (1, 2, 0, 2, 1)
    shown = desk.take(Look(1, (None, None)))
    assert list(shown.levels[:3]) == [NOT_A_NUMBER, INFINITE, INFINITE]
    np.save(tmp_path / "odd.npy", np.full((2, 3), np.nan))
    told = peeked(run(desk, Peek(2, program, samples=(Sample("volume", f"{tmp_path}/odd.npy"),))))
    assert (told.nans, told.low, told.high, told.mean) == (6, None, None, None)
    assert set(desk.take(Look(2, (None, None))).levels) == {NOT_A_NUMBER}


def test_a_constant_and_very_large_numbers_have_levels(desk: Desk, tmp_path: Path) -> None:
    program = cut(chain(("Flatten", {}), shape=(4,), dtype="float64"), "volume.output")
    for numbers in ([5.0] * 4, [-1.7e308, 1.7e308, 0, 1]):
        np.save(tmp_path / "x.npy", np.array(numbers))
        told = peeked(run(desk, Peek(1, program, samples=(Sample("volume", f"{tmp_path}/x.npy"),))))
        assert told.high == max(numbers)
        assert len(desk.take(Look(1, (None,))).levels) == 4


def test_a_long_slice_is_thinned_out(desk: Desk) -> None:
    made = chain(("Flatten", {}), shape=(3000, 5, 1))
    peeked(run(desk, Peek(1, cut(made, "volume.output"))))
    shown = desk.take(Look(1, (None, None, 0)))
    assert shown.steps == (3, 1)
    assert shown.sizes == (1000, 5)


@pytest.mark.parametrize("at", [(), (0, 0, 0, 0), (0, 0, 8), (None, -1, 0), (None, None, None)])
def test_a_place_that_is_not_there_shows_nothing(desk: Desk, at: tuple) -> None:
    peeked(run(desk, Peek(1, cut(chain(("Flatten", {}), shape=(8, 8, 8)), "volume.output"))))
    assert desk.take(Look(1, at)) is None
    assert desk.take(Look(2, (0, None, None))) is None


# What is not run.


def test_what_costs_much_waits_until_it_is_agreed(desk: Desk, monkeypatch) -> None:
    monkeypatch.setattr("layerdeck.engine.peek.cost.MOST_MULTIPLY_ADDS", 10)
    program = cut(SMALL, "first.output")
    (told,) = run(desk, Peek(1, program))
    assert told.waits
    assert told.multiply_adds == 6**3 * 27 * 6
    assert peeked(run(desk, Peek(2, program, agreed=True)))


def test_what_does_not_fit_the_machine_is_refused_with_its_size(desk: Desk) -> None:
    huge = chain(("Conv3D", {**CONV, "filters": 4000}), shape=(2000, 2000, 2000, 1))
    told = declined(run(desk, Peek(1, cut(huge, "first.output"), agreed=True)))
    assert told.message.startswith("This would take up to ")
    assert " TB of memory, and the machine has " in told.message


def test_a_file_of_another_shape_is_said_with_both(desk: Desk, tmp_path: Path) -> None:
    program = cut(SMALL, "first.output")
    np.save(tmp_path / "x.npy", np.zeros((9, 8, 8), "uint8"))
    np.savez(tmp_path / "x.npz", image=np.zeros((9, 8, 8)), mask=np.zeros((3,)))
    told = declined(run(desk, Peek(1, program, samples=(Sample("volume", f"{tmp_path}/x.npy"),))))
    assert told.card == "volume"
    assert told.message == (
        "x.npy is 9×8×8, and volume takes 8×8×8×1 (depth × height × width × channels). Change the "
        "Shape of the Input, or cut the data to it."
    )
    told = declined(run(desk, Peek(1, program, samples=(Sample("volume", f"{tmp_path}/x.npz"),))))
    assert told.arrays == ("image", "mask")
    assert told.message == (
        "Nothing in x.npz fits volume, which takes 8×8×8×1 (depth × height × width × channels): "
        "image is 9×8×8, mask is 3."
    )
    wrong = Sample("volume", f"{tmp_path}/x.npz", "nothing")
    told = declined(run(desk, Peek(1, program, samples=(wrong,))))
    assert told.message == "x.npz holds no nothing."


def test_a_sample_that_is_not_there_or_of_another_kind(desk: Desk, tmp_path: Path) -> None:
    program = cut(SMALL, "first.output")
    np.save(tmp_path / "x.npy", np.zeros((2, 8, 8, 8)))
    wrong = Sample("volume", f"{tmp_path}/x.npy", item=2)
    told = declined(run(desk, Peek(1, program, samples=(wrong,))))
    assert told.message == "x.npy holds 2 samples, counted from 0: there is no sample 2."
    np.save(tmp_path / "x.npy", np.full((8, 8, 8), "text"))
    told = declined(run(desk, Peek(1, program, samples=(Sample("volume", f"{tmp_path}/x.npy"),))))
    assert told.message == "x.npy holds texts, and volume takes numbers."
    words = cut(chain(("Flatten", {}), shape=(3,), dtype="string"), "volume.output")
    assert "takes texts, which are not made up" in declined(run(desk, Peek(1, words))).message
    np.save(tmp_path / "x.npy", np.array(["a", "b", "c"]))
    told = declined(run(desk, Peek(1, words, samples=(Sample("volume", f"{tmp_path}/x.npy"),))))
    assert told.message == "This wire carries texts, of which there is no picture."


# In between.


def test_it_ends_between_statements_when_it_is_left(desk: Desk) -> None:
    desk.take(Peek(1, cut(SMALL, "second.output")))
    while not isinstance(desk.go_on(), Running):
        assert desk.is_busy
    desk.take(Leave(2))
    assert desk.is_busy, "another peek was left"
    assert desk.take(Leave(1)) == Declined(1, CANCELLED)
    assert not desk.is_busy
    assert desk.take(Leave(1)) is None


def test_what_was_found_stays_until_another_is_run(desk: Desk, monkeypatch) -> None:
    peeked(run(desk, Peek(1, cut(SMALL, "first.output"))))
    monkeypatch.setattr("layerdeck.engine.peek.cost.MOST_MULTIPLY_ADDS", 10)
    (told,) = run(desk, Peek(2, cut(SMALL, "second.output")))
    assert told.waits
    assert desk.take(Look(1, (0, None, None, 0)))
    peeked(run(desk, Peek(3, cut(SMALL, "second.output"), agreed=True)))
    assert desk.take(Look(1, (0, None, None, 0))) is None
    assert desk.take(Look(3, (0, None, None, 0)))


def test_it_is_given_up_while_it_is_worked_out(desk: Desk) -> None:
    busy = Desk(DECK, lambda: True)
    assert declined(run(busy, Peek(1, cut(SMALL, "second.output")))).message == CANCELLED
    assert not busy.is_busy


def test_leaving_lets_what_was_found_go(desk: Desk) -> None:
    peeked(run(desk, Peek(1, cut(SMALL, "first.output"))))
    assert desk.take(Look(1, (0, None, None, 0)))
    desk.take(Leave(1))
    assert desk.take(Look(1, (0, None, None, 0))) is None


def test_shapes_are_told_in_the_midst_of_it(desk: Desk) -> None:
    """Another request comes between any two steps, and neither answer is changed by it."""
    from layerdeck.engine.server import answer  # noqa: PLC0415

    program = lower(SMALL, DECK).program
    alone = peeked(run(desk, Peek(1, cut(SMALL, "second.output"))))
    report = answer(Infer(1, program))
    desk.take(Peek(1, cut(SMALL, "second.output")))
    found: list[object] = []
    while desk.is_busy:
        assert answer(Infer(1, program)) == report
        found.append(desk.go_on())
    assert [item for item in found if isinstance(item, Peeked)] == [alone]


def test_what_keras_says_while_it_runs_is_told(desk: Desk, tmp_path: Path) -> None:
    np.save(tmp_path / "x.npy", np.array([1, 2, 99]))
    table = ("Embedding", {"input_dim": 3, "output_dim": 2})
    program = cut(chain(table, shape=(3,), dtype="int32"), "first.output")
    told = declined(run(desk, Peek(1, program, samples=(Sample("volume", f"{tmp_path}/x.npy"),))))
    assert told.card == "first"
    assert told.message.startswith("first: Keras refuses this: ")


def test_what_the_machine_has_free_is_known() -> None:
    assert 10_000_000 < memory.free_bytes() < 1 << 50
