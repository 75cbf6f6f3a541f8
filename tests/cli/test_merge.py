"""`layerdeck merge` and `layerdeck text`: what git calls, and a person too."""

import subprocess
import sys

import pytest
from hypothesis import given, settings

from layerdeck.cli import main
from layerdeck.files import meaning_text, parse_project, read_project, write_project
from layerdeck.graph import End
from layerdeck.graph.comparing import compare
from layerdeck.graph.edits import add, collapse, connect, move, set_value
from making import CONV, DECK, INPUT, PARAMETER, card, graphs, line, residual


@pytest.fixture
def files(tmp_path) -> dict[str, str]:
    base = residual(2).with_(name="net")
    graphs_ = {
        "base": base,
        "ours": set_value(base, DECK, "conv0", "filters", 8),
        "theirs": set_value(base, DECK, "conv1", "filters", 8),
        "clash": set_value(base, DECK, "conv0", "filters", 9),
    }
    for name, graph in graphs_.items():
        write_project(graph, tmp_path / f"{name}.layerdeck")
    return {name: str(tmp_path / f"{name}.layerdeck") for name in graphs_}


def test_edits_apart_from_each_other_are_printed_or_written(files, tmp_path, capsys):
    sides = [files["base"], files["ours"], files["theirs"]]
    out = tmp_path / "out.layerdeck"

    assert main(["merge", *sides]) == 0
    printed = capsys.readouterr()
    assert main(["merge", *sides, "-o", str(out)]) == 0

    assert printed.err == ""
    assert parse_project(printed.out, DECK) == read_project(out)
    widths = [read_project(out).cards[key].values["filters"] for key in ("conv0", "conv1")]
    assert widths == [8, 8]


def test_a_conflict_is_status_1_a_line_and_a_note(files, tmp_path, capsys):
    out = tmp_path / "out.layerdeck"

    assert main(["merge", files["base"], files["ours"], files["clash"], "-o", str(out)]) == 1

    told = capsys.readouterr()
    assert (told.out, told.err) == (
        "",
        f"layerdeck: {out}: conflict: conv0.filters: base 4, ours 8, theirs 9; ours is taken.\n",
    )
    assert read_project(out).cards == read_project(files["ours"]).cards
    assert len(read_project(out).notes) == 1


def test_a_merge_is_warned_of_until_its_note_is_taken_away(files, tmp_path, capsys):
    out = tmp_path / "out.layerdeck"
    assert main(["merge", files["base"], files["ours"], files["clash"], "-o", str(out)]) == 1
    capsys.readouterr()

    main(["check", str(out)])
    assert "warning  note  A merge left conflicts" in capsys.readouterr().out
    merged = read_project(out)
    write_project(merged.with_(notes={}), out)
    main(["check", str(out)])
    assert "conflicts" not in capsys.readouterr().out


def test_what_is_no_project_is_refused_and_nothing_is_written(files, tmp_path, capsys):
    (tmp_path / "broken.layerdeck").write_text("<<<<<<< ours")
    out = tmp_path / "out.layerdeck"

    for sides in (["broken", "ours", "theirs"], ["base", "broken", "ours"]):
        paths = [str(tmp_path / f"{side}.layerdeck") for side in sides]
        assert main(["merge", *paths, "-o", str(out)]) == 2
        assert capsys.readouterr().err.count("\n") == 1
    assert not out.exists()


def test_the_text_of_a_project_is_its_meaning_and_nothing_else(files, tmp_path, capsys):
    moved = collapse(move(read_project(files["base"]), {"conv0": (9, 9)}), ["conv1"])
    write_project(moved, tmp_path / "moved.layerdeck")

    main(["text", files["base"]])
    text = capsys.readouterr().out
    main(["text", str(tmp_path / "moved.layerdeck")])

    assert capsys.readouterr().out == text
    assert text.startswith('name: "net"\n\nx: keras.Input\n  shape: [8, 8, 8, 4]\n')
    assert "\nsum0: keras.layers.Add\n  inputs <- x.output\n  inputs <- conv0.output\n" in text


def test_a_value_that_goes_back_to_its_default_has_a_line_before_and_after():
    def lines(**values: object) -> set[str]:
        cards = card("x", INPUT, shape=[8, 8, 8, 4]), card("conv", CONV, filters=2, **values)
        return set(meaning_text(line(*cards), DECK).splitlines())

    usual = lines()
    assert lines(padding="same") ^ usual == {
        '  padding: "same"', '  padding: "valid" (default)'
    }  # fmt: skip
    # What the card shows only where it is not the default says there what it will be without.
    assert lines(use_bias=False) ^ usual == {"  use_bias: false (default true)"}


def test_a_wire_stands_for_the_default_of_the_value_that_it_gives():
    graph = line(card("x", INPUT, shape=[8, 8, 8, 4]), card("conv", CONV, filters=2))
    graph, value = add(graph, DECK, PARAMETER, (0, 0), None, "p")
    graph = set_value(graph, DECK, value, "type", "String")
    graph = connect(graph, DECK, End("p", "value"), End("conv", "padding"))

    conv = meaning_text(graph, DECK).split("\nconv:")[1].split("\n\n")[0]
    assert [row for row in conv.splitlines() if "padding" in row] == ["  padding <- p.value"]


def test_the_file_of_weights_is_named_as_seen_from_the_result(files, tmp_path):
    for name in ("base", "ours", "theirs"):
        graph = read_project(files[name]).with_(weights=str(tmp_path / "net.keras"))
        write_project(graph, files[name])
    (tmp_path / "sub").mkdir()
    out = tmp_path / "sub" / "out.layerdeck"

    sides = [files["base"], files["ours"], files["theirs"]]
    assert main(["merge", *sides, "-o", str(out)]) == 0

    assert '"weights": "../net.keras"' in out.read_text()
    main(["merge", *sides, "-o", files["ours"]])
    assert '"weights": "net.keras"' in (tmp_path / "ours.layerdeck").read_text()


def test_the_text_of_what_is_no_project(tmp_path, capsys):
    path = tmp_path / "broken.layerdeck"
    path.write_text("<<<<<<< ours\n")

    assert main(["text", str(path)]) == 2
    assert capsys.readouterr().out == ""
    assert main(["text", str(path), "--or-as-is"]) == 0
    assert capsys.readouterr().out == "<<<<<<< ours\n"


@settings(max_examples=50)
@given(graphs(8), graphs(8))
def test_projects_that_mean_something_else_have_other_texts(one, other):
    if compare(one, other):
        assert meaning_text(one, DECK) != meaning_text(other, DECK)


def test_what_git_calls_needs_neither_keras_nor_qt(files):
    sides = [files["base"], files["ours"], files["theirs"]]
    code = (
        "import sys; from layerdeck.cli import main\n"
        f"assert main(['text', {files['base']!r}]) == main(['merge', *{sides!r}]) == 0\n"
        "assert not {'keras', 'tensorflow', 'PySide6'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
