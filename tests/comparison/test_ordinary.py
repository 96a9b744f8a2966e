"""The characters that are ordinary, against the list of words that they were counted in."""

from retrieval.text.pinyin import is_ordinary
from tests.comparison.ordinary import FILE, counted


def test_equals_what_pypinyin_counts() -> None:
    """Those of its list, and no others; if it fails, write the file anew."""
    assert "".join(FILE.read_text("utf-8").split()) == counted()


def test_in_either_script() -> None:
    """A reader of either knows it."""
    assert all(map(is_ordinary, "会會构構"))
    assert not any(map(is_ordinary, "忻歙蔚x"))
