"""An index on the disk."""

from pathlib import Path

import pytest

from retrieval.index.memory import MemoryIndex
from retrieval.index.segment import segment_of
from retrieval.index.snapshot import StaleSnapshotError, open_snapshot, write_snapshot
from retrieval.options import IndexOptions
from tests.retrieval.index.articles import made_up, query

OPTIONS = IndexOptions(k1=0.9, b=0.4)
SEGMENT = segment_of([made_up(f"文 {number}", 12, number) for number in range(30)])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A snapshot of some articles."""
    file = tmp_path / "folder" / "index"
    write_snapshot(file, SEGMENT, "these")
    return file


def test_it_answers_as_what_was_written(file: Path) -> None:
    """Scores and places are the same, to the last bit."""
    read = MemoryIndex.over(open_snapshot(file, "these"), OPTIONS)
    written = MemoryIndex.over(SEGMENT, OPTIONS)

    assert read.articles == written.articles
    for seed in range(20):
        assert read.retrieve(query(seed), 30) == written.retrieve(query(seed), 30)


def test_it_can_be_changed(file: Path) -> None:
    """What is mapped is only read: a change is another index."""
    read = MemoryIndex.over(open_snapshot(file, "these"), OPTIONS)

    changed = read.changed([made_up("new", 3, 99)], ["文 4"])

    assert changed.articles == [*(name for name in read.articles if name != "文 4"), "new"]
    assert read.compacted().articles == read.articles


def test_what_is_replaced_stays_readable(file: Path) -> None:
    """Another process may write a new one while this one is in use."""
    read = MemoryIndex.over(open_snapshot(file, "these"), OPTIONS)
    before = read.retrieve(query(1), 10)

    write_snapshot(file, segment_of([made_up("other", 2, 5)]), "these")

    assert read.retrieve(query(1), 10) == before
    assert MemoryIndex.over(open_snapshot(file, "these"), OPTIONS).articles == ["other"]


def test_what_was_made_otherwise_is_stale(file: Path) -> None:
    """Of other articles, or by other tools."""
    with pytest.raises(StaleSnapshotError):
        open_snapshot(file, "others")


def test_none_is_stale(tmp_path: Path) -> None:
    """Where nothing was written, or something else."""
    (tmp_path / "empty").touch()
    (tmp_path / "text").write_text("这不是索引。" * 100, encoding="utf-8")

    for name in ("nothing", "empty", "text"):
        with pytest.raises(StaleSnapshotError):
            open_snapshot(tmp_path / name, "these")


@pytest.mark.parametrize("place", [3, 100, 2_000, -3_000, -70])
def test_damage_is_found(file: Path, place: int) -> None:
    """One wrong byte, wherever it is, and the index is made anew."""
    data = bytearray(file.read_bytes())
    data[place] ^= 0x21
    file.write_bytes(data)

    with pytest.raises(StaleSnapshotError):
        open_snapshot(file, "these")


@pytest.mark.parametrize("share", [0.01, 0.3, 0.99])
def test_a_part_is_stale(file: Path, share: float) -> None:
    """A copy that broke off."""
    data = file.read_bytes()
    file.write_bytes(data[: int(len(data) * share)])

    with pytest.raises(StaleSnapshotError):
        open_snapshot(file, "these")


def test_nothing_half_written_is_left(tmp_path: Path) -> None:
    """A name that cannot be written to leaves no other file behind."""
    (tmp_path / "taken").mkdir()

    with pytest.raises(OSError, match="taken"):
        write_snapshot(tmp_path / "taken", SEGMENT, "these")

    assert [each.name for each in tmp_path.iterdir()] == ["taken"]
