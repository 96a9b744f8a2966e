"""Words by what they begin with."""

from hypothesis import given
from hypothesis import strategies as st

from retrieval.text.wordbook import Wordbook, bound

COUNTS = {"会": 3, "会议": 5, "会议室": 0, "𠮷": 1, "mini": 2, "m": 0}
words = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=4)


def test_words_are_found_by_their_first_character() -> None:
    """With their counts, also where that is 0; a character that begins none has none."""
    book = Wordbook(bound(COUNTS, 11))

    assert dict(book.beginning_with("会")) == {"会": 3, "会议": 5, "会议室": 0}
    assert dict(book.beginning_with("𠮷")) == {"𠮷": 1}
    for other in ("议", "a", "\x00", "\U0010ffff", "\ud800"):
        assert not dict(book.beginning_with(other))
    assert book.total == 11


@given(counts=st.dictionaries(words, st.integers(0, 1_000_000)))
def test_nothing_is_lost(counts: dict[str, int]) -> None:
    """All of its words together are those that it was made of."""
    book = Wordbook(bound(counts, sum(counts.values())))

    found: dict[str, int] = {}
    for initial in {word[0] for word in counts}:
        found.update(book.beginning_with(initial))
    assert found == counts
