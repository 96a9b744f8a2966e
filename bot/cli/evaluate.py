"""`yuanju evaluate`: how good the answers are, on questions with known answers."""

from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from bot.assembly import Assembly, assemble
from bot.cli.opening import config_option, open_settings, problems_told
from config.lexicon import load_lexicon
from config.loading import load_yaml_as
from retrieval.evaluation.qrels import Qrels
from retrieval.evaluation.report import Report, evaluate_qrels

_TABLE_WIDTH = 100


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option(
    "--misses", "lists_misses", is_flag=True, help="List every question that went wrong."
)
@config_option
def evaluate(files: tuple[Path, ...], config_file: Path | None, *, lists_misses: bool) -> None:
    """Ask the questions of each FILE and compare with the sentences it names.

    A file of qrels (YAML) names an article and, for each question, the sentences that
    answer it: `tests/quality/seed.yaml` is one. H@1 and H@3: the share of the answerable
    questions whose best sentence, or one of the best three, is among those named.
    """
    opened = open_settings(config_file)
    with problems_told(opened):
        assembly = assemble(opened.settings, load_lexicon())
        reports = [_report(file, assembly) for file in files]
    output = Console(highlight=False, width=_TABLE_WIDTH)
    output.print(_table(files, reports))
    if lists_misses:
        for report in reports:
            for miss in report.misses:
                click.echo(f"{miss.kind.value}: {miss.question} → {', '.join(miss.shown) or '–'}")


def _report(file: Path, assembly: Assembly) -> Report:
    qrels = load_yaml_as(file, Qrels)
    (article,) = assembly.articles([file.parent / qrels.article])
    return evaluate_qrels(qrels, assembly.answerer([article]))


def _table(files: tuple[Path, ...], reports: list[Report]) -> Table:
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
