"""Whole pages as sites make them, in `pages/`: each with its text and what it tells beside it.

The articles are made up, and so are all names in them; how the pages are built is not.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict

import pytest

from config.lexicon import load_lexicon
from retrieval.articles.ingest import ingest
from retrieval.articles.reading import Reader
from retrieval.options import CleaningOptions
from tests.repository.places import ROOT
from tests.retrieval.articles.options import options

PAGES = sorted((ROOT / "tests" / "retrieval" / "articles" / "pages").glob("*.html"))


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    """Reads all of them in one process."""
    reader = Reader(options())
    yield reader
    reader.close()


def test_there_are_enough() -> None:
    """Their number is only ever raised."""
    assert len(PAGES) >= 34


@pytest.mark.parametrize("stem", [page.stem for page in PAGES])
def test_page(reader: Reader, stem: str) -> None:
    """The canonical text and all that is told of it, to the character."""
    path = next(page for page in PAGES if page.stem == stem)
    text = path.with_suffix(".txt").read_text(encoding="utf-8").rstrip("\n")
    told = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))

    article = ingest(
        reader.read(path), load_lexicon().cleaning, CleaningOptions(detect_title=True)
    )

    assert article.text == text
    assert {name: value for name, value in asdict(article.metadata).items() if value} == told
