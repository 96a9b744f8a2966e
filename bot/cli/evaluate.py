"""`yuanju evaluate`: how good the answers are, on questions with known answers."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource
from rich.console import Console

from bot.assembly import Assembly, assemble
from bot.cli.figures import (
    TABLE_WIDTH,
    squad_misses,
    squad_object,
    squad_table,
    write_misses,
)
from bot.cli.judged import judge
from bot.cli.labelled import (
    HELD_OUT,
    AskingFor,
    Labelled,
    chosen_weights,
    evaluate_labelled,
    sample_option,
    seed_option,
    weights_option,
)
from bot.cli.listed import holds_lists, judge_lists
from bot.cli.opening import InputError, config_option, open_settings, problems_told
from config.lexicon import load_lexicon
from retrieval.evaluation.squad import Task

_ALL_TASKS = [task.value for task in Task]
_OPTIONS_OF_SQUAD = {
    "tasks": "--task",
    "sample": "--sample",
    "seed": "--seed",
    "as_json": "--json",
    "beside": "--beside",
}
"""By the parameter's name; what they choose is only there in files of SQuAD's format."""


@click.command(short_help="How good the answers are, on questions with known answers.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option(
    "--task",
    "tasks",
    type=click.Choice(_ALL_TASKS),
    multiple=True,
    help="Look in the question's own context, or in all of the file; may be repeated.",
)
@sample_option
@seed_option
@click.option(
    "--beside",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    help="Put the contexts of FILE on the library's shelf as well; may be repeated.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one list of figures as JSON.")
@click.option(
    "--errors",
    "errors_file",
    type=click.Path(path_type=Path, dir_okay=False, writable=True),
    metavar="FILE",
    help="Write every question that went wrong as JSON Lines.",
)
@click.option(
    "--data",
    "data",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="EVALUATION_DATA",
    show_envvar=True,
    metavar="FOLDER",
    help="Where the public sets are that judged lists refer to.",
)
@weights_option("those not fitted on FILE (of YAML files: full)")
@click.option("--misses", "lists_misses", is_flag=True, help="List what went wrong with qrels.")
@config_option
@click.pass_context
def evaluate(  # noqa: PLR0913 - one parameter for each option is how click works
    context: click.Context,
    *,
    files: tuple[Path, ...],
    tasks: tuple[str, ...],
    sample: int | None,
    seed: int,
    beside: tuple[Path, ...],
    errors_file: Path | None,
    data: Path | None,
    weights: str,
    config_file: Path | None,
    as_json: bool,
    lists_misses: bool,
) -> None:
    """Ask the questions of each FILE and compare with the known answers.

    A FILE in SQuAD's format (.json) holds contexts, questions and where the answers begin.
    A hit is a sentence that covers such a place. Reported are H@1, H@3, MRR, the mean length
    of the first sentence and the time, beside a naive baseline in the same run, and how well
    questions that the text does not answer are told from those that it does.

    A FILE of qrels (.yaml) names an article and, for each question, the sentences that
    answer it: `tests/quality/seed.yaml` is one. One of lists names every member of each:
    `tests/quality/lists.yaml`.
    """
    yaml = [file for file in files if file.suffix in {".yaml", ".yml"}]
    if yaml:
        _refuse_options_of_squad(context)
    opened = open_settings(config_file)
    with problems_told(opened):
        assembly = assemble(opened.settings, load_lexicon())
        output = Console(highlight=False, width=TABLE_WIDTH)
        judging = _ranking_by(weights, assembly) if yaml else assembly
        lists = [file for file in yaml if holds_lists(file)]
        judged = [file for file in yaml if file not in lists]
        misses: list[dict[str, Any]] = []
        if judged:
            misses += judge(judged, judging, output, lists_misses=lists_misses)
        if lists:
            misses += judge_lists(lists, judging, output, data, lists_misses=lists_misses)
        chosen = [Task(task) for task in tasks or _ALL_TASKS]
        asking = AskingFor(chosen, sample, seed, weights, beside)
        read = cache(assembly.analyse)
        results: list[Labelled] = []
        for file in files:
            if file not in yaml:
                results += evaluate_labelled(file, assembly, asking, read)
    if errors_file is not None:
        write_misses(errors_file, [*misses, *squad_misses(results)])
    if as_json:
        click.echo(json.dumps([squad_object(result) for result in results], ensure_ascii=False))
    elif results:
        output.print(squad_table(results))


def _refuse_options_of_squad(context: click.Context) -> None:
    """Refuse what would choose nothing in a YAML file, rather than leave it out.

    Raises:
        InputError: such an option was given; all are named.
    """
    given = [
        option
        for name, option in _OPTIONS_OF_SQUAD.items()
        if context.get_parameter_source(name) is not ParameterSource.DEFAULT
    ]
    if given:
        verb = "is" if len(given) == 1 else "are"
        message = f"{', '.join(given)} {verb} for files in SQuAD's format."
        raise InputError(message)


def _ranking_by(weights: str, assembly: Assembly) -> Assembly:
    """`assembly` for YAML files, of which no shipped weights are held out: `full`, unless named.

    Raises:
        InputError: there are no weights of that name.
    """
    return assembly if weights == HELD_OUT else assembly.with_weights(chosen_weights(weights, ()))
