"""`python -m tests.bench terms`: retrieval by terms, beside other systems, in one run."""

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from tests.bench import machine, page, tables
from tests.bench.chart import Chart, Point
from tests.bench.corpus import ARTICLE
from tests.bench.measuring import Plan, measured
from tests.bench.results import DEPTHS, Results, Size, from_json

PART = "terms"
_SIZES = "1k,10k,100k,300k,1M"
_SUFFIXES = {"k": 1_000, "M": 1_000_000}


def sizes(text: str) -> list[int]:
    """Numbers of sentences as one types them, such as 1k,10k; whole articles of them."""
    return [-(-_number(each) // ARTICLE) * ARTICLE for each in text.split(",")]


def main(arguments: Sequence[str]) -> None:
    """Measure, keep the figures, and write the page anew."""
    usual = Plan()
    parser = argparse.ArgumentParser(prog="bench terms", description=__doc__)
    parser.add_argument("--sizes", type=sizes, default=_SIZES, help=f"sentences: {_SIZES}")
    parser.add_argument("--runs", type=int, default=usual.runs)
    parser.add_argument("--questions", type=int, default=usual.questions, help="in each run")
    parser.add_argument("--seed", type=int, default=usual.seed)
    parser.add_argument("--folder", type=Path, default=page.DOCS, help="of the page")
    parser.add_argument("--redraw", action="store_true", help="the page of the figures kept")
    chosen = parser.parse_args(arguments)
    folder: Path = chosen.folder
    folder.mkdir(parents=True, exist_ok=True)
    if chosen.redraw:
        _write(folder)
        return
    plan = Plan(chosen.runs, chosen.questions, chosen.seed)
    where = machine.described()
    found: list[Size] = []
    for size in chosen.sizes:
        found.append(measured(plan, size, _tell))
        # Kept after each size: the largest ones may need more memory than there is.
        results = Results(where, plan.runs, plan.questions, plan.seed, found)
        page.keep(folder, PART, asdict(results))
        _write(folder)


def kept(folder: Path) -> Results:
    """What was measured last."""
    return from_json(page.kept(folder, PART))


def told(results: Results) -> dict[str, str]:
    """The tables of the page, by the names of their marks."""
    return {
        "machine": tables.machine(results),
        "questions": tables.questions(results),
        "ten": tables.questions(results, DEPTHS[1]),
        "right": tables.right(results),
        "building": tables.building(results),
        "keeping": tables.keeping(results),
        "adding": tables.adding(results),
        "growth": tables.growth(results),
    }


def drawings(results: Results) -> dict[str, Chart]:
    """The pictures of the page, by the ends of their names."""
    taken: dict[str, list[Point]] = {}
    built: dict[str, list[Point]] = {}
    for size in results.sizes:
        for name, system in size.systems.items():
            asked = system.asked[str(DEPTHS[0])]
            taken.setdefault(name, []).append((size.sentences, asked.p50.median))
            built.setdefault(name, []).append((size.sentences, system.built.median))
    matched = {f"{size.sentences:,}": size.points for size in results.sizes}
    growth = Chart(
        "Ours: how long questions take, by what they match",
        "matched postings",
        "ms",
        matched,
        joined=False,
        linear=True,
    )
    return {
        "questions": Chart("How long a question takes", "sentences", "ms, p50", taken),
        "building": Chart("How long building the index takes", "sentences", "s", built),
        "growth": growth,
    }


def _write(folder: Path) -> None:
    """Of the figures as they are kept, so that all agree in the last digit."""
    results = kept(folder)
    _tell(f"written: {page.write(folder, told(results), drawings(results))}")


def _tell(line: str) -> None:
    print(line, flush=True)  # noqa: T201


def _number(text: str) -> int:
    factor = _SUFFIXES.get(text[-1:])
    return int(text) if factor is None else int(text[:-1]) * factor
