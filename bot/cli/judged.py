"""Qrels: asked, counted, shown."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from bot.assembly import Assembly
from config.loading import load_yaml_as
from retrieval.evaluation.judging import Miss, Report, evaluate_qrels
from retrieval.evaluation.qrels import Qrels


def judge(
    files: Sequence[Path], assembly: Assembly, output: Console, *, lists_misses: bool
) -> list[dict[str, Any]]:
    """Ask the questions of each file and print the counts; what went wrong is returned.

    Raises:
        ConfigurationError: a file is not one of qrels.
        ReadingError: its article cannot be read.
    """
    reports = [_report(file, assembly) for file in files]
    output.print(_table(files, reports))
    if lists_misses:
        for report in reports:
            for miss in report.misses:
                click.echo(f"{miss.kind.value}: {miss.question} → {', '.join(miss.shown) or '–'}")
    return [
        {"file": file.name, **_object(miss)}
        for file, report in zip(files, reports, strict=True)
        for miss in report.misses
    ]


def _report(file: Path, assembly: Assembly) -> Report:
    qrels = load_yaml_as(file, Qrels)
    (article,) = assembly.articles([file.parent / qrels.article])
    return evaluate_qrels(qrels, assembly.answerer([article]))


def _object(miss: Miss) -> dict[str, Any]:
    return {"question": miss.question, "kind": miss.kind.value, "shown": list(miss.shown)}


def _table(files: Sequence[Path], reports: Sequence[Report]) -> Table:
    table = Table("file", "questions", "H@1", "H@3", "complete", "answered", "declined")
    for file, report in zip(files, reports, strict=True):
        answerable = report.answerable
        table.add_row(
            file.name,
            str(report.questions),
            f"{report.hits_at_1}/{answerable}",
            f"{report.hits_at_3}/{answerable}",
            f"{report.complete}/{answerable}",
            f"{report.answered}/{answerable}",
            f"{report.declined}/{report.unanswerable}",
        )
    return table
