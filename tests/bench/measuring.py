"""All systems at one size, each in a process of its own, asked by turns."""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from config.loading import load_settings
from tests.bench.child import Child
from tests.bench.corpus import ARTICLE, Numbers
from tests.bench.fitted import load_fitted
from tests.bench.generating import ask, generate
from tests.bench.results import DEPTHS, OURS, Asked, Grown, Kept, Measured, Middle, Size
from tests.bench.systems.textbook import Textbook
from tests.bench.worker import SYSTEMS, Memory, Question, Worker

OPTIONS = load_settings(None, {}).index
"""k1 and b as shipped."""
_MILLI = 1_000
_BUILDS = 3
"""How often each index is built, at sizes where that does not take minutes."""
_ONCE = 200_000
"""Sentences from which on it does."""
_SECONDS = 8.0
"""A slow system is asked fewer questions, so that a run takes it no longer than that."""
_AGREED = 10
"""Best sentences that are compared with the textbook's, for as many questions."""
_ADDED = 20
"""Articles that are added one by one."""
_POINTS = 20
"""Groups of questions of about as many postings."""

Times = NDArray[np.float64]
"""Seconds; shape (runs, questions)."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How much of everything."""

    runs: int = 5
    questions: int = 200
    """In each run."""
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Built:
    """An index whose process waits for questions."""

    child: Child
    seconds: Sequence[float]
    memory: Memory
    questions: int
    """It can be asked in a run."""


def measured(plan: Plan, sentences: int, tell: Callable[[str], None]) -> Size:
    """All systems on so many sentences; `tell` gets a line at each step."""
    fitted = load_fitted()
    corpus = generate(fitted, sentences, plan.seed)
    # No question comes twice: what an index keeps of those before must help with others.
    total = plan.runs * plan.questions
    numbers = ask(fitted, corpus, total * len(DEPTHS), plan.seed)
    words = [corpus.spelled(terms) for terms in numbers]
    rounds = {
        depth: np.arange(place * total, (place + 1) * total).reshape(plan.runs, -1)
        for place, depth in enumerate(DEPTHS)
    }
    questions = words[: plan.questions]
    textbook = Textbook(corpus, numbers[:total], OPTIONS)
    with tempfile.TemporaryDirectory() as temporary, ExitStack() as stack:
        folder = Path(temporary)
        corpus.save(folder)
        built: dict[str, Built] = {}
        for name in SYSTEMS:
            child = stack.enter_context(Child(name, OPTIONS))
            built[name] = _build(child, folder, questions, _builds(sentences))
            tell(f"{sentences:,} sentences, {name}: built in {built[name].seconds[0]:.2f} s")
        times = {depth: _asked(built, words, depth, rounds[depth]) for depth in DEPTHS}
        tell(f"{sentences:,} sentences: asked {plan.runs} times, {plan.questions} questions")
        systems = {
            name: Measured(
                Middle.of(each.seconds),
                each.memory.index,
                each.child.call(Worker.held),
                each.memory.peak,
                each.questions,
                {str(depth): figures(times[depth], name) for depth in DEPTHS},
                _agreement(each.child, textbook, numbers, questions),
                _keep(name, each.child, questions[0]),
                _grow(each, questions, plan.seed),
            )
            for name, each in built.items()
        }
    postings = np.array([textbook.postings(terms) for terms in numbers[:total]])
    return Size(
        sentences,
        len(corpus.terms),
        len(corpus.codes),
        float(np.mean(postings)),
        points(postings.reshape(plan.runs, -1), times[DEPTHS[0]][OURS]),
        systems,
    )


def figures(times: Mapping[str, Times], name: str) -> Asked:
    """What the times of one system come to, beside ours."""
    mine, ours = times[name], times[OURS]
    both = min(mine.shape[1], ours.shape[1])
    ratios = np.median(mine[:, :both], axis=1) / np.median(ours[:, :both], axis=1)
    p50, p99 = np.percentile(mine * _MILLI, [50, 99], axis=1)
    return Asked(Middle.of(p50.tolist()), Middle.of(p99.tolist()), Middle.of(ratios.tolist()))


def points(postings: NDArray[np.int64], times: Times) -> list[tuple[float, float]]:
    """Groups of questions, from few postings to many: mean postings, median milliseconds.

    Both by run; the last questions of a run may not have been asked.
    """
    matched = postings[:, : times.shape[1]].ravel()
    taken = times.ravel() * _MILLI
    order = np.argsort(matched, kind="stable")
    groups = np.array_split(order, min(_POINTS, len(order)))
    return [(float(matched[each].mean()), float(np.median(taken[each]))) for each in groups]


def _builds(sentences: int) -> int:
    return _BUILDS if sentences < _ONCE else 1


def _build(child: Child, folder: Path, questions: Sequence[Question], builds: int) -> Built:
    child.call(Worker.prepare, folder)
    seconds = [child.call(Worker.build) for _ in range(builds)]
    memory = child.call(Worker.settle)
    affordable = child.call(Worker.afford, questions, DEPTHS[0], _SECONDS)
    return Built(child, seconds, memory, affordable)


def _asked(
    built: Mapping[str, Built],
    words: Sequence[Question],
    depth: int,
    runs: NDArray[np.int64],
) -> dict[str, Times]:
    """Run by run, and in each run all systems one after the other.

    `runs` has the numbers of the questions; shape (runs, questions).
    """
    taken: dict[str, list[list[float]]] = {name: [] for name in built}
    for run in runs.tolist():
        for name, each in built.items():
            asked = [words[number] for number in run[: each.questions]]
            taken[name].append(each.child.call(Worker.times, asked, depth))
    return {name: np.array(each) for name, each in taken.items()}


def _agreement(
    child: Child, textbook: Textbook, numbers: Sequence[Numbers], questions: Sequence[Question]
) -> float:
    found = child.call(Worker.found, questions[:_AGREED], _AGREED)
    right = [
        textbook.agreement(terms, best, _AGREED)
        for terms, best in zip(numbers, found, strict=False)
    ]
    return float(np.mean(right))


def _keep(name: str, child: Child, question: Question) -> Kept | None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        saved = child.call(Worker.save, folder)
        if saved is None:
            return None
        size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
        with Child(name, OPTIONS) as fresh:
            loaded, answered = fresh.call(Worker.load, folder, question, DEPTHS[0])
    return Kept(size, saved, loaded, answered)


def _grow(built: Built, questions: Sequence[Question], seed: int) -> Grown | None:
    more = generate(load_fitted(), _ADDED * ARTICLE, seed + 1)
    with tempfile.TemporaryDirectory() as temporary:
        more.save(Path(temporary))
        added = built.child.call(Worker.grow, Path(temporary), DEPTHS[0])
    if added is None:
        return None
    after = built.child.call(Worker.times, questions[: built.questions], DEPTHS[0])
    milliseconds = [_MILLI * each for each in added]
    return Grown(_ADDED, Middle.of(milliseconds), _MILLI * float(np.median(after)))
