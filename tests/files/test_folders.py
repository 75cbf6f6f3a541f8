"""A folder is written whole or not at all, and over nothing that would be lost."""

from pathlib import Path

import pytest

from layerdeck.files import FileError, refuse_folder, whole_folder

PARTS = {"model", "weights"}


def write(path: Path, text: str) -> None:
    with whole_folder(path, PARTS) as partial:
        (partial / "weights").mkdir()
        (partial / "weights" / "numbers").write_text(text)


def test_a_new_folder_and_one_in_its_place(tmp_path):
    for text in ("one", "two"):
        write(tmp_path / "net", text)
        assert (tmp_path / "net" / "weights" / "numbers").read_text() == text
        assert [each.name for each in tmp_path.iterdir()] == ["net"]


def test_a_link_is_followed(tmp_path):
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "there")

    write(tmp_path / "link", "one")

    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "there" / "weights" / "numbers").read_text() == "one"


def test_what_fails_leaves_what_was_there(tmp_path, monkeypatch):
    write(tmp_path / "net", "old")

    with pytest.raises(RuntimeError), whole_folder(tmp_path / "net", PARTS) as partial:
        (partial / "model").write_text("half")
        raise RuntimeError

    def fails(self: Path, target: Path) -> Path:
        if self.suffix == ".tmp":
            raise OSError(28, "No space left on device")
        return real(self, target)

    real = Path.rename
    monkeypatch.setattr(Path, "rename", fails)
    with pytest.raises(FileError) as caught:
        write(tmp_path / "net", "new")

    assert str(caught.value) == "net: it cannot be written: the disk is full."
    assert (tmp_path / "net" / "weights" / "numbers").read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["net"]


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (["model", "b.txt", "a.txt"], "the folder holds a.txt and 1 more, which would be lost."),
        (["b.txt"], "the folder holds b.txt, which would be lost."),
    ],
)
def test_other_things_are_never_replaced(names, sentence, tmp_path):
    target = tmp_path / "net"
    target.mkdir()
    for name in names:
        (target / name).write_text("mine")

    with pytest.raises(FileError, match=sentence):
        write(target, "new")

    assert sorted(each.name for each in target.iterdir()) == sorted(names)


def test_a_file_is_no_folder_and_an_empty_folder_is_good(tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(FileError, match="it is a file, and a folder is to be written there"):
        refuse_folder(tmp_path / "file", PARTS)
    (tmp_path / "empty").mkdir()
    refuse_folder(tmp_path / "empty", PARTS)
    refuse_folder(tmp_path / "nowhere", PARTS)
    with pytest.raises(FileError, match="cannot be written: the folder does not exist"):
        write(tmp_path / "no" / "net", "new")
