"""The memory budget on the command line."""

import json
import re
from pathlib import Path

import pytest

from layerdeck.cli.run import main

UNET = str(Path(__file__).parents[2] / "examples" / "unet3d.layerdeck")


def test_summary_with_the_memory_of_a_training_step(capsys):
    options = ["--batch", "4", "--optimizer", "SGD", "--policy", "mixed_float16"]
    assert main(["summary", UNET, *options, "--memory", "2.5GB"]) == 0

    lines = capsys.readouterr().out.splitlines()[-8:]
    assert lines[0] == "Memory of a training step, batch 4, mixed_float16:"
    assert re.fullmatch(r"  optimizer \(SGD\) +0 B", lines[2])
    assert re.fullmatch(r"  peak +[0-9.]+ MB, in the backward pass of dec1", lines[6])
    assert re.fullmatch(r"  largest batch in 2.5 GB +[0-9]+", lines[7])


def test_the_budget_as_json(capsys):
    assert main(["summary", UNET, "--json", "--batch", "2", "--memory", "24GiB"]) == 0

    found = json.loads(capsys.readouterr().out)["budget"]
    parts = ("weights", "optimizer_state", "gradients", "activations_kept", "temporary")
    assert found["total"] == sum(found[part] for part in parts)
    assert (found["batch"], found["policy"], found["optimizer"]) == (2, "float32", "adam")
    assert found["memory"] == 24 * 2**30
    assert found["optimizer_state"] == 2 * found["weights"]
    assert found["peak_card"] == "dec1" and found["backward"]
    assert found["largest_batch"] > 100


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--memory", "16Gx"], "'16Gx' is no size of a memory"),
        (["--memory", "0GB"], "write it as 16GB"),
        (["--optimizer", "adma"], "'adma' is not one of sgd, sgd_momentum"),
        (["--policy", "float8"], "'float8' is not one of float32"),
        (["--batch", "0"], "--batch"),
    ],
)
def test_settings_of_a_budget_that_are_none(options, said, capsys):
    assert main(["summary", UNET, *options]) == 2
    told = capsys.readouterr()
    assert said in told.err and told.err.count("\n") == 1
    assert not told.out


def test_activations_are_held_against_the_memory_that_is_given(capsys):
    assert main(["summary", UNET, "--memory", "16GB"]) == 0
    assert "training step is given" not in capsys.readouterr().err
    assert main(["summary", UNET, "--memory", "10MB"]) == 0, "it is a warning"
    told = capsys.readouterr().err
    assert "warning  enc1  One sample of what enc1 gives takes 16.8 MB" in told


def test_what_a_layer_without_a_card_hides_is_not_said_to_be_nothing(tmp_path, capsys):
    file = tmp_path / "odd.layerdeck"
    gives = [{"shape": [None, 8, 8, 8, 1]}]
    conv = {"filters": 1, "kernel_size": 1}
    cards = [
        {"id": "conv", "card": "keras.layers.Conv3D", "values": conv},
        {"id": "x", "card": "keras.Input", "values": {"shape": [8, 8, 8, 1]}},
        {"id": "odd", "card": "some.where.Odd", "keras": {"gives": gives}},
        {"id": "y", "card": "layerdeck.Output"},
    ]
    wires = [["x.output", "odd.input"], ["odd.output", "conv.input"],
             ["conv.output", "y.input"]]  # fmt: skip
    file.write_text(json.dumps({"layerdeck": 1, "cards": cards, "wires": wires}))

    main(["summary", str(file), "--batch", "2"])
    text = capsys.readouterr().out
    assert re.search(r"\n  peak, at least +[0-9.]+ kB, in the backward pass of conv\n", text)
    assert re.search(r"\n  largest batch in 16.0 GB +at most [0-9,]+\n", text)
    assert "Not counted, as far as errors hide it: odd" in text

    main(["summary", str(file), "--batch", "2", "--json"])
    assert "odd" in json.loads(capsys.readouterr().out)["budget"]["with_errors"]
