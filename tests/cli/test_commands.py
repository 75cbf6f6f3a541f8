"""The command line as scripts rely on it: exit statuses, JSON, one line of message."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from commands import layerdeck
from layerdeck import __version__
from layerdeck.cli import main
from layerdeck.files import write_project
from making import CONV, DECK, INPUT, OUTPUT, card, line
from models import text_of

EXAMPLES = Path(__file__).parents[2] / "examples"
UNET = str(EXAMPLES / "unet3d.layerdeck")
CONV2 = str(EXAMPLES / "conv3d_2.layerdeck")


@pytest.fixture
def wrong(tmp_path) -> str:
    """A project with one error that Keras is not needed for, and one only Keras sees."""
    made = line(
        card("volume", INPUT, shape=[8, 8, 8, 3]),
        card("early", CONV, filters=4, kernel_size=3, strides=2, dilation_rate=2),
        card("large", CONV, filters=4, kernel_size=[3, 9, 3]).with_(id="large"),
        card("result", OUTPUT),
    )
    wires = (made.wires[0], made.wires[2], made.wires[0]._replace(target=made.wires[1].target))
    path = tmp_path / "wrong.layerdeck"
    write_project(made.with_(wires=wires), path)
    return str(path)


@pytest.fixture
def broken(tmp_path) -> str:
    path = tmp_path / "broken.layerdeck"
    path.write_text('{"layerdeck": 1,\n "cards": [}')
    return str(path)


def test_check_of_a_good_project_in_a_process_of_its_own():
    done = layerdeck("check", CONV2, "--json")

    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == {"problems": []}


def test_a_wrong_project_is_told_on_stderr_and_nothing_is_written(wrong, tmp_path):
    done = layerdeck("build", wrong, "-o", str(tmp_path / "wrong.keras"))

    assert done.returncode == 1
    assert done.stdout == ""
    assert all(line.startswith("layerdeck: error  ") for line in done.stderr.splitlines())
    assert not (tmp_path / "wrong.keras").exists()


def test_the_catalogue_needs_neither_keras_nor_qt():
    code = (
        "import sys; from layerdeck.cli import main; main(['cards']);"
        "assert not {'keras', 'tensorflow', 'PySide6', 'rich'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


def test_a_reader_that_has_read_enough_is_no_fault():
    with subprocess.Popen(
        [sys.executable, "-m", "layerdeck", "cards", "--json"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout and process.stderr
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_problems_are_told_one_a_line(wrong, capsys):
    assert main(["check", wrong]) == 1

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == (
        "error  early.strides  Strides 2 and dilation rate 2 exclude each other: only one of them "
        "may be above 1. Set one of them to 1."
    )
    assert lines[1].startswith("error  large.")
    assert len(lines) == 2


def test_problems_as_json(wrong, capsys):
    assert main(["check", wrong, "--json"]) == 1

    problems = json.loads(capsys.readouterr().out)["problems"]
    assert [set(problem) for problem in problems] == [
        {"card", "port", "severity", "message", "fixes"}
    ] * 2
    assert (problems[0]["card"], problems[0]["port"]) == ("early", "strides")
    assert problems[0]["severity"] == "error"
    assert problems[0]["fixes"] == ["Set strides to 1", "Set dilation rate to 1"]


def test_no_problems_are_told_in_words(capsys):
    assert main(["check", CONV2]) == 0
    assert capsys.readouterr().out == "No problems.\n"


def test_summary_as_json(capsys):
    assert main(["summary", UNET, "--json"]) == 0

    summary = json.loads(capsys.readouterr().out)
    assert list(summary) == [
        "name", "cards", "parameters", "trainable_parameters", "activation_bytes", "inputs",
        "outputs", "problems", "budget",
    ]  # fmt: skip
    cards = {form["id"]: form for form in summary["cards"]}
    assert cards["enc1"] == {
        "id": "enc1",
        "card": "keras.layers.Conv3D",
        "output_shape": [None, 64, 64, 64, 16],
        "axes": ["B", "D", "H", "W", "C"],
        "dtype": "float32",
        "parameters": 448,
        "trainable_parameters": 448,
        "activation_bytes": 16 * 64**3 * 4,
        "multiply_adds": 64**3 * 27 * 16,
        "receptive_field": [3, 3, 3],
        "fields": [{"input": "volume", "receptive_field": [3, 3, 3], "stride": [1.0, 1.0, 1.0]}],
    }
    assert cards["base_filters"]["output_shape"] is None
    assert summary["parameters"] == sum(form["parameters"] for form in summary["cards"])
    assert [form["name"] for form in summary["inputs"]] == ["volume"]
    assert summary["outputs"][0]["shape"] == [None, 64, 64, 64, 1]
    assert summary["problems"] == []


def test_summary_as_a_table(capsys):
    assert main(["summary", CONV2]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split("  ")[0] == "Card"
    assert re.search(r"conv +Convolution 3D +26×26×26×2 +56 +56 +140,608 ", lines[3])
    assert re.match(r"Total +56 +56 ", lines[-1])


def test_summary_of_a_wrong_project_shows_what_is_known(wrong, capsys):
    assert main(["summary", wrong]) == 1

    told = capsys.readouterr()
    assert "volume" in told.out
    assert "early" not in told.out
    assert told.err.endswith("the graph has errors: only what could be computed is counted.\n")
    assert told.err.count("\n") == 3


def test_summary_goes_into_a_file_of_the_form_that_its_ending_says(tmp_path, capsys):
    for ending, start in (("csv", "Card,Layer,"), ("md", "| Card | "), ("tex", "% Needs ")):
        path = tmp_path / f"net.{ending}"
        assert main(["summary", CONV2, "-o", str(path)]) == 0
        assert path.read_text().startswith(start)
    other = tmp_path / "net.dat"
    assert main(["summary", CONV2, "-o", str(other), "--format", "csv"]) == 0
    assert other.read_bytes() == (tmp_path / "net.csv").read_bytes()
    assert main(["summary", CONV2, "-o", str(tmp_path / "net.json"), "--json"]) == 0
    assert json.loads((tmp_path / "net.json").read_text())["parameters"] == 56
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.endswith(f"layerdeck: wrote the summary to {tmp_path / 'net.json'}.\n")


def test_export_of_a_wrong_project_writes_nothing(wrong, tmp_path, capsys):
    path = tmp_path / "net.py"
    path.write_text("mine")

    assert main(["export", wrong, "-o", str(path)]) == 1

    told = capsys.readouterr()
    assert path.read_text() == "mine"
    assert told.out == ""
    assert told.err.startswith("layerdeck: error  early.strides  Strides 2 and")


def test_the_catalogue_as_json(capsys):
    assert main(["cards", "--json"]) == 0

    cards = {form["id"]: form for form in json.loads(capsys.readouterr().out)}
    assert list(cards) == list(DECK)
    form = cards["keras.layers.Conv3D"]
    assert list(form) == ["id", "title", "category", "aliases", "inputs", "outputs"]
    assert [port["id"] for port in form["outputs"]] == ["layer", "output"]
    strides = next(port for port in form["inputs"] if port["id"] == "strides")
    assert list(strides) == ["id", "title", "type", "list", "default", "help"]
    assert (strides["type"], strides["list"], strides["default"]) == ("Integer", True, [1, 1, 1])


def test_the_catalogue_for_people(capsys):
    assert main(["cards"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert any(
        re.match(r"  Convolution 3D +keras\.layers\.Conv3D +Convolution3D", line) for line in lines
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["chek", "x"], "No such command 'chek'."),
        (["--loud"], "No such option: --loud. See layerdeck --help."),
        (["check"], "Missing argument 'FILE'. See layerdeck check --help."),
        (["check", "--loud", "x"], "No such option: --loud. See layerdeck check --help."),
        (["render", UNET, "--theme"], "requires an argument. See layerdeck render --help."),
        (["nowhere.layerdeck"], "nowhere.layerdeck: it cannot be read: no such file or directory."),
        (["check", "nowhere"], "nowhere: it cannot be read: no such file or directory."),
        (["check", "."], "it is a folder, and no project file."),
        (["check", "/no/such/net"], "layerdeck: /no/such/net: it cannot be read: no such file"),
        (["export", UNET, "--flavour", "torch"], "': 'torch' is not one of 'keras', 'tf.keras'."),
        (["export", UNET, "--style", "lisp"], "': 'lisp' is not one of 'function', 'class'."),
        (["export", UNET, "--arguments", "few"], "'few' is not one of 'short', 'keyword'."),
        (["export", UNET, "-o", "/no/net.txt"], "net.txt must end with .py or .ipynb."),
        (["export", CONV2, "-o", "/no/net.py"], "layerdeck: /no/net.py: it cannot be written: the"),
        (["render", CONV2, "-o", "/no/net.png"], "layerdeck: /no/net.png: it cannot be written:"),
        (["summary", UNET, "-o", "net.xlsx"], "net.xlsx must end with .txt or .csv or .tsv or .md"),
        (["summary", UNET, "--format", "xml"], "'xml' is not one of 'text', 'csv', 'tsv', "),
        (["summary", UNET, "--json", "--format", "csv"], "--json and --format exclude each other."),
        (["build", UNET], "Missing option '-o'"),
        (["build", UNET, "-o", "net.h5"], "net.h5 must end with .keras, .json or .onnx, or have"),
        (["build", UNET, "-o", "net.h5", "--format", "keras"], "net.h5 must end with .keras."),
        (["build", UNET, "-o", "net.h5", "--format", "h5"], "'h5' is not one of 'keras', 'json'"),
        (["build", UNET, "-o", __file__, "--format", "saved-model"], "it is a file, and a folder"),
        (["build", CONV2, "-o", "/no/net.keras"], "layerdeck: /no/net.keras could not be saved:"),
        (["render", UNET, "-o", "net.gif"], "net.gif must end with .png or .svg or .pdf."),
        (["render", UNET, "-o", "n.png", "--theme", "pink"], "'pink' is not one of 'night'"),
        (["render", UNET, "-o", "n.png", "--heat", "loss"], "'loss' is not one of 'memory', 'pa"),
        (["render", UNET, "-o", "n.png", "--scale", "99"], "'--scale': 99.0 is not in the range"),
    ],
)  # fmt: skip
def test_an_unusable_call_is_told_in_one_line(arguments, message, capsys):
    assert main(arguments) == 2

    told = capsys.readouterr()
    assert message in told.err
    assert told.err.count("\n") == 1
    assert told.out == ""


@pytest.mark.parametrize("command", ["check", "summary", "export", "open"])
def test_an_unusable_file_is_told_with_the_place(command, broken, capsys):
    assert main([command, broken]) == 2

    assert capsys.readouterr().err == (
        f"layerdeck: {broken}, line 2, column 12: this is not JSON: expecting value, and "
        'found "}".\n'
    )


@pytest.mark.parametrize(
    ("command", "ending"),
    [("export", ".py"), ("build", ".keras"), ("render", ".svg"), ("summary", ".csv")],
)
def test_no_output_goes_over_the_project(command, ending, tmp_path, capsys):
    project = tmp_path / "net.layerdeck"
    project.write_bytes(Path(CONV2).read_bytes())
    link = tmp_path / f"link{ending}"
    link.symlink_to(project)

    for output in (project, link):
        assert main([command, str(project), "-o", str(output)]) == 2
        assert capsys.readouterr().err == (
            f"layerdeck: {output} is the project itself; give another name.\n"
        )
    assert project.read_bytes() == Path(CONV2).read_bytes()


@pytest.mark.parametrize("command", ["check", "summary", "export", "build"])
def test_a_project_without_cards_is_an_error(command, tmp_path, capsys):
    project, output = tmp_path / "none.layerdeck", tmp_path / "none.keras"
    project.write_text('{"layerdeck": 1}')

    assert main([command, str(project), *(["-o", str(output)] if command == "build" else [])]) == 1

    told = capsys.readouterr()
    assert "error  graph  The project has no cards, so no model can be" in told.out + told.err
    assert not output.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
def test_without_a_screen_the_editor_is_not_started(monkeypatch, capsys):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setitem(sys.modules, "layerdeck.editor.app", None)  # importing it would fail

    assert main([UNET]) == 2

    assert capsys.readouterr().err == (
        "layerdeck: there is no screen for the editor; check, summary, export, render and build "
        "need none.\n"
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux")
@pytest.mark.parametrize("arguments", [["cards", "--json"], ["cards", "--help"], ["--version"]])
def test_an_output_that_cannot_be_written_is_told(arguments):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "layerdeck", *arguments],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip

    assert done.returncode == 2
    assert done.stderr == "layerdeck: the output could not be written: the disk is full.\n"


def test_version_and_help(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"layerdeck {__version__}\n"

    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    for command in ("check", "summary", "export", "build", "render", "cards"):
        assert re.search(rf"^  {command} +\w", shown, re.MULTILINE)
    assert "0 good, 1 the graph has errors, 2 the call or the file" in shown


@pytest.mark.parametrize("arguments", [[], [UNET], ["open", UNET], ["open"]])
def test_a_file_or_nothing_opens_the_editor(arguments, monkeypatch):
    opened = []
    fake = type(sys)("layerdeck.editor.app")
    fake.open_editor = lambda path: opened.append(path) or 0
    monkeypatch.setitem(sys.modules, "layerdeck.editor.app", fake)

    assert main(arguments) == 0
    assert opened == [Path(UNET) if UNET in arguments else None]


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [("net.json", text_of("kerasio_3dcnn"), 0), ("net.py", "raise 1", 0), ("net.h5", "", 2)],
)
def test_models_and_scripts_open_the_editor_too(name, content, status, tmp_path, monkeypatch):
    opened = []
    fake = type(sys)("layerdeck.editor.app")
    fake.open_editor = lambda path: opened.append(path) or 0
    monkeypatch.setitem(sys.modules, "layerdeck.editor.app", fake)
    (tmp_path / name).write_text(content)

    assert main([str(tmp_path / name)]) == status
    assert opened == ([] if status else [tmp_path / name])


def test_an_interrupt_and_a_fault_of_our_own_are_one_line(monkeypatch, capsys):
    def interrupted() -> None:
        raise KeyboardInterrupt

    def at_fault() -> None:
        raise RuntimeError("two\nlines")

    monkeypatch.setattr("layerdeck.cli.app.the_deck", interrupted)
    assert main(["cards"]) == 130
    assert capsys.readouterr().err == "layerdeck: interrupted.\n"

    monkeypatch.setattr("layerdeck.cli.app.the_deck", at_fault)
    assert main(["cards"]) == 2
    assert capsys.readouterr().err == (
        "layerdeck: a fault of Layerdeck's own (RuntimeError: two lines); please report it.\n"
    )
