"""An index that is kept in a folder."""

from pathlib import Path

import pytest

from retrieval.index.kept import KeptIndex, forget_indexes
from retrieval.index.memory import MemoryIndex
from retrieval.options import IndexOptions
from retrieval.protocols import ArticleTerms
from tests.retrieval.index.articles import made_up, query

OPTIONS = IndexOptions(k1=0.9, b=0.4)
ARTICLES = [made_up(f"文 {number}", 12, number) for number in range(100)]
PLAIN = MemoryIndex.empty(OPTIONS).changed(ARTICLES, ())


def files(folder: Path) -> list[Path]:
    """What is kept."""
    return sorted(folder.iterdir())


def assert_same(index: MemoryIndex) -> None:
    """It answers as one that was never kept."""
    assert index.articles == PLAIN.articles
    for seed in range(10):
        assert index.retrieve(query(seed), 30) == PLAIN.retrieve(query(seed), 30)


def test_the_next_process_finds_it(tmp_path: Path) -> None:
    """The same articles lead to the same file, and to the same answers."""
    assert_same(KeptIndex(OPTIONS, tmp_path).changed(ARTICLES, ()))
    (before,) = files(tmp_path)
    written = before.stat().st_ino

    assert_same(KeptIndex(OPTIONS, tmp_path).changed(ARTICLES, ()))

    assert files(tmp_path) == [before]
    assert before.stat().st_ino == written


@pytest.mark.parametrize(
    "others",
    [
        ARTICLES[:-1],
        ARTICLES[::-1],
        [*ARTICLES[:-1], made_up("文 99", 12, 5)],
        [*ARTICLES[:-1], made_up("文 100", 12, 99)],
    ],
)
def test_others_are_another_one(tmp_path: Path, others: list[ArticleTerms]) -> None:
    """One article less, another order, other terms, another name."""
    KeptIndex(OPTIONS, tmp_path).changed(ARTICLES, ())

    index = KeptIndex(OPTIONS, tmp_path).changed(others, ())

    assert index.articles == [each.article_id for each in others]
    assert len(files(tmp_path)) == 2


def test_a_damaged_one_is_made_anew(tmp_path: Path) -> None:
    """Nobody is told, and nothing is wrong."""
    KeptIndex(OPTIONS, tmp_path).changed(ARTICLES, ())
    (file,) = files(tmp_path)
    good = file.read_bytes()
    file.write_bytes(good[:-100])

    assert_same(KeptIndex(OPTIONS, tmp_path).changed(ARTICLES, ()))

    assert file.read_bytes() == good


def test_a_short_one_is_not_kept(tmp_path: Path) -> None:
    """It is made as quickly as it is read."""
    KeptIndex(OPTIONS, tmp_path).changed(ARTICLES[:3], ())

    assert not files(tmp_path)


def test_the_last_four_are_kept(tmp_path: Path) -> None:
    """Shelves change, and what nobody uses any more goes."""
    for number in range(6):
        KeptIndex(OPTIONS, tmp_path).changed(ARTICLES[number:], ())
    kept = files(tmp_path)
    KeptIndex(OPTIONS, tmp_path).changed(ARTICLES[5:], ())

    assert len(kept) == 4
    assert files(tmp_path) == kept


def test_nothing_stays_of_what_is_forgotten(tmp_path: Path) -> None:
    """Nor is anything else touched."""
    KeptIndex(OPTIONS, tmp_path).changed(ARTICLES, ())
    (tmp_path / "other.arrays").touch()

    forget_indexes(tmp_path)

    assert [each.name for each in files(tmp_path)] == ["other.arrays"]


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """Nothing is kept, and all works."""
    (tmp_path / "file").touch()

    assert_same(KeptIndex(OPTIONS, tmp_path / "file").changed(ARTICLES, ()))
    forget_indexes(tmp_path / "file")
