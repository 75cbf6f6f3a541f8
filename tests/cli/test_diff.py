"""`layerdeck diff`: what changed in meaning, and what follows from it."""

import json
import subprocess
import sys

import pytest

from layerdeck.cli import main
from layerdeck.files import project_text, write_project
from layerdeck.graph import End
from layerdeck.graph.edits import move, rename, set_value
from making import (
    CONV,
    DECK,
    INPUT,
    OUTPUT,
    block_card,
    card,
    double_convolution,
    line,
    network,
    residual,
)
from models import text_of


@pytest.fixture
def old(tmp_path) -> str:
    path = tmp_path / "old.layerdeck"
    write_project(residual(2).with_(name="net"), path)
    return str(path)


@pytest.fixture
def new(tmp_path) -> str:
    """Twice as many filters in the first of two layers, and the second renamed."""
    made = set_value(rename(residual(2), "conv1", "stem"), DECK, "conv0", "filters", 8)
    path = tmp_path / "new.layerdeck"
    write_project(made.with_(name="net"), path)
    return str(path)


def test_a_change_is_told_with_what_follows_from_it(tmp_path, capsys):
    for name, filters in (("a", 16), ("b", 32)):
        made = line(
            card("x", INPUT, shape=[8, 8, 8, 1]),
            card("conv1", CONV, filters=filters, kernel_size=3),
            card("conv2", CONV, filters=1, kernel_size=3),
            card("y", OUTPUT),
        )
        write_project(made, tmp_path / f"{name}.layerdeck")

    assert main(["diff", str(tmp_path / "a.layerdeck"), str(tmp_path / "b.layerdeck")]) == 0

    assert capsys.readouterr().out == (
        "Changed\n"
        "  conv1 (Convolution 3D): filters 16 -> 32; output 6×6×6×16 -> 6×6×6×32; "
        "parameters 448 -> 896 (+448)\n"
        "\n"
        "Follows\n"
        "  conv2: parameters 433 -> 865 (+432)\n"
        "\n"
        "In all\n"
        "  parameters 881 -> 1,761 (+880)\n"
        "  activations 16,128 -> 29,952 bytes (+13,824)\n"
        "  multiply-adds 120,960 -> 241,920 (+120,960)\n"
    )


def test_problems_that_arise_and_cards_that_are_renamed_are_told(old, new, capsys):
    assert main(["diff", old, new]) == 0

    told = capsys.readouterr().out
    assert "\n  stem (Convolution 3D): renamed from conv1\n" in told
    assert "\nIn all, of what could be computed\n" in told
    assert "\nNew problems\n  error  sum0" in told
    assert main(["diff", new, old]) == 0
    assert "\nSolved problems\n  error  sum0" in capsys.readouterr().out


def test_what_follows_inside_a_block_is_told_by_its_card(tmp_path, capsys):
    for name, width in (("a", 4), ("b", 8)):
        made = line(card("x", INPUT, shape=[8, 8, 8, 1]), block_card("b", "double"),
                    card("y", OUTPUT), name="net")  # fmt: skip
        wires = [made.wires[0]._replace(target=End("b", "x")),
                 made.wires[1]._replace(source=End("b", "y"))]  # fmt: skip
        blocks = {"double": double_convolution(width)}
        write_project(made.with_(wires=wires, blocks=blocks), tmp_path / f"{name}.layerdeck")

    assert main(["diff", str(tmp_path / "a.layerdeck"), str(tmp_path / "b.layerdeck")]) == 0

    assert capsys.readouterr().out.startswith(
        "Changed\n"
        "  double: width (Parameter): default 4 -> 8\n"
        "\n"
        "Follows\n"
        "  b: output 8×8×8×4 -> 8×8×8×8; parameters 548 -> 1,960 (+1,412)\n"
        "  y: output 8×8×8×4 -> 8×8×8×8\n"
        "\n"
        "In all\n"
    )


def test_the_same_for_scripts(old, new, capsys):
    assert main(["diff", old, new, "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert told["name"] is None
    assert told["renamed"] == {"conv1": "stem"}
    assert told["changed"] == [
        {
            "id": "conv0",
            "card": CONV,
            "values": [{"port": "filters", "old": 4, "new": 8}],
        }
    ]
    facts = {(item["card"], item["fact"]): (item["old"], item["new"]) for item in told["facts"]}
    assert facts["conv0", "parameters"] == (436, 872)
    assert facts["conv0", "output"] == ([8, 8, 8, 4], [8, 8, 8, 8])
    assert [problem["card"] for problem in told["problems"]["arisen"]] == ["sum0"]


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_without_shapes_keras_is_not_imported(old, new, options):
    code = (
        "import sys; from layerdeck.cli import main\n"
        f"assert main(['diff', {old!r}, {new!r}, '--no-shapes', *{options!r}]) == 0\n"
        f"assert main(['diff', {old!r}, {old!r}, *{options!r}]) == 0\n"
        "assert not {'keras', 'tensorflow', 'PySide6'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    assert "conv0" in done.stdout


def test_the_status_says_whether_there_is_a_difference_where_it_is_asked_for(old, new, capsys):
    assert main(["diff", old, new, "--no-shapes", "--exit-code"]) == 1
    assert main(["diff", old, old, "--exit-code"]) == 0
    assert capsys.readouterr().out.endswith("No differences in meaning.\n")


def test_where_cards_lie_and_how_the_file_is_called_is_no_difference(old, tmp_path, capsys):
    moved = move(residual(2).with_(name="net"), {"conv0": (500, 500)})
    text = project_text(moved).replace(' "name": "net",', "")
    (tmp_path / "moved.layerdeck").write_text(text)
    (tmp_path / "again.layerdeck").write_text(text)

    both = str(tmp_path / "moved.layerdeck"), str(tmp_path / "again.layerdeck")
    assert main(["diff", *both]) == 0
    assert main(["diff", old, both[0]]) == 0

    assert capsys.readouterr().out == (
        "No differences in meaning.\nChanged\n  the name: net -> moved\n"
    )


def test_a_model_of_keras_is_compared_with_its_project(tmp_path, capsys):
    model, out = tmp_path / "3dcnn.json", tmp_path / "3dcnn.layerdeck"
    model.write_text(text_of("kerasio_3dcnn"))
    main(["import", str(model), "-o", str(out)])

    assert main(["diff", str(model), str(out)]) == 0

    assert capsys.readouterr().out == "No differences in meaning.\n"


def test_a_file_that_is_neither_is_refused_in_one_line(old, tmp_path, capsys):
    (tmp_path / "odd.json").write_text("[]")
    write_project(network(), tmp_path / "b.layerdeck")

    for other in ("odd.json", "none.layerdeck"):
        assert main(["diff", old, str(tmp_path / other)]) == 2
        told = capsys.readouterr()
        assert told.out == ""
        assert told.err.count("\n") == 1
