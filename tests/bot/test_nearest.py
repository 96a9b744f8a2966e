"""What makes one set of articles of another."""

from hypothesis import given
from hypothesis import strategies as st

from bot.nearest import Change, change_to

ids = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(wanted=ids, known=ids)
def test_a_change_makes_what_is_wanted(wanted: list[str], known: list[str]) -> None:
    """In its order: others go, what is kept stands first, the rest comes behind."""
    change = change_to(wanted, known)

    left = [each for each in known if each not in change.removed]
    assert left + wanted[change.kept :] == wanted
    assert len(change) == change.added + len(change.removed)


def test_an_article_more() -> None:
    """Behind the others it is all that changes."""
    assert change_to(["a", "b", "c"], ["a", "b"]) == Change(2, 1, ())


def test_an_article_in_between() -> None:
    """What stands behind it comes again behind it."""
    assert change_to(["a", "new", "b"], ["a", "b"]) == Change(1, 2, ("b",))
