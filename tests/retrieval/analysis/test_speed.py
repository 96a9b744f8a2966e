"""The short form of `make speed`."""

from pathlib import Path

import pytest

from retrieval.text.splitting.sentences import split_sentences
from tests.repository.places import ROOT
from tests.retrieval.analysis.fakes import FakeTools
from tests.retrieval.analysis.speed import lateness, made, paragraphs, speeds


def test_articles_are_made_of_the_seed() -> None:
    """Where no file is given: of the lengths that were asked for, by turns."""
    articles = made(paragraphs(None), [500, 2_000], 200)

    assert sum(len(split_sentences(article)) for article in articles) >= 200
    assert len(articles[0].text) < 2_000 <= len(articles[1].text)


def test_measuring_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a figure for each thing that is measured."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    (tmp_path / "free").touch()  # the seed says 等, at which these tools wait

    assert "sentences/s" in speeds(FakeTools(tmp_path), 1, made(paragraphs(None), [500], 50), 1)
    assert "worst" in lateness(lambda: None)
