"""A journal: wherever a process is killed, the work before its last edit or after it is there."""

import errno
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerdeck.files import FileError, journal, parse_project, project_text
from layerdeck.files.journal import Journal, Leftover, leftovers
from layerdeck.files.records import replay
from layerdeck.graph import Graph
from layerdeck.graph.edits import move, remove, set_value
from making import CONV, DECK, card, edited, grouped, line

NET = "net.layerdeck"


def network(count: int = 3) -> Graph:
    return line(*(card(f"c{number}", CONV, filters=4, kernel_size=3) for number in range(count)))


@contextmanager
def found(folder: Path) -> Iterator[list[Leftover]]:
    """The journals that nobody holds."""
    claimed = list(leftovers(folder))
    yield claimed
    for one in claimed:
        one.release()


def let_go(kept: Journal) -> None:
    """What the system does with a journal of a process that ends."""
    os.close(kept._handle)
    kept._handle = None


def texts(folder: Path) -> list[str]:
    with found(folder) as claimed:
        return [one.held.text for one in claimed]


@st.composite
def histories(draw: st.DrawFn) -> list[Graph]:
    """States of a graph as edits, undo and redo lead through them; blocks are made on the way."""
    states = [Graph(draw(st.sampled_from(["net", "été \u2028"])))]
    for _ in range(draw(st.integers(1, 12))):
        last = states[-1]
        states.append(draw(st.one_of(edited(last), grouped(last), st.sampled_from(states))))
    return states


@given(histories(), st.booleans(), st.data())
def test_a_journal_cut_at_any_byte_holds_the_work_before_or_after_an_edit(
    tmp_path_factory, states, short, data
):
    folder = tmp_path_factory.mktemp("journal", numbered=True)
    kept, ends = Journal(folder), []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(journal, "ROOM", 10 if short else 4_000_000)
        for state in states:
            kept.keep(state, None)
            whole = kept.path.read_bytes()
            assert replay(whole).text == project_text(state)
            ends.append((whole, project_text(state)))
    kept.forget()

    records = {len(whole): text for whole, text in ends if ends[-1][0].startswith(whole)}
    first, last = min(records), max(records)
    cut = data.draw(st.integers(0, last))
    before = [text for end, text in records.items() if end <= cut]
    held = replay(ends[-1][0][:cut])
    assert (held and held.text) == (before[-1] if cut >= first else None)


@given(histories(), st.data())
def test_a_byte_that_is_another_than_was_written_is_noticed(tmp_path_factory, states, data):
    kept = Journal(tmp_path_factory.mktemp("journal", numbered=True))
    for state in states:
        kept.keep(state, None)
    whole = bytearray(kept.path.read_bytes())
    kept.forget()
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= data.draw(st.integers(1, 255))
    held = replay(bytes(whole))
    assert held is None or held.text in {project_text(state) for state in states}


def test_what_is_kept_reads_as_the_same_graph_and_knows_its_project(tmp_path):
    kept, made = Journal(tmp_path), network()
    kept.keep(Graph(), tmp_path / NET)
    kept.keep(made, tmp_path / NET)
    let_go(kept)

    (one,) = leftovers(tmp_path)
    assert one.held.project == tmp_path / NET
    assert parse_project(one.held.text, DECK) == made
    one.discard()
    assert list(tmp_path.iterdir()) == []


def test_an_edit_of_a_large_graph_adds_a_line_and_not_the_graph(tmp_path):
    kept, made = Journal(tmp_path), network(500)
    kept.keep(made, None)
    first = kept.path.stat().st_size
    made = set_value(made, DECK, "c250", "filters", 8)
    kept.keep(made, None)
    assert kept.path.stat().st_size - first < 300
    # A card and its wires are far apart in the text; what lies between is not said again.
    made = remove(made, ["c499"])
    kept.keep(made, None)
    assert kept.path.stat().st_size - first < 700
    let_go(kept)
    assert texts(tmp_path) == [project_text(made)]


def test_a_journal_begins_anew_when_its_edits_are_more_than_the_graph(tmp_path, monkeypatch):
    monkeypatch.setattr(journal, "ROOM", 2000)
    kept, made, sizes = Journal(tmp_path), network(), []
    for step in range(100):
        made = move(made, {"c1": (step, 0)})
        kept.keep(made, None)
        sizes.append(kept.path.stat().st_size)
    assert max(sizes) < 6000
    assert list(tmp_path.iterdir()) == [kept.path]
    let_go(kept)
    assert texts(tmp_path) == [project_text(made)]


