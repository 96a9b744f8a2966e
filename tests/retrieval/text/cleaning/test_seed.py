"""The seed page, as the project got it."""

import re

import pytest

from retrieval.model import Metadata
from retrieval.text.cleaning import Cleaned
from tests.repository.places import ROOT
from tests.retrieval.text.cleaning.pages import cleaned

_RAW = (ROOT / "seeds" / "seed-article.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page() -> Cleaned:
    """The seed after cleaning."""
    return cleaned(_RAW)


def test_metadata(page: Cleaned) -> None:
    """Headline and date stand outside the text, without glue."""
    expected = Metadata(title="忻州市委書記朱曉東到二所調研", published="2022-05-25")

    assert page.metadata == expected


def test_body_is_the_raw_body_without_glue(page: Cleaned) -> None:
    """The text equals what a plain pattern leaves of the raw body lines."""
    plain = re.sub(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+\)", "", _RAW)
    twin = [line for line in plain.splitlines() if line.endswith("。")]

    assert page.text == "\n".join(twin)


def test_first_and_last_line(page: Cleaned) -> None:
    """The body begins with the visit and ends with the meeting."""
    lines = page.text.split("\n")

    assert (lines[0][:5], lines[-1][-5:]) == ("5月24日", "參加會議。")


def test_real_brackets_stay(page: Cleaned) -> None:
    """A bracket of the article's own is not glue."""
    assert re.findall(r"[(（].*?[)）]", page.text) == ["(山西)"]


def test_text_maps_back(page: Cleaned) -> None:
    """Each character is the raw one at its origin."""
    pairs = zip(page.map.starts, page.text, strict=True)

    assert all(_RAW[start] == character for start, character in pairs if character != "\n")
