"""`layerdeck check` of several projects, as a hook before commits and as a GitHub Action."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from layerdeck.cli import main
from layerdeck.cli.app import app
from layerdeck.files import write_project
from making import network
from repository import Repository

ROOT = Path(__file__).parents[2]
HOOKS = ROOT / ".pre-commit-hooks.yaml"
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
WRONG = network(strides=2, dilation_rate=2)
GOOD = network()
TOLD = "error  a.strides  Strides 2 and dilation rate 2 exclude each other: only one"


@pytest.fixture
def repository(tmp_path, monkeypatch) -> Repository:
    """A repository in which the `layerdeck` of these tests is on the path."""
    made = Repository(tmp_path, monkeypatch)
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    monkeypatch.setenv("PATH", path)
    return made


def check_options() -> set[str]:
    command = typer.main.get_command(app).commands["check"]  # type: ignore[attr-defined]
    return {option for parameter in command.params for option in parameter.opts}


def test_several_projects_are_told_file_by_file(tmp_path, capsys):
    for name, graph in (("a", GOOD), ("b", WRONG)):
        write_project(graph, tmp_path / f"{name}.layerdeck")
    files = [str(tmp_path / f"{name}.layerdeck") for name in "ab"]

    assert main(["check", *files]) == 1

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{files[0]}: No problems."
    assert lines[1].startswith(f"{files[1]}: {TOLD}")
    assert main(["check", files[0], files[0]]) == 0
    assert capsys.readouterr().out == f"{files[0]}: No problems.\n"
    assert main(["check", "--names", files[0]]) == 0
    assert capsys.readouterr().out == f"{files[0]}: No problems.\n"


def test_a_file_that_is_none_does_not_hide_the_others(tmp_path, capsys):
    write_project(WRONG, tmp_path / "b.layerdeck")
    files = [str(tmp_path / "none.layerdeck"), str(tmp_path / "b.layerdeck")]

    assert main(["check", *files]) == 2

    told = capsys.readouterr()
    assert told.err.startswith(f"layerdeck: {files[0]}: ") and told.err.count("\n") == 1
    assert told.out.startswith(f"{files[1]}: {TOLD}")
    assert main(["check", "--json", *files]) == 2
    form = json.loads(capsys.readouterr().out)["files"]
    assert [entry["file"] for entry in form] == files
    assert form[0]["problems"] is None
    assert form[1]["problems"][0]["card"] == "a"


def test_the_hook_calls_what_the_command_line_offers():
    (hook,) = yaml.safe_load(HOOKS.read_text("utf-8"))

    program, command, *options = hook["entry"].split()
    assert (program, command) == ("layerdeck", "check")
    assert set(options) <= check_options()
    assert hook["language"] == "python" and hook["require_serial"] is True
    assert hook["files"] == r"\.layerdeck$"


def with_hook(repository: Repository, folder: Path) -> None:
    """Have a repository use the hook of a repository that holds this very file.

    The `layerdeck` that is installed is run: building an environment with TensorFlow for it is
    pre-commit's part.
    """
    folder.mkdir()
    (folder / HOOKS.name).write_text(HOOKS.read_text("utf-8"))
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "Hook"]):
        subprocess.run(["git", *words], cwd=folder, check=True)
    sha = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=folder, check=True, capture_output=True, text=True
    )
    settings: dict[str, Any] = {
        "repos": [
            {
                "repo": str(folder),
                "rev": sha.stdout.strip(),
                "hooks": [{"id": "layerdeck-check", "language": "system"}],
            }
        ]
    }
    (repository.top / ".pre-commit-config.yaml").write_text(yaml.safe_dump(settings))


def test_a_commit_of_a_wrong_project_is_refused_by_the_hook(repository, tmp_path, monkeypatch):
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "cache"))
    with_hook(repository, tmp_path / "hooks")
    repository.run("pre-commit", "install")
    repository.write(GOOD, "good one.layerdeck")
    repository.write(WRONG, "wrong.layerdeck")
    (repository.top / "notes.txt").write_text("no project")
    repository.git("add", ".")

    refused = repository.run("git", "commit", "-q", "-m", "Both", status=1)
    repository.git("rm", "-q", "--cached", "wrong.layerdeck")
    (repository.top / "wrong.layerdeck").unlink()
    repository.run("git", "commit", "-q", "-m", "The good one")

    told = refused.stdout + refused.stderr
    assert f"wrong.layerdeck: {TOLD}" in told
    assert "good one.layerdeck: No problems." in told
    assert "notes.txt" not in told
    assert repository.git("log", "--format=%s") == "The good one\n"


def test_the_action_installs_what_lies_beside_it_and_checks():
    steps = ACTION["runs"]["steps"]

    assert ACTION["runs"]["using"] == "composite"
    assert all(step["shell"] == "bash" for step in steps if "run" in step)
    assert steps[0]["with"]["python-version"] == "${{ inputs.python-version }}"
    assert ACTION["inputs"]["files"]["default"] == "*.layerdeck"
    assert "$GITHUB_ACTION_PATH" in steps[1]["run"]
    (call,) = (line.split() for line in steps[2]["run"].splitlines() if "layerdeck check" in line)
    assert {word for word in call if word.startswith("--")} <= check_options()
    # What a repository writes into its workflow is never part of the script.
    assert not any("${{" in step.get("run", "") for step in steps)


def test_the_action_fails_for_a_wrong_project_of_the_repository(repository):
    script = ["bash", "-e", "-o", "pipefail", "-c", ACTION["runs"]["steps"][2]["run"]]

    def run(files: str, status: int) -> str:
        return repository.run("env", f"FILES={files}", *script, status=status).stdout

    (repository.top / "sub").mkdir()
    repository.write(GOOD, "sub/good one.layerdeck")
    repository.write(WRONG, "wrong.layerdeck")
    assert run("*.layerdeck", 0) == "No project matches: *.layerdeck\n"
    repository.git("add", ".")

    told = run("sub/\nwrong*", 1)

    assert "sub/good one.layerdeck: No problems.\n" in told
    assert f"wrong.layerdeck: {TOLD}" in told
