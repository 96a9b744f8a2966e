"""The short form of `make fuzz`."""

import random

from retrieval.articles.formats.document import FormatError
from retrieval.articles.formats.reading import read
from retrieval.articles.kinds import Kind, binary_kind
from retrieval.articles.problems import ReadingError, ReadingProblem
from retrieval.articles.reading import Reader
from tests.retrieval.articles.fuzzing import fuzz, seeds
from tests.retrieval.articles.mutating import mutated
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


def test_problems_are_meant() -> None:
    """Our own formats call a file damaged because it is, not because they stumbled."""
    good = [seed for seed in seeds() if not seed.name.endswith((".pdf", ".txt"))]
    others = [seed.data for seed in good]
    stumbled: list[str] = []
    for number in range(200):
        chance = random.Random(number)
        data = mutated(chance, chance.choice(good), others)
        kind = binary_kind(data)
        if kind is None:
            data = data.decode(errors="ignore").encode()
            kind = chance.choice((Kind.HTML, Kind.MARKDOWN))
        if not isinstance(kind, Kind) or kind is Kind.PDF:
            continue
        try:
            read(data, kind, options())
        except FormatError:
            pass
        except Exception as error:  # noqa: BLE001 - whatever it is, it is ours
            stumbled.append(f"{number}: {error!r}")

    assert stumbled == []
