"""What went wrong, in words."""

import pytest

from bot.catalogue import LANGUAGES, load_catalogue
from bot.problems import describe
from retrieval.articles.problems import ReadingError, ReadingProblem

CATALOGUE = load_catalogue()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_of_a_file(language: str) -> None:
    """Each has a line of its own with the file's name, the limit and nothing left open."""
    words = CATALOGUE[language].problem

    lines = {
        describe(ReadingError(problem, "通知.pdf", limit=7_000_000), words)
        for problem in ReadingProblem
    }

    assert len(lines) == len(ReadingProblem)
    assert all("通知.pdf" in line and not {"{", "}"} & {*line} for line in lines)


@pytest.mark.parametrize(
    ("problem", "limit", "says"),
    [
        (ReadingProblem.TOO_LARGE, 20_000_000, "20 MB"),
        (ReadingProblem.TOO_MUCH_INSIDE, 200_000_000, "200 MB"),
        (ReadingProblem.TOO_LONG, 2_000_000, "2,000,000 characters"),
        (ReadingProblem.TOO_SLOW, 0.5, "0.5 s"),
        (ReadingProblem.TOO_HUNGRY, 1_024, "1,024 MB"),
    ],
)
def test_limits(problem: ReadingProblem, limit: float, says: str) -> None:
    """A limit is told in the unit that people use, with the key that sets it."""
    line = describe(ReadingError(problem, "a", limit=limit), CATALOGUE["en"].problem)

    assert says in line
    assert "reading.max_" in line
