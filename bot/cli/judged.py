"""Qrels: asked, counted, shown."""

from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from bot.assembly import Assembly
from config.loading import load_yaml_as
from retrieval.evaluation.judging import Report, evaluate_qrels
from retrieval.evaluation.qrels import Qrels


def judge(
    files: Sequence[Path], assembly: Assembly, output: Console, *, lists_misses: bool
) -> None:
    """Ask the questions of each file and print the counts.

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


def _report(file: Path, assembly: Assembly) -> Report:
    qrels = load_yaml_as(file, Qrels)
    (article,) = assembly.articles([file.parent / qrels.article])
    return evaluate_qrels(qrels, assembly.answerer([article]))


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
