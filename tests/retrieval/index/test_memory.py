"""The index in memory: what the laws do not ask."""

from retrieval.index.memory import MemoryIndex
from retrieval.index.parts import whole
from retrieval.options import IndexOptions
from tests.retrieval.index.articles import made_up, query

OPTIONS = IndexOptions(k1=0.9, b=0.4)
LARGE = MemoryIndex.empty(OPTIONS).changed(
    [made_up(f"first {number}", 12, number) for number in range(400)], ()
)


def test_a_large_index_answers_like_one_made_at_once() -> None:
    """Hundreds of articles, some in large segments and some in small ones, and some gone."""
    index, there = LARGE, {f"first {number}": number for number in range(400)}
    for number in range(400, 460):
        gone = f"first {number % 37 * 10}"
        index = index.changed([made_up(f"next {number}", 3, number)], [gone])
        there.pop(gone, None)
        there[f"next {number}"] = number

    fresh = MemoryIndex.empty(OPTIONS).changed(
        [
            made_up(name, 12 if name.startswith("first") else 3, seed)
            for name, seed in there.items()
        ],
        (),
    )

    for seed in range(40):
        assert index.retrieve(query(seed), 30) == fresh.retrieve(query(seed), 30)
    assert index.articles == fresh.articles == list(there)


def test_an_index_that_was_changed_is_as_before() -> None:
    """Whoever asks it meanwhile is answered from the articles that it had."""
    before = [LARGE.retrieve(query(seed), 10) for seed in range(10)]

    changed = LARGE.changed([made_up("new", 5, 7)], ["first 3"])

    assert [LARGE.retrieve(query(seed), 10) for seed in range(10)] == before
    assert [changed.retrieve(query(seed), 10) for seed in range(10)] != before


def test_many_changes_leave_few_segments() -> None:
    """One article at a time, for a long time: what is small is merged."""
    index = MemoryIndex.empty(OPTIONS)
    for number in range(200):
        index = index.changed([made_up(str(number), 2, number, words=50)], ())

    assert index.segments <= 6


def test_it_says_when_merging_all_is_worth_the_time() -> None:
    """After many changes, not after one; merged, it is one segment again."""
    index = MemoryIndex([whole(LARGE.segment())], OPTIONS, at_once=10_000)
    small = index.changed([made_up("new", 5, 7)], ())
    large = index.changed([made_up(f"new {n}", 12, n) for n in range(100)], ())

    assert not index.is_scattered
    assert not small.is_scattered
    assert large.is_scattered
    assert not large.compacted().is_scattered
    assert large.compacted().segments == 1
    assert large.compacted().retrieve(query(1), 20) == large.retrieve(query(1), 20)
