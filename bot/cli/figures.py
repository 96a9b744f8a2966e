"""Figures of labelled files, for people and for programs."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.table import Table

from bot.cli.labelled import Labelled
from retrieval.evaluation.squad import Figures, Refusal, Spans

TABLE_WIDTH = 140
"""Whatever the terminal: a table of figures is often written to a file."""


def squad_object(result: Labelled) -> dict[str, Any]:
    """One file and task; the keys stand in `docs/evaluate.md`."""
    evaluation = result.evaluation
    hard = evaluation.refusal_hard
    return {
        "file": result.file.name,
        "task": evaluation.task.value,
        "questions": evaluation.questions,
        **_figures(evaluation.figures),
        "baseline": _figures(evaluation.baseline),
        "refusal": _refusal(evaluation.refusal),
        "refusal_hard": None if hard is None else _refusal(hard),
        "spans": evaluation.spans and _spans(evaluation.spans),
        "weights": {
            "name": result.weights,
            "trained_on": list(result.trained_on),
            "overlap": round(result.overlap, 4),
        },
    }


def squad_table(results: Sequence[Labelled]) -> Table:
    """Ours above the baseline, for each file and task."""
    table = Table(
        "file, task",
        "questions",
        "H@1 [95 %]",
        "H@3",
        "MRR",
        "chars",
        "ms p50/p99",
        "AUROC",
        "answered",
        "false",
        "spans",
    )
    for result in results:
        evaluation = result.evaluation
        name = f"{result.file.name}, {evaluation.task.value} ({result.weights})"
        questions = f"{evaluation.questions:,}"
        refused = _refusal_cells(evaluation.refusal)
        spans = "" if evaluation.spans is None else f"{evaluation.spans.overlap:.1%}"
        table.add_row(name, questions, *_figure_cells(evaluation.figures), *refused, spans)
        if result.overlap:
            fitted = f"  ! {result.overlap:.0%} of its contexts are in {result.weights}"
            table.add_row(fitted, style="bold red")
        table.add_row("  naive baseline", "", *_figure_cells(evaluation.baseline), style="dim")
        if evaluation.refusal_hard is not None:
            blank = [""] * 6
            table.add_row("  hard questions", *blank, *_refusal_cells(evaluation.refusal_hard))
    return table


def squad_misses(results: Iterable[Labelled]) -> Iterator[dict[str, Any]]:
    """Every question that went wrong, with its signals."""
    for result in results:
        for miss in result.evaluation.misses:
            task = result.evaluation.task.value
            yield {"file": result.file.name, "task": task, **asdict(miss)}


def write_misses(file: Path, misses: Iterable[Mapping[str, Any]]) -> None:
    """One JSON object a line for each question that went wrong."""
    with file.open("w", encoding="utf-8") as lines:
        for miss in misses:
            lines.write(json.dumps(miss, ensure_ascii=False) + "\n")


def _figures(figures: Figures) -> dict[str, Any]:
    numbers = {name: round(value, 4) for name, value in asdict(figures).items() if name != "ci95"}
    return {**numbers, "ci95": [round(bound, 4) for bound in figures.ci95]}


def _refusal(refusal: Refusal) -> dict[str, float]:
    return {name: round(value, 4) for name, value in asdict(refusal).items()}


def _spans(spans: Spans) -> dict[str, float]:
    return {name: round(value, 4) for name, value in asdict(spans).items()}


def _figure_cells(figures: Figures) -> list[str]:
    low, high = figures.ci95
    return [
        f"{figures.hit_at_1:.3f} [{low:.3f}, {high:.3f}]",
        f"{figures.hit_at_3:.3f}",
        f"{figures.mrr:.3f}",
        f"{figures.first_sentence_chars:.1f}",
        f"{figures.ms_p50:.1f}/{figures.ms_p99:.1f}",
    ]


def _refusal_cells(refusal: Refusal) -> list[str]:
    return [f"{refusal.auroc:.3f}", f"{refusal.answered:.1%}", f"{refusal.false_answers:.1%}"]
