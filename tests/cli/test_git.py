"""git and projects: diffs in words, merges card by card, set up and undone by one command."""

import pytest

from layerdeck.cli import main
from layerdeck.cli.git import LINE
from layerdeck.graph import Graph
from layerdeck.graph.edits import add, move, set_value
from making import CONV, DECK, INPUT, OUTPUT, card, line
from repository import Repository


def network() -> Graph:
    return line(
        card("x", INPUT, shape=[8, 8, 8, 1]),
        card("conv1", CONV, filters=16, kernel_size=3),
        card("conv2", CONV, filters=16, kernel_size=3),
        card("y", OUTPUT),
        name="net",
    )


def with_filters(graph: Graph, card_id: str, filters: int) -> Graph:
    return set_value(graph, DECK, card_id, "filters", filters)


@pytest.fixture
def bare(tmp_path, monkeypatch) -> Repository:
    return Repository(tmp_path, monkeypatch)


@pytest.fixture
def repository(bare) -> Repository:
    assert main(["git-setup"]) == 0
    bare.commit(network(), "Begin")
    return bare


def test_git_diff_shows_the_words_and_no_layout(repository):
    moved = move(network(), {"conv2": (700, 300)})
    repository.write(with_filters(moved, "conv1", 32))

    shown = repository.git("diff").splitlines()

    assert [each for each in shown if each[:1] in "+-" and each[:3] not in ("+++", "---")] == [
        "-  filters: 16",
        "+  filters: 32",
    ]
    assert any(each.startswith("@@") and each.endswith("x: keras.Input") for each in shown)
    repository.write(moved)
    assert "@@" not in repository.git("diff")


def test_git_diff_of_what_is_no_project_any_more_shows_it_as_it_is(repository):
    (repository.top / "net.layerdeck").write_text("<<<<<<< ours\n")

    assert "+<<<<<<< ours" in repository.git("diff").splitlines()


def test_branches_with_edits_apart_from_each_other_merge(repository):
    repository.git("checkout", "-q", "-b", "other")
    theirs = with_filters(move(network(), {"x": (0, 50)}), "conv2", 64)
    theirs, _ = add(theirs, DECK, "keras.layers.Dropout", (0, 0), None, "drop")
    repository.commit(theirs, "Theirs")
    repository.git("checkout", "-q", "main")
    ours = with_filters(move(network(), {"y": (900, 0)}), "conv1", 32)
    repository.commit(ours, "Ours")

    repository.git("merge", "-q", "other")

    assert repository.git("status", "--porcelain") == ""
    made = repository.read()
    assert [made.cards[key].values["filters"] for key in ("conv1", "conv2")] == [32, 64]
    assert (made.cards["x"].at, made.cards["y"].at) == ((0.0, 50.0), (900.0, 0.0))
    assert "drop" in made.cards and made.notes == {}


def test_a_conflict_is_told_and_leaves_a_project_that_opens(repository):
    repository.git("checkout", "-q", "-b", "other")
    theirs = with_filters(with_filters(network(), "conv1", 64), "conv2", 64)
    repository.commit(theirs, "Theirs")
    repository.git("checkout", "-q", "main")
    repository.commit(with_filters(network(), "conv1", 32), "Ours")

    done = repository.run("git", "merge", "other", status=1)

    told = "conv1.filters: base 16, ours 32, theirs 64"
    assert done.stderr.splitlines() == [
        f"layerdeck: net.layerdeck: conflict: {told}; ours is taken."
    ]
    assert "CONFLICT (content): Merge conflict in net.layerdeck" in done.stdout
    assert repository.git("status", "--porcelain") == "UU net.layerdeck\n"
    made = repository.read()
    assert [made.cards[key].values["filters"] for key in ("conv1", "conv2")] == [32, 64]
    (note,) = made.notes.values()
    assert note.text.splitlines()[1:] == [f"- {told}"]
    repository.git("add", ".")
    repository.git("commit", "-q", "-m", "Settled")


def test_a_project_that_both_began_is_merged_without_a_common_version(repository):
    repository.git("checkout", "-q", "-b", "other")
    repository.commit(with_filters(network(), "conv1", 64), "Theirs", "odd name's.layerdeck")
    repository.git("checkout", "-q", "main")
    repository.commit(with_filters(network(), "conv1", 32), "Ours", "odd name's.layerdeck")

    done = repository.run("git", "merge", "other", status=1)

    assert done.stderr.splitlines() == [
        "layerdeck: odd name's.layerdeck: conflict: conv1.filters: base nothing, ours 32, "
        "theirs 64; ours is taken."
    ]
    assert repository.read("odd name's.layerdeck").cards["conv1"].values["filters"] == 32


def test_setting_up_says_what_it_did_does_nothing_twice_and_can_be_undone(bare, capsys):
    attributes = bare.top / ".gitattributes"
    attributes.write_text("*.png binary")
    before = bare.git("config", "--local", "--list")

    def told(*words: str) -> list[str]:
        assert main(["git-setup", *words]) == 0
        return capsys.readouterr().out.splitlines()

    first = told()
    once = bare.git("config", "--local", "--list"), attributes.read_text()
    second = told()

    assert [each.split()[0] for each in first] == ["Set"] * 3 + ["Added", "Commit"]
    assert once[1] == f"*.png binary\n{LINE}\n"
    assert all("already" in each for each in second)
    assert (bare.git("config", "--local", "--list"), attributes.read_text()) == once
    assert [each.split()[0] for each in told("--undo")] == ["Took"] * 3
    assert bare.git("config", "--local", "--list") == before
    assert attributes.read_text() == "*.png binary\n"
    assert told("--undo") == [
        "diff.layerdeck is not set.",
        "merge.layerdeck is not set.",
        f"{attributes} does not name projects.",
    ]


def test_it_is_set_up_from_any_folder_and_undoing_leaves_no_file(bare, monkeypatch):
    (bare.top / "sub").mkdir()
    monkeypatch.chdir(bare.top / "sub")

    main(["git-setup"])
    assert (bare.top / ".gitattributes").read_text() == f"{LINE}\n"
    main(["git-setup", "--undo"])
    assert not (bare.top / ".gitattributes").exists()


def test_all_repositories_of_a_person_can_be_set_up_at_once(bare):
    main(["git-setup", "--global"])

    assert not (bare.top / ".gitattributes").exists()
    assert "layerdeck" not in bare.git("config", "--local", "--list")
    bare.commit(network(), "Begin")
    bare.write(with_filters(network(), "conv1", 32))
    assert "+  filters: 32" in bare.git("diff").splitlines()
    main(["git-setup", "--global", "--undo"])
    assert '"filters": 32' in bare.git("diff")


def test_the_attributes_are_put_where_a_person_keeps_them(bare):
    bare.git("config", "--global", "core.attributesFile", "~/my attributes")

    main(["git-setup", "--global"])

    assert (bare.home / "my attributes").read_text() == f"{LINE}\n"


def test_where_there_is_no_repository_that_is_told_in_one_line(bare, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.chdir(bare.home)

    assert main(["git-setup"]) == 2
    assert capsys.readouterr().err == (
        "layerdeck: this is no git repository; go into one, or give --global.\n"
    )
    monkeypatch.setenv("PATH", str(bare.home))
    assert main(["git-setup"]) == 2
    assert capsys.readouterr().err == ("layerdeck: git could not be started; is it installed?\n")
