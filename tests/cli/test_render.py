"""Pictures from the command line, without a screen."""

import struct
from pathlib import Path

from commands import layerdeck
from pictures import labels

UNET = str(Path(__file__).parents[2] / "examples" / "unet3d.layerdeck")
CONV2 = str(Path(__file__).parents[2] / "examples" / "conv3d_2.layerdeck")


def wrote(picture: Path) -> str:
    return f"layerdeck: wrote a picture to {picture}.\n"


def test_render_draws_without_a_screen(tmp_path):
    picture = tmp_path / "net.png"

    done = layerdeck("render", CONV2, "-o", str(picture), "--theme", "paper")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", wrote(picture))
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_render_draws_some_cards_in_high_contrast_without_a_background(tmp_path):
    picture = tmp_path / "some.png"

    done = layerdeck(
        "render", UNET, "-o", str(picture), "--theme", "paper-contrast", "--cards", "enc1, volume",
        "--scale", "1", "--transparent",
    )  # fmt: skip

    assert (done.returncode, done.stdout, done.stderr) == (0, "", wrote(picture))
    data = picture.read_bytes()
    width, height, depth, colour = struct.unpack(">IIBB", data[16:26])
    assert 400 < width < 1000, "the whole canvas was drawn, or at another scale"
    assert 300 < height < 900
    assert (depth, colour) == (8, 6), "it has no transparency"


def test_render_colours_cards_by_what_they_cost(tmp_path):
    said = {}
    for measure in ("memory", "parameters", "multiply-adds"):
        picture = tmp_path / f"{measure}.svg"
        done = layerdeck("render", UNET, "-o", str(picture), "--heat", measure)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", wrote(picture))
        said[measure] = labels(picture)
        text = picture.read_text()
        assert "#433c80" in text, "no card has the least"
        assert "#f7e04f" in text, "no card has the most"

    assert {"Activation memory per sample", "524.3 kB", "33.6 MB"} <= said["memory"]
    assert {"Parameters", "17", "55,360"} <= said["parameters"]
    assert "Multiply-adds per sample" in said["multiply-adds"]


def test_render_says_when_a_picture_is_smaller_than_was_asked_for(tmp_path):
    done = layerdeck("render", UNET, "-o", str(tmp_path / "net.png"), "--scale", "20")

    assert (done.returncode, done.stdout) == (0, "")
    assert "net.png. It has " in done.stderr
    assert "instead of 20: a PNG is kept below 40 million pixels." in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_card_that_is_not_there_cannot_be_drawn(tmp_path):
    picture = tmp_path / "net.svg"

    done = layerdeck("render", UNET, "-o", str(picture), "--cards", "enc1,enc9")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "layerdeck: There is no card “enc9” to draw. The cards are base_filters, volume, "
        "he_normal, enc1, pool1, enc2, pool2, bottom and 8 more.\n"
    )
    assert not picture.exists()
