"""`layerdeck import`: a model's file in, a project out, and a report on stderr."""

import json

import pytest

from commands import layerdeck
from layerdeck.cli import main
from layerdeck.files import read_project
from models import given, imported, layer, model, text_of


@pytest.fixture
def lambda_model(tmp_path) -> str:
    path = tmp_path / "se.json"
    path.write_text(text_of("cm3d_seresnet18"))
    return str(path)


def test_a_model_becomes_a_project_that_checks(tmp_path):
    (tmp_path / "3dcnn.json").write_text(text_of("kerasio_3dcnn"))
    out = tmp_path / "3dcnn.layerdeck"

    done = layerdeck("import", str(tmp_path / "3dcnn.json"), "-o", str(out))

    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "layerdeck: 17 layers came over.\n"
    assert read_project(out) == imported("kerasio_3dcnn").graph
    checked = layerdeck("check", str(out), "--json")
    assert json.loads(checked.stdout) == {"problems": []}


def test_what_has_no_card_is_told_and_the_status_is_good(lambda_model, tmp_path, capsys):
    assert main(["import", lambda_model, "-o", str(tmp_path / "se.layerdeck")]) == 0

    assert capsys.readouterr().err.splitlines() == [
        "layerdeck: 134 layers came over, and 8 placeholders stand for what has no card.",
        "layerdeck: lambda, lambda_1, lambda_2 and 5 more: a Lambda runs Python code, which was "
        "not run; a placeholder keeps its configuration.",
    ]


def test_what_is_no_model_is_one_sentence_and_writes_nothing(tmp_path, capsys):
    path, out = tmp_path / "ae.json", tmp_path / "ae.layerdeck"
    path.write_text(text_of("brainchop_conversion_modelAE"))

    assert main(["import", str(path), "-o", str(out)]) == 2

    message = capsys.readouterr().err
    assert message.startswith(f"layerdeck: {path}: it is no Keras model: ")
    assert message.count("\n") == 1
    assert not out.exists()


@pytest.mark.parametrize("output", ["se.json", "se.keras"])
def test_an_output_that_is_no_project_is_refused(lambda_model, tmp_path, output, capsys):
    assert main(["import", lambda_model, "-o", str(tmp_path / output)]) == 2

    assert capsys.readouterr().err.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["se.json"]


def test_names_that_are_commands_of_the_terminal_are_told_on_one_line(tmp_path, capsys):
    made = model(
        given("x", 4), layer("Odd", "\x1b[2J\n$(id)", "x"), outputs=[["\x1b[2J\n$(id)", 0, 0]]
    )
    (tmp_path / "odd.json").write_text(json.dumps(made))

    main(["import", str(tmp_path / "odd.json"), "-o", str(tmp_path / "odd.layerdeck")])

    told = capsys.readouterr().err
    assert len(told.splitlines()) == 2
    assert "\x1b" not in told
