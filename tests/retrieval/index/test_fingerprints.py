"""Terms as numbers."""

from hypothesis import example, given
from hypothesis import strategies as st

from retrieval.index.fingerprints import fingerprints

terms = st.lists(st.text(max_size=40) | st.text("甲乙", max_size=40), unique=True, max_size=30)


@given(terms)
@example(["", "\x01"])
def test_each_term_has_its_own_wherever_it_stands(texts: list[str]) -> None:
    """Different terms have different numbers; what else is asked for changes none."""
    together = fingerprints(texts).tolist()

    assert len(set(together)) == len(texts)
    assert [fingerprints([text]).tolist() for text in texts] == [[one] for one in together]


def test_none_share_a_number_among_all_short_ones() -> None:
    """Two characters of hundreds, and each alone: a third of a million terms."""
    letters = [chr(code) for code in range(0x4E00, 0x4E00 + 600)]
    pairs = [one + other for one in letters for other in letters]

    assert len(set(fingerprints([*letters, *pairs]).tolist())) == len(letters) + len(pairs)


def test_they_are_the_same_on_every_machine() -> None:
    """A snapshot may be opened by another one."""
    assert fingerprints(["", "调", "调研", "x" * 30]).tolist() == [
        16294208416658607535,
        5791305967439847188,
        1897774740205424215,
        8935443606302078501,
    ]
