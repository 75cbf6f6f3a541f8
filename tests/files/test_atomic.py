"""A file is written whole or not at all, and why not is said in a sentence."""

import errno
import os
import stat
from pathlib import Path

import pytest

from layerdeck.files import FileError, write_atomically

OLD = b"what was there"


@pytest.fixture
def path(tmp_path) -> Path:
    file = tmp_path / "net.layerdeck"
    file.write_bytes(OLD)
    return file


def refused(path: Path) -> str:
    with pytest.raises(FileError) as error:
        write_atomically(path, b"new")
    message = str(error.value)
    assert message.endswith(".")
    assert "\n" not in message
    return message


def test_a_file_is_replaced_and_nothing_is_left_beside_it(path):
    write_atomically(path, b"new")

    assert path.read_bytes() == b"new"
    assert list(path.parent.iterdir()) == [path]


def test_a_new_file_is_as_open_to_others_as_any(tmp_path):
    write_atomically(tmp_path / "a", b"")
    (tmp_path / "b").touch()

    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


def test_permissions_and_links_are_kept(path):
    path.chmod(0o640)
    link = path.with_name("link")
    link.symlink_to(path)

    write_atomically(link, b"new")

    assert link.is_symlink()
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("step", "number", "message"),
    [
        ("fsync", errno.ENOSPC, "net.layerdeck: it cannot be written: the disk is full."),
        ("open", errno.EACCES, "net.layerdeck: it cannot be written: the folder is read-only."),
        ("open", errno.EROFS, "net.layerdeck: it cannot be written: the disk is read-only."),
        ("open", errno.ENOENT, "net.layerdeck: it cannot be written: the system lets nobody make a "
                               "file in this folder."),
        ("replace", errno.EIO, "net.layerdeck: it cannot be written: the disk failed."),
        ("replace", errno.ETXTBSY, "net.layerdeck: it cannot be written: text file busy."),
    ],
)  # fmt: skip
def test_whatever_fails_the_old_file_stays(path, monkeypatch, step, number, message):
    def fail(*_arguments: object, **_named: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, step, fail)
        assert refused(path) == message

    assert path.read_bytes() == OLD
    assert list(path.parent.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_named_as_the_reason(tmp_path):
    assert (
        refused(tmp_path / "no" / "net") == "net: it cannot be written: the folder does not exist."
    )


def test_a_folder_and_a_device_are_no_files(tmp_path):
    assert refused(tmp_path).endswith("it is a folder.")
    assert refused(Path(os.devnull)).endswith("it is a pipe or device.")
    assert not Path(os.devnull).is_file()


def test_a_name_that_is_too_long_or_no_name(tmp_path):
    assert refused(tmp_path / ("x" * 300)).endswith("the name is too long.")
    assert refused(tmp_path / "a\0b").endswith("embedded null byte.")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux")
def test_a_link_to_a_full_device_is_refused_before_anything_is_written(tmp_path):
    link = tmp_path / "full"
    link.symlink_to("/dev/full")

    assert refused(link) == "full: it cannot be written: it is a pipe or device."
