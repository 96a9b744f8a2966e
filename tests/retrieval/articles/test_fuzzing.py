"""The short form of `make fuzz`."""

from retrieval.articles.problems import ReadingError, ReadingProblem
from retrieval.articles.reading import Reader
from tests.retrieval.articles.fuzzing import fuzz, seeds
from tests.retrieval.articles.options import options


def test_broken_files() -> None:
    """A hundred of them: each has an outcome in time, and memory stays."""
    tally = fuzz(100, 0, seeds())

    assert tally.outcomes.total() == 100
    assert tally.outcomes["text"] > 10
    assert tally.holds


def test_good_files() -> None:
    """What the files are made from can be read, but for a scan."""
    reader = Reader(options())
    texts: list[str] = []
    problems: list[ReadingProblem] = []
    for seed in seeds():
        try:
            texts.append(reader.read_content(seed.data, seed.name).text)
        except ReadingError as error:
            problems.append(error.problem)
    reader.close()

    assert len(texts) > 35
    assert problems == [ReadingProblem.NO_TEXT_LAYER]
