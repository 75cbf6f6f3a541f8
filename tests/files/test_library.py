"""The library of blocks: small projects in a folder."""

import os
import re

import pytest

from layerdeck.files import FileError, keep_block, list_blocks, read_project, write_project
from layerdeck.graph import Graph
from layerdeck.graph.areas import add_note
from layerdeck.graph.bringing import take_block
from layerdeck.graph.edits import rename, set_value
from layerdeck.program import lower
from making import DECK, INPUT, OUTPUT, block_card, card, double_convolution, graph, network


def project() -> Graph:
    outer = graph(
        card("i", INPUT), block_card("inner", "double"), card("o", OUTPUT),
        wires=["i.output > inner.x", "inner.y > o.input"], name="An outer block",
    )  # fmt: skip
    outer, _ = add_note(outer, (1, 2), (30, 40), "as in the paper")
    return network().with_(
        blocks={"double": double_convolution(), "outer": outer, "other": double_convolution(9)}
    )


def test_a_block_is_kept_with_those_it_needs_and_found_again(tmp_path):
    folder = tmp_path / "blocks"
    path = keep_block(folder, project(), "outer")

    found = list_blocks(folder, DECK)

    assert path == folder / "outer.layerdeck"
    assert found.faults == ()
    assert [(kept.path, kept.graph.name) for kept in found.blocks] == [(path, "An outer block")]
    assert set(found.blocks[0].graph.blocks) == {"double"}
    assert found.blocks[0].graph.notes["note"].text == "as in the paper"


def test_what_is_taken_from_the_library_is_the_block_that_was_kept(tmp_path):
    keep_block(tmp_path, project(), "outer")
    kept = list_blocks(tmp_path, DECK).blocks[0].graph

    made, block = take_block(project(), kept)
    assert (made, block) == (project(), "outer")

    made, block = take_block(network(), kept)
    assert block == "an_outer_block"
    assert made.blocks[block] == project().blocks["outer"]
    assert made.blocks["double"] == double_convolution()


def test_a_kept_block_opens_as_a_project(tmp_path):
    keep_block(tmp_path, project(), "double")

    opened = read_project(tmp_path / "double.layerdeck", DECK)

    assert opened == double_convolution()
    assert {problem.port for problem in lower(opened, DECK).problems} == set()


def test_another_block_of_the_same_id_is_not_overwritten_unasked(tmp_path):
    keep_block(tmp_path, project(), "double")
    keep_block(tmp_path, project(), "double")
    wider = project().with_(blocks={"double": double_convolution(32)})

    with pytest.raises(FileError, match=r"double.layerdeck: another block is kept as double;"):
        keep_block(tmp_path, wider, "double")
    assert list_blocks(tmp_path, DECK).blocks[0].graph == double_convolution()

    keep_block(tmp_path, wider, "double", replace=True)
    assert list_blocks(tmp_path, DECK).blocks[0].graph == double_convolution(32)


def test_faulty_files_are_passed_over_and_told_of(tmp_path):
    keep_block(tmp_path, project(), "double")
    (tmp_path / "broken.layerdeck").write_text("{")
    (tmp_path / "folder.layerdeck").mkdir()
    (tmp_path / "notes.txt").write_text("nothing to do with it")
    os.mkfifo(tmp_path / "pipe.layerdeck")

    found = list_blocks(tmp_path, DECK)

    assert [kept.graph.name for kept in found.blocks] == ["Double convolution"]
    assert [re.split("[,:]", fault)[0] for fault in found.faults] == [
        "broken.layerdeck", "folder.layerdeck", "pipe.layerdeck",
    ]  # fmt: skip


def test_any_project_in_the_folder_is_a_block_and_names_are_in_order(tmp_path):
    write_project(network().with_(name="beta"), tmp_path / "1.layerdeck")
    write_project(double_convolution().with_(name="Alpha"), tmp_path / "2.layerdeck")

    found = list_blocks(tmp_path, DECK)

    assert [kept.graph.name for kept in found.blocks] == ["Alpha", "beta"]
    made, block = take_block(Graph(), found.blocks[1].graph)
    assert made.blocks[block].cards == network().cards


def test_a_library_that_is_not_there_is_empty_and_one_that_is_a_file_is_told(tmp_path):
    assert list_blocks(tmp_path / "none", DECK).blocks == ()

    (tmp_path / "file").write_text("")
    with pytest.raises(FileError, match="cannot be written"):
        keep_block(tmp_path / "file", project(), "double")
    assert list_blocks(tmp_path / "file", DECK).blocks == ()


def test_a_block_that_is_changed_after_it_was_taken_is_a_block_of_its_own(tmp_path):
    keep_block(tmp_path, project(), "double")
    kept = list_blocks(tmp_path, DECK).blocks[0].graph
    made, block = take_block(network(), kept)
    changed = set_value(rename(made.blocks[block], "first", "entry"), DECK, "entry", "filters", 3)
    made = made.with_(blocks={block: changed})

    again, second = take_block(made, kept)

    assert second == "double_convolution_2"
    assert again.blocks[block] == changed