def test_what_is_forgotten_is_gone_and_may_be_kept_again(tmp_path):
    kept = Journal(tmp_path)
    kept.forget()
    kept.keep(network(), None)
    kept.forget()
    assert list(tmp_path.iterdir()) == []
    kept.keep(network(2), None)
    let_go(kept)
    assert texts(tmp_path) == [project_text(network(2))]


def test_a_graph_is_prepared_meanwhile(tmp_path):
    kept, made = Journal(tmp_path), network(50)
    kept.prepare(made)
    assert list(tmp_path.iterdir()) == []
    kept.prepare(network(2))
    kept.keep(move(made, {"c3": (1, 2)}), None)
    let_go(kept)
    assert texts(tmp_path) == [project_text(move(made, {"c3": (1, 2)}))]


SESSION = """
    import sys, time
    from pathlib import Path
    from layerdeck.files.journal import Journal
    from layerdeck.graph import Graph
    kept = Journal(Path(sys.argv[1]))
    kept.keep(Graph("theirs"), None)
    print("kept", flush=True)
    time.sleep(60)
"""


def test_only_what_a_process_left_that_is_gone_is_found(tmp_path):
    mine = Journal(tmp_path)
    mine.keep(Graph("mine"), None)
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(SESSION), tmp_path], stdout=subprocess.PIPE
    ) as other:
        assert other.stdout.readline() == b"kept\n"
        assert len(list(tmp_path.iterdir())) == 2
        assert texts(tmp_path) == []
        other.send_signal(signal.SIGKILL)
    with found(tmp_path) as (theirs,):
        assert theirs.held.text == project_text(Graph("theirs"))
        # Who has found it has it, so that two editors that start at once do not both offer it.
        assert texts(tmp_path) == []
    assert texts(tmp_path) == [project_text(Graph("theirs"))]
    mine.forget()


def test_the_latest_comes_first(tmp_path):
    for number in (2, 1, 3):
        kept = Journal(tmp_path)
        kept.keep(Graph(f"net{number}"), None)
        os.utime(kept.path, (number, number))
        let_go(kept)
    with found(tmp_path) as claimed:
        assert [one.time for one in claimed] == [3, 2, 1]


def test_a_journal_that_was_being_begun_is_cleared_away(tmp_path):
    kept = Journal(tmp_path)
    kept.keep(network(), None)
    (tmp_path / "0123456789abcdef.1.beginning").write_bytes(kept.path.read_bytes()[:-9])
    (tmp_path / "0123456789abcdef.1.journal").write_bytes(b"")
    (tmp_path / "0123456789abcdef.2.journal").write_bytes(b"of a later version")
    assert texts(tmp_path) == []
    assert {path.name for path in tmp_path.iterdir()} == {
        kept.path.name,
        "0123456789abcdef.2.journal",
    }
    kept.forget()


@pytest.mark.parametrize("written", [0, 1, 40])
def test_what_a_full_disk_takes_half_of_is_written_anew(tmp_path, monkeypatch, written):
    kept, made = Journal(tmp_path), network()
    kept.keep(made, None)
    wide = set_value(made, DECK, "c1", "filters", 8)
    real = os.pwrite

    def fill(handle: int, data: bytes, at: int) -> int:
        real(handle, data[:written], at)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "pwrite", fill)
        with pytest.raises(FileError, match=r"it cannot be written: the disk is full\."):
            kept.keep(wide, None)
    assert replay(kept.path.read_bytes()).text == project_text(made)
    last = remove(wide, ["c2"])
    kept.keep(last, None)
    let_go(kept)
    assert texts(tmp_path) == [project_text(last)]


def test_a_folder_that_takes_nothing_is_told_and_tried_again(tmp_path):
    folder = tmp_path / "settings" / "journal"
    folder.parent.touch()
    kept = Journal(folder)
    with pytest.raises(FileError, match="journal: it cannot be written: "):
        kept.keep(network(), None)
    kept.forget()
    folder.parent.unlink()
    kept.keep(network(), None)
    let_go(kept)
    assert texts(folder) == [project_text(network())]


def test_a_journal_that_was_taken_away_begins_anew(tmp_path):
    kept = Journal(tmp_path)
    kept.keep(network(), None)
    kept.path.unlink()
    kept.keep(network(2), None)
    let_go(kept)
    assert texts(tmp_path) == [project_text(network(2))]


def test_others_cannot_read_a_journal(tmp_path):
    kept = Journal(tmp_path / "journal")
    kept.keep(network(), None)
    assert kept.path.stat().st_mode & 0o077 == 0
    assert kept.path.parent.stat().st_mode & 0o077 == 0
    kept.forget()
