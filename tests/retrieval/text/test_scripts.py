"""Converting characters keeps their places."""

from hypothesis import given
from hypothesis import strategies as st

from retrieval.text.scripts import to_simplified, to_traditional


def test_both_directions() -> None:
    """Each script is converted to the other, by words where characters do not tell."""
    assert (to_simplified("頭髮發展"), to_traditional("头发发展")) == ("头发发展", "頭髮發展")


def test_lone_surrogate_stays() -> None:
    """What no encoding can write does not keep the rest from being converted."""
    assert to_simplified("發\ud800佈") == "发\ud800布"


@given(st.text(alphabet=st.characters(), max_size=40))
def test_length_stays(text: str) -> None:
    """Positions in the converted text are positions in the text."""
    assert len(to_simplified(text)) == len(to_traditional(text)) == len(text)
