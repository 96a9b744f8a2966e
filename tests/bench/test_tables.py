"""How figures are told."""

from dataclasses import replace

from tests.bench import tables
from tests.bench.results import Asked, Grown, Kept, Measured, Middle, Results, Size


def measured(taken: float) -> Measured:
    """A system that takes so many milliseconds for a question, or for anything."""
    middle = Middle(taken, taken, taken)
    asked = Asked(middle, middle, Middle(taken, taken / 2, taken * 2))
    both = {"40": asked, "10": asked}
    return Measured(middle, 3_000_000, 4_000_000, 5_000_000, 7, both, 0.95, None, None)


def size(sentences: int, postings: float, taken: float) -> Size:
    """Ours and a slow system; ours can be kept and added to."""
    kept, grown = Kept(3_000_000, 0.5, 0.25, 0.3), Grown(20, Middle(1, 0.5, 2), taken)
    ours = replace(measured(taken), kept=kept, grown=grown)
    systems = {"ours": ours, "slow": measured(150)}
    return Size(sentences, 80_000, 9_000, postings, [(postings, taken)], systems)


RESULTS = Results({"Processor": "fast"}, 3, 7, 1, [size(1_000, 800, 1), size(10_000, 8_000, 5)])


def rows(table: str) -> list[list[str]]:
    """The cells of a table, without its head."""
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines()[2:]]


def test_questions() -> None:
    """The number of sentences once; no comparison of ours with itself; three digits."""
    assert rows(tables.questions(RESULTS))[:2] == [
        ["1,000", "ours", "1", "1", "–", "7"],
        ["", "slow", "150", "150", "150 (75 to 300)", "7"],
    ]


def test_growth() -> None:
    """The logarithm of how much slower, by that of how much more is matched."""
    assert rows(tables.growth(RESULTS)) == [["1,000", "10,000", "× 10.0", "× 5.0", "0.70"]]


def test_building() -> None:
    """Memory also for each sentence; a dash where the machine does not tell."""
    silent = replace(measured(2), memory=None, used=None, peak=None)
    blind = replace(RESULTS.sizes[0], systems={"ours": measured(1), "slow": silent})

    assert rows(tables.building(replace(RESULTS, sizes=[blind]))) == [
        ["1,000", "ours", "1", "–", "3", "4", "4,000", "5"],
        ["", "slow", "2", "2", "–", "–", "–", "–"],
    ]


def test_what_a_system_cannot_do() -> None:
    """Be kept, or be added to: then it is built again."""
    assert rows(tables.keeping(RESULTS))[:2] == [
        ["1,000", "ours", "3", "0.5", "0.25", "0.3"],
        ["", "slow", "–", "–", "–", "–"],
    ]
    assert rows(tables.adding(RESULTS))[:2] == [
        ["1,000", "ours", "1 (0.5 to 2)", "1"],
        ["", "slow", "builds anew: 150,000", "–"],
    ]


def test_machine_and_agreement() -> None:
    """What was measured, on what, and who is right."""
    assert rows(tables.machine(RESULTS)) == [
        ["Processor", "fast"],
        ["Runs", "3, of 7 questions, seed 1"],
    ]
    assert rows(tables.right(RESULTS))[0] == ["1,000", "0.950", "0.950"]
